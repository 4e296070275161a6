#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "adapters/http/message.h"
#include "base/error.h"

namespace yidi::http {

/// Where a server is.
struct Url {
    bool tls = false;
    std::string host;
    std::uint16_t port = 80;
    std::string path = "/";  ///< with the query
};

/// "http://host", "https://host:8443/path?query", "http://[::1]:8080".
/// Errors    bad_value.
[[nodiscard]] Result<Url> parse_url(std::string_view text);

struct ClientOptions {
    using Ms = std::chrono::milliseconds;

    Url server = {};  ///< its path is not used
    /// PEM file of the authorities that the server's certificate must come from; empty: the
    /// system's. The certificate's name must be the host's.
    std::string authorities = {};
    Ms connect{5'000};  ///< with the TLS handshake
    Ms answer{30'000};  ///< from the first byte sent to the last received
    std::size_t body_bytes = 67'108'864;
};

/// A blocking client with one kept connection, for tests, replays and load. One thread at a time.
class Client {
public:
    explicit Client(ClientOptions options);
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    ~Client();

    /// Sends the request (its peer is not used) and waits. Connects where no connection is open.
    /// Never sends twice: after a lost connection it is the caller who knows whether the request
    /// may be repeated.
    /// Errors    busy, and Error::where says how far it came: "connect" (nothing was sent),
    ///           "answer" (the outcome is unknown); unreadable_file: the authorities.
    [[nodiscard]] Result<Response> send(const Request& request);

    /// Closes the connection; the next send opens another.
    void close();
    [[nodiscard]] bool is_connected() const;

private:
    class Connection;
    ClientOptions options_;
    std::unique_ptr<Connection> connection_;
};

}  // namespace yidi::http
