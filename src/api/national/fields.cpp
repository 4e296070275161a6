#include "api/national/fields.h"

#include <algorithm>
#include <string>
#include <utility>

#include "api/national/internal/byte_list.h"
#include "api/national/internal/decimal.h"
#include "api/national/internal/field_error.h"

namespace yidi::national {
namespace {

using codec::JsonKind;
using codec::JsonNode;
using internal::Decimal;
using internal::DecimalFault;

constexpr std::uint8_t kMoneyPlaces = 2;
constexpr std::uint8_t kQuantityPlaces = 4;
constexpr std::uint8_t kPricePlaces = 6;

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(kBlanks) + 1 - begin);
}

bool has_control_characters(std::string_view text) {
    return std::ranges::any_of(text, [](char byte) {
        return (static_cast<unsigned char>(byte) < 0x20 && byte != '\n' && byte != '\r' &&
                byte != '\t') ||
               byte == '\x7F';
    });
}

std::int64_t number_max(const Field& field) {
    std::int64_t max = 1;
    for (std::uint16_t i = 0; i < field.length; ++i) max *= 10;
    --max;
    switch (field.scale) {
        case kMoneyPlaces: return std::min(max, kInputFenMax);
        case kQuantityPlaces: return std::min(max, Quantity::kTenThousandthsMax);
        case kPricePlaces: return std::min(max, UnitPrice::kMicroyuanMax);
        default: return max;
    }
}

}  // namespace

/// Reads one object; keeps its place for errors.
class FieldReader {
public:
    FieldReader(codec::JsonTree& tree, const Table& table, std::string_view place)
        : tree_{tree}, table_{table}, place_{place} {}

    Result<Fields> read(const JsonNode& object) {
        Fields fields{table_};
        if (object.kind != JsonKind::object) {
            return fail(Error{.code = ErrorCode::bad_value,
                              .where = std::string{place_},
                              .rule = "JSON 对象 {…}",
                              .remedy = "请按接口的节点结构发送",
                              .detail = "这里不是 JSON 对象"});
        }
        for (std::size_t i = 0; i < table_.fields.size(); ++i) {
            const Field& field = table_.fields[i];
            const JsonNode* node = find(object, field);
            if (says_nothing(node) && field.in_exp) {
                YIDI_TRY(node, from_exp(object, field));
            }
            if (says_nothing(node)) {
                if (!field.is_required) continue;
                return fail(internal::missing_field(field, path(field.name)));
            }
            YIDI_TRY_VOID(read_value(field, *node, fields.values_[i]));
        }
        return fields;
    }

private:
    static const JsonNode* find(const JsonNode& object, const Field& field) {
        const JsonNode* node = object.member(field.name);
        if (!says_nothing(node) || field.other.empty()) return node;
        return object.member(field.other);
    }

    /// The member of exp_content's JSON; null where there is none.
    Result<const JsonNode*> from_exp(const JsonNode& object, const Field& field) {
        if (!is_exp_read_) {
            YIDI_TRY(exp_, read_exp(object));
            is_exp_read_ = true;
        }
        return exp_ == nullptr ? nullptr : exp_->member(field.name);
    }

    Result<const JsonNode*> read_exp(const JsonNode& object) {
        const JsonNode* node = object.member("exp_content");
        if (says_nothing(node)) node = object.member("expContent");
        if (says_nothing(node)) return nullptr;
        if (node->kind == JsonKind::text) {
            const Result<const JsonNode*> inner = tree_.read(node->text);
            node = inner ? *inner : nullptr;
        }
        if (node == nullptr || node->kind != JsonKind::object) {
            return fail(
                Error{.code = ErrorCode::malformed_json,
                      .where = path("exp_content"),
                      .rule = "内容为 JSON 对象的字符串",
                      .remedy = "请发送如 {\"er_flag\":\"1\"} 的 JSON 字符串，没有内容时留空",
                      .detail = "扩展字段不是 JSON 对象"});
        }
        return node;
    }

    [[nodiscard]] std::string path(std::string_view name) const {
        std::string text{place_};
        if (!text.empty()) text += '.';
        return text.append(name);
    }

    [[nodiscard]] tl::unexpected<Error> wrong(const Field& field, const JsonNode& node,
                                              internal::Wrong what) const {
        return fail(internal::wrong_field(field, path(field.name), node, std::move(what)));
    }

    Result<void> read_value(const Field& field, const JsonNode& node, Fields::Value& out) {
        if (field.type == FieldType::bytes) return read_bytes(field, node, out);
        if (node.kind == JsonKind::list || node.kind == JsonKind::object ||
            node.kind == JsonKind::integers) {
            // exp_content is a text that holds JSON; some send the object itself.
            if (field.name == "exp_content") {
                out.is_there = true;
                out.text = tree_.keep(canonical(node));
                return check_text(field, node, out.text);
            }
            return wrong(
                field, node,
                {ErrorCode::bad_value, "应为单个值，不是对象或数组", "请发送字符串或数值"});
        }
        std::string_view text = trimmed(node.text);
        if (node.kind == JsonKind::boolean) {
            if (field.codes != &kFlag) {
                return wrong(field, node,
                             {ErrorCode::bad_value, "应为文本，不是 true/false", "请发送字符串"});
            }
            text = node.text == "true" ? "1" : "0";
        }
        out.is_there = true;
        out.text = text;
        switch (field.type) {
            case FieldType::text: return check_text(field, node, text);
            case FieldType::number: return read_number(field, node, out);
            case FieldType::date:
            case FieldType::instant: return read_time(field, node, out);
            case FieldType::bytes: break;
        }
        return {};
    }

    Result<void> read_bytes(const Field& field, const JsonNode& node, Fields::Value& out) {
        constexpr std::size_t kKib = 1'024;
        std::optional<std::string> read = internal::read_bytes(node);
        if (!read) {
            return wrong(field, node,
                         {ErrorCode::bad_value, "不是字节数组，也不是 Base64",
                          "请发送字节的整数数组，如 [80,75,3,4]，或 Base64 字符串"});
        }
        if (read->size() > field.length * kKib) {
            return wrong(field, node,
                         {ErrorCode::limit_exceeded,
                          "有 " + std::to_string(read->size()) + " 字节，超过上限",
                          "请压缩，或拆成多个文件发送"});
        }
        out.is_there = true;
        out.text = tree_.keep(*std::move(read));
        return {};
    }

    Result<void> check_text(const Field& field, const JsonNode& node, std::string_view text) {
        const std::size_t length = internal::characters(text);
        if (length > field.length) {
            return wrong(
                field, node,
                {ErrorCode::limit_exceeded, "有 " + std::to_string(length) + " 个字符，超过上限",
                 "请缩短到 " + std::to_string(field.length) + " 个字符以内"});
        }
        if (has_control_characters(text)) {
            return wrong(field, node,
                         {ErrorCode::bad_value, "含有控制字符", "请去掉不可见的控制字符"});
        }
        if (field.codes != nullptr && !allows(*field.codes, text)) {
            return wrong(field, node,
                         {ErrorCode::bad_value, "不是字典中的值", "请改为字典中的代码"});
        }
        return {};
    }

    Result<void> read_number(const Field& field, const JsonNode& node, Fields::Value& out) {
        const auto refuse = [&](std::string_view what, std::string_view remedy) {
            return wrong(field, node,
                         {ErrorCode::bad_amount, std::string{what}, std::string{remedy}});
        };
        const Decimal decimal = internal::read_decimal(out.text, field.scale);
        const std::int64_t max = number_max(field);
        switch (decimal.fault) {
            case DecimalFault::none: break;
            case DecimalFault::form:
                return refuse("不是十进制数", "请发送如 12.5 的数值，不带千分位、货币符号和空格");
            case DecimalFault::places: return refuse("小数位数过多", "请先按规定的位数舍入");
            case DecimalFault::size: return refuse("数值过大", "请核对数值和单位");
        }
        if (decimal.scaled > max || decimal.scaled < -max) {
            return refuse("数值过大", "请核对数值和单位");
        }
        if (decimal.scaled < 0 && !field.may_be_negative) {
            return refuse("不能为负数", "请发送不小于 0 的数值");
        }
        out.number = decimal.scaled;
        return {};
    }

    Result<void> read_time(const Field& field, const JsonNode& node, Fields::Value& out) {
        const std::optional<Instant> instant = parse_instant(out.text);
        if (!instant) {
            return wrong(field, node,
                         {ErrorCode::bad_date, "不是存在的日期或时间",
                          "请发送如 2024-03-01 08:30:00 的时间，或只发送日期 2024-03-01"});
        }
        out.number = field.type == FieldType::date ? instant->date().days() : instant->ms();
        return {};
    }

    codec::JsonTree& tree_;
    const Table& table_;
    std::string_view place_;
    const JsonNode* exp_ = nullptr;
    bool is_exp_read_ = false;
};

bool says_nothing(const JsonNode* node) {
    if (node == nullptr || node->kind == JsonKind::null) return true;
    if (node->kind != JsonKind::text) return false;
    const std::string_view text = trimmed(node->text);
    return text.empty() || text == "null";
}

const Fields::Value& Fields::value(std::string_view name, FieldType type,
                                   std::optional<std::uint8_t> scale) const {
    const auto field = std::ranges::find(table_->fields, name, &Field::name);
    YIDI_ASSERT(field != table_->fields.end());
    YIDI_ASSERT(field->type == type);
    YIDI_ASSERT(!scale || field->scale == *scale);
    return values_[static_cast<std::size_t>(field - table_->fields.begin())];
}

bool Fields::has(std::string_view name) const {
    const auto field = std::ranges::find(table_->fields, name, &Field::name);
    YIDI_ASSERT(field != table_->fields.end());
    return values_[static_cast<std::size_t>(field - table_->fields.begin())].is_there;
}

std::string_view Fields::text(std::string_view name) const {
    return value(name, FieldType::text, std::nullopt).text;
}

Money Fields::money(std::string_view name) const {
    return Money::from_fen(value(name, FieldType::number, kMoneyPlaces).number);
}

Quantity Fields::quantity(std::string_view name) const {
    return Quantity::from_ten_thousandths(value(name, FieldType::number, kQuantityPlaces).number);
}

UnitPrice Fields::price(std::string_view name) const {
    return UnitPrice::from_microyuan(value(name, FieldType::number, kPricePlaces).number);
}

std::int64_t Fields::whole(std::string_view name) const {
    return value(name, FieldType::number, std::uint8_t{0}).number;
}

Date Fields::date(std::string_view name) const {
    return Date::from_days(value(name, FieldType::date, std::nullopt).number);
}

Instant Fields::instant(std::string_view name) const {
    return Instant::from_ms(value(name, FieldType::instant, std::nullopt).number);
}

std::string_view Fields::bytes(std::string_view name) const {
    return value(name, FieldType::bytes, std::nullopt).text;
}

Result<Fields> read_fields(codec::JsonTree& tree, const JsonNode& object, const Table& table,
                           std::string_view place) {
    return FieldReader{tree, table, place}.read(object);
}

namespace {

Error bad_node(ErrorCode code, const Table& table, std::string_view detail,
               std::string_view remedy) {
    std::string rule{table.is_required ? "必填，" : ""};
    rule += table.is_list ? "数组，最多 " + std::to_string(kRowsMax) + " 行" : "对象";
    return {.code = code,
            .where = "input." + std::string{table.node},
            .rule = rule,
            .remedy = std::string{remedy},
            .detail = std::string{detail}};
}

/// The objects of a node: itself, or those of its list.
Result<std::vector<const JsonNode*>> objects_of(const JsonNode& node, const Table& table) {
    std::vector<const JsonNode*> objects;
    if (node.kind != JsonKind::list) {
        objects.push_back(&node);
        return objects;
    }
    for (const JsonNode* item = node.first; item != nullptr; item = item->next) {
        objects.push_back(item);
    }
    if (objects.size() > (table.is_list ? kRowsMax : 1)) {
        return fail(bad_node(ErrorCode::limit_exceeded, table, "行数过多",
                             table.is_list ? "请分批发送" : "请只发送一个对象"));
    }
    return objects;
}

}  // namespace

Result<std::vector<Fields>> read_node(codec::JsonTree& tree, const JsonNode& input,
                                      const Table& table) {
    const JsonNode* node = input.member(table.node);
    if (says_nothing(node) && !table.other.empty()) node = input.member(table.other);
    std::vector<const JsonNode*> objects;
    if (!says_nothing(node)) {
        YIDI_TRY(objects, objects_of(*node, table));
    }
    if (objects.empty() && table.is_required) {
        return fail(bad_node(ErrorCode::missing_key, table, "节点没有填写",
                             "请把字段放在节点 " + std::string{table.node} + " 中"));
    }
    std::vector<Fields> rows;
    rows.reserve(objects.size());
    for (std::size_t i = 0; i < objects.size(); ++i) {
        std::string place = "input." + std::string{table.node};
        if (node->kind == JsonKind::list) place += '[' + std::to_string(i) + ']';
        YIDI_TRY(Fields row, read_fields(tree, *objects[i], table, place));
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace yidi::national
