#pragma once

#include <string>

#include <boost/asio/ssl/context.hpp>

#include "adapters/http/server.h"
#include "base/error.h"

namespace yidi::http {

/// TLS 1.2 and 1.3 with session resumption, since a full handshake costs as much as thirty
/// requests. Errors    unreadable_file: the certificate or the key.
[[nodiscard]] Result<boost::asio::ssl::context> server_tls(const TlsFiles& files);

/// Verifies the server's certificate by the authorities in a PEM file, or by the system's where the
/// name is empty.
/// Errors    unreadable_file.
[[nodiscard]] Result<boost::asio::ssl::context> client_tls(const std::string& authorities);

}  // namespace yidi::http
