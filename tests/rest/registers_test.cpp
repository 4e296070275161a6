#include "adapters/crypto/encoding.h"
#include "tests/rest/desk.h"

/// The registers over the REST interface: tables that come in whole or not at all, and what an
/// institution has open.
namespace yidi::tests {
namespace {

constexpr std::string_view kHeads =
    "fixmedins_code,fixmedins_name,admdvs,fixmedins_type,hosp_lv,local_open,remote_open\n";

class Registers : public Desk {
protected:
    Registers() : admin_{token_of("administrator@13")} {}

    static Json body(const std::string& kind, const std::string& bytes) {
        return {{"kind", kind}, {"filename", kind + ".csv"}, {"bytes", crypto::to_base64(bytes)}};
    }
    Reply preview(const std::string& kind, const std::string& bytes,
                  const std::string& token = {}) {
        return ask("POST", "/imports/preview", body(kind, bytes),
                   {.token = token.empty() ? admin_ : token});
    }
    Reply import(const std::string& kind, const std::string& bytes, const std::string& key = {}) {
        return ask("POST", "/imports", body(kind, bytes), {.token = admin_, .key = key});
    }
    Json shown(std::string_view code = kHomeHospital) {
        return ask("GET", "/registers/institutions/" + std::string{code}, nullptr,
                   {.token = admin_})
            .json;
    }
    static Json openings_of(const Json& institution) {
        return {{"local_open", institution["local_open"]},
                {"remote_open", institution["remote_open"]},
                {"remote_diseases", institution["remote_diseases"]}};
    }
    Reply change(const Json& seen, const Json& wanted, const std::string& token = {}) {
        return ask("POST", "/registers/institutions/" + std::string{kHomeHospital} + "/openings",
                   {{"seen", seen}, {"wanted", wanted}}, {.token = token.empty() ? admin_ : token});
    }

    std::string admin_;
};

TEST_F(Registers, ThreePlantedErrorsAreNamedAndNothingIsWritten) {
    const std::size_t before = rows(ports::Table::institution);
    const std::string wrong = std::string{kHeads} +
                              "H13010200077,演示新医院,130102,1,02,inpatient,inpatient\n"
                              "H1301020007,编号少一位,130102,1,02,inpatient,\n"
                              "H13010200078,等级写错,130102,1,2,inpatient,\n"
                              "H13010200079,业务写错,130102,1,02,inpatient,surgery\n";
    const Reply tried = preview("institutions", wrong);
    ASSERT_EQ(tried.status, 200) << tried.response.body;
    EXPECT_EQ(tried.json["problem_count"], 3);
    const Json& problems = tried.json["problems"];
    ASSERT_EQ(problems.size(), 3U);
    EXPECT_EQ(problems[0]["line"], 3);
    EXPECT_EQ(problems[0]["column"], "fixmedins_code");
    EXPECT_EQ(problems[1]["line"], 4);
    EXPECT_EQ(problems[1]["column"], "hosp_lv");
    EXPECT_EQ(problems[2]["line"], 5);
    EXPECT_EQ(problems[2]["column"], "remote_open");
    for (const Json& one : problems) {
        EXPECT_EQ(one.dump().find("surgery"), std::string::npos) << "a cell is never repeated";
        EXPECT_FALSE(one["remedy"].get<std::string>().empty());
    }
    const Reply refused = import("institutions", wrong);
    EXPECT_EQ(refused.status, 422) << refused.response.body;
    EXPECT_EQ(rows(ports::Table::institution), before);
}

TEST_F(Registers, AnImportIsTriedWithoutATraceAndThenWrittenOnce) {
    const std::size_t before = rows(ports::Table::institution);
    const std::size_t notes = audit().size();
    const std::string good =
        std::string{kHeads} + "H13010200077,演示新医院,130102,1,02,inpatient,inpatient\n";
    const Reply tried = preview("institutions", good);
    ASSERT_EQ(tried.status, 200) << tried.response.body;
    EXPECT_EQ(tried.json["counts"]["added"], 1);
    EXPECT_EQ(tried.json["problem_count"], 0);
    EXPECT_EQ(rows(ports::Table::institution), before);
    EXPECT_EQ(audit().size(), notes);
    const Reply written = import("institutions", good, "once");
    ASSERT_EQ(written.status, 200) << written.response.body;
    EXPECT_EQ(written.json["counts"]["added"], 1);
    EXPECT_EQ(rows(ports::Table::institution), before + 1);
    const Reply again = import("institutions", good, "once");
    EXPECT_EQ(again.header("Idempotency-Replayed"), "true");
    const Reply anew = import("institutions", good, "twice");
    EXPECT_EQ(anew.json["counts"]["unchanged"], 1);
    const Json history = shown("H13010200077")["history"];
    ASSERT_EQ(history.size(), 1U);
    EXPECT_EQ(history[0]["is_added"], true);
}

TEST_F(Registers, ARowOfAnotherRegionIsAProblemOfThatRow) {
    const std::string two = std::string{kHeads} +
                            "H13010200077,这里的,130102,1,02,inpatient,\n"
                            "H12010100077,别处的,120101,1,02,inpatient,\n";
    const Reply tried = preview("institutions", two);
    ASSERT_EQ(tried.json["problem_count"], 1) << tried.response.body;
    EXPECT_EQ(tried.json["problems"][0]["line"], 3);
    EXPECT_EQ(tried.json["problems"][0]["column"], "admdvs");
    EXPECT_EQ(import("institutions", two).status, 422);
    EXPECT_EQ(preview("institutions", two, token_of("administrator@*")).json["problem_count"], 0);
    EXPECT_EQ(preview("institutions", two, token_of("auditor@*")).status, 403);
}

TEST_F(Registers, WhatIsOpenIsChangedWithWhoAndWhen) {
    const Json before = shown()["institution"];
    Json wanted = openings_of(before);
    wanted["remote_open"] = {"inpatient"};
    const Reply changed = change(openings_of(before), wanted);
    ASSERT_EQ(changed.status, 200) << changed.response.body;
    EXPECT_EQ(changed.json["institution"]["remote_open"], Json({"inpatient"}));
    const Json after = shown();
    EXPECT_EQ(after["institution"]["remote_open"], Json({"inpatient"}));
    EXPECT_EQ(after["institution"]["profile"], before["profile"]) << "the rest stays";
    const Json& last = after["history"][0];
    EXPECT_EQ(last["fields"][0]["field"], "remote_open");
    EXPECT_EQ(last["fields"][0]["after"], "inpatient");
    EXPECT_FALSE(last["login"].is_null());
    const Reply late = change(openings_of(before), wanted);
    EXPECT_EQ(late.status, 409) << "somebody else has changed it";
    const Json open_now = wanted;
    wanted["remote_diseases"] = {"M03900"};
    EXPECT_EQ(change(open_now, wanted).says("code"), "inconsistent");
    EXPECT_EQ(change(open_now, openings_of(before), token_of("administrator@12")).status, 403);
    EXPECT_EQ(change(open_now, openings_of(before), token_of("auditor@13")).status, 403);
}

TEST_F(Registers, WhatIsTakenAwayComesBackUnchanged) {
    for (const std::string kind : {"institutions", "routes", "dualdrugs"}) {
        const http::Response file =
            ask("GET", "/registers/file?format=csv&kind=" + kind, nullptr, {.token = admin_})
                .response;
        ASSERT_EQ(file.status, 200) << kind << file.body;
        const Reply tried = preview(kind, file.body);
        EXPECT_EQ(tried.json["problem_count"], 0) << tried.response.body;
        EXPECT_EQ(tried.json["counts"]["changed"], 0) << kind << tried.response.body;
        EXPECT_EQ(tried.json["counts"]["added"], 0) << kind;
    }
    const http::Response items =
        ask("GET", "/registers/file?kind=catalogue&admdvs=130100&format=csv", nullptr,
            {.token = admin_})
            .response;
    ASSERT_EQ(items.status, 200);
    const Reply tried = preview("catalogue", items.body);
    EXPECT_EQ(tried.json["counts"]["added"], 0) << tried.response.body;
    EXPECT_GT(tried.json["counts"]["unchanged"], 0) << tried.response.body;
    EXPECT_EQ(ask("GET", "/registers/file?kind=catalogue&admdvs=120000", nullptr, {.token = admin_})
                  .status,
              403);
    EXPECT_EQ(ask("GET", "/registers/file?kind=catalogue", nullptr, {.token = admin_}).status, 400);
}

TEST_F(Registers, ACatalogueIsReadInPagesAndEachCodeWithItsIntervals) {
    std::vector<std::string> codes;
    std::string after;
    do {
        const Json page = ask("GET",
                              "/registers/catalogue?limit=1&admdvs=130100" +
                                  (after.empty() ? after : "&after=" + after),
                              nullptr, {.token = admin_})
                              .json;
        for (const Json& item : page["items"]) codes.push_back(item["med_list_codg"]);
        after.clear();
        for (const char one : page["after"].get<std::string>()) {
            after += one == '/' ? std::string{"%2F"} : std::string{one};
        }
        ASSERT_LT(codes.size(), 100U);
    } while (!after.empty());
    ASSERT_GT(codes.size(), 1U);
    const Reply one =
        ask("GET", "/registers/catalogue/130100/" + codes.front(), nullptr, {.token = admin_});
    ASSERT_EQ(one.status, 200) << one.response.body;
    EXPECT_EQ(one.json["items"].size(), 1U);
    EXPECT_EQ(ask("GET", "/registers/catalogue/130100/none", nullptr, {.token = admin_}).status,
              404);
    const Json none =
        ask("GET", "/registers/catalogue?admdvs=130100&on=1990-01-01", nullptr, {.token = admin_})
            .json;
    EXPECT_EQ(none["items"], Json::array());
}

TEST_F(Registers, RoutesAndDrugsAreListedAsTheyAreRegistered) {
    const std::string routes =
        "insuplc_admdvs,mdtrtarea_admvs,business,begndate,open,source,grade\n"
        "130100,120000,inpatient;outpatient,2025-01-01,1,试验,K\n";
    ASSERT_EQ(import("routes", routes).json["counts"]["added"], 2);
    const Json listed = ask("GET", "/registers/routes", nullptr, {.token = admin_}).json["routes"];
    ASSERT_EQ(listed.size(), 2U);
    EXPECT_EQ(listed[0]["business"], "inpatient");
    EXPECT_EQ(listed[0]["open"], true);
    const std::string everywhere =
        "insuplc_admdvs,mdtrtarea_admvs,business,begndate,open,source,grade\n"
        "*,120000,inpatient,2025-01-01,1,试验,K\n";
    EXPECT_EQ(preview("routes", everywhere).json["problem_count"], 1) << "not theirs to say";
    const std::string drugs =
        "admdvs,med_list_codg,begndate,name,source,grade\n"
        "130100,XY99,2025-01-01,演示药,试验,K\n";
    ASSERT_EQ(import("dualdrugs", drugs).json["counts"]["added"], 1);
    EXPECT_EQ(ask("GET", "/registers/dual-drugs?admdvs=130100", nullptr, {.token = admin_})
                  .json["drugs"]
                  .size(),
              1U);
}

}  // namespace
}  // namespace yidi::tests
