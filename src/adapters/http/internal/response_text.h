#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/http/message.h"

namespace yidi::http {

/// What the connection adds to an answer.
struct Framing {
    bool keep_alive = true;
    bool says_keep_alive = false;  ///< to a client of HTTP/1.0, which would expect a close
    std::string_view date = {};
};

/// Status line and header, to the empty line. Control characters in values become blanks, so that
/// no value can begin a line of its own.
[[nodiscard]] std::string response_head(const Response& response, const Framing& framing);

/// The length is told and a body sent.
[[nodiscard]] bool has_body(int status);

/// An answer that the server makes itself, as application/problem+json.
[[nodiscard]] Response problem(int status, std::string_view detail);

/// "Sun, 22 Nov 2026 03:57:30 GMT".
[[nodiscard]] std::string http_date(std::int64_t seconds_since_1970);

}  // namespace yidi::http
