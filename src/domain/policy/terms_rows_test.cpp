#include <gtest/gtest.h>

#include "domain/policy/check.h"
#include "domain/policy/pack_test_support.h"
#include "domain/policy/terms.h"

namespace yidi::policy::testing {
namespace {

std::vector<Band> one_ratio(std::string_view text) {
    return {{std::nullopt, rate(text)}};
}

Terms plain() {
    Terms terms;
    terms.dedc = yuan(1500);
    terms.bands = one_ratio("0.90");
    return terms;
}

/// The rows of a parameter in the inpatient scheme of employees.
std::vector<Row> rows_of(const Pack& pack, Parameter parameter) {
    std::vector<Row> rows;
    for (const Row& row : pack.schemes.front().rows) {
        if (row.parameter == parameter) {
            rows.push_back(row);
        }
    }
    return rows;
}

TEST(PackOfTerms, IsASoundPackOfEverySchemeOnEveryDay) {
    Terms terms = plain();
    terms.cap = yuan(100000);
    terms.retiree = StatedRetiree{yuan(1000), rate("0.03"), std::nullopt};
    terms.remote =
        StatedRemote{RemoteForm::first_pay, rate("0.20"), FirstPayOrder::after_deductible};
    for (auto& layer : terms.layers) {
        layer = StatedLayer{
            one_ratio("0.60"), yuan(10000), yuan(500000), true, Banding::net, LayerBy::stay, 0};
    }
    const Pack pack = pack_of_terms(terms, kHome);
    EXPECT_TRUE(check(pack, nullptr).empty());
    EXPECT_EQ(pack.id, kHome);
    EXPECT_EQ(pack.version, kStatedTermsVersion);
    EXPECT_EQ(pack.schemes.size(), kInsutypeCount * kBusinessCount);
    const Book book = book_of({pack});
    EXPECT_NE(
        book.find(kHome)->scheme(Insutype::resident, Business::pharmacy).at(date("1949-10-01")),
        nullptr);
}

TEST(PackOfTerms, FewTermsSayNothingOfTheRest) {
    const Pack pack = pack_of_terms(plain(), kHome);
    EXPECT_TRUE(check(pack, nullptr).empty());
    EXPECT_EQ(rows_of(pack, Parameter::deductible).front().readings.front(), amount(1500));
    EXPECT_EQ(rows_of(pack, Parameter::ratio).front().readings.front(), pays("0.90"));
    EXPECT_EQ(rows_of(pack, Parameter::cap).front().readings.front(), nothing());
    EXPECT_EQ(rows_of(pack, Parameter::remote_ratio).front().readings.front(), nothing());
    EXPECT_EQ(rows_of(pack, Parameter::unfiled_direct).front().readings.front(),
              word(UnfiledDirect::pay));
    EXPECT_TRUE(rows_of(pack, Parameter::ratio_adjust).empty());
    EXPECT_TRUE(pack.schemes.front().layers.empty());
}

TEST(PackOfTerms, TheRetiredHaveTheirOwnDeductibleAndRatio) {
    Terms terms = plain();
    terms.retiree = StatedRetiree{yuan(1000), rate("0.03"), std::nullopt};
    Pack pack = pack_of_terms(terms, kHome);
    const std::vector<Row> deductibles = rows_of(pack, Parameter::deductible);
    ASSERT_EQ(deductibles.size(), 2U);
    EXPECT_EQ(deductibles[0].when, When{}.person({Person::active}).conditions());
    EXPECT_EQ(deductibles[1].when, When{}.person({Person::retired}).conditions());
    EXPECT_EQ(deductibles[1].readings.front(), amount(1000));
    EXPECT_EQ(rows_of(pack, Parameter::ratio_adjust).front().readings.front(), points("0.03"));
    terms.retiree = StatedRetiree{std::nullopt, std::nullopt, rate("0.60")};
    pack = pack_of_terms(terms, kHome);
    EXPECT_EQ(rows_of(pack, Parameter::deductible).size(), 1U);
    EXPECT_EQ(rows_of(pack, Parameter::ratio_adjust).front().readings.front(), share("0.60"));
}

TEST(PackOfTerms, RemoteTermsHaveThreeForms) {
    Terms terms = plain();
    terms.remote = StatedRemote{RemoteForm::points, rate("0.20"), FirstPayOrder::before_deductible};
    EXPECT_EQ(
        rows_of(pack_of_terms(terms, kHome), Parameter::remote_ratio).front().readings.front(),
        points("0.20"));
    terms.remote->form = RemoteForm::factor;
    EXPECT_EQ(
        rows_of(pack_of_terms(terms, kHome), Parameter::remote_ratio).front().readings.front(),
        factor("0.20"));
    terms.remote->form = RemoteForm::first_pay;
    const Pack pack = pack_of_terms(terms, kHome);
    const Row first_pay = rows_of(pack, Parameter::first_pay).front();
    EXPECT_EQ(first_pay.readings.front(), pays("0.20"));
    EXPECT_EQ(first_pay.when,
              When{}
                  .filing({FilingState::long_term, FilingState::referral, FilingState::emergency,
                           FilingState::other_temporary, FilingState::unfiled})
                  .conditions());
    EXPECT_EQ(rows_of(pack, Parameter::first_pay_order).front().readings.front(),
              word(FirstPayOrder::before_deductible));
}

TEST(PackOfTerms, LayersPayInTheirOrderAndCountWhatIsUsual) {
    Terms terms = plain();
    terms.layers[0] =
        StatedLayer{one_ratio("0.90"), Money{}, yuan(300000), true, Banding::net, LayerBy::stay, 0};
    terms.layers[1] = StatedLayer{
        one_ratio("0.60"), yuan(15000), std::nullopt, false, Banding::gross, LayerBy::year, 0};
    const Pack pack = pack_of_terms(terms, kHome);
    const std::vector<Layer>& layers = pack.schemes.front().layers;
    ASSERT_EQ(layers.size(), 2U);
    EXPECT_EQ(layers[0].id, "large");
    EXPECT_EQ(layers[0].field, FundField::hifob_pay);
    EXPECT_EQ(layers[0].counts, counting({Bucket::over_cap}));
    EXPECT_EQ(layers[1].id, "serious");
    EXPECT_EQ(layers[1].by, LayerBy::year);
    EXPECT_EQ(layers[1].banding, Banding::gross);
    EXPECT_EQ(layers[1].counts,
              counting({Bucket::over_cap, Bucket::coinsurance, Bucket::deductible}));
    const std::vector<Row> includes = rows_of(pack, Parameter::layer_limit_includes);
    ASSERT_EQ(includes.size(), 1U);
    EXPECT_EQ(includes.front().readings.front(), set_of(1));
    EXPECT_EQ(includes.front().layer, 0);
    EXPECT_EQ(rows_of(pack, Parameter::layer_threshold).back().readings.front(), amount(15000));
}

TEST(PackOfTerms, EachRowCitesTheKeyThatStatesIt) {
    Terms terms = plain();
    terms.cap = yuan(1);
    const Pack pack = pack_of_terms(terms, kHome);
    EXPECT_EQ(rows_of(pack, Parameter::deductible).front().source.article, "/terms/dedc");
    EXPECT_EQ(rows_of(pack, Parameter::ratio).front().source.article, "/terms/ratio");
    EXPECT_EQ(rows_of(pack, Parameter::cap).front().source.article, "/terms/cap");
}

}  // namespace
}  // namespace yidi::policy::testing
