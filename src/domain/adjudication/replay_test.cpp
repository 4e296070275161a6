#include "domain/adjudication/replay.h"

#include <initializer_list>
#include <limits>
#include <string>

#include <gtest/gtest.h>

namespace yidi::adjudication {
namespace {

using Kind = Operand::Kind;

Operand fen(std::int64_t amount) {
    return Operand::of(Money::from_fen(amount));
}
Operand ppm(std::int64_t rate) {
    return Operand::of(Rate::from_ppm(rate));
}
Operand number(std::int64_t value) {
    return {Kind::number, value, 1};
}
Operand price(std::int64_t microyuan) {
    return {Kind::price, microyuan, 1};
}
Operand quantity(std::int64_t ten_thousandths) {
    return {Kind::quantity, ten_thousandths, 1};
}
Operand step(std::int64_t index) {
    return Operand::of_step(index);
}
const Operand kNoEnd{Kind::no_end, 0, 1};

Entry entry(Op op, std::initializer_list<Operand> in, Int128 num, Int128 den = 1) {
    Entry made;
    made.op = op;
    for (const Operand& operand : in) made.in.at(made.in_count++) = operand;
    made.out_num = num;
    made.out_den = den;
    return made;
}

Entry rounded(Entry made, Rounding rounding = Rounding::half_up) {
    made.rounds = true;
    made.rounding = rounding;
    return made;
}

Entry of_step(Entry made, Step what, std::int8_t layer = -1) {
    made.step = what;
    made.layer = layer;
    return made;
}

bool replays(std::initializer_list<Entry> entries) {
    Trace trace;
    for (const Entry& made : entries) trace.add(made);
    return replay(trace).has_value();
}

TEST(Replay, AcceptsAnEmptyTrace) {
    EXPECT_TRUE(replays({}));
}

TEST(Replay, CarriesOutGiven) {
    EXPECT_TRUE(replays({entry(Op::given, {fen(150'000)}, 150'000)}));
    EXPECT_TRUE(replays({entry(Op::given, {ppm(900'000)}, 9, 10)}));
    EXPECT_TRUE(replays({entry(Op::given, {{Kind::fraction, 100, 3}}, 200, 6)}));
    EXPECT_FALSE(replays({entry(Op::given, {fen(150'000)}, 150'001)}));
    EXPECT_FALSE(replays({entry(Op::given, {fen(1)}, 1), entry(Op::given, {step(0)}, 1)}));
}

TEST(Replay, CarriesOutSumAndSubtract) {
    EXPECT_TRUE(replays({entry(Op::sum, {fen(1), fen(2), fen(3), fen(4)}, 10)}));
    EXPECT_TRUE(replays({entry(Op::sum, {fen(7)}, 7)}));
    EXPECT_FALSE(replays({entry(Op::sum, {fen(1), fen(2)}, 4)}));
    EXPECT_TRUE(replays({entry(Op::subtract, {fen(8'000'000), fen(150'000)}, 7'850'000)}));
    EXPECT_TRUE(replays({entry(Op::subtract, {fen(1), fen(2), fen(3)}, -4)}));
    EXPECT_FALSE(replays({entry(Op::subtract, {fen(1), fen(2), fen(3)}, 0)}));
    EXPECT_TRUE(replays({entry(Op::subtract0, {fen(1), fen(2), fen(3)}, 0)}));
    EXPECT_TRUE(replays({entry(Op::subtract0, {fen(9), fen(2)}, 7)}));
    EXPECT_FALSE(replays({entry(Op::subtract0, {fen(1), fen(2)}, -1)}));
}

TEST(Replay, AddsPartsOfAFenExactly) {
    EXPECT_TRUE(replays({entry(Op::sum, {{Kind::fraction, 1, 3}, {Kind::fraction, 1, 6}}, 1, 2)}));
    EXPECT_FALSE(
        replays({entry(Op::sum, {{Kind::fraction, 1, 3}, {Kind::fraction, 1, 6}}, 49, 100)}));
}

TEST(Replay, SumsTheEntriesOfOneStepAndLayerFromTheNamedOneOn) {
    const auto pay = [](std::int64_t amount, std::int8_t layer) {
        return of_step(entry(Op::given, {fen(amount)}, amount), Step::band_pay, layer);
    };
    const auto total = [](Operand first, std::int8_t layer, std::int64_t out) {
        const Operand what = number(static_cast<std::int64_t>(Step::band_pay));
        return of_step(entry(Op::sum_range, {what, first}, out), Step::pool_sum, layer);
    };
    const Entry other = of_step(entry(Op::given, {fen(1'000)}, 1'000), Step::net);
    EXPECT_TRUE(
        replays({pay(1, -1), pay(2, -1), other, pay(4, 0), pay(8, -1), total(number(0), -1, 11)}));
    EXPECT_TRUE(
        replays({pay(1, -1), pay(2, -1), other, pay(4, 0), pay(8, -1), total(step(1), -1, 10)}));
    EXPECT_TRUE(replays({pay(1, -1), pay(4, 0), total(number(0), 0, 4)}));
    EXPECT_TRUE(replays({pay(1, -1), total(number(1), -1, 0)}));
    EXPECT_FALSE(replays({pay(1, -1), pay(2, -1), total(number(0), -1, 1)}));
    EXPECT_FALSE(replays({pay(1, -1), total(number(2), -1, 0)}));
    EXPECT_FALSE(replays({pay(1, -1), total(number(-1), -1, 1)}));
    EXPECT_FALSE(replays({pay(1, -1), total(fen(0), -1, 1)}));
}

TEST(Replay, CarriesOutMinimumAndMaximum) {
    EXPECT_TRUE(replays({entry(Op::minimum, {fen(3), fen(1), fen(2)}, 1)}));
    EXPECT_FALSE(replays({entry(Op::minimum, {fen(3), fen(1), fen(2)}, 2)}));
    EXPECT_TRUE(replays({entry(Op::maximum, {fen(3), fen(1), fen(4), fen(2)}, 4)}));
    EXPECT_FALSE(replays({entry(Op::maximum, {fen(3), fen(1)}, 1)}));
    EXPECT_TRUE(replays({entry(Op::minimum, {{Kind::fraction, 10, 3}, fen(3)}, 3)}));
    EXPECT_TRUE(replays({entry(Op::maximum, {{Kind::fraction, 10, 3}, fen(3)}, 10, 3)}));
}

TEST(Replay, MultipliesExactlyUnlessTheEntryRounds) {
    // 333.33 x 0.85 = 283.3305
    EXPECT_TRUE(replays({entry(Op::multiply, {fen(33'333), ppm(850'000)}, 2'833'305, 100)}));
    EXPECT_TRUE(replays({rounded(entry(Op::multiply, {fen(33'333), ppm(850'000)}, 28'333))}));
    EXPECT_FALSE(replays({entry(Op::multiply, {fen(33'333), ppm(850'000)}, 28'333)}));
    EXPECT_FALSE(replays({rounded(entry(Op::multiply, {fen(33'333), ppm(850'000)}, 28'334))}));
}

TEST(Replay, RoundsByTheNamedMode) {
    const Entry half = entry(Op::multiply, {fen(5), ppm(500'000)}, 0);  // 2.5 fen
    const auto with = [&](Rounding rounding, std::int64_t out) {
        Entry made = rounded(half, rounding);
        made.out_num = out;
        return replays({made});
    };
    EXPECT_TRUE(with(Rounding::half_up, 3));
    EXPECT_FALSE(with(Rounding::half_up, 2));
    EXPECT_TRUE(with(Rounding::half_even, 2));
    EXPECT_FALSE(with(Rounding::half_even, 3));
    EXPECT_TRUE(with(Rounding::down, 2));
    EXPECT_FALSE(with(Rounding::down, 3));
    EXPECT_TRUE(replays({rounded(entry(Op::round, {{Kind::fraction, -5, 2}}, -3))}));
    EXPECT_TRUE(replays({rounded(entry(Op::round, {{Kind::fraction, -7, 3}}, -2))}));
    EXPECT_TRUE(replays({rounded(entry(Op::round, {{Kind::fraction, 7, 3}}, 2))}));
    EXPECT_FALSE(
        replays({entry(Op::round, {{Kind::fraction, 6, 2}}, 3)}));  // does not say how it rounds
}

TEST(Replay, TakesTheSliceInsideABand) {
    // (500, 500 + 1000] inside (1000, 2000] is (1000, 1500].
    EXPECT_TRUE(replays({entry(Op::slice, {fen(500), fen(1'000), fen(1'000), fen(2'000)}, 500)}));
    EXPECT_TRUE(replays({entry(Op::slice, {fen(500), fen(1'000), fen(0), fen(600)}, 100)}));
    EXPECT_TRUE(replays({entry(Op::slice, {fen(500), fen(1'000), fen(1'200), kNoEnd}, 300)}));
    EXPECT_TRUE(replays({entry(Op::slice, {fen(500), fen(1'000), fen(1'500), kNoEnd}, 0)}));
    EXPECT_TRUE(replays({entry(Op::slice, {fen(500), fen(1'000), fen(0), fen(500)}, 0)}));
    EXPECT_FALSE(replays({entry(Op::slice, {fen(500), fen(1'000), fen(1'200), kNoEnd}, 1'000)}));
    EXPECT_FALSE(replays({entry(Op::slice, {kNoEnd, fen(1'000), fen(1'200), fen(1'300)}, 0)}));
}

TEST(Replay, TakesWhatIsOverAPriceLimit) {
    // (12.345678 - 10) x 3.5 = 8.209873 yuan = 820.9873 fen
    const std::initializer_list<Operand> in = {price(12'345'678), price(10'000'000),
                                               quantity(35'000)};
    EXPECT_TRUE(replays({rounded(entry(Op::over_limit, in, 821))}));
    EXPECT_TRUE(replays({entry(Op::over_limit, in, 8'209'873, 10'000)}));
    EXPECT_FALSE(replays({rounded(entry(Op::over_limit, in, 820))}));
    EXPECT_TRUE(replays({entry(Op::over_limit, {price(1), price(2), quantity(10'000)}, 0)}));
    EXPECT_FALSE(replays({entry(Op::over_limit, {fen(1), price(2), quantity(10'000)}, 0)}));
    EXPECT_FALSE(replays({entry(Op::over_limit, {price(1), price(2), number(1)}, 0)}));
}

TEST(Replay, CarriesOutTheOperationsOnRatios) {
    EXPECT_TRUE(replays({entry(Op::add_points, {ppm(900'000), ppm(30'000)}, 93, 100)}));
    EXPECT_TRUE(replays({entry(Op::add_points, {ppm(900'000), ppm(200'000)}, 1)}));
    EXPECT_FALSE(replays({entry(Op::add_points, {ppm(900'000), ppm(200'000)}, 11, 10)}));
    EXPECT_TRUE(replays({entry(Op::cut_points, {ppm(900'000), ppm(100'000)}, 4, 5)}));
    EXPECT_TRUE(replays({entry(Op::cut_points, {ppm(50'000), ppm(100'000)}, 0)}));
    EXPECT_FALSE(replays({entry(Op::cut_points, {ppm(50'000), ppm(100'000)}, -1, 20)}));
    // A retiree bears 60 % of what others bear: 1 - (1 - 0.85) x 0.6 = 0.91
    EXPECT_TRUE(replays({entry(Op::share, {ppm(850'000), ppm(600'000)}, 91, 100)}));
    EXPECT_FALSE(replays({entry(Op::share, {ppm(850'000), ppm(600'000)}, 51, 100)}));
    EXPECT_TRUE(replays({entry(Op::share, {ppm(100'000), ppm(2'000'000)}, 0)}));
    EXPECT_TRUE(replays({entry(Op::scale, {ppm(910'000), ppm(800'000)}, 728, 1'000)}));
    EXPECT_FALSE(replays({entry(Op::scale, {ppm(910'000), ppm(800'000)}, 73, 100)}));
    EXPECT_FALSE(replays({rounded(entry(Op::scale, {ppm(910'000), ppm(800'000)}, 1))}));
    // 0.75 + 0.002 x 70 = 0.89; held at 1
    EXPECT_TRUE(replays({entry(Op::times_plus, {ppm(750'000), ppm(2'000), number(70)}, 89, 100)}));
    EXPECT_TRUE(replays({entry(Op::times_plus, {ppm(750'000), ppm(10'000), number(70)}, 1)}));
    EXPECT_FALSE(replays({entry(Op::times_plus, {ppm(750'000), ppm(2'000), number(70)}, 9, 10)}));
}

TEST(Replay, ComputesBackToTheCostThatMeetsTheCap) {
    // 10,000 + (9,000 - 8,500) / 0.9 = 10,555.555...
    EXPECT_TRUE(
        replays({entry(Op::back, {fen(10'000), fen(9'000), fen(8'500), ppm(900'000)}, 95'000, 9)}));
    EXPECT_FALSE(
        replays({entry(Op::back, {fen(10'000), fen(9'000), fen(8'500), ppm(900'000)}, 10'556)}));
    EXPECT_FALSE(replays({entry(Op::back, {fen(10'000), fen(9'000), fen(8'500), ppm(0)}, 10'000)}));
}

TEST(Replay, ReadsEarlierResultsOnly) {
    const Entry first = entry(Op::given, {fen(100)}, 100);
    EXPECT_TRUE(replays({first, entry(Op::sum, {step(0), fen(1)}, 101)}));
    EXPECT_FALSE(replays({first, entry(Op::sum, {step(1), fen(1)}, 101)}));
    EXPECT_FALSE(replays({first, entry(Op::sum, {step(2), fen(1)}, 101), first}));
    EXPECT_FALSE(replays({first, entry(Op::sum, {step(-1), fen(1)}, 101)}));
}

TEST(Replay, RefusesEntriesThatAreNotWellFormed) {
    EXPECT_FALSE(replays({entry(Op::sum, {}, 0)}));
    EXPECT_FALSE(replays({entry(Op::multiply, {fen(1)}, 1)}));
    EXPECT_FALSE(replays({entry(Op::given, {fen(1), fen(2)}, 1)}));
    EXPECT_FALSE(replays({entry(Op::given, {Operand{}}, 0)}));
    EXPECT_FALSE(replays({entry(Op::given, {kNoEnd}, 0)}));
    EXPECT_FALSE(replays({entry(Op::given, {fen(1)}, 1, 0)}));
    EXPECT_FALSE(replays({entry(Op::given, {fen(1)}, -1, -1)}));
    EXPECT_FALSE(replays({entry(Op::given, {{Kind::ratio, 1, 0}}, 1)}));
    EXPECT_FALSE(replays({entry(Op::sum, {price(1), price(1)}, 2)}));
    EXPECT_FALSE(replays({entry(static_cast<Op>(200), {fen(1)}, 1)}));
    Entry crowded = entry(Op::sum, {fen(1)}, 1);
    crowded.in_count = 5;
    EXPECT_FALSE(replays({crowded}));
}

TEST(Replay, ReducesWhereAProductWouldNotFitAndFailsWhereItStillDoesNot) {
    constexpr std::int64_t kTrillionth = 1'000'000'000'000'000'000;
    const Operand tiny{Kind::ratio, 3, kTrillionth};
    const Entry square = entry(Op::scale, {tiny, tiny}, 9, Int128{kTrillionth} * kTrillionth);
    EXPECT_TRUE(replays({square}));
    // 10^-36 x 10^-18 does not fit 127 bits; with a factor that cancels it does.
    EXPECT_FALSE(replays({square, entry(Op::scale, {step(0), tiny}, 0)}));
    const Entry even = entry(Op::given, {{Kind::ratio, kTrillionth, kTrillionth}}, 1);
    const Operand one{Kind::ratio, kTrillionth, kTrillionth};
    EXPECT_TRUE(replays(
        {square, even, entry(Op::scale, {step(0), one}, 9, Int128{kTrillionth} * kTrillionth)}));
    const Entry lowest = entry(Op::given, {fen(0)}, std::numeric_limits<Int128>::min());
    EXPECT_FALSE(replays({lowest}));
}

TEST(Replay, NamesTheEntryThatWasTamperedWith) {
    Trace trace;
    trace.add(entry(Op::given, {fen(8'000'000)}, 8'000'000));
    trace.add(entry(Op::subtract, {step(0), fen(150'000)}, 7'850'000));
    trace.add(
        rounded(entry(Op::multiply, {step(1), ppm(900'000)}, 7'035'000)));  // 7,065,000 is right
    const Result<void> checked = replay(trace);
    ASSERT_FALSE(checked.has_value());
    EXPECT_EQ(checked.error().code, ErrorCode::invariant_violated);
    EXPECT_EQ(checked.error().where, "/trace/2");
}

}  // namespace
}  // namespace yidi::adjudication
