#include "bench/load/speech.h"

#include <array>
#include <chrono>
#include <ctime>
#include <fstream>
#include <iterator>
#include <vector>

#include "adapters/crypto/encoding.h"
#include "adapters/crypto/gateway_signature.h"
#include "adapters/crypto/message_signature.h"
#include "adapters/crypto/sm4.h"

namespace yidi::load {
namespace {

constexpr const char* kPrivateKey = "data/demo/sm2-private-key.pem";

constexpr std::array kSpeeches{
    Speech{"tif", "H99420100014", "420106", "tif", "yidi_demo", "yidi-demo-signature-a"},
    Speech{"none", "H99110000001", "110105", "none", "", ""},
    Speech{"static key", "H99110000038", "110105", "static_key", "", "yidi-demo-apikey"},
    Speech{"csb", "H99110000036", "110105", "csb", "yidi_demo", "yidi-demo-csb"},
    Speech{"none, SM3 of the input", "H99110000039", "110105", "none;cainfo=sm3_input", "", ""},
    Speech{"tif, SM2 of the envelope", "H99110000040", "110105", "tif;cainfo=sm2_envelope;form=der",
           "yidi_demo", "yidi-demo-envelope"},
    Speech{"oauth2, SM2 of the input, SM4", "H99110000037", "110105",
           "oauth2;cainfo=sm2_input;user=yidi-demo-client;body=sm4", "yidi-demo-client",
           "yidi-demo-oauth2"},
};

std::string file_text(const char* path) {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// The names and values of a flat object of texts, as this program writes them.
std::vector<crypto::EnvelopeField> fields_of(std::string_view head) {
    std::vector<crypto::EnvelopeField> fields;
    const auto text = [&head] {
        const std::size_t begin = head.find('"') + 1;
        const std::size_t end = head.find('"', begin);
        const std::string_view found = head.substr(begin, end - begin);
        head.remove_prefix(end + 1);
        return found;
    };
    while (head.find('"') != std::string_view::npos) {
        const std::string_view name = text();
        fields.push_back({name, text()});
    }
    return fields;
}

std::string milliseconds() {
    using std::chrono::duration_cast;
    using std::chrono::milliseconds;
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::to_string(duration_cast<milliseconds>(now).count());
}

http::Headers tif(const Speech& speech, const std::string& nonce) {
    const std::string timestamp = std::to_string(std::time(nullptr));
    return {{"x-tif-paasid", speech.paas_id},
            {"x-tif-timestamp", timestamp},
            {"x-tif-nonce", nonce},
            {"x-tif-signature",
             crypto::gateway_signature(
                 {.timestamp = timestamp, .nonce = nonce, .secret = speech.secret})}};
}

http::Headers csb(const Speech& speech) {
    const std::string at = milliseconds();
    const std::array<crypto::GatewayHeader, 4> fields{{{"_api_name", "api"},
                                                       {"_api_version", "1.0.0"},
                                                       {"_api_timestamp", at},
                                                       {"_api_access_key", speech.paas_id}}};
    http::Headers headers;
    for (const crypto::GatewayHeader& one : fields) {
        headers.add(std::string{one.name}, std::string{one.value});
    }
    headers.add("_api_signature", crypto::csb_signature(speech.secret, crypto::csb_text(fields)));
    return headers;
}

std::string new_token(const Speech& speech, http::Client& client) {
    const std::string basic =
        crypto::to_base64(std::string{speech.paas_id} + ':' + std::string{speech.secret});
    const Result<http::Response> response =
        client.send({.method = "POST",
                     .target = "/auth/oauth/token",
                     .headers = {{"Authorization", "Basic " + basic}},
                     .body = "grant_type=client_credentials"});
    constexpr std::string_view kKey = R"("access_token":")";
    if (!response) return {};
    const std::size_t begin = response->body.find(kKey) + kKey.size();
    return response->body.substr(begin, response->body.find('"', begin) - begin);
}

}  // namespace

std::span<const Speech> speeches() {
    return kSpeeches;
}

const Speech& usual_speech() {
    return kSpeeches.front();
}

Speaker::Speaker(const Speech& speech)
    : speech_{speech}, profile_{registry::parse_profile(speech.profile).value()} {
    if (Result<crypto::Sm2PrivateKey> key =
            crypto::Sm2PrivateKey::parse(file_text(kPrivateKey), "key")) {
        key_ = *std::move(key);
    }
}

std::string Speaker::body(const std::string& head, const std::string& input) const {
    std::string body = '{' + head;
    if (profile_.cainfo != registry::MessageSigning::none) {
        const std::vector<crypto::EnvelopeField> fields = fields_of(head);
        const Result<std::string> cainfo = crypto::sign_message(
            {.cainfo = profile_.cainfo, .form = profile_.sm2_form, .user = profile_.sm2_user_id},
            {.input = input, .fields = fields}, key_ ? &*key_ : nullptr);
        body += R"(,"cainfo":")" + cainfo.value_or("") + '"';
    }
    if (profile_.body == registry::BodyCipher::none) return body + R"(,"input":)" + input + '}';
    const Result<std::string> cipher = crypto::sm4_encrypt(speech_.paas_id, input);
    return body + R"(,"encType":"SM4","input":")" + crypto::to_base64(cipher.value_or("")) + "\"}";
}

std::string Speaker::opened(std::string answer) const {
    constexpr std::string_view kOutput = R"("output":")";
    const std::size_t at = answer.find(kOutput);
    if (profile_.body == registry::BodyCipher::none || at == std::string::npos) return answer;
    const std::size_t begin = at + kOutput.size();
    const std::string_view text =
        std::string_view{answer}.substr(begin, answer.find('"', begin) - begin);
    const Result<std::string> cipher = crypto::decode_base64(text, "output");
    if (!cipher) return answer;
    const Result<std::string> plain = crypto::sm4_decrypt(speech_.paas_id, *cipher);
    return plain ? answer.substr(0, at) + R"("output":)" + *plain + '}' : answer;
}

http::Headers Speaker::headers(http::Client& client, const std::string& nonce) {
    switch (profile_.gateway) {
        case registry::GatewayStyle::none: return {};
        case registry::GatewayStyle::tif: return tif(speech_, nonce);
        case registry::GatewayStyle::csb: return csb(speech_);
        case registry::GatewayStyle::static_key: return {{"apikey", speech_.secret}};
        case registry::GatewayStyle::oauth2:
            if (token_.empty()) token_ = new_token(speech_, client);
            return {{"Authorization", "Bearer " + token_}};
    }
    return {};
}

}  // namespace yidi::load
