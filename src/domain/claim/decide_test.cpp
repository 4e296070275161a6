#include "domain/claim/decide.h"

#include <gtest/gtest.h>

#include "domain/claim/claim_test_support.h"
#include "domain/policy/pack_test_support.h"

namespace yidi::claim {
namespace {

using testing::day;
using testing::line_of;

/// A claim of one who is insured at home for a stay elsewhere; each test changes one thing.
struct Desk {
    Statement statement = testing::stay("2025-03-01", "2025-03-05", Money::from_yuan(100));
    Claim claim;
    registry::Person person;
    std::vector<registry::Insurance> insurances = std::vector<registry::Insurance>(1);
    std::vector<registry::Identity> identities;
    std::vector<filing::Filing> filings;
    policy::Book book = policy::testing::book_of({});

    Desk() {
        registry::Insurance& insurance = insurances.front();
        insurance.insuplc_admdvs = policy::testing::kHome;
        insurance.psn_type = "11";
        insurance.psn_insu_date = day("2020-01-01");
    }
    [[nodiscard]] Result<adjudication::Case> computed() const {
        return case_of({.person = &person,
                        .insurances = &insurances,
                        .identities = &identities,
                        .filings = &filings,
                        .institution = nullptr,
                        .statement = &statement,
                        .claim = &claim},
                       book);
    }
};

TEST(ClaimCase, WhatTheFundAdvancesIsComputedAsAnyOtherCare) {
    Desk desk;
    desk.statement.rel_ttp_flag = true;
    auto input = desk.computed();
    ASSERT_TRUE(input.has_value()) << input.error();
    EXPECT_TRUE(input->rel_ttp_flag) << "the third party pays";
    for (bool Circumstances::*const why :
         {&Circumstances::third_party_unpaid, &Circumstances::third_party_unknown}) {
        desk.statement.circumstances = {};
        desk.statement.circumstances.*why = true;
        input = desk.computed();
        ASSERT_TRUE(input.has_value()) << input.error();
        EXPECT_FALSE(input->rel_ttp_flag) << "the fund advances it";
    }
}

TEST(ClaimCase, HasTheLinesThatAreLeftByTheInsuredRegionsCatalogue) {
    Desk desk;
    desk.statement.lines.push_back(line_of(Money::from_yuan(20), "XA02"));
    EXPECT_EQ(desk.computed().error().code, ErrorCode::rule_unknown) << "one is not read yet";
    desk.claim.refused = {{.line = 1, .reason = Reason::not_covered, .words = {}}};
    const auto input = desk.computed();
    ASSERT_TRUE(input.has_value()) << input.error();
    ASSERT_EQ(input->feedetail.size(), 1U);
    EXPECT_EQ(input->feedetail.front().med_list_codg, "XA01");
    EXPECT_EQ(input->catalog, adjudication::Catalog::insured);
    EXPECT_EQ(refused_of(desk.statement, desk.claim), Money::from_yuan(20));
    desk.claim.refused.push_back({.line = 0, .reason = Reason::not_covered, .words = {}});
    EXPECT_EQ(desk.computed().error().code, ErrorCode::bad_value) << "nothing is left";
}

TEST(ClaimCase, GuessesNoPriceThatTheInsuredRegionLimits) {
    Desk desk;
    adjudication::Line& line = desk.statement.lines.front();
    line.cnt = {};
    line.pric = {};
    ASSERT_TRUE(desk.computed().has_value()) << "no limit asks for it";
    line.insured->pric_uplmt_amt = parse_unit_price("40").value();
    EXPECT_EQ(desk.computed().error().code, ErrorCode::missing_key);
    EXPECT_EQ(lines_without_price(desk.statement, desk.claim), std::vector<std::int64_t>{0});
}

TEST(ClaimLine, OfARestrictedDrugIsReadByThePeopleWhoSeeTheRecords) {
    registry::CatalogueItem item;
    item.chrgitm_lv = "02";
    item.selfpay_prop = Rate::from_ppm(100'000);
    adjudication::Line line = line_of(Money::from_yuan(100));
    fill_attributes(line, &item);
    ASSERT_TRUE(line.insured.has_value());
    EXPECT_EQ(line.insured->chrgitm_lv, "02");
    EXPECT_EQ(line.insured->selfpay_prop, Rate::from_ppm(100'000));

    item.lmt_used_flag = true;
    adjudication::Line restricted = line_of(Money::from_yuan(100));
    fill_attributes(restricted, &item);
    EXPECT_FALSE(restricted.insured.has_value()) << "whether it is met no catalogue tells";
    item.pric_uplmt_amt = parse_unit_price("40").value();
    fill_attributes(restricted, &item);
    EXPECT_FALSE(restricted.insured.has_value()) << "a price limit does not answer it either";
}

TEST(ClaimLine, KeepsWhatTheReviewerReadAndIsNotFilledFromNothing) {
    adjudication::Line line = line_of(Money::from_yuan(100));
    fill_attributes(line, nullptr);
    EXPECT_FALSE(line.insured.has_value());
    line.insured.emplace().chrgitm_lv = "03";
    registry::CatalogueItem item;
    item.chrgitm_lv = "01";
    fill_attributes(line, &item);
    EXPECT_EQ(line.insured->chrgitm_lv, "03");
}

}  // namespace
}  // namespace yidi::claim
