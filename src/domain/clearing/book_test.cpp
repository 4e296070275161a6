#include "domain/clearing/book.h"

#include <gtest/gtest.h>

#include "domain/clearing/clearing_test_support.h"
#include "domain/clearing/compared.h"

namespace yidi::clearing {
namespace {

BookedBill bill() {
    BookedBill one;
    one.setl_id = 7;
    one.day = day("2026-01-10");
    one.insuplc_admdvs = 130'100;
    one.mdtrtarea_admvs = 120'000;
    one.fixmedins_code = "H12000000001";
    one.clr_type = "21";
    one.medfee_sumamt = yuan("1000.00");
    one.fund_pay_sumamt = yuan("800.00");
    one.psn_cash_pay = yuan("200.00");
    one.funds = {{.fund = "310100", .amount = yuan("700.00")},
                 {.fund = "330100", .amount = yuan("100.00")}};
    return one;
}

TEST(BookedBill, IsWhatTheLedgerOwesFundByFund) {
    const auto entry = ledger::parse_entry(
        "receivable:H12=80000 clearing:120000<130100/330100=-10000 "
        "clearing:120000<130100/310100=-70000");
    EXPECT_EQ(to_text(owed_by(*entry)), "310100=70000 330100=10000");
    EXPECT_EQ(*parse_fund_parts("310100=70000 330100=10000"), bill().funds);
    EXPECT_FALSE(parse_fund_parts("310100"));
    EXPECT_FALSE(parse_fund_parts("310100=x"));
}

TEST(BookedBill, IsReadAsItIsWritten) {
    EXPECT_EQ(*parse_content(content_of(bill())), bill());
    const std::string text = content_of(bill());
    EXPECT_FALSE(parse_content(text.substr(0, text.size() - 1)));
    EXPECT_FALSE(parse_content(text + "more\n"));
    EXPECT_FALSE(parse_content(""));
}

TEST(BookedBill, StandsBetweenTheProvincesOfItsAreas) {
    EXPECT_EQ(direction_of(bill()), (Direction{.insured = 130'000, .treating = 120'000}));
    EXPECT_EQ(bill().owed(), yuan("800.00"));
    EXPECT_EQ(lines_of(bill(), Origin::late).size(), 2U);
}

TEST(BookedBill, AReversalIsItsNegativeAndACorrectionTheDifference) {
    const BookedBill back = reversal_of(bill(), 8, day("2026-02-01"));
    EXPECT_EQ(back.original, 7);
    EXPECT_EQ(back.owed(), -yuan("800.00"));
    EXPECT_EQ(back.medfee_sumamt, -yuan("1000.00"));
    BookedBill should = bill();
    should.funds[0].amount = yuan("650.00");
    const BookedBill one = bill();
    const BookedBill difference =
        correction_of({.has = &one, .should = &should, .setl_id = 9, .day = day("2026-02-01")});
    // 650 - 700; the other fund agrees.
    EXPECT_EQ(to_text(difference.funds), "310100=-5000");
    EXPECT_EQ(difference.via, Via::corrected);
}

TEST(BookedBill, IsComparedByTheNationalNamesOfItsFunds) {
    const reconciliation::Row row = row_of(bill());
    EXPECT_EQ(row.amounts.of(reconciliation::Amount::hifp_pay), yuan("700.00"));
    EXPECT_EQ(row.amounts.of(reconciliation::Amount::hifob_pay), yuan("100.00"));
    EXPECT_EQ(row.amounts.of(reconciliation::Amount::maf_pay), Money{})
        << "a fund that pays nothing is told";
    const reconciliation::Row back = row_of(reversal_of(bill(), 8, day("2026-02-01")));
    EXPECT_EQ(back.state, reconciliation::State::reversal);
    EXPECT_EQ(back.reverses, "7");
}

}  // namespace
}  // namespace yidi::clearing
