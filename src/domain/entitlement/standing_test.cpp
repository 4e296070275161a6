#include "domain/entitlement/standing.h"

#include <gtest/gtest.h>

#include "domain/entitlement/standing_test_support.h"

namespace yidi::entitlement {
namespace {

using policy::Insutype;
using registry::Insurance;
using testing::day;

constexpr std::uint32_t kHome = 130100;

class StandingTest : public ::testing::Test {
protected:
    StandingTest() { book_.set_person_rules(testing::national_rules()); }

    Insurance& add(Insutype insutype, std::string_view from, std::uint32_t area = kHome) {
        Insurance& one = insurances_.emplace_back();
        one.seq = static_cast<std::int64_t>(insurances_.size());
        one.insuplc_admdvs = area;
        one.insutype = insutype;
        one.psn_type = insutype == Insutype::employee ? "11" : "1501";
        one.psn_insu_date = day(from);
        return one;
    }
    void be(std::string_view identity) {
        registry::Identity one;
        one.psn_idet_type = identity;
        one.begndate = day("2026-01-01");
        one.enddate = day("2026-06-30");
        identities_.push_back(one);
    }
    [[nodiscard]] Facts facts() const { return {insurances_, identities_, born_, died_}; }
    [[nodiscard]] Standing on(std::string_view when, Insutype insutype = Insutype::resident) const {
        return standing_on(facts(), book_, insutype, day(when));
    }

    policy::Book book_ = policy::testing::book_of({});
    std::vector<Insurance> insurances_;
    std::vector<registry::Identity> identities_;
    std::optional<Date> born_;
    std::optional<Date> died_;
};

TEST_F(StandingTest, IsInsuredFromTheFirstDayOn) {
    add(Insutype::employee, "2020-01-01").paus_insu_date = day("2027-01-01");
    EXPECT_EQ(on("2019-12-31", Insutype::employee).state, State::not_yet);
    EXPECT_EQ(on("2019-12-31", Insutype::employee).changes, day("2020-01-01"));
    const Standing one = on("2026-03-01", Insutype::employee);
    EXPECT_TRUE(one.pays());
    EXPECT_EQ(one.since, day("2020-01-01"));
    EXPECT_EQ(one.changes, day("2027-01-01"));
    EXPECT_EQ(on("2026-03-01").state, State::none);
}

TEST_F(StandingTest, SaysSinceWhenItIsPausedAndWhenItGoesOn) {
    Insurance& first = add(Insutype::employee, "2020-01-01");
    first.psn_insu_stas = 2;
    first.paus_insu_date = day("2026-01-01");
    add(Insutype::employee, "2026-05-01");
    const Standing one = on("2026-03-01", Insutype::employee);
    EXPECT_EQ(one.state, State::paused);
    EXPECT_EQ(one.since, day("2026-01-01"));
    EXPECT_EQ(one.changes, day("2026-05-01"));
    EXPECT_TRUE(on("2025-12-31", Insutype::employee).pays());
    EXPECT_TRUE(on("2026-05-01", Insutype::employee).pays());
}

TEST_F(StandingTest, EndsWithTheInsuranceAndWithDeath) {
    Insurance& one = add(Insutype::employee, "2020-01-01");
    one.psn_insu_stas = 4;
    one.paus_insu_date = day("2026-01-01");
    EXPECT_EQ(on("2026-01-01", Insutype::employee).state, State::ended);
    died_ = day("2025-06-01");
    EXPECT_TRUE(on("2025-06-01", Insutype::employee).pays());
    EXPECT_EQ(on("2025-06-01", Insutype::employee).changes, day("2025-06-02"));
    EXPECT_EQ(on("2025-06-02", Insutype::employee).state, State::dead);
    EXPECT_EQ(on("2025-06-02", Insutype::employee).since, day("2025-06-02"));
    EXPECT_EQ(on("2030-01-01", Insutype::employee).changes, std::nullopt);
}

TEST_F(StandingTest, WaitsAsLongAsTheRegisterSays) {
    add(Insutype::resident, "2026-01-01").waiting_until = day("2026-12-30");
    const Standing one = on("2026-03-01");
    EXPECT_EQ(one.state, State::waiting);
    EXPECT_EQ(one.ground, Ground::stated);
    EXPECT_EQ(one.changes, day("2026-12-31"));
    EXPECT_EQ(on("2026-12-31").since, day("2026-12-31"));
    EXPECT_TRUE(on("2026-12-31").pays());
}

TEST_F(StandingTest, WaitsAsLongAsTheMissedYearsGive) {
    Insurance& one = add(Insutype::resident, "2028-01-01");
    one.missed_years = 3;
    EXPECT_EQ(on("2028-05-31").state, State::waiting);  // 3 + 2 months
    EXPECT_EQ(on("2028-05-31").ground, Ground::computed);
    ASSERT_NE(on("2028-05-31").rule, nullptr);
    EXPECT_EQ(on("2028-05-31").rule->document, "国办发〔2024〕38号");
    EXPECT_TRUE(on("2028-06-01").pays());
    one.repaid_years = 2;
    EXPECT_TRUE(on("2028-04-01").pays());
}

TEST_F(StandingTest, DoesNotWaitInAnExemptGroup) {
    Insurance& one = add(Insutype::resident, "2026-01-01");
    one.missed_years = 3;
    one.waiting_exempt = "new_graduate";
    EXPECT_TRUE(on("2026-01-01").pays());
    EXPECT_EQ(on("2026-01-01").ground, Ground::exempt);
}

TEST_F(StandingTest, CoversANewbornFromBirthIfEnrolledWithinNinetyDays) {
    born_ = day("2026-01-05");
    Insurance& one = add(Insutype::resident, "2026-04-05");  // the 90th day after
    one.psn_type = "1401";
    EXPECT_TRUE(on("2026-01-05").pays());
    EXPECT_EQ(on("2026-02-01").ground, Ground::from_birth);
    EXPECT_EQ(on("2026-02-01").since, day("2026-01-05"));
    EXPECT_EQ(on("2026-01-04").state, State::not_yet);
}

TEST_F(StandingTest, LetsANewbornWaitWhoWasEnrolledLater) {
    born_ = day("2026-01-05");
    Insurance& one = add(Insutype::resident, "2026-04-06");
    one.psn_type = "1401";
    EXPECT_EQ(on("2026-04-05").state, State::not_yet);
    EXPECT_EQ(on("2026-04-06").state, State::waiting);
    EXPECT_EQ(on("2026-04-06").ground, Ground::newborn_too_late);
    EXPECT_EQ(on("2026-04-06").waiting_until, day("2026-07-05"));
}

TEST_F(StandingTest, CountsANewbornsDaysToTheEnrolmentThatIsStated) {
    born_ = day("2026-01-05");
    Insurance& one = add(Insutype::resident, "2026-01-05");
    one.psn_type = "1401";
    one.enrolled = day("2026-05-01");  // the register would have it from birth, the rule not
    EXPECT_EQ(on("2026-05-01").ground, Ground::newborn_too_late);
}

TEST_F(StandingTest, SaysWhatIsNotKnownAndDoesNotGuess) {
    Insurance& before = add(Insutype::resident, "2020-01-01");
    before.paus_insu_date = day("2025-01-01");
    before.psn_insu_stas = 4;
    add(Insutype::resident, "2026-01-01");
    const Standing after_gap = on("2026-02-01");
    EXPECT_TRUE(after_gap.pays());
    EXPECT_EQ(after_gap.unknown, std::vector{Unknown::missed_years});

    insurances_[1].missed_years = 1;
    book_.set_person_rules(policy::PersonRules{});
    EXPECT_EQ(on("2026-02-01").unknown, std::vector{Unknown::waiting_rule});
    insurances_[1].psn_type = "1401";
    EXPECT_EQ(on("2026-02-01").unknown, std::vector{Unknown::birthday});
}

TEST_F(StandingTest, SendsSpecialGroupsHome) {
    add(Insutype::resident, "2020-01-01");
    be("prisoner");
    EXPECT_EQ(on("2026-03-01").state, State::special_group);
    EXPECT_EQ(on("2026-03-01").special_group, "prisoner");
    EXPECT_TRUE(on("2026-07-01").pays());
}

TEST_F(StandingTest, NamesTheOtherInsurancesOfTheDay) {
    add(Insutype::employee, "2020-01-01");
    add(Insutype::resident, "2025-01-01", 120000).paus_insu_date = day("2026-06-01");
    insurances_[1].psn_insu_stas = 4;
    const Standing one = on("2026-03-01", Insutype::employee);
    ASSERT_EQ(one.others.size(), 1U);
    EXPECT_EQ(one.others.front()->insuplc_admdvs, 120000U);
    EXPECT_TRUE(on("2026-06-01", Insutype::employee).others.empty());
    EXPECT_EQ(standings_on(facts(), book_, day("2026-03-01")).size(), 2U);
}

TEST_F(StandingTest, SettlesAChangeOfSchemeByTheDayThatTheRegionNames) {
    const auto change_in = [&](std::uint32_t area) {
        insurances_.clear();
        insurances_.reserve(2);
        Insurance& before = add(Insutype::employee, "2020-01-01", area);
        before.psn_insu_stas = 4;
        before.paus_insu_date = day("2026-03-10");
        add(Insutype::resident, "2026-03-10", area);
        return governing(facts(), book_, Insutype::employee,
                         {.first = day("2026-03-01"), .last = day("2026-03-20")});
    };
    const Governing unknown = change_in(130100);
    EXPECT_TRUE(unknown.standing.pays());
    EXPECT_EQ(unknown.rule, nullptr);
    const Governing by_discharge = change_in(130200);
    EXPECT_EQ(by_discharge.standing.state, State::ended);
    ASSERT_NE(by_discharge.rule, nullptr);
    const Governing split = change_in(120000);
    EXPECT_TRUE(split.standing.pays());
    EXPECT_EQ(split.split_on, day("2026-03-10"));
}

}  // namespace
}  // namespace yidi::entitlement
