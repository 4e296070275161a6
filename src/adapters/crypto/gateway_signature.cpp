#include "adapters/crypto/gateway_signature.h"

#include <optional>

#include "adapters/crypto/bytes.h"
#include "adapters/crypto/sha256.h"

namespace yidi::crypto {

std::string gateway_signature(const GatewayMessage& message) {
    std::string text;
    text.reserve(message.timestamp.size() * 2 + message.secret.size() + message.nonce.size());
    text += message.timestamp;
    text += message.secret;
    text += message.nonce;
    text += message.timestamp;
    return sha256(text);
}

bool is_signed_by_gateway(const GatewayMessage& message, std::string_view signature) {
    const std::optional<std::string> bytes = from_hex(signature);
    return bytes && equal_in_constant_time(to_hex(*bytes), gateway_signature(message));
}

}  // namespace yidi::crypto
