#include "domain/entitlement/standing_test_support.h"
#include "tests/rest/desk.h"

/// What a person is entitled to, and mutual aid, as their pages and the counters see it.
namespace yidi::tests {
namespace {

constexpr registry::Pid kChild = 7;

class EntitlementDesk : public Desk {
protected:
    EntitlementDesk() {
        book_.set_person_rules(entitlement::testing::national_rules());
        const std::string before = psn_no_;
        const registry::Pid pid = pid_;
        insure(kChild);
        child_ = psn_no_;
        pay_into_account(yuan(3'000));
        pid_ = pid;
        psn_no_ = before;
        window_ = token_of("window@13");
    }
    [[nodiscard]] Reply bound() {
        return ask("POST", "/persons/" + child_ + "/bonds",
                   {{"relative_psn_no", psn_no_}, {"kinship", "parent"}, {"face_checked", true}},
                   {.token = window_});
    }

    std::string child_;
    std::string window_;
};

TEST_F(EntitlementDesk, ShowsWhetherAPersonIsInsuredAndWhatIsLeft) {
    const std::string path = "/persons/" + psn_no_ + "/entitlement";
    const Reply own = ask("GET", path, nullptr, {.token = token_of("citizen", pid_)});
    ASSERT_EQ(own.status, 200) << own.response.body;
    EXPECT_EQ(own.json["insurances"][0]["state"], "insured");
    EXPECT_EQ(own.json["insurances"][0]["since"], "2020-01-01");
    EXPECT_EQ(own.json["limits"][0]["left"], 20'000.00);
    const Reply before = ask("GET", path + "?day=2019-12-31", nullptr, {.token = window_});
    EXPECT_EQ(before.json["insurances"][0]["state"], "not_yet");
    EXPECT_EQ(before.json["insurances"][0]["code"], "not_insured");
    EXPECT_EQ(ask("GET", path, nullptr, {.token = token_of("citizen", kChild)}).status, 403);
}

TEST_F(EntitlementDesk, Situation16BindsFirstAndOnlyACounterSaysWhoHasConsented) {
    const Json body{{"relative_psn_no", psn_no_}, {"kinship", "parent"}, {"face_checked", true}};
    const std::string path = "/persons/" + child_ + "/bonds";
    EXPECT_EQ(ask("POST", path, body, {.token = token_of("citizen", kChild)}).status, 403);
    const Reply without = ask("POST", path, {{"relative_psn_no", psn_no_}, {"kinship", "parent"}},
                              {.token = window_});
    EXPECT_EQ(without.status, 400);
    const Reply done = bound();
    ASSERT_EQ(done.status, 200) << done.response.body;
    EXPECT_EQ(done.json["proof"], "own_consent");
    EXPECT_EQ(ask("GET", path, nullptr, {.token = window_}).json["bonds"].size(), 1U);
    // Bound, the child sees the parent's data as a proxy, and not the other way round.
    const std::string entitlement = "/entitlement";
    EXPECT_EQ(ask("GET", "/persons/" + psn_no_ + entitlement, nullptr,
                  {.token = token_of("proxy", kChild)})
                  .status,
              200);
    EXPECT_EQ(
        ask("GET", "/persons/" + child_ + entitlement, nullptr, {.token = token_of("proxy", pid_)})
            .status,
        403);
}

TEST_F(EntitlementDesk, Situation56TellsLimitsAndReturnTimeAndTheRelativeAccepts) {
    ASSERT_EQ(bound().status, 200);
    const std::string payer = token_of("citizen", kChild);
    const std::string path = "/persons/" + child_ + "/transfers";
    const Reply large =
        ask("POST", path, {{"to_psn_no", psn_no_}, {"amount", 2'000.01}}, {.token = payer});
    EXPECT_EQ(large.status, 422);
    EXPECT_EQ(large.says("code"), "limit_reached");
    const Reply sent =
        ask("POST", path, {{"to_psn_no", psn_no_}, {"amount", 500}}, {.token = payer});
    ASSERT_EQ(sent.status, 200) << sent.response.body;
    const Reply for_another =
        ask("POST", "/persons/" + psn_no_ + "/transfers", {{"to_psn_no", child_}, {"amount", 1}},
            {.token = token_of("proxy", kChild)});
    EXPECT_EQ(for_another.status, 403) << "to act for a relative is not to spend their money";
    EXPECT_EQ(sent.json["due"], "2025-03-14T06:00:00+08:00");
    const std::string relative = token_of("citizen", pid_);
    const Reply wallet =
        ask("GET", "/persons/" + psn_no_ + "/wallet", nullptr, {.token = relative});
    ASSERT_EQ(wallet.status, 200) << wallet.response.body;
    EXPECT_EQ(wallet.json["limits"]["a_day"], 3);
    EXPECT_EQ(wallet.json["received"][0]["amount"], 500.00);
    const Reply accepted = ask("POST",
                               "/persons/" + psn_no_ + "/transfers/" +
                                   sent.json["transfer_id"].get<std::string>() + "/answer",
                               {{"answer", "accept"}}, {.token = relative});
    ASSERT_EQ(accepted.status, 200) << accepted.response.body;
    EXPECT_EQ(accepted.json["state"], "accepted");
    EXPECT_EQ(balance(), yuan(500));
    expect_verified();
}

}  // namespace
}  // namespace yidi::tests
