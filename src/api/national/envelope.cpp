#include "api/national/envelope.h"

#include <algorithm>
#include <array>
#include <optional>

#include "adapters/codec/gbk.h"
#include "adapters/codec/json_writer.h"
#include "adapters/crypto/encoding.h"
#include "adapters/crypto/sha256.h"
#include "adapters/crypto/sm4.h"
#include "api/national/fields.h"
#include "api/national/internal/broken_body.h"
#include "base/region_code.h"

namespace yidi::national {
namespace {

using codec::JsonKind;
using codec::JsonNode;

constexpr std::size_t kInfnoMin = 4;

Error bad_input(std::string_view detail, std::string_view remedy) {
    return {.code = ErrorCode::bad_value,
            .where = "input",
            .rule = "JSON 对象，或内容为 JSON 对象的字符串",
            .remedy = std::string{remedy},
            .detail = std::string{detail}};
}

/// Whether the sender says that input is ciphertext; spelt in three ways.
bool says_encrypted(const JsonNode& root) {
    return std::ranges::any_of(std::array{"encType", "enc_type", "enctype"}, [&](const char* name) {
        const JsonNode* node = root.member(name);
        return !says_nothing(node) && node->text != "NONE";
    });
}

Result<void> decrypt(std::string_view text, const InputKey& key, std::string& plain) {
    if (key.cipher == registry::BodyCipher::none) {
        return fail(bad_input("本机构没有约定加密传输", "请发送明文 input，并将 encType 留空"));
    }
    const Result<std::string> cipher =
        crypto::decode_base64(text, "input", crypto::LineBreaks::skipped);
    if (!cipher) {
        return fail(bad_input("加密的 input 不是 Base64：" + cipher.error().detail,
                              "请发送 SM4 密文的 Base64"));
    }
    Result<std::string> opened = crypto::sm4_decrypt(key.key, *cipher);
    if (!opened) {
        return fail(bad_input("input 无法解密：" + opened.error().detail,
                              "请核对 SM4 密钥、ECB 模式与 PKCS7 填充"));
    }
    plain = *std::move(opened);
    if (!codec::is_utf8(plain)) plain = codec::from_gbk(plain).value_or(std::move(plain));
    return {};
}

/// The JSON within a text.
Result<const JsonNode*> read_inner(codec::JsonTree& tree, std::string_view text) {
    const Result<const JsonNode*> inner = tree.read(text);
    if (inner) return *inner;
    return fail(bad_input("字符串形式的 input 不是 JSON（" + inner.error().where + "）",
                          "请发送 JSON 对象；加密的 input 须先与平台约定"));
}

Result<std::uint32_t> region_of(const Fields& fields, std::string_view name) {
    if (!fields.has(name)) return 0U;
    const Result<RegionCode> region = parse_region_code(fields.text(name));
    if (region) return region->number();
    return fail(Error{.code = ErrorCode::bad_region,
                      .where = std::string{name},
                      .rule = "六位数字的医保区划",
                      .remedy = "请填写医保区划代码，如 130100",
                      .detail = "不是医保区划代码，收到“" + std::string{fields.text(name)} + "”"});
}

/// As the reader of fields takes a text: without the blanks around it, at most so many characters.
void tell_sender(const JsonNode& root, Sender& sender) {
    const auto text = [&](std::string_view name, std::string& out) {
        constexpr std::size_t kShownMax = 30;
        constexpr std::string_view kBlanks = " \t\r\n";
        const JsonNode* node = root.member(name);
        // Of another kind it is refused by the reader, whoever sends it.
        const bool is_value =
            !says_nothing(node) && (node->kind == JsonKind::text || node->kind == JsonKind::number);
        if (!is_value) return;
        std::string_view told = node->text;
        told.remove_prefix(std::min(told.find_first_not_of(kBlanks), told.size()));
        told = told.substr(0, told.find_last_not_of(kBlanks) + 1);
        if (told.size() <= kShownMax) out = told;
    };
    text("infno", sender.infno);
    text("msgid", sender.msgid);
    text("fixmedins_code", sender.fixmedins_code);
}

constexpr std::size_t kTimeDigits = 17;

/// yyyyMMddHHmmssSSS
std::string to_milliseconds(Instant instant) {
    constexpr std::int64_t kSecond = 1'000;
    const std::string ms = std::to_string((instant.ms() % kSecond + kSecond) % kSecond);
    std::string text = to_compact(instant);
    text.append(kTimeDigits - text.size() - ms.size(), '0');
    return text + ms;
}

/// receiver (6) + yyyyMMddHHmmss (14) + sequence (10)
std::string refmsgid(const Receipt& receipt, Instant at) {
    constexpr std::int64_t kSequences = 10'000'000'000;
    constexpr std::size_t kSize = 30;
    constexpr std::size_t kRegionSize = 6;
    const std::string sequence = std::to_string(receipt.sequence % kSequences);
    const std::string region = std::to_string(receipt.receiver_admdvs);
    std::string text(kRegionSize - region.size(), '0');
    text += region + to_compact(at);
    text.append(kSize - text.size() - sequence.size(), '0');
    return text + sequence;
}

/// `rest`: the members behind those of every answer, without the brackets.
std::string answer(const Receipt& receipt, std::string_view infcode, std::string_view err_msg,
                   std::string_view rest) {
    std::string text;
    codec::JsonWriter writer{text};
    writer.begin_object();
    writer.key("infcode");
    if (receipt.infcode == registry::InfcodeType::number) {
        writer.raw(infcode);
    } else {
        writer.value(infcode);
    }
    writer.member("inf_refmsgid", receipt.inf_refmsgid.empty()
                                      ? refmsgid(receipt, receipt.responded)
                                      : receipt.inf_refmsgid);
    writer.member("refmsg_time", to_milliseconds(receipt.received));
    writer.member("respond_time", to_milliseconds(receipt.responded));
    writer.member("err_msg", err_msg);
    writer.key("cainfo");
    writer.null();
    writer.key("signtype");
    writer.null();
    text += ',';
    text += rest;
    text += '}';
    return text;
}

}  // namespace

Result<const JsonNode*> read_body(codec::JsonTree& tree, std::string_view body, std::string& utf8,
                                  Sender& sender) {
    if (!codec::is_utf8(body)) {
        if (auto converted = codec::from_gbk(body)) {
            utf8 = *std::move(converted);
            body = utf8;
        } else {
            return fail(internal::wrong_encoding(body));
        }
    }
    const Result<const JsonNode*> root = tree.read(body);
    if (!root) return fail(internal::broken_body(body, root.error()));
    tell_sender(**root, sender);
    return *root;
}

Result<Envelope> read_envelope(codec::JsonTree& tree, const JsonNode& root) {
    YIDI_TRY(const Fields fields, read_fields(tree, root, envelope_table(), ""));
    Envelope envelope{.infno = fields.text("infno"),
                      .msgid = fields.text("msgid"),
                      .opter_type = fields.text("opter_type"),
                      .opter = fields.text("opter"),
                      .opter_name = fields.text("opter_name"),
                      .inf_time = fields.instant("inf_time"),
                      .fixmedins_code = fields.text("fixmedins_code"),
                      .fixmedins_name = fields.text("fixmedins_name"),
                      .sign_no = fields.text("sign_no"),
                      .cainfo = fields.text("cainfo"),
                      .input = nullptr,
                      .input_bytes = {},
                      .is_encrypted = false};
    if (envelope.infno.size() < kInfnoMin) {
        return fail(Error{.code = ErrorCode::bad_value,
                          .where = "infno",
                          .rule = "交易编号，4 至 6 个字符",
                          .remedy = "请核对交易编号",
                          .detail = "交易编号过短，收到“" + std::string{envelope.infno} + "”"});
    }
    YIDI_TRY(envelope.mdtrtarea_admvs, region_of(fields, "mdtrtarea_admvs"));
    YIDI_TRY(envelope.insuplc_admdvs, region_of(fields, "insuplc_admdvs"));
    return envelope;
}

Result<void> open_input(codec::JsonTree& tree, const JsonNode& root, const InputKey& key,
                        std::string& plain, Envelope& envelope) {
    const JsonNode* node = root.member("input");
    if (says_nothing(node)) {
        return fail(Error{.code = ErrorCode::missing_key,
                          .where = "input",
                          .rule = "必填，JSON 对象",
                          .remedy = "请填写 input",
                          .detail = "交易输入没有填写"});
    }
    envelope.input_bytes = node->text;
    envelope.is_encrypted = says_encrypted(root);
    if (envelope.is_encrypted) {
        YIDI_TRY_VOID(decrypt(node->text, key, plain));
        envelope.input_bytes = plain;
        YIDI_TRY(node, read_inner(tree, plain));
    } else if (node->kind == JsonKind::text) {
        YIDI_TRY(node, read_inner(tree, node->text));
    }
    if (node->kind != JsonKind::object) {
        return fail(bad_input("input 不是 JSON 对象", "请按接口的节点结构发送"));
    }
    envelope.input = node;
    return {};
}

std::string content_hash(const Envelope& envelope) {
    std::string text{envelope.infno};
    text += '\n';
    text += canonical(*envelope.input);
    return crypto::sha256(text);
}

std::string inf_refmsgid(const Receipt& receipt) {
    return refmsgid(receipt, receipt.received);
}

std::string success(const Receipt& receipt, std::string_view body) {
    YIDI_ASSERT(body.starts_with('{'));
    YIDI_ASSERT(body.ends_with('}'));
    body = body.substr(1, body.size() - 2);
    Receipt told = receipt;
    constexpr std::string_view kOwn = R"("inf_refmsgid":")";
    if (body.starts_with(kOwn)) {
        constexpr std::string_view kEnd = R"(",)";
        body.remove_prefix(kOwn.size());
        const std::size_t end = body.find(kEnd);
        YIDI_ASSERT(end != std::string_view::npos);
        told.inf_refmsgid = body.substr(0, end);
        body.remove_prefix(end + kEnd.size());
    }
    if (told.output_key.empty()) return answer(told, "0", "", body);
    // Quotes within a text are escaped, so this stands once.
    constexpr std::string_view kOutput = R"("output":)";
    const std::size_t at = body.find(kOutput);
    YIDI_ASSERT(at != std::string_view::npos);
    const Result<std::string> cipher =
        crypto::sm4_encrypt(told.output_key, body.substr(at + kOutput.size()));
    YIDI_ASSERT(cipher.has_value());
    std::string rest{body.substr(0, at + kOutput.size())};
    rest += '"' + crypto::to_base64(*cipher) + R"(","encType":"SM4")";
    return answer(told, "0", "", rest);
}

std::string failure(const Receipt& receipt, std::string_view err_msg) {
    return answer(receipt, "-1", err_msg, R"("warn_msg":null,"output":null)");
}

}  // namespace yidi::national
