#include "domain/adjudication/identities.h"

#include <functional>
#include <string>

#include <gtest/gtest.h>

#include "domain/adjudication/case_test_support.h"

namespace yidi::adjudication::testing {
namespace {

/// A settlement in which every amount is set: 1000 = 100 own + 50 over + 150 first-pay + 700 in
/// scope; 400 of the pooled fund, 100 of a layer, 20 of the hospital, 480 of the person: 200 from
/// the account, 80 from the family's, 200 in cash.
Outcome sound() {
    Outcome outcome;
    Setlinfo& info = outcome.setlinfo;
    info.medfee_sumamt = yuan(1000);
    info.fulamt_ownpay_amt = yuan(100);
    info.overlmt_selfpay = yuan(50);
    info.preselfpay_amt = yuan(150);
    info.inscp_scp_amt = yuan(700);
    info.rloc_preselfpay = yuan(70);
    info.act_pay_dedc = yuan(100);
    info.fund[static_cast<std::size_t>(FundField::hifp_pay)] = yuan(400);
    info.fund[static_cast<std::size_t>(FundField::hifmi_pay)] = yuan(100);
    info.fund_pay_sumamt = yuan(500);
    info.hosp_part_amt = yuan(20);
    info.psn_part_amt = yuan(480);
    info.acct_pay = yuan(200);
    info.acct_mulaid_pay = yuan(80);
    info.psn_cash_pay = yuan(200);
    info.balc = yuan(5);
    outcome.setldetail = {{-1, yuan(700), yuan(400), yuan(400)},
                          {0, yuan(700), std::nullopt, yuan(100)},
                          {-2, yuan(700), std::nullopt, yuan(200)},
                          {-3, yuan(700), std::nullopt, yuan(80)},
                          {-4, yuan(700), std::nullopt, yuan(20)}};
    outcome.feedetail = {{yuan(100), yuan(20), yuan(50), yuan(300)},
                         {Money{}, yuan(30), yuan(100), yuan(400)}};
    return outcome;
}

std::string broken_by(const std::function<void(Outcome&)>& change) {
    Outcome outcome = sound();
    change(outcome);
    const Result<void> result = check_identities(outcome);
    if (result) {
        return "nothing";
    }
    EXPECT_EQ(result.error().code, ErrorCode::invariant_violated);
    EXPECT_EQ(result.error().detail, "identity broken: " + result.error().where);
    return result.error().where;
}

const Money kFen = Money::from_fen(1);

TEST(CheckIdentities, ASoundSettlementPasses) {
    EXPECT_EQ(broken_by([](Outcome&) {}), "nothing");
    EXPECT_EQ(broken_by([](Outcome& outcome) { outcome.feedetail.clear(); }), "nothing");
    EXPECT_TRUE(check_identities(Outcome{}));
}

TEST(CheckIdentities, ThePartsOfTheBillAddUp) {
    const std::string parts = "medfee = fulamt_ownpay + overlmt_selfpay + preselfpay + inscp_scp";
    for (Money Setlinfo::*part :
         {&Setlinfo::medfee_sumamt, &Setlinfo::fulamt_ownpay_amt, &Setlinfo::overlmt_selfpay,
          &Setlinfo::preselfpay_amt, &Setlinfo::inscp_scp_amt}) {
        EXPECT_EQ(broken_by([&](Outcome& outcome) { outcome.setlinfo.*part += kFen; }), parts);
    }
}

TEST(CheckIdentities, ThePayersBearTheBill) {
    const std::string payers = "medfee = fund_pay_sumamt + hosp_part_amt + psn_part_amt";
    for (Money Setlinfo::*payer :
         {&Setlinfo::fund_pay_sumamt, &Setlinfo::hosp_part_amt, &Setlinfo::psn_part_amt}) {
        EXPECT_EQ(broken_by([&](Outcome& outcome) { outcome.setlinfo.*payer += kFen; }), payers);
    }
}

TEST(CheckIdentities, ThePersonPaysFromThreePockets) {
    const std::string pockets = "psn_part = acct_pay + acct_mulaid_pay + psn_cash_pay";
    for (Money Setlinfo::*pocket :
         {&Setlinfo::acct_pay, &Setlinfo::acct_mulaid_pay, &Setlinfo::psn_cash_pay}) {
        EXPECT_EQ(broken_by([&](Outcome& outcome) { outcome.setlinfo.*pocket += kFen; }), pockets);
    }
}

TEST(CheckIdentities, TheFundsAreTheirSum) {
    for (std::size_t i = 0; i < policy::kFundFieldCount; ++i) {
        EXPECT_EQ(broken_by([&](Outcome& outcome) { outcome.setlinfo.fund[i] += kFen; }),
                  "fund_pay_sumamt = the sum of the funds");
    }
}

TEST(CheckIdentities, NoAmountIsNegative) {
    const std::string negative = "no amount is negative";
    for (Money Setlinfo::*free :
         {&Setlinfo::rloc_preselfpay, &Setlinfo::act_pay_dedc, &Setlinfo::balc}) {
        EXPECT_EQ(broken_by([&](Outcome& outcome) { outcome.setlinfo.*free = -kFen; }), negative);
    }
    EXPECT_EQ(broken_by([](Outcome& outcome) {
                  outcome.setlinfo.fulamt_ownpay_amt = -kFen;
                  outcome.setlinfo.overlmt_selfpay += yuan(100) + kFen;
              }),
              negative);
    EXPECT_EQ(broken_by([](Outcome& outcome) {
                  outcome.setlinfo.hosp_part_amt = -kFen;
                  outcome.setlinfo.psn_part_amt += yuan(20) + kFen;
                  outcome.setlinfo.psn_cash_pay += yuan(20) + kFen;
              }),
              negative);
    EXPECT_EQ(broken_by([](Outcome& outcome) {
                  outcome.setlinfo.acct_pay = -kFen;
                  outcome.setlinfo.psn_cash_pay += yuan(200) + kFen;
              }),
              negative);
    EXPECT_EQ(broken_by([](Outcome& outcome) {
                  outcome.setlinfo.psn_cash_pay = -kFen;
                  outcome.setlinfo.acct_mulaid_pay += yuan(200) + kFen;
              }),
              negative);
    EXPECT_EQ(broken_by([](Outcome& outcome) {
                  outcome.setlinfo.fund[2] = -kFen;  // hifmi_pay
                  outcome.setlinfo.fund[0] += yuan(100) + kFen;
              }),
              negative);
}

TEST(CheckIdentities, NoFundPassesItsLimit) {
    EXPECT_EQ(broken_by([](Outcome& outcome) {
                  outcome.setldetail.front().crt_payb_lmt_amt = yuan(400) - kFen;
              }),
              "no fund passes its cap");
}

TEST(CheckIdentities, EveryPayerIsListed) {
    for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_EQ(broken_by([&](Outcome& outcome) {
                      outcome.setldetail.erase(outcome.setldetail.begin() +
                                               static_cast<std::ptrdiff_t>(i));
                  }),
                  "setldetail lists every payer");
    }
}

TEST(CheckIdentities, TheLinesAddUpToTheTotals) {
    for (Money FeedetailResult::*part :
         {&FeedetailResult::fulamt_ownpay_amt, &FeedetailResult::overlmt_amt,
          &FeedetailResult::preselfpay_amt, &FeedetailResult::inscp_scp_amt}) {
        EXPECT_EQ(broken_by([&](Outcome& outcome) { outcome.feedetail.back().*part += kFen; }),
                  "the lines add up to the totals");
    }
}

}  // namespace
}  // namespace yidi::adjudication::testing
