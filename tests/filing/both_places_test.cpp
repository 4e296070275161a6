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
    EXPECT_EQ(do_due().lapsed, 0U) << "nothing is promised any more";
    hospital_ = kAwayHospital;
    now_ = at("2025-04-20 10:00:00");
    const auto settled = stayed("2025-04-14");
    ASSERT_TRUE(settled.has_value()) << settled.error();
    now_ = at("2025-10-13 10:00:00");
    EXPECT_EQ(state_of(number), State::expired) << "six months from the day of the lapse";
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
