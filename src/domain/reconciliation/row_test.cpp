#include "domain/reconciliation/row.h"

#include <vector>

#include <gtest/gtest.h>

namespace yidi::reconciliation {
namespace {

Row row_of(std::int64_t yuan) {
    Row row;
    row.setl_id = "S1";
    row.amounts.tell(Amount::medfee_sumamt, Money::from_yuan(yuan));
    return row;
}

TEST(State, OfAMarkBesideAPositiveTotalIsReversed) {
    Row row = row_of(100);
    set_state(row, /*is_marked=*/true);
    EXPECT_EQ(row.state, State::reversed);
    EXPECT_EQ(row.amounts.total(), Money::from_yuan(100));
}

TEST(State, OfANegativeTotalIsAReversalMarkedOrNot) {
    for (const bool is_marked : {false, true}) {
        Row row = row_of(-100);
        set_state(row, is_marked);
        EXPECT_EQ(row.state, State::reversal);
        EXPECT_EQ(row.amounts.total(), Money::from_yuan(-100));
    }
}

TEST(State, OfAMarkedRowThatNamesAnotherIsAReversalAndItsAmountsGetTheirSign) {
    Row row = row_of(100);
    row.reverses = "S0";
    row.amounts.tell(Amount::acct_pay, Money::from_yuan(7));
    set_state(row, /*is_marked=*/true);
    EXPECT_EQ(row.state, State::reversal);
    EXPECT_EQ(row.amounts.total(), Money::from_yuan(-100));
    EXPECT_EQ(row.amounts.of(Amount::acct_pay), Money::from_yuan(-7));
    EXPECT_EQ(row.amounts.of(Amount::psn_cash_pay), std::nullopt);
}

TEST(Sums, LeaveOutWhatIsNotTold) {
    std::vector<Row> rows{row_of(1), row_of(2)};
    rows[1].amounts.tell(Amount::acct_pay, Money::from_yuan(2));
    const Result<Amounts> sums = sum_of(rows);
    ASSERT_TRUE(sums.has_value());
    EXPECT_EQ(sums->of(Amount::medfee_sumamt), Money::from_yuan(3));
    EXPECT_EQ(sums->of(Amount::acct_pay), Money::from_yuan(2));
    EXPECT_EQ(sums->of(Amount::hifp_pay), std::nullopt);
}

TEST(Sums, BeyondMoneyAreAnError) {
    const std::vector<Row> rows(2, row_of(Money::kFenMax / 100));
    EXPECT_EQ(sum_of(rows).error().code, ErrorCode::limit_exceeded);
}

TEST(Content, TellsEveryFieldFromEveryOther) {
    const Row by_number = row_of(1);
    Row by_visit = by_number;
    by_visit.setl_id.clear();
    by_visit.mdtrt_id = "S1";
    Row by_amount = by_number;
    by_amount.amounts.tell(Amount::acct_pay, Money{});  // Zero is not "not told".
    EXPECT_NE(content_of(by_number), content_of(by_visit));
    EXPECT_NE(content_of(by_number), content_of(by_amount));
    EXPECT_EQ(content_of(by_number), content_of(row_of(1)));
}

}  // namespace
}  // namespace yidi::reconciliation
