#include "api/national/fields.h"

#include <array>
#include <set>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "api/national/internal/words.h"

namespace yidi::national {
namespace {

using internal::c;
using internal::d;
using internal::day;
using internal::n;
using internal::signed_amount;
using internal::time;

constexpr std::array kSampleFields{
    c("psn_no", "人员编号", 5).must(),
    d("insutype", "险种类型", 6, kInsutype),
    d("flag", "标志", 3, kFlag),
    signed_amount("fee", "费用").also("fee_typo"),
    n("cnt", "数量", 16, 4),
    n("pric", "单价", 16, 6),
    n("geso_val", "孕周数", 2, 0),
    day("die_date", "死亡日期"),
    time("begntime", "开始时间"),
    d("er_flag", "急诊标志", 3, kErFlag).or_in_exp(),
    c("exp_content", "扩展字段", 40).also("expContent"),
    c("certno", "证件号码", 4),
    c("spec", "规格", 4),
};
constexpr Table kSample{.node = "data", .fields = kSampleFields};
constexpr Table kSampleList{.node = "rows", .fields = kSampleFields, .is_list = true};
constexpr Table kOptional{
    .node = "rows", .fields = kSampleFields, .is_list = true, .is_required = false};

class ReadFields : public ::testing::Test {
protected:
    Result<Fields> read(std::string_view json) {
        return read_fields(tree_, **tree_.read(json), kSample, "input.data");
    }
    /// What is wrong with one member beside the one that must be there.
    Error error_of(std::string_view member) {
        const Result<Fields> fields = read(R"({"psn_no":"1",)" + std::string{member} + "}");
        EXPECT_FALSE(fields) << member;
        return fields ? Error{.code = ErrorCode::internal} : fields.error();
    }
    codec::JsonTree tree_;
};

TEST_F(ReadFields, EveryTypeIsReadExactly) {
    const Result<Fields> fields = read(
        R"({"psn_no":"00042","insutype":"310","flag":"1","fee":1234.5,"cnt":0.3333,"pric":0.000001,
            "geso_val":39,"die_date":"2024-02-29","begntime":"2024-03-01 08:30:05","extra":{"a":1}})");
    ASSERT_TRUE(fields) << fields.error();
    EXPECT_EQ(fields->text("psn_no"), "00042");
    EXPECT_EQ(fields->text("insutype"), "310");
    EXPECT_TRUE(fields->flag("flag"));
    EXPECT_EQ(fields->money("fee"), Money::from_fen(123450));
    EXPECT_EQ(fields->quantity("cnt"), Quantity::from_ten_thousandths(3333));
    EXPECT_EQ(fields->price("pric"), UnitPrice::from_microyuan(1));
    EXPECT_EQ(fields->whole("geso_val"), 39);
    EXPECT_EQ(fields->date("die_date"), Date::from_ymd({2024, 2, 29}));
    EXPECT_EQ(to_string(fields->instant("begntime")), "2024-03-01 08:30:05");
    EXPECT_FALSE(fields->has("exp_content"));
}

TEST_F(ReadFields, NumbersMayBeTextsAndTextsNumbers) {
    const Result<Fields> fields =
        read(R"({"psn_no":42,"fee":" -12.50 ","cnt":"2.0000","pric":"1E+2","flag":true})");
    ASSERT_TRUE(fields) << fields.error();
    EXPECT_EQ(fields->text("psn_no"), "42");
    EXPECT_EQ(fields->money("fee"), Money::from_fen(-1250));
    EXPECT_EQ(fields->quantity("cnt"), Quantity::from_ten_thousandths(20000));
    EXPECT_EQ(fields->price("pric"), UnitPrice::from_microyuan(100'000'000));
    EXPECT_TRUE(fields->flag("flag"));
}

TEST_F(ReadFields, TimesComeInThreeForms) {
    const auto time_of = [&](const std::string& text) {
        const Result<Fields> fields = read(R"({"psn_no":"1","begntime":")" + text + "\"}");
        return fields ? to_string(fields->instant("begntime")) : to_string(fields.error());
    };
    EXPECT_EQ(time_of("2021-01-01 08:00:00"), "2021-01-01 08:00:00");
    EXPECT_EQ(time_of("2021-01-01T08:00:00"), "2021-01-01 08:00:00");
    EXPECT_EQ(time_of("2021-01-01"), "2021-01-01 00:00:00");
    const Result<Fields> date = read(R"({"psn_no":"1","die_date":"2021-01-01 23:59:59"})");
    ASSERT_TRUE(date) << date.error();
    EXPECT_EQ(date->date("die_date"), Date::from_ymd({2021, 1, 1}));
}

TEST_F(ReadFields, NothingIsSpeltInManyWays) {
    for (const std::string_view nothing : {"null", "\"\"", "\"null\"", "\"  \""}) {
        const Result<Fields> fields = read(R"({"psn_no":"1","fee":)" + std::string{nothing} + "}");
        ASSERT_TRUE(fields) << nothing;
        EXPECT_FALSE(fields->has("fee")) << nothing;
        EXPECT_EQ(read("{\"psn_no\":" + std::string{nothing} + "}").error().code,
                  ErrorCode::missing_key)
            << nothing;
    }
}

TEST_F(ReadFields, AMisspeltNameIsTakenForTheRightOne) {
    EXPECT_EQ(read(R"({"psn_no":"1","fee_typo":3})")->money("fee"), Money::from_yuan(3));
    EXPECT_EQ(read(R"({"psn_no":"1","fee":"","fee_typo":3})")->money("fee"), Money::from_yuan(3));
    EXPECT_EQ(read(R"({"psn_no":"1","fee":4,"fee_typo":3})")->money("fee"), Money::from_yuan(4));
}

TEST_F(ReadFields, LengthsAreCountedInCharacters) {
    EXPECT_TRUE(read(R"({"psn_no":"一二三四五"})"));
    const Error error = read(R"({"psn_no":"一二三四五六"})").error();
    EXPECT_EQ(error.code, ErrorCode::limit_exceeded);
    EXPECT_EQ(
        message_of(error),
        "input.data.psn_no：人员编号有 6 个字符，超过上限，收到“一*”。规则：字符型，最多 5 个字符。"
        "处理：请缩短到 5 个字符以内");
}

TEST_F(ReadFields, AMissingFieldIsNamedWithItsRuleAndRemedy) {
    EXPECT_EQ(message_of(read("{}").error()),
              "input.data.psn_no：人员编号没有填写。规则：必填，字符型，最多 5 个字符。"
              "处理：请填写 psn_no");
}

TEST_F(ReadFields, AValueOutsideItsDictionaryIsRefusedWithTheDictionary) {
    const Error error = error_of(R"("flag":"2")");
    EXPECT_EQ(error.code, ErrorCode::bad_value);
    EXPECT_EQ(message_of(error),
              "input.data.flag：标志不是字典中的值，收到“2”。规则：字典 flag：0 否、1 是。"
              "处理：请改为字典中的代码");
}

TEST_F(ReadFields, AWrongNumberIsRefusedForWhatIsWrongWithIt) {
    for (const std::string_view text : {"1,5", "1.2.3", "¥5", "--1", "1e", "1e99", ".", "NaN"}) {
        const Error error = error_of(R"("fee":")" + std::string{text} + '"');
        EXPECT_EQ(error.code, ErrorCode::bad_amount) << text;
        EXPECT_NE(error.detail.find("不是十进制数"), std::string::npos) << text;
    }
    EXPECT_NE(error_of(R"("fee":1.005)").detail.find("小数位数过多，收到“1.005”"),
              std::string::npos);
    EXPECT_NE(error_of(R"("geso_val":100)").detail.find("数值过大"), std::string::npos);
    // 999,999,999.99 is the highest amount.
    EXPECT_NE(error_of(R"("fee":1000000000)").detail.find("数值过大"), std::string::npos);
    EXPECT_NE(error_of(R"("fee":1e30)").detail.find("数值过大"), std::string::npos);
    EXPECT_EQ(error_of(R"("fee":{"a":1})").code, ErrorCode::bad_value);
    EXPECT_EQ(error_of(R"("fee":true)").code, ErrorCode::bad_value);
}

TEST_F(ReadFields, AWrongDateIsRefused) {
    EXPECT_EQ(error_of(R"("die_date":"2023-02-29")").code, ErrorCode::bad_date);
    EXPECT_EQ(error_of(R"("begntime":"2023/02/28 08:00:00")").code, ErrorCode::bad_date);
}

TEST_F(ReadFields, WhatMayBeAPersonsIsMasked) {
    const auto shown = [&](std::string_view member) {
        const std::string detail = error_of(member).detail;
        return detail.substr(detail.find("，收到") + std::string_view{"，收到"}.size());
    };
    EXPECT_EQ(shown(R"("fee":"张三")"), "“张*”");
    EXPECT_EQ(shown(R"("die_date":"130102198001011234")"), "“1301****1234”");
    EXPECT_EQ(shown(R"("certno":"110101 19900307 8515 and more")"), "“1101****more”");
    EXPECT_EQ(shown(R"("certno":"A1234567X")"), "“A1****7X”");
    EXPECT_EQ(shown(R"("certno":"A12345")"), "“A*”");
    EXPECT_EQ(shown(R"("certno":{"A1234":"567"})"), "“{…}”");
}

TEST_F(ReadFields, AnotherValueIsShortened) {
    const auto shown = [&](std::string_view member) {
        const std::string detail = error_of(member).detail;
        return detail.substr(detail.find("，收到") + std::string_view{"，收到"}.size());
    };
    EXPECT_EQ(shown(R"("spec":"0.5克每片共二十四片装好")"), "“0.5克每片共二十四片装…”");
    EXPECT_EQ(shown(R"("spec":["0.5g"])"), "“[…]”");
    EXPECT_EQ(shown(R"("flag":"12\u0007")"), "“12?”");
    EXPECT_EQ(shown(R"("begntime":"2023/02/28 08:00:00")"), "“2023/02/28 0…”");
}

TEST_F(ReadFields, ANegativeNumberIsRefusedWhereNothingIsTakenBack) {
    const Error error = error_of(R"("cnt":-0.0001)");
    EXPECT_EQ(error.code, ErrorCode::bad_amount);
    EXPECT_EQ(error.detail, "数量不能为负数，收到“-0.0001”");
    EXPECT_EQ(read(R"({"psn_no":"1","cnt":"-0"})")->quantity("cnt"), Quantity{});
}

TEST_F(ReadFields, ControlCharactersAreRefused) {
    EXPECT_EQ(error_of(R"("exp_content":"\u0000")").code, ErrorCode::malformed_json);
    EXPECT_EQ(read(R"({"psn_no":"1\u0007"})").error().code, ErrorCode::bad_value);
}

TEST_F(ReadFields, AFieldMayStandInExpContent) {
    EXPECT_EQ(read(R"({"psn_no":"1","exp_content":"{\"er_flag\":\"1\"}"})")->text("er_flag"), "1");
    EXPECT_EQ(read(R"({"psn_no":"1","expContent":"{\"er_flag\":3}"})")->text("er_flag"), "3");
    EXPECT_EQ(read(R"({"psn_no":"1","exp_content":{"er_flag":"2"}})")->text("er_flag"), "2");
    // Beside the node's own the other is not looked at.
    EXPECT_EQ(read(R"({"psn_no":"1","er_flag":"0","exp_content":"{\"er_flag\":\"1\"}"})")
                  ->text("er_flag"),
              "0");
    EXPECT_FALSE(read(R"({"psn_no":"1","exp_content":"{}"})")->has("er_flag"));
    EXPECT_EQ(error_of(R"("exp_content":"er_flag=1")").where, "input.data.exp_content");
    EXPECT_EQ(error_of(R"("exp_content":"{\"er_flag\":\"9\"}")").where, "input.data.er_flag");
}

TEST_F(ReadFields, AListTakesOneObjectAndAnObjectAListOfOne) {
    const auto rows = [&](std::string_view json, const Table& table) {
        return read_node(tree_, **tree_.read(json), table);
    };
    EXPECT_EQ(rows(R"({"rows":[{"psn_no":"1"},{"psn_no":"2"}]})", kSampleList)->size(), 2U);
    EXPECT_EQ(rows(R"({"rows":{"psn_no":"1"}})", kSampleList)->size(), 1U);
    EXPECT_EQ(rows(R"({"data":[{"psn_no":"1"}]})", kSample)->front().text("psn_no"), "1");
    EXPECT_EQ(rows(R"({"data":[{"psn_no":"1"},{"psn_no":"2"}]})", kSample).error().code,
              ErrorCode::limit_exceeded);
    EXPECT_EQ(rows(R"({"rows":[]})", kSampleList).error().where, "input.rows");
    EXPECT_EQ(rows(R"({"rows":[]})", kOptional)->size(), 0U);
    EXPECT_EQ(rows("{}", kOptional)->size(), 0U);
    EXPECT_EQ(rows("{}", kSample).error().where, "input.data");
    EXPECT_EQ(rows(R"({"rows":[{"psn_no":"1"},{"psn_no":""}]})", kSampleList).error().where,
              "input.rows[1].psn_no");
    EXPECT_EQ(rows(R"({"rows":[1]})", kSampleList).error().where, "input.rows[0]");
}

TEST_F(ReadFields, RowsAreBounded) {
    std::string json = R"({"rows":[)";
    for (std::size_t i = 0; i <= kRowsMax; ++i) json += R"({"psn_no":"1"},)";
    json.back() = ']';
    json += '}';
    EXPECT_EQ(read_node(tree_, **tree_.read(json), kSampleList).error().code,
              ErrorCode::limit_exceeded);
}

TEST(Forms, AreFoundByTheirNumbers) {
    EXPECT_EQ(find_form("2203A")->label, "门诊就诊信息上传");
    EXPECT_EQ(find_form("2304")->infno, "2304");
    EXPECT_EQ(find_form("9999"), nullptr);
    std::set<std::string_view> numbers;
    for (const Form& form : forms()) EXPECT_TRUE(numbers.insert(form.infno).second) << form.infno;
}

TEST(Forms, HoldEveryFieldOnceAndWithALength) {
    for (const Form& form : forms()) {
        for (const auto tables : {form.input, form.output}) {
            for (const Table& table : tables) {
                EXPECT_FALSE(table.fields.empty()) << form.infno;
                for (std::size_t i = 0; i < table.fields.size(); ++i) {
                    const Field& field = table.fields[i];
                    EXPECT_GT(field.length, 0) << form.infno << field.name;
                    EXPECT_FALSE(field.label.empty()) << form.infno << field.name;
                    for (std::size_t j = 0; j < i; ++j) {
                        EXPECT_NE(field.name, table.fields[j].name) << form.infno;
                        EXPECT_NE(field.other, table.fields[j].name) << form.infno;
                    }
                }
            }
        }
    }
}

}  // namespace
}  // namespace yidi::national
