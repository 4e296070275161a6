#include "app/aid/aid.h"

#include <array>

#include "domain/entitlement/standing_test_support.h"
#include "tests/payer/window.h"

/// Mutual aid at the window: who may send what to whom, and that no fen appears or vanishes.
namespace yidi::tests {
namespace {

using aid::TransferState;

constexpr registry::Pid kChild = 7;
constexpr registry::Pid kParent = 42;

class Aid : public Window {
protected:
    Aid() {
        book_.set_person_rules(entitlement::testing::national_rules());
        insure(kChild);
        child_ = psn_no_;
        pay_into_account(yuan(9'000));
        insure(kParent);
        parent_ = psn_no_;
    }

    Result<aid::Bond> bound(bool shares = false, std::optional<Money> limit = {}) {
        aid::BindRequest request;
        request.psn_no = child_;
        request.relative_psn_no = parent_;
        request.kinship = "parent";
        request.consent.face_checked = true;
        request.shares_account = shares;
        request.year_limit = limit;
        request.by = "test";
        return run(aid::bind, request);
    }
    Result<aid::Transfer> send(std::int64_t amount_yuan) {
        return run(
            aid::offer_transfer,
            aid::OfferRequest{
                .psn_no = child_, .to_psn_no = parent_, .amount = yuan(amount_yuan), .by = "test"});
    }
    Result<aid::Transfer> answer(std::int64_t transfer_id, bool accepts) {
        return run(
            aid::answer_transfer,
            aid::AnswerRequest{
                .psn_no = parent_, .transfer_id = transfer_id, .accepts = accepts, .by = "test"});
    }
    std::size_t returned() {
        std::size_t count = 0;
        const payer::Context now = context();
        EXPECT_TRUE(write([&](ports::Session& session) -> Result<void> {
            YIDI_TRY(const auto back, aid::return_due(session, now, 100));
            count = back.size();
            return {};
        }));
        return count;
    }
    [[nodiscard]] Money has(registry::Pid pid) {
        const registry::Pid before = std::exchange(pid_, pid);
        const Money sum = balance();
        pid_ = before;
        return sum;
    }
    [[nodiscard]] aid::Wallet wallet(registry::Pid pid) {
        aid::Wallet found;
        EXPECT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
            YIDI_TRY(found, aid::wallet_of(session, context(), pid));
            return {};
        }));
        return found;
    }
    void die(registry::Pid pid, std::string_view on) {
        payer::PersonRecord record;
        record.person.pid = pid;
        record.person.insuplc_admdvs = kHomeArea;
        record.person.personal.brdy = *parse_date("1980-01-01");
        record.person.died = *parse_date(on);
        ASSERT_TRUE(write([&](ports::Session& session) {
            return payer::put_person(session, context(), record, "test");
        }));
    }

    std::string child_;
    std::string parent_;
};

TEST_F(Aid, ATransferArrivesWhenItIsAccepted) {
    ASSERT_TRUE(bound().has_value());
    const auto sent = send(2'000);
    ASSERT_TRUE(sent.has_value()) << sent.error();
    EXPECT_EQ(sent->due, at("2025-03-14 06:00:00"));
    EXPECT_EQ(has(kChild), yuan(7'000));
    EXPECT_EQ(has(kParent), yuan(0));
    expect_verified();
    EXPECT_EQ(answer(sent->id, true)->state, TransferState::accepted);
    EXPECT_EQ(has(kParent), yuan(2'000));
    const std::string after = state();
    EXPECT_EQ(answer(sent->id, true)->state, TransferState::accepted);
    EXPECT_EQ(state(), after) << "the same answer again writes nothing";
    EXPECT_EQ(answer(sent->id, false).error().code, ErrorCode::changed_meanwhile);
    expect_verified();
    // What has arrived pays the next bill.
    pid_ = kParent;
    psn_no_ = parent_;
    EXPECT_EQ(settled_stay("2025-03-03", 3'000).info.acct_pay, yuan(1'400));  // 3,000 − 1,600
    EXPECT_EQ(has(kParent), yuan(600));
    expect_verified();
}

TEST_F(Aid, ARefusedTransferGoesBackAtOnce) {
    ASSERT_TRUE(bound().has_value());
    const auto sent = send(500);
    EXPECT_EQ(answer(sent->id, false)->state, TransferState::refused);
    EXPECT_EQ(has(kChild), yuan(9'000));
    EXPECT_EQ(wallet(kParent).received.size(), 0U);
    expect_verified();
}

TEST_F(Aid, WhatIsNotAcceptedGoesBackByItselfAtSix) {
    ASSERT_TRUE(bound().has_value());
    const auto sent = send(500);
    now_ = at("2025-03-14 05:59:59");
    EXPECT_EQ(returned(), 0U);
    now_ = at("2025-03-14 06:00:00");
    const Error late = answer(sent->id, true).error();
    EXPECT_EQ(late.code, ErrorCode::limit_reached);
    EXPECT_NE(late.rule.find("2025-03-14 06:00:00"), std::string::npos);
    EXPECT_EQ(returned(), 1U);
    EXPECT_EQ(returned(), 0U) << "repeating the job does nothing more";
    EXPECT_EQ(has(kChild), yuan(9'000));
    expect_verified();
}

TEST_F(Aid, TheLimitsHoldAndSayWhenItCanBeDone) {
    EXPECT_EQ(send(1).error().code, ErrorCode::not_allowed);
    ASSERT_TRUE(bound().has_value());
    EXPECT_EQ(send(2'001).error().code, ErrorCode::limit_reached);
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(send(2'000).has_value());
    }
    EXPECT_NE(send(1).error().remedy.find("2025-03-14 06:00:00"), std::string::npos);
    EXPECT_EQ(wallet(kChild).made_today, 3);
    EXPECT_EQ(wallet(kChild).sent.size(), 3U);
    EXPECT_EQ(wallet(kParent).received.size(), 3U);
    now_ = at("2025-03-14 06:00:00");
    EXPECT_TRUE(send(1).has_value()) << "another day";
    now_ = at("2025-03-14 22:00:00");
    EXPECT_EQ(send(1).error().code, ErrorCode::limit_reached);
    EXPECT_FALSE(wallet(kChild).is_open);
    EXPECT_EQ(wallet(kChild).next_opening, at("2025-03-15 06:00:00"));
    expect_verified();
}

TEST_F(Aid, Situation56WithoutRelativesMoneyTheBillIsPaidInCashAndTheLimitsAreTold) {
    // The shared account is empty, the transfer is not accepted, and it is night.
    insure(8);
    const std::string poor = psn_no_;
    ASSERT_TRUE(bound().has_value());
    aid::BindRequest share;
    share.psn_no = poor;
    share.relative_psn_no = parent_;
    share.kinship = "parent";
    share.consent.face_checked = true;
    share.shares_account = true;
    ASSERT_TRUE(run(aid::bind, share).has_value());
    ASSERT_TRUE(send(700).has_value());
    now_ = at("2025-03-13 22:30:00");
    pid_ = kParent;
    psn_no_ = parent_;
    const settlement::Settlement one = settled_stay("2025-03-03", 3'000);
    EXPECT_EQ(one.info.acct_pay, yuan(0));
    EXPECT_EQ(one.info.acct_mulaid_pay, yuan(0));
    EXPECT_EQ(one.info.psn_cash_pay, yuan(1'400));  // 3,000 − 1,600
    const aid::Wallet told = wallet(kParent);
    ASSERT_EQ(told.received.size(), 1U);
    EXPECT_EQ(told.received.front().due, at("2025-03-14 06:00:00"));
    EXPECT_EQ(told.next_opening, at("2025-03-14 06:00:00"));
    ASSERT_TRUE(told.limits);
    EXPECT_EQ(told.limits->amount, yuan(2'000));
    EXPECT_FALSE(told.limits_source.empty());
    expect_verified();
}

TEST_F(Aid, ASharedAccountPaysUntilTheBondEnds) {
    const auto bond = bound(true, yuan(300));
    ASSERT_TRUE(bond.has_value()) << bond.error();
    EXPECT_EQ(bound().error().where, "relative_psn_no") << "bound already";
    pid_ = kParent;
    psn_no_ = parent_;
    const settlement::Settlement paid = settled_stay("2025-03-03", 3'000);
    EXPECT_EQ(paid.info.acct_mulaid_pay, yuan(300));
    const aid::UnbindRequest unbind{
        .psn_no = parent_, .bond_id = bond->id, .reason = "asked", .by = "test"};
    EXPECT_TRUE(run(aid::unbind, unbind)->unbound);
    EXPECT_TRUE(run(aid::unbind, unbind)->unbound) << "asked again";
    now_ = at("2025-03-14 12:00:00");
    EXPECT_EQ(settled_visit(300).info.acct_mulaid_pay, yuan(0));
    EXPECT_EQ(send(1).error().code, ErrorCode::not_allowed);
    expect_verified();
}

TEST_F(Aid, Situation29DeathEndsBondsAndWhatIsOnItsWayGoesBack) {
    ASSERT_TRUE(bound(true).has_value());
    ASSERT_TRUE(send(500).has_value());
    die(kParent, "2025-03-12");
    EXPECT_EQ(send(1).error().code, ErrorCode::not_allowed);
    EXPECT_EQ(returned(), 0U) << "it goes back when it is due";
    now_ = at("2025-03-14 06:00:00");
    EXPECT_EQ(returned(), 1U);
    EXPECT_EQ(has(kChild), yuan(9'000));
    expect_verified();
}

TEST_F(Aid, WhatAWindowHoldsIsNotFreeToBeSent) {
    ASSERT_TRUE(bound().has_value());
    pid_ = kChild;
    psn_no_ = child_;
    const std::int64_t stay = admit("2025-03-03", 3'000);
    ASSERT_TRUE(run(payer::pre_settle, bill(stay, 3'000)).has_value());  // holds 1,400
    EXPECT_EQ(wallet(kChild).free, yuan(7'600));
    EXPECT_EQ(wallet(kChild).balance, yuan(9'000));
    now_ = at("2025-03-13 12:30:00");
    for (int sent = 0; sent < 3; ++sent) ASSERT_TRUE(send(2'000).has_value());
    EXPECT_EQ(send(1'700).error().code, ErrorCode::limit_reached) << "1,600 are free";
}

TEST_F(Aid, AfterTheBondHasEndedNothingIsAccepted) {
    const auto bond = bound();
    ASSERT_TRUE(bond.has_value());
    const auto sent = send(500);
    ASSERT_TRUE(sent.has_value());
    ASSERT_TRUE(
        run(aid::unbind,
            aid::UnbindRequest{.psn_no = child_, .bond_id = bond->id, .reason = "", .by = "test"})
            .has_value());
    EXPECT_EQ(answer(sent->id, true).error().code, ErrorCode::inconsistent);
    now_ = at("2025-03-14 06:00:00");
    EXPECT_EQ(returned(), 1U);
    EXPECT_EQ(has(kChild), yuan(9'000));
    expect_verified();
}

TEST_F(Aid, WhatTheRegisterHasEndedStaysEndedAndALimitIsMoreThanNothing) {
    EXPECT_EQ(bound(true, yuan(0)).error().code, ErrorCode::bad_amount);
    EXPECT_EQ(bound(true, yuan(-5)).error().code, ErrorCode::bad_amount);
    const auto bond = bound(true);
    ASSERT_TRUE(bond.has_value()) << bond.error();
    ASSERT_TRUE(
        run(aid::unbind,
            aid::UnbindRequest{.psn_no = child_, .bond_id = bond->id, .reason = "", .by = "test"})
            .has_value());
    EXPECT_TRUE(bound(true).has_value()) << "shared again on the same day";
}

TEST_F(Aid, WhoIsNotBoundLearnsNothingOfWhoThereIs) {
    aid::OfferRequest nobody;
    nobody.psn_no = child_;
    nobody.to_psn_no = "13010000000000099999";
    nobody.amount = yuan(1);
    aid::OfferRequest stranger = nobody;
    stranger.to_psn_no = parent_;
    EXPECT_EQ(run(aid::offer_transfer, nobody).error(), run(aid::offer_transfer, stranger).error());
}

TEST_F(Aid, NoFenAppearsOrVanishesWhateverHappens) {
    ASSERT_TRUE(bound().has_value());
    // A small generator of its own: the same history every time.
    std::uint32_t state = 20'260'301;
    const auto below = [&state](std::uint32_t limit) {
        state = state * 1'664'525U + 1'013'904'223U;
        return (state >> 16U) % limit;
    };
    std::vector<std::int64_t> ids;
    for (int step = 0; step < 400; ++step) {
        now_ = now_.plus_ms(std::int64_t{below(180)} * 60'000);
        switch (below(4)) {
            case 0:
            case 1:
                if (const auto sent = send(1 + below(2'500))) {
                    ids.push_back(sent->id);
                }
                break;
            case 2:
                if (!ids.empty()) {
                    (void)answer(ids[below(static_cast<std::uint32_t>(ids.size()))], below(2) == 0);
                }
                break;
            default: (void)returned(); break;
        }
        Money on_way;
        for (const aid::Transfer& one : wallet(kChild).sent) {
            on_way += one.amount;
        }
        ASSERT_EQ(has(kChild) + has(kParent) + on_way, yuan(9'000)) << step;
    }
    EXPECT_GT(ids.size(), 20U);
    EXPECT_GT(has(kParent), yuan(0));
    expect_verified();
}

TEST_F(Aid, VerifyFindsATransferThatTheListOfOpenOnesHasLost) {
    ASSERT_TRUE(bound().has_value());
    const auto sent = send(500);
    ASSERT_TRUE(write([&](ports::Session& session) {
        const std::array<ports::Value, 2> key{kChild, sent->id};
        return session.erase(ports::spec(ports::Table::transfer_open), key);
    }));
    payer::VerifyReply reply;
    ASSERT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(reply, payer::verify(session));
        return {};
    }));
    ASSERT_EQ(reply.mismatches.size(), 1U);
    EXPECT_EQ(reply.mismatches.front().table, "transfer_open");
}

}  // namespace
}  // namespace yidi::tests
