#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "adapters/crypto/access_token.h"
#include "adapters/crypto/encoding.h"
#include "adapters/crypto/gateway_signature.h"
#include "adapters/crypto/message_signature.h"
#include "adapters/crypto/sm4.h"
#include "api/national/rehearsal.h"
#include "app/payer/upkeep.h"
#include "base/assert.h"
#include "tests/national/mutation.h"
#include "tests/national/turn.h"
#include "tests/national/witness.h"

// No sender crashes the interface, whatever its profile says; nobody is let in whom a rehearsal
// refuses. An input is an object:
//   profile   the cell of the register, "tif;cainfo=sm3_input"
//   register  what else it says: paas_id, secret, sm2_public_key, body_key, must_sign_in
//   turns     messages (tests/national/turn.h), or bodies as they are, signed as the profile says
//   unsigned  true: not signed
//   late      seconds by which the sender's clock is off
//   headers   by name; null: left out
//   after     members of the envelope that are changed behind the sender's back
//   method, target   of the request

namespace {

using Json = nlohmann::ordered_json;
using yidi::registry::BodyCipher;
using yidi::registry::GatewayStyle;
using yidi::registry::MessageSigning;

constexpr std::string_view kClient = "client-id-of-16b";
constexpr std::string_view kSecret = "a secret of the line";
// Any number below the order of the curve is a private key.
constexpr std::string_view kPrivateKey =
    "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

const yidi::crypto::Sm2PrivateKey& private_key() {
    static const auto kKey = yidi::crypto::Sm2PrivateKey::parse(kPrivateKey, "key");
    return *kKey;
}

std::string text_of(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string text_in(const Json& object, const char* name, std::string_view otherwise) {
    const auto member = object.find(name);
    const bool is_text = member != object.end() && member->is_string();
    return is_text ? member->get<std::string>() : std::string{otherwise};
}

class Sender : public yidi::tests::Witness {
public:
    Sender(const Json& input, const yidi::registry::Profile& profile) : input_{input} {
        const Json& says = input.contains("register") ? input["register"] : Json::object();
        EXPECT_TRUE(write([&](yidi::ports::Session& session) -> yidi::Result<void> {
            YIDI_TRY(auto one, yidi::payer::institution(session, hospital_));
            one->profile = profile;
            one->paas_id = text_in(says, "paas_id", kClient);
            one->secret = text_in(says, "secret", kSecret);
            const std::string key = yidi::crypto::to_base64(private_key().public_key().point());
            one->sm2_public_key = text_in(says, "sm2_public_key", key);
            one->body_key = text_in(says, "body_key", "");
            one->must_sign_in = says.is_object() && says.contains("must_sign_in");
            self_ = *one;
            return yidi::payer::put_institution(session, context(), *one, "test");
        }));
        look_again();
    }

    void send(const Json& turn) {
        const Json message = message_for(turn);
        const yidi::http::Request request{
            .method = text_in(input_, "method", "POST"),
            .target = text_in(input_, "target", "/"),
            .headers = headers_of(),
            .body = message.is_string() ? message.get<std::string>() : text_of(message)};
        if (!yidi::national::Endpoint::is_for(request)) return;
        const Json answer = ask(request.body, request.headers, request.target);
        const bool is_token = answer.is_object() && !answer.contains("infcode");
        if (is_token) return;
        const bool is_own = text_in(message, "fixmedins_code", "") == self_.fixmedins_code;
        compare(request, is_own && is_done());
        if (is_done() && answer.is_object()) yidi::tests::remember(answer["output"], numbers_);
    }

private:
    Json message_for(const Json& turn) {
        Json message = yidi::tests::message_of(turn, numbers_);
        if (!message.is_object()) return message;
        if (turn.is_array()) message["msgid"] = "M" + std::to_string(++sent_);
        if (turn.is_array() && !input_.contains("unsigned")) sign(message);
        if (input_.contains("after") && input_["after"].is_object()) {
            message.update(input_["after"]);
        }
        return message;
    }

    /// Whoever is refused by the gateway's signature is told so by a rehearsal, and it finds
    /// nothing wrong with what was done.
    void compare(const yidi::http::Request& request, bool was_done) const {
        constexpr int kUnauthorized = 401;
        const std::string token_key = yidi::crypto::token_key(vault_);
        for (const yidi::national::RehearsedStep& step : yidi::national::rehearse(
                 request, {.sender = self_, .token_key = token_key, .now = now_})) {
            YIDI_ASSERT(step.passes || !step.why.empty());
            YIDI_ASSERT(step.passes || !was_done || self_.profile.log_only);
            YIDI_ASSERT(!step.passes || step.name != "gateway" || status() != kUnauthorized);
        }
        // Without the server's key a token cannot be looked at.
        YIDI_ASSERT(
            !yidi::national::rehearse(request, {.sender = self_, .token_key = {}, .now = now_})
                 .empty());
    }

    void sign(Json& message) const {
        const yidi::registry::Profile& profile = self_.profile;
        if (!message.contains("input")) return;
        const std::string input = text_of(message["input"]);
        if (profile.cainfo != MessageSigning::none) {
            message.erase("cainfo");
            std::vector<std::pair<std::string, std::string>> texts;
            for (const auto& [name, value] : message.items()) {
                texts.emplace_back(name, value.is_string() ? value.get<std::string>()
                                         : value.is_null() ? std::string{}
                                                           : text_of(value));
            }
            std::vector<yidi::crypto::EnvelopeField> fields;
            fields.reserve(texts.size());
            for (const auto& [name, value] : texts) fields.push_back({name, value});
            const auto signature = yidi::crypto::sign_message(
                {.cainfo = profile.cainfo, .form = profile.sm2_form, .user = profile.sm2_user_id},
                {.input = input, .fields = fields}, &private_key());
            if (signature) message["cainfo"] = *signature;
        }
        if (profile.body != BodyCipher::sm4) return;
        const std::string& key = self_.body_key.empty() ? self_.paas_id : self_.body_key;
        const auto cipher = yidi::crypto::sm4_encrypt(key, input);
        if (!cipher) return;
        message["input"] = yidi::crypto::to_base64(*cipher);
        if (profile.cainfo != MessageSigning::sm2_envelope) message["encType"] = "SM4";
    }

    yidi::http::Headers headers_of() {
        std::vector<yidi::http::Header> all;
        if (!input_.contains("unsigned")) all = signed_headers();
        yidi::http::Headers headers;
        const Json& others = input_.contains("headers") ? input_["headers"] : Json::object();
        for (yidi::http::Header& one : all) {
            if (!others.is_object() || !others.contains(one.name)) {
                headers.add(std::move(one.name), std::move(one.value));
            }
        }
        if (!others.is_object()) return headers;
        for (const auto& [name, value] : others.items()) {
            if (value.is_string()) headers.add(name, value.get<std::string>());
        }
        return headers;
    }

    std::vector<yidi::http::Header> signed_headers() {
        const std::int64_t late = input_.contains("late") && input_["late"].is_number_integer()
                                      ? input_["late"].get<std::int64_t>() % 1'000'000
                                      : 0;
        const std::int64_t ms = now_.ms() - late * 1'000;
        switch (self_.profile.gateway) {
            case GatewayStyle::none: return {};
            case GatewayStyle::tif: {
                const std::string seconds = std::to_string(ms / 1'000);
                return {{"x-tif-paasid", self_.paas_id},
                        {"x-tif-timestamp", seconds},
                        {"x-tif-nonce", "nonce"},
                        {"x-tif-signature",
                         yidi::crypto::gateway_signature(
                             {.timestamp = seconds, .nonce = "nonce", .secret = self_.secret})}};
            }
            case GatewayStyle::csb: return csb(std::to_string(ms));
            case GatewayStyle::oauth2: return {{"Authorization", "Bearer " + token()}};
            case GatewayStyle::static_key: return {{"apikey", self_.secret}};
        }
        return {};
    }

    [[nodiscard]] std::vector<yidi::http::Header> csb(const std::string& ms) const {
        std::vector<yidi::http::Header> headers{{"_api_name", "1101"},
                                                {"_api_version", "1.0.0"},
                                                {"_api_timestamp", ms},
                                                {"_api_access_key", self_.paas_id}};
        std::vector<yidi::crypto::GatewayHeader> views;
        views.reserve(headers.size());
        for (const yidi::http::Header& one : headers) views.push_back({one.name, one.value});
        const std::string text = yidi::crypto::csb_text(views);
        headers.push_back({"_api_signature", yidi::crypto::csb_signature(self_.secret, text)});
        return headers;
    }

    std::string token() {
        const std::string basic =
            "Basic " + yidi::crypto::to_base64(self_.paas_id + ':' + self_.secret);
        const Json answer =
            ask("grant_type=client_credentials", {{"Authorization", basic}}, "/oauth/token");
        return is_done() ? answer["access_token"].get<std::string>() : std::string{};
    }

    const Json& input_;
    yidi::registry::Institution self_;
    yidi::tests::Remembered numbers_;
    int sent_ = 0;
};

}  // namespace

extern "C" {

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's.
__attribute__((weak)) std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size,
                                                   std::size_t size_max);

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it so.
std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t size_max,
                                    unsigned seed) {
    return yidi::tests::mutate_json(data, size, size_max, seed, LLVMFuzzerMutate);
}

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t kTurnsMax = 8;
    const Json input = Json::parse(data, data + size, nullptr, /*allow_exceptions=*/false);
    if (!input.is_object() || !input.contains("turns")) return 0;
    const auto profile = yidi::registry::parse_profile(text_in(input, "profile", ""));
    const Json& turns = input["turns"];
    if (!profile || !turns.is_array() || turns.size() > kTurnsMax) return 0;
    Sender sender{input, *profile};
    for (const Json& turn : turns) sender.send(turn);
    return 0;
}
}
