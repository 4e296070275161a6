#include "adapters/crypto/message_signature.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "adapters/crypto/bytes.h"
#include "adapters/crypto/encoding.h"
#include "adapters/crypto/sm3.h"
#include "base/assert.h"

namespace yidi::crypto {
namespace {

using registry::MessageSigning;

constexpr std::string_view kWhere = "cainfo";
constexpr std::size_t kCainfoMax = 1'024;

tl::unexpected<Error> refuse(std::string_view what, std::string_view rule,
                             std::string_view remedy) {
    return fail(Error{.code = ErrorCode::bad_value,
                      .where = std::string{kWhere},
                      .rule = std::string{rule},
                      .remedy = std::string{remedy},
                      .detail = "报文签名：" + std::string{what}});
}

/// The members that count, in their order.
std::vector<EnvelopeField> signed_fields(std::span<const EnvelopeField> fields) {
    std::vector<EnvelopeField> kept;
    for (const EnvelopeField& field : fields) {
        if (field.name != "cainfo" && field.name != "input") kept.push_back(field);
    }
    std::ranges::stable_sort(kept, {}, &EnvelopeField::name);
    return kept;
}

std::string signed_bytes(const MessageScheme& scheme, const SignedContent& content) {
    if (scheme.cainfo == MessageSigning::sm2_envelope) return envelope_text(content.fields);
    return std::string{content.input};
}

/// What was signed, without what may be personal: the operator's name is among the members.
std::string described(const MessageScheme& scheme, const SignedContent& content,
                      std::string_view bytes) {
    std::string text;
    if (scheme.cainfo == MessageSigning::sm2_envelope) {
        for (const EnvelopeField& field : signed_fields(content.fields)) {
            if (!text.empty()) text += '&';
            text += field.name;
            text += "=…";
        }
    } else {
        text = "input";
    }
    return text + "（" + std::to_string(bytes.size()) + " 字节，SM3 " + sm3(bytes) + "）";
}

Result<void> check_sm3(std::string_view cainfo, std::string_view expected) {
    std::optional<std::string> digest = from_hex(cainfo);
    if (!digest) {
        YIDI_TRY(digest, decode_base64(cainfo, kWhere, LineBreaks::skipped));
    }
    if (equal_in_constant_time(to_hex(*digest), expected)) return {};
    return refuse("SM3 摘要不一致", "input 的 SM3，64 位十六进制或 Base64",
                  "请对实际发送的 input 字节计算，不要重新序列化");
}

Result<void> check_sm2(const MessageScheme& scheme, std::string_view bytes, std::string_view cainfo,
                       const Sm2PublicKey& key) {
    YIDI_TRY(const std::string signature, decode_base64(cainfo, kWhere, LineBreaks::skipped));
    Result<void> fits =
        sm2_verify(key, {.text = bytes, .user = scheme.user}, signature, scheme.form);
    if (fits) return {};
    Error error = std::move(fits).error();
    error.where = kWhere;
    return fail(std::move(error));
}

Result<void> check_filled(std::string_view cainfo) {
    if (cainfo.empty() || cainfo == "null") {
        return refuse("缺少签名", "该机构登记为须签名", "请在 cainfo 中发送签名");
    }
    if (cainfo.size() > kCainfoMax) {
        return refuse("签名过长", "最多 1024 个字符", "请核对 cainfo");
    }
    return {};
}

}  // namespace

std::string envelope_text(std::span<const EnvelopeField> fields) {
    std::string text;
    for (const EnvelopeField& field : signed_fields(fields)) {
        if (!text.empty()) text += '&';
        text += field.name;
        text += '=';
        text += field.value;
    }
    return text;
}

SignatureFinding examine_message(const MessageScheme& scheme, const SignedContent& content,
                                 std::string_view cainfo, const Sm2PublicKey* key) {
    SignatureFinding finding;
    if (scheme.cainfo == MessageSigning::none) return finding;
    const std::string bytes = signed_bytes(scheme, content);
    finding.signed_text = described(scheme, content, bytes);
    finding.verdict = check_filled(cainfo);
    if (scheme.cainfo == MessageSigning::sm3_input) {
        finding.expected = sm3(bytes);
        if (finding.verdict) finding.verdict = check_sm3(cainfo, finding.expected);
        return finding;
    }
    if (key == nullptr) {
        finding.verdict =
            refuse("该机构没有登记 SM2 公钥", "先登记公钥，再签名", "请联系经办机构登记");
        return finding;
    }
    const Result<std::string> digest = sm2_digest(*key, {.text = bytes, .user = scheme.user});
    if (digest) finding.expected = *digest;
    if (finding.verdict) finding.verdict = check_sm2(scheme, bytes, cainfo, *key);
    return finding;
}

Result<std::string> sign_message(const MessageScheme& scheme, const SignedContent& content,
                                 const Sm2PrivateKey* key) {
    if (scheme.cainfo == MessageSigning::none) return std::string{};
    const std::string bytes = signed_bytes(scheme, content);
    if (scheme.cainfo == MessageSigning::sm3_input) return sm3(bytes);
    YIDI_ASSERT(key != nullptr);
    YIDI_TRY(const std::string signature,
             sm2_sign(*key, {.text = bytes, .user = scheme.user}, scheme.form));
    return to_base64(signature);
}

}  // namespace yidi::crypto
