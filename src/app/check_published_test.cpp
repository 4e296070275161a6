#include "app/check_published.h"

#include <gtest/gtest.h>

#include "app/compare.h"
#include "app/estimate.h"
#include "app/internal/slips.h"

namespace yidi::app {
namespace {

constexpr std::uint32_t kHome = 130100;
constexpr std::uint32_t kAway = 120000;

policy::Regions regions() {
    return *policy::Regions::from({
        {.code = policy::kNationalFrame, .pooling_area = policy::kNationalFrame, .name = "frame"},
        {.code = kHome, .pooling_area = kHome, .name = "home"},
        {.code = kAway, .pooling_area = kAway, .name = "away"},
    });
}

policy::Terms terms(std::int64_t dedc_yuan, std::int64_t percent) {
    policy::Terms terms;
    terms.dedc = Money::from_yuan(dedc_yuan);
    terms.bands = {{.up_to = {}, .rate = Rate::from_ppm(percent * 10'000)}};
    return terms;
}

/// A book with one pack, which pays 80 % above 1,000.
policy::Book book() {
    policy::Pack pack = policy::pack_of_terms(terms(1000, 80), kHome);
    pack.version = 1;
    std::vector<policy::Pack> packs;
    packs.push_back(std::move(pack));
    return *policy::Book::from(std::move(packs), regions());
}

CaseFile file(std::int64_t total_yuan, std::int64_t in_scope_yuan) {
    CaseFile result;
    result.facts.fee.medfee_sumamt = Money::from_yuan(total_yuan);
    result.facts.fee.inscp_scp_amt = Money::from_yuan(in_scope_yuan);
    result.facts.fee.fulamt_ownpay_amt = Money::from_yuan(total_yuan - in_scope_yuan);
    return result;
}

Estimate estimated(const policy::Book& packs, const CaseFile& input) {
    Estimate result;
    EXPECT_TRUE(estimate(packs, input, {.trace = true}, result).has_value());
    return result;
}

Verdict verdict(CaseFile input, const std::string& name, std::int64_t stated_fen) {
    const policy::Book packs = book();
    input.published = {{.name = name, .amount = Money::from_fen(stated_fen), .ratio = {}}};
    const Estimate answer = estimated(packs, input);
    auto verdicts = check_published(packs, input, answer, explain::Language::en);
    EXPECT_TRUE(verdicts.has_value());
    return verdicts->front();
}

TEST(Estimate, ComputesStatedTermsWithoutRegionOrVisitTypeAndSaysSo) {
    const policy::Book packs = book();
    CaseFile input = file(10000, 8000);
    input.terms = terms(500, 90);
    const Estimate answer = estimated(packs, input);
    EXPECT_EQ(answer.answer.outcome.setlinfo.fund_pay_sumamt,
              Money::from_yuan(6750));  // (8000 - 500) x 90 %
    EXPECT_EQ(answer.notes, (std::vector<TermsNote>{TermsNote::inpatient, TermsNote::region,
                                                    TermsNote::at_home}));
    EXPECT_FALSE(answer.pack_result.has_value());
}

TEST(Estimate, SetsTheRegionsOwnPackBesideStatedTerms) {
    const policy::Book packs = book();
    CaseFile input = file(10000, 8000);
    input.terms = terms(500, 90);
    input.facts.insuplc_admdvs = kHome;
    input.facts.mdtrtarea_admvs = kHome;
    input.facts.med_type = "21";
    input.facts.begndate = Date::from_ymd({.year = 2025, .month = 1, .day = 2});
    const Estimate answer = estimated(packs, input);
    ASSERT_TRUE(answer.pack_result.has_value());
    EXPECT_EQ(answer.pack_result->outcome.setlinfo.fund_pay_sumamt,
              Money::from_yuan(5600));  // (8000 - 1000) x 80 %
    EXPECT_TRUE(answer.notes.empty());
}

TEST(CheckPublished, CallsAFigureRightOnlyIfItIsRightToTheFen) {
    CaseFile input = file(10000, 8000);
    input.terms = terms(500, 90);
    EXPECT_TRUE(verdict(input, "fund_pay_sumamt", 675'000).right);
    EXPECT_FALSE(verdict(input, "fund_pay_sumamt", 675'001).right);
}

TEST(CheckPublished, FindsTheSlipThatGivesTheFigure) {
    CaseFile input = file(10000, 8000);
    input.terms = terms(500, 90);
    const Verdict no_deductible = verdict(input, "fund_pay_sumamt", 720'000);  // 8000 x 90 %
    EXPECT_EQ(no_deductible.step, "act_pay_dedc");
    EXPECT_EQ(no_deductible.computed, "6750.00");
    const Verdict whole_bill = verdict(input, "fund_pay_sumamt", 855'000);  // (10000 - 500) x 90 %
    EXPECT_EQ(whole_bill.step, "inscp_scp_amt");
    const Verdict neither = verdict(input, "hifp_pay", 900'000);  // 10000 x 90 %
    EXPECT_EQ(neither.step, "inscp_scp_amt");
    EXPECT_NE(neither.why.find("without taking the deductible off"), std::string::npos)
        << neither.why;
}

TEST(CheckPublished, NamesTheStepInWhichTheRightValueAroseIfNoSlipGivesTheFigure) {
    CaseFile input = file(100000, 80000);
    input.terms = terms(1500, 90);
    const Verdict guide = verdict(input, "fund_pay_sumamt", 7'035'000);
    EXPECT_EQ(guide.step, "band_pay");
    EXPECT_NE(guide.why.find("-300.00"), std::string::npos) << guide.why;
    EXPECT_NE(guide.why.find("one digit differs"), std::string::npos) << guide.why;
}

TEST(CheckPublished, SaysThatThePersonsPartFollowsFromTheWrongFundFigure) {
    const policy::Book packs = book();
    CaseFile input = file(100000, 80000);
    input.terms = terms(1500, 90);
    input.published = {{.name = "fund_pay_sumamt", .amount = Money::from_yuan(70350), .ratio = {}},
                       {.name = "psn_part_amt", .amount = Money::from_yuan(29650), .ratio = {}}};
    const Estimate answer = estimated(packs, input);
    const auto verdicts = check_published(packs, input, answer, explain::Language::en);
    ASSERT_TRUE(verdicts.has_value());
    EXPECT_NE(verdicts->back().why.find("follows from the published fund figure 70350.00"),
              std::string::npos);
}

TEST(CheckPublished, RefusesANameThatNoAnswerHas) {
    const policy::Book packs = book();
    CaseFile input = file(10000, 8000);
    input.terms = terms(500, 90);
    for (const char* name : {"fund", "band_pay.0", "band_pay.x", "large.large", "net.1.2", ""}) {
        input.published = {{.name = name, .amount = Money{}, .ratio = {}}};
        const Estimate answer = estimated(packs, input);
        const auto verdicts = check_published(packs, input, answer, explain::Language::en);
        ASSERT_FALSE(verdicts.has_value()) << name;
        EXPECT_EQ(verdicts.error().code, ErrorCode::unknown_key);
    }
}

TEST(CheckPublished, ChecksRatiosPartsAndLayersByName) {
    CaseFile input = file(100000, 90000);
    input.terms = terms(0, 40);
    policy::StatedLayer serious;
    serious.threshold = Money::from_yuan(20000);
    serious.bands = {{.up_to = Money::from_yuan(20000), .rate = Rate::from_ppm(300'000)},
                     {.up_to = {}, .rate = Rate::from_ppm(400'000)}};
    input.terms->layers[1] = serious;
    // 54000 left, 34000 above the threshold: 20000 x 30 % + 14000 x 40 %.
    EXPECT_TRUE(verdict(input, "serious", 1'160'000).right);
    EXPECT_TRUE(verdict(input, "hifmi_pay", 1'160'000).right);
    EXPECT_TRUE(verdict(input, "serious.layer_band_pay.2", 560'000).right);
    EXPECT_TRUE(verdict(input, "large", 0).right);
    const Verdict left_out = verdict(input, "psn_part_amt", 6'400'000);  // 100000 - 36000
    EXPECT_EQ(left_out.step, "layer_pay");
}

TEST(DigitSlip, TellsTheUsualSlipsOfThePen) {
    const auto slip = [](std::int64_t right, std::int64_t stated) {
        return internal::digit_slip(Money::from_fen(right), Money::from_fen(stated),
                                    explain::Language::en);
    };
    EXPECT_EQ(slip(7'065'000, 7'605'000), "two digits are swapped");
    EXPECT_EQ(slip(7'065'000, 7'035'000), "one digit differs (3 instead of 6)");
    EXPECT_EQ(slip(7'065'000, 706'500), "the point is one place off");
    EXPECT_EQ(slip(7'065'000, 7'123'400), "");
}

TEST(Compare, MeasuresEveryColumnAgainstTheCaseAsGiven) {
    const policy::Book packs = book();
    CaseFile input = file(10000, 8000);
    input.facts.insuplc_admdvs = kHome;
    input.facts.mdtrtarea_admvs = kAway;
    input.facts.med_type = "21";
    input.facts.psn_type = "11";
    input.facts.begndate = Date::from_ymd({.year = 2025, .month = 1, .day = 2});
    const auto columns = compare(packs, input);
    ASSERT_TRUE(columns.has_value());
    ASSERT_EQ(columns->size(), explain::kColumnCount);
    EXPECT_EQ(columns->front().diff, Money{});
    for (const ComparedColumn& column : *columns) {
        // The pack of this test pays the same wherever the care is.
        EXPECT_EQ(column.estimate.answer.outcome.setlinfo.fund_pay_sumamt, Money::from_yuan(5600));
    }
}

}  // namespace
}  // namespace yidi::app
