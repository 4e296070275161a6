#include "domain/reconciliation/compare.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace yidi::reconciliation {
namespace {

using Rows = std::vector<Row>;

Row row_of(std::string setl_id, std::string psn_no, unsigned day, std::int64_t yuan) {
    Row row{.setl_id = std::move(setl_id),
            .mdtrt_id = {},
            .psn_no = std::move(psn_no),
            .certno = {},
            .day = Date::from_ymd({2026, 5, day}),
            .month = {},
            .amounts = {},
            .state = State::standing,
            .reverses = {}};
    row.amounts.tell(Amount::medfee_sumamt, Money::from_yuan(yuan));
    row.amounts.tell(Amount::fund_pay_sumamt, Money::from_yuan(yuan / 2));
    return row;
}

/// Ten settlements, S1 to S10, of persons P1 to P10 on 1 to 10 May, 101 to 110 yuan.
Rows ten() {
    Rows rows;
    for (unsigned i = 1; i <= 10; ++i) {
        rows.push_back(row_of("S" + std::to_string(i), "P" + std::to_string(i), i, 100 + i));
    }
    return rows;
}

Rows without_numbers(Rows rows) {
    for (Row& row : rows) row.setl_id.clear();
    return rows;
}

Row reversal_of(const Row& row, std::string setl_id) {
    Row out = row;
    out.reverses = row.setl_id;
    out.setl_id = std::move(setl_id);
    out.amounts = row.amounts.negated();
    out.state = State::reversal;
    return out;
}

/// "amount S3 100": class, key, confidence of the one difference.
std::string only_difference(const Rows& a, const Rows& b) {
    const Outcome outcome = compare_books(a, b);
    if (outcome.differences.size() != 1) {
        return std::to_string(outcome.differences.size()) + " differences";
    }
    const Difference& one = outcome.differences.front();
    return std::string{name(one.what)} + ' ' + one.key + ' ' + std::to_string(one.confidence);
}

TEST(Books, ThatSayTheSameMatch) {
    const Outcome outcome = compare_books(ten(), ten());
    EXPECT_EQ(outcome.matched, 10U);
    EXPECT_TRUE(outcome.differences.empty());
    EXPECT_TRUE(outcome.number_alike);
}

TEST(Books, WithoutRowsMatch) {
    EXPECT_TRUE(compare_books({}, {}).differences.empty());
}

TEST(Books, LackWhatOnlyTheOtherHas) {
    Rows fewer = ten();
    fewer.erase(fewer.begin() + 2);
    EXPECT_EQ(only_difference(ten(), fewer), "only_a S3 100");
    EXPECT_EQ(only_difference(fewer, ten()), "only_b S3 100");
}

TEST(Books, DifferInTheTotalBeforeItsSplit) {
    Rows b = ten();
    b[2].amounts.tell(Amount::medfee_sumamt, Money::from_yuan(99));
    b[2].amounts.tell(Amount::fund_pay_sumamt, Money::from_yuan(1));
    EXPECT_EQ(only_difference(ten(), b), "amount S3 100");
}

TEST(Books, DifferInTheSplitOfTheSameTotal) {
    Rows b = ten();
    b[2].amounts.tell(Amount::fund_pay_sumamt, Money::from_yuan(1));
    EXPECT_EQ(only_difference(ten(), b), "fund_split S3 100");
}

TEST(Books, DoNotDifferInWhatOneOfThemDoesNotTell) {
    Rows b = ten();
    for (Row& row : b) row.amounts.tell(Amount::hifp_pay, Money::from_yuan(1));
    EXPECT_EQ(compare_books(ten(), b).matched, 10U);
}

TEST(Books, DifferInTheClearingMonthOrElseInTheDay) {
    Rows a = ten();
    Rows b = ten();
    b[2].day = Date::from_ymd({2026, 5, 31});
    EXPECT_EQ(only_difference(a, b), "period S3 100");
    // The same month says that both clear it together, whatever the day.
    for (Rows* rows : {&a, &b}) {
        for (Row& row : *rows) row.month = Month{.year = 2026, .month = 5};
    }
    EXPECT_EQ(compare_books(a, b).matched, 10U);
    b[2].month = Month{.year = 2026, .month = 6};
    EXPECT_EQ(only_difference(a, b), "period S3 100");
}

TEST(Books, DifferWhereOneHasTakenASettlementBack) {
    Rows b = ten();
    b.push_back(reversal_of(b[2], "S11"));
    EXPECT_EQ(only_difference(ten(), b), "reversed_one_side S3 100");
    EXPECT_EQ(only_difference(b, ten()), "reversed_one_side S3 100");
    const Outcome outcome = compare_books(ten(), b);
    EXPECT_EQ(outcome.matched, 9U);
    EXPECT_EQ(outcome.differences.front().b, (Told{.row = 2, .reversal = 10}));
}

TEST(Books, FindWhatAReversalTakesBackThoughItNamesNothing) {
    Rows b = ten();
    b.push_back(reversal_of(b[2], "S11"));
    b.back().reverses.clear();
    EXPECT_EQ(only_difference(ten(), b), "reversed_one_side S3 80");
}

TEST(Books, DifferWhereOneMarksASettlementAsTakenBack) {
    Rows b = ten();
    b[2].state = State::reversed;
    EXPECT_EQ(only_difference(ten(), b), "reversed_one_side S3 100");
}

TEST(Books, AgreeWhereOneMarksWhatTheOtherTakesBackInARowOfItsOwn) {
    Rows a = ten();
    a[2].state = State::reversed;
    Rows b = ten();
    b.push_back(reversal_of(b[2], "S11"));
    EXPECT_EQ(compare_books(a, b).matched, 10U);
    EXPECT_EQ(compare_books(b, a).matched, 10U);
    b.back().setl_id = "S3";  // Some books give the reversal the number of the settlement.
    EXPECT_EQ(compare_books(a, b).matched, 10U);
}

TEST(Books, AgreeWhereBothTakeASettlementBackUnderNumbersOfTheirOwn) {
    Rows a = ten();
    Rows b = ten();
    a.push_back(reversal_of(a[2], "A1"));
    b.push_back(reversal_of(b[2], "B1"));
    EXPECT_EQ(compare_books(a, b).matched, 10U);
}

TEST(Books, FindTheReversalOfASettlementThatStandsInAnEarlierFile) {
    const Rows b = ten();
    Rows a = ten();
    a[2] = reversal_of(a[2], "S11");
    EXPECT_EQ(only_difference(a, b), "reversed_one_side S3 100");
    EXPECT_EQ(only_difference(b, a), "reversed_one_side S3 100");
}

TEST(Books, TellAPairThatOneOfThemHasAndHasTakenBackAsTwoRows) {
    Rows b = ten();
    b.push_back(row_of("S11", "P11", 11, 111));
    b.push_back(reversal_of(b.back(), "S12"));
    const Outcome outcome = compare_books(ten(), b);
    EXPECT_EQ(outcome.only_b, 2U);
}

TEST(Books, HaveANumberMoreThanOnce) {
    Rows b = ten();
    b.push_back(b[2]);
    EXPECT_EQ(only_difference(ten(), b), "duplicate S3 100");
    b.back().amounts.tell(Amount::fund_pay_sumamt, Money::from_yuan(1));
    EXPECT_EQ(only_difference(ten(), b), "duplicate S3 90");
    EXPECT_EQ(compare_books(ten(), b).differences.front().b.row, 10U);  // Not the one that matches.
}

TEST(Books, ThatBothHaveANumberTwiceDifferInNothingButThat) {
    Rows rows = ten();
    rows.push_back(rows[2]);
    const Outcome outcome = compare_books(rows, rows);
    EXPECT_EQ(outcome.matched, 10U);
    EXPECT_EQ(only_difference(rows, rows), "duplicate S3 100");
}

TEST(Books, SettleAVisitTwiceUnderTwoNumbers) {
    Rows a = ten();
    Rows b = ten();
    for (Rows* rows : {&a, &b}) {
        for (Row& row : *rows) row.mdtrt_id = "V" + row.setl_id;
    }
    b.push_back(b[2]);
    b.back().setl_id = "S11";
    EXPECT_EQ(only_difference(a, b), "duplicate S11 80");
    b.back().amounts.tell(Amount::medfee_sumamt, Money::from_yuan(1));  // Another part of the stay.
    EXPECT_EQ(only_difference(a, b), "only_b S11 100");
}

TEST(Books, ThatNumberAlikeAreNotPairedByAnythingElse) {
    Rows b = ten();
    b[2].setl_id = "S99";
    const Outcome outcome = compare_books(ten(), b);
    EXPECT_EQ(outcome.only_a, 1U);
    EXPECT_EQ(outcome.only_b, 1U);
}

TEST(Books, WithNumbersOfTheirOwnArePairedByPersonAndDay) {
    Rows b = ten();
    for (Row& row : b) row.setl_id = "H" + row.setl_id;
    b[2].amounts.tell(Amount::medfee_sumamt, Money::from_yuan(104));
    const Outcome outcome = compare_books(ten(), b);
    EXPECT_FALSE(outcome.number_alike);
    EXPECT_EQ(outcome.matched, 9U);
    EXPECT_EQ(only_difference(ten(), b), "amount P3 2026-05-03 89");  // 90 - 1 of 104
}

TEST(Books, ThatEachCountFromOneAreNotPairedByChance) {
    Rows a = ten();
    Rows b = ten();
    for (std::size_t i = 0; i < b.size(); ++i) b[i].setl_id = a[9 - i].setl_id;
    EXPECT_EQ(compare_books(a, b).matched, 10U);
}

TEST(Books, WithoutNumbersTakeTheNearestAmountOfThePersonsDay) {
    Rows a{row_of("", "P", 1, 100), row_of("", "P", 1, 200), row_of("", "P", 1, 300)};
    Rows b{row_of("", "P", 1, 310), row_of("", "P", 1, 200), row_of("", "P", 1, 100)};
    const Outcome outcome = compare_books(a, b);
    EXPECT_EQ(outcome.matched, 2U);
    EXPECT_EQ(only_difference(a, b), "amount P 2026-05-01 66");  // 90 - 4 (10 of 310) - 20
}

TEST(Books, WithoutNumbersLeaveAmountsThatAreFarApart) {
    const Outcome outcome =
        compare_books(Rows{row_of("", "P", 1, 100)}, Rows{row_of("", "P", 1, 201)});
    EXPECT_EQ(outcome.only_a, 1U);
    EXPECT_EQ(outcome.only_b, 1U);
    EXPECT_EQ(outcome.differences.front().confidence, 80U);
}

TEST(Books, WithoutNumbersFindTheSameAmountOnAnotherDay) {
    Rows b = without_numbers(ten());
    b[2].day = Date::from_ymd({2026, 5, 31});
    EXPECT_EQ(only_difference(without_numbers(ten()), b), "period P3 2026-05-03 42");  // 70 - 28
}

TEST(Books, WithoutNumbersGoByTheCertificateWhereOneTellsNoPersonsNumber) {
    Rows a = without_numbers(ten());
    for (Row& row : a) row.certno = "C" + row.psn_no;
    Rows b = a;
    for (Row& row : b) row.psn_no.clear();
    EXPECT_EQ(compare_books(a, b).matched, 10U);
}

TEST(Books, WithoutNumbersHaveAPersonsDayMoreThanOnce) {
    Rows b = without_numbers(ten());
    b.push_back(b[2]);
    EXPECT_EQ(only_difference(without_numbers(ten()), b), "duplicate P3 2026-05-03 60");
}

TEST(Books, OfWhichOneTellsSomeNumbersNotArePairedByPersonAndDayThere) {
    Rows b = ten();
    b[2].setl_id.clear();
    EXPECT_EQ(compare_books(ten(), b).matched, 10U);
}

TEST(Books, KeepAPairWhosePersonIsMaskedInOne) {
    Rows b = ten();
    b[2].psn_no = "P*";
    b[2].amounts.tell(Amount::medfee_sumamt, Money::from_yuan(1));
    EXPECT_EQ(only_difference(ten(), b), "amount S3 90");
}

}  // namespace
}  // namespace yidi::reconciliation
