#pragma once

#include "api/rest/router.h"

/// For those who run the server, and for whoever opens its address.
namespace yidi::rest::internal {

/// `/healthz`: the process answers; says nothing of the store.
[[nodiscard]] http::Response health();
/// `/readyz`: the store can be read, and what RouterOptions::ready asks for is well.
[[nodiscard]] http::Response readiness(const RouterPorts& ports, const RouterOptions& options);
/// `/metrics`.
[[nodiscard]] http::Response metrics(const telemetry::Metrics& metrics);
/// `/`.
[[nodiscard]] http::Response front_page();

}  // namespace yidi::rest::internal
