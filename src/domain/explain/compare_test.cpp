#include "domain/explain/compare.h"

#include <string>

#include <gtest/gtest.h>

namespace yidi::explain {
namespace {

using adjudication::Answer;
using adjudication::Status;

Answer paying(std::int64_t person_fen) {
    Answer answer;
    answer.outcome.setlinfo.psn_part_amt = Money::from_fen(person_fen);
    return answer;
}

Answer refused(ErrorCode code) {
    Answer answer;
    answer.status = Status::rejected;
    answer.outcome.status = Status::rejected;
    answer.outcome.refusal.code = code;
    return answer;
}

TEST(Comparison, SaysHowMuchLessOrMoreOnePays) {
    EXPECT_EQ(comparison(paying(500'000), paying(378'760), Column::referral, Language::en),
              "With a referral before admission, 1,212.40 yuan less.");
    EXPECT_EQ(comparison(paying(500'000), paying(378'760), Column::referral, Language::zh),
              "入院前办理转诊备案，个人少负担 1,212.40 元。");
    EXPECT_EQ(comparison(paying(100), paying(150), Column::none, Language::zh),
              "不办理备案，个人多负担 0.50 元。");
    EXPECT_EQ(comparison(paying(100), paying(100), Column::local, Language::en),
              "With the same care in the insured region, you pay the same.");
}

TEST(Comparison, CountsTheWorseEndOfARangeAndSaysSo) {
    Answer range = paying(0);
    range.status = Status::range;
    range.range.psn_part_amt = {Money::from_fen(100), Money::from_fen(300)};
    EXPECT_EQ(difference(paying(200), range), Money::from_fen(100));
    EXPECT_EQ(comparison(paying(200), range, Column::emergency, Language::en),
              "As an emergency, 1.00 yuan more at the worse end.");
}

TEST(Comparison, SaysWhyAColumnHasNoAmount) {
    const Answer none = refused(ErrorCode::not_filed);
    EXPECT_FALSE(difference(paying(1), none).has_value());
    EXPECT_EQ(comparison(paying(1), none, Column::none, Language::zh),
              "不办理备案：未办理异地就医备案，不能直接结算。");
    EXPECT_EQ(comparison(none, paying(2'935'000), Column::long_term_resident, Language::en),
              "With a long-term filing: you pay 29,350.00 yuan.");
}

TEST(Comparison, NamesAndHeadsEveryColumn) {
    for (std::size_t i = 0; i < kColumnCount; ++i) {
        const auto column = static_cast<Column>(i);
        EXPECT_FALSE(name(column).empty());
        EXPECT_NE(label(column, Language::zh), label(column, Language::en));
    }
    EXPECT_EQ(name(Column::as_given), "as_given");
}

}  // namespace
}  // namespace yidi::explain
