#include "tests/rest/desk.h"

namespace yidi::tests {
namespace {

class Seeking : public Desk {
protected:
    Seeking() {
        person(51, kHomeArea, "欧阳春晓", "110101198001010051");
        person(52, kHomeArea, "欧阳夏", "110101198001010052");
        person(53, kAwayArea, "欧阳秋", "110101198001010053");
    }
    void person(registry::Pid pid, std::uint32_t area, std::string name, std::string certno) {
        insure(pid, area);
        payer::PersonRecord record;
        record.person.pid = pid;
        record.person.insuplc_admdvs = area;
        record.person.personal = {.psn_name = std::move(name),
                                  .psn_cert_type = "01",
                                  .certno = std::move(certno),
                                  .gend = "2",
                                  .naty = {},
                                  .brdy = parse_date("1980-01-01").value(),
                                  .tel = {},
                                  .card_sn = "CARD" + std::to_string(pid)};
        record.token = "TOKEN" + std::to_string(pid);
        EXPECT_TRUE(write([&](ports::Session& session) {
            return payer::put_person(session, context(), record, "test");
        }));
    }
    Reply seek(const std::string& find, const std::string& grants, std::string_view at = {}) {
        Json body{{"find", find}};
        if (!at.empty()) body["fixmedins_code"] = at;
        return ask("POST", "/persons/searches", body, {.token = token_of(grants)});
    }
    /// How they were found, and who.
    Json found(const std::string& find, const std::string& grants, std::string_view at = {}) {
        const Reply reply = seek(find, grants, at);
        EXPECT_EQ(reply.status, 200) << reply.response.body;
        Json told = Json::array({reply.json["found_by"]});
        for (const Json& one : reply.json["persons"]) told.push_back(one["psn_name"]);
        return told;
    }
    static constexpr const char* kOuyang = "欧阳";
};

TEST_F(Seeking, AnAgencyFindsThoseOfItsRegionByWhateverTheyShow) {
    const std::string agency = "window@1301";
    EXPECT_EQ(found("13010000000000000051", agency), Json({"psn_no", "欧阳春晓"}));
    EXPECT_EQ(found("110101198001010051", agency), Json({"certno", "欧阳春晓"}));
    EXPECT_EQ(found("TOKEN52", agency), Json({"ec_token", "欧阳夏"}));
    EXPECT_EQ(found("CARD52", agency), Json({"card_sn", "欧阳夏"}));
    EXPECT_EQ(found(kOuyang, agency), Json({"name", "欧阳春晓", "欧阳夏"}));
    EXPECT_EQ(found("110101198001010053", agency), Json({""}));
    EXPECT_EQ(found(kOuyang, "auditor@*"), Json({"name", "欧阳春晓", "欧阳夏", "欧阳秋"}));
    EXPECT_EQ(found("110101198001010099", agency), Json({""}));
}

TEST_F(Seeking, TheAnswerTellsWhoItIsAndHowInsuredAndMasksTheCertificate) {
    const Json one = seek("CARD51", "agency_reviewer@13").json["persons"][0];
    EXPECT_EQ(one["psn_no"], "13010000000000000051");
    EXPECT_EQ(one["certno"], "110101****51");
    EXPECT_EQ(one["gend"], "2");
    EXPECT_EQ(one["age"], 45);
    EXPECT_EQ(one["insuplc_admdvs"], "130100");
    EXPECT_EQ(one["insurances"][0]["insutype"], "310");
    EXPECT_EQ(one["insurances"][0]["psn_insu_stas"], 1);
    const ports::Row last = audit().back();
    EXPECT_EQ(last[4], ports::Value{std::int64_t{51}});
    EXPECT_EQ(last[5], ports::Value{std::string{"person found by card_sn"}});
}

TEST_F(Seeking, ACounterOfAnInstitutionFindsWhoeverShowsACertificateThere) {
    const std::string counter = "window@" + std::string{kAwayHospital};
    EXPECT_EQ(found("110101198001010051", counter), Json({""}));
    EXPECT_EQ(found("110101198001010051", counter, kAwayHospital), Json({"certno", "欧阳春晓"}));
    EXPECT_EQ(found("TOKEN53", counter, kAwayHospital), Json({"ec_token", "欧阳秋"}));
    // Another institution's counter it is not.
    EXPECT_EQ(found("110101198001010051", counter, kHomeHospital), Json({""}));
    EXPECT_EQ(found("110101198001010051", "auditor@11", kAwayHospital), Json({""}));
}

TEST_F(Seeking, AnInstitutionFindsByNameThoseWhoHaveBeenThere) {
    const std::string counter = "window@" + std::string{kHomeHospital};
    EXPECT_EQ(found(kOuyang, counter), Json({""}));
    pid_ = 52;
    psn_no_ = registry::psn_no_of(kHomeArea, 52);
    EXPECT_GT(register_visit("2025-03-13 09:00:00"), 0);
    EXPECT_EQ(found(kOuyang, counter), Json({"name", "欧阳夏"}));
    EXPECT_EQ(found(kOuyang, "window@" + std::string{kAwayHospital}), Json({""}));
}

TEST_F(Seeking, InADemonstrationEverybodyIsFoundByName) {
    options_.shown.demo_accounts.push_back({});
    router_ = std::make_unique<rest::Router>(router_ports(), rest::Router::National{}, options_);
    EXPECT_EQ(found(kOuyang, "window@" + std::string{kAwayHospital}),
              Json({"name", "欧阳春晓", "欧阳夏", "欧阳秋"}));
}

TEST_F(Seeking, AnInstitutionAsksWhyOfWhoeverStandsAtItsCounter) {
    const std::string counter = token_of("window@" + std::string{kAwayHospital});
    const auto status = [&](std::string_view psn_no, std::string_view place) {
        return ask("GET",
                   "/persons/" + std::string{psn_no} + "/why?fixmedins_code=" + std::string{place},
                   nullptr, {.token = counter})
            .status;
    };
    EXPECT_EQ(status("13010000000000000051", kAwayHospital), 200);
    EXPECT_EQ(audit().back()[4], ports::Value{std::int64_t{51}});
    EXPECT_EQ(status("13010000000000000051", kHomeHospital), 403);
    EXPECT_EQ(status("13010000000000000099", kAwayHospital), 404);
}

TEST_F(Seeking, TooLittleOfANameIsAskedForMoreAndTwentyAreShown) {
    EXPECT_EQ(seek("欧", "auditor@*").status, 400);
    for (registry::Pid pid = 100; pid < 121; ++pid) {
        person(pid, kHomeArea, "司马同名", "C" + std::to_string(pid));
    }
    const Json all = seek("司马", "auditor@*").json;
    EXPECT_EQ(all["persons"].size(), 20U);
    EXPECT_EQ(all["more"], true);
}

TEST_F(Seeking, NobodyElseSeeks) {
    EXPECT_EQ(seek("CARD51", "administrator@*").status, 403);
    EXPECT_EQ(seek("CARD51", "policy_officer@*").status, 403);
    const Json body{{"find", "CARD51"}};
    EXPECT_EQ(ask("POST", "/persons/searches", body, {.token = token_of("citizen", 51)}).status,
              403);
}

TEST_F(Seeking, NobodyIsSoughtByAnAddressWhichLogsOfProxiesKeep) {
    const std::string token = token_of("auditor@*");
    EXPECT_EQ(ask("GET", "/persons?find=CARD51", nullptr, {.token = token}).status, 404);
    EXPECT_EQ(ask("POST", "/persons/searches?find=CARD51", Json::object(), {.token = token}).status,
              400);
    for (const auto& [path, operations] : openapi()["paths"].items()) {
        if (!operations.contains("get")) continue;
        for (const Json& one : operations["get"].value("parameters", Json::array())) {
            EXPECT_NE(one["name"], "certno") << path;
            EXPECT_NE(one["name"], "psn_name") << path;
        }
    }
}

}  // namespace
}  // namespace yidi::tests
