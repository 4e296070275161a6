#pragma once

#include <span>
#include <string>
#include <string_view>

/// The computations of the gateway signatures, for whoever checks and whoever sends. They cover
/// headers only: neither body nor path.
namespace yidi::crypto {

/// What a hospital's gateway signs, by the profile with the headers x-tif-*.
struct GatewayMessage {
    std::string_view timestamp;  ///< Unix seconds, as sent
    std::string_view nonce;
    std::string_view secret;  ///< the institution's
};

/// 64 lowercase hexadecimal digits: SHA-256 of timestamp, secret, nonce, timestamp.
[[nodiscard]] std::string gateway_signature(const GatewayMessage& message);

/// Whether the signature is that of the message; its digits may be of either case. In constant
/// time, so that a caller cannot find a valid one digit by digit. Whether the timestamp is recent
/// and the nonce new is asked elsewhere.
[[nodiscard]] bool is_signed_by_gateway(const GatewayMessage& message, std::string_view signature);

struct GatewayHeader {
    std::string_view name;  ///< in any case
    std::string_view value;
};

/// What CSB signs: name=value of every header whose name begins with _api_, but _api_signature,
/// with lowercase names in ascending order, joined by &. Lines on the way may change the case of a
/// name; every client seen writes them in lower case.
[[nodiscard]] std::string csb_text(std::span<const GatewayHeader> headers);

/// Base64 of HMAC-SHA-1 of the text.
[[nodiscard]] std::string csb_signature(std::string_view secret, std::string_view text);

}  // namespace yidi::crypto
