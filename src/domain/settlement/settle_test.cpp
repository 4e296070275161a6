#include "domain/settlement/settle.h"

#include <gtest/gtest.h>

#include "domain/adjudication/case_test_support.h"

namespace yidi::settlement {
namespace {

using adjudication::Case;
using adjudication::FilingGiven;
using adjudication::testing::bill;
using adjudication::testing::book_of;
using adjudication::testing::date;
using adjudication::testing::day_of_year;
using adjudication::testing::pack_of;
using adjudication::testing::Rules;
using adjudication::testing::solve;
using adjudication::testing::Solved;
using adjudication::testing::yuan;
using policy::Business;
using policy::FilingKind;
using policy::Insutype;
using policy::Parameter;
using registry::CatalogueItem;

Money fen(std::int64_t count) {
    return Money::from_fen(count);
}
Quantity units(std::int64_t whole) {
    return Quantity::from_ten_thousandths(whole * 10'000);
}
UnitPrice price(std::int64_t in_fen) {
    return UnitPrice::from_microyuan(in_fen * 10'000);
}
Instant at(std::string_view text) {
    return *parse_instant(text);
}

/// `count` units at `each` fen.
PricedLine line(std::string sn, std::int64_t count, std::int64_t each) {
    PricedLine result;
    result.line.feedetl_sn = std::move(sn);
    result.line.cnt = units(count);
    result.line.pric = price(each);
    result.line.det_item_fee_sumamt = fen(count * each);
    result.line.fee_ocur_time = at("2025-03-04");
    result.attributes.chrgitm_lv = "01";
    return result;
}
PricedLine taken_back(std::string sn, std::string from, std::int64_t count, std::int64_t each) {
    PricedLine result = line(std::move(sn), -count, each);
    result.line.init_feedetl_sn = std::move(from);
    return result;
}

TEST(NetLines, AReturnReducesTheLineItNames) {
    const auto net =
        net_lines({line("1", 3, 250), line("2", 1, 900), taken_back("3", "1", 1, 250)});
    ASSERT_TRUE(net.has_value());
    ASSERT_EQ(net->size(), 2U);
    EXPECT_EQ((*net)[0].line.cnt, units(2));
    EXPECT_EQ((*net)[0].line.det_item_fee_sumamt, fen(500));
    EXPECT_EQ((*net)[1].line.feedetl_sn, "2");
}

TEST(NetLines, WhatIsReturnedWhollyIsGone) {
    const auto net =
        net_lines({line("1", 3, 250), taken_back("2", "1", 1, 250), taken_back("3", "1", 2, 250)});
    ASSERT_TRUE(net.has_value());
    EXPECT_TRUE(net->empty());
}

TEST(NetLines, RefusesWhatCannotBeTakenBack) {
    EXPECT_FALSE(net_lines({line("1", 1, 250), taken_back("2", "1", 2, 250)}).has_value());
    EXPECT_FALSE(net_lines({line("1", 1, 250), taken_back("2", "7", 1, 250)}).has_value());
    // Two units of 2.50 cannot be worth 5.00 + 0.02 after one of three was returned for 2.48.
    PricedLine odd = taken_back("2", "1", 1, 250);
    odd.line.det_item_fee_sumamt = fen(-248);
    EXPECT_FALSE(net_lines({line("1", 3, 250), odd}).has_value());
}

TEST(FitsPrice, AllowsOneFenEitherWay) {
    FeeLine three_thirds = line("1", 3, 0).line;
    three_thirds.pric = UnitPrice::from_microyuan(333'333);
    for (const std::int64_t amount : {99, 100, 101}) {  // 3 × 0.333333 = 1.00
        three_thirds.det_item_fee_sumamt = fen(amount);
        EXPECT_TRUE(fits_price(three_thirds)) << amount;
    }
    three_thirds.det_item_fee_sumamt = fen(98);
    EXPECT_FALSE(fits_price(three_thirds));
}

CatalogueItem item(Date from, std::optional<Date> to, std::string level) {
    CatalogueItem result;
    result.begndate = from;
    result.enddate = to;
    result.chrgitm_lv = std::move(level);
    return result;
}

TEST(ItemOn, IsTheLastToBeginOfThoseInForce) {
    const std::vector<CatalogueItem> items{item(date("2024-01-01"), date("2024-12-31"), "02"),
                                           item(date("2024-06-01"), {}, "01"),
                                           item(date("2026-01-01"), {}, "03")};
    EXPECT_EQ(item_on(items, date("2023-12-31")), nullptr);
    EXPECT_EQ(item_on(items, date("2024-05-31")), items.data());
    EXPECT_EQ(item_on(items, date("2024-06-01")), &items[1]);
    EXPECT_EQ(item_on(items, date("2026-01-01")), &items[2]);
}

TEST(Priced, OwnExpenseWithoutACatalogueRowOrWithAnUnmetRestriction) {
    EXPECT_EQ(priced(line("1", 1, 100).line, nullptr).attributes.chrgitm_lv, "03");
    CatalogueItem restricted = item(date("2024-01-01"), {}, "01");
    restricted.lmt_used_flag = true;
    FeeLine asked = line("1", 1, 100).line;
    EXPECT_TRUE(priced(asked, &restricted).attributes.lmt_used_flag);
    asked.hosp_appr_flag = "1";
    EXPECT_FALSE(priced(asked, &restricted).attributes.lmt_used_flag);
}

TEST(PartsOf, AgreeWithTheCalculation) {
    PricedLine dear = line("1", 3, 1'000);
    dear.attributes.chrgitm_lv = "02";
    dear.attributes.selfpay_prop = Rate::from_ppm(50'000);
    dear.attributes.pric_uplmt_amt = price(850);
    // Over: 3 × (10.00 − 8.50) = 4.50; first-pay: (30.00 − 4.50) × 5% = 1.275, half up.
    const adjudication::FeedetailResult parts = parts_of(dear);
    EXPECT_EQ(parts.overlmt_amt, fen(450));
    EXPECT_EQ(parts.preselfpay_amt, fen(128));
    EXPECT_EQ(parts.inscp_scp_amt, fen(2'422));

    Case stated = bill(yuan(30));
    PricedLine own = line("2", 1, 77);
    own.attributes.chrgitm_lv = "03";
    for (const PricedLine& one : {dear, own}) {
        adjudication::Line& added = stated.feedetail.emplace_back();
        added.cnt = one.line.cnt;
        added.pric = one.line.pric;
        added.det_item_fee_sumamt = one.line.det_item_fee_sumamt;
        added.treating = one.attributes;
    }
    const Solved solved = solve(Rules{}, stated);
    ASSERT_EQ(solved.answer.outcome.feedetail.size(), 2U);
    EXPECT_EQ(solved.answer.outcome.feedetail[0], parts);
    EXPECT_EQ(solved.answer.outcome.feedetail[1], parts_of(own));
}

TEST(PartsOf, AReturnIsTheNegativeOfWhatItTakesBack) {
    PricedLine bought = line("1", 3, 1'000);
    bought.attributes.pric_uplmt_amt = price(850);
    const PricedLine back = [&] {
        PricedLine result = bought;
        result.line.cnt = units(-3);
        result.line.det_item_fee_sumamt = fen(-3'000);
        return result;
    }();
    EXPECT_EQ(parts_of(back).overlmt_amt, -parts_of(bought).overlmt_amt);
    EXPECT_EQ(parts_of(back).inscp_scp_amt, -parts_of(bought).inscp_scp_amt);
}

adjudication::Setlinfo paid() {
    adjudication::Setlinfo info;
    info.medfee_sumamt = fen(100'000);
    info.fund[0] = fen(60'000);
    info.fund[1] = fen(5'000);
    info.fund_pay_sumamt = fen(65'000);
    info.hosp_part_amt = fen(1'000);
    info.acct_pay = fen(10'000);
    info.acct_mulaid_pay = fen(2'000);
    info.psn_cash_pay = fen(22'000);
    return info;
}
const Places kPlaces{.insured_area = 130100,
                     .treating_area = 130100,
                     .fixmedins_code = "H13010000001",
                     .psn_no = "13010000000000000042",
                     .family_psn_no = "13010000000000000043",
                     .insutype = Insutype::employee};

TEST(EntryOf, BalancesAndNamesEveryPayer) {
    const ledger::Entry entry = entry_of(paid(), kPlaces);
    EXPECT_TRUE(ledger::is_balanced(entry));
    EXPECT_EQ(ledger::to_text(entry),
              "receivable:H13010000001=99000 fund:130100/310100=-60000 fund:130100/330100=-5000 "
              "personal:13010000000000000042=-10000 personal:13010000000000000043=-2000 "
              "cash:H13010000001=-22000");
}

TEST(EntryOf, CareElsewhereStandsOnTheClearingAccount) {
    Places away = kPlaces;
    away.treating_area = 120000;
    away.insutype = Insutype::resident;
    const ledger::Entry entry = entry_of(paid(), away);
    EXPECT_TRUE(ledger::is_balanced(entry));
    EXPECT_EQ(entry.legs[1].account.kind, ledger::AccountKind::clearing);
    EXPECT_EQ(entry.legs[1].account.key, "120000<130100/390100");
}

/// Who has moved since still has their account, and what the old area owes is the old area's.
TEST(EntryWithPerson, IsOwedUnderTheNumberOfTheAreaWhoseFundPays) {
    Places moved = kPlaces;
    moved.owed_psn_no = kPlaces.psn_no;
    moved.psn_no = "12010000000000000042";
    const ledger::Entry entry = entry_with_person(paid(), moved);
    EXPECT_TRUE(ledger::is_balanced(entry));
    const std::string text = ledger::to_text(entry);
    EXPECT_NE(text.find("personal:12010000000000000042="), std::string::npos) << text;
    EXPECT_NE(text.find("payable:13010000000000000042="), std::string::npos) << text;
}

TEST(Sums, OfASettlementAndItsCorrectionAreTheNewOne) {
    adjudication::Setlinfo later = paid();
    later.fund[0] += fen(500);
    later.fund_pay_sumamt += fen(500);
    later.psn_cash_pay -= fen(500);
    const adjudication::Setlinfo change = difference(later, paid());
    EXPECT_EQ(change.fund_pay_sumamt, fen(500));
    EXPECT_EQ(change.medfee_sumamt, fen(0));
    EXPECT_EQ(sum(paid(), change), later);
    EXPECT_EQ(difference(paid(), paid()), adjudication::Setlinfo{});
    EXPECT_TRUE(ledger::is_balanced(entry_of(change, kPlaces)));
}

TEST(ClearingType, TellsStaysPharmaciesAndVisitsApart) {
    EXPECT_EQ(clr_type_of(Business::inpatient), "21");
    EXPECT_EQ(clr_type_of(Business::pharmacy), "41");
    EXPECT_EQ(clr_type_of(Business::chronic), "11");
}

/// A person of kHome in a hospital of kHarbour from 2025-03-03 to 2025-03-13.
class CaseOf : public ::testing::Test {
protected:
    CaseOf() {
        person_.pid = 42;
        person_.personal.brdy = date("1980-03-14");
        registry::Insurance insurance;
        insurance.insuplc_admdvs = 130102;
        insurance.psn_type = "1101";
        insurance.psn_insu_date = date("2020-02-15");
        insurances_.push_back(insurance);
        institution_.fixmedins_code = "H12000000001";
        institution_.admdvs = 120101;
        institution_.hosp_lv = "02";
        institution_.remote_open = 1;
        visit_.is_stay = true;
        visit_.med_type = "21";
        visit_.begntime = at("2025-03-03 10:00:00");
        lines_.push_back(line("1", 3, 250));
        facts_.until = date("2025-03-13");
        facts_.now = at("2025-03-13 12:00:00");
    }
    Result<Case> stated() {
        facts_.person = &person_;
        facts_.insurances = &insurances_;
        facts_.identities = &identities_;
        facts_.filings = &filings_;
        facts_.institution = &institution_;
        facts_.visit = &visit_;
        facts_.lines = &lines_;
        return case_of(facts_, book_);
    }
    void file(std::vector<std::uint32_t> places, std::string_view from, std::string_view to = {}) {
        filing::Filing one;
        one.id = static_cast<std::int64_t>(filings_.size()) + 1;
        one.kind = FilingKind::referral;
        one.places = std::move(places);
        one.begndate = date(from);
        if (!to.empty()) {
            one.enddate = date(to);
        }
        filings_.push_back(one);
    }

    policy::Book book_ = book_of({});
    registry::Person person_;
    std::vector<registry::Insurance> insurances_;
    std::vector<registry::Identity> identities_;
    std::vector<filing::Filing> filings_;
    registry::Institution institution_;
    Visit visit_;
    std::vector<PricedLine> lines_;
    Facts facts_;
};

TEST_F(CaseOf, SaysEverythingThatTheRegisterKnows) {
    identities_.push_back({1, "low_income", "", date("2025-01-01"), {}});
    facts_.balc = fen(777);
    facts_.cum.ipt_cnt = 1;
    const Result<Case> made = stated();
    ASSERT_TRUE(made.has_value());
    EXPECT_EQ(made->insuplc_admdvs, 130102U);
    EXPECT_EQ(made->mdtrtarea_admvs, 120101U);
    EXPECT_EQ(made->psn_type, "1101");
    EXPECT_EQ(made->age, 44) << "the day before the birthday";
    EXPECT_EQ(made->insured_months, 60) << "2020-02-15 to 2025-03-03: sixty full months";
    EXPECT_EQ(made->psn_idet, std::vector<std::string>{"low_income"});
    EXPECT_EQ(made->hosp_lv, "02");
    EXPECT_EQ(made->inst_open, 1);
    EXPECT_EQ(made->filing_given, FilingGiven::none);
    EXPECT_EQ(made->er_flag, std::nullopt);
    EXPECT_EQ(made->begndate, date("2025-03-03"));
    EXPECT_EQ(made->enddate, date("2025-03-13"));
    EXPECT_EQ(made->medfee(), fen(750));
    EXPECT_EQ(made->balc, fen(777));
    EXPECT_TRUE(made->cum_has_ipt_cnt);
    EXPECT_EQ(made->cum->ipt_cnt, 1);
}

TEST_F(CaseOf, AnInstitutionIsNotOpenForAChronicDiseaseItIsPublishedWithout) {
    constexpr std::uint8_t kInpatientAndChronic = 0b101;
    institution_.remote_open = kInpatientAndChronic;
    visit_.med_type = "14";
    visit_.dise_codg = "diabetes";
    EXPECT_EQ(stated()->inst_open, kInpatientAndChronic) << "for which diseases is not stated";
    institution_.remote_diseases = {"hypertension"};
    EXPECT_EQ(stated()->inst_open, 0b001);
    visit_.dise_codg = "hypertension";
    EXPECT_EQ(stated()->inst_open, kInpatientAndChronic);
}

TEST_F(CaseOf, NeedsAnInsuranceOfTheVisitsType) {
    visit_.insutype = Insutype::resident;
    ASSERT_FALSE(stated().has_value());
    EXPECT_EQ(stated().error().code, ErrorCode::not_insured);
}

TEST_F(CaseOf, APauseAfterTheAdmissionDoesNotMatter) {
    insurances_[0].psn_insu_stas = 2;
    insurances_[0].paus_insu_date = date("2025-03-04");
    EXPECT_EQ(stated()->psn_insu_stas, 1);
    insurances_[0].paus_insu_date = date("2025-03-03");
    EXPECT_EQ(stated()->psn_insu_stas, 2);
    insurances_[0].psn_insu_stas = 4;
    EXPECT_EQ(stated()->psn_insu_stas, 4);
}

TEST_F(CaseOf, NamesTheFilingForThePlaceOfCare) {
    file({310000, 120000}, "2025-03-01", "2025-03-05");
    const Result<Case> made = stated();
    ASSERT_EQ(made->filing_given, FilingGiven::given);
    EXPECT_EQ(made->filing.place, 120000U);
    EXPECT_EQ(made->filing.begndate, date("2025-03-01"));
    EXPECT_EQ(made->filing.enddate, date("2025-03-05"));
}

TEST_F(CaseOf, AFilingMadeDuringTheStayCountsForAllOfIt) {
    file({120000}, "2025-03-10");
    EXPECT_EQ(stated()->filing.begndate, date("2025-03-03"));
    filings_[0].begndate = date("2025-03-14");  // After the discharge: too late.
    EXPECT_EQ(stated()->filing.begndate, date("2025-03-14"));
    filings_[0].begndate = date("2025-03-10");
    visit_.is_stay = false;
    EXPECT_EQ(stated()->filing.begndate, date("2025-03-10")) << "an outpatient visit has no later";
}

TEST_F(CaseOf, AFilingElsewhereIsNamedForTheRefusal) {
    file({310000}, "2025-03-01");
    EXPECT_EQ(stated()->filing.place, 310000U);
    file({120000}, "2025-03-05");
    EXPECT_EQ(stated()->filing.place, 120000U) << "the late one for this place counts";
    filings_[1].proof = filing::ProofState::lapsed;
    EXPECT_EQ(stated()->filing.place, 310000U) << "its papers never came";
}

TEST_F(CaseOf, ALaterPartOfAStayBeginsWhereTheOneBeforeEnded) {
    file({120000}, "2025-03-01", "2025-03-05");
    facts_.prev = adjudication::PreviousStay{adjudication::Relation::interim, "02", fen(80'000),
                                             date("2025-03-08")};
    const Result<Case> made = stated();
    EXPECT_EQ(made->begndate, date("2025-03-08"));
    EXPECT_EQ(made->filing.enddate, date("2025-03-08")) << "the admission's filing holds on";
    EXPECT_EQ(made->prev->dedc, fen(80'000));
}

TEST_F(CaseOf, RefusesDaysOutOfOrder) {
    facts_.until = date("2025-03-02");
    EXPECT_EQ(stated().error().code, ErrorCode::inconsistent);
    facts_.until = date("2025-03-14");
    EXPECT_EQ(stated().error().code, ErrorCode::inconsistent) << "settled before its end";
    facts_.mid_setl_flag = true;
    EXPECT_TRUE(stated().has_value());
}

TEST_F(CaseOf, ADiseaseIsRecognisedWhileTheRegisterSaysSo) {
    visit_.med_type = "14";
    visit_.dise_codg = "M01600";
    EXPECT_EQ(stated()->recognised, false);
    identities_.push_back({1, std::string{registry::kRecognisedDisease}, "M01600",
                           date("2025-01-01"), date("2025-12-31")});
    EXPECT_EQ(stated()->recognised, true);
    EXPECT_TRUE(stated()->psn_idet->empty());
}

TEST(BenefitYear, IsTheOneOfTheOutcome) {
    Rules rules;
    rules.add(Parameter::benefit_year_start, day_of_year(401));
    const policy::Book book = book_of({pack_of({rules})});
    Case stated = bill(100);
    EXPECT_EQ(benefit_year_of(stated, book), date("2024-04-01"));
    EXPECT_EQ(adjudication::adjudicate(book, stated)->outcome.benefit_year, date("2024-04-01"));
    stated.enddate = stated.setl_date = date("2025-04-01");
    EXPECT_EQ(benefit_year_of(stated, book), date("2025-04-01"));
    stated.med_type = "99";
    EXPECT_EQ(benefit_year_of(stated, book), std::nullopt);
}

}  // namespace
}  // namespace yidi::settlement
