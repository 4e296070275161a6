#include "api/national/sender_check.h"

#include "adapters/crypto/message_signature.h"
#include "api/national/fields.h"

namespace yidi::national {

SenderStep check_gateway_of(const http::Request& request, const registry::Institution& sender,
                            std::string_view token_key, Instant now) {
    constexpr std::int64_t kSecondMs = 1'000;
    std::vector<crypto::GatewayHeader> headers;
    headers.reserve(request.headers.size());
    for (const http::Header& one : request.headers) headers.push_back({one.name, one.value});
    return {.name = "gateway",
            .finding = crypto::examine_gateway(
                sender.profile.gateway, headers,
                {.paas_id = sender.paas_id, .secret = sender.secret, .token_key = token_key},
                {.now = now, .window_ms = sender.profile.clock_window_s * kSecondMs})};
}

std::optional<crypto::Sm2PublicKey> Sm2Keys::of(const std::string& text) {
    const std::lock_guard only{mutex_};
    if (const auto known = keys_.find(text); known != keys_.end()) return known->second;
    Result<crypto::Sm2PublicKey> key = crypto::Sm2PublicKey::parse(text, "sm2_public_key");
    if (!key) return std::nullopt;
    return keys_.emplace(text, *std::move(key)).first->second;
}

SenderStep check_message_of(const codec::JsonNode& root, const Envelope& envelope,
                            const registry::Institution& sender, Sm2Keys& keys) {
    const registry::Profile& profile = sender.profile;
    SenderStep step{.name = "cainfo", .finding = {}};
    if (profile.cainfo == registry::MessageSigning::none) return step;
    const std::optional<crypto::Sm2PublicKey> key =
        sender.sm2_public_key.empty() ? std::nullopt : keys.of(sender.sm2_public_key);
    std::vector<crypto::EnvelopeField> fields;
    for (const codec::JsonNode* one = root.first; one != nullptr; one = one->next) {
        const bool is_null = one->kind == codec::JsonKind::null;
        fields.push_back({one->name, is_null ? std::string_view{} : one->text});
    }
    step.finding = crypto::examine_message(
        {.cainfo = profile.cainfo, .form = profile.sm2_form, .user = profile.sm2_user_id},
        {.input = envelope.input_bytes, .fields = fields}, envelope.cainfo, key ? &*key : nullptr);
    return step;
}

InputKey input_key_of(const registry::Institution& sender) {
    return {.cipher = sender.profile.body,
            .key = sender.body_key.empty() ? sender.paas_id : sender.body_key};
}

}  // namespace yidi::national
