#include "domain/entitlement/waiting.h"

#include <array>

#include <gtest/gtest.h>

namespace yidi::entitlement {
namespace {

/// 3 months, 1 more from the second missed year on, 1 less for each repaid, 6 from the fourth.
constexpr WaitingRule kNational{.fixed_months = 3,
                                .further_months = 1,
                                .further_from = 2,
                                .repair_months = 1,
                                .floor_missed = 4,
                                .floor_months = 6};
/// The first missed year counts, and more is taken off than a year has added.
constexpr WaitingRule kOther{.fixed_months = 2,
                             .further_months = 2,
                             .further_from = 1,
                             .repair_months = 3,
                             .floor_missed = 5,
                             .floor_months = 9};

Date day(std::string_view text) {
    return *parse_date(text);
}

TEST(Waiting, CountsMonthsFromTheEnrolment) {
    struct Row {
        Missed missed;
        std::string_view enrolled;
        std::int64_t months;
        std::int64_t repairable;
        std::string_view until;
    };
    for (const Row& row : {
             Row{{0, 0}, "2026-04-10", 3, 0, "2026-07-09"},  // late only
             Row{{1, 0}, "2026-01-01", 3, 0, "2026-03-31"},  // one year adds nothing
             Row{{2, 0}, "2027-01-01", 4, 1, "2027-04-30"},  // 3 + 1
             Row{{3, 0}, "2028-01-01", 5, 2, "2028-05-31"},  // 3 + 2
             Row{{3, 1}, "2028-01-01", 4, 1, "2028-04-30"},  // 3 + 2 - 1
             Row{{3, 3}, "2028-01-01", 3, 0, "2028-03-31"},  // never below the fixed ones
             Row{{4, 0}, "2029-01-01", 6, 0, "2029-06-30"},  // 3 + 3
             Row{{4, 4}, "2029-01-01", 6, 0, "2029-06-30"},  // the floor of six holds
             Row{{6, 0}, "2031-01-01", 8, 2, "2031-08-31"},  // 3 + 5
             Row{{6, 5}, "2031-01-01", 6, 0, "2031-06-30"},  // 3 + 5 - 5 = 3, floor 6
             Row{{0, 0}, "2025-11-30", 3, 0, "2026-02-27"},  // clamped to the month's end
         }) {
        const Waiting waiting = waiting_of(kNational, row.missed, day(row.enrolled));
        EXPECT_EQ(waiting.months, row.months) << row.missed.years << "/" << row.missed.repaid;
        EXPECT_EQ(waiting.repairable_months, row.repairable) << row.missed.years;
        EXPECT_EQ(waiting.until, day(row.until)) << row.missed.years << "/" << row.missed.repaid;
    }
}

TEST(Waiting, SaysWhatItIsMadeOf) {
    const Waiting waiting = waiting_of(kNational, {.years = 6, .repaid = 1}, day("2031-01-01"));
    EXPECT_EQ(waiting.fixed_months, 3);
    EXPECT_EQ(waiting.further_months, 5);
    EXPECT_EQ(waiting.repaired_months, 1);
    EXPECT_EQ(waiting.months, 7);
}

TEST(Waiting, IsNeverShortenedByAFurtherMissedYearNorLengthenedByBackPayment) {
    constexpr std::int64_t kYears = 40;
    for (const WaitingRule& rule : {kNational, kOther}) {
        for (std::int64_t years = 0; years <= kYears; ++years) {
            for (std::int64_t repaid = 0; repaid <= years; ++repaid) {
                const Waiting one = waiting_of(rule, {years, repaid}, day("2026-01-01"));
                const Waiting more = waiting_of(rule, {years + 1, repaid}, day("2026-01-01"));
                const Waiting paid = waiting_of(rule, {years + 1, repaid + 1}, day("2026-01-01"));
                EXPECT_LE(one.until, more.until) << years << "/" << repaid;
                EXPECT_LE(paid.until, more.until) << years << "/" << repaid;
                EXPECT_GE(one.months, rule.fixed_months) << years << "/" << repaid;
                EXPECT_EQ(one.months, one.fixed_months + one.further_months - one.repaired_months);
                EXPECT_GE(one.repairable_months, 0) << years << "/" << repaid;
            }
        }
    }
}

TEST(Waiting, HasNoRuleWhereAValueIsNotKnown) {
    std::vector<policy::StatedRule> some;
    for (const auto rule :
         {policy::PersonRule::waiting_fixed_months, policy::PersonRule::waiting_further_months,
          policy::PersonRule::waiting_further_from, policy::PersonRule::waiting_repair_months,
          policy::PersonRule::waiting_floor_missed, policy::PersonRule::waiting_floor_months}) {
        EXPECT_FALSE(waiting_rule(policy::PersonRules{some}, 420100, day("2026-01-01")));
        policy::StatedRule one;
        one.rule = rule;
        one.region = policy::kNationalFrame;
        one.value = 1;
        one.valid.from = day("2025-01-01");
        some.push_back(one);
    }
    EXPECT_TRUE(waiting_rule(policy::PersonRules{some}, 420100, day("2026-01-01")));
    EXPECT_FALSE(waiting_rule(policy::PersonRules{some}, 420100, day("2024-12-31")));
}

}  // namespace
}  // namespace yidi::entitlement
