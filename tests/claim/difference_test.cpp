#include "app/claim/differences.h"
#include "app/payer/upkeep.h"
#include "domain/ledger/journal.h"
#include "tests/claim/office.h"

/// What years that were computed again leave in a person's favour is paid, where no claim is there
/// to pay it.
namespace yidi::tests {
namespace {

class Differences : public Office {
protected:
    void SetUp() override { file(kAwayArea, "2025-01-01"); }

    /// A stay of March that was settled behind one of November; then the year is put in order.
    /// March takes back 240 (its deductible is 1,000 now), November pays 400 more (500 instead of
    /// 1,000).
    void put_in_order() {
        settled_stay("2025-11-20", 3'000);
        settled_stay("2025-03-10", 800);
        ASSERT_TRUE(write([&](ports::Session& session) -> Result<void> {
            YIDI_TRY(const auto corrections,
                     app::put_year_in_order(session, context(),
                                            {.pid = pid_, .year = 2025, .by = "job"}));
            EXPECT_EQ(corrections.size(), 2U);
            return {};
        }));
        ASSERT_EQ(owed(), yuan(160));
    }
    std::vector<app::OwedByArea> areas() {
        std::vector<app::OwedByArea> all;
        EXPECT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
            YIDI_TRY(all, app::owed_by_area(session, context(), pid_));
            return {};
        }));
        return all;
    }
    void die(std::string_view day) {
        payer::PersonRecord record;
        record.person.pid = pid_;
        record.person.insuplc_admdvs = kNextDoorArea;
        record.person.personal.psn_name = "人42";
        record.person.personal.psn_cert_type = "01";
        record.person.personal.certno = "C42";
        record.person.died = *parse_date(day);
        EXPECT_TRUE(write([&](ports::Session& session) {
            return payer::put_person(session, context(), record, "test");
        }));
    }
    Result<app::ClaimReply> claim_it(std::string by = "person", std::uint32_t area = 0) {
        return take(
            app::claim_difference,
            app::DifferenceRequest{
                .pid = pid_,
                .actor = {.channel = claim::Channel::self, .by = std::move(by), .proxy = {}},
                .area = area,
                .account = {.holder = "人42", .bank = "甲银行", .number = "6222000000000001"}});
    }
    claim::Claim claimed() {
        const auto reply = claim_it();
        EXPECT_TRUE(reply.has_value()) << reply.error();
        return reply ? reply->now : claim::Claim{};
    }
};

TEST_F(Differences, OfDirectSettlementsAreClaimedDecidedAndPaid) {
    put_in_order();
    const auto before = areas();
    ASSERT_EQ(before.size(), 1U);
    EXPECT_EQ(before.front().area, kNextDoorArea);
    EXPECT_EQ(before.front().owed, yuan(160));
    EXPECT_EQ(before.front().unclaimed, yuan(160));
    ASSERT_EQ(before.front().entries.size(), 2U) << "each part of it can be told";
    Money told;
    for (const app::OwedEntry& one : before.front().entries) {
        EXPECT_EQ(one.kind, settlement::SettlementKind::recomputed);
        told += one.amount;
    }
    EXPECT_EQ(told, yuan(160));

    const claim::Claim one = claimed();
    EXPECT_EQ(one.phase, claim::Phase::checked) << "no papers, no lines: it waits for who decides";
    EXPECT_EQ(one.claimed, yuan(160));
    EXPECT_EQ(messages(pid_)["claim_received"], 1);
    const auto decided = take(app::decide_claim, step(one.id, "approver"));
    ASSERT_TRUE(decided.has_value()) << decided.error();
    EXPECT_EQ(decided->reply.now.decision->to_pay, yuan(160));
    EXPECT_EQ(decided->reply.now.decision->setl_id, 0);
    EXPECT_EQ(areas().front().unclaimed, Money{}) << "it is waited for now";
    EXPECT_EQ(paid(one.id).phase, claim::Phase::paid);
    EXPECT_EQ(owed(), Money{});
    const auto after = areas();
    ASSERT_EQ(after.front().entries.size(), 3U);
    EXPECT_EQ(after.front().entries.back().kind, std::nullopt) << "money that was sent";
    EXPECT_EQ(after.front().entries.back().amount, -yuan(160));
    expect_verified();
    EXPECT_EQ(claim_it().error().code, ErrorCode::inconsistent) << "nothing is left";
}

TEST_F(Differences, AreNotWhatAClaimWaitsFor) {
    settled_stay("2025-11-20", 3'000);
    const app::DecidedClaim claim = decided(stay("2025-03-01", "2025-03-05", 2'000));
    EXPECT_EQ(claim.reply.now.decision->to_pay, yuan(1'200)) << "800, and 400 of November's stay";
    EXPECT_EQ(areas().front().owed, yuan(1'200));
    EXPECT_EQ(areas().front().unclaimed, Money{});
    const auto refused = claim_it();
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::inconsistent);
    ASSERT_TRUE(take(app::order_payment, step(claim.reply.claim, "finance")));
    EXPECT_EQ(areas().front().unclaimed, Money{});
}

TEST_F(Differences, AndAClaimOfTheSameFundAreEachPaidOnce) {
    put_in_order();
    const app::DecidedClaim claim = decided(visit("2025-06-10", 2'000));
    const Money of_claim = claim.reply.now.decision->to_pay;
    EXPECT_EQ(areas().front().unclaimed, yuan(160));
    const claim::Claim one = claimed();
    EXPECT_EQ(one.claimed, yuan(160));
    ASSERT_TRUE(take(app::decide_claim, step(one.id, "approver")).has_value());
    EXPECT_EQ(paid(one.id).ordered, yuan(160));
    EXPECT_EQ(paid(claim.reply.claim).ordered, of_claim);
    EXPECT_EQ(owed(), Money{});
    expect_verified();
}

/// What a claim waits for is its own, whichever is ordered first.
TEST_F(Differences, ArePaidBehindWhatClaimsWaitFor) {
    put_in_order();
    const claim::Claim one = claimed();
    ASSERT_TRUE(take(app::decide_claim, step(one.id, "approver")).has_value());
    const app::DecidedClaim claim = decided(visit("2025-06-10", 2'000));
    const Money of_claim = claim.reply.now.decision->to_pay;
    // Another order of the year takes the difference back.
    ASSERT_TRUE(write([&](ports::Session& session) {
        ledger::Entry entry;
        ledger::post(entry, {ledger::AccountKind::fund, "130200/310100"}, yuan(160));
        ledger::post(entry, {ledger::AccountKind::payable, psn_no_}, -yuan(160));
        return session.insert(ports::spec(ports::Table::journal),
                              {pid_, ids_.next(), now_.ms(), ledger::to_text(entry)});
    }));
    ASSERT_EQ(owed(), of_claim);
    EXPECT_EQ(take(app::order_payment, step(one.id, "finance")).error().code,
              ErrorCode::inconsistent);
    EXPECT_EQ(paid(claim.reply.claim).ordered, of_claim);
    ASSERT_TRUE(take(app::set_claim_off, step(one.id, "finance")));
}

TEST_F(Differences, GoBackToTheSameNumberWhenTheBankReturnsThem) {
    put_in_order();
    const claim::Claim one = claimed();
    ASSERT_TRUE(take(app::decide_claim, step(one.id, "approver")).has_value());
    ASSERT_TRUE(take(app::order_payment, step(one.id, "finance")));
    app::ClaimStep sent = step(one.id, "finance");
    sent.bank_reference = "R1";
    ASSERT_TRUE(take(app::send_payment, sent));
    EXPECT_EQ(owed(), Money{});
    ASSERT_TRUE(take(app::payment_returned, step(one.id, "finance")));
    EXPECT_EQ(owed(), yuan(160));
    EXPECT_EQ(areas().front().unclaimed, Money{}) << "the claim still waits for it";
    app::ClaimStep account = step(one.id, "person");
    account.actor.channel = claim::Channel::self;
    account.account =
        claim::BankAccount{.holder = "人42", .bank = "乙银行", .number = "62220000000002"};
    ASSERT_TRUE(take(app::correct_account, account));
    paid(one.id);
    EXPECT_EQ(owed(), Money{});
    expect_verified();
}

TEST_F(Differences, AreUnderWayOnceAndMayBeWithdrawn) {
    put_in_order();
    const claim::Claim one = claimed();
    const auto second = claim_it();
    ASSERT_FALSE(second.has_value());
    EXPECT_EQ(second.error().code, ErrorCode::inconsistent);
    EXPECT_NE(second.error().detail.find(std::to_string(one.id)), std::string::npos);
    app::ClaimStep back = step(one.id, "person");
    back.actor.channel = claim::Channel::self;
    ASSERT_TRUE(take(app::withdraw_claim, back));
    EXPECT_TRUE(claim_it().has_value());
}

TEST_F(Differences, AreNotDecidedByWhoClaimedThemAtACounter) {
    put_in_order();
    const auto reply = claim_it("clerk");
    ASSERT_TRUE(reply.has_value()) << reply.error();
    const auto decided = take(app::decide_claim, step(reply->claim, "clerk"));
    ASSERT_FALSE(decided.has_value());
    EXPECT_EQ(decided.error().code, ErrorCode::not_allowed);
}

/// Also where the person died after they had claimed it.
TEST_F(Differences, OfTheDeadArePaidToHeirsWithTheirProof) {
    put_in_order();
    const claim::Claim one = claimed();
    EXPECT_EQ(areas().front().under_way, one.id);
    die("2025-11-30");
    const auto refused = take(app::decide_claim, step(one.id, "approver"));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().where, "papers") << refused.error();
    EXPECT_NE(refused.error().detail.find("heir_proof"), std::string::npos);
    EXPECT_EQ(view(one.id).papers.size(), 2U) << "the certificate and the proof, and no bill's";
    const app::ClaimStep back = step(one.id, "counter");
    ASSERT_TRUE(take(app::withdraw_claim, back));

    const auto heirs =
        take(app::claim_difference,
             app::DifferenceRequest{
                 .pid = pid_,
                 .actor = {.channel = claim::Channel::window, .by = "counter", .proxy = {}},
                 .area = 0,
                 .account = {.holder = "继承人", .bank = "甲银行", .number = "6222000000000009"},
                 .papers = {"death_certificate", "heir_proof"}});
    ASSERT_TRUE(heirs.has_value()) << heirs.error();
    EXPECT_TRUE(take(app::decide_claim, step(heirs->claim, "approver")).has_value());
    EXPECT_EQ(paid(heirs->claim).ordered, yuan(160));
    expect_verified();
}

TEST_F(Differences, OfAnotherAreaAreNotClaimedHere) {
    put_in_order();
    const auto refused = claim_it("person", kAwayArea);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().where, "/area");
}

TEST_F(Differences, HaveNoBillAndNoAppeal) {
    app::ClaimRequest bill = request(stay("2025-03-01", "2025-03-05", 2'000));
    bill.kind = claim::Kind::difference;
    EXPECT_EQ(take(app::receive_claim, bill).error().where, "/kind");
    put_in_order();
    const claim::Claim one = claimed();
    EXPECT_EQ(take(app::try_claim, step(one.id, "approver")).error().code, ErrorCode::inconsistent);
    ASSERT_TRUE(take(app::decide_claim, step(one.id, "approver")).has_value());
    app::ClaimRequest appeal = request(stay("2025-04-01", "2025-04-05", 2'000));
    appeal.kind = claim::Kind::appeal;
    appeal.refers_to = one.id;
    appeal.reason = "too little";
    EXPECT_EQ(take(app::receive_claim, appeal).error().where, "/refers_to");
}

}  // namespace
}  // namespace yidi::tests
