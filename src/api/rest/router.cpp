#include "api/rest/router.h"

#include <optional>
#include <string>
#include <utility>

#include "api/rest/internal/dispatch.h"
#include "api/rest/internal/docs_page.h"
#include "api/rest/internal/openapi.h"
#include "api/rest/internal/operations.h"
#include "api/rest/internal/reply.h"
#include "api/rest/internal/target.h"
#include "app/access/password_provider.h"

namespace yidi::rest {
namespace {

using internal::Target;

constexpr std::string_view kApi = "/api/";
/// Outside /api/ the national interface takes POST on any path.
constexpr std::string_view kGetAndPost = "GET, HEAD, POST";
/// A year.
constexpr std::string_view kStrictTransport = "max-age=31536000";

bool is_get(const http::Request& request) {
    return request.method == "GET" || request.method == "HEAD";
}

http::Response no_such_path() {
    return internal::problem(
        Trouble::not_found,
        {.code = ErrorCode::bad_value,
         .where = {},
         .rule = {},
         .remedy = "请核对地址，说明见 /docs 与 docs/integrating/server.md",
         .detail = "没有这个地址。已有：POST /（定点医药机构接口）、GET /healthz、GET /readyz、"
                   "GET /metrics、GET /openapi.json、GET /docs、/api/v1/…"});
}

}  // namespace

class Router::Core {
public:
    Core(const RouterPorts& ports, National national, RouterOptions options)
        : ports_{ports},
          options_{std::move(options)},
          national_{std::move(national)},
          passwords_{ports_.store, ports_.vault, ports_.passwords},
          dispatcher_{ports_, options_, providers()},
          openapi_{internal::openapi(options_)},
          docs_{internal::docs_page()} {}

    void handle(http::Request request, http::Answer answer) {
        const bool is_api = request.target.starts_with(kApi);
        if (is_api) return dispatcher_.handle(std::move(request), std::move(answer));
        if (request.method == "POST") return national_(std::move(request), std::move(answer));
        const Result<Target> target = internal::read_target(request.target);
        if (!target) return answer(internal::problem(target.error()));
        if (!is_get(request)) return answer(internal::not_allowed(kGetAndPost));
        answer(open_page(target->path, request));
    }

    [[nodiscard]] bool is_tls() const { return options_.is_tls; }

private:
    std::vector<ports::IdentityProvider*> providers() {
        std::vector<ports::IdentityProvider*> all{&passwords_};
        all.insert(all.end(), options_.providers.begin(), options_.providers.end());
        return all;
    }

    /// What the path shows outside /api/.
    http::Response open_page(std::string_view path, const http::Request& request) {
        if (path == "/healthz") return internal::health();
        if (path == "/readyz") return internal::readiness(ports_, options_);
        if (path == "/metrics") return internal::metrics(ports_.metrics);
        if (path == "/openapi.json") return internal::json(openapi_);
        if (path == "/docs") return internal::page(docs_);
        if (options_.pages) {
            if (std::optional<http::Response> shown = options_.pages(request)) return *shown;
        } else if (path == "/") {
            return internal::front_page();
        }
        if (options_.no_page) {
            if (std::optional<http::Response> shown = options_.no_page(request)) return *shown;
        }
        return no_such_path();
    }

    RouterPorts ports_;
    RouterOptions options_;
    National national_;
    accounts::PasswordProvider passwords_;
    internal::Dispatcher dispatcher_;
    std::string openapi_;
    std::string docs_;
};

Router::Router(const RouterPorts& ports, National national, RouterOptions options)
    : core_{std::make_unique<Core>(ports, std::move(national), std::move(options))} {}
Router::~Router() = default;

void Router::handle(http::Request request, http::Answer answer) {
    if (!core_->is_tls()) return core_->handle(std::move(request), std::move(answer));
    // Whoever has come over TLS once does not come without it again. Over plain HTTP a browser
    // takes no notice of it, and a proxy in front of us says it itself.
    core_->handle(std::move(request), [answer = std::move(answer)](http::Response response) {
        response.headers.add("Strict-Transport-Security", std::string{kStrictTransport});
        answer(std::move(response));
    });
}

}  // namespace yidi::rest
