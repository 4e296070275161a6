#include "domain/adjudication/sequence.h"

#include <gtest/gtest.h>

#include "domain/adjudication/case_test_support.h"

// Bills in order, and step 15: taking one back.
namespace yidi::adjudication::testing {
namespace {

/// A yearly deductible of 1000, half of it from the second admission on, and a yearly cap.
policy::Book yearly(policy::UndoRule rule = policy::UndoRule::block) {
    return book_of(
        {pack_of({Rules{}
                      .set(Parameter::deductible_way, word(policy::DeductibleWay::per_year))
                      .set(Parameter::cap, amount(10000))
                      .add(Parameter::undo_rule, word(rule))})});
}

std::vector<Answer> answers(const policy::Book& book, const std::vector<Case>& bills) {
    return *adjudicate_sequence(book, bills);
}

Money pool(const Answer& answer) {
    return answer.outcome.setlinfo.fund_pay_sumamt;
}

TEST(Sequence, EachBillStandsOnTheOnesBefore) {
    const policy::Book book = yearly();
    const auto all = answers(book, {bill(600), bill(1400), bill(20000)});
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(pool(all[0]), Money{});
    EXPECT_EQ(pool(all[1]), yuan(800));   // (1400 − 400) × 0.8
    EXPECT_EQ(pool(all[2]), yuan(9200));  // 16000, 10000 − 800 are left.
    EXPECT_EQ(all[2].outcome.cum.of(Business::inpatient).pool, yuan(10000));
    EXPECT_EQ(all[2].outcome.cum.of(Business::inpatient).dedc, yuan(1000));
    EXPECT_EQ(all[2].outcome.cum.ipt_cnt, 3);
}

TEST(Sequence, TheFirstBillKeepsItsOwnAccumulators) {
    Case first = bill(1400);
    stays_of(first).dedc = yuan(1000);
    EXPECT_EQ(pool(answers(yearly(), {first}).front()), yuan(1120));
}

TEST(Sequence, ALaterBillsOwnAccumulatorsAreReplaced) {
    Case second = bill(1400);
    stays_of(second).dedc = yuan(999);
    EXPECT_EQ(pool(answers(yearly(), {bill(600), second})[1]), yuan(800));
}

TEST(Sequence, ABillThatIsNotComputedLeavesTheYearAsItWas) {
    Case refused = bill(5000);
    refused.psn_insu_stas = 0;
    const auto all = answers(yearly(), {bill(600), refused, bill(1400)});
    EXPECT_EQ(all[1].status, Status::rejected);
    EXPECT_EQ(pool(all[2]), yuan(800));
    EXPECT_EQ(all[2].outcome.cum.ipt_cnt, 2);
}

TEST(Sequence, ABillOfWhichALaterLayerIsUnknownLeavesTheYearAsItWas) {
    // The first layer counts by the year; the second is not known for the retired.
    policy::Layer serious = layer_of("serious", counting({Bucket::coinsurance}));
    serious.by = policy::LayerBy::year;
    const policy::Book book = book_of(
        {pack_of({Rules{}
                      .layer(serious)
                      .add(Parameter::layer_threshold, amount(1000))
                      .add(Parameter::layer_ratio, pays("0.50"))
                      .layer(layer_of("aid", counting({Bucket::coinsurance})))
                      .add(Parameter::layer_ratio, nothing(), When{}.person({Person::active}))
                      .add_unknown(Parameter::layer_ratio, "in no document",
                                   When{}.person({Person::retired}))})});
    const auto all = answers(book, {bill(5000), retired(bill(5000)), bill(5000)});
    EXPECT_EQ(all[1].status, Status::unknown);
    // 800 of coinsurance each: f(1600) − f(800) = 300.
    EXPECT_EQ(all[2].outcome.setldetail.back().fund_payamt, yuan(300));
    EXPECT_EQ(all[2].outcome.cum.layer_base[1], yuan(1600));
}

TEST(Sequence, AdmissionsAreCounted) {
    const policy::Book book =
        book_of({pack_of({Rules{}.add(Parameter::deductible_nth, minus(300, 250))})});
    const auto all = answers(book, {bill(5000), bill(5000), bill(5000), bill(5000)});
    EXPECT_EQ(all[0].outcome.setlinfo.act_pay_dedc, yuan(1000));
    EXPECT_EQ(all[1].outcome.setlinfo.act_pay_dedc, yuan(700));
    EXPECT_EQ(all[2].outcome.setlinfo.act_pay_dedc, yuan(400));
    EXPECT_EQ(all[3].outcome.setlinfo.act_pay_dedc, yuan(250));
}

TEST(Undo, TheLastBillIsTakenBackExactly) {
    const policy::Book book = yearly();
    std::vector<Case> bills{bill(600), bill(1400)};
    bills[1].balc = yuan(100);
    const auto all = answers(book, bills);
    const Undone undone = *undo(book, bills, all, 1);
    EXPECT_EQ(undone.negative.fund_pay_sumamt, -yuan(800));
    EXPECT_EQ(undone.negative.psn_part_amt, -yuan(600));
    EXPECT_EQ(undone.negative.acct_pay, -yuan(100));
    EXPECT_EQ(undone.negative.balc, yuan(100));  // The account has its money back.
    EXPECT_EQ(undone.negative.fund[0], -yuan(800));
    EXPECT_EQ(undone.cum.of(Business::inpatient).dedc, yuan(600));
    EXPECT_EQ(undone.cum.of(Business::inpatient).pool, Money{});
    EXPECT_EQ(undone.cum.ipt_cnt, 1);
    EXPECT_TRUE(undone.differences.empty());
}

TEST(Undo, TheOnlyBillLeavesTheYearItCameWith) {
    const policy::Book book = yearly();
    Case first = bill(1400);
    stays_of(first).pool = yuan(9000);
    const std::vector<Case> bills{first};
    EXPECT_EQ(undo(book, bills, answers(book, bills), 0)->cum.of(Business::inpatient).pool,
              yuan(9000));
}

TEST(Undo, LaterBillsBlockIt) {
    const policy::Book book = yearly();
    const std::vector<Case> bills{bill(600), bill(1400)};
    const Result<Undone> undone = undo(book, bills, answers(book, bills), 0);
    ASSERT_FALSE(undone);
    EXPECT_EQ(undone.error().code, ErrorCode::must_undo_later_first);
}

TEST(Undo, OnlySettledLaterBillsBlockIt) {
    const policy::Book book = yearly();
    std::vector<Case> bills{bill(600), bill(1400)};
    bills[1].psn_insu_stas = 0;
    EXPECT_TRUE(undo(book, bills, answers(book, bills), 0));
}

TEST(Undo, OrLaterBillsAreComputedAgain) {
    const policy::Book book = yearly(policy::UndoRule::recompute);
    const std::vector<Case> bills{bill(600), bill(1400), bill(2000)};
    const auto all = answers(book, bills);
    EXPECT_EQ(pool(all[2]), yuan(1600));
    const Undone undone = *undo(book, bills, all, 0);
    EXPECT_EQ(undone.negative.psn_part_amt, -yuan(600));
    // Without the first, the second pays the whole deductible; the third is as it was.
    ASSERT_EQ(undone.differences.size(), 1U);
    EXPECT_EQ(undone.differences[0].index, 1U);
    EXPECT_EQ(undone.differences[0].before.fund_pay_sumamt, yuan(800));
    EXPECT_EQ(undone.differences[0].after.fund_pay_sumamt, yuan(320));  // (1400 − 1000) × 0.8
    EXPECT_EQ(undone.cum.of(Business::inpatient).pool, yuan(1920));
    EXPECT_EQ(undone.cum.ipt_cnt, 2);
}

TEST(Undo, ABillThatWasNotSettledCannotBeTakenBack) {
    const policy::Book book = yearly();
    std::vector<Case> bills{bill(600)};
    bills[0].psn_insu_stas = 0;
    const Result<Undone> undone = undo(book, bills, answers(book, bills), 0);
    ASSERT_FALSE(undone);
    EXPECT_EQ(undone.error().code, ErrorCode::bad_value);
}

TEST(Negated, EveryAmountOfTheSettlementChangesItsSign) {
    Case stated = bill(10000);
    stated.fee = {.medfee_sumamt = yuan(10000),
                  .inscp_scp_amt = yuan(9900),
                  .preselfpay_amt = yuan(50),
                  .overlmt_selfpay = yuan(30),
                  .fulamt_ownpay_amt = yuan(20)};
    stated.mulaid_balc = yuan(10);
    const Setlinfo info = solve(Rules{}.add(Parameter::first_pay, pays("0.1")), stated).info();
    const Setlinfo negative = negated(info);
    EXPECT_EQ(negative.medfee_sumamt, -yuan(10000));
    EXPECT_EQ(negative.inscp_scp_amt, -yuan(9900));
    EXPECT_EQ(negative.preselfpay_amt, -yuan(50));
    EXPECT_EQ(negative.overlmt_selfpay, -yuan(30));
    EXPECT_EQ(negative.fulamt_ownpay_amt, -yuan(20));
    EXPECT_EQ(negative.rloc_preselfpay, -yuan(990));
    EXPECT_EQ(negative.act_pay_dedc, -yuan(1000));
    EXPECT_EQ(negative.acct_mulaid_pay, -yuan(10));
    EXPECT_EQ(negative.psn_cash_pay, -info.psn_cash_pay);
    EXPECT_EQ(negative.pool_prop_selfpay, info.pool_prop_selfpay);
}

}  // namespace
}  // namespace yidi::adjudication::testing
