#include "adapters/crypto/gateway_signature.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "adapters/crypto/bytes.h"
#include "adapters/crypto/encoding.h"
#include "adapters/crypto/internal/lowercase.h"
#include "adapters/crypto/mac.h"
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

std::string csb_text(std::span<const GatewayHeader> headers) {
    std::vector<std::pair<std::string, std::string_view>> fields;
    for (const GatewayHeader& header : headers) {
        std::string name = lowercase(header.name);
        if (!name.starts_with("_api_") || name == "_api_signature") continue;
        fields.emplace_back(std::move(name), header.value);
    }
    std::ranges::stable_sort(fields, {}, [](const auto& field) { return field.first; });
    std::string text;
    for (const auto& [name, value] : fields) {
        if (!text.empty()) text += '&';
        text += name;
        text += '=';
        text += value;
    }
    return text;
}

std::string csb_signature(std::string_view secret, std::string_view text) {
    return to_base64(hmac_sha1(secret, text));
}

}  // namespace yidi::crypto
