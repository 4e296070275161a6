#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "adapters/crypto/gateway_check.h"
#include "adapters/http/message.h"
#include "adapters/telemetry/metrics.h"
#include "app/payer/context.h"
#include "ports/clock.h"

/// What the server answers beside the national interface (docs/integrating/server.md).
namespace yidi::rest {

/// What the router works with. All outlive it and every answer it still owes.
struct RouterPorts {
    const policy::Book& book;
    ports::Store& store;
    ports::Vault& vault;
    ports::Ids& ids;
    ports::Texts& texts;
    const ports::Clock& clock;
    const telemetry::Metrics& metrics;
};

struct RouterOptions {
    /// How far `clock` is ahead of the world's, a demonstration's: senders sign by the world's.
    std::int64_t clock_ahead_ms = 0;
    /// What beside the store must be well before requests are sent here, such as room on the disk.
    /// `detail` and `remedy` of its error are shown to whoever asks. Any thread; quick.
    std::function<Result<void>()> ready = {};
};

/// Gives each request to whom it is for:
///
///     POST outside /api/                          `national`
///     GET  /                                      a page that says what this is
///     GET  /healthz                               200 while the process answers
///     GET  /readyz                                200, or 503 with the reason
///     GET  /metrics                               Prometheus' text
///     GET  /api/v1/settlements/{setl_id}/statement?psn_no=…&fixmedins_code=…
///                                                 the printed statement, for the institution that
///                                                 settled
///
/// HEAD as GET. Everything else is 404, or 405 with Allow; failures are application/problem+json.
/// Threads   any.
class Router final : public http::Handler {
public:
    /// Answers the national interface: national::Endpoint::handle.
    using National = std::function<void(http::Request, http::Answer)>;

    Router(const RouterPorts& ports, National national, RouterOptions options = {});

    void handle(http::Request request, http::Answer answer) override;

private:
    RouterPorts ports_;
    National national_;
    RouterOptions options_;
};

}  // namespace yidi::rest
