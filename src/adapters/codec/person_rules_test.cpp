#include "adapters/codec/person_rules.h"

#include <string>

#include <gtest/gtest.h>

namespace yidi::codec {
namespace {

using policy::PersonRule;

constexpr std::string_view kHead = "rule,region,value,from,to,document,article,grade,note\n";

Result<policy::PersonRules> read(std::string_view lines) {
    return read_person_rules(std::string{kHead} + std::string{lines}, "persons.csv");
}

Date day(std::string_view text) {
    return *parse_date(text);
}

TEST(PersonRules, OfTheProgramAreAllThereForEveryRegionWithASource) {
    const auto rules = load_person_rules("data/rules/persons.csv");
    ASSERT_TRUE(rules.has_value()) << rules.error();
    for (std::size_t i = 0; i < policy::kPersonRuleCount; ++i) {
        const auto rule = static_cast<PersonRule>(i);
        const policy::StatedRule* found = rules->find(rule, 420100, day("2026-03-01"));
        ASSERT_NE(found, nullptr) << policy::name(rule);
        EXPECT_FALSE(found->document.empty()) << policy::name(rule);
        EXPECT_EQ(policy::parse_person_rule(policy::name(rule)), rule);
    }
    EXPECT_EQ(rules->value(PersonRule::transfer_amount, 420100, day("2026-03-01")), 200'000);
    EXPECT_FALSE(rules->value(PersonRule::waiting_fixed_months, 420100, day("2024-12-31")));
}

TEST(PersonRules, OfTheNearestRegionCount) {
    const auto rules = read(
        "adult_age,100000,16,2024-01-01,,d,unknown,P,\n"
        "adult_age,420000,15,2024-01-01,,d,unknown,P,\n"
        "adult_age,420100,14,2024-01-01,2025-01-01,d,unknown,P,\n");
    ASSERT_TRUE(rules.has_value()) << rules.error();
    const auto on = [&](std::uint32_t area, std::string_view when) {
        return rules->value(PersonRule::adult_age, area, day(when));
    };
    EXPECT_EQ(on(420100, "2024-06-01"), 14);
    EXPECT_EQ(on(420100, "2025-01-01"), 15) << "its own has ended";
    EXPECT_EQ(on(130100, "2025-01-01"), 16);
    EXPECT_EQ(on(130100, "2023-12-31"), std::nullopt);
}

TEST(PersonRules, AreRefusedWithFileLineAndColumn) {
    struct Row {
        std::string_view line;
        std::string_view where;
    };
    for (const Row& row : {
             Row{"adult,100000,16,2024-01-01,,d,unknown,P,", "persons.csv:2:rule"},
             Row{"adult_age,1000,16,2024-01-01,,d,unknown,P,", "persons.csv:2:region"},
             Row{"adult_age,100000,16.5,2024-01-01,,d,unknown,P,", "persons.csv:2:value"},
             Row{"adult_age,100000,100,2024-01-01,,d,unknown,P,", "persons.csv:2:value"},
             Row{"scheme_change,100000,never,2024-01-01,,d,unknown,P,", "persons.csv:2:value"},
             Row{"transfer_amount,100000,2000.001,2024-01-01,,d,unknown,P,", "persons.csv:2:value"},
             Row{"adult_age,100000,unknown,2024-01-01,,d,unknown,P,", "persons.csv:2:note"},
             Row{"adult_age,100000,16,2024-02-30,,d,unknown,P,", "persons.csv:2:from"},
             Row{"adult_age,100000,16,2024-01-01,2024-01-01,d,unknown,P,", "persons.csv:2:to"},
             Row{"adult_age,100000,16,2024-01-01,,,unknown,P,", "persons.csv:2:document"},
             Row{"adult_age,100000,16,2024-01-01,,d,,P,", "persons.csv:2:article"},
             Row{"adult_age,100000,16,2024-01-01,,d,unknown,Q,", "persons.csv:2:grade"},
             Row{"adult_age,100000,16,2024-01-01,,d,unknown", "persons.csv:2:note"},
             Row{"adult_age,100000,16,2024-01-01,,d,unknown,P,\n"
                 "adult_age,100000,18,2025-01-01,,d,unknown,P,",
                 "persons.csv:3:from"},
         }) {
        const auto rules = read(row.line);
        ASSERT_FALSE(rules.has_value()) << row.line;
        EXPECT_EQ(rules.error().where, row.where) << row.line;
        EXPECT_FALSE(rules.error().remedy.empty());
    }
    EXPECT_EQ(read_person_rules("rule,value\n", "persons.csv").error().where, "persons.csv:1");
}

}  // namespace
}  // namespace yidi::codec
