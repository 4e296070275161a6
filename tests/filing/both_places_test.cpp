#include <gtest/gtest.h>

#include "app/filing/jobs.h"
#include "app/payer/check_entitlement.h"
#include "tests/filing/desk.h"

/// What a filing elsewhere means at home, and what becomes of a promise that is not kept: 2001, the
/// settlement and their words agree.
namespace yidi::tests {
namespace {

using filing::State;
using policy::FilingKind;
using policy::KindRules;

constexpr FilingKind kResident = FilingKind::long_term_resident;

class BothPlaces : public Desk {
protected:
    [[nodiscard]] app::FilingRequest promised() {
        app::FilingRequest wanted = request(kResident, "2025-03-01");
        wanted.wanted.materials = {};
        wanted.wanted.promise = true;
        return wanted;
    }
    [[nodiscard]] std::string asked(std::string_view on) {
        const auto rows = run(payer::check_entitlement,
                              payer::EntitlementRequest{.caller = caller("2001"),
                                                        .psn_no = psn_no_,
                                                        .insutype = policy::Insutype::employee,
                                                        .fixmedins_code = hospital_,
                                                        .med_type = "21",
                                                        .begntime = at(on),
                                                        .endtime = {},
                                                        .dise_codg = {}});
        EXPECT_TRUE(rows.has_value());
        return rows->front().trt_enjymnt_flag ? "pays" : rows->front().trt_chk_rslt;
    }
    [[nodiscard]] Result<payer::SettleReply> stayed(std::string_view from) {
        const std::int64_t stay = admit(from, 5'000);
        discharge(stay, to_string(now_));
        return run(payer::settle, bill(stay, 5'000));
    }
};

TEST_F(BothPlaces, AreCoveredWhereNoRuleSaysOtherwise) {
    static_cast<void>(file(request(kResident, "2025-03-01")));
    EXPECT_EQ(asked("2025-03-10"), "pays");
    const auto settled = stayed("2025-03-10");
    ASSERT_TRUE(settled.has_value()) << settled.error();
}

TEST_F(BothPlaces, AreNotCoveredWhereTheRegionCoversOneAtATime) {
    use(usual_rules().set(kResident, &KindRules::two_way, false));
    const std::int64_t number = file(request(kResident, "2025-03-01"))->filing;
    EXPECT_NE(asked("2025-03-10").find("只在备案地直接结算"), std::string::npos)
        << asked("2025-03-10");
    const auto refused = stayed("2025-03-10");
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::filing_elsewhere);
    EXPECT_NE(refused.error().remedy.find("取消备案"), std::string::npos);
    EXPECT_FALSE(refused.error().source.empty()) << "the region's own rule";
    now_ = at("2025-06-13 09:00:00");
    ASSERT_TRUE(take(app::cancel, step(number)).has_value());
    EXPECT_EQ(asked("2025-06-13"), "pays") << "the filing has ended";
}

TEST_F(BothPlaces, HomeWaitsForThePapersOfAPromise) {
    const std::int64_t number = file(promised())->filing;
    const auto refused = stayed("2025-03-10");
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::promise_not_completed);
    EXPECT_NE(asked("2025-03-10").find("承诺制"), std::string::npos);
    ASSERT_TRUE(take(app::keep_promise, step(number, filing::Channel::window)).has_value());
    EXPECT_EQ(asked("2025-03-10"), "pays");
}

TEST_F(BothPlaces, APromiseThatLapsesMayGoOnAsATemporaryFiling) {
    use(usual_rules().set(kResident, &KindRules::after_lapse, policy::AfterLapse::other_temporary));
    const std::int64_t number = file(promised())->filing;
    now_ = at("2025-04-13 08:00:00");
    EXPECT_EQ(do_due().lapsed, 1U);
    EXPECT_EQ(state_of(number), State::effective);
    EXPECT_EQ(messages().back(), "promise_lapsed");
    EXPECT_EQ(do_due().lapsed, 0U) << "a promise lapses once";
    hospital_ = kAwayHospital;
    now_ = at("2025-04-20 10:00:00");
    const auto settled = stayed("2025-04-14");
    ASSERT_TRUE(settled.has_value()) << settled.error();
    const auto kept = take(app::keep_promise, step(number, filing::Channel::window));
    ASSERT_TRUE(kept.has_value()) << kept.error();
    EXPECT_EQ(kept->now.kind, kResident) << "until the papers come";
    EXPECT_FALSE(kept->now.enddate.has_value());
    EXPECT_EQ(kept->now.proof, filing::ProofState::complete);
}

TEST_F(BothPlaces, WhatBecomesOfALapsedPromiseIsNotMadeUp) {
    use(policy::testing::FilingRulesOf{kHomeArea}
            .set_all(&KindRules::open, true)
            .set_all(&KindRules::materials, std::vector<policy::AnyOf>(1, policy::AnyOf{"lease"}))
            .set_all(&KindRules::decision, policy::Decision::instant)
            .set_all(&KindRules::several_places, true)
            .set_all(&KindRules::backdate_days, 60)
            .set_all(&KindRules::validity, policy::Span{})
            .set_all(&KindRules::promise, true)
            .set_all(&KindRules::promise_days, 30));
    const auto filed = file(promised());
    ASSERT_TRUE(filed.has_value()) << filed.error();
    now_ = at("2025-06-01 08:00:00");
    EXPECT_EQ(do_due().lapsed, 0U) << "no rule says what becomes of it: somebody decides";
    EXPECT_EQ(state_of(filed->filing), State::effective);
    EXPECT_EQ(do_due().filings, 0U) << "and the jobs are done with it";
}

TEST_F(BothPlaces, HomeIsOpenAgainForTheStayDuringWhichTheFilingIsCancelled) {
    use(usual_rules()
            .set(kResident, &KindRules::two_way, false)
            .set(kResident, &KindRules::lock, policy::Span{}));
    const std::int64_t number = file(request(kResident, "2025-03-01"))->filing;
    const std::int64_t stay = admit("2025-03-10", 5'000);
    discharge(stay, to_string(now_));
    EXPECT_EQ(run(payer::settle, bill(stay, 5'000)).error().code, ErrorCode::filing_elsewhere);
    ASSERT_TRUE(take(app::cancel, step(number)).has_value());
    const auto settled = run(payer::settle, bill(stay, 5'000));
    ASSERT_TRUE(settled.has_value()) << settled.error();
}

TEST_F(BothPlaces, AStayThatBeganOnTheDayOfTheCancellationKeepsTheFiling) {
    use(usual_rules().set(kResident, &KindRules::lock, policy::Span{}));
    hospital_ = kAwayHospital;
    const std::int64_t number = file(request(kResident, "2025-03-01"))->filing;
    const std::int64_t stay = admit("2025-03-13", 5'000);
    ASSERT_TRUE(take(app::cancel, step(number)).has_value());
    discharge(stay, to_string(now_));
    const auto settled = run(payer::settle, bill(stay, 5'000));
    ASSERT_TRUE(settled.has_value()) << settled.error();
}

TEST_F(BothPlaces, APromiseMayLapseBeforeItsFilingHasBegun) {
    use(usual_rules().set(kResident, &KindRules::after_lapse, policy::AfterLapse::other_temporary));
    app::FilingRequest wanted = promised();
    wanted.wanted.begndate = at("2026-01-01").date();
    const auto filed = file(wanted);
    ASSERT_TRUE(filed.has_value()) << filed.error();
    now_ = at("2025-04-13 08:00:00");
    EXPECT_EQ(do_due().lapsed, 1U);
    now_ = at("2026-06-01 10:00:00");
    EXPECT_EQ(state_of(filed->filing), State::effective) << "six months from its first day";
    now_ = at("2026-07-01 10:00:00");
    EXPECT_EQ(state_of(filed->filing), State::expired);
}

}  // namespace
}  // namespace yidi::tests
