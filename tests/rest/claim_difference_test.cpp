#include "tests/rest/desk.h"

namespace yidi::tests {
namespace {

/// A person of a region that computes a year again, whose two stays were settled in the wrong
/// order.
class DifferenceDesk : public Desk {
protected:
    DifferenceDesk() {
        now_ = at("2025-12-01 09:00:00");
        insure(43, kNextDoorArea);
        hospital_ = kAwayHospital;
        file(kAwayArea, "2025-01-01");
        own_ = token_of("citizen", 43);
        approver_ = token_of("claim_approver@1302");
        finance_ = token_of("finance@1302");
        settled_stay("2025-11-20", 3'000);
        settled_stay("2025-03-10", 800);
        const Reply ordered =
            ask("POST", person("/years/2025/order"), {{"insutype", "310"}}, {.token = approver_});
        EXPECT_EQ(ordered.json["changes"].size(), 2U) << ordered.response.body;
    }
    [[nodiscard]] std::string person(std::string_view rest) const {
        return "/persons/" + psn_no_ + std::string{rest};
    }
    Reply told(const std::string& token) {
        return ask("GET", person("/claim-differences"), nullptr, {.token = token});
    }
    Reply claim_it(const std::string& token, const std::string& number = "6222000000000001") {
        const Json account{{"holder", "人43"}, {"bank", "甲银行"}, {"number", number}};
        return ask("POST", person("/claim-differences"), {{"account", account}}, {.token = token});
    }

    std::string own_;
    std::string approver_;
    std::string finance_;
};

TEST_F(DifferenceDesk, IsToldClaimedDecidedAndPaid) {
    const Reply owed = told(own_);
    ASSERT_EQ(owed.status, 200) << owed.response.body;
    ASSERT_EQ(owed.json["areas"].size(), 1U);
    const Json& area = owed.json["areas"][0];
    EXPECT_EQ(area["area"], "130200");
    EXPECT_EQ(area["owed"], 160.00);
    EXPECT_EQ(area["unclaimed"], 160.00);
    EXPECT_EQ(owed.json["claimable"], 160.00);
    ASSERT_EQ(area["entries"].size(), 2U);
    EXPECT_EQ(area["entries"][0]["kind"], "recomputed");
    EXPECT_EQ(area["entries"][0]["until"], "2025-12-01");

    EXPECT_EQ(claim_it(own_, "12").status, 400) << "no account";
    const Reply made = claim_it(own_);
    ASSERT_EQ(made.status, 201) << made.response.body;
    EXPECT_EQ(made.json["claim"]["kind"], "difference");
    EXPECT_EQ(made.json["claim"]["phase"], "checked");
    const std::string path =
        person("/claims/" + std::to_string(made.json["claim"]["claim"].get<std::int64_t>()));

    const Reply under_way = told(own_);
    EXPECT_EQ(under_way.json["areas"][0]["under_way"], made.json["claim"]["claim"]);
    EXPECT_EQ(under_way.json["claimable"], 0.00) << "it is not offered twice";
    const Reply queue = ask("GET", "/claim-queue?kind=difference", nullptr, {.token = approver_});
    ASSERT_EQ(queue.json["claims"].size(), 1U) << queue.response.body;
    const Reply review = ask("GET", path + "/review", nullptr, {.token = approver_});
    EXPECT_EQ(review.json["decisions"], (Json{"decide", "refuse"})) << review.response.body;
    EXPECT_EQ(review.json["findings"].size(), 1U) << "whose account it is, and nothing else";
    const Reply made_of = ask("GET", path + "/difference", nullptr, {.token = approver_});
    EXPECT_EQ(made_of.json["entries"], area["entries"]) << made_of.response.body;
    EXPECT_EQ(ask("POST", path + "/trials", Json::object(), {.token = approver_}).status, 400);

    const Reply decided =
        ask("POST", path + "/decisions", {{"step", "decide"}}, {.token = approver_});
    ASSERT_EQ(decided.status, 200) << decided.response.body;
    EXPECT_EQ(decided.json["claim"]["decision"]["to_pay"], 160.00);
    EXPECT_TRUE(decided.json["outcome"].is_null());
    for (const Json& step :
         {Json{{"step", "order"}}, Json{{"step", "send"}, {"bank_reference", "B1"}},
          Json{{"step", "arrived"}}}) {
        const Reply paid = ask("POST", path + "/payment", step, {.token = finance_});
        EXPECT_EQ(paid.status, 200) << paid.response.body;
    }
    const Reply shown = ask("GET", path, nullptr, {.token = own_});
    EXPECT_EQ(shown.json["claim"]["phase"], "paid") << shown.response.body;
    EXPECT_TRUE(shown.json["settled"].is_null());
    EXPECT_TRUE(shown.json["takes"].empty()) << "there is nothing to appeal against";
    EXPECT_EQ(told(own_).json["areas"][0]["owed"], 0.00);
    expect_verified();
}

TEST_F(DifferenceDesk, IsThePersonsAndTheirAreas) {
    EXPECT_EQ(told(approver_).status, 403) << "not all areas' debts are the desk's business";
    EXPECT_EQ(claim_it(finance_).status, 403);
    EXPECT_EQ(told(token_of("citizen", 7)).status, 403);
    const Reply made = claim_it(own_);
    ASSERT_EQ(made.status, 201) << made.response.body;
    const std::string path =
        person("/claims/" + std::to_string(made.json["claim"]["claim"].get<std::int64_t>()));
    EXPECT_EQ(ask("GET", path + "/difference", nullptr, {.token = token_of("claim_approver@1301")})
                  .status,
              403);
    EXPECT_EQ(claim_it(own_).says("detail"),
              "报销 " + path.substr(path.rfind('/') + 1) + " 已在办理它");
}

TEST_F(DifferenceDesk, IsNoClaimWithABill) {
    const Json bill{{"kind", "difference"}, {"statement", Json::object()}};
    EXPECT_EQ(ask("POST", person("/claims"), bill, {.token = own_}).status, 400);
}

}  // namespace
}  // namespace yidi::tests
