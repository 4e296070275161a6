#include "api/rest/internal/reply.h"

#include <utility>

#include "adapters/codec/json_writer.h"

namespace yidi::rest::internal {
namespace {

std::string_view title_of(int status) {
    switch (status) {
        case kBadRequest: return "Bad Request";
        case kUnauthorized: return "Unauthorized";
        case kNotFound: return "Not Found";
        case kNotAllowed: return "Method Not Allowed";
        case kUnavailable: return "Service Unavailable";
        default: return "Internal Server Error";
    }
}

int status_of(ErrorCode code, int missing) {
    if (code == ErrorCode::busy || code == ErrorCode::changed_meanwhile) return kUnavailable;
    constexpr int kOurFault = 1;
    return exit_code(code) == kOurFault ? kServerError : missing;
}

}  // namespace

http::Response problem(int status, const Problem& problem) {
    std::string body;
    codec::JsonWriter writer{body};
    const auto member = [&](std::string_view name, std::string_view text) {
        if (!text.empty()) writer.member(name, text);
    };
    writer.begin_object();
    writer.member("type", "about:blank");
    writer.member("title", title_of(status));
    writer.member("status", std::int64_t{status});
    member("detail", problem.detail);
    member("code", problem.code);
    member("where", problem.where);
    member("remedy", problem.remedy);
    writer.end_object();
    http::Response response{.status = status,
                            .content_type = "application/problem+json",
                            .headers = {{"Cache-Control", "no-store"}},
                            .body = std::move(body)};
    if (status == kUnavailable) response.headers.add("Retry-After", "1");
    return response;
}

http::Response problem(const Error& error, int missing) {
    const int status = status_of(error.code, missing);
    // What went wrong inside is for the log, not for whoever asked.
    const bool is_ours = status == kServerError;
    return problem(status, {.detail = is_ours ? std::string_view{} : std::string_view{error.detail},
                            .code = name(error.code),
                            .where = is_ours ? std::string_view{} : std::string_view{error.where},
                            .remedy = error.remedy});
}

http::Response not_allowed(std::string_view allow) {
    http::Response response = problem(kNotAllowed, {.detail = "此地址只接受 Allow 所列的方法"});
    response.headers.add("Allow", std::string{allow});
    return response;
}

http::Response page(std::string html) {
    return {.status = kOk,
            .content_type = "text/html; charset=utf-8",
            .headers = {{"Content-Security-Policy",
                         "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
                         "form-action 'none'; frame-ancestors 'none'"},
                        {"X-Content-Type-Options", "nosniff"},
                        {"Referrer-Policy", "no-referrer"},
                        {"Cache-Control", "no-store"}},
            .body = std::move(html)};
}

}  // namespace yidi::rest::internal
