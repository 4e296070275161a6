#include "api/rest/internal/reply.h"

#include <utility>

#include "adapters/codec/json_writer.h"
#include "base/assert.h"

namespace yidi::rest {

int status_of(Trouble trouble) {
    switch (trouble) {
        case Trouble::not_signed_in: return internal::kUnauthorized;
        case Trouble::forbidden: return internal::kForbidden;
        case Trouble::not_found: return internal::kNotFound;
        case Trouble::conflict: return internal::kConflict;
        case Trouble::key_reused:
        case Trouble::refused: return internal::kRefused;
        case Trouble::too_many: return internal::kTooMany;
    }
    YIDI_ASSERT(false);
}

std::string_view name(Trouble trouble) {
    switch (trouble) {
        case Trouble::not_signed_in: return "not_signed_in";
        case Trouble::forbidden: return "forbidden";
        case Trouble::not_found: return "not_found";
        case Trouble::conflict: return "conflict";
        case Trouble::key_reused: return "key_reused";
        case Trouble::refused: return "refused";
        case Trouble::too_many: return "too_many";
    }
    YIDI_ASSERT(false);
}

}  // namespace yidi::rest

namespace yidi::rest::internal {
namespace {

int status_of(ErrorCode code) {
    constexpr int kThousand = 1'000;
    switch (static_cast<int>(code) / kThousand) {
        case 1: return kBadRequest;
        case 2:
        case 6: return kRefused;
        case 3: return kConflict;
        case 4: return kUnavailable;
        default: return kServerError;
    }
}

}  // namespace

std::string_view title_of(int status) {
    switch (status) {
        case kBadRequest: return "Bad Request";
        case kUnauthorized: return "Unauthorized";
        case kForbidden: return "Forbidden";
        case kNotFound: return "Not Found";
        case kNotAllowed: return "Method Not Allowed";
        case kConflict: return "Conflict";
        case kUnsupportedMedia: return "Unsupported Media Type";
        case kRefused: return "Unprocessable Content";
        case kTooMany: return "Too Many Requests";
        case kUnavailable: return "Service Unavailable";
        default: return "Internal Server Error";
    }
}

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
    member("pointer", problem.pointer);
    member("rule", problem.rule);
    member("remedy", problem.remedy);
    member("clause", problem.clause);
    writer.end_object();
    http::Response response{.status = status,
                            .content_type = "application/problem+json",
                            .headers = {{"Cache-Control", "no-store"}},
                            .body = std::move(body)};
    if (status == kUnavailable) response.headers.add("Retry-After", "1");
    return response;
}

http::Response problem(const Error& error) {
    const int status = status_of(error.code);
    // What went wrong inside is for the log, not for whoever asked.
    if (status == kServerError) {
        return problem(status, {.code = name(error.code), .remedy = error.remedy});
    }
    return problem(status, {.detail = error.detail,
                            .code = name(error.code),
                            .pointer = error.where,
                            .rule = error.rule,
                            .remedy = error.remedy,
                            .clause = error.source});
}

http::Response problem(Trouble trouble, const Error& error, std::int64_t retry_after_s) {
    const int status = rest::status_of(trouble);
    http::Response response = problem(status, {.detail = error.detail,
                                               .code = name(trouble),
                                               .pointer = error.where,
                                               .rule = error.rule,
                                               .remedy = error.remedy,
                                               .clause = error.source});
    if (trouble == Trouble::not_signed_in) response.headers.add("WWW-Authenticate", "Bearer");
    if (retry_after_s > 0) response.headers.add("Retry-After", std::to_string(retry_after_s));
    return response;
}

http::Response not_allowed(std::string_view allow) {
    http::Response response = problem(kNotAllowed, {.detail = "此地址只接受 Allow 所列的方法",
                                                    .code = "method_not_allowed",
                                                    .remedy = "请改用 Allow 所列的方法"});
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

http::Response file(std::string_view media, std::string bytes) {
    return {.status = kOk,
            .content_type = std::string{media},
            .headers = {{"Content-Security-Policy", "default-src 'none'; sandbox"},
                        {"X-Content-Type-Options", "nosniff"},
                        {"Cache-Control", "no-store"}},
            .body = std::move(bytes)};
}

http::Response document(std::string bytes) {
    // No Content-Security-Policy: browsers hold their own viewer to it, and a PDF of ours has
    // nothing that could run.
    return {.status = kOk,
            .content_type = "application/pdf",
            .headers = {{"X-Content-Type-Options", "nosniff"},
                        {"Referrer-Policy", "no-referrer"},
                        {"Cache-Control", "no-store"}},
            .body = std::move(bytes)};
}

http::Response json(std::string body, int status) {
    return {.status = status,
            .content_type = "application/json",
            .headers = {{"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}},
            .body = std::move(body)};
}

}  // namespace yidi::rest::internal
