#include "tests/claim/office.h"

/// What a claim pays, where in its year, and what becomes of the money.
namespace yidi::tests {
namespace {

using claim::Phase;
using settlement::Settlement;

class Decision : public Office {
protected:
    /// The person's claims, the latest first.
    std::vector<claim::Claim> view_all() {
        std::vector<claim::Claim> all;
        EXPECT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
            YIDI_TRY(all, app::claims_of(session, pid_));
            return {};
        }));
        return all;
    }
    /// A correction of a claim, decided.
    void corrected(std::int64_t first, const claim::Statement& said) {
        app::ClaimRequest wanted = request(said);
        wanted.kind = claim::Kind::correction;
        wanted.refers_to = first;
        wanted.reason = "多报了一项";
        const auto received = take(app::receive_claim, wanted);
        ASSERT_TRUE(received.has_value()) << received.error();
        ASSERT_TRUE(take(app::accept_claim, step(received->claim, "reviewer")));
        ASSERT_TRUE(take(app::check_claim_lines, step(received->claim, "reviewer")).has_value());
        const auto decided = take(app::decide_claim, step(received->claim, "approver"));
        ASSERT_TRUE(decided.has_value()) << decided.error();
    }
    /// The person is insured as a resident too.
    void also_resident() {
        payer::PersonRecord record;
        record.person.pid = pid_;
        record.person.insuplc_admdvs = kHomeArea;
        record.person.personal.psn_name = "人" + std::to_string(pid_);
        record.person.personal.psn_cert_type = "01";
        record.person.personal.certno = "C" + std::to_string(pid_);
        for (const auto insutype : {policy::Insutype::employee, policy::Insutype::resident}) {
            registry::Insurance one;
            one.seq = static_cast<std::int64_t>(record.insurances.size()) + 1;
            one.insutype = insutype;
            one.insuplc_admdvs = kHomeArea;
            one.psn_type = "11";
            one.psn_insu_date = *parse_date("2020-01-01");
            record.insurances.push_back(one);
        }
        ASSERT_TRUE(write([&](ports::Session& session) {
            return payer::put_person(session, context(), record, "test");
        }));
    }
    /// A trial, of which nothing is kept.
    Result<app::DecidedClaim> tried(const app::ClaimStep& step) {
        std::optional<Result<app::DecidedClaim>> outcome;
        const payer::Context now = context();
        EXPECT_FALSE(write([&](ports::Session& session) -> Result<void> {
            outcome = app::try_claim(session, claims(now), step);
            return fail(Error{.code = ErrorCode::busy, .detail = "a trial"});
        }));
        return *std::move(outcome);
    }
};

TEST_F(Decision, PaysByTheInsuredRegionsRulesUnfiled) {
    // (3,000 − 1,000) × (80 % − 20 points)
    const app::DecidedClaim decided = this->decided(stay("2025-03-01", "2025-03-05", 3'000));
    EXPECT_EQ(decided.settlement.info.fund_pay_sumamt, yuan(1'200));
    EXPECT_EQ(decided.reply.now.phase, Phase::decided);
    EXPECT_EQ(decided.reply.now.decision->to_pay, yuan(1'200));
    EXPECT_EQ(decided.reply.now.decision->differences, Money{});
    EXPECT_EQ(settlement::fulamt_advpay_flag(decided.settlement), "1");
    EXPECT_FALSE(decided.settlement.payers.empty());
    EXPECT_FALSE(decided.settlement.payers.front().setl_proc_info.empty()) << "it is explained";
    EXPECT_EQ(owed(), yuan(1'200));
    EXPECT_EQ(messages(pid_)["claim_decided"], 1);
    expect_verified();
}

TEST_F(Decision, TellsTheAmountBeforeItIsDecidedAndKeepsNothing) {
    claim::Statement said = stay("2025-03-01", "2025-03-05", 2'000);
    said.lines.push_back(claim::testing::line_of(yuan(1'000), kDrug));
    said.invoices.front().amount = yuan(3'000);
    const std::int64_t claim = received(said);
    ASSERT_TRUE(take(app::accept_claim, step(claim, "reviewer")));
    const std::string before = state();
    const auto whole = tried(step(claim, "reviewer"));
    ASSERT_TRUE(whole.has_value()) << whole.error();
    EXPECT_EQ(whole->settlement.info.fund_pay_sumamt, yuan(1'200));
    app::ClaimStep without = step(claim, "reviewer");
    without.refused = {{.line = 1, .reason = claim::Reason::not_covered, .words = {}}};
    const auto partly = tried(without);
    ASSERT_TRUE(partly.has_value()) << partly.error();
    EXPECT_EQ(partly->settlement.info.fund_pay_sumamt, yuan(600));  // (2,000 − 1,000) × 60 %
    EXPECT_EQ(state(), before);
    ASSERT_TRUE(take(app::check_claim_lines, step(claim, "reviewer")).has_value());
    const auto checked = tried(step(claim, "reviewer"));
    ASSERT_TRUE(checked.has_value()) << "who has checked may try what another decides";
}

TEST_F(Decision, LeavesOutWhatWasTakenOut) {
    claim::Statement said = stay("2025-03-01", "2025-03-05", 2'000);
    said.lines.push_back(claim::testing::line_of(yuan(1'000), kDrug));
    said.invoices.front().amount = yuan(3'000);
    const std::int64_t claim = checked(
        said, {{.line = 1, .reason = claim::Reason::no_indication, .words = "病历中没有依据"}});
    const auto decided = take(app::decide_claim, step(claim, "approver"));
    ASSERT_TRUE(decided.has_value()) << decided.error();
    // (2,000 − 1,000) × 60 %
    EXPECT_EQ(decided->settlement.info.fund_pay_sumamt, yuan(600));
    EXPECT_EQ(decided->reply.now.decision->claimed, yuan(3'000));
    EXPECT_EQ(decided->reply.now.decision->refused, yuan(1'000));
    EXPECT_EQ(decided->reply.now.refused.front().reason, claim::Reason::no_indication);
    expect_verified();
}

TEST_F(Decision, IsNoneWhereTheRegionDoesNotReadALine) {
    claim::Statement said = stay("2025-03-01", "2025-03-05", 3'000);
    said.lines.front().med_list_codg = "UNKNOWN";
    said.lines.front().insured = adjudication::LineAttributes{
        .chrgitm_lv = "01", .selfpay_prop = {}, .pric_uplmt_amt = {}, .lmt_used_flag = false};
    const std::int64_t claim = received(said);
    ASSERT_TRUE(take(app::accept_claim, step(claim, "reviewer")));
    const auto refused = take(app::check_claim_lines, step(claim, "reviewer"));
    ASSERT_FALSE(refused.has_value()) << "what the applicant says of the catalogue is not taken";
    EXPECT_EQ(refused.error().where, "lines");
    app::ClaimStep read = step(claim, "reviewer");
    read.read = {{.line = 0,
                  .insured = {.chrgitm_lv = "02",
                              .selfpay_prop = Rate::from_ppm(100'000),
                              .pric_uplmt_amt = {},
                              .lmt_used_flag = false}}};
    ASSERT_TRUE(take(app::check_claim_lines, read).has_value());
    const auto decided = take(app::decide_claim, step(claim, "approver"));
    ASSERT_TRUE(decided.has_value()) << decided.error();
    // (3,000 − 300 − 1,000) × 60 %
    EXPECT_EQ(decided->settlement.info.fund_pay_sumamt, yuan(1'020));
}

TEST_F(Decision, GuessesNoPriceThatTheRegionLimits) {
    claim::Statement said = stay("2025-03-01", "2025-03-05", 10'000);
    adjudication::Line& line = said.lines.front();
    line.med_list_codg = "UNKNOWN";
    line.cnt = {};
    line.pric = {};
    const auto received = take(app::receive_claim, request(said));
    ASSERT_TRUE(received.has_value()) << received.error();
    ASSERT_TRUE(take(app::accept_claim, step(received->claim, "reviewer")));
    app::ClaimStep limited = step(received->claim, "reviewer");
    limited.read = {{.line = 0,
                     .insured = {.chrgitm_lv = "01",
                                 .selfpay_prop = {},
                                 .pric_uplmt_amt = parse_unit_price("40").value(),
                                 .lmt_used_flag = false}}};
    EXPECT_EQ(take(app::check_claim_lines, limited).error().where, "lines");
    app::ClaimStep free = limited;
    free.read.front().insured.pric_uplmt_amt.reset();
    EXPECT_TRUE(take(app::check_claim_lines, free).has_value()) << "no limit asks for it";
    const auto decided = take(app::decide_claim, step(received->claim, "approver"));
    ASSERT_TRUE(decided.has_value()) << decided.error();
    // (10,000 − 1,000) × 60 %
    EXPECT_EQ(decided->settlement.info.fund[0], yuan(5'400));

    claim::Statement priced = stay("2025-04-01", "2025-04-05", 10'000);
    priced.lines.front().med_list_codg = "UNKNOWN";
    priced.lines.front().cnt = parse_quantity("200").value();
    priced.lines.front().pric = parse_unit_price("50").value();
    limited.key.claim = this->received(priced);
    ASSERT_TRUE(take(app::accept_claim, limited));
    ASSERT_TRUE(take(app::check_claim_lines, limited).has_value());
    const auto second = take(app::decide_claim, step(limited.key.claim, "approver"));
    ASSERT_TRUE(second.has_value()) << second.error();
    // (200 × 40 − 500) × 60 %: the second stay of the year
    EXPECT_EQ(second->settlement.info.fund[0], yuan(4'500));
}

TEST_F(Decision, IsNoneWhereNoRuleIsKnown) {
    claim::Statement said = visit("2025-03-01", 500);
    said.med_type = "14";  // chronic care: not in these packs
    const std::int64_t claim = checked(said);
    const std::string before = state();
    const auto refused = take(app::decide_claim, step(claim, "approver"));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(exit_code(refused.error().code), 3) << refused.error();
    EXPECT_EQ(state(), before);
}

TEST_F(Decision, CountsWhereItsCareLiesAndPostsTheDifferences) {
    file(kAwayArea, "2025-01-01");
    const Settlement later = settled_stay("2025-06-01", 3'000);
    EXPECT_EQ(later.info.fund_pay_sumamt, yuan(1'600));  // the first stay: (3,000 − 1,000) × 80 %
    const app::DecidedClaim claim = decided(stay("2025-03-01", "2025-03-05", 2'000));
    EXPECT_EQ(claim.settlement.info.fund_pay_sumamt, yuan(800));  // (2,000 − 1,000) × 80 %
    ASSERT_EQ(claim.corrections.size(), 1U);
    EXPECT_EQ(claim.corrections.front().undoes, later.setl_id);
    // The second stay now: (3,000 − 500) × 80 % = 2,000.
    EXPECT_EQ(now_of(later.setl_id).fund_pay_sumamt, yuan(2'000));
    EXPECT_EQ(claim.reply.now.decision->differences, yuan(400));
    EXPECT_EQ(claim.reply.now.decision->to_pay, yuan(1'200));
    EXPECT_EQ(owed(), yuan(1'200)) << "also what the window took too much";
    EXPECT_EQ(messages(pid_)["settlement_changed"], 1);
    expect_verified();
}

TEST_F(Decision, CountsBehindWhatStandsWhereTheRegionOpensNoYearAgain) {
    insure(43, kHomeArea);
    file(kAwayArea, "2025-01-01");
    const Settlement later = settled_stay("2025-06-01", 3'000);
    const app::DecidedClaim claim = decided(stay("2025-03-01", "2025-03-05", 2'000));
    EXPECT_TRUE(claim.corrections.empty());
    EXPECT_EQ(claim.settlement.info.fund_pay_sumamt, yuan(1'200));  // (2,000 − 500) × 80 %
    EXPECT_EQ(now_of(later.setl_id).fund_pay_sumamt, yuan(1'600));
    expect_verified();
}

TEST_F(Decision, IsPaidInStepsThatTheLedgerKnows) {
    const std::int64_t claim = decided(stay("2025-03-01", "2025-03-05", 3'000)).reply.claim;
    const auto early = take(app::send_payment, step(claim, "finance"));
    EXPECT_EQ(early.error().code, ErrorCode::inconsistent) << "it was not ordered";
    const claim::Claim done = paid(claim);
    EXPECT_EQ(done.phase, Phase::paid);
    EXPECT_EQ(done.ordered, yuan(1'200));
    EXPECT_EQ(done.bank_reference, "B1");
    EXPECT_EQ(owed(), Money{});
    const auto told = messages(pid_);
    EXPECT_EQ(told.at("claim_sent"), 1);
    EXPECT_EQ(told.at("claim_arrived"), 1);
    EXPECT_EQ(rows(ports::Table::claim_queue), 0U);
    expect_verified();
}

TEST_F(Decision, IsPaidAgainAfterTheBankSentItBack) {
    const std::int64_t claim = decided(stay("2025-03-01", "2025-03-05", 3'000)).reply.claim;
    ASSERT_TRUE(take(app::order_payment, step(claim, "finance")));
    ASSERT_TRUE(take(app::send_payment, step(claim, "finance")));
    EXPECT_EQ(owed(), Money{});
    ASSERT_TRUE(take(app::payment_returned, step(claim, "finance")));
    EXPECT_EQ(owed(), yuan(1'200));
    EXPECT_EQ(messages(pid_)["claim_returned"], 1);
    expect_verified();
    app::ClaimStep account = step(claim, "person");
    account.account = claim::BankAccount{.holder = "人42", .bank = "乙银行", .number = "12"};
    EXPECT_EQ(take(app::correct_account, account).error().where, "/account/number");
    account.account->number = "6222000000000002";
    ASSERT_TRUE(take(app::correct_account, account));
    EXPECT_EQ(view(claim).statement.account.bank, "乙银行");
    EXPECT_EQ(paid(claim).phase, Phase::paid);
    EXPECT_EQ(owed(), Money{});
    expect_verified();
}

TEST_F(Decision, NeedsThreeAboveTheAmount) {
    const std::int64_t claim = checked(stay("2025-03-01", "2025-03-05", 3'000));
    const auto same = take(app::decide_claim, step(claim, "reviewer"));
    EXPECT_EQ(same.error().code, ErrorCode::not_allowed) << "1,200 is above 1,000";
    ASSERT_TRUE(take(app::decide_claim, step(claim, "approver")));
    EXPECT_EQ(take(app::order_payment, step(claim, "approver")).error().code,
              ErrorCode::not_allowed);
    ASSERT_TRUE(take(app::order_payment, step(claim, "finance")));

    const std::int64_t small = checked(stay("2025-04-01", "2025-04-05", 1'500));
    EXPECT_TRUE(take(app::decide_claim, step(small, "reviewer"))) << "(1,500 − 500) × 60 %";
}

TEST_F(Decision, OfAnAppealTakesTheFirstBackAndPaysTheDifference) {
    claim::Statement said = stay("2025-03-01", "2025-03-05", 2'000);
    said.lines.push_back(claim::testing::line_of(yuan(1'000), kDrug));
    said.invoices.front().amount = yuan(3'000);
    const std::int64_t first =
        checked(said, {{.line = 1, .reason = claim::Reason::no_indication, .words = {}}});
    ASSERT_TRUE(take(app::decide_claim, step(first, "approver")));
    EXPECT_EQ(paid(first).ordered, yuan(600));

    app::ClaimRequest appeal = request(said);
    appeal.kind = claim::Kind::appeal;
    appeal.refers_to = first;
    EXPECT_EQ(take(app::receive_claim, appeal).error().where, "/reason");
    appeal.reason = "病历中有依据";
    const auto received = take(app::receive_claim, appeal);
    ASSERT_TRUE(received.has_value()) << received.error();
    ASSERT_TRUE(take(app::accept_claim, step(received->claim, "reviewer")));
    ASSERT_TRUE(take(app::check_claim_lines, step(received->claim, "reviewer")).has_value());
    EXPECT_EQ(take(app::decide_claim, step(received->claim, "approver")).error().code,
              ErrorCode::not_allowed)
        << "an appeal is decided by somebody else";
    const auto decided = take(app::decide_claim, step(received->claim, "second approver"));
    ASSERT_TRUE(decided.has_value()) << decided.error();
    EXPECT_EQ(decided->settlement.info.fund_pay_sumamt, yuan(1'200));
    EXPECT_EQ(decided->reply.now.decision->to_pay, yuan(600));
    EXPECT_EQ(view(first).now.phase, Phase::paid) << "what was decided stays as it was";
    EXPECT_EQ(paid(received->claim).ordered, yuan(600));
    EXPECT_EQ(owed(), Money{});
    expect_verified();

    appeal.refers_to = received->claim;
    const auto again = take(app::receive_claim, appeal);
    ASSERT_TRUE(again.has_value())
        << "against the appeal, with the invoices of the first: " << again.error();
}

TEST_F(Decision, OfAnAppealStandsInItsPlaceWhereTheRegionOpensNoYearAgain) {
    insure(43, kHomeArea);
    const std::int64_t first = decided(stay("2025-03-01", "2025-03-05", 3'000)).reply.claim;
    const app::DecidedClaim later = decided(stay("2025-05-01", "2025-05-05", 2'000));
    EXPECT_EQ(later.settlement.info.fund_pay_sumamt, yuan(900)) << "(2,000 − 500) × 60 %";
    corrected(first, stay("2025-03-01", "2025-03-05", 3'500));
    // (3,500 − 1,000) × 60 %, the first stay still, for 1,200 before; the later one as it was.
    EXPECT_EQ(owed(), yuan(1'500 + 900));
    EXPECT_EQ(now_of(later.settlement.setl_id).fund_pay_sumamt, yuan(900));
    EXPECT_EQ(messages(pid_)["settlement_changed"], 0);
    const app::DecidedClaim third = decided(stay("2025-07-01", "2025-07-05", 2'000));
    EXPECT_EQ(third.settlement.info.act_pay_dedc, yuan(500));
    expect_verified();
}

/// No window can take a claim back, so that it keeps none from taking back its own.
TEST_F(Decision, StaysWhereAWindowTakesBackWhatWasSettledBefore) {
    insure(43, kHomeArea);
    file(kAwayArea, "2025-01-01");
    const Settlement first = settled_stay("2025-11-20", 3'000);
    const app::DecidedClaim claim = decided(stay("2025-05-01", "2025-05-05", 2'000));
    EXPECT_EQ(claim.settlement.info.act_pay_dedc, yuan(500)) << "it counts as the second";
    const Settlement last = settled_stay("2025-11-25", 2'000);
    const auto refused = run(payer::reverse, back(first));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::must_undo_later_first);
    EXPECT_EQ(refused.error().detail,
              "later settlements of the year: " + std::to_string(last.setl_id))
        << "what this window can take back, and the claim is none of it";
    ASSERT_TRUE(run(payer::reverse, back(last)).has_value());
    const auto done = run(payer::reverse, back(first));
    ASSERT_TRUE(done.has_value()) << done.error();
    EXPECT_EQ(now_of(claim.settlement.setl_id).fund_pay_sumamt,
              claim.settlement.info.fund_pay_sumamt);
    EXPECT_EQ(owed(), claim.settlement.info.fund_pay_sumamt);
    // The year holds the claim alone: what comes next is the second stay again.
    EXPECT_EQ(decided(stay("2025-07-01", "2025-07-05", 2'000)).settlement.info.act_pay_dedc,
              yuan(500));
    expect_verified();
}

TEST_F(Decision, OfACorrectionIntoTheOtherSchemeCountsInThatSchemesYear) {
    insure(43, kHomeArea);
    also_resident();
    decided(stay("2025-02-01", "2025-02-05", 2'000));
    const std::int64_t second = decided(stay("2025-03-01", "2025-03-05", 3'000)).reply.claim;
    decided(stay("2025-05-01", "2025-05-05", 2'000));
    claim::Statement said = stay("2025-03-01", "2025-03-05", 3'000);
    said.insutype = policy::Insutype::resident;
    corrected(second, said);
    // The first stay of that scheme's year, whatever the other one has had.
    const auto claims = view_all();
    EXPECT_EQ(now_of(claims.front().decision->setl_id).act_pay_dedc, yuan(1'000));
    expect_verified();
}

TEST_F(Decision, OfAnAppealKeepsToWhatLaterBillsHaveLeftOfTheCap) {
    insure(43, kHomeArea);
    const std::int64_t first = decided(stay("2025-03-01", "2025-03-05", 3'000)).reply.claim;
    const app::DecidedClaim later = decided(stay("2025-05-01", "2025-05-05", 40'000));
    // The cap is 20,000, of which the first has taken 1,200.
    EXPECT_EQ(later.settlement.info.fund[0], yuan(18'800));
    corrected(first, stay("2025-03-01", "2025-03-05", 3'500));
    const auto claims = view_all();
    EXPECT_EQ(now_of(claims.front().decision->setl_id).fund[0], yuan(1'200));
    expect_verified();
}

TEST_F(Decision, IsNotPaidBeyondWhatACorrectionHasLeft) {
    const std::int64_t first = decided(stay("2025-03-01", "2025-03-05", 3'000)).reply.claim;
    ASSERT_TRUE(take(app::order_payment, step(first, "finance")));
    corrected(first, stay("2025-03-01", "2025-03-05", 2'000));
    const auto sent = take(app::send_payment, step(first, "finance"));
    EXPECT_EQ(sent.error().code, ErrorCode::inconsistent) << "1,200 are ordered, 600 are owed";
    EXPECT_EQ(take(app::set_claim_off, step(first, "finance")).error().code,
              ErrorCode::inconsistent);
    EXPECT_EQ(paid(first).ordered, yuan(600)) << "ordered anew";
    EXPECT_EQ(owed(), Money{});
    expect_verified();
}

TEST_F(Decision, IsSetOffWhereNothingIsOwedAnyMore) {
    const std::int64_t first = decided(stay("2025-03-01", "2025-03-05", 3'000)).reply.claim;
    EXPECT_EQ(paid(first).ordered, yuan(1'200));
    corrected(first, stay("2025-03-01", "2025-03-05", 1'000));
    EXPECT_EQ(owed(), -yuan(1'200));
    // The first stay of the year pays nothing; this one (2,500 − 500) × 60 %.
    const std::int64_t later = decided(stay("2025-05-01", "2025-05-05", 2'500)).reply.claim;
    EXPECT_EQ(owed(), Money{});
    EXPECT_EQ(take(app::order_payment, step(later, "finance")).error().code,
              ErrorCode::inconsistent);
    const auto ended = take(app::set_claim_off, step(later, "finance"));
    ASSERT_TRUE(ended.has_value()) << ended.error();
    EXPECT_EQ(ended->now.phase, Phase::set_off);
    EXPECT_EQ(messages(pid_)["claim_set_off"], 1);
    EXPECT_EQ(rows(ports::Table::claim_queue), 0U) << "nobody waits for it";
    expect_verified();
}

/// What was paid too much by the fund of one region is not kept back by that of another.
TEST_F(Decision, IsNotSetOffAgainstWhatAnotherRegionIsOwed) {
    const std::int64_t first = decided(stay("2025-03-01", "2025-03-05", 3'000)).reply.claim;
    EXPECT_EQ(paid(first).ordered, yuan(1'200));
    corrected(first, stay("2025-03-01", "2025-03-05", 1'000));
    EXPECT_EQ(owed(), -yuan(1'200));
    insure(pid_, kHomeArea);
    const app::DecidedClaim later = decided(stay("2025-05-01", "2025-05-05", 2'500));
    ASSERT_EQ(later.reply.now.area, kHomeArea);
    const Money to_pay = later.reply.now.decision->to_pay;
    ASSERT_GT(to_pay, Money{});
    EXPECT_EQ(paid(later.reply.claim).ordered, to_pay);
    EXPECT_EQ(owed(), -yuan(1'200)) << "to the region before";
    expect_verified();
}

TEST_F(Decision, NeedsThreeByWhatIsPaidAndNotByItsOwnAmountAlone) {
    file(kAwayArea, "2025-01-01");
    settled_stay("2025-06-01", 3'000);
    // Pays (1,500 − 1,000) × 80 % = 400 itself, and 400 more for the later stay; 800 in all.
    claim::StatedLimit above = limits_.all().back();
    above.value = 50'000;
    limits_ = claim::Limits{{limits_.all().front(), above}};
    const std::int64_t claim = checked(stay("2025-03-01", "2025-03-05", 1'500));
    EXPECT_EQ(take(app::decide_claim, step(claim, "reviewer")).error().code,
              ErrorCode::not_allowed);
    const auto decided = take(app::decide_claim, step(claim, "approver"));
    ASSERT_TRUE(decided.has_value()) << decided.error();
    EXPECT_EQ(decided->reply.now.decision->amount, yuan(400));
    EXPECT_EQ(decided->reply.now.decision->to_pay, yuan(800));
}

TEST_F(Decision, OfACorrectionThatPaysLessOwesNothingMore) {
    const std::int64_t first = decided(stay("2025-03-01", "2025-03-05", 3'000)).reply.claim;
    app::ClaimRequest correction = request(stay("2025-03-01", "2025-03-05", 2'000));
    correction.kind = claim::Kind::correction;
    correction.refers_to = first;
    correction.reason = "多报了一项";
    const auto received = take(app::receive_claim, correction);
    ASSERT_TRUE(received.has_value()) << received.error();
    ASSERT_TRUE(take(app::accept_claim, step(received->claim, "reviewer")));
    ASSERT_TRUE(take(app::check_claim_lines, step(received->claim, "reviewer")).has_value());
    const auto decided = take(app::decide_claim, step(received->claim, "approver"));
    ASSERT_TRUE(decided.has_value()) << decided.error();
    EXPECT_EQ(decided->reply.now.decision->to_pay, Money{});
    EXPECT_EQ(owed(), yuan(600)) << "(2,000 − 1,000) × 60 %";
    EXPECT_EQ(paid(first).ordered, yuan(600)) << "not more than is still owed";
    expect_verified();
}

TEST_F(Decision, CanBeTakenFromLaterBillsOfOtherYearsToo) {
    file(kAwayArea, "2024-01-01");
    decided(stay("2024-12-20", "2024-12-24", 3'000));
    const app::DecidedClaim other = decided(stay("2025-01-10", "2025-01-15", 3'000));
    EXPECT_EQ(other.settlement.year, 2025);
    EXPECT_EQ(other.settlement.info.act_pay_dedc, yuan(1'000)) << "the first of its year";
    expect_verified();
}

}  // namespace
}  // namespace yidi::tests
