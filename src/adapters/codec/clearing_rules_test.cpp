#include "adapters/codec/clearing_rules.h"

#include <string>

#include <gtest/gtest.h>

namespace yidi::codec {
namespace {

using clearing::Rule;

constexpr std::string_view kHead = "rule,region,value,from,to,document,article,grade,note\n";

Result<clearing::Rules> read(std::string_view lines) {
    return read_clearing_rules(std::string{kHead} + std::string{lines}, "clearing.csv");
}

Date day(std::string_view text) {
    return *parse_date(text);
}

TEST(ClearingRules, OfTheProgramAreAllThereWithASource) {
    const auto rules = load_clearing_rules("data/rules/clearing.csv");
    ASSERT_TRUE(rules.has_value()) << rules.error();
    const auto terms = rules->on(clearing::kNation, day("2026-03-01"));
    ASSERT_TRUE(terms.has_value()) << terms.error();
    EXPECT_EQ(terms->confirm_day, 20);
    EXPECT_EQ(terms->sign_day, 25);
    EXPECT_EQ(terms->yellow, Rate::from_ppm(700'000));
    EXPECT_EQ(terms->inquiry_above, Money::from_yuan(30'000));
    for (const clearing::StatedRule& one : rules->all()) {
        EXPECT_FALSE(one.document.empty()) << name(one.rule);
        EXPECT_FALSE(one.grade == policy::Grade::K && one.note.empty())
            << name(one.rule) << ": what is assumed says so";
    }
}

TEST(ClearingRules, ReadEachUnit) {
    const auto rules = read(
        "yellow,100000,0.75,2023-01-01,,d,unknown,P,\n"
        "inquiry_above,100000,30000.50,2023-01-01,,d,unknown,P,\n"
        "pay_days,100000,10,2023-01-01,,d,unknown,P,\n");
    ASSERT_TRUE(rules.has_value()) << rules.error();
    const auto value = [&](Rule rule) {
        return rules->find(rule, clearing::kNation, day("2026-01-01"))->value;
    };
    EXPECT_EQ(value(Rule::yellow_ppm), 750'000);
    EXPECT_EQ(value(Rule::inquiry_fen), 3'000'050);
    EXPECT_EQ(value(Rule::pay_days), 10);
}

TEST(ClearingRules, AreRefusedWithFileLineAndColumn) {
    struct Row {
        std::string_view line;
        std::string_view where;
    };
    for (const Row& row : {
             Row{"pay,100000,10,2023-01-01,,d,unknown,P,", "clearing.csv:2:rule"},
             Row{"pay_days,100000,10.0,2023-01-01,,d,unknown,P,", "clearing.csv:2:value"},
             Row{"pay_days,100000,0,2023-01-01,,d,unknown,P,", "clearing.csv:2:value"},
             Row{"confirm_day,100000,31,2023-01-01,,d,unknown,P,", "clearing.csv:2:value"},
             Row{"yellow,100000,70%,2023-01-01,,d,unknown,P,", "clearing.csv:2:value"},
             Row{"inquiry_above,100000,1.005,2023-01-01,,d,unknown,P,", "clearing.csv:2:value"},
             Row{"pay_days,100000,10,2023-01-01,,,unknown,P,", "clearing.csv:2:document"},
         }) {
        const auto rules = read(row.line);
        ASSERT_FALSE(rules.has_value()) << row.line;
        EXPECT_EQ(rules.error().where, row.where);
    }
}

}  // namespace
}  // namespace yidi::codec
