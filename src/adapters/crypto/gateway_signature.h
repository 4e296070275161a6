#pragma once

#include <string>
#include <string_view>

namespace yidi::crypto {

/// What a hospital's gateway signs, by the profile with the headers x-tif-*: not the body.
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

}  // namespace yidi::crypto
