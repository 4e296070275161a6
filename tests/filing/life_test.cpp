#include <algorithm>

#include "tests/filing/desk.h"

namespace yidi::tests {
namespace {

using filing::Channel;
using filing::State;
using policy::FilingKind;
using policy::KindRules;
using policy::LockException;
using Messages = std::vector<std::string>;

constexpr auto kResident = FilingKind::long_term_resident;

TEST_F(Desk, AFilingThatTheRulesDecideCountsAtOnce) {
    hospital_ = kAwayHospital;
    const auto filed = file(request(kResident, "2025-03-13"));
    ASSERT_TRUE(filed.has_value()) << filed.error();
    EXPECT_EQ(filed->state, State::effective);
    EXPECT_EQ(messages(), Messages{"approved"});
    // The stay that begins now is settled by it, without anything in between.
    EXPECT_GT(settled_stay("2025-03-13", 5'000).info.fund_pay_sumamt, Money{});
    expect_verified();
}

TEST_F(Desk, WhatNoRuleDecidesWaitsForAPerson) {
    use(policy::testing::FilingRulesOf{kHomeArea});
    const auto filed = file(request(kResident, "2025-03-13"));
    ASSERT_TRUE(filed.has_value()) << filed.error();
    EXPECT_EQ(filed->state, State::submitted);
    EXPECT_FALSE(filed->assessment.unknown.empty());
    const std::int64_t number = filed->filing;
    EXPECT_EQ(take(app::begin_review, step(number, Channel::window))->state, State::under_review);
    EXPECT_EQ(take(app::ask_material, step(number, Channel::window))->state, State::needs_material);
    app::Step paper = step(number);
    EXPECT_EQ(take(app::give_material, paper).error().code, ErrorCode::missing_key);
    paper.materials = {"residence_permit"};
    EXPECT_EQ(take(app::give_material, paper)->state, State::under_review);
    EXPECT_EQ(take(app::approve, step(number, Channel::window))->state, State::effective);
    EXPECT_EQ(messages(), (Messages{"approved", "material_asked", "submitted"}));
}

TEST_F(Desk, ARejectionHasAReasonAndCanBeAnsweredByAnotherApplication) {
    use(policy::testing::FilingRulesOf{kHomeArea});
    const std::int64_t number = file(request(kResident, "2025-03-13"))->filing;
    app::Step silent = step(number, Channel::window);
    silent.reason.clear();
    EXPECT_EQ(take(app::reject, silent).error().code, ErrorCode::missing_key);
    EXPECT_EQ(take(app::reject, step(number, Channel::window))->state, State::rejected);
    std::optional<Result<app::FilingReply>> again;
    const payer::Context now = context();
    ASSERT_TRUE(write([&](ports::Session& session) -> Result<void> {
        again = app::resubmit(session, {.payer = now}, request(kResident, "2025-03-14"), number);
        return {};
    }));
    ASSERT_TRUE(again->has_value()) << again->error();
    EXPECT_EQ((*again)->state, State::submitted);
    EXPECT_EQ((*again)->filing, number);
}

TEST_F(Desk, MissingPapersAreNamedAndADraftIsKept) {
    app::FilingRequest wanted = request(kResident, "2025-03-13");
    wanted.wanted.materials = {};
    const auto refused = file(wanted);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::filing_refused);
    EXPECT_EQ(refused.error().rule, "residence_permit or lease");
    EXPECT_EQ(rows(ports::Table::filing), 0U);
    wanted.is_draft = true;
    const auto draft = file(wanted);
    ASSERT_TRUE(draft.has_value()) << draft.error();
    EXPECT_EQ(draft->state, State::draft);
    EXPECT_EQ(draft->assessment.missing.size(), 1U);
}

TEST_F(Desk, ACancellationInsideTheLockIsRefusedWithItsDay) {
    const std::int64_t number = file(request(kResident, "2025-03-13"))->filing;
    now_ = at("2025-05-01 09:00:00");
    const auto refused = take(app::cancel, step(number));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::filing_locked);
    EXPECT_NE(refused.error().remedy.find("2025-06-13"), std::string::npos);
    EXPECT_EQ(state_of(number), State::effective);
    // A death lifts it, when somebody has seen the proof.
    app::Step death = step(number, Channel::proxy);
    death.actor.proxy = pid_;
    death.because = LockException::death;
    EXPECT_EQ(take(app::cancel, death)->state, State::cancel_requested);
    EXPECT_EQ(take(app::decline_cancel, step(number, Channel::window))->state, State::effective);
    now_ = at("2025-06-13 09:00:00");
    EXPECT_EQ(take(app::cancel, step(number))->state, State::cancelled);
    EXPECT_EQ(messages(),
              (Messages{"approved", "cancel_declined", "cancel_requested", "cancelled"}));
}

TEST_F(Desk, AStayThatBeganBeforeACancellationKeepsItsFiling) {
    hospital_ = kAwayHospital;
    const std::int64_t number = file(request(FilingKind::other_temporary, "2025-03-01"))->filing;
    const std::int64_t stay = admit("2025-03-05", 5'000);
    ASSERT_EQ(take(app::cancel, step(number))->state, State::cancelled);
    discharge(stay, "2025-03-13");
    const auto settled = run(payer::settle, bill(stay, 5'000));
    ASSERT_TRUE(settled.has_value()) << settled.error();
    EXPECT_GT(settled->settlement.info.fund_pay_sumamt, Money{});
}

TEST_F(Desk, AFilingForElsewhereThatEndsInTheStayIsNoFilingForIt) {
    hospital_ = kAwayHospital;
    app::FilingRequest elsewhere = request(FilingKind::referral, "2025-03-01");
    elsewhere.wanted.places = {kNextDoorArea};
    const std::int64_t number = file(elsewhere)->filing;
    const std::int64_t stay = admit("2025-03-05", 5'000);
    ASSERT_EQ(take(app::cancel, step(number))->state, State::cancelled);
    now_ = at("2025-03-20 12:00:00");
    discharge(stay, "2025-03-20");
    const auto refused = run(payer::settle, bill(stay, 5'000));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::filing_elsewhere) << refused.error();
}

TEST_F(Desk, ALapsedPromiseLowersOnlyLaterSettlements) {
    hospital_ = kAwayHospital;
    app::FilingRequest wanted = request(kResident, "2025-03-01");
    wanted.wanted.materials = {};
    wanted.wanted.promise = true;
    const auto filed = file(wanted);
    ASSERT_TRUE(filed.has_value()) << filed.error();
    EXPECT_EQ(filed->now.promise_until, at("2025-04-12").date());
    const settlement::Settlement before = settled_stay("2025-03-10", 5'000);
    EXPECT_GT(before.info.fund_pay_sumamt, Money{});
    now_ = at("2025-04-13 07:59:00");
    do_due();
    EXPECT_EQ(state_of(filed->filing), State::effective);
    now_ = at("2025-04-13 08:00:00");
    EXPECT_EQ(do_due().lapsed, 1U);
    EXPECT_EQ(state_of(filed->filing), State::lapsed);
    now_ = at("2025-04-20 10:00:00");
    const std::int64_t later = admit("2025-04-14", 5'000);
    discharge(later, "2025-04-20");
    const auto refused = run(payer::settle, bill(later, 5'000));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::filing_not_in_force) << refused.error();
    EXPECT_NE(refused.error().rule.find("承诺的材料没有按期"), std::string::npos);
    expect_verified();
}

TEST_F(Desk, NoticesComeFourteenSevenAndOneDayBeforeAndNeverTwice) {
    const std::int64_t number = file(request(FilingKind::referral, "2025-03-13"))->filing;
    std::size_t told = 0;
    for (Date day = at("2025-03-13").date(); day <= at("2025-09-20").date(); day = day.next_day()) {
        now_ = *parse_instant(to_string(day) + " 08:30:00");
        told += do_due().notices;
        EXPECT_EQ(do_due().filings, 0U) << day;
    }
    EXPECT_EQ(told, 4U);
    EXPECT_EQ(messages(), (Messages{"approved", "ended", "expiry", "expiry", "expiry"}));
    EXPECT_EQ(state_of(number), State::expired);
}

TEST_F(Desk, AJobThatSleptTellsOnlyTheLastWarning) {
    static_cast<void>(file(request(FilingKind::referral, "2025-03-13")));
    now_ = at("2025-09-12 00:00:00");
    EXPECT_EQ(do_due().notices, 1U);
    EXPECT_EQ(messages(), (Messages{"approved", "expiry"}));
}

TEST_F(Desk, AJobThatSleptPastTheLastDayWarnsOfNothingThatHasPassed) {
    static_cast<void>(file(request(FilingKind::referral, "2025-03-13")));
    now_ = at("2025-10-12 00:00:00");
    EXPECT_EQ(do_due().notices, 1U);
    EXPECT_EQ(messages(), (Messages{"approved", "ended"}));
    app::FilingRequest promised = request(kResident, "2025-10-12");
    promised.wanted.materials = {};
    promised.wanted.promise = true;
    ASSERT_TRUE(file(promised).has_value());
    now_ = at("2025-12-12 00:00:00");
    EXPECT_EQ(do_due().lapsed, 1U);
    const Messages all = messages();
    EXPECT_EQ(std::ranges::count(all, "promise_expiry"), 0);
}

TEST_F(Desk, NobodyFilesForBeforeTheyWereInsured) {
    const auto refused = file(request(kResident, "1901-01-01"));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().where, "/begndate");
    EXPECT_NE(refused.error().remedy, "");
}

TEST_F(Desk, AnExtensionComesOnceByRequestOrByItself) {
    const std::int64_t number = file(request(FilingKind::referral, "2025-03-13"))->filing;
    EXPECT_EQ(take(app::extend, step(number))->now.enddate, at("2026-03-12").date());
    EXPECT_EQ(take(app::extend, step(number)).error().code, ErrorCode::filing_refused);
    use(usual_rules().set_all(&KindRules::extends_itself, true));
    const std::int64_t other = file(request(FilingKind::other_temporary, "2025-03-13"))->filing;
    now_ = at("2025-09-12 08:00:00");
    EXPECT_EQ(do_due().extended, 1U);
    EXPECT_EQ(state_of(other), State::effective);
}

TEST_F(Desk, AChangeIsANewFilingThatEndsTheOldOne) {
    const std::int64_t old = file(request(FilingKind::referral, "2025-03-01"))->filing;
    app::FilingRequest change = request(FilingKind::referral, "2025-03-13");
    change.replaces = old;
    const auto changed = file(change);
    ASSERT_TRUE(changed.has_value()) << changed.error();
    EXPECT_EQ(state_of(old), State::superseded);
    EXPECT_EQ(changed->state, State::effective);
    // Filed twice without saying so, it is told the first one's number.
    const auto twice = file(request(FilingKind::referral, "2025-03-13"));
    ASSERT_FALSE(twice.has_value());
    EXPECT_EQ(twice.error().code, ErrorCode::filing_exists);
    EXPECT_NE(twice.error().remedy.find(std::to_string(changed->filing)), std::string::npos);
}

TEST_F(Desk, AFilingWhoseCancellationIsAskedForDoesNotStopTheJob) {
    use(usual_rules().set_all(&KindRules::extends_itself, true));
    app::FilingRequest wanted = request(FilingKind::referral, "2025-03-13");
    wanted.wanted.enddate = at("2025-03-14").date();
    const std::int64_t asked = file(wanted)->filing;
    app::Step cancel = step(asked);
    cancel.because = LockException::wrong_entry;
    ASSERT_EQ(take(app::cancel, cancel)->state, State::cancel_requested);
    static_cast<void>(file(request(FilingKind::other_temporary, "2025-03-14")));
    now_ = at("2025-03-14 08:00:00");
    EXPECT_EQ(do_due().extended, 0U);
    const Messages told = messages();
    EXPECT_NE(std::ranges::find(told, "active"), told.end()) << "the other filing's";
}

TEST_F(Desk, ThatAFilingWasWrongFromItsFirstDaySomebodyHasToSee) {
    const std::int64_t number = file(request(FilingKind::referral, "2025-03-01"))->filing;
    app::Step wrong = step(number);
    wrong.because = LockException::wrong_entry;
    EXPECT_EQ(take(app::cancel, wrong)->state, State::cancel_requested);
    app::Step decided = step(number, Channel::window);
    decided.because = LockException::wrong_entry;
    const auto ended = take(app::cancel, decided);
    ASSERT_TRUE(ended.has_value()) << ended.error();
    EXPECT_LT(*ended->now.enddate, ended->now.begndate);
}

TEST_F(Desk, AChangeIsApprovedAlsoWhenTheOldFilingHasEndedMeanwhile) {
    const std::int64_t old = file(request(FilingKind::referral, "2025-03-01"))->filing;
    use(usual_rules().set_all(&KindRules::decision, policy::Decision::review));
    app::FilingRequest change = request(FilingKind::referral, "2025-03-13");
    change.replaces = old;
    const std::int64_t changed = file(change)->filing;
    ASSERT_EQ(take(app::cancel, step(old))->state, State::cancelled);
    EXPECT_EQ(take(app::approve, step(changed, Channel::window))->state, State::effective);
    EXPECT_EQ(state_of(old), State::cancelled);
}

TEST_F(Desk, APromiseIsNotApprovedWithADayThatHasPassed) {
    use(usual_rules().set_all(&KindRules::decision, policy::Decision::review));
    app::FilingRequest wanted = request(kResident, "2025-03-13");
    wanted.wanted.materials = {};
    wanted.wanted.promise = true;
    const std::int64_t number = file(wanted)->filing;
    now_ = at("2025-05-01 09:00:00");
    app::Step approval = step(number, Channel::window);
    EXPECT_EQ(take(app::approve, approval).error().code, ErrorCode::missing_key);
    approval.promise_until = at("9999-12-31").date();
    const auto endless = take(app::approve, approval);
    ASSERT_FALSE(endless.has_value());
    EXPECT_EQ(endless.error().where, "/promise_until");
    EXPECT_NE(endless.error().rule.find("2026-05-01"), std::string::npos);
    approval.promise_until = at("2025-05-31").date();
    EXPECT_EQ(take(app::approve, approval)->now.promise_until, at("2025-05-31").date());
    now_ = at("2025-06-01 08:00:00");
    EXPECT_EQ(do_due().lapsed, 1U);
}

TEST_F(Desk, AProxyHasToBeBound) {
    const registry::Pid child = pid_;
    insure(1002);
    app::FilingRequest wanted = request(FilingKind::referral, "2025-03-13");
    wanted.actor = {.channel = Channel::proxy, .by = "child", .proxy = child};
    EXPECT_EQ(file(wanted).error().code, ErrorCode::not_allowed);
}

/// A network that is away as long as a test wants.
class Away final : public ports::Upward {
public:
    Result<void> report(const ports::FilingReport& /*report*/) override {
        return fail({.code = ErrorCode::busy,
                     .where = {},
                     .rule = {},
                     .remedy = {},
                     .detail = "nobody answers",
                     .source = {}});
    }
};

TEST_F(Desk, WhatHasNotReachedTheNetworkIsTriedAgainAndCountsOnlyThen) {
    Away away;
    upward_ = &away;
    hospital_ = kAwayHospital;
    const std::int64_t number = file(request(FilingKind::referral, "2025-03-13"))->filing;
    EXPECT_EQ(state_of(number), State::approved);
    EXPECT_EQ(do_due().filings, 0U) << "what waits to be sent is nothing the jobs get on with";
    const auto try_all = [&](bool arrives) {
        std::vector<app::DueReport> due;
        const payer::Context now = context();
        const app::FilingContext filing{.payer = now, .upward = upward_};
        EXPECT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
            YIDI_TRY(due, app::reports_due(session, filing, 10));
            return {};
        }));
        for (const app::DueReport& one : due) {
            const Result<void> outcome = arrives ? Result<void>{} : away.report(one.report);
            EXPECT_TRUE(write([&](ports::Session& session) {
                return app::take_report(session, filing, one, outcome);
            }));
        }
        return due.size();
    };
    EXPECT_EQ(try_all(false), 1U);
    EXPECT_EQ(try_all(false), 0U);
    now_ = now_.plus_ms(60'000);
    EXPECT_EQ(try_all(false), 1U);
    now_ = now_.plus_ms(240'000);
    EXPECT_EQ(try_all(true), 0U);
    now_ = now_.plus_ms(60'000);
    EXPECT_EQ(try_all(true), 1U);
    EXPECT_EQ(state_of(number), State::effective);
    EXPECT_EQ(messages(), (Messages{"approved", "report_failed", "reported"}));
}

TEST_F(Desk, WhatIsReplacedEndsOnlyWhenTheNewOneIsKnown) {
    const std::int64_t old = file(request(FilingKind::referral, "2025-03-13"))->filing;
    Away away;
    upward_ = &away;
    app::FilingRequest change = request(FilingKind::referral, "2025-03-14");
    change.wanted.places = {kNextDoorArea};
    change.replaces = old;
    const std::int64_t changed = file(change)->filing;
    EXPECT_EQ(state_of(changed), State::approved);
    EXPECT_EQ(state_of(old), State::effective) << "one of the two always counts";
    const payer::Context now = context();
    const app::FilingContext filing{.payer = now, .upward = upward_};
    ASSERT_TRUE(write([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(const auto due, app::reports_due(session, filing, 10));
        return app::take_report(session, filing, due.at(0), Result<void>{});
    }));
    now_ = at("2025-03-14 09:00:00");
    EXPECT_EQ(state_of(changed), State::effective);
    EXPECT_EQ(state_of(old), State::superseded);
}

TEST_F(Desk, MessagesAreToldInTheReadersLanguage) {
    static_cast<void>(file(request(FilingKind::referral, "2025-03-13")));
    const payer::Context now = context();
    ASSERT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(const auto all, app::notices_of(session, now, pid_));
        const app::NoticeText zh =
            app::text_of(all.front(), book_.regions(), explain::Language::zh);
        EXPECT_EQ(zh.title, "备案已通过");
        EXPECT_NE(zh.text.find("2025-09-12"), std::string::npos) << zh.text;
        const app::NoticeText en =
            app::text_of(all.front(), book_.regions(), explain::Language::en);
        EXPECT_EQ(en.title, "filing approved");
        return {};
    }));
}

}  // namespace
}  // namespace yidi::tests
