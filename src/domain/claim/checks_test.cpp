#include "domain/claim/checks.h"

#include <gtest/gtest.h>

#include "domain/claim/claim_test_support.h"

namespace yidi::claim {
namespace {

using testing::day;

/// A claim that nothing speaks against; each test changes one thing.
struct Looked {
    Statement statement = testing::stay("2025-03-01", "2025-03-05", Money::from_yuan(100));
    Claim claim;
    registry::Person person;
    registry::Institution institution;
    CheckFacts facts;

    Looked() {
        person.personal.psn_name = "人42";
        facts.deadline_months = 12;
        facts.received = day("2025-04-01");
        facts.today = day("2025-04-02");
    }
    std::vector<Finding> all() {
        facts.claim = &claim;
        facts.statement = &statement;
        facts.person = &person;
        facts.institution = &institution;
        return check_claim(facts);
    }
    Verdict of(Check check) { return all().at(static_cast<std::size_t>(check)).verdict; }
    Finding found(Check check) { return all().at(static_cast<std::size_t>(check)); }
};

TEST(ClaimChecks, PassWhereNothingIsWrong) {
    Looked looked;
    const auto all = looked.all();
    ASSERT_EQ(all.size(), kCheckCount);
    for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_EQ(all[i].check, static_cast<Check>(i));
        EXPECT_EQ(all[i].verdict, Verdict::passed) << name(all[i].check);
        EXPECT_FALSE(all[i].sentence.zh.empty());
        EXPECT_FALSE(all[i].sentence.en.empty());
    }
    EXPECT_FALSE(blocks(all));
}

TEST(ClaimChecks, NoOneIsPaidForDaysAfterTheirDeath) {
    Looked looked;
    looked.person.died = day("2025-03-04");
    EXPECT_EQ(looked.of(Check::identity), Verdict::blocks);
    looked.person.died = day("2025-03-05");
    EXPECT_EQ(looked.of(Check::identity), Verdict::look) << "the heirs claim";
}

TEST(ClaimChecks, LookAtAnAccountOfAnotherName) {
    Looked looked;
    looked.statement.account.holder = "别人";
    EXPECT_EQ(looked.of(Check::identity), Verdict::look);
}

TEST(ClaimChecks, NoCareIsClaimedBeforeItsLastDay) {
    Looked looked;
    looked.facts.today = day("2025-03-05");
    EXPECT_EQ(looked.of(Check::dates), Verdict::passed) << "discharged today";
    looked.facts.today = day("2025-03-04");
    EXPECT_EQ(looked.of(Check::dates), Verdict::blocks) << "to be discharged tomorrow";
}

TEST(ClaimChecks, LinesAreOfTheCareFromItsFirstDayToItsLast) {
    for (const std::string_view of_the_care : {"2025-03-01", "2025-03-05"}) {
        Looked looked;
        looked.statement.lines.front().fee_ocur_time = day(of_the_care);
        EXPECT_EQ(looked.of(Check::dates), Verdict::passed) << of_the_care;
    }
    for (const std::string_view outside : {"2025-02-28", "2025-03-06"}) {
        Looked looked;
        looked.statement.lines.front().fee_ocur_time = day(outside);
        EXPECT_EQ(looked.of(Check::dates), Verdict::blocks) << outside;
        EXPECT_EQ(looked.found(Check::dates).about, std::vector<std::string>{"0"});
    }
}

TEST(ClaimChecks, ALineThatIsTakenOutNeedNotBeOfTheCare) {
    Looked looked;
    looked.statement.lines.push_back(testing::line_of(Money::from_yuan(20)));
    looked.statement.lines.back().fee_ocur_time = day("2025-03-06");
    looked.claim.refused = {{.line = 0, .reason = Reason::not_covered, .words = {}}};
    EXPECT_EQ(looked.found(Check::dates).about, std::vector<std::string>{"1"})
        << "another line was taken out";
    looked.claim.refused = {{.line = 1, .reason = Reason::outside_days, .words = {}}};
    EXPECT_EQ(looked.of(Check::dates), Verdict::passed);
}

Other other(std::string_view from, std::string_view to, std::int64_t yuan, bool is_stay = true) {
    return {.id = 9,
            .care = {.fixmedins_code = "H12010100001",
                     .fixmedins_name = {},
                     .admdvs = 120101,
                     .begndate = day(from),
                     .enddate = day(to),
                     .is_stay = is_stay,
                     .total = Money::from_yuan(yuan)},
            .same_invoice = false};
}

TEST(ClaimChecks, OneInvoiceIsPaidOnce) {
    Looked looked;
    looked.facts.settlements = {other("2024-01-01", "2024-01-02", 5)};
    EXPECT_EQ(looked.of(Check::duplicate_direct), Verdict::passed);
    looked.facts.settlements.front().same_invoice = true;
    EXPECT_EQ(looked.of(Check::duplicate_direct), Verdict::blocks);
    EXPECT_EQ(looked.found(Check::duplicate_direct).about, std::vector<std::string>{"9"});
}

TEST(ClaimChecks, OneStayIsPaidOnceThoughStaysMayTouch) {
    struct Row {
        std::string_view from;
        std::string_view to;
        Verdict verdict;
    };
    for (const Row& row : {Row{"2025-03-02", "2025-03-04", Verdict::blocks},
                           Row{"2025-02-20", "2025-03-02", Verdict::blocks},
                           Row{"2025-03-05", "2025-03-09", Verdict::look},
                           Row{"2025-03-06", "2025-03-09", Verdict::passed}}) {
        Looked looked;
        looked.facts.claims = {other(row.from, row.to, 70)};
        EXPECT_EQ(looked.of(Check::duplicate_claim), row.verdict) << row.from;
        looked.facts.claims.front().care.fixmedins_code = "H2";
        EXPECT_EQ(looked.of(Check::duplicate_claim),
                  row.verdict == Verdict::blocks ? Verdict::look : Verdict::passed)
            << "another place: nobody lies in two";
    }
}

TEST(ClaimChecks, AnInstitutionOfTheRegisterMayStillNotBeDesignated) {
    Looked looked;
    looked.institution.inst_attr = {"non_designated"};
    EXPECT_EQ(looked.of(Check::institution), Verdict::look);
    const std::string planned = looked.found(Check::institution).sentence.zh;
    looked.statement.er_flag = true;
    EXPECT_EQ(looked.of(Check::institution), Verdict::look);
    EXPECT_NE(looked.found(Check::institution).sentence.zh, planned);
}

TEST(ClaimChecks, AVisitOnADayOfTheStayIsLookedAt) {
    Looked looked;
    looked.facts.settlements = {other("2025-03-02", "2025-03-02", 70, /*is_stay=*/false)};
    EXPECT_EQ(looked.of(Check::duplicate_direct), Verdict::look);
}

TEST(ClaimChecks, InvoicesSumToTheLines) {
    for (const std::string_view sum : {"99.99", "100.01"}) {
        Looked looked;
        looked.statement.invoices.front().amount = *parse_yuan(sum);
        EXPECT_EQ(looked.of(Check::invoices), Verdict::blocks) << sum;
        EXPECT_NE(looked.found(Check::invoices).sentence.en.find(sum), std::string::npos) << sum;
    }
}

TEST(ClaimChecks, AnElectronicInvoiceHasItsTwentyDigits) {
    Looked looked;
    looked.statement.invoices.front().number = "12";
    EXPECT_EQ(looked.of(Check::invoices), Verdict::blocks);
}

TEST(ClaimChecks, OneInvoiceIsStatedOnceThoughTheSumIsRight) {
    Looked looked;
    auto& invoices = looked.statement.invoices;
    invoices.front().amount = Money::from_yuan(50);
    invoices.push_back(invoices.front());
    EXPECT_EQ(looked.of(Check::invoices), Verdict::blocks);
    invoices.back().number = testing::invoice_number(2);
    EXPECT_EQ(looked.of(Check::invoices), Verdict::passed) << "two of the same amount";
}

TEST(ClaimChecks, AReceiptOnPaperIsLookedAt) {
    Looked looked;
    looked.statement.invoices.front().number = "0123456789";
    EXPECT_EQ(looked.of(Check::invoices), Verdict::blocks) << "no electronic one";
    looked.statement.invoices.front().is_paper = true;
    EXPECT_EQ(looked.of(Check::invoices), Verdict::look);
    EXPECT_EQ(looked.found(Check::invoices).about, std::vector<std::string>{"0123456789"});
    looked.statement.invoices.front().number = "12";
    EXPECT_EQ(looked.of(Check::invoices), Verdict::blocks);
}

TEST(ClaimChecks, InvoicesAreOfTheCareAndNotToCome) {
    for (const std::string_view wrong : {"2025-02-28", "2025-04-03"}) {
        Looked looked;
        looked.statement.invoices.front().day = day(wrong);
        EXPECT_EQ(looked.of(Check::invoices), Verdict::blocks) << wrong;
    }
    Looked later;
    later.statement.invoices.front().day = day("2025-03-09");
    EXPECT_EQ(later.of(Check::invoices), Verdict::passed) << "paid after the discharge";
}

TEST(ClaimChecks, MissingPapersAreNamed) {
    Looked looked;
    const PaperRule receipt{.kind = "receipt", .zh = "票据", .en = "receipt"};
    const PaperRule list{.kind = "itemised_list", .zh = "清单", .en = "list"};
    looked.facts.missing_papers = {&receipt, &list};
    const Finding found = looked.found(Check::papers);
    EXPECT_EQ(found.verdict, Verdict::blocks);
    EXPECT_EQ(found.sentence.zh, "缺少：票据、清单");
    EXPECT_EQ(found.about, (std::vector<std::string>{"receipt", "itemised_list"}));
    looked.facts.are_papers_known = false;
    EXPECT_EQ(looked.of(Check::papers), Verdict::unknown);
}

TEST(ClaimChecks, WhatAThirdPartyOwesTheFundDoesNotPay) {
    Looked looked;
    looked.statement.trum_flag = true;
    EXPECT_EQ(looked.of(Check::third_party), Verdict::look);
    looked.statement.rel_ttp_flag = true;
    EXPECT_EQ(looked.of(Check::third_party), Verdict::blocks);
    looked.statement.trum_flag = false;
    EXPECT_EQ(looked.of(Check::third_party), Verdict::blocks) << "liable also without an injury";
    looked.statement.circumstances.third_party_unpaid = true;
    EXPECT_EQ(looked.of(Check::third_party), Verdict::look) << "the fund advances it";
    EXPECT_FALSE(looked.found(Check::third_party).clause.empty());
    looked.statement.circumstances.third_party_unpaid = false;
    looked.statement.circumstances.third_party_unknown = true;
    EXPECT_EQ(looked.of(Check::third_party), Verdict::look);
}

TEST(ClaimChecks, TheDeadlineIsCountedFromTheLastDayAndNeverInvented) {
    Looked looked;
    looked.facts.received = day("2026-03-05");
    EXPECT_EQ(looked.of(Check::deadline), Verdict::passed) << "the last day";
    looked.facts.received = day("2026-03-06");
    EXPECT_EQ(looked.of(Check::deadline), Verdict::blocks);
    looked.facts.deadline_months.reset();
    EXPECT_EQ(looked.of(Check::deadline), Verdict::unknown);
}

TEST(ClaimChecks, EveryLineIsReadByTheInsuredRegionOrTakenOut) {
    Looked looked;
    looked.facts.lines_without_attributes = {0};
    EXPECT_EQ(looked.of(Check::lines), Verdict::blocks);
    looked.facts.lines_without_attributes.clear();
    looked.claim.refused = {{.line = 0, .reason = Reason::not_covered, .words = {}}};
    EXPECT_EQ(looked.of(Check::lines), Verdict::blocks) << "nothing is left";
}

TEST(ClaimChecks, APriceThatIsLimitedHasToBeStated) {
    Looked looked;
    looked.facts.lines_without_price = {0};
    EXPECT_EQ(looked.of(Check::lines), Verdict::blocks);
    EXPECT_EQ(looked.found(Check::lines).about, std::vector<std::string>{"0"});
}

}  // namespace
}  // namespace yidi::claim
