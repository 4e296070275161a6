#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "api/national/codes.h"

/// The national interface as data: what each transaction is sent and answers, field by field. The
/// reader, the tests and the published list all go by it.
namespace yidi::national {

enum class FieldType : std::uint8_t {
    text,     ///< 字符型
    number,   ///< 数值型, held as a whole number of its last place
    date,     ///< 日期型, yyyy-MM-dd
    instant,  ///< 日期时间型, yyyy-MM-dd HH:mm:ss
    bytes,    ///< 字节数组: integers, signed or not, or Base64
};

struct Field {
    std::string_view name;
    std::string_view label;
    FieldType type = FieldType::text;
    std::uint16_t length = 0;  ///< characters of a text, digits of a number, KiB of bytes
    std::uint8_t scale = 0;    ///< decimal places of a number
    bool is_required = false;
    bool in_exp = false;           ///< may stand in the JSON of exp_content instead
    bool may_be_negative = false;  ///< of a number: what takes back, or a total of such
    const Dictionary* codes = nullptr;
    std::string_view other = {};  ///< another spelling that clients send

    [[nodiscard]] constexpr Field must() const {
        Field field = *this;
        field.is_required = true;
        return field;
    }
    [[nodiscard]] constexpr Field or_in_exp() const {
        Field field = *this;
        field.in_exp = true;
        return field;
    }
    [[nodiscard]] constexpr Field or_negative() const {
        Field field = *this;
        field.may_be_negative = true;
        return field;
    }
    [[nodiscard]] constexpr Field also(std::string_view spelling) const {
        Field field = *this;
        field.other = spelling;
        return field;
    }
};

/// The fields of one node of `input` or `output`.
struct Table {
    std::string_view node;
    std::span<const Field> fields;
    bool is_list = false;
    bool is_required = true;
    std::string_view other = {};  ///< another name that clients give the node
};

/// 交易: what stands in the tables of the interface, without what is done.
struct Form {
    std::string_view infno;
    std::string_view label;
    std::span<const Table> input;
    std::span<const Table> output;  ///< empty: an empty object is answered
};

/// All that are answered, in the order of their numbers.
[[nodiscard]] std::span<const Form> forms();
/// Null if the number is not answered.
[[nodiscard]] const Form* find_form(std::string_view infno);
/// The fields of the envelope itself.
[[nodiscard]] const Table& envelope_table();

}  // namespace yidi::national
