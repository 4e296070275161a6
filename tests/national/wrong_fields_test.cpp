#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "api/national/personal.h"
#include "tests/national/world.h"

/// Every required field of every transaction, wrong in each of ten ways that its type allows, and
/// every other field in two of them. No case is written by hand: a field that is added to a table
/// is tested.
namespace yidi::tests {
namespace {

using national::Field;
using national::FieldType;
using national::Form;
using national::Table;

constexpr std::size_t kCharactersMax = 200;

enum class Way {
    missing,
    null,
    null_text,
    too_long,
    wrong_type,
    wrong_code,
    bad_date,
    negative,
    too_many_decimals,
    wrong_bytes,
    half_surrogate,
};
constexpr std::array kWays{Way::missing,     Way::null,          Way::null_text,
                           Way::too_long,    Way::wrong_type,    Way::wrong_code,
                           Way::bad_date,    Way::negative,      Way::too_many_decimals,
                           Way::wrong_bytes, Way::half_surrogate};

/// Stands in the request where bytes go that JSON's writer would not write.
constexpr std::string_view kMark = "@@@@";

/// What is sent, and what of it the answer must say.
struct Wrong {
    Json value;
    std::string bytes = {};  ///< in place of the mark
    std::string told;        ///< what the answer says of it
};

bool is_time(const Field& field) {
    return field.type == FieldType::date || field.type == FieldType::instant;
}

std::optional<Wrong> too_long(const Field& field) {
    switch (field.type) {
        case FieldType::text: {
            std::string text;
            for (unsigned i = 0; i <= field.length; ++i) text += "长";
            return Wrong{.value = text, .told = "“长"};
        }
        case FieldType::number:
            return Wrong{.value = std::string(field.length + 1U, '9'), .told = "“9"};
        case FieldType::date:
        case FieldType::instant:
            return Wrong{.value = "2024-03-01 08:30:00 and more", .told = "“2024"};
        case FieldType::bytes: {
            // Of 4 characters come 3 bytes.
            return Wrong{.value = std::string(std::size_t{field.length + 1U} * 1'368, 'A'),
                         .told = "“AAAA****AAAA”"};
        }
    }
    return std::nullopt;
}

/// Of a dictionary, and where a code is looked up.
std::optional<Wrong> wrong_code(const Field& field) {
    if (field.codes != nullptr && !field.codes->is_open) return Wrong{.value = "Z", .told = "“Z”"};
    if (field.name == "infno") return Wrong{.value = "9999", .told = "“9999”"};
    for (const std::string_view code :
         {"fixmedins_code", "mdtrtarea_admvs", "mdtrtarea_admdvs", "setl_optins"}) {
        if (field.name == code) return Wrong{.value = "13X", .told = "“13X”"};
    }
    return std::nullopt;
}

std::optional<Wrong> wrong(const Field& field, Way way) {
    const bool is_number = field.type == FieldType::number;
    // A text that holds JSON, which some send as it is: api/national/fields_test.cpp.
    if (field.name == "exp_content") return std::nullopt;
    // What need not be sent is read by the same code; two ways show that it is read.
    if (!field.is_required && way != Way::too_long && way != Way::wrong_type) return std::nullopt;
    switch (way) {
        case Way::missing: return Wrong{.value = Json::object(), .told = "没有填写"};
        case Way::null: return Wrong{.value = nullptr, .told = "没有填写"};
        case Way::null_text: return Wrong{.value = "null", .told = "没有填写"};
        case Way::too_long: return too_long(field);
        case Way::wrong_type: return Wrong{.value = {{"a", 1}}, .told = "{…}"};
        case Way::wrong_code: return wrong_code(field);
        case Way::bad_date:
            if (!is_time(field)) return std::nullopt;
            return Wrong{.value = "2023-02-29",
                         .told = national::is_personal(field.name) ? "“20****29”" : "“2023-02-29”"};
        case Way::negative:
            if (!is_number || field.may_be_negative) return std::nullopt;
            return Wrong{.value = -1, .told = "“-1”"};
        case Way::too_many_decimals:
            if (!is_number) return std::nullopt;
            return Wrong{.value = "1.0000001", .told = "“1.0000001”"};
        case Way::wrong_bytes: return Wrong{.value = kMark, .bytes = "\xFF\xFF", .told = "“ffff"};
        case Way::half_surrogate:
            return Wrong{.value = kMark, .bytes = R"(\ud83d)", .told = R"(“\ud83d”)"};
    }
    return std::nullopt;
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

void put(Json& object, const Field& field, Way way, const Json& value) {
    if (!field.other.empty()) object.erase(std::string{field.other});
    if (way == Way::missing) {
        object.erase(std::string{field.name});
    } else {
        object[std::string{field.name}] = value;
    }
}

std::string body_of(const Json& request, const Wrong& wrong) {
    std::string body = request.dump();
    if (!wrong.bytes.empty()) body.replace(body.find(kMark), kMark.size(), wrong.bytes);
    return body;
}

struct Asked {
    std::string_view infno;
    std::string path;
    Field field;
    Way way;
    Wrong wrong;

    friend std::ostream& operator<<(std::ostream& out, const Asked& asked) {
        return out << asked.infno << ' ' << asked.path << ", way " << static_cast<int>(asked.way)
                   << ": ";
    }
};

class WrongFields : public ::testing::Test {
protected:
    Json sample(std::string_view infno) {
        std::ifstream file{"tests/fuzz/corpus/envelope/" + std::string{infno} + ".json"};
        Json request = Json::parse(file);
        request["msgid"] = "M" + std::to_string(++asked_);
        Json& input = request["input"];
        if (input.is_string()) input = Json::parse(input.get<std::string>());
        return request;
    }

    void expect_refused(const Asked& asked, const Json& request) {
        const Json answer = Json::parse(world_.answer(body_of(request, asked.wrong)));
        const auto told = answer["err_msg"].get<std::string>();
        const auto says = [&](std::string_view what) {
            return told.find(what) != std::string::npos;
        };
        const std::string named = told.substr(0, std::min(told.find("："), told.find("（")));
        // Where a code is looked up the place may be the field alone.
        const bool is_named =
            named == asked.path || (asked.way == Way::wrong_code && named == asked.field.name);
        EXPECT_EQ(answer["infcode"], -1) << asked;
        EXPECT_TRUE(answer["output"].is_null()) << asked;
        EXPECT_TRUE(is_named) << asked << told;
        EXPECT_TRUE(says(asked.wrong.told)) << asked << told << asked.wrong.told;
        EXPECT_TRUE(says("。规则：")) << asked << told;
        EXPECT_TRUE(says("。处理：")) << asked << told;
        EXPECT_LT(characters(told), kCharactersMax) << asked << told;
        // Not EXPECT_EQ, which would print both states.
        EXPECT_TRUE(world_.all() == before_) << asked << " wrote";
    }

    /// Each field of a node, in each way.
    void ask(const Form& form, const Table& table) {
        for (const Field& field : table.fields) {
            for (const Way way : kWays) {
                const std::optional<Wrong> one = wrong(field, way);
                if (!one) continue;
                Json request = sample(form.infno);
                Json& node = request["input"][std::string{table.node}];
                put(node.is_array() ? node.back() : node, field, way, one->value);
                std::string path = "input." + std::string{table.node};
                if (node.is_array()) path += '[' + std::to_string(node.size() - 1) + ']';
                path.append(".").append(field.name);
                expect_refused(
                    {.infno = form.infno, .path = path, .field = field, .way = way, .wrong = *one},
                    request);
            }
        }
    }

    World world_;
    std::string before_ = world_.all();
    int asked_ = 0;
};

TEST_F(WrongFields, OfATransactionAreNamedWithValueAndRemedyAndNothingIsWritten) {
    for (const Form& form : national::forms()) {
        for (const Table& table : form.input) ask(form, table);
    }
    EXPECT_GT(asked_, 2'000);
}

TEST_F(WrongFields, OfTheEnvelopeAreNamedWithValueAndRemedyAndNothingIsWritten) {
    for (const Field& field : national::envelope_table().fields) {
        for (const Way way : kWays) {
            const std::optional<Wrong> one = wrong(field, way);
            if (!one) continue;
            Json request = sample("2204");
            put(request, field, way, one->value);
            expect_refused({.infno = "2204",
                            .path = std::string{field.name},
                            .field = field,
                            .way = way,
                            .wrong = *one},
                           request);
        }
    }
    EXPECT_GT(asked_, 80);
}

}  // namespace
}  // namespace yidi::tests
