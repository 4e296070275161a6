#include <algorithm>

#include "app/entitlement/entitlement_as_of.h"
#include "app/payer/care_records.h"
#include "app/payer/check_entitlement.h"
#include "domain/entitlement/standing_test_support.h"
#include "tests/payer/window.h"

/// A person's standing where it decides: 2001 and the settlement give the same cause.
namespace yidi::tests {
namespace {

using policy::Insutype;

class Standings : public Window {
protected:
    Standings() { book_.set_person_rules(entitlement::testing::national_rules()); }

    /// Replaces the insurances of the person.
    void insured_so(std::vector<registry::Insurance> insurances,
                    std::optional<Date> died = std::nullopt,
                    std::vector<registry::Identity> identities = {}) {
        payer::PersonRecord record;
        record.person.pid = pid_;
        record.person.insuplc_admdvs = kHomeArea;
        record.person.personal.psn_cert_type = "01";
        record.person.personal.certno = "C" + std::to_string(pid_);
        record.person.personal.brdy = *parse_date("1980-01-01");
        record.person.died = died;
        record.insurances = std::move(insurances);
        record.identities = std::move(identities);
        ASSERT_TRUE(write([&](ports::Session& session) {
            return payer::put_person(session, context(), record, "test");
        }));
    }
    [[nodiscard]] static registry::Insurance employee(std::uint32_t area = kHomeArea) {
        registry::Insurance one;
        one.seq = 1;
        one.insuplc_admdvs = area;
        one.psn_type = "11";
        one.psn_insu_date = *parse_date("2020-01-01");
        return one;
    }
    [[nodiscard]] static registry::Insurance resident(std::string_view from) {
        registry::Insurance one = employee();
        one.seq = 2;
        one.insutype = Insutype::resident;
        one.psn_type = "1501";
        one.psn_insu_date = *parse_date(from);
        return one;
    }
    [[nodiscard]] std::string asked(std::string_view on, Insutype insutype = Insutype::employee) {
        const auto rows =
            run(payer::check_entitlement, payer::EntitlementRequest{.caller = caller("2001"),
                                                                    .psn_no = psn_no_,
                                                                    .insutype = insutype,
                                                                    .fixmedins_code = hospital_,
                                                                    .med_type = "21",
                                                                    .begntime = at(on),
                                                                    .endtime = {},
                                                                    .dise_codg = {}});
        EXPECT_TRUE(rows.has_value());
        return rows->front().trt_enjymnt_flag ? "pays" : rows->front().trt_chk_rslt;
    }
    Result<payer::SettleReply> settle(std::int64_t stay, std::int64_t yuan_total) {
        discharge(stay, to_string(now_));
        return run(payer::settle, bill(stay, yuan_total));
    }
};

TEST_F(Standings, Situation22APausedInsuranceIsRefusedWithItsDayAndTheWayBack) {
    const std::int64_t stay = admit("2025-03-03", 3'000);
    registry::Insurance paused = employee();
    paused.psn_insu_stas = 2;
    paused.paus_insu_date = *parse_date("2025-02-01");
    insured_so({paused});
    const auto reply = settle(stay, 3'000);
    ASSERT_FALSE(reply.has_value());
    EXPECT_EQ(reply.error().code, ErrorCode::insurance_paused);
    EXPECT_EQ(reply.error().rule, "参保已暂停，自 2025-02-01");
    EXPECT_NE(reply.error().remedy.find("补缴"), std::string::npos);
    EXPECT_TRUE(asked("2025-03-03").starts_with("参保已暂停，自 2025-02-01。"));
    EXPECT_EQ(asked("2025-01-31"), "pays");
    // Paid again: from the new insurance's first day on.
    registry::Insurance again = employee();
    again.seq = 2;
    again.psn_insu_date = *parse_date("2025-03-01");
    insured_so({paused, again});
    EXPECT_TRUE(run(payer::settle, bill(stay, 3'000)).has_value());
    expect_verified();
}

TEST_F(Standings, Situation23AWaitingPeriodIsComputedAndShortenedByBackPayment) {
    registry::Insurance waiting = resident("2025-01-01");
    waiting.missed_years = 3;  // 3 + 2 months
    insured_so({waiting});
    EXPECT_EQ(
        asked("2025-05-31", Insutype::resident),
        "在待遇等待期内，至 2025-05-31（含当日）（固定 3 个月，变动 2 个月，共 5 个月）。"
        "等待期内的费用由个人负担，期满后的可以报销；向home经办机构补缴断保年度，最多可再缩短 2 "
        "个月（依据：国办发〔2024〕38号（K））");
    waiting.repaid_years = 2;
    insured_so({waiting});
    EXPECT_TRUE(
        asked("2025-03-31", Insutype::resident).starts_with("在待遇等待期内，至 2025-03-31"));
    EXPECT_FALSE(asked("2025-04-01", Insutype::resident).starts_with("在待遇等待期内"));
    // Settlement refuses by the same words.
    const payer::RegisterRequest request{.caller = caller("2201"),
                                         .psn_no = psn_no_,
                                         .insutype = Insutype::resident,
                                         .begntime = now_,
                                         .ipt_otp_no = "O1",
                                         .med_type = "11",
                                         .dise_codg = {},
                                         .er_flag = {},
                                         .details = {}};
    const auto visit = run(payer::register_visit, request);
    ASSERT_TRUE(visit.has_value());
    ASSERT_TRUE(upload(visit->mdtrt_id, 100, "b1").has_value());
    payer::SettleRequest asked_for = bill(visit->mdtrt_id, 100, "b1");
    asked_for.insutype = Insutype::resident;
    const auto reply = run(payer::settle, asked_for);
    ASSERT_FALSE(reply.has_value());
    EXPECT_EQ(reply.error().code, ErrorCode::waiting_period);
    EXPECT_TRUE(reply.error().rule.starts_with("在待遇等待期内，至 2025-03-31"));
    EXPECT_EQ(reply.error().source, "国办发〔2024〕38号（K）");
}

TEST_F(Standings, Situation24AChangeOfSchemeInAStayIsSettledInPartsWhereTheRegionSaysSo) {
    const policy::PersonRules rules = entitlement::testing::national_rules();
    std::vector<policy::StatedRule> all = rules.all();
    all.push_back(entitlement::testing::stated(
        policy::PersonRule::scheme_change, static_cast<std::int64_t>(policy::SchemeChange::split),
        kHomeArea));
    book_.set_person_rules(policy::PersonRules{all});
    const std::int64_t stay = admit("2025-03-03", 3'000);
    registry::Insurance before = employee();
    before.psn_insu_stas = 4;
    before.paus_insu_date = *parse_date("2025-03-10");
    insured_so({before, resident("2025-03-10")});
    payer::SettleRequest part = bill(stay, 3'000);
    part.mid_setl_flag = true;
    const auto too_far = run(payer::settle, part);
    ASSERT_FALSE(too_far.has_value());
    EXPECT_EQ(too_far.error().code, ErrorCode::interim_required);
    EXPECT_NE(too_far.error().rule.find("2025-03-10"), std::string::npos);
}

TEST_F(Standings, Situation24WithoutARuleTheDayOfAdmissionCounts) {
    const std::int64_t stay = admit("2025-03-03", 3'000);
    registry::Insurance before = employee();
    before.psn_insu_stas = 4;
    before.paus_insu_date = *parse_date("2025-03-10");
    insured_so({before, resident("2025-03-10")});
    EXPECT_TRUE(settle(stay, 3'000).has_value());
    EXPECT_TRUE(asked("2025-03-11").starts_with("参保已终止，自 2025-03-10。现参加城乡居民"));
}

TEST_F(Standings, Situation25TwoInsurancesPayForOneStayOnce) {
    insured_so({employee(), resident("2024-01-01")});
    const settlement::Settlement first = settled_stay("2025-03-03", 3'000);
    EXPECT_NE(first.setl_id, 0);
    const auto twin = run(payer::admit, payer::RegisterRequest{.caller = caller("2401"),
                                                               .psn_no = psn_no_,
                                                               .insutype = Insutype::resident,
                                                               .begntime = at("2025-03-04"),
                                                               .ipt_otp_no = "I2",
                                                               .med_type = "21",
                                                               .dise_codg = {},
                                                               .er_flag = {},
                                                               .details = {}});
    ASSERT_TRUE(twin.has_value());
    ASSERT_TRUE(upload(twin->mdtrt_id, 500).has_value());
    payer::SettleRequest second = bill(twin->mdtrt_id, 500);
    second.insutype = Insutype::resident;
    discharge(twin->mdtrt_id, to_string(now_));
    const auto reply = run(payer::settle, second);
    ASSERT_FALSE(reply.has_value());
    EXPECT_EQ(reply.error().code, ErrorCode::not_covered);
    EXPECT_NE(reply.error().rule.find("两份待遇"), std::string::npos);
    expect_verified();
}

TEST_F(Standings, Situation29ADeathEndsWithTheDayAndWhatCameBeforeIsSettled) {
    const std::int64_t stay = admit("2025-03-03", 3'000);
    insured_so({employee()}, *parse_date("2025-03-12"));
    EXPECT_EQ(settle(stay, 3'000).error().where, "endtime");
    ASSERT_TRUE(write([&](ports::Session& session) {
        return payer::undo_discharge(session, context(), named(stay));
    }));
    discharge(stay, "2025-03-12 08:00:00");
    EXPECT_TRUE(run(payer::settle, bill(stay, 3'000)).has_value());
    EXPECT_TRUE(asked("2025-03-13").starts_with("参保人已死亡"));
    expect_verified();
}

TEST_F(Standings, Situation30SpecialGroupsAreSentHomeWithoutANumber) {
    registry::Identity one;
    one.seq = 1;
    one.psn_idet_type = "active_military";
    one.begndate = *parse_date("2024-01-01");
    insured_so({employee()}, {}, {one});
    const auto reply = settle(admit("2025-03-03", 3'000), 3'000);
    ASSERT_FALSE(reply.has_value());
    EXPECT_EQ(reply.error().code, ErrorCode::rule_unknown);
    EXPECT_NE(reply.error().remedy.find("询问"), std::string::npos);
}

TEST_F(Standings, Situation17ANewbornEnrolledInTimeIsPaidForFromBirth) {
    registry::Insurance one = resident("2025-03-10");
    one.psn_type = "1401";
    insured_so({one});
    payer::PersonRecord record;
    record.person.pid = pid_;
    record.person.insuplc_admdvs = kHomeArea;
    record.person.personal.brdy = *parse_date("2025-02-20");
    ASSERT_TRUE(write([&](ports::Session& session) {
        return payer::put_person(session, context(), record, "test");
    }));
    const auto visit =
        run(payer::register_visit, payer::RegisterRequest{.caller = caller("2201"),
                                                          .psn_no = psn_no_,
                                                          .insutype = Insutype::resident,
                                                          .begntime = at("2025-02-25"),
                                                          .ipt_otp_no = "O1",
                                                          .med_type = {},
                                                          .dise_codg = {},
                                                          .er_flag = {},
                                                          .details = {}});
    EXPECT_TRUE(visit.has_value()) << visit.error();
}

class AsOf : public Standings {
protected:
    [[nodiscard]] app::EntitlementAsOf on(std::string_view day) {
        std::optional<app::EntitlementAsOf> found;
        EXPECT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
            YIDI_TRY(found,
                     app::entitlement_as_of(
                         session, context(),
                         {.psn_no = psn_no_, .day = *parse_date(day), .fixmedins_code = {}}));
            return {};
        }));
        return *std::move(found);
    }
    [[nodiscard]] static const app::LimitLeft* limit(const app::EntitlementAsOf& of,
                                                     policy::Business business) {
        const auto found = std::ranges::find(of.limits, business, &app::LimitLeft::business);
        return found == of.limits.end() ? nullptr : &*found;
    }
};

TEST_F(AsOf, Situation52SaysWhatWasLeftOfTheLimitsAtTheEndOfAnyDay) {
    settled_stay("2025-03-03", 11'000);  // (11,000 − 1,000) × 80 % = 8,000 of 20,000
    now_ = at("2025-05-20 12:00:00");
    settled_visit(300);  // (300 − 100) × 50 % = 100 of 300
    const app::EntitlementAsOf before = on("2025-03-12");
    EXPECT_EQ(limit(before, policy::Business::inpatient)->left, yuan(20'000));
    ASSERT_EQ(before.years.size(), 1U);
    EXPECT_FALSE(before.years.front().at);
    const app::EntitlementAsOf after = on("2025-03-13");
    EXPECT_EQ(limit(after, policy::Business::inpatient)->left, yuan(12'000));
    EXPECT_EQ(limit(after, policy::Business::outpatient)->left, yuan(300));
    EXPECT_EQ(after.years.front().cum.of(policy::Business::inpatient).pool, yuan(8'000));
    EXPECT_EQ(limit(on("2025-05-20"), policy::Business::outpatient)->left, yuan(200));
    EXPECT_EQ(limit(on("2026-01-01"), policy::Business::inpatient)->left, yuan(20'000))
        << "another year";
}

TEST_F(AsOf, Situation53NamesTheDiseasesThatAreRecognisedOnTheDay) {
    const payer::RecordRequest request{.caller = caller("2503"),
                                       .psn_no = psn_no_,
                                       .kind = registry::RecordKind::chronic,
                                       .insutype = Insutype::employee,
                                       .type = {},
                                       .place = {},
                                       .area = {},
                                       .dise_codg = "hypertension",
                                       .assessed = {},
                                       .begndate = *parse_date("2025-03-01"),
                                       .enddate = *parse_date("2025-06-30"),
                                       .details = {}};
    ASSERT_TRUE(run(payer::add_record, request).has_value());
    EXPECT_TRUE(on("2025-02-28").recognised.empty());
    const app::EntitlementAsOf during = on("2025-06-30");
    ASSERT_EQ(during.recognised.size(), 1U);
    EXPECT_EQ(during.recognised.front().psn_type_lv, "hypertension");
    ASSERT_NE(limit(during, policy::Business::chronic), nullptr);
    EXPECT_TRUE(on("2025-07-01").recognised.empty());
}

TEST_F(AsOf, Situation26SaysThatAMoveCarriesTheYearOverWhereNoRuleIsKnown) {
    registry::Insurance before = employee();
    before.psn_insu_stas = 4;
    before.paus_insu_date = *parse_date("2025-03-01");
    registry::Insurance after = employee(kNextDoorArea);
    after.seq = 2;
    after.psn_insu_date = *parse_date("2025-03-01");
    settled_stay("2025-02-03", 11'000);
    insured_so({before, after});
    EXPECT_FALSE(on("2025-02-28").moved);
    const app::EntitlementAsOf moved = on("2025-03-14");
    ASSERT_TRUE(moved.moved);
    EXPECT_EQ(moved.moved->from, kHomeArea);
    EXPECT_EQ(moved.moved->to, kNextDoorArea);
    EXPECT_EQ(moved.moved->rule, nullptr);
    EXPECT_EQ(limit(moved, policy::Business::inpatient)->left, yuan(12'000));
}

TEST_F(AsOf, Situation29ADeathClosesFilingsAndLinks) {
    file(kAwayArea, "2025-03-01");
    EXPECT_EQ(on("2025-03-10").filings.size(), 1U);
    insured_so({employee()}, *parse_date("2025-03-10"));
    EXPECT_EQ(on("2025-03-10").filings.size(), 1U);
    const app::EntitlementAsOf after = on("2025-03-11");
    EXPECT_TRUE(after.filings.empty());
    EXPECT_EQ(after.standings.front().state, entitlement::State::dead);
    EXPECT_FALSE(limit(after, policy::Business::inpatient)->is_known);
    EXPECT_FALSE(limit(after, policy::Business::inpatient)->why.empty());
}

}  // namespace
}  // namespace yidi::tests
