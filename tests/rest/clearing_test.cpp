#include <algorithm>

#include "adapters/codec/table.h"
#include "app/clearing/applications.h"
#include "app/clearing/confirmations.h"
#include "tests/rest/desk.h"

/// A month of clearing between Hebei and Tianjin over the REST interface.
namespace yidi::tests {
namespace {

class Clearing : public Desk {
protected:
    Clearing() { on("2026-01-05"); }

    /// A session does not outlive the days between the steps: everybody signs in anew.
    std::string token(const std::string& who) {
        std::string& found = tokens_[who];
        if (found.empty()) found = token_of(who.substr(0, who.find(' ')));
        return found;
    }
    Reply post(const std::string& path, const std::string& who, const Json& body = nullptr) {
        return ask("POST", path, body, {.token = token(who)});
    }
    Reply get(const std::string& path, const std::string& who) {
        return ask("GET", path, nullptr, {.token = token(who)});
    }
    void on(std::string_view day) {
        now_ = at(std::string{day} + " 10:00:00");
        tokens_.clear();
    }

    /// A stay of 4,000 yuan in Tianjin, filed as a referral would be.
    settlement::Settlement stay_away() {
        insure(41);
        file(kAwayArea, "2026-01-01");
        hospital_ = kAwayHospital;
        on("2026-01-12");
        settlement::Settlement one = settled_stay("2026-01-10", 4'000);
        const Reply taken =
            post("/clearing/bills", centre_, {{"from", "2026-01-01"}, {"to", "2026-01-31"}});
        EXPECT_EQ(taken.status, 200) << taken.response.body;
        EXPECT_EQ(taken.json["taken"], 1);
        return one;
    }
    void open_month() {
        const Reply opened = post("/clearing/months", centre_, {{"month", "2026-01"}});
        EXPECT_EQ(opened.status, 200) << opened.response.body;
    }
    void make_tables() {
        on("2026-02-18");
        EXPECT_EQ(
            post("/clearing/months/2026-01/confirmations", tianjin_, {{"party", "120000"}}).status,
            200);
        on("2026-02-21");
        const Reply made = post("/clearing/months/2026-01/tables", centre_);
        EXPECT_EQ(made.status, 200) << made.response.body;
        EXPECT_EQ(made.json["placed"], 2);  // The bill in both books.
    }

    const std::string centre_ = "clearing_officer@*";
    const std::string hebei_ = "clearing_officer@13";
    const std::string tianjin_ = "clearing_officer@12";
    const std::string tianjin_second_ = "clearing_officer@12 second";
    const std::string payer_ = "finance@13";

private:
    std::map<std::string, std::string> tokens_;
};

TEST_F(Clearing, AMonthFromTheSettlementToTheMoney) {
    const settlement::Settlement one = stay_away();
    const std::string fund = to_yuan(one.info.fund_pay_sumamt);
    open_month();
    make_tables();
    const Reply early = post("/clearing/months/2026-01/notices", centre_);
    EXPECT_EQ(early.status, 409) << early.response.body;
    for (const auto& [party, token] : {std::pair{"120000", tianjin_}, {"130000", hebei_}}) {
        const Reply done = post("/clearing/months/2026-01/signatures", token, {{"party", party}});
        ASSERT_EQ(done.status, 200) << done.response.body;
    }
    on("2026-02-26");
    ASSERT_EQ(post("/clearing/months/2026-01/notices", centre_).status, 200);

    const Reply shown = get("/clearing/months/2026-01", hebei_);
    ASSERT_EQ(shown.status, 200) << shown.response.body;
    EXPECT_EQ(shown.json["cycle"]["state"], "published");
    EXPECT_EQ(shown.json["positions"].size(), 2U);
    EXPECT_EQ(shown.json["sums"]["receivable"].dump(), Json::parse(fund).dump());
    EXPECT_EQ(shown.json["sums"]["balance"], 0.0);
    EXPECT_EQ(shown.json["events"][0].value("login", "").substr(0, 3), "one") << "who, by name";
    const Reply notices = get("/clearing/months/2026-01/notices?party=120000", tianjin_);
    ASSERT_EQ(notices.status, 200) << notices.response.body;
    ASSERT_EQ(notices.json["notices"].size(), 1U);
    const std::string number = notices.json["notices"][0]["number"];
    EXPECT_EQ(number, "QS202601-130000-120000");
    // Five working days after 26 February 2026, a Thursday: the 28th is worked for the holiday.
    EXPECT_EQ(notices.json["notices"][0]["due"], "2026-03-04");
    EXPECT_EQ(notices.json["notices"][0]["overdue_days"], 0);
    on("2026-03-06");
    EXPECT_EQ(get("/clearing/months/2026-01/notices?party=120000", tianjin_)
                  .json["notices"][0]["overdue_days"],
              2);
    on("2026-02-26");

    const auto step = [&](const std::string& token, const char* party, const char* to) {
        return post("/clearing/notices/" + number + "/steps", token,
                    {{"party", party},
                     {"to", to},
                     {"bank", "bank"},
                     {"serial_no", "S1"},
                     {"date", "2026-02-26"}});
    };
    EXPECT_EQ(step(hebei_, "130000", "handed").status, 200);
    EXPECT_EQ(step(hebei_, "130000", "paid").status, 403) << "finance pays";
    EXPECT_EQ(step(payer_, "130000", "paid").status, 200);
    EXPECT_EQ(step(tianjin_, "120000", "received").status, 200);
    EXPECT_EQ(post("/clearing/months/2026-01/close", centre_).status, 200);

    const Reply theirs = get("/ledger/trial-balance?party=120000", centre_);
    const auto is_clearing = [](const Json& account) { return account["kind"] == "clearing"; };
    EXPECT_TRUE(std::ranges::any_of(theirs.json["accounts"], is_clearing))
        << "what it was owed: " << theirs.response.body;
    const Reply balance = get("/ledger/trial-balance", centre_);
    ASSERT_EQ(balance.status, 200) << balance.response.body;
    EXPECT_EQ(balance.json["debit"], balance.json["credit"]);
    for (const Json& account : balance.json["accounts"]) {
        if (account["kind"] == "clearing") {
            EXPECT_EQ(account["balance"], 0.0) << account.dump();
        }
    }
    EXPECT_NE(get("/ledger/ledger.journal", centre_).response.body.find(number), std::string::npos);

    const Reply statement = get("/clearing/months/2026-01/statements/120000", tianjin_);
    ASSERT_EQ(statement.status, 200) << statement.response.body;
    ASSERT_EQ(statement.json["rows"].size(), 1U);
    EXPECT_EQ(statement.json["rows"][0]["notice"], number);
    const Reply csv = get("/clearing/months/2026-01/statements/120000/statement.csv", tianjin_);
    EXPECT_NE(csv.response.body.find(fund), std::string::npos);
    const Reply xlsx = get("/clearing/months/2026-01/statements/120000/statement.xlsx", tianjin_);
    const auto sheet = codec::read_xlsx(xlsx.response.body, "statement.xlsx");
    ASSERT_TRUE(sheet);
    EXPECT_EQ((*sheet)[1].cells[10], fund);
}

TEST_F(Clearing, NobodyActsForAnotherParty) {
    open_month();
    EXPECT_EQ(post("/clearing/months", hebei_, {{"month", "2026-02"}}).status, 403);
    on("2026-02-18");
    EXPECT_EQ(post("/clearing/months/2026-01/confirmations", hebei_, {{"party", "120000"}}).status,
              403);
    EXPECT_EQ(post("/clearing/months/2026-01/confirmations", centre_, {{"party", "120000"}}).status,
              403)
        << "the centre is no party";
    EXPECT_EQ(get("/clearing/months/2026-01/statements/120000", hebei_).status, 403);
    EXPECT_EQ(get("/ledger/trial-balance", hebei_).status, 403);
}

TEST_F(Clearing, AProvinceSeesWhichInstitutionsHaveConfirmed) {
    const settlement::Settlement one = stay_away();
    open_month();
    on("2026-02-05");
    const std::string path = "/clearing/months/2026-01/institutions?party=120000";
    const Reply before = get(path, tianjin_);
    ASSERT_EQ(before.status, 200) << before.response.body;
    EXPECT_EQ(before.json["done"], 0);
    EXPECT_EQ(before.json["open"], 1);
    EXPECT_EQ(before.json["list"][0]["fixmedins_code"], kAwayHospital);
    EXPECT_EQ(before.json["list"][0]["open"], 1);
    EXPECT_TRUE(before.json["list"][0]["at"].is_null());
    EXPECT_EQ(get(path, hebei_).status, 403);

    const auto said =
        run(app::confirm_details,
            app::ConfirmRequest{.caller = caller("3261"),
                                .month = *clearing::parse_month("2026-01"),
                                .otransid = "1",
                                .rows = {{.certno = "C41",
                                          .mdtrt_id = std::to_string(one.mdtrt_id),
                                          .mdtrt_setl_time = one.setl_time,
                                          .setl_sn = std::to_string(one.setl_id),
                                          .medfee_sumamt = yuan(4'000),
                                          .optins_pay_sumamt = one.info.fund_pay_sumamt}}});
    ASSERT_TRUE(said) << said.error().where << said.error().detail;
    const Reply confirmed =
        post("/clearing/months/2026-01/confirmations", tianjin_, {{"party", "120000"}});
    ASSERT_EQ(confirmed.status, 200) << confirmed.response.body;
    EXPECT_EQ(confirmed.json["state"], "confirming");
    EXPECT_EQ(confirmed.json["institutions"]["done"], 1);
    EXPECT_EQ(confirmed.json["institutions"]["open"], 0);
    EXPECT_EQ(confirmed.json["institutions"]["list"][0]["confirmed"], 1);
}

TEST_F(Clearing, WhatAnInstitutionAppliesForIsListedForItsProvince) {
    const settlement::Settlement one = stay_away();
    on("2026-02-05");
    const app::ApplicationRequest request{.caller = caller("3203"),
                                          .clr_type = one.clr_type,
                                          .clr_way = "40",
                                          .setlym = *clearing::parse_month("2026-01"),
                                          .begndate = *parse_date("2026-01-01"),
                                          .enddate = *parse_date("2026-01-31"),
                                          .theirs = {.psntime = 1,
                                                     .medfee_sumamt = one.info.medfee_sumamt,
                                                     .med_sumfee = {},
                                                     .fund_appy_sum = one.info.fund_pay_sumamt,
                                                     .cash_payamt = one.info.psn_cash_pay,
                                                     .acct_pay = one.info.acct_pay}};
    const auto summed = run(app::sum_application, request);
    ASSERT_TRUE(run(app::apply_for_clearing, request, *summed));
    const std::string path = "/clearing/months/2026-01/applications?party=";
    const Reply listed = get(path + "120000", tianjin_);
    ASSERT_EQ(listed.status, 200) << listed.response.body;
    ASSERT_EQ(listed.json["applications"].size(), 1U);
    EXPECT_EQ(listed.json["applications"][0]["state"], "applied");
    EXPECT_EQ(listed.json["applications"][0]["clr_way"], "40");
    EXPECT_EQ(get(path + "130000", hebei_).json["applications"].size(), 0U);
}

TEST_F(Clearing, StatisticsCountDirectSettlements) {
    stay_away();
    const Reply shown = get("/clearing/statistics/2026-01?area=13", hebei_);
    ASSERT_EQ(shown.status, 200) << shown.response.body;
    const Json& all = shown.json["numbers"][2];
    EXPECT_EQ(all["group"], "all");
    EXPECT_EQ(all["settlements"], 1);
    EXPECT_EQ(all["direct_rate"], "1.0000");
    EXPECT_NE(get("/clearing/statistics/2026-01/statistics.csv?area=13", hebei_)
                  .response.body.find("1.0000"),
              std::string::npos);
}

TEST_F(Clearing, ADisputedBillIsTakenOutOfTheTables) {
    const settlement::Settlement one = stay_away();
    open_month();
    const Reply opened = post("/clearing/disputes", hebei_,
                              {{"party", "130000"},
                               {"setl_id", std::to_string(one.setl_id)},
                               {"reason", "no such stay"}});
    ASSERT_EQ(opened.status, 200) << opened.response.body;
    make_tables();
    const Reply month = get("/clearing/months/2026-01", hebei_);
    EXPECT_EQ(month.json["dues"][0]["amount"], 0.0);
    const std::string id = opened.json["disputes"][0]["id"];
    const Reply conceded = post("/clearing/disputes/" + id + "/decision", tianjin_,
                                {{"party", "120000"}, {"to", "upheld"}, {"reason", "true"}});
    ASSERT_EQ(conceded.status, 200) << conceded.response.body;
    EXPECT_EQ(conceded.json["dispute"]["state"], "upheld");
    EXPECT_EQ(get("/clearing/disputes?party=130000", hebei_).json["disputes"][0]["state"],
              "upheld");
}

TEST_F(Clearing, DeductionsInquiriesAndPrepaymentsHaveTheirDoors) {
    const settlement::Settlement one = stay_away();
    open_month();
    const std::string setl_id = std::to_string(one.setl_id);
    const Reply deducted = post("/clearing/deductions", tianjin_,
                                {{"party", "120000"},
                                 {"kind", "audit"},
                                 {"setl_id", setl_id},
                                 {"fund_pay_type", "310100"},
                                 {"decided", 100},
                                 {"reason", "audit"}});
    ASSERT_EQ(deducted.status, 200) << deducted.response.body;
    const Reply asked = post("/clearing/inquiries", hebei_,
                             {{"party", "130000"}, {"setl_id", setl_id}, {"reason", "why"}});
    EXPECT_EQ(asked.status, 422) << "4,000 is not above 30,000: " << asked.response.body;
    const Reply ordered = post("/clearing/prepayments", centre_,
                               {{"insured", "130000"}, {"treating", "120000"}, {"after", 5'000}});
    ASSERT_EQ(ordered.status, 200) << ordered.response.body;
    for (const auto& [token, party, to] :
         {std::tuple{hebei_, "130000", "handed"}, std::tuple{payer_, "130000", "paid"},
          std::tuple{tianjin_, "120000", "received"}}) {
        const Reply done = post("/clearing/prepayments/steps", token,
                                {{"party", party},
                                 {"insured", "130000"},
                                 {"treating", "120000"},
                                 {"to", to},
                                 {"bank", "bank"},
                                 {"serial_no", "S1"}});
        ASSERT_EQ(done.status, 200) << done.response.body;
    }
    on("2026-01-20");
    const Reply gauges = get("/clearing/gauges?party=120000&month=2026-01", tianjin_);
    ASSERT_EQ(gauges.status, 200) << gauges.response.body;
    ASSERT_EQ(gauges.json["gauges"].size(), 1U);
    EXPECT_EQ(gauges.json["gauges"][0]["prepaid"], 5'000.0);
    EXPECT_EQ(gauges.json["yellow"], "0.7000");
    EXPECT_EQ(gauges.json["red"], "0.9000");
    EXPECT_EQ(get("/clearing/increases?party=120000", tianjin_).json["increases"].size(), 0U);
}

/// What one book alone has is found, and mended by two people.
TEST_F(Clearing, WhatOneBookAloneHasIsMendedByTwo) {
    stay_away();
    const Json day{{"party", "120000"},
                   {"fixmedins_code", kAwayHospital},
                   {"day", "2026-01-12"},
                   {"rows", Json::array()}};
    const Reply done = post("/reconciliation/hospital-days", tianjin_, day);
    ASSERT_EQ(done.status, 200) << done.response.body;
    EXPECT_EQ(done.json["day"]["differences"], 1);
    const Reply again = post("/reconciliation/hospital-days", tianjin_, day);
    EXPECT_EQ(again.json["day"]["times"], 2);
    const Reply board = get("/reconciliation/differences?party=120000&state=found", tianjin_);
    ASSERT_EQ(board.json["differences"].size(), 1U) << "once, however often it is found";
    EXPECT_EQ(board.json["differences"][0]["class"], "only_a");
    const std::string id = board.json["differences"][0]["id"];
    const std::string one = "/reconciliation/differences/120000/" + id;
    ASSERT_EQ(post(one + "/proposal", tianjin_,
                   {{"repair", "reverse"}, {"reason", "the hospital took it back"}})
                  .status,
              200);
    EXPECT_EQ(post(one + "/approval", tianjin_, Json::object()).status, 422) << "the same person";
    const Reply shown = get(one, tianjin_second_);
    ASSERT_EQ(shown.json["rows"].size(), 1U) << "the hospital has none: " << shown.response.body;
    EXPECT_EQ(shown.json["rows"][0]["side"], "here");
    EXPECT_EQ(shown.json["rows"][0]["medfee_sumamt"], 4'000.0);
    EXPECT_EQ(shown.json["rows"][0]["funds"].size(), 1U);
    EXPECT_EQ(shown.json["difference"].value("login", "").substr(0, 3), "one");
    const Reply mended = post(one + "/approval", tianjin_second_, Json::object());
    ASSERT_EQ(mended.status, 200) << mended.response.body;
    EXPECT_EQ(mended.json["difference"]["state"], "repaired");
    EXPECT_EQ(mended.json["steps"].size(), 3U);
}

TEST_F(Clearing, TwoPartiesThatAgreeHaveADayWithoutDifferences) {
    stay_away();
    const Reply done =
        post("/reconciliation/days", tianjin_,
             {{"party", "120000"}, {"counterpart", "130000"}, {"day", "2026-01-12"}});
    ASSERT_EQ(done.status, 200) << done.response.body;
    EXPECT_EQ(done.json["day"]["rows_here"], 1);
    EXPECT_EQ(done.json["day"]["rows_moved"], 0);
    EXPECT_EQ(done.json["day"]["differences"], 0);
    EXPECT_EQ(get("/reconciliation/days?party=120000", tianjin_).json["days"].size(), 1U);
    const Reply own = post("/reconciliation/days", tianjin_,
                           {{"party", "120000"}, {"counterpart", "120000"}, {"day", "2026-01-12"}});
    EXPECT_EQ(own.status, 400) << own.response.body;
}

TEST_F(Clearing, AMonthWithoutBillsIsClosedByTheCentreAndNoneIsSkipped) {
    open_month();
    on("2026-03-26");
    const Reply skipped = post("/clearing/months", centre_, {{"month", "2026-03"}});
    EXPECT_EQ(skipped.status, 400) << skipped.response.body;
    const Reply made = post("/clearing/months/2026-01/tables", centre_);
    ASSERT_EQ(made.status, 200) << made.response.body;
    EXPECT_EQ(made.json["cycle"]["state"], "signed_all");
    EXPECT_EQ(post("/clearing/months/2026-01/notices", centre_).status, 200);
    EXPECT_EQ(post("/clearing/months/2026-01/close", centre_).json["state"], "closed");
}

TEST_F(Clearing, ARowOfAHospitalKeepsTheNumberItHasThere) {
    stay_away();
    const Reply done =
        post("/reconciliation/hospital-days", tianjin_,
             {{"party", "120000"},
              {"fixmedins_code", kAwayHospital},
              {"day", "2026-01-13"},
              {"rows", Json::array({Json{{"setl_id", "ZY17"}, {"medfee_sumamt", 50}}})}});
    ASSERT_EQ(done.status, 200) << done.response.body;
    const Reply board = get("/reconciliation/differences?party=120000&day=2026-01-13", tianjin_);
    ASSERT_EQ(board.json["differences"].size(), 1U) << board.response.body;
    EXPECT_EQ(board.json["differences"][0]["name"], "ZY17");
    EXPECT_EQ(board.json["differences"][0]["setl_id"], "0");
}

}  // namespace
}  // namespace yidi::tests
