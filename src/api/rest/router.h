#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/crypto/gateway_check.h"
#include "adapters/http/message.h"
#include "adapters/telemetry/metrics.h"
#include "api/rest/desk.h"
#include "api/rest/shown.h"
#include "app/payer/context.h"
#include "app/publishing/effect.h"
#include "ports/clock.h"
#include "ports/identity_provider.h"
#include "ports/packs.h"
#include "ports/passwords.h"
#include "ports/readings.h"
#include "ports/upward.h"

namespace yidi::render {
class PaperTemplates;
}

namespace yidi::app {
struct ClearingRules;
class ItemIndex;
}  // namespace yidi::app

namespace yidi::claim {
class PaperRules;
class Limits;
}  // namespace yidi::claim

/// What the server answers beside the national interface (docs/integrating/server.md).
namespace yidi::rest {

/// What the router works with. All outlive it and every answer it still owes.
struct RouterPorts {
    publishing::Shelf& shelf;  ///< an approved policy is put on it
    const ports::Packs& packs;
    ports::Store& store;
    ports::Vault& vault;
    ports::Ids& ids;
    ports::Texts& texts;
    const ports::Clock& clock;
    const telemetry::Metrics& metrics;
    const ports::Passwords& passwords;
    /// For the index of institutions, where one changes (payer::Context). Used on the store's
    /// writer alone. Null: the index is made anew by whoever can.
    ports::Readings* readings = nullptr;
};

/// How much a caller may ask for: so many tokens at once, and so many more each minute. Most
/// operations cost one.
struct RateLimit {
    std::int64_t burst = 300;
    std::int64_t per_minute = 600;
};

/// An operation that failed by our own fault (500).
struct Failure {
    std::string_view operation;  ///< its id, as /openapi.json names it
    const Error& error;
};

/// What answers a GET outside /api/; empty: the address is none of its own.
using Pages = std::function<std::optional<http::Response>(const http::Request&)>;

struct RouterOptions {
    /// How far `clock` is ahead of the world's, a demonstration's: senders sign by the world's.
    std::int64_t clock_ahead_ms = 0;
    /// What beside the store must be well before requests are sent here, such as room on the disk.
    /// `detail` and `remedy` of its error are shown to whoever asks. Any thread; quick.
    std::function<Result<void>()> ready = {};
    /// Requests come over TLS: cookies are sent over nothing else.
    bool is_tls = false;
    /// The schema of a case, for /openapi.json; empty: any object.
    std::string case_schema = {};
    /// On which the effect of a policy's change is shown, beside what was settled.
    std::vector<publishing::NamedCase> example_cases = {};
    RateLimit nobody = {};  ///< of an address that has not said who it is
    RateLimit known = {.burst = 1'200, .per_minute = 3'000};
    /// Threads for what takes long (endpoint.h: Lane); 0: the thread that asks. What waits for one
    /// beyond the length of its queue is answered with 503 and Retry-After.
    std::uint32_t password_threads = 2;
    std::uint32_t file_threads = 2;
    /// The network above this server; null: there is none (app/filing/file.h).
    const ports::Upward* upward = nullptr;
    /// For what is printed of a filing. Null: nothing is.
    const render::PaperTemplates* papers = nullptr;
    /// Papers and limits of claims by hand. Null: none are known (app::ClaimContext).
    const claim::PaperRules* claim_papers = nullptr;
    const claim::Limits* claim_limits = nullptr;
    /// The pages, and what a browser is shown where there is none. Null: a plain page at /. Any
    /// thread; quick.
    Pages pages = {};
    Pages no_page = {};
    Shown shown = {};
    /// What a counter that has signed in does over the national interface.
    Desk desk = {};
    /// For looking items of catalogues up while they are typed. Null: none is found. It outlives
    /// the router.
    app::ItemIndex* items = nullptr;
    /// Rules of clearing, working days and parties. Null: nothing is cleared here. They outlive the
    /// router.
    const app::ClearingRules* clearing = nullptr;
    /// Beside the password of ours. They outlive the router.
    std::vector<ports::IdentityProvider*> providers = {};
    /// Told of each failure of ours before it is answered. Any thread; quick.
    std::function<void(const Failure&)> on_failure = {};
};

/// Gives each request to whom it is for:
///
///     POST outside /api/     `national`
///     GET  /                 a page that says what this is, where there are no pages (api/pages)
///     GET  /healthz          200 while the process answers
///     GET  /readyz           200, or 503 with the reason
///     GET  /metrics          Prometheus' text
///     GET  /openapi.json     the description of /api/v1 (endpoint.h)
///     GET  /docs             the same to read
///     /api/v1/…              as described there
///     GET  anything else     a page (RouterOptions::pages)
///
/// HEAD as GET. Everything else is 404, or 405 with Allow; failures are application/problem+json.
/// Threads   any.
class Router final : public http::Handler {
public:
    /// Answers the national interface: national::Endpoint::handle.
    using National = std::function<void(http::Request, http::Answer)>;

    Router(const RouterPorts& ports, National national, RouterOptions options = {});
    ~Router() override;

    void handle(http::Request request, http::Answer answer) override;

private:
    class Core;
    std::unique_ptr<Core> core_;
};

}  // namespace yidi::rest
