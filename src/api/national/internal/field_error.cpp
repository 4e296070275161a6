#include "api/national/internal/field_error.h"

#include <algorithm>
#include <utility>

#include "api/national/personal.h"

namespace yidi::national::internal {
namespace {

using codec::JsonKind;

constexpr std::size_t kShownMax = 12;
/// From so many characters on a text is written freely and may name anybody.
constexpr std::uint16_t kFreeText = 500;
/// A run of so many digits may be a certificate's number, whatever field it stands in.
constexpr std::size_t kCertificate = 15;

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char byte) { return byte > 0; });
}

bool holds_certificate(std::string_view text) {
    std::size_t run = 0;
    return std::ranges::any_of(text, [&](char byte) {
        run = byte >= '0' && byte <= '9' ? run + 1 : 0;
        return run == kCertificate;
    });
}

/// Where the values have a form, what is of another may have slipped in from any field.
bool is_masked(const Field& field, std::string_view text) {
    if (is_personal(field.name) || holds_certificate(text)) return true;
    const bool has_form =
        field.type != FieldType::text || (field.codes != nullptr && !field.codes->is_open);
    return field.type == FieldType::bytes || field.length >= kFreeText ||
           (has_form && !is_ascii(text));
}

std::string_view first(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    while (at < text.size() &&
           (count > 0 || (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)) {
        if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U) --count;
        ++at;
    }
    return text.substr(0, at);
}

std::string masked(std::string_view text) {
    constexpr std::string_view kHidden = "****";
    constexpr std::size_t kShort = 7;
    const std::size_t kept = text.size() >= kCertificate ? 4 : 2;
    if (!is_ascii(text) || text.size() < kShort) return std::string{first(text, 1)} + '*';
    std::string shown{text.substr(0, kept)};
    return shown.append(kHidden).append(text.substr(text.size() - kept));
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const std::size_t begin = std::min(text.find_first_not_of(kBlanks), text.size());
    return text.substr(begin, text.find_last_not_of(kBlanks) + 1 - begin);
}

std::string rule_of(const Field& field) {
    switch (field.type) {
        case FieldType::text: {
            if (field.codes != nullptr && !field.codes->is_open) {
                return "字典 " + std::string{field.codes->name} + "：" + listed(*field.codes);
            }
            return "字符型，最多 " + std::to_string(field.length) + " 个字符";
        }
        case FieldType::number:
            return "数值型 N " + std::to_string(field.length) + "," + std::to_string(field.scale) +
                   "，最多 " + std::to_string(field.scale) + " 位小数";
        case FieldType::date: return "日期型 yyyy-MM-dd";
        case FieldType::instant: return "日期时间型 yyyy-MM-dd HH:mm:ss";
        case FieldType::bytes:
            return "字节数组（-128 至 255 的整数）或 Base64，最多 " + std::to_string(field.length) +
                   " KiB";
    }
    return {};
}

}  // namespace

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

std::string shown_value(const Field& field, const codec::JsonNode& node) {
    if (node.kind == JsonKind::object) return "{…}";
    if (node.kind == JsonKind::list || node.kind == JsonKind::integers) return "[…]";
    const std::string_view text = trimmed(node.text);
    std::string shown{is_masked(field, text) ? masked(text) : first(text, kShownMax)};
    if (!is_masked(field, text) && shown.size() < text.size()) shown += "…";
    std::ranges::replace_if(
        shown, [](char byte) { return (byte >= 0 && byte < ' ') || byte == '\x7F'; }, '?');
    return shown;
}

Error missing_field(const Field& field, std::string path) {
    return {.code = ErrorCode::missing_key,
            .where = std::move(path),
            .rule = "必填，" + rule_of(field),
            .remedy = "请填写 " + std::string{field.name},
            .detail = std::string{field.label} + "没有填写"};
}

Error wrong_field(const Field& field, std::string path, const codec::JsonNode& node, Wrong wrong) {
    return {.code = wrong.code,
            .where = std::move(path),
            .rule = rule_of(field),
            .remedy = std::move(wrong.remedy),
            .detail =
                std::string{field.label} + wrong.what + "，收到“" + shown_value(field, node) + "”"};
}

}  // namespace yidi::national::internal
