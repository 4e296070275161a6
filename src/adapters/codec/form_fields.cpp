#include "adapters/codec/form_fields.h"

#include <algorithm>
#include <optional>

#include "adapters/crypto/bytes.h"

namespace yidi::codec {
namespace {

std::optional<std::string> decoded(std::string_view text) {
    constexpr std::size_t kEscape = 3;
    std::string out;
    while (!text.empty()) {
        if (text.front() != '%') {
            out += text.front() == '+' ? ' ' : text.front();
            text.remove_prefix(1);
            continue;
        }
        const std::string_view digits = text.substr(1, kEscape - 1);
        const std::optional<std::string> byte =
            digits.size() == kEscape - 1 ? crypto::from_hex(digits) : std::nullopt;
        if (!byte) return std::nullopt;
        out += *byte;
        text.remove_prefix(kEscape);
    }
    return out;
}

tl::unexpected<Error> bad_form(ErrorCode code, std::string_view where, std::string detail) {
    return fail(Error{.code = code,
                      .where = std::string{where},
                      .rule = "名称=值，以 & 相连，各名称一次，百分号编码",
                      .remedy = "请核对网址的查询部分或表单",
                      .detail = std::move(detail)});
}

}  // namespace

bool FormFields::has(std::string_view name) const {
    return std::ranges::any_of(fields_, [&](const auto& one) { return one.first == name; });
}

std::string_view FormFields::get(std::string_view name) const {
    const auto found =
        std::ranges::find_if(fields_, [&](const auto& one) { return one.first == name; });
    return found == fields_.end() ? std::string_view{} : std::string_view{found->second};
}

Result<FormFields> read_form(std::string_view text, std::string_view where) {
    FormFields form;
    if (text.size() > kFormBytesMax) return bad_form(ErrorCode::limit_exceeded, where, "内容过长");
    while (!text.empty()) {
        if (form.fields_.size() == kFormFieldsMax) {
            return bad_form(ErrorCode::limit_exceeded, where, "项目过多");
        }
        const std::string_view one = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(one.size() + 1, text.size()));
        if (one.empty()) continue;
        const std::size_t equals = std::min(one.find('='), one.size());
        std::optional<std::string> name = decoded(one.substr(0, equals));
        std::optional<std::string> value = decoded(one.substr(std::min(equals + 1, one.size())));
        if (!name || !value) {
            return bad_form(ErrorCode::bad_value, where, "百分号后须有两位十六进制数字");
        }
        if (form.has(*name)) return bad_form(ErrorCode::bad_value, where, "同一名称出现两次");
        form.fields_.emplace_back(*std::move(name), *std::move(value));
    }
    return form;
}

}  // namespace yidi::codec
