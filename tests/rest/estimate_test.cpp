#include "app/access/accounts.h"
#include "tests/rest/desk.h"

namespace yidi::tests {
namespace {

/// An employee's stay at home: 1,000 deductible, 80 %.
Json stay() {
    return {{"insuplc_admdvs", "130100"},
            {"mdtrtarea_admvs", "130100"},
            {"insutype", "310"},
            {"psn_type", "11"},
            {"med_type", "21"},
            {"hosp_lv", "05"},
            {"begndate", "2025-03-01"},
            {"enddate", "2025-03-08"},
            {"setl_date", "2025-03-08"},
            {"ipt_cnt", 1},
            {"fee", {{"medfee_sumamt", "3000.00"}, {"inscp_scp_amt", "3000.00"}}}};
}

class Estimates : public Desk {};

TEST_F(Estimates, ACaseIsAnsweredToEverybody) {
    const Reply answer = ask("POST", "/estimate", stay());
    ASSERT_EQ(answer.status, 200) << answer.response.body;
    EXPECT_EQ(answer.json["status"], "computed");
    // (3000 - 1000) * 80 %
    EXPECT_EQ(answer.json["setlinfo"]["fund_pay_sumamt"], 1600.00);
    EXPECT_EQ(answer.json["policy"]["id"], "130100");
    EXPECT_FALSE(answer.json["trace"].empty());
}

TEST_F(Estimates, WhereNoRuleIsKnownTheAnswerSaysSo) {
    Json elsewhere = stay();
    elsewhere["insuplc_admdvs"] = "120000";
    elsewhere["mdtrtarea_admvs"] = "120000";
    const Reply answer = ask("POST", "/estimate", elsewhere);
    EXPECT_EQ(answer.status, 200) << answer.response.body;
    EXPECT_EQ(answer.json["status"], "unknown");
    EXPECT_TRUE(answer.json["setlinfo"].is_null());
}

TEST_F(Estimates, ACaseThatIsNoneIsToldWhere) {
    Json wrong = stay();
    wrong["fee"]["medfee_sumamt"] = "3000.001";
    const Reply told = ask("POST", "/estimate", wrong);
    EXPECT_EQ(told.status, 400);
    EXPECT_EQ(told.says("code"), "bad_amount");
    EXPECT_EQ(told.says("pointer"), "/fee/medfee_sumamt");
    EXPECT_FALSE(told.says("remedy").empty());
}

TEST_F(Estimates, ComparisonsBeginWithTheCaseAsGiven) {
    const Reply answer = ask("POST", "/compare", stay());
    ASSERT_EQ(answer.status, 200) << answer.response.body;
    EXPECT_EQ(answer.json["base"], "as_given");
    EXPECT_EQ(answer.json["columns"].size(), 7U);
    EXPECT_EQ(answer.json["columns"][0]["filing"], "as_given");
}

TEST_F(Estimates, PublishedFiguresAreRightOrWrong) {
    Json example = stay();
    example["published"] = {{"fund_pay_sumamt", "1600.00"}, {"psn_part_amt", "1500.00"}};
    const Reply answer = ask("POST", "/check-example", example);
    ASSERT_EQ(answer.status, 200) << answer.response.body;
    ASSERT_EQ(answer.json["published"].size(), 2U);
    EXPECT_EQ(answer.json["published"][0]["right"], true);
    EXPECT_EQ(answer.json["published"][1]["right"], false);
    EXPECT_EQ(ask("POST", "/check-example", stay()).says("pointer"), "/published");
}

TEST_F(Estimates, PoliciesAreShownWithTheirRulesAndProved) {
    const Json packs = ask("GET", "/policies").json["packs"];
    ASSERT_EQ(packs.size(), 2U);
    EXPECT_EQ(packs[0]["id"], "130100");
    const Reply one = ask("GET", "/policies/130100?at=2025-03-01");
    ASSERT_EQ(one.status, 200);
    EXPECT_FALSE(one.json["schemes"][0]["rows"].empty());
    EXPECT_TRUE(one.json["schemes"][0]["rows"][0]["source"].contains("article"));
    EXPECT_TRUE(one.json["filing"].is_null()) << "the frame's rules hold";
    const Reply none = ask("GET", "/policies/130100?at=1990-01-01");
    EXPECT_TRUE(none.json["schemes"][0]["rows"].empty()) << "before the first rule";
    const Reply proof = ask("GET", "/policies/130100/check");
    ASSERT_EQ(proof.status, 200);
    EXPECT_GT(proof.json["cells"], 0);
}

class OtherLogins : public Desk {
protected:
    /// Stands for a login service: its credential is "signed " and the login.
    class Provider final : public ports::IdentityProvider {
    public:
        [[nodiscard]] std::string_view name() const override { return "province"; }
        [[nodiscard]] Result<std::optional<std::string>> identify(
            const ports::Credential& credential) override {
            constexpr std::string_view kHead = "signed ";
            if (!credential.secret.starts_with(kHead)) return std::optional<std::string>{};
            return std::optional{std::string{credential.secret.substr(kHead.size())}};
        }
    };
    Provider provider_;
};

TEST_F(OtherLogins, SignInWhomTheirServiceNamesIfTheAccountIsTheirs) {
    options_.providers = {&provider_};
    router_ = std::make_unique<rest::Router>(router_ports(), rest::Router::National{}, options_);
    EXPECT_TRUE(write([&](ports::Session& session) -> Result<void> {
        accounts::Account account;
        account.login = "theirs";
        account.provider = "province";
        YIDI_TRY(account.grants, access::parse_grants("window@1301"));
        YIDI_TRY_VOID(accounts::put_account(session, context(), account, "test"));
        return {};
    }));
    have_account("ours", "window@1301");
    const auto sign_in = [&](const std::string& credential) {
        return ask("POST", "/sessions", {{"provider", "province"}, {"password", credential}});
    };
    const Reply begun = sign_in("signed theirs");
    EXPECT_EQ(begun.status, 201) << begun.response.body;
    EXPECT_EQ(begun.json["account"]["login"], "theirs");
    EXPECT_EQ(sign_in("theirs").status, 401);
    EXPECT_EQ(sign_in("signed ours").status, 401) << "an account of another provider";
    EXPECT_EQ(ask("POST", "/sessions", {{"provider", "nobody"}, {"password", "x"}}).says("pointer"),
              "/provider");
    EXPECT_EQ(ask("POST", "/sessions", {{"login", "theirs"}, {"password", ""}}).status, 400);
}

}  // namespace
}  // namespace yidi::tests
