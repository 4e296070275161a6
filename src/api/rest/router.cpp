#include "api/rest/router.h"

#include <optional>
#include <string>
#include <utility>

#include "api/rest/internal/operations.h"
#include "api/rest/internal/reply.h"
#include "api/rest/internal/statement.h"
#include "api/rest/internal/target.h"

namespace yidi::rest {
namespace {

using internal::Target;

constexpr std::string_view kApi = "/api/";
constexpr std::string_view kStatementHead = "/api/v1/settlements/";
constexpr std::string_view kStatementTail = "/statement";
constexpr std::string_view kGetOnly = "GET, HEAD";
/// Outside /api/ the national interface takes POST on any path.
constexpr std::string_view kGetAndPost = "GET, HEAD, POST";

bool is_get(const http::Request& request) {
    return request.method == "GET" || request.method == "HEAD";
}

http::Response no_such_path() {
    return internal::problem(
        internal::kNotFound,
        {.detail = "没有这个地址。已有：POST /（定点医药机构接口）、GET /healthz、GET /readyz、"
                   "GET /metrics、GET /api/v1/settlements/{setl_id}/statement",
         .code = "not_found",
         .remedy = "请核对地址，说明见 docs/integrating/server.md"});
}

/// What the path shows outside /api/; empty if it is none of ours.
std::optional<http::Response> open_page(std::string_view path, const RouterPorts& ports,
                                        const RouterOptions& options) {
    if (path == "/") return internal::front_page();
    if (path == "/healthz") return internal::health();
    if (path == "/readyz") return internal::readiness(ports, options);
    if (path == "/metrics") return internal::metrics(ports.metrics);
    return std::nullopt;
}

}  // namespace

Router::Router(const RouterPorts& ports, National national, RouterOptions options)
    : ports_{ports}, national_{std::move(national)}, options_{std::move(options)} {}

void Router::handle(http::Request request, http::Answer answer) {
    if (request.method == "POST" && !request.target.starts_with(kApi)) {
        return national_(std::move(request), std::move(answer));
    }
    const Result<Target> target = internal::read_target(request.target);
    if (!target) return answer(internal::problem(target.error(), internal::kBadRequest));
    const std::string_view path = target->path;
    if (!path.starts_with(kApi)) {
        if (!is_get(request)) return answer(internal::not_allowed(kGetAndPost));
        std::optional<http::Response> page = open_page(path, ports_, options_);
        return answer(page ? *std::move(page) : no_such_path());
    }
    const auto setl_id = internal::between(path, kStatementHead, kStatementTail);
    if (!setl_id) return answer(no_such_path());
    if (!is_get(request)) return answer(internal::not_allowed(kGetOnly));
    internal::answer_statement(ports_, options_,
                               {.request = request, .target = *target, .setl_id = *setl_id},
                               std::move(answer));
}

}  // namespace yidi::rest
