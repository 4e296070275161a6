#include "adapters/crypto/encoding.h"
#include "domain/claim/checks.h"
#include "domain/claim/claim_test_support.h"
#include "tests/rest/desk.h"

namespace yidi::tests {
namespace {

/// A person who has paid a stay near home in full, and the agency that decides: (total − 1,000) ×
/// 80 %. Papers and limits are those of the installation, by which four eyes are always needed.
class ClaimDesk : public Desk {
protected:
    ClaimDesk() {
        insure(7);
        insure(42);
        own_ = token_of("citizen", 42);
        window_ = token_of("window@1301");
        reviewer_ = token_of("agency_reviewer@1301");
        approver_ = token_of("claim_approver@1301");
        finance_ = token_of("finance@1301");
        auditor_ = token_of("auditor@*");
        stranger_ = token_of("citizen proxy", 7);
    }

    static Json statement(std::int64_t yuan, int invoice) {
        return {
            {"insutype", "310"},
            {"med_type", "21"},
            {"place",
             {{"mdtrtarea_admvs", "130102"},
              {"fixmedins_code", kHomeHospital},
              {"fixmedins_name", "甲医院"}}},
            {"begndate", "2025-03-01"},
            {"enddate", "2025-03-05"},
            {"er_flag", false},
            {"manl_reim_rea", "99"},
            {"lines", Json::array({{{"med_list_codg", kDrug},
                                    {"medins_list_name", "药"},
                                    {"det_item_fee_sumamt", yuan}}})},
            {"invoices", Json::array({{{"number", claim::testing::invoice_number(invoice)},
                                       {"day", "2025-03-05"},
                                       {"amount", yuan}}})},
            {"account", {{"holder", "人42"}, {"bank", "甲银行"}, {"number", "6222000000000001"}}}};
    }
    static Json wanted(const Json& statement) {
        return {{"statement", statement},
                {"papers",
                 {"identity_document", "bank_card", "receipt", "itemised_list", "discharge_summary",
                  "settlement_list"}}};
    }
    [[nodiscard]] std::string claims(std::string_view rest = {}) const {
        return "/persons/" + psn_no_ + "/claims" + std::string{rest};
    }
    /// Of a claim that an operation has answered with.
    std::string path_of(const Reply& reply) {
        EXPECT_TRUE(reply.json.contains("claim")) << reply.response.body;
        return claims("/" + std::to_string(reply.json["claim"]["claim"].get<std::int64_t>()));
    }
    static std::string phase(const Reply& reply) {
        return reply.json.contains("claim") ? reply.json["claim"]["phase"].get<std::string>()
                                            : reply.response.body;
    }
    std::string received(std::int64_t yuan = 3'000, int invoice = 1) {
        const Reply made = ask("POST", claims(), wanted(statement(yuan, invoice)), {.token = own_});
        EXPECT_EQ(made.status, 201) << made.response.body;
        return path_of(made);
    }
    Reply check(const std::string& path, const Json& body) {
        return ask("POST", path + "/checks", body, {.token = reviewer_});
    }
    Reply decide(const std::string& path, const Json& body = {{"step", "decide"}}) {
        return ask("POST", path + "/decisions", body, {.token = approver_});
    }
    Reply pay(const std::string& path, const Json& body) {
        return ask("POST", path + "/payment", body, {.token = finance_});
    }
    std::string checked(std::int64_t yuan = 3'000, int invoice = 1) {
        std::string path = received(yuan, invoice);
        EXPECT_EQ(phase(check(path, {{"step", "accept"}})), "accepted");
        EXPECT_EQ(phase(check(path, {{"step", "check"}})), "checked");
        return path;
    }
    Reply show(const std::string& path, const std::string& token) {
        return ask("GET", path, nullptr, {.token = token});
    }
    std::vector<std::string> waiting(const std::string& token, const std::string& query = {}) {
        const Reply queue = ask("GET", "/claim-queue" + query, nullptr, {.token = token});
        EXPECT_EQ(queue.status, 200) << queue.response.body;
        std::vector<std::string> phases;
        for (const Json& one : queue.json["claims"]) phases.push_back(one["claim"]["phase"]);
        return phases;
    }

    std::string own_;
    std::string window_;
    std::string reviewer_;
    std::string approver_;
    std::string finance_;
    std::string auditor_;
    std::string stranger_;
};

using Texts = std::vector<std::string>;

TEST_F(ClaimDesk, PapersAreToldBySituationWithoutSigningIn) {
    const auto kinds = [&](const std::string& query) {
        const Reply list = ask("GET", "/claim-papers" + query);
        EXPECT_EQ(list.status, 200) << list.response.body;
        EXPECT_TRUE(list.json["is_list_known"].get<bool>());
        Texts all;
        for (const Json& one : list.json["papers"]) all.push_back(one["kind"]);
        return all;
    };
    EXPECT_EQ(kinds("?area=130100&inpatient=true"),
              (Texts{"identity_document", "bank_card", "receipt", "itemised_list",
                     "discharge_summary", "settlement_list"}));
    EXPECT_EQ(kinds("?agent=true&injury=true").size(), 7U);
    const Reply english =
        ask("GET", "/claim-papers", nullptr, {.headers = {{"Accept-Language", "en"}}});
    EXPECT_EQ(english.json["papers"][2]["name"], "original receipt or electronic invoice");
}

TEST_F(ClaimDesk, ADraftIsTheApplicantsUntilItIsSentIn) {
    const Json body = {
        {"draft", true},
        {"statement",
         {{"insutype", "310"}, {"begndate", "2025-03-01"}, {"enddate", "2025-03-05"}}}};
    const Reply made = ask("POST", claims(), body, {.token = own_});
    ASSERT_EQ(made.status, 201) << made.response.body;
    const std::string draft = path_of(made);
    EXPECT_EQ(phase(made), "draft");
    EXPECT_EQ(show(draft, own_).json["takes"], Json::array({"change", "submit", "withdraw"}));
    EXPECT_EQ(show(draft, reviewer_).status, 404);
    EXPECT_EQ(show(draft + "/review", reviewer_).status, 404);
    EXPECT_EQ(show(draft, window_).status, 404) << "it was not begun at a window";
    EXPECT_EQ(ask("POST", draft + "/submission", nullptr, {.token = window_}).status, 404);
    EXPECT_EQ(show(claims(), window_).json["claims"].size(), 0U);
    const std::string begun = path_of(ask("POST", claims(), body, {.token = window_}));
    EXPECT_EQ(show(begun, window_).status, 200);
    EXPECT_EQ(show(begun, own_).status, 200);
    EXPECT_EQ(show(claims(), reviewer_).json["claims"].size(), 0U);
    EXPECT_EQ(waiting(reviewer_), Texts{});
    const Reply early = ask("POST", draft + "/submission", nullptr, {.token = own_});
    EXPECT_EQ(early.status, 400) << "it lacks what a claim needs";
    EXPECT_EQ(
        ask("POST", draft + "/statement", wanted(statement(3'000, 1)), {.token = own_}).status,
        200);
    const Reply sent = ask("POST", draft + "/submission", nullptr, {.token = own_});
    ASSERT_EQ(sent.status, 200) << sent.response.body;
    EXPECT_EQ(phase(sent), "received");
    EXPECT_EQ(waiting(reviewer_), Texts{"received"});
    EXPECT_EQ(show(draft, window_).status, 200) << "it was sent in";
}

TEST_F(ClaimDesk, ADraftStaysTheApplicantsWhenItIsWithdrawn) {
    const Json body = {
        {"draft", true},
        {"statement",
         {{"insutype", "310"}, {"begndate", "2025-03-01"}, {"enddate", "2025-03-05"}}}};
    const std::string draft = path_of(ask("POST", claims(), body, {.token = own_}));
    const Json withdraw = {{"step", "withdraw"}};
    ASSERT_EQ(phase(ask("POST", draft + "/steps", withdraw, {.token = own_})), "withdrawn");
    for (const std::string& token : {reviewer_, approver_, auditor_, window_}) {
        EXPECT_EQ(show(draft, token).status, 404);
        EXPECT_EQ(show(claims(), token).json["claims"].size(), 0U);
    }
    EXPECT_EQ(show(draft + "/review", reviewer_).status, 404);
    EXPECT_EQ(show(draft + "/payment", finance_).status, 404);
    EXPECT_EQ(waiting(reviewer_), Texts{});
    EXPECT_EQ(show(draft, own_).json["claim"]["phase"], "withdrawn");
    // One that had been sent in stays known to whom it was sent.
    const std::string sent = received();
    ASSERT_EQ(phase(ask("POST", sent + "/steps", withdraw, {.token = own_})), "withdrawn");
    EXPECT_EQ(show(sent, reviewer_).json["claim"]["phase"], "withdrawn");
    EXPECT_EQ(show(claims(), window_).json["claims"].size(), 1U);
}

TEST_F(ClaimDesk, GoesFromTheFirstPaperToTheMoneysArrival) {
    const std::string path = received();
    EXPECT_EQ(waiting(approver_, "?phase=received&at_least=3000"), Texts{"received"});
    EXPECT_EQ(waiting(approver_, "?at_least=3000.01"), Texts{});
    const Reply review = show(path + "/review", reviewer_);
    ASSERT_EQ(review.status, 200) << review.response.body;
    EXPECT_FALSE(review.json["blocks"].get<bool>());
    EXPECT_EQ(review.json["findings"].size(), claim::kCheckCount);
    EXPECT_EQ(review.json["checks"], Json::array({"accept", "ask_material", "refuse"}));
    EXPECT_EQ(phase(check(path, {{"step", "accept"}})), "accepted");
    const Reply tried = ask("POST", path + "/trials", Json::object(), {.token = reviewer_});
    ASSERT_EQ(tried.status, 200) << tried.response.body;
    EXPECT_EQ(tried.json["fund_pay_sumamt"], 1'600.00);
    EXPECT_EQ(show(path, own_).json["claim"]["phase"], "accepted") << "nothing of it stays";
    EXPECT_EQ(phase(check(path, {{"step", "check"}})), "checked");
    const Reply decided = decide(path);
    ASSERT_EQ(decided.status, 200) << decided.response.body;
    EXPECT_EQ(decided.json["claim"]["decision"]["to_pay"], 1'600.00);
    EXPECT_FALSE(decided.json["outcome"]["payers"].empty());
    const Reply payment = show(path + "/payment", finance_);
    ASSERT_EQ(payment.status, 200) << payment.response.body;
    EXPECT_EQ(payment.json["account"]["number"], "6222000000000001");
    EXPECT_EQ(payment.json["takes"], Json::array({"order"}));
    EXPECT_EQ(phase(pay(path, {{"step", "order"}})), "ordered");
    EXPECT_EQ(pay(path, {{"step", "send"}}).status, 400) << "the bank's reference is missing";
    EXPECT_EQ(phase(pay(path, {{"step", "send"}, {"bank_reference", "B1"}})), "sent");
    EXPECT_EQ(phase(pay(path, {{"step", "arrived"}})), "paid");
    const Reply own = show(claims(), own_);
    ASSERT_EQ(own.json["claims"].size(), 1U);
    for (const Json& step : own.json["claims"][0]["way"]) {
        EXPECT_FALSE(step["at"].is_null()) << step;
    }
    EXPECT_EQ(own.json["owed"], 0.00);
    const Reply view = show(path, own_);
    EXPECT_EQ(view.json["settled"]["fund_pay_sumamt"], 1'600.00);
    EXPECT_EQ(view.json["takes"], Json::array({"appeal", "correction"}));
    EXPECT_EQ(waiting(finance_), Texts{});
    expect_verified();
}

TEST_F(ClaimDesk, AReviewNamesEveryStepOfThePayment) {
    const std::string path = checked();
    EXPECT_EQ(show(path + "/review", auditor_).json["payments"], Json::array());
    ASSERT_EQ(decide(path).status, 200);
    EXPECT_EQ(show(path + "/review", auditor_).json["payments"], Json::array({"order", "set_off"}));
}

TEST_F(ClaimDesk, PapersAreFilesOfTheClaim) {
    const std::string path = received();
    const Json photograph = {{"kind", "receipt"},
                             {"filename", "票据.jpg"},
                             {"bytes", crypto::to_base64("\xFF\xD8\xFF of a receipt")}};
    const Reply taken = ask("POST", path + "/papers", photograph, {.token = own_});
    ASSERT_EQ(taken.status, 200) << taken.response.body;
    EXPECT_TRUE(taken.json["is_new"].get<bool>());
    const std::string file =
        path + "/papers/" + std::to_string(taken.json["paper"]["paper"].get<std::int64_t>());
    EXPECT_EQ(show(path, reviewer_).json["files"][0], taken.json["paper"]);
    EXPECT_EQ(show(file, approver_).response.body, "\xFF\xD8\xFF of a receipt");
    EXPECT_EQ(show(path + "/papers/1", own_).status, 404);
    for (const std::string& token : {finance_, stranger_, auditor_}) {
        EXPECT_EQ(show(file, token).status, 403);
    }
    Json unknown = photograph;
    unknown["kind"] = "poem";
    EXPECT_EQ(ask("POST", path + "/papers", unknown, {.token = own_}).says("pointer"), "/kind");
}

TEST_F(ClaimDesk, TakesLinesOutWithTheirReasons) {
    Json said = statement(3'000, 1);
    said["lines"].push_back({{"medins_list_name", "保健品"}, {"det_item_fee_sumamt", "100.50"}});
    said["invoices"][0]["amount"] = "3100.50";
    const Reply made = ask("POST", claims(), wanted(said), {.token = window_});
    const std::string path = path_of(made);
    EXPECT_EQ(phase(check(path, {{"step", "accept"}})), "accepted");
    const Reply blocked = check(path, {{"step", "check"}});
    EXPECT_EQ(blocked.status, 400) << "the catalogue does not read the second line";
    EXPECT_EQ(blocked.says("pointer"), "lines");
    const Json without = {
        {"step", "check"},
        {"refused_lines",
         Json::array({{{"line", 1}, {"reason", "not_covered"}, {"words", "目录外"}}})}};
    EXPECT_EQ(phase(check(path, without)), "checked");
    const Reply decided = decide(path);
    EXPECT_EQ(decided.json["claim"]["decision"]["refused"], 100.50);
    EXPECT_EQ(decided.json["claim"]["decision"]["amount"], 1'600.00);
    EXPECT_EQ(show(path, own_).json["claim"]["refused_lines"][0]["words"], "目录外");
}

TEST_F(ClaimDesk, ALineIsHeldAgainstItsCountAndPrice) {
    Json said = statement(10'000, 1);
    Json& line = said["lines"][0];
    const auto refused_at = [&] {
        const Reply made = ask("POST", claims(), wanted(said), {.token = own_});
        EXPECT_EQ(made.status, 400) << made.response.body;
        return made.says("pointer");
    };
    line["cnt"] = "1";
    line["pric"] = "1";
    EXPECT_EQ(refused_at(), "/lines/0/det_item_fee_sumamt");
    line["cnt"] = "-200";
    line["pric"] = "50";
    EXPECT_EQ(refused_at(), "/lines/0/cnt");
    line = {{"medins_list_name", "x"}, {"det_item_fee_sumamt", "90000000.00"}};
    EXPECT_EQ(refused_at(), "/lines/0/det_item_fee_sumamt");
    const std::string path = received();
    EXPECT_EQ(show(path, own_).json["statement"]["lines"][0]["cnt"], "") << "it was not stated";
}

TEST_F(ClaimDesk, AsksForMoreAndGetsIt) {
    const std::string path = received();
    EXPECT_EQ(check(path, {{"step", "ask_material"}}).status, 400) << "it is not said what";
    EXPECT_EQ(phase(check(path, {{"step", "ask_material"}, {"reason", "缺出院小结"}})),
              "needs_material");
    EXPECT_EQ(show(path, own_).json["takes"], Json::array({"change", "give_material", "withdraw"}));
    const Reply given =
        ask("POST", path + "/steps", {{"step", "give_material"}, {"papers", {"discharge_summary"}}},
            {.token = own_});
    EXPECT_EQ(phase(given), "received");
}

TEST_F(ClaimDesk, NobodyHasTwoParts) {
    const std::string both = token_of("agency_reviewer@1301 claim_approver@1301 finance@1301");
    const std::string path = received();
    const auto as_both = [&](const char* part, const Json& body) {
        return ask("POST", path + part, body, {.token = both});
    };
    EXPECT_EQ(as_both("/checks", {{"step", "accept"}}).status, 200);
    EXPECT_EQ(as_both("/checks", {{"step", "check"}}).status, 200);
    EXPECT_EQ(as_both("/checks", {{"step", "refuse"}, {"reason", "重复"}}).status, 400)
        << "after the check it is the approver's";
    EXPECT_EQ(as_both("/decisions", {{"step", "decide"}}).status, 422);
    EXPECT_EQ(decide(path).status, 200);
    EXPECT_EQ(as_both("/payment", {{"step", "order"}}).status, 422);
    const std::string other = received(2'000, 2);
    EXPECT_EQ(decide(other, {{"step", "refuse"},
                             {"reason", "重复"},
                             {"reasons", Json::array({{{"reason", "duplicate"}}})}})
                  .status,
              400)
        << "before the check it is the reviewer's";
}

TEST_F(ClaimDesk, NobodyElseSeesItAndWhoPaysSeesOnlyThePayment) {
    const std::string path = checked();
    const std::string elsewhere = token_of("agency_reviewer@44 claim_approver@44 finance@44");
    for (const std::string& token : {stranger_, elsewhere, finance_}) {
        EXPECT_EQ(show(path, token).status, 403);
    }
    EXPECT_EQ(show(path + "/payment", elsewhere).status, 403);
    EXPECT_EQ(show(path + "/payment", finance_).status, 404) << "nothing is decided";
    EXPECT_EQ(waiting(finance_), Texts{});
    EXPECT_EQ(waiting(elsewhere), Texts{});
    EXPECT_EQ(waiting(auditor_), Texts{"checked"});
    EXPECT_EQ(decide(path).status, 200);
    EXPECT_EQ(waiting(finance_), Texts{"decided"});
    EXPECT_EQ(show(path, reviewer_).json["statement"]["account"]["number"], "**** 0001");
    EXPECT_EQ(show(path, own_).json["statement"]["account"]["number"], "6222000000000001");
    EXPECT_EQ(show(path, window_).json["statement"]["account"]["number"], "**** 0001");
    EXPECT_EQ(show(claims("/5"), own_).status, 404);
    EXPECT_EQ(show(claims("/5"), reviewer_).status, 404);
}

TEST_F(ClaimDesk, TheBankSendsItBackAndAnotherAccountGetsIt) {
    const std::string path = checked();
    EXPECT_EQ(decide(path).status, 200);
    EXPECT_EQ(phase(pay(path, {{"step", "order"}})), "ordered");
    EXPECT_EQ(phase(pay(path, {{"step", "send"}, {"bank_reference", "B1"}})), "sent");
    EXPECT_EQ(phase(pay(path, {{"step", "returned"}, {"reason", "户名不符"}})), "returned");
    const Reply corrected =
        ask("POST", path + "/steps",
            {{"step", "correct_account"},
             {"account", {{"holder", "人42"}, {"bank", "乙银行"}, {"number", "6222000000000002"}}}},
            {.token = own_});
    EXPECT_EQ(phase(corrected), "decided") << corrected.response.body;
    EXPECT_EQ(show(path + "/payment", finance_).json["account"]["bank"], "乙银行");
    EXPECT_EQ(phase(pay(path, {{"step", "order"}})), "ordered");
    expect_verified();
}

TEST_F(ClaimDesk, WhoCorrectsTheAccountDoesNotPayToIt) {
    const std::string both = token_of("window@1301 finance@1301");
    const std::string path = checked();
    EXPECT_EQ(decide(path).status, 200);
    EXPECT_EQ(phase(pay(path, {{"step", "order"}})), "ordered");
    EXPECT_EQ(phase(pay(path, {{"step", "send"}, {"bank_reference", "B1"}})), "sent");
    EXPECT_EQ(phase(pay(path, {{"step", "returned"}, {"reason", "户名不符"}})), "returned");
    const Json other = {{"holder", "别人"}, {"bank", "乙银行"}, {"number", "6222000000000002"}};
    const Reply corrected = ask("POST", path + "/steps",
                                {{"step", "correct_account"}, {"account", other}}, {.token = both});
    EXPECT_EQ(phase(corrected), "decided") << corrected.response.body;
    EXPECT_EQ(ask("POST", path + "/payment", {{"step", "order"}}, {.token = both}).status, 422);
    const Reply payment = show(path + "/payment", finance_);
    EXPECT_EQ(payment.json["holder"]["verdict"], "look") << payment.response.body;
    EXPECT_EQ(payment.json["payable"], 1'600.00);
    EXPECT_EQ(payment.json["takes"], Json::array({"order"})) << "there is nothing to set off";
}

TEST_F(ClaimDesk, WhatIsReadOfALineIsPossible) {
    Json said = statement(3'000, 1);
    said["lines"][0]["med_list_codg"] = "NOWHERE";
    const std::string path = path_of(ask("POST", claims(), wanted(said), {.token = own_}));
    EXPECT_EQ(phase(check(path, {{"step", "accept"}})), "accepted");
    const auto refused_at = [&](const Json& read) {
        const Reply reply = check(path, {{"step", "check"}, {"read_lines", Json::array({read})}});
        EXPECT_EQ(reply.status, 400) << reply.response.body;
        return reply.says("pointer");
    };
    EXPECT_EQ(refused_at({{"line", 0}, {"chrgitm_lv", "02"}, {"selfpay_prop", "1.5"}}),
              "/read_lines/0/selfpay_prop");
    EXPECT_EQ(refused_at({{"line", 0}, {"chrgitm_lv", "02"}, {"pric_uplmt_amt", "-50"}}),
              "/read_lines/0/pric_uplmt_amt");
    EXPECT_EQ(refused_at({{"line", 0}, {"chrgitm_lv", "99"}}), "/read_lines/0/chrgitm_lv");
}

TEST_F(ClaimDesk, AnAppealTakesTheDecisionBackAndPaysTheDifference) {
    const std::string first = checked(2'000);
    EXPECT_EQ(decide(first).json["claim"]["decision"]["to_pay"], 800.00);
    Json appeal = wanted(statement(3'000, 1));
    appeal["kind"] = "appeal";
    appeal["refers_to"] = show(first, own_).json["claim"]["claim"];
    EXPECT_EQ(ask("POST", claims(), appeal, {.token = own_}).status, 400) << "without a reason";
    appeal["reason"] = "少算了一张清单";
    const std::string second = path_of(ask("POST", claims(), appeal, {.token = own_}));
    EXPECT_EQ(phase(check(second, {{"step", "accept"}})), "accepted");
    EXPECT_EQ(phase(check(second, {{"step", "check"}})), "checked");
    EXPECT_EQ(decide(second).status, 422) << "who decided the first does not decide the appeal";
    approver_ = token_of("claim_approver@1301");
    const Reply decided = decide(second);
    ASSERT_EQ(decided.status, 200) << decided.response.body;
    EXPECT_EQ(decided.json["claim"]["decision"]["amount"], 1'600.00);
    EXPECT_EQ(decided.json["claim"]["decision"]["to_pay"], 800.00) << "1,600 − 800";
    EXPECT_FALSE(show(first, own_).json["settled"]["stands"].get<bool>());
    expect_verified();
}

TEST_F(ClaimDesk, AYearIsPutInOrderByWhoDecides) {
    insure(43, kNextDoorArea);
    const std::string approver = token_of("claim_approver@1302");
    const std::string path = "/persons/" + psn_no_ + "/years/2025/order";
    const Reply done = ask("POST", path, {{"insutype", "310"}}, {.token = approver});
    ASSERT_EQ(done.status, 200) << done.response.body;
    EXPECT_EQ(done.json["changes"].size(), 0U) << "it is in order";
    EXPECT_EQ(ask("POST", path, {{"insutype", "310"}}, {.token = approver_}).status, 403);
    EXPECT_EQ(ask("POST", path, {{"insutype", "310"}}, {.token = own_}).status, 403);
}

TEST_F(ClaimDesk, ThePersonLearnsWhoHasSeenTheClaim) {
    const std::string path = received();
    EXPECT_EQ(waiting(reviewer_).size(), 1U);
    EXPECT_EQ(show(path + "/review", reviewer_).status, 200);
    EXPECT_EQ(phase(check(path, {{"step", "accept"}})), "accepted");
    EXPECT_EQ(ask("POST", path + "/trials", Json::object(), {.token = approver_}).status, 200);
    const Reply seen = ask("GET", "/persons/" + psn_no_ + "/accesses", nullptr, {.token = own_});
    ASSERT_EQ(seen.status, 200) << seen.response.body;
    const std::string all = seen.response.body;
    for (const char* words : {"在待办的手工报销中看到", "审核时查看手工报销", "试算手工报销"}) {
        EXPECT_NE(all.find(words), std::string::npos) << words;
    }
}

}  // namespace
}  // namespace yidi::tests
