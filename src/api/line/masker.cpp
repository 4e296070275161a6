#include "api/line/masker.h"

#include <algorithm>
#include <array>

#include "adapters/crypto/bytes.h"
#include "adapters/crypto/mac.h"
#include "api/line/internal/rewrite.h"
#include "api/national/personal.h"

namespace yidi::line {
namespace {

constexpr std::size_t kMaskBytes = 8;

/// What proves who sends.
constexpr std::array<std::string_view, 10> kSecrets{
    "cainfo",   "sign",     "signdata",     "signature",     "secret",
    "password", "paas_key", "access_token", "client_secret", "signData"};

template <std::size_t kSize>
bool has(const std::array<std::string_view, kSize>& all, std::string_view one) {
    return std::ranges::find(all, one) != all.end();
}

/// Of the forms that the demonstration's world keeps to, and nobody's real data has.
bool is_invented(std::string_view field, std::string_view value) {
    constexpr std::size_t kCertificate = 18;
    constexpr std::size_t kNumber = 20;
    if (value.starts_with("演示") || value.starts_with("DEMO")) return true;
    if (field == "brdy") return true;
    if (field.ends_with("tel")) return value.starts_with("000");
    if (field == "psn_no") {
        return value.size() == kNumber && value.substr(6, 10) == "0000000000";
    }
    return national::is_identity(field) && value.size() == kCertificate && value.starts_with("99");
}

}  // namespace

std::string Masker::mask(std::string_view value) const {
    // What a replay has sent as a mask comes back as one.
    if (value.starts_with(kMask)) return std::string{value};
    const std::string mac = crypto::hmac_sha256(key_.bytes(), value);
    return std::string{kMask} + crypto::to_hex(std::string_view{mac}.substr(0, kMaskBytes));
}

std::string Masker::key_check() const {
    return mask("which key this is").substr(kMask.size());
}

std::optional<std::string> Masker::replace(std::string_view name,
                                           const codec::JsonNode& value) const {
    if (value.text.empty()) return std::nullopt;
    if (has(kSecrets, name)) return std::string{};
    const bool is_cipher =
        (name == "input" || name == "output") && value.kind == codec::JsonKind::text;
    if (!is_cipher && !national::is_personal(name)) return std::nullopt;
    if (keeps_invented_ && is_invented(name, value.text)) return std::nullopt;
    return mask(value.text);
}

std::string Masker::mask_message(const codec::JsonNode& root) const {
    return internal::rewrite(root, [this](std::string_view name, const codec::JsonNode& value) {
        return replace(name, value);
    });
}

}  // namespace yidi::line
