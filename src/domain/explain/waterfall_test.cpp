#include "domain/explain/waterfall.h"

#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "domain/explain/stated_case_test_support.h"

namespace yidi::explain {
namespace {

using adjudication::Answer;
using adjudication::Case;

Money sum(const std::vector<Bar>& bars, BarGroup group) {
    Money total;
    for (const Bar& bar : bars) {
        if (bar.group == group) total += bar.amount;
    }
    return total;
}

void expect_sums(const std::vector<Bar>& bars) {
    ASSERT_FALSE(bars.empty());
    const Money total = bars.front().amount;
    EXPECT_EQ(bars.front().group, BarGroup::total);
    EXPECT_EQ(sum(bars, BarGroup::cost) + sum(bars, BarGroup::fund), total);
    EXPECT_EQ(sum(bars, BarGroup::fund) + sum(bars, BarGroup::payer), total);
}

std::vector<std::string> ids(const std::vector<Bar>& bars) {
    std::vector<std::string> found;
    found.reserve(bars.size());
    for (const Bar& bar : bars) found.push_back(bar.id);
    return found;
}

TEST(Waterfall, GoesFromTheTotalDownToCash) {
    policy::Terms terms = testing::plain_terms();
    terms.remote = policy::StatedRemote{.form = policy::RemoteForm::first_pay,
                                        .value = Rate::from_ppm(200'000)};
    terms.cap = Money::from_yuan(40'000);
    policy::StatedLayer layer;
    layer.bands = {{std::nullopt, Rate::from_ppm(800'000)}};
    terms.layers[static_cast<std::size_t>(policy::StatedLayerKind::large)] = layer;
    Case input = testing::plain_case();
    input.fee = {.medfee_sumamt = Money::from_yuan(100'000),
                 .inscp_scp_amt = Money::from_yuan(80'000),
                 .preselfpay_amt = Money::from_yuan(5'000),
                 .overlmt_selfpay = Money::from_yuan(5'000),
                 .fulamt_ownpay_amt = Money::from_yuan(10'000)};
    input.balc = Money::from_yuan(300);
    input.mulaid_balc = Money::from_yuan(200);
    const policy::Book book = testing::book_of(terms);
    const std::vector<Bar> bars = waterfall(testing::answer_of(book, input), book, Language::zh);
    expect_sums(bars);
    EXPECT_EQ(ids(bars),
              (std::vector<std::string>{"medfee_sumamt", "fulamt_ownpay_amt", "overlmt_selfpay",
                                        "preselfpay_amt", "rloc_preselfpay", "act_pay_dedc",
                                        "share", "hifp_pay", "layer:large", "acct_pay",
                                        "acct_mulaid_pay", "psn_cash_pay"}));
    for (const Bar& bar : bars) {
        EXPECT_FALSE(bar.label.empty()) << bar.id;
        EXPECT_EQ(bar.step.empty(), bar.id == "share") << bar.id;
    }
}

TEST(Waterfall, LeavesOutWhatIsZeroExceptTotalAndCash) {
    const policy::Book book = testing::book_of(testing::plain_terms());
    const std::vector<Bar> bars =
        waterfall(testing::answer_of(book, testing::plain_case()), book, Language::en);
    expect_sums(bars);
    EXPECT_EQ(ids(bars),
              (std::vector<std::string>{"medfee_sumamt", "fulamt_ownpay_amt", "act_pay_dedc",
                                        "share", "hifp_pay", "psn_cash_pay"}));
    EXPECT_EQ(bars[2].clause, "stated terms of the case, /terms/dedc");
}

/// The stated terms as if a region had written them: 1,500, from the second admission on the half,
/// by another document.
policy::Pack pack_with_halving() {
    policy::Pack pack = policy::pack_of_terms(testing::plain_terms(), testing::kInsured);
    pack.version = 1;
    pack.documents["half"] = {.number = "第2号", .title = {}, .seen = policy::Grade::P, .note = {}};
    policy::Value half;
    half.form = policy::ValueForm::factor;
    half.rate = Rate::from_ppm(500'000);
    for (policy::Scheme& scheme : pack.schemes) {
        policy::Row row = scheme.rows.front();
        row.parameter = policy::Parameter::deductible_nth;
        row.source.document = "half";
        row.readings = {half};
        scheme.rows.push_back(std::move(row));
    }
    return pack;
}

std::string deductible_clause(const policy::Book& book, std::int64_t admission) {
    Case input = testing::plain_case();
    input.ipt_cnt = admission;
    for (const Bar& bar : waterfall(testing::answer_of(book, input), book, Language::en)) {
        if (bar.id == "act_pay_dedc") return bar.clause;
    }
    return {};
}

TEST(Waterfall, CitesEveryDocumentThatMadeTheDeductible) {
    const policy::Book book = testing::book_of(pack_with_halving());
    const std::string standard = "stated terms of the case, /terms/dedc";
    EXPECT_EQ(deductible_clause(book, 1), standard);
    EXPECT_TRUE(deductible_clause(book, 2).starts_with(standard + "; 第2号, "))
        << deductible_clause(book, 2);
}

TEST(Waterfall, SaysWhatALayerGivesBackOfTheCostsBefore) {
    policy::Terms terms = testing::plain_terms();
    policy::StatedLayer aid;
    aid.bands = {{std::nullopt, Rate::one()}};
    terms.layers[static_cast<std::size_t>(policy::StatedLayerKind::aid)] = aid;
    const policy::Book book = testing::book_of(terms);
    const std::vector<Bar> bars =
        waterfall(testing::answer_of(book, testing::plain_case()), book, Language::en);
    expect_sums(bars);
    for (const Bar& bar : bars) {
        if (bar.id == "share") {
            EXPECT_EQ(bar.amount, Money::from_yuan(-1'500));  // The aid pays the deductible too.
        }
    }
}

TEST(Waterfall, HasNoBarsWhereNothingWasComputed) {
    Answer answer;
    answer.outcome.status = adjudication::Status::rejected;
    EXPECT_TRUE(waterfall(answer, policy::Book{}, Language::zh).empty());
}

}  // namespace
}  // namespace yidi::explain
