#include "domain/entitlement/words.h"

#include <gtest/gtest.h>

#include "domain/entitlement/standing_test_support.h"

namespace yidi::entitlement {
namespace {

using testing::day;

TEST(StandingWords, RefuseEachStateByItsOwnCodeWithANextStep) {
    struct Row {
        State state;
        ErrorCode code;
        std::string_view says;
    };
    const policy::Book book = policy::testing::book_of({});
    for (const Row& row : {Row{State::waiting, ErrorCode::waiting_period, "2026-06-30"},
                           Row{State::paused, ErrorCode::insurance_paused, "2026-01-01"},
                           Row{State::ended, ErrorCode::insurance_ended, "2026-01-01"},
                           Row{State::dead, ErrorCode::insurance_ended, "2026-01-01"},
                           Row{State::none, ErrorCode::not_insured, "险种"},
                           Row{State::not_yet, ErrorCode::not_insured, "尚未生效"},
                           Row{State::special_group, ErrorCode::rule_unknown, "prisoner"}}) {
        Standing one;
        one.state = row.state;
        one.since = day("2026-01-01");
        one.waiting_until = day("2026-06-30");
        one.special_group = "prisoner";
        const Told words = told(one, book);
        EXPECT_EQ(words.code, row.code) << row.says;
        EXPECT_NE(words.cause.zh.find(row.says), std::string::npos) << words.cause.zh;
        EXPECT_FALSE(words.cause.en.empty());
        EXPECT_FALSE(words.next_step.zh.empty()) << row.says;
        EXPECT_FALSE(words.next_step.en.empty()) << row.says;
    }
}

TEST(StandingWords, OfAnInsuredPersonRefuseNothing) {
    Standing one;
    one.state = State::insured;
    one.since = day("2026-01-01");
    one.changes = day("2027-01-01");
    const Told words = told(one, policy::testing::book_of({}));
    EXPECT_FALSE(words.code);
    EXPECT_NE(words.change.en.find("2027-01-01"), std::string::npos);
}

TEST(StandingWords, ShowHowAWaitingPeriodIsReckonedAndWhatRepairWouldGive) {
    Standing one;
    one.state = State::waiting;
    one.ground = Ground::computed;
    one.waiting = Waiting{.fixed_months = 3,
                          .further_months = 2,
                          .repaired_months = 1,
                          .months = 4,
                          .repairable_months = 1,
                          .until = day("2028-04-30")};
    one.waiting_until = one.waiting->until;
    const policy::StatedRule rule = testing::stated(policy::PersonRule::waiting_fixed_months, 3);
    one.rule = &rule;
    const Told words = told(one, policy::testing::book_of({}));
    EXPECT_EQ(words.cause.zh,
              "在待遇等待期内，至 2028-04-30（含当日）（固定 3 个月，变动 2 个月，补缴减少 1 个月，"
              "共 4 个月）");
    EXPECT_NE(words.next_step.en.find("1 months"), std::string::npos) << words.next_step.en;
    EXPECT_EQ(words.clause, "国办发〔2024〕38号（K）");
}

}  // namespace
}  // namespace yidi::entitlement
