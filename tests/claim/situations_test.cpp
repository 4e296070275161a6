#include "app/payer/upkeep.h"
#include "domain/policy/pack_test_support.h"
#include "tests/claim/office.h"

/// Edge cases from life, by number, as far as claims by hand concern them.
namespace yidi::tests {
namespace {

using claim::Check;
using claim::Verdict;
using settlement::Settlement;

class Situation : public Office {
protected:
    /// With papers beside those of every claim.
    Result<app::ClaimReply> receive(const claim::Statement& said,
                                    std::initializer_list<std::string> more = {}) {
        app::ClaimRequest wanted = request(said);
        wanted.papers.insert(wanted.papers.end(), more);
        return take(app::receive_claim, wanted);
    }
    Result<app::DecidedClaim> decide(std::int64_t claim) {
        const auto accepted = take(app::accept_claim, step(claim, "reviewer"));
        if (!accepted) {
            return fail(accepted.error());
        }
        const auto checked = take(app::check_claim_lines, step(claim, "reviewer"));
        if (!checked) {
            return fail(checked.error());
        }
        return take(app::decide_claim, step(claim, "approver"));
    }
    Result<app::ClaimReply> change(const app::ClaimRequest& wanted, std::int64_t claim) {
        std::optional<Result<app::ClaimReply>> reply;
        const payer::Context now = context();
        const Result<void> done = write([&](ports::Session& session) -> Result<void> {
            reply = app::change_claim(session, claims(now), wanted, claim);
            return *reply ? Result<void>{} : fail(reply->error());
        });
        return done ? *std::move(reply) : fail(done.error());
    }
    void die(std::string_view on) {
        payer::PersonRecord record;
        record.person.pid = pid_;
        record.person.insuplc_admdvs = kNextDoorArea;
        record.person.personal = {.psn_name = "人42",
                                  .psn_cert_type = "01",
                                  .certno = "C42",
                                  .gend = "1",
                                  .naty = {},
                                  .brdy = parse_date("1980-01-01").value(),
                                  .tel = {},
                                  .card_sn = {}};
        record.person.died = parse_date(on).value();
        EXPECT_TRUE(write([&](ports::Session& session) {
            return payer::put_person(session, context(), record, "test");
        }));
    }
};

TEST_F(Situation, S05_FiledAfterTheSelfPaidDischarge) {
    file(kAwayArea, "2025-03-10");
    const auto late = decide(received(stay("2025-03-01", "2025-03-05", 3'000)));
    ASSERT_TRUE(late.has_value()) << late.error();
    EXPECT_EQ(late->settlement.info.fund_pay_sumamt, yuan(1'200)) << "as unfiled: 60 %";
    file(kAwayArea, "2025-04-01");
    const auto filed = decide(received(stay("2025-04-01", "2025-04-05", 3'000)));
    ASSERT_TRUE(filed.has_value()) << filed.error();
    EXPECT_EQ(filed->settlement.info.fund_pay_sumamt, yuan(2'000)) << "(3,000 − 500) × 80 %";
    expect_verified();
}

TEST_F(Situation, S07_ObservedInTheEmergencyRoomThenAdmitted) {
    // The observation could not be settled directly: it is claimed as part of the stay, by the
    // emergency's benefit; without the mark on the record it is not taken.
    claim::Statement said = stay("2025-03-01", "2025-03-05", 2'000);
    said.er_flag = true;
    said.lines.push_back(claim::testing::line_of(yuan(1'000), kDrug));
    said.lines.back().fee_ocur_time = parse_date("2025-03-01").value();
    said.invoices.push_back(
        {.number = claim::testing::invoice_number(7), .day = said.begndate, .amount = yuan(1'000)});
    const auto without = receive(said);
    ASSERT_TRUE(without.has_value()) << without.error();
    EXPECT_EQ(finding(without->claim, Check::papers).about,
              std::vector<std::string>{"emergency_record"});
    EXPECT_EQ(decide(without->claim).error().where, "papers");
    app::ClaimStep more = step(without->claim, "reviewer");
    ASSERT_TRUE(take(app::ask_claim_material, more));
    more.papers = {"emergency_record"};
    more.actor.by = "person";
    ASSERT_TRUE(take(app::give_claim_material, more));
    const auto decided = decide(without->claim);
    ASSERT_TRUE(decided.has_value()) << decided.error();
    // (3,000 − 1,000) × 80 %: an emergency counts as filed.
    EXPECT_EQ(decided->settlement.info.fund_pay_sumamt, yuan(1'600));
}

TEST_F(Situation, S29_DeathBeforeTheClaimWasPaid) {
    die("2025-03-05");
    const claim::Statement said = stay("2025-03-01", "2025-03-05", 3'000);
    EXPECT_EQ(receive(said).error().code, ErrorCode::not_allowed)
        << "nobody claims in the name of who has died";
    app::ClaimRequest heirs = request(said);
    heirs.actor = {.channel = claim::Channel::window, .by = "counter", .proxy = {}};
    const auto claim = take(app::receive_claim, heirs);
    ASSERT_TRUE(claim.has_value()) << claim.error();
    EXPECT_EQ(finding(claim->claim, Check::papers).about,
              (std::vector<std::string>{"death_certificate", "heir_proof"}));
    EXPECT_EQ(finding(claim->claim, Check::identity).verdict, Verdict::look);
    heirs.papers.insert(heirs.papers.end(), {"death_certificate", "heir_proof"});
    ASSERT_TRUE(change(heirs, claim->claim));
    const auto decided = decide(claim->claim);
    ASSERT_TRUE(decided.has_value()) << decided.error();
    EXPECT_EQ(decided->settlement.info.fund_pay_sumamt, yuan(1'200));

    heirs.statement = stay("2025-03-06", "2025-03-07", 100);
    const auto after = take(app::receive_claim, heirs);
    ASSERT_TRUE(after.has_value()) << after.error();
    EXPECT_EQ(finding(after->claim, Check::identity).verdict, Verdict::blocks);
}

TEST_F(Situation, S32_NotConnectedAtAll) {
    claim::Statement said = stay("2025-03-01", "2025-03-05", 3'000);
    said.place = {.mdtrtarea_admvs = 120101,
                  .fixmedins_code = {},
                  .fixmedins_name = "乡卫生院",
                  .hosp_lv = "05"};
    const std::int64_t claim = received(said);
    EXPECT_EQ(finding(claim, Check::institution).verdict, Verdict::look);
    const auto decided = decide(claim);
    ASSERT_TRUE(decided.has_value()) << decided.error();
    EXPECT_EQ(decided->settlement.info.fund_pay_sumamt, yuan(1'200));
}

TEST_F(Situation, S37_SettledButTheCashPartNotPaid) {
    // The settlement stands, whoever paid the rest: its invoice cannot be claimed by hand.
    file(kAwayArea, "2025-01-01");
    const std::int64_t there = admit("2025-11-25", 3'000);
    discharge(there, to_string(now_));
    payer::SettleRequest bill = this->bill(there, 3'000);
    claim::Statement said = stay("2025-11-25", "2025-12-01", 3'000);
    bill.invono = said.invoices.front().number;
    const auto settled = run(payer::settle, bill);
    ASSERT_TRUE(settled.has_value()) << settled.error();
    const std::int64_t claim = received(said);
    EXPECT_EQ(finding(claim, Check::duplicate_direct).about,
              std::vector<std::string>{std::to_string(settled->settlement.setl_id)});
    EXPECT_EQ(decide(claim).error().where, "duplicate_direct");
    // Cancelled within the day it may be: then nothing was settled.
    ASSERT_TRUE(run(payer::reverse, back(settled->settlement)).has_value());
    EXPECT_EQ(finding(claim, Check::duplicate_direct).verdict, Verdict::passed);
    expect_verified();
}

TEST_F(Situation, AStayThatWasSettledIsFoundWithoutItsCodeAndInvoice) {
    file(kAwayArea, "2025-01-01");
    const Settlement direct = settled_stay("2025-11-20", 3'000);
    claim::Statement said = stay("2025-11-20", "2025-11-30", 2'900);
    said.place.fixmedins_code.clear();
    const std::int64_t named = received(said);
    EXPECT_EQ(view(named).now.fixmedins_code, kAwayHospital) << "by its name, from the register";
    EXPECT_EQ(finding(named, Check::duplicate_direct).about,
              std::vector<std::string>{std::to_string(direct.setl_id)});
    EXPECT_EQ(finding(named, Check::duplicate_direct).verdict, Verdict::blocks);

    claim::Statement elsewhere = stay("2025-11-20", "2025-11-30", 2'900);
    elsewhere.place = {.mdtrtarea_admvs = 310101,
                       .fixmedins_code = {},
                       .fixmedins_name = "乡卫生院",
                       .hosp_lv = "05"};
    const std::int64_t other = received(elsewhere);
    EXPECT_EQ(finding(other, Check::duplicate_direct).verdict, Verdict::look)
        << "nobody lies in two hospitals";
    EXPECT_EQ(finding(other, Check::duplicate_claim).verdict, Verdict::look);
}

TEST_F(Situation, AStayThatIsClaimedIsNotSettledToo) {
    file(kAwayArea, "2025-01-01");
    const std::int64_t there = admit("2025-11-20", 3'000);
    discharge(there, to_string(now_));
    const std::int64_t claim = received(stay("2025-11-20", "2025-11-30", 3'000));
    for (const auto verb : {payer::pre_settle, payer::settle}) {
        const auto refused = run(verb, bill(there, 3'000));
        ASSERT_FALSE(refused.has_value());
        EXPECT_EQ(refused.error().code, ErrorCode::not_covered);
        EXPECT_NE(refused.error().detail.find(std::to_string(claim)), std::string::npos);
        EXPECT_FALSE(refused.error().source.empty());
    }
    ASSERT_TRUE(take(app::withdraw_claim, step(claim, "person")));
    const auto settled = run(payer::settle, bill(there, 3'000));
    ASSERT_TRUE(settled.has_value()) << "the claim is over in vain: " << settled.error();
    expect_verified();
}

TEST_F(Situation, AnInvoiceThatIsClaimedIsNotSettledToo) {
    file(kAwayArea, "2025-01-01");
    claim::Statement said = visit("2025-03-01", 500);
    received(said);
    payer::SettleRequest other = bill(admit("2025-11-20", 3'000), 3'000);
    discharge(std::stoll(other.visit.mdtrt_id), to_string(now_));
    other.invono = said.invoices.front().number;
    EXPECT_EQ(run(payer::settle, other).error().code, ErrorCode::not_covered);
    other.invono.clear();
    EXPECT_TRUE(run(payer::settle, other).has_value());
}

TEST_F(Situation, S38_RefundAfterTheSettlementGivesTheYearBack) {
    file(kAwayArea, "2025-01-01");
    const Settlement first = settled_stay("2025-11-20", 3'000);
    const std::string before = year_text();
    // The claim's care lies before it, so that taking the later one back leaves the claim alone.
    const app::DecidedClaim claim = decided(stay("2025-03-01", "2025-03-05", 2'000));
    ASSERT_TRUE(run(payer::reverse, back(first)).has_value());
    EXPECT_EQ(now_of(first.setl_id), adjudication::Setlinfo{});
    EXPECT_EQ(now_of(claim.settlement.setl_id).fund_pay_sumamt, yuan(800));
    EXPECT_EQ(owed(), yuan(800)) << "the difference to the reversed one is taken back too";
    EXPECT_NE(year_text(), before);
    expect_verified();
}

TEST_F(Situation, S40_APartialReturnMakesACorrectionOfTheWhole) {
    const app::DecidedClaim first = decided(stay("2025-03-01", "2025-03-05", 3'000));
    app::ClaimRequest correction = request(stay("2025-03-01", "2025-03-05", 2'500));
    correction.kind = claim::Kind::correction;
    correction.refers_to = first.reply.claim;
    correction.reason = "退了一盒药";
    const auto received = take(app::receive_claim, correction);
    ASSERT_TRUE(received.has_value()) << received.error();
    const auto decided = decide(received->claim);
    ASSERT_TRUE(decided.has_value()) << decided.error();
    EXPECT_EQ(decided->settlement.info.fund_pay_sumamt, yuan(900)) << "(2,500 − 1,000) × 60 %";
    EXPECT_EQ(now_of(first.settlement.setl_id), adjudication::Setlinfo{});
    EXPECT_EQ(owed(), yuan(900));
    expect_verified();
}

TEST_F(Situation, S44_AcrossTheYearsEndByTheDayOfDischarge) {
    file(kAwayArea, "2024-01-01");
    const auto decided = decide(received(stay("2024-12-20", "2025-01-05", 3'000)));
    ASSERT_TRUE(decided.has_value()) << decided.error();
    EXPECT_EQ(decided->settlement.year, 2025);
    EXPECT_EQ(year_text(2024), "");
    EXPECT_NE(year_text(2025), "");
}

TEST_F(Situation, S51_TheDeductibleCumulatesOverDirectAndClaimedStays) {
    file(kAwayArea, "2025-01-01");
    decided(stay("2025-02-01", "2025-02-05", 1'200));
    const Settlement direct = settled_stay("2025-11-20", 3'000);
    EXPECT_EQ(direct.info.act_pay_dedc, yuan(500)) << "the second stay of the year";
    const app::DecidedClaim between = decided(stay("2025-06-01", "2025-06-05", 1'200));
    EXPECT_EQ(between.settlement.info.act_pay_dedc, yuan(500));
    EXPECT_EQ(now_of(direct.setl_id).act_pay_dedc, yuan(500)) << "the third";
    expect_verified();
}

TEST_F(Situation, S52_PaysUpToTheCapWhereverTheBillsCameFrom) {
    file(kAwayArea, "2025-01-01");
    const Settlement direct = settled_stay("2025-11-20", 26'000);
    // (26,000 − 1,000) × 80 % = 20,000: the whole cap.
    EXPECT_EQ(direct.info.fund[0], yuan(20'000));
    const app::DecidedClaim claim = decided(stay("2025-03-01", "2025-03-05", 6'000));
    EXPECT_EQ(claim.settlement.info.fund[0], yuan(4'000)) << "(6,000 − 1,000) × 80 %";
    EXPECT_EQ(now_of(direct.setl_id).fund[0], yuan(16'000)) << "what the cap leaves";
    expect_verified();
}

TEST_F(Situation, S54_TheSeriousLayerFollowsWhenTheYearReachesIt) {
    file(kAwayArea, "2025-01-01");
    // Bears 1,000 + 1,800 = 2,800 in scope: below the layer's 3,000.
    const Settlement direct = settled_stay("2025-11-20", 10'000);
    constexpr auto kSerious = static_cast<std::size_t>(policy::FundField::hifmi_pay);
    EXPECT_EQ(direct.info.fund[kSerious], Money{});
    // Bears 1,000 + 200 itself, and leaves the later one 500 + 1,900 above 1,200: 600 over 3,000.
    const app::DecidedClaim claim = decided(stay("2025-03-01", "2025-03-05", 2'000));
    EXPECT_EQ(claim.settlement.info.fund[kSerious], Money{});
    EXPECT_EQ(now_of(direct.setl_id).fund[kSerious], yuan(300)) << "600 × 50 %";
    EXPECT_EQ(messages(pid_)["settlement_changed"], 1) << "the layer that followed is told";
    expect_verified();
}

TEST_F(Situation, S55_ADualChannelDrugWithItsPrescription) {
    claim::Statement said = visit("2025-03-01", 500);
    said.med_type = "9216";
    said.circumstances.dual_channel = true;
    const auto claim = receive(said);
    ASSERT_TRUE(claim.has_value()) << claim.error();
    EXPECT_EQ(finding(claim->claim, Check::papers).about,
              std::vector<std::string>{"dual_channel_prescription"});
    app::ClaimRequest more = request(said);
    more.papers.emplace_back("dual_channel_prescription");
    ASSERT_TRUE(change(more, claim->claim));
    const auto decided = decide(claim->claim);
    ASSERT_TRUE(decided.has_value()) << decided.error();
    EXPECT_EQ(decided->settlement.info.fund_pay_sumamt, yuan(300)) << "500 × 60 %";
}

}  // namespace
}  // namespace yidi::tests
