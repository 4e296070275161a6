#include "domain/policy/terms.h"

#include <vector>

#include <gtest/gtest.h>

#include "domain/policy/policy.h"

namespace yidi::policy {
namespace {

constexpr std::uint32_t kSomewhere = 130100;

Band band(std::int64_t up_to_yuan, std::int64_t percent) {
    return {.up_to = Money::from_yuan(up_to_yuan), .rate = Rate::from_ppm(percent * 10'000)};
}

Band last_band(std::int64_t percent) {
    return {.up_to = {}, .rate = Rate::from_ppm(percent * 10'000)};
}

Terms everything() {
    Terms terms;
    terms.dedc = Money::from_yuan(1500);
    terms.bands = {band(10000, 80), last_band(90)};
    terms.basis = BandBasis::gross;
    terms.cap = Money::from_yuan(60000);
    terms.retiree = {
        .dedc = Money::from_yuan(1000), .points = {}, .share = Rate::from_ppm(600'000)};
    terms.remote = {.form = RemoteForm::first_pay,
                    .value = Rate::from_ppm(200'000),
                    .order = FirstPayOrder::after_deductible};
    for (auto& layer : terms.layers) {
        layer.emplace();
        layer->bands = {last_band(50)};
        layer->limit = Money::from_yuan(5000);
        layer->limit_includes_pool = true;
    }
    return terms;
}

const Row* only_row(const Scheme& scheme, Parameter parameter) {
    const Row* found = nullptr;
    for (const Row& row : scheme.rows) {
        if (row.parameter != parameter) continue;
        EXPECT_EQ(found, nullptr) << "two rows";
        found = &row;
    }
    return found;
}

TEST(StatedTerms, MakeAPackThatTheCheckAccepts) {
    for (const RemoteForm form : {RemoteForm::points, RemoteForm::factor, RemoteForm::first_pay}) {
        Terms terms = everything();
        terms.remote->form = form;
        std::vector<Finding> findings;
        const auto policy = compile(pack_of_terms(terms, kSomewhere), findings);
        for (const Finding& finding : findings) {
            ADD_FAILURE() << finding.where << ": " << finding.rule;
        }
        EXPECT_EQ(policy->pack.version, kStatedTermsVersion);
    }
}

TEST(StatedTerms, MakeAPackOfTheLeastThatCanBeStated) {
    Terms terms;
    terms.bands = {last_band(90)};
    std::vector<Finding> findings;
    const auto policy = compile(pack_of_terms(terms, kSomewhere), findings);
    EXPECT_TRUE(findings.empty());
    for (const CompiledScheme& scheme : policy->schemes) EXPECT_TRUE(scheme.known());
}

TEST(StatedTerms, HoldForBothInsurancesAndEveryBusiness) {
    const Pack pack = pack_of_terms(everything(), kSomewhere);
    EXPECT_EQ(pack.id, kSomewhere);
    EXPECT_EQ(pack.schemes.size(), kInsutypeCount * kBusinessCount);
    EXPECT_TRUE(pack.documents.contains("terms"));
}

TEST(StatedTerms, CiteTheKeyThatStatesEachRow) {
    const Pack pack = pack_of_terms(everything(), kSomewhere);
    const Row* cap = only_row(pack.schemes.front(), Parameter::cap);
    ASSERT_NE(cap, nullptr);
    EXPECT_EQ(cap->source.article, "/terms/cap");
    EXPECT_EQ(cap->source.document, "terms");
    const Row* order = only_row(pack.schemes.front(), Parameter::first_pay_order);
    ASSERT_NE(order, nullptr);
    EXPECT_EQ(order->source.article, "/terms/remote/order");
}

TEST(StatedTerms, SayThatThereIsNoRemoteRuleSoThatTheFrameIsNotAsked) {
    Terms terms;
    terms.bands = {last_band(90)};
    const Pack pack = pack_of_terms(terms, kSomewhere);
    const Row* remote = only_row(pack.schemes.front(), Parameter::remote_ratio);
    ASSERT_NE(remote, nullptr);
    EXPECT_EQ(remote->readings.front().form, ValueForm::none);
}

TEST(StatedTerms, KeepRetireesOutOfTheResidentScheme) {
    const Pack pack = pack_of_terms(everything(), kSomewhere);
    for (const Scheme& scheme : pack.schemes) {
        if (scheme.insutype == Insutype::employee) continue;
        EXPECT_EQ(only_row(scheme, Parameter::ratio_adjust), nullptr);
        EXPECT_NE(only_row(scheme, Parameter::deductible), nullptr);
    }
}

TEST(StatedTerms, PayTheirLayersInTheOrderOfTheKinds) {
    const Pack pack = pack_of_terms(everything(), kSomewhere);
    std::vector<std::string> ids;
    for (const Layer& layer : pack.schemes.front().layers) ids.push_back(layer.id);
    EXPECT_EQ(ids, (std::vector<std::string>{"large", "serious", "civil", "aid", "tilt"}));
    EXPECT_EQ(pack.schemes.front().layers[0].counts, usual_counts(StatedLayerKind::large));
    EXPECT_EQ(pack.schemes.front().layers[3].field, FundField::maf_pay);
    EXPECT_EQ(pack.schemes.front().layers[4].field, FundField::maf_pay);
}

}  // namespace
}  // namespace yidi::policy
