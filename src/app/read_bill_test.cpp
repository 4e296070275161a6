#include "app/read_bill.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace yidi::app {
namespace {

constexpr std::uint32_t kHome = 130100;

policy::Terms terms() {
    policy::Terms terms;
    terms.dedc = Money::from_yuan(1'000);
    terms.bands = {{.up_to = {}, .rate = Rate::from_ppm(800'000)}};
    return terms;
}

/// A book with one pack, which pays 80 % above 1,000.
policy::Book book() {
    policy::Pack pack = policy::pack_of_terms(terms(), kHome);
    pack.version = 1;
    std::vector<policy::Pack> packs;
    packs.push_back(std::move(pack));
    return *policy::Book::from(std::move(packs), *policy::Regions::from({{kHome, kHome, "home"}}));
}

PublishedFigure line(std::string name, std::int64_t whole) {
    return {.name = std::move(name), .amount = Money::from_yuan(whole), .ratio = {}};
}

BillRead read(std::vector<PublishedFigure> lines) {
    CaseFile file;
    file.terms = terms();
    file.facts.fee.medfee_sumamt = Money::from_yuan(6'000);
    file.facts.fee.only_total = true;
    file.published = std::move(lines);
    const policy::Book packs = book();
    auto answer = read_bill(packs, file, explain::Language::en);
    EXPECT_TRUE(answer.has_value());
    return *std::move(answer);
}

const BillLine& of(const BillRead& bill, std::string_view name) {
    const auto is_it = [&](const BillLine& one) { return one.verdict.name == name; };
    const auto found = std::ranges::find_if(bill.lines, is_it);
    YIDI_ASSERT(found != bill.lines.end());
    return *found;
}

TEST(ReadBill, TakesThePartsOfTheBillFromTheStatement) {
    // (5,000 - 1,000) x 80 %
    const BillRead bill = read({line("medfee_sumamt", 6'000), line("fulamt_ownpay_amt", 1'000),
                                line("overlmt_selfpay", 0), line("preselfpay_amt", 0),
                                line("inscp_scp_amt", 5'000), line("fund_pay_sumamt", 3'200)});
    EXPECT_EQ(bill.first_wrong, std::nullopt);
    ASSERT_EQ(bill.sums.size(), 2U);
    EXPECT_TRUE(bill.sums[0].is_whole);
    EXPECT_FALSE(bill.sums[0].is_wrong());
}

TEST(ReadBill, MeansTheRestWhereTheScopeIsLeftOut) {
    const BillRead bill = read({line("medfee_sumamt", 6'000), line("fulamt_ownpay_amt", 1'000),
                                line("fund_pay_sumamt", 3'200)});
    EXPECT_EQ(bill.first_wrong, std::nullopt);
    EXPECT_FALSE(bill.sums[0].is_wrong()) << "other parts may be in lines that were left out";
    EXPECT_EQ(bill.sums[0].off(), Money::from_yuan(5'000));
}

TEST(ReadBill, PartsThatExceedTheTotalAreWrongAndNotComputedWith) {
    const BillRead bill = read({line("medfee_sumamt", 6'000), line("fulamt_ownpay_amt", 3'000),
                                line("inscp_scp_amt", 5'000)});
    EXPECT_TRUE(bill.sums[0].is_wrong());
    EXPECT_EQ(bill.sums[0].off(), Money::from_yuan(-2'000));
    EXPECT_EQ(bill.estimate.answer.outcome.setlinfo.inscp_scp_amt, Money::from_yuan(6'000));
}

TEST(ReadBill, NamesTheFirstLineThatIsWrongInTheOrderOfTheCalculation) {
    const BillRead bill = read({line("psn_cash_pay", 2'400), line("fund_pay_sumamt", 3'600),
                                line("medfee_sumamt", 6'000)});
    ASSERT_TRUE(bill.first_wrong.has_value());
    const BillLine& first = bill.lines[*bill.first_wrong];
    EXPECT_EQ(first.verdict.name, "fund_pay_sumamt");
    EXPECT_FALSE(first.verdict.why.empty());
    EXPECT_FALSE(first.step.empty());
    EXPECT_EQ(of(bill, "psn_cash_pay").verdict.computed, "2000.00");
}

TEST(ReadBill, AProductCitesTheClauseOfItsRatio) {
    const BillRead bill = read({line("medfee_sumamt", 6'000), line("hifp_pay", 4'000)});
    EXPECT_NE(of(bill, "hifp_pay").clause.find("/terms/ratio"), std::string::npos)
        << of(bill, "hifp_pay").clause;
}

TEST(ReadBill, WhatTheAccountIsSaidToHavePaidItHeld) {
    const BillRead bill =
        read({line("medfee_sumamt", 6'000), line("acct_pay", 500), line("psn_cash_pay", 1'500)});
    EXPECT_EQ(bill.file.facts.balc, Money::from_yuan(500));
    EXPECT_EQ(bill.first_wrong, std::nullopt);
}

}  // namespace
}  // namespace yidi::app
