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
    EXPECT_EQ(answer.notes, (std::vector<Note>{{.kind = NoteKind::inpatient},
                                               {.kind = NoteKind::region},
                                               {.kind = NoteKind::at_home}}));
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
    EXPECT_EQ(verdict(input, "fund_pay_sumamt", 675'000).judgement, Judgement::right);
    EXPECT_EQ(verdict(input, "fund_pay_sumamt", 675'001).judgement, Judgement::wrong);
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
    EXPECT_EQ(verdict(input, "serious", 1'160'000).judgement, Judgement::right);
    EXPECT_EQ(verdict(input, "hifmi_pay", 1'160'000).judgement, Judgement::right);
    EXPECT_EQ(verdict(input, "serious.layer_band_pay.2", 560'000).judgement, Judgement::right);
    EXPECT_EQ(verdict(input, "large", 0).judgement, Judgement::right);
    const Verdict left_out = verdict(input, "psn_part_amt", 6'400'000);  // 100000 - 36000
    EXPECT_EQ(left_out.step, "layer_pay");
}

TEST(CheckPublished, ReadsARatioOfABandByItsNumber) {
    CaseFile input = file(10000, 8000);
    input.terms = terms(500, 90);
    const policy::Book packs = book();
    input.published = {{.name = "band_ratio.1", .amount = {}, .ratio = Rate::from_ppm(900'000)},
                       {.name = "band_ratio.1", .amount = {}, .ratio = Rate::from_ppm(800'000)}};
    const Estimate answer = estimated(packs, input);
    const auto verdicts = check_published(packs, input, answer, explain::Language::en);
    ASSERT_TRUE(verdicts.has_value());
    EXPECT_EQ(verdicts->front().judgement, Judgement::right);
    EXPECT_EQ(verdicts->back().judgement, Judgement::wrong);
    EXPECT_EQ(verdicts->back().computed, "0.9");
    EXPECT_TRUE(states_a_ratio("large.layer_ratio.2"));
    EXPECT_FALSE(states_a_ratio("band_pay.1"));
}

TEST(CheckPublished, LeavesFiguresOpenWhereThereIsNoAmount) {
    CaseFile input = file(10000, 8000);
    input.facts.insuplc_admdvs = kAway;  // Without a pack.
    input.facts.mdtrtarea_admvs = kAway;
    input.facts.med_type = "21";
    const Verdict unknown = verdict(input, "fund_pay_sumamt", 560'000);
    EXPECT_EQ(unknown.judgement, Judgement::open);
    EXPECT_EQ(unknown.computed, std::nullopt);
    EXPECT_NE(unknown.why.find("no policy pack"), std::string::npos) << unknown.why;
}

/// 8,000 in scope, 80 % above 1,000; a retired person has 5 points more, and nobody says which it
/// is: 5,600 or 5,950.
CaseFile of_either_person() {
    CaseFile input = file(10000, 8000);
    input.terms = terms(1000, 80);
    input.terms->retiree =
        policy::StatedRetiree{.dedc = {}, .points = Rate::from_ppm(50'000), .share = {}};
    input.facts.insutype = policy::Insutype::employee;
    return input;
}

TEST(CheckPublished, HoldsAFigureAgainstEveryReadingOfARange) {
    const CaseFile input = of_either_person();
    for (const std::int64_t fund : {560'000, 595'000}) {
        const Verdict right = verdict(input, "fund_pay_sumamt", fund);
        EXPECT_EQ(right.judgement, Judgement::right) << fund;
        EXPECT_NE(right.why.find(fund == 560'000 ? "(11)" : "(12)"), std::string::npos)
            << right.why;
    }
    // Inside the range, but no reading gives it.
    const Verdict between = verdict(input, "hifp_pay", 580'000);
    EXPECT_EQ(between.judgement, Judgement::wrong);
    EXPECT_EQ(between.computed, std::nullopt);
    EXPECT_NE(between.why.find("5600.00 or 5950.00"), std::string::npos) << between.why;
    // What no reading changes is as certain as in any other answer.
    const Verdict certain = verdict(input, "act_pay_dedc", 100'001);
    EXPECT_EQ(certain.judgement, Judgement::wrong);
    EXPECT_EQ(certain.computed, "1000.00");
    EXPECT_EQ(verdict(input, "act_pay_dedc", 100'000).judgement, Judgement::right);
}

TEST(CheckPublished, DecidesNothingBetweenTheEndsOfWhatARegionLeavesOpen) {
    policy::Pack pack = policy::pack_of_terms(terms(1000, 80), kHome);
    pack.version = 1;
    for (policy::Row& row : pack.schemes.front().rows) {
        if (row.parameter != policy::Parameter::ratio) continue;
        row.readings.push_back(row.readings.front());
        policy::Value& last = row.readings.back();
        last.rate = Rate::from_ppm(900'000);
        for (policy::Band& band : last.bands) band.rate = Rate::from_ppm(900'000);
        row.interval = true;
    }
    std::vector<policy::Pack> packs;
    packs.push_back(std::move(pack));
    const policy::Book book = *policy::Book::from(std::move(packs), regions());
    CaseFile input = file(10000, 8000);
    input.facts.insuplc_admdvs = kHome;
    input.facts.mdtrtarea_admvs = kHome;
    input.facts.med_type = "21";
    input.facts.psn_type = "11";
    input.facts.setl_date = Date::from_ymd({.year = 2025, .month = 1, .day = 2});
    const auto judged = [&](std::int64_t fund_yuan) {
        input.published = {
            {.name = "fund_pay_sumamt", .amount = Money::from_yuan(fund_yuan), .ratio = {}}};
        const Estimate answer = estimated(book, input);
        EXPECT_EQ(answer.answer.status, adjudication::Status::range);
        return check_published(book, input, answer, explain::Language::en)->front().judgement;
    };
    EXPECT_EQ(judged(5600), Judgement::right);  // (8000 - 1000) x 80 %
    EXPECT_EQ(judged(6300), Judgement::right);  // x 90 %
    EXPECT_EQ(judged(6000), Judgement::open);
    EXPECT_EQ(judged(6301), Judgement::wrong);
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
