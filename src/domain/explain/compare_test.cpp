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

Answer paying_between(std::int64_t low_fen, std::int64_t high_fen) {
    Answer range = paying(high_fen);
    range.status = Status::range;
    range.range.psn_part_amt = {Money::from_fen(low_fen), Money::from_fen(high_fen)};
    return range;
}

TEST(Comparison, CountsTheWorseEndOfARange) {
    EXPECT_EQ(difference(paying(200), paying_between(100, 300)), Money::from_fen(100));
}

TEST(Comparison, TellsBothEndsOfARange) {
    const auto told = [](const Answer& base, const Answer& other, Language language) {
        return comparison(base, other, Column::emergency, language);
    };
    const Answer range = paying_between(100, 300);
    EXPECT_EQ(told(paying(200), range, Language::en),
              "As an emergency, from 1.00 yuan less to 1.00 yuan more.");
    EXPECT_EQ(told(paying(100), range, Language::zh),
              "按异地急诊抢救，个人多负担 0.00 至 2.00 元。");
    EXPECT_EQ(told(paying(500), range, Language::en), "As an emergency, 2.00 to 4.00 yuan less.");
    EXPECT_EQ(told(range, paying(250), Language::en),
              "As an emergency, 0.50 yuan less at the worse end: you pay 2.50 yuan.");
    EXPECT_EQ(told(refused(ErrorCode::not_filed), range, Language::en),
              "As an emergency: you pay 1.00 to 3.00 yuan.");
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
