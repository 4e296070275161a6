#include "domain/clearing/rules.h"

#include <gtest/gtest.h>

#include "domain/clearing/clearing_test_support.h"

namespace yidi::clearing {
namespace {

StatedRule stated(Rule rule, std::uint32_t region, std::int64_t value, std::string_view from) {
    return {.rule = rule,
            .region = region,
            .value = value,
            .valid = {.from = day(from), .to = {}},
            .document = "d",
            .article = "unknown",
            .grade = policy::Grade::K,
            .note = {}};
}

std::vector<StatedRule> national() {
    const Terms t = national_terms();
    const std::array<std::int64_t, kRuleCount> values{t.confirm_day,
                                                      t.tables_day,
                                                      t.sign_day,
                                                      t.to_finance_days,
                                                      t.pay_days,
                                                      t.report_days,
                                                      t.late_months,
                                                      t.year_end_month,
                                                      t.quota_months,
                                                      t.quota_factor,
                                                      t.quota_month,
                                                      t.quota_finish_month,
                                                      t.yellow.ppm(),
                                                      t.red.ppm(),
                                                      t.increase_days,
                                                      t.inquiry_above.fen(),
                                                      t.inquiry_accept_days,
                                                      t.inquiry_reply_days};
    std::vector<StatedRule> rules;
    for (std::size_t i = 0; i < kRuleCount; ++i) {
        rules.push_back(stated(static_cast<Rule>(i), kNation, values[i], "2023-01-01"));
    }
    return rules;
}

TEST(Rules, GiveTheTermsOfADay) {
    const Rules rules{national()};
    const auto terms = rules.on(kNation, day("2026-01-01"));
    ASSERT_TRUE(terms.has_value()) << terms.error();
    EXPECT_EQ(*terms, national_terms());
    const auto before = rules.on(kNation, day("2022-12-31"));
    ASSERT_FALSE(before.has_value());
    EXPECT_EQ(before.error().code, ErrorCode::rule_unknown);
    EXPECT_EQ(before.error().where, "confirm_day");
}

TEST(Rules, OfAProvinceGoBeforeTheNations) {
    std::vector<StatedRule> lines = national();
    lines.push_back(stated(Rule::pay_days, 440'000, 7, "2024-01-01"));
    const Rules rules{std::move(lines)};
    EXPECT_EQ(rules.on(440'000, day("2026-01-01"))->pay_days, 7);
    EXPECT_EQ(rules.on(440'000, day("2023-06-01"))->pay_days, 10);
    EXPECT_EQ(rules.on(130'000, day("2026-01-01"))->pay_days, 10);
    EXPECT_EQ(rules.on(kNation, day("2026-01-01"))->pay_days, 10);
}

TEST(Rules, RefuseWhatContradictsItself) {
    std::vector<StatedRule> lines = national();
    lines.push_back(stated(Rule::tables_day, 440'000, 20, "2024-01-01"));
    const auto terms = Rules{std::move(lines)}.on(440'000, day("2026-01-01"));
    ASSERT_FALSE(terms.has_value());
    EXPECT_EQ(terms.error().code, ErrorCode::inconsistent);
}

TEST(Rules, HaveNamesThatAreRead) {
    for (std::size_t i = 0; i < kRuleCount; ++i) {
        const auto rule = static_cast<Rule>(i);
        EXPECT_EQ(parse_rule(name(rule)), rule);
        EXPECT_LE(spec(rule).low, spec(rule).high);
    }
    EXPECT_FALSE(parse_rule("pay").has_value());
}

}  // namespace
}  // namespace yidi::clearing
