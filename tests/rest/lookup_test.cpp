#include "adapters/codec/pack_store.h"
#include "adapters/text/place_readings.h"
#include "app/payer/upkeep.h"
#include "tests/rest/desk.h"

namespace yidi::tests {
namespace {

using policy::Business;

/// Institutions, routes and drugs, asked for without an account.
class LookingUp : public Desk {
protected:
    LookingUp() {
        const auto table = codec::read_file("data/text/readings.tsv");
        auto readings = text::PlaceReadings::from(*table, "readings.tsv");
        readings_ = *std::move(readings);
        const Result<void> done = write([&](ports::Session& session) -> Result<void> {
            payer::Context context = this->context();
            context.readings = readings_.get();
            YIDI_TRY_VOID(payer::put_institution(session, context, chongqing(), "test"));
            registry::Route route;
            route.insuplc_admdvs = 130100;
            route.mdtrtarea_admvs = registry::kAnywhere;
            route.business = Business::outpatient;
            route.begndate = *parse_date("2025-06-01");
            route.source = "a notice";
            route.grade = policy::Grade::P;
            YIDI_TRY_VOID(payer::put_route(session, context, route, "test"));
            registry::DualDrug drug;
            drug.admdvs = 130000;
            drug.med_list_codg = "XY1";
            drug.begndate = *parse_date("2025-01-01");
            drug.name = "演示片";
            drug.source = "a list";
            return payer::put_dual_drug(session, context, drug, "test");
        });
        EXPECT_TRUE(done.has_value());
    }

    static registry::Institution chongqing() {
        registry::Institution one;
        one.fixmedins_code = "H50010300001";
        one.fixmedins_name = "重庆长江医院";
        one.admdvs = 500103;
        one.fixmedins_type = "1";
        one.hosp_lv = "02";
        one.remote_open = 1U << static_cast<unsigned>(Business::inpatient) |
                          1U << static_cast<unsigned>(Business::chronic);
        one.remote_diseases = {"hypertension"};
        return one;
    }

private:
    std::unique_ptr<ports::Readings> readings_;
};

TEST_F(LookingUp, InstitutionsAreFoundByInitialsPinyinAndPlace) {
    for (const char* asked :
         {"name=cqcjyy", "name=changjiang&place=500000", "name=%E9%95%BF%E6%B1%9F",
          "disease=hypertension&place=500103", "name=cj&business=chronic"}) {
        const Reply reply = ask("GET", std::string{"/institutions?"} + asked);
        ASSERT_EQ(reply.status, 200) << asked << reply.response.body;
        ASSERT_EQ(reply.json["institutions"].size(), 1U) << asked;
        EXPECT_EQ(reply.json["institutions"][0]["fixmedins_code"], "H50010300001");
        EXPECT_EQ(reply.json["after"], "");
    }
    EXPECT_EQ(ask("GET", "/institutions?name=zqcj").json["institutions"].size(), 0U);
}

TEST_F(LookingUp, APageTellsWhereTheNextBegins) {
    const Reply first = ask("GET", "/institutions?fixmedins_type=1&limit=1");
    ASSERT_EQ(first.status, 200);
    const auto after = first.json["after"].get<std::string>();
    ASSERT_FALSE(after.empty());
    const Reply second = ask("GET", "/institutions?fixmedins_type=1&limit=1&after=" + after);
    EXPECT_NE(second.json["institutions"], first.json["institutions"]);
}

TEST_F(LookingUp, WhatCannotBeAskedIsToldByItsParameter) {
    for (const auto& [asked, where] : std::vector<std::pair<std::string, std::string>>{
             {"", "name"},
             {"?limit=101&name=x", "limit"},
             {"?name=x&hosp_lv=9", "hosp_lv"},
             {"?name=x&after=zzz", "after"},
             {"?name=x&business=surgery", "business"}}) {
        const Reply reply = ask("GET", "/institutions" + asked);
        EXPECT_EQ(reply.status, 400) << asked;
        EXPECT_EQ(reply.says("pointer"), where) << reply.response.body;
    }
}

TEST_F(LookingUp, AnOpeningAndARouteAreTwoAnswers) {
    const Reply all = ask("GET", "/institutions/H50010300001");
    ASSERT_EQ(all.status, 200) << all.response.body;
    EXPECT_EQ(all.json["openings"].size(), 6U);
    const Reply other = ask("GET", "/institutions/H50010300001?disease=diabetes");
    EXPECT_EQ(other.json["openings"][0]["state"], "disease_closed");
    EXPECT_NE(other.json["openings"][0]["next"], "");
    EXPECT_EQ(ask("GET", "/institutions/H00000000000").status, 404);
    const std::string route = "/route?insuplc_admdvs=130102&mdtrtarea_admvs=120101&business=";
    EXPECT_EQ(ask("GET", route + "inpatient").json["state"], "unknown");
    const Reply later = ask("GET", route + "outpatient");  // The day is 2025-03-13.
    EXPECT_EQ(later.json["state"], "not_yet");
    EXPECT_EQ(later.json["since"], "2025-06-01");
    EXPECT_EQ(later.json["grade"], "P");
    EXPECT_EQ(ask("GET", route + "outpatient&day=2025-06-01").json["state"], "open");
}

TEST_F(LookingUp, DualChannelDrugsAreThoseOfTheRegionAndItsProvince) {
    const Reply listed = ask("GET", "/dual-drugs?insuplc_admdvs=130100&drug=XY1");
    ASSERT_EQ(listed.status, 200) << listed.response.body;
    ASSERT_EQ(listed.json["drugs"].size(), 1U);
    EXPECT_EQ(listed.json["state"], "listed");
    const Reply unknown = ask("GET", "/dual-drugs?insuplc_admdvs=120000");
    EXPECT_EQ(unknown.json["drugs"].size(), 0U);
    EXPECT_EQ(unknown.json["state"], "unknown");
}

}  // namespace
}  // namespace yidi::tests
