#include "domain/explain/render.h"

#include <initializer_list>
#include <string>

#include <gtest/gtest.h>

#include "domain/explain/stated_case_test_support.h"

namespace yidi::explain {
namespace {

using adjudication::Answer;
using adjudication::Entry;
using adjudication::Op;
using adjudication::Operand;
using adjudication::RefusedWhy;
using adjudication::Step;
using Kind = Operand::Kind;

Operand yuan(std::int64_t amount) {
    return Operand::of(Money::from_yuan(amount));
}
Operand ppm(std::int64_t rate) {
    return Operand::of(Rate::from_ppm(rate));
}
Operand step(std::int64_t index) {
    return Operand::of_step(index);
}

Entry entry(Step what, Op op, std::initializer_list<Operand> in, Int128 num, Int128 den = 1) {
    Entry made;
    made.step = what;
    made.op = op;
    for (const Operand& operand : in) made.in.at(made.in_count++) = operand;
    made.out_num = num;
    made.out_den = den;
    return made;
}

Entry ratio(Entry made) {
    made.is_ratio = true;
    return made;
}

/// The formula of the last entry of a hand-built trace.
std::string formula(std::initializer_list<Entry> entries, Language language = Language::en) {
    Answer answer;
    for (const Entry& made : entries) answer.trace.add(made);
    return render(answer, policy::Book{}, language).back().formula;
}

TEST(Render, IsEmptyWithoutATrace) {
    EXPECT_TRUE(render({}, policy::Book{}, Language::zh).empty());
}

TEST(Render, ShowsADifferenceInsideTheProductThatUsesIt) {
    const Entry cost = entry(Step::inscp_scp_amt, Op::given, {yuan(80'000)}, 8'000'000);
    const Entry net = entry(Step::net, Op::subtract, {step(0), yuan(1'500)}, 7'850'000);
    const Entry slice = entry(Step::band_slice, Op::slice,
                              {yuan(0), step(1), yuan(0), {Kind::no_end, 0, 1}}, 7'850'000);
    const Entry pay = entry(Step::band_pay, Op::multiply, {step(2), ppm(900'000)}, 7'065'000);
    EXPECT_EQ(formula({cost, net, slice, pay}), "(80000.00 − 1500.00) × 90% = 70650.00");
    EXPECT_EQ(formula({cost, net, slice}), "all of 78500.00 = 78500.00");
}

TEST(Render, WritesAFormulaForEachOperation) {
    EXPECT_EQ(formula({entry(Step::base, Op::given, {yuan(1)}, 100)}), "1.00");
    EXPECT_EQ(formula({entry(Step::base, Op::sum, {yuan(1), yuan(2)}, 300)}), "1.00 + 2.00 = 3.00");
    EXPECT_EQ(formula({entry(Step::base, Op::subtract0, {yuan(1), yuan(2)}, 0)}),
              "1.00 − 2.00, not below 0 = 0.00");
    EXPECT_EQ(formula({entry(Step::base, Op::subtract0, {yuan(1), yuan(2)}, 0)}, Language::zh),
              "1.00 − 2.00 不为正，取 0 = 0.00");
    EXPECT_EQ(formula({entry(Step::base, Op::minimum, {yuan(1), yuan(2)}, 100)}),
              "the lesser of 1.00 and 2.00 = 1.00");
    EXPECT_EQ(formula({entry(Step::base, Op::maximum, {yuan(1), yuan(2)}, 200)}, Language::zh),
              "1.00、2.00 中较大者 = 2.00");
    EXPECT_EQ(
        formula({entry(Step::band_slice, Op::slice, {yuan(5), yuan(10), yuan(0), yuan(7)}, 200)}),
        "of 10.00 from 5.00 on, what lies between 0.00 and 7.00 = 2.00");
    EXPECT_EQ(formula({entry(Step::line_over, Op::over_limit,
                             {{Kind::price, 12'345'678, 1},
                              {Kind::price, 10'000'000, 1},
                              {Kind::quantity, 35'000, 1}},
                             821)}),
              "(12.345678 − 10) × 3.5 = 8.21");
    EXPECT_EQ(formula({ratio(entry(Step::band_adjusted, Op::add_points, {ppm(900'000), ppm(30'000)},
                                   93, 100))}),
              "90% + 3 points = 93%");
    EXPECT_EQ(formula({ratio(entry(Step::band_remote, Op::cut_points, {ppm(900'000), ppm(105'000)},
                                   795, 1'000))}),
              "90% − 10.5 points = 79.5%");
    EXPECT_EQ(formula({ratio(
                  entry(Step::band_adjusted, Op::share, {ppm(850'000), ppm(600'000)}, 91, 100))}),
              "1 − (1 − 85%) × 60% = 91%");
    EXPECT_EQ(formula({ratio(
                  entry(Step::band_remote, Op::scale, {ppm(910'000), ppm(800'000)}, 728, 1'000))}),
              "91% × 80% = 72.8%");
    EXPECT_EQ(formula({entry(Step::over_cap, Op::round, {{Kind::fraction, 7, 3}}, 2)}),
              "≈0.02 = 0.02");
    EXPECT_EQ(formula({entry(Step::cap_cost, Op::back,
                             {yuan(100), yuan(90), yuan(85), ppm(900'000)}, 95'000, 9)}),
              "100.00 + (90.00 − 85.00) ÷ 90% ≈ 105.56");
    EXPECT_EQ(formula({ratio(entry(Step::band_ratio, Op::times_plus,
                                   {ppm(750'000), ppm(2'000), {Kind::number, 70, 1}}, 89, 100))}),
              "75% + 0.2% × 70 = 89%");
}

TEST(Render, NamesTheTermsOfASumOverARange) {
    Answer answer;
    for (std::int64_t i = 1; i <= 3; ++i) {
        answer.trace.add(entry(Step::band_pay, Op::given, {yuan(i)}, Int128{i} * 100));
    }
    const Operand what{Kind::number, static_cast<std::int64_t>(Step::band_pay), 1};
    answer.trace.add(entry(Step::pool_sum, Op::sum_range, {what, {Kind::number, 1, 1}}, 500));
    const RenderedStep sum = render(answer, policy::Book{}, Language::en).back();
    EXPECT_EQ(sum.op, "sum");
    EXPECT_EQ(sum.in, (std::vector<std::string>{"s1", "s2"}));
    EXPECT_EQ(sum.formula, "2.00 + 3.00 = 5.00");
}

TEST(Render, CutsTheFormulaOfALongSumShort) {
    Answer answer;
    for (int i = 0; i < 20; ++i) {
        answer.trace.add(entry(Step::line_inscope, Op::given, {yuan(1)}, 100));
    }
    const Operand what{Kind::number, static_cast<std::int64_t>(Step::line_inscope), 1};
    answer.trace.add(
        entry(Step::inscp_scp_amt, Op::sum_range, {what, {Kind::number, 0, 1}}, 2'000));
    const RenderedStep sum = render(answer, policy::Book{}, Language::en).back();
    EXPECT_EQ(sum.in.size(), 20U);
    EXPECT_EQ(sum.formula, "1.00 + 1.00 + … (20 terms) = 20.00");
}

TEST(Render, GivesExactTextsFromWhichAStepCanBeCarriedOut) {
    Answer answer;
    Entry product = entry(Step::band_exact, Op::multiply,
                          {Operand::of(Money::from_fen(33'333)), ppm(850'000)}, 2'833'305, 100);
    answer.trace.add(product);
    product.rounds = true;
    product.rounding = Rounding::half_even;
    product.out_num = 28'333;
    product.out_den = 1;
    answer.trace.add(product);
    answer.trace.add(entry(Step::band_slice, Op::slice,
                           {yuan(0), step(1), yuan(0), {Kind::no_end, 0, 1}}, 28'333));
    const std::vector<RenderedStep> steps = render(answer, policy::Book{}, Language::zh);
    EXPECT_EQ(steps[0].in, (std::vector<std::string>{"333.33", "0.85"}));
    EXPECT_EQ(steps[0].out, "283.3305");
    EXPECT_EQ(steps[0].rounding, "");
    EXPECT_EQ(steps[1].rounding, "half_even");
    EXPECT_EQ(steps[1].out, "283.33");
    EXPECT_EQ(steps[2].in, (std::vector<std::string>{"0.00", "s1", "0.00", "no_end"}));
}

TEST(Render, CitesTheRuleAndItsClauseAndSaysWhatElseDecides) {
    const policy::Book book = testing::book_of(testing::plain_terms());
    const Answer answer = testing::answer_of(book, testing::plain_case());
    bool has_deductible = false;
    for (const RenderedStep& rendered : render(answer, book, Language::en)) {
        EXPECT_FALSE(rendered.label.empty()) << rendered.id;
        EXPECT_FALSE(rendered.basis.empty()) << rendered.id;
        EXPECT_EQ(rendered.rule.empty(), !rendered.clause.has_value()) << rendered.id;
        if (rendered.step == "medfee_sumamt") {
            EXPECT_EQ(rendered.basis, "the case");
        }
        if (rendered.step == "net") {
            EXPECT_EQ(rendered.basis, "arithmetic");
        }
        if (rendered.step != "deductible_standard") continue;
        has_deductible = true;
        EXPECT_EQ(rendered.rule, "terms/310.inpatient/deductible#1");
        ASSERT_TRUE(rendered.clause.has_value());
        EXPECT_EQ(rendered.clause->article, "/terms/dedc");
        EXPECT_EQ(rendered.clause->grade, policy::Grade::P);
    }
    EXPECT_TRUE(has_deductible);
}

TEST(Render, TellsTheBranchesThatWereNotTaken) {
    Answer answer;
    answer.trace.add(entry(Step::net, Op::given, {yuan(0)}, 0));
    answer.trace.refuse({.entry = 0, .why = RefusedWhy::below_deductible, .rule = nullptr});
    answer.trace.refuse(
        {.entry = 7, .why = RefusedWhy::not_needed, .rule = nullptr});  // Stands nowhere.
    const RenderedStep only = render(answer, policy::Book{}, Language::zh).back();
    ASSERT_EQ(only.refused.size(), 1U);
    EXPECT_EQ(only.refused[0], (RenderedRefusal{"", "费用未超过起付线"}));
}

TEST(ToldStep, IsLabelAndFormulaAsRendered) {
    Answer answer;
    answer.trace.add(entry(Step::net, Op::given, {yuan(7)}, 700));
    const RenderedStep rendered = render(answer, policy::Book{}, Language::zh).back();
    EXPECT_EQ(told_step(answer, 0, Language::zh), rendered.label + "：" + rendered.formula);
    EXPECT_EQ(told_step(answer, 0, Language::en),
              render(answer, policy::Book{}, Language::en).back().label + ": " +
                  render(answer, policy::Book{}, Language::en).back().formula);
}

}  // namespace
}  // namespace yidi::explain
