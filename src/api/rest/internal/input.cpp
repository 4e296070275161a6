#include "api/rest/internal/input.h"

#include <algorithm>
#include <charconv>

#include "adapters/codec/utf8.h"
#include "base/assert.h"

namespace yidi::rest::internal {

using codec::JsonKind;
using codec::JsonNode;

namespace {

constexpr std::string_view kZone = "+08:00";

bool is_code(std::string_view text) {
    return std::ranges::all_of(text, [](char one) {
        return (one >= '0' && one <= '9') || (one >= 'A' && one <= 'Z') ||
               (one >= 'a' && one <= 'z') || one == '.' || one == '_' || one == '-' || one == '@' ||
               one == ':';
    });
}

/// Stores keep no U+0000, and nobody types the others.
bool has_controls(std::string_view text) {
    constexpr unsigned char kFirstPrinted = 0x20;
    constexpr char kDelete = 0x7F;
    return std::ranges::any_of(text, [](char one) {
        return (static_cast<unsigned char>(one) < kFirstPrinted && one != '\n' && one != '\t' &&
                one != '\r') ||
               one == kDelete;
    });
}

std::size_t characters(std::string_view text) {
    constexpr unsigned kMask = 0xC0;
    constexpr unsigned kContinues = 0x80;
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & kMask) != kContinues; }));
}

std::string listed(std::span<const std::string_view> choices) {
    std::string all;
    for (const std::string_view one : choices) {
        if (!all.empty()) all += "、";
        all += one;
    }
    return all;
}

/// What nobody knows, for whoever sent it; empty where it has not the form of a name.
std::string named_as(std::string_view name) {
    constexpr std::size_t kSizeMax = 64;
    return name.size() <= kSizeMax && is_code(name) ? std::string{name} : std::string{};
}

}  // namespace

/// Reads values into inputs. `place` names them in errors: a JSON pointer, or nothing.
class InputReader {
public:
    static Result<Input> parameters(const Endpoint& endpoint,
                                    std::span<const std::string_view> path, const Target& target) {
        Input input;
        std::size_t at = 0;
        for (const Field& field : endpoint.parameters) {
            Input::Value value{.field = &field};
            if (endpoint.is_in_path(field)) {
                value.text = path[at++];
                value.is_there = true;
            } else {
                value.text = target.get(field.name);
                value.is_there = target.has(field.name) && !value.text.empty();
            }
            const std::string place{field.name};
            if (!value.is_there && field.is_required) return missing(field, place);
            if (value.is_there) YIDI_TRY_VOID(read_text(value, place));
            input.values_.push_back(std::move(value));
        }
        for (const auto& [name, text] : target.query.all()) {
            const auto known = std::ranges::find(endpoint.parameters, name, &Field::name);
            if (known == endpoint.parameters.end() || endpoint.is_in_path(*known)) {
                return bad(ErrorCode::unknown_key, named_as(name), "本操作的查询参数，见 /docs",
                           "请删去多余的参数", "有不认识的查询参数");
            }
        }
        return input;
    }

    static Result<Input> object(std::span<const Field> fields, const JsonNode& node,
                                const std::string& place) {
        if (node.kind != JsonKind::object) {
            return bad(ErrorCode::bad_value, place, "一个 JSON 对象", "请发送对象 {…}", "不是对象");
        }
        Input input;
        for (const Field& field : fields) {
            const JsonNode* member = node.member(field.name);
            Input::Value value{.field = &field};
            value.is_there = member != nullptr && member->kind != JsonKind::null;
            const std::string inner = place + "/" + std::string{field.name};
            if (!value.is_there && field.is_required) return missing(field, inner);
            if (value.is_there) YIDI_TRY_VOID(read(value, *member, inner));
            input.values_.push_back(std::move(value));
        }
        for (const JsonNode* one = node.first; one != nullptr; one = one->next) {
            if (std::ranges::find(fields, one->name, &Field::name) == fields.end()) {
                std::string where{place};
                if (const std::string named = named_as(one->name); !named.empty()) {
                    where.append("/").append(named);
                }
                return bad(ErrorCode::unknown_key, where, "本操作的字段，见 /docs", "请核对字段名",
                           "有不认识的字段");
            }
        }
        return input;
    }

private:
    static tl::unexpected<Error> bad(ErrorCode code, std::string where, std::string rule,
                                     std::string remedy, std::string detail) {
        return fail(Error{.code = code,
                          .where = std::move(where),
                          .rule = std::move(rule),
                          .remedy = std::move(remedy),
                          .detail = std::move(detail)});
    }
    static tl::unexpected<Error> missing(const Field& field, const std::string& place) {
        return bad(ErrorCode::missing_key, place, std::string{field.label}, "请补上此项",
                   "缺少" + std::string{field.label});
    }
    static tl::unexpected<Error> bad_value(const Input::Value& value, const std::string& place,
                                           std::string rule) {
        return bad(ErrorCode::bad_value, place, std::move(rule), "请改为所要求的形式",
                   std::string{value.field->label} + "的值不对");
    }

    static Result<void> read(Input::Value& value, const JsonNode& node, const std::string& place) {
        const Field& field = *value.field;
        value.node = &node;
        switch (field.type) {
            case Type::any: return {};
            case Type::flag:
                if (node.kind != JsonKind::boolean) {
                    return bad_value(value, place, "true 或 false");
                }
                value.number = node.text == "true" ? 1 : 0;
                return {};
            case Type::object: {
                YIDI_TRY(Input inner, object(field.fields, node, place));
                value.inputs.push_back(std::move(inner));
                return {};
            }
            case Type::list:
            case Type::texts: return read_list(value, node, place);
            case Type::whole:
            case Type::money:
                if (node.kind != JsonKind::number && node.kind != JsonKind::text) {
                    return bad_value(value, place, "一个数");
                }
                break;
            case Type::text:
            case Type::code:
            case Type::secret:
            case Type::ratio:
            case Type::date:
            case Type::time:
                if (node.kind != JsonKind::text) return bad_value(value, place, "一个文本");
        }
        value.text = node.text;
        return read_text(value, place);
    }

    static Result<void> read_list(Input::Value& value, const JsonNode& node,
                                  const std::string& place) {
        const Field& field = *value.field;
        if (node.kind != JsonKind::list) return bad_value(value, place, "一个列表 […]");
        std::size_t count = 0;
        for (const JsonNode* one = node.first; one != nullptr; one = one->next) {
            const std::string inner = place + "/" + std::to_string(count);
            if (++count > field.size_max) {
                return bad(ErrorCode::limit_exceeded, place,
                           "至多 " + std::to_string(field.size_max) + " 项", "请分批发送",
                           std::string{field.label} + "过多");
            }
            if (field.type == Type::list) {
                YIDI_TRY(Input row, object(field.fields, *one, inner));
                value.inputs.push_back(std::move(row));
                continue;
            }
            Input::Value text{.field = value.field};
            text.text = one->text;
            if (one->kind != JsonKind::text) return bad_value(value, inner, "一个文本");
            YIDI_TRY_VOID(check_words(text, inner));
            value.texts.push_back(one->text);
        }
        return {};
    }

    /// What stands in `value.text`, of whatever type.
    static Result<void> read_text(Input::Value& value, const std::string& place) {
        const Field& field = *value.field;
        switch (field.type) {
            case Type::code:
                if (!is_code(value.text)) {
                    return bad_value(value, place, "字母、数字与 . _ - @ :");
                }
                return check_words(value, place);
            case Type::whole: return read_whole(value, place);
            case Type::money: {
                const Result<Money> money = parse_yuan(value.text);
                if (!money) {
                    return bad(ErrorCode::bad_amount, place, "元，至多两位小数",
                               "请改为所要求的形式", std::string{field.label} + "不是金额");
                }
                value.number = money->fen();
                return {};
            }
            case Type::date: {
                const Result<Date> date = parse_date(value.text);
                if (!date) {
                    return bad(ErrorCode::bad_date, place, "YYYY-MM-DD，且有这一天",
                               "请改为所要求的形式", std::string{field.label} + "不是日期");
                }
                value.number = date->days();
                return {};
            }
            case Type::time: return read_time(value, place);
            case Type::flag:
                if (value.text != "true" && value.text != "false") {
                    return bad_value(value, place, "true 或 false");
                }
                value.number = value.text == "true" ? 1 : 0;
                return {};
            case Type::text:
            case Type::secret:
            case Type::ratio:
            case Type::object:
            case Type::list:
            case Type::texts:
            case Type::any: return check_words(value, place);
        }
        YIDI_ASSERT(false);
    }

    static Result<void> check_words(const Input::Value& value, const std::string& place) {
        const Field& field = *value.field;
        if (codec::malformed_utf8_at(value.text) != std::string_view::npos ||
            has_controls(value.text)) {
            return bad_value(value, place, "UTF-8 文本，不含控制字符");
        }
        if (field.is_required && value.text.empty()) return missing(field, place);
        const std::size_t size_max = field.type == Type::texts ? 200 : field.size_max;
        if (characters(value.text) > size_max) {
            return bad(ErrorCode::limit_exceeded, place,
                       "至多 " + std::to_string(size_max) + " 个字符", "请缩短",
                       std::string{field.label} + "过长");
        }
        if (!field.choices.empty() &&
            std::ranges::find(field.choices, value.text) == field.choices.end()) {
            return bad_value(value, place, listed(field.choices) + " 之一");
        }
        return {};
    }

    static Result<void> read_whole(Input::Value& value, const std::string& place) {
        const char* const end = value.text.data() + value.text.size();
        const auto read = std::from_chars(value.text.data(), end, value.number);
        const bool is_one = read.ec == std::errc{} && read.ptr == end && !value.text.empty();
        const Field& field = *value.field;
        if (is_one && value.number >= field.least && value.number <= field.most) return {};
        return bad_value(value, place, "整数，不小于 " + std::to_string(field.least));
    }

    static Result<void> read_time(Input::Value& value, const std::string& place) {
        std::string_view text = value.text;
        if (text.ends_with(kZone)) text.remove_suffix(kZone.size());
        const std::optional<Instant> time = parse_instant(text);
        if (!time) {
            return bad(ErrorCode::bad_date, place, "YYYY-MM-DDThh:mm:ss+08:00",
                       "请改为所要求的形式", std::string{value.field->label} + "不是时间");
        }
        value.number = time->ms();
        return {};
    }
};

const Input::Value& Input::value(std::string_view name) const {
    const auto found =
        std::ranges::find_if(values_, [name](const Value& one) { return one.field->name == name; });
    YIDI_ASSERT(found != values_.end());
    return *found;
}

const Input::Value& Input::value(std::string_view name, Type type) const {
    const Value& found = value(name);
    YIDI_ASSERT(found.field->type == type);
    return found;
}

bool Input::has(std::string_view name) const {
    return value(name).is_there;
}

std::string_view Input::view(std::string_view name) const {
    const Value& found = value(name);
    YIDI_ASSERT(found.field->type == Type::text || found.field->type == Type::code ||
                found.field->type == Type::secret);
    return found.text;
}

bool Input::flag(std::string_view name) const {
    return value(name, Type::flag).number != 0;
}
std::int64_t Input::whole(std::string_view name) const {
    return value(name, Type::whole).number;
}
Money Input::money(std::string_view name) const {
    return Money::from_fen(value(name, Type::money).number);
}
Date Input::date(std::string_view name) const {
    return Date::from_days(value(name, Type::date).number);
}
std::optional<Date> Input::maybe_date(std::string_view name) const {
    return has(name) ? std::optional{date(name)} : std::nullopt;
}
Instant Input::time(std::string_view name) const {
    return Instant::from_ms(value(name, Type::time).number);
}
const Input& Input::object(std::string_view name) const {
    static const Input kNothing;
    const Value& found = value(name, Type::object);
    return found.is_there ? found.inputs.front() : kNothing;
}
std::span<const Input> Input::list(std::string_view name) const {
    return value(name, Type::list).inputs;
}
const std::vector<std::string_view>& Input::texts(std::string_view name) const {
    return value(name, Type::texts).texts;
}
const codec::JsonNode* Input::json(std::string_view name) const {
    return value(name, Type::any).node;
}

Result<Input> read_parameters(const Endpoint& endpoint, std::span<const std::string_view> path,
                              const Target& target) {
    return InputReader::parameters(endpoint, path, target);
}

Result<Input> read_body(const Endpoint& endpoint, std::string_view body, codec::JsonTree& tree) {
    YIDI_TRY(const JsonNode* node, tree.read(body));
    return InputReader::object(endpoint.body, *node, {});
}

std::string to_rfc3339(Instant instant) {
    std::string text = to_string(instant);
    text[text.find(' ')] = 'T';
    return text += kZone;
}

}  // namespace yidi::rest::internal
