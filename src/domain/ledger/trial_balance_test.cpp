#include "domain/ledger/trial_balance.h"

#include <gtest/gtest.h>

namespace yidi::ledger {
namespace {

Date day(std::string_view text) {
    return *parse_date(text);
}

DatedEntry dated(std::string_view date, std::string_view legs) {
    return {.date = day(date), .about = "test", .entry = *parse_entry(legs)};
}

const std::vector<DatedEntry> kYear{
    dated("2026-01-31", "receivable:H12000000001=700 clearing:120000<130100/310100=-700"),
    dated("2026-02-02", "receivable:H12000000001=-200 clearing:120000<130100/310100=200"),
    dated("2026-03-10",
          "clearing:120000<130100/310100=500 fund:130100/310100=-500 fiscal:120000=500 "
          "fiscal:130100=-500")};

TEST(TrialBalance, IsOfADay) {
    const auto january = trial_balance(kYear, day("2026-02-01"));
    ASSERT_EQ(january.size(), 2U);
    EXPECT_EQ(january[1].account.key, "120000<130100/310100");
    EXPECT_EQ(january[1].balance(), Money::from_fen(-700));
    EXPECT_TRUE(trial_balance(kYear, day("2026-01-30")).empty());
}

TEST(TrialBalance, HasBothSidesOfEachAccount) {
    const auto all = trial_balance(kYear, day("2026-12-31"));
    Money debit;
    Money credit;
    for (const AccountBalance& one : all) {
        debit += one.debit;
        credit += one.credit;
        if (one.account.kind == AccountKind::clearing) {
            EXPECT_EQ(one.debit, Money::from_fen(700));
            EXPECT_EQ(one.credit, Money::from_fen(700));
            EXPECT_EQ(one.balance(), Money{}) << "paid";
        }
    }
    // 700 + 200 + 500 + 500.
    EXPECT_EQ(debit, Money::from_fen(1'900));
    EXPECT_EQ(debit, credit);
}

TEST(TrialBalance, IsToldByParty) {
    const auto all = trial_balance(kYear, day("2026-12-31"));
    const auto insured = of_party(all, "130100");
    ASSERT_EQ(insured.size(), 3U);
    EXPECT_EQ(insured[0].account.kind, AccountKind::fund);
    EXPECT_EQ(insured[1].account.kind, AccountKind::clearing);
    EXPECT_EQ(insured[2].account.kind, AccountKind::fiscal);
    const auto treating = of_party(all, "120000");
    ASSERT_EQ(treating.size(), 2U) << "what it is owed, and its fiscal account";
    EXPECT_EQ(treating[0].account.kind, AccountKind::clearing);
    EXPECT_TRUE(is_about({AccountKind::prepaid, "120000<130000"}, "120000"));
    EXPECT_FALSE(is_about({AccountKind::prepaid, "120000<130000"}, "110000"));
    EXPECT_EQ(of_party(all, "H12000000001").size(), 1U);
    EXPECT_EQ(party_of({AccountKind::prepaid, "120000<130000"}), "130000");
    EXPECT_EQ(party_of({AccountKind::transit, "13010000000000000042/7"}), "13010000000000000042");
    EXPECT_EQ(party_of({AccountKind::cash, "H12000000001"}), "H12000000001");
    EXPECT_EQ(party_of({AccountKind::payable, "13010000000000000042"}), "13010000000000000042");
    EXPECT_EQ(party_of({AccountKind::disbursed, "130100"}), "130100");
}

}  // namespace
}  // namespace yidi::ledger
