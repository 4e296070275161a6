#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "adapters/http/message.h"
#include "adapters/telemetry/metrics.h"
#include "base/error.h"

namespace yidi::http {

/// Everything that a stranger can make us keep or wait for has an end here.
struct Limits {
    using Ms = std::chrono::milliseconds;

    std::size_t connections = 4'096;         ///< more are told 503 and closed
    std::size_t in_flight = 1'024;           ///< requests with the handler; more are told 503
    std::size_t header_bytes = 16'384;       ///< 431
    std::size_t body_bytes = 8'388'608;      ///< 413
    std::size_t bodies_bytes = 268'435'456;  ///< of all requests, as they arrive; more: 503
    Ms handshake{10'000};                    ///< TLS; closed
    Ms header{10'000};                       ///< from its first byte to its last; 408 or closed
    Ms body{30'000};                         ///< likewise
    Ms idle{75'000};                         ///< between requests; closed
    /// A handler that takes longer loses the connection, without an answer: its outcome is unknown.
    Ms answer{60'000};
    Ms write{30'000};  ///< a peer that does not read its answer; closed
    Ms drain{10'000};  ///< how long stop() waits for answers under way
};

/// PEM files. The certificate file holds the chain, own certificate first.
struct TlsFiles {
    std::string certificate;
    std::string key;
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;            ///< 0: any that is free
    std::uint32_t threads = 0;         ///< 0: one for each core
    std::optional<TlsFiles> tls = {};  ///< TLS 1.2 and 1.3; empty: plain
    Limits limits = {};
};

/// HTTP/1.1 with keep-alive. A connection's requests are handled one after another, in order;
/// what a client sends ahead waits in at most one read buffer and the socket.
///
/// Statuses of its own, all before the handler sees anything, as application/problem+json: 400,
/// 408, 413, 417, 431, 503. After that only what the handler answers.
///
/// Metrics: yidi_http_connections, yidi_http_in_flight, yidi_http_responses_total{status},
/// yidi_http_refused_total{reason}, yidi_http_request_seconds.
class Server {
public:
    /// Listens, and serves from its own threads. `handler` and `metrics` outlive the server and
    /// every Answer it has given out.
    /// Errors    usage: the address is none, in use or forbidden; unreadable_file: certificate or
    ///           key.
    [[nodiscard]] static Result<std::unique_ptr<Server>> start(const ServerOptions& options,
                                                               Handler& handler,
                                                               telemetry::Metrics& metrics);
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    /// stop().
    ~Server();

    [[nodiscard]] std::uint16_t port() const;

    /// Takes no more connections, closes idle ones, lets requests that have begun be answered, and
    /// returns when all are closed or Limits::drain has passed. Not from a handler.
    /// Returns   whether nothing was cut off.
    bool stop();

private:
    class Core;
    explicit Server(std::shared_ptr<Core> core);
    std::shared_ptr<Core> core_;
};

}  // namespace yidi::http
