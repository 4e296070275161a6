#include <algorithm>
#include <map>
#include <random>

#include <gtest/gtest.h>

#include "adapters/codec/pack_store.h"
#include "app/lookup/find_institutions.h"
#include "app/lookup/institution.h"
#include "app/payer/look_up_institution.h"
#include "app/payer/upkeep.h"
#include "domain/registry/searched_name.h"
#include "tests/registry/register.h"

/// Looking institutions, routes and drugs up in a register.
namespace yidi::registry_test {
namespace {

using app::InstitutionQuery;
using policy::Business;
using ports::Session;
using registry::Institution;

constexpr std::uint8_t bit(Business business) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(business));
}

Institution institution(const std::string& code, const std::string& name, std::uint32_t admdvs) {
    Institution one;
    one.fixmedins_code = code;
    one.fixmedins_name = name;
    one.admdvs = admdvs;
    one.fixmedins_type = code.front() == 'P' ? "2" : "1";
    one.hosp_lv = code.front() == 'P' ? "" : "02";
    one.remote_open = bit(Business::inpatient);
    return one;
}

class Lookup : public testing::Test {
protected:
    void put(const Institution& one) {
        register_.run([&](Session& session, const payer::Context& context) {
            return payer::put_institution(session, context, one, "test");
        });
    }

    Result<app::InstitutionsFound> ask(const InstitutionQuery& query) {
        Result<app::InstitutionsFound> answer;
        register_.run([&](Session& session, const payer::Context&) -> Result<void> {
            answer = app::find_institutions(session, query);
            return {};
        });
        return answer;
    }

    std::vector<std::string> codes(const InstitutionQuery& query) {
        const auto answer = ask(query);
        EXPECT_TRUE(answer.has_value()) << (answer ? "" : to_string(answer.error()));
        std::vector<std::string> all;
        if (answer) {
            for (const Institution& one : answer->found) {
                all.push_back(one.fixmedins_code);
            }
        }
        return all;
    }
    std::vector<std::string> named(const std::string& name) {
        InstitutionQuery query;
        query.name = name;
        return codes(query);
    }

    Register register_;
};

using Codes = std::vector<std::string>;

TEST_F(Lookup, AnEmptyRegisterHasNone) {
    EXPECT_TRUE(named("xhyy").empty());
}

TEST_F(Lookup, FindsByNamePinyinAndInitialsInTheOrderOfPlaceAndCode) {
    put(institution("H50010100003", "重庆协和医院", 500101));
    put(institution("H11010100002", "北京协和医院", 110101));
    put(institution("H11010100001", "长庚医院", 110101));
    EXPECT_EQ(named("xhyy"), (Codes{"H11010100002", "H50010100003"}));
    EXPECT_EQ(named("协和"), (Codes{"H11010100002", "H50010100003"}));
    EXPECT_EQ(named("cqxh"), Codes{"H50010100003"});
    EXPECT_EQ(named("zqxh"), Codes{});
    EXPECT_EQ(named("chongqing xh"), Codes{"H50010100003"});
    EXPECT_EQ(named("changgeng"), Codes{"H11010100001"});
    EXPECT_EQ(named("北京xh"), Codes{"H11010100002"});
    EXPECT_EQ(named("y"), (Codes{"H11010100001", "H11010100002", "H50010100003"}));
}

TEST_F(Lookup, NarrowsByPlaceLevelTypeBusinessAndDisease) {
    Institution one = institution("H42010200001", "甲医院", 420102);
    one.remote_open |= bit(Business::chronic);
    one.remote_diseases = {"hypertension"};
    put(one);
    Institution two = institution("H42010600002", "乙医院", 420106);
    two.hosp_lv = "05";
    two.remote_open = bit(Business::chronic);
    put(two);
    Institution three = institution("P42110000003", "丙药店", 421102);
    three.remote_open = bit(Business::pharmacy) | bit(Business::dual_channel);
    put(three);
    const auto with = [](auto change) {
        InstitutionQuery query;
        change(query);
        return query;
    };
    EXPECT_EQ(codes(with([](auto& query) { query.place = 420102; })), Codes{"H42010200001"});
    EXPECT_EQ(codes(with([](auto& query) { query.place = 420100; })),
              (Codes{"H42010200001", "H42010600002"}));
    EXPECT_EQ(codes(with([](auto& query) { query.place = 420000; })).size(), 3U);
    EXPECT_EQ(codes(with([](auto& query) { query.place = 430000; })).size(), 0U);
    EXPECT_EQ(codes(with([](auto& query) { query.hosp_lv = "05"; })), Codes{"H42010600002"});
    EXPECT_EQ(codes(with([](auto& query) { query.hosp_lv = "3"; })), Codes{"H42010200001"});
    EXPECT_EQ(codes(with([](auto& query) { query.fixmedins_type = "2"; })), Codes{"P42110000003"});
    EXPECT_EQ(codes(with([](auto& query) { query.business = Business::dual_channel; })),
              Codes{"P42110000003"});
    EXPECT_EQ(codes(with([](auto& query) { query.disease = "hypertension"; })),
              (Codes{"H42010200001", "H42010600002"}));
    EXPECT_EQ(codes(with([](auto& query) { query.disease = "diabetes"; })), Codes{"H42010600002"})
        << "for which diseases the second is open is not stated";
    EXPECT_EQ(codes(with([](auto& query) {
                  query.name = "yy";
                  query.place = 420000;
                  query.business = Business::inpatient;
              })),
              Codes{"H42010200001"});
}

TEST_F(Lookup, AChangeIsFoundAtOnceAndWhatWasIsNot) {
    put(institution("H42010200001", "第一医院", 420102));
    put(institution("H42010200001", "中心医院", 420103));
    EXPECT_EQ(named("dyyy"), Codes{});
    EXPECT_EQ(named("zxyy"), Codes{"H42010200001"});
    InstitutionQuery query;
    query.place = 420102;
    EXPECT_EQ(codes(query), Codes{});
}

TEST_F(Lookup, PagesFollowEachOtherWithoutGapOrDouble) {
    Codes all;
    for (int i = 100; i < 300; ++i) {
        all.push_back("H42010200" + std::to_string(i));
        // Not in the order of the codes.
        const int number = 100 + (i * 77) % 200;
        put(institution("H42010200" + std::to_string(number), "人民医院", 420102));
    }
    for (const std::size_t limit : {1U, 7U, 64U, 100U}) {
        InstitutionQuery query;
        query.name = "rmyy";
        query.limit = limit;
        Codes found;
        do {
            const auto answer = ask(query);
            ASSERT_TRUE(answer.has_value());
            ASSERT_LE(answer->found.size(), limit);
            for (const Institution& one : answer->found) {
                found.push_back(one.fixmedins_code);
            }
            query.after = answer->after;
        } while (!query.after.empty());
        EXPECT_EQ(found, all) << limit;
    }
}

TEST_F(Lookup, The1201OfTheNationalInterfaceFindsTheSameWithAndWithoutTheIndex) {
    put(institution("H42010200002", "武汉（东院）人民医院", 420102));
    put(institution("H11010100001", "北京人民医院ABC", 110101));
    put(institution("P42010200001", "人民药店", 420102));
    const std::vector<std::pair<payer::InstitutionRequest, Codes>> cases{
        {{.fixmedins_code = "", .fixmedins_name = "人民", .fixmedins_type = ""},
         {"H11010100001", "H42010200002", "P42010200001"}},
        {{.fixmedins_code = "", .fixmedins_name = "人民", .fixmedins_type = "2"}, {"P42010200001"}},
        {{.fixmedins_code = "", .fixmedins_name = "民医", .fixmedins_type = ""},
         {"H11010100001", "H42010200002"}},
        {{.fixmedins_code = "", .fixmedins_name = "院）人", .fixmedins_type = ""},
         {"H42010200002"}},
        {{.fixmedins_code = "", .fixmedins_name = "院人", .fixmedins_type = ""}, {}},
        {{.fixmedins_code = "", .fixmedins_name = "ABC", .fixmedins_type = ""}, {"H11010100001"}},
        {{.fixmedins_code = "", .fixmedins_name = "（", .fixmedins_type = ""}, {"H42010200002"}},
        {{.fixmedins_code = "H11010100001", .fixmedins_name = "人民", .fixmedins_type = ""},
         {"H11010100001"}},
        {{.fixmedins_code = "", .fixmedins_name = "rmyy", .fixmedins_type = ""}, {}}};
    for (const bool is_indexed : {true, false}) {
        register_.run([&](Session& session, const payer::Context& context) -> Result<void> {
            payer::Context blind = context;
            blind.readings = nullptr;
            if (!is_indexed) {
                YIDI_TRY_VOID(payer::put_institutions(session, blind, {}, "test"));
            }
            for (const auto& [request, expected] : cases) {
                YIDI_TRY(const auto found, payer::look_up_institution(session, context, request));
                Codes codes;
                for (const Institution& one : found) {
                    codes.push_back(one.fixmedins_code);
                }
                EXPECT_EQ(codes, expected) << request.fixmedins_name << " " << is_indexed;
            }
            return {};
        });
    }
}

TEST_F(Lookup, RefusesWhatItCannotAnswer) {
    const auto refused = [&](const InstitutionQuery& query, std::string_view where) {
        const auto answer = ask(query);
        ASSERT_FALSE(answer.has_value()) << where;
        EXPECT_EQ(answer.error().where, where);
        EXPECT_FALSE(answer.error().remedy.empty());
    };
    InstitutionQuery query;
    refused(query, "name");
    query.place = 420000;
    query.limit = 0;
    refused(query, "limit");
    query.limit = app::kInstitutionsMax + 1;
    refused(query, "limit");
    query.limit = 20;
    query.after = "x";
    refused(query, "after");
    query.after = {};
    query.hosp_lv = "4";
    refused(query, "hosp_lv");
    query.hosp_lv = {};
    query.name = "（）";
    refused(query, "name");
}

TEST_F(Lookup, AnIndexThatIsNotThereIsSaidAndIsMadeByTheNextWriter) {
    put(institution("H42010200001", "第一医院", 420102));
    register_.run([](Session& session, const payer::Context& context) -> Result<void> {
        payer::Context blind = context;
        blind.readings = nullptr;
        return payer::put_institution(session, blind,
                                      institution("H42010200002", "第二医院", 420102), "test");
    });
    InstitutionQuery query;
    query.name = "dyyy";
    const auto answer = ask(query);
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().code, ErrorCode::busy);
    put(institution("H42010200003", "第三医院", 420102));
    EXPECT_EQ(named("deyy"), Codes{"H42010200002"});
    EXPECT_EQ(named("d yy").size(), 3U);
    register_.run([](Session& session, const payer::Context& context) -> Result<void> {
        YIDI_TRY(const std::int64_t count, payer::rebuild_institution_index(session, context));
        EXPECT_EQ(count, 3);
        return {};
    });
    EXPECT_EQ(named("d yy").size(), 3U);
}

TEST_F(Lookup, AgreesWithALookAtEveryInstitutionAfterManyChanges) {
    std::mt19937 random{20261122};
    const auto draw = [&](std::size_t below) { return static_cast<std::size_t>(random() % below); };
    const std::vector<std::string> parts{"重庆", "长沙", "市",   "县",     "第一", "第二",
                                         "人民", "中",   "医院", "协和",   "药房", "A",
                                         "长",   "乐",   "社区", "（东）", "3"};
    const std::vector<std::string> queries{
        "xh",   "rmyy", "cq", "changsha", "chongqing rm", "长",    "人民", "zyy", "a",
        "dyrm", "3",    "yf", "协和yy",   "renminyi",     "sq 长", "diyi", "z",   "yaofang"};
    for (int round = 0; round < 400; ++round) {
        std::string name;
        for (std::size_t i = 2 + draw(4); i > 0; --i) {
            name += parts[draw(parts.size())];
        }
        const auto place = static_cast<std::uint32_t>(420101 + 100 * draw(3) + draw(3));
        put(institution("H420000" + std::to_string(10000 + draw(150)), name, place));
    }
    std::vector<Institution> all;
    register_.run([&](Session& session, const payer::Context&) -> Result<void> {
        for (int number = 10'000; number < 10'150; ++number) {
            YIDI_TRY(auto one, payer::institution(session, "H420000" + std::to_string(number)));
            if (one) {
                all.push_back(*std::move(one));
            }
        }
        return {};
    });
    std::ranges::sort(all, {}, [](const Institution& one) {
        return std::pair{one.admdvs, one.fixmedins_code};
    });
    std::map<std::string, Codes> all_expected;
    register_.run([&](Session&, const payer::Context& context) -> Result<void> {
        for (const std::string& text : queries) {
            const auto query = registry::NameQuery::parse(text);
            Codes expected;
            for (const Institution& one : all) {
                const auto characters = registry::characters_of(one.fixmedins_name);
                const auto name =
                    registry::searched_name(characters, context.readings->of(characters));
                if (query->fits(name.view()) && expected.size() < app::kInstitutionsMax) {
                    expected.push_back(one.fixmedins_code);
                }
            }
            all_expected[text] = expected;
        }
        return {};
    });
    for (const auto& [text, expected] : all_expected) {
        InstitutionQuery asked;
        asked.name = text;
        asked.limit = app::kInstitutionsMax;
        EXPECT_EQ(codes(asked), expected) << text;
    }
}

/// The demo world with its routes and drugs.
class DemoLookup : public Lookup {
protected:
    void SetUp() override {
        Files files;
        for (const app::RegistryKind kind :
             {app::RegistryKind::institutions, app::RegistryKind::routes,
              app::RegistryKind::dualdrugs}) {
            const std::string name = "data/demo/" + std::string{app::name(kind)} + ".csv";
            const Result<std::string> text = codec::read_file(name);
            ASSERT_TRUE(text.has_value());
            files.emplace_back(kind, *text);
        }
        app::ImportReport report;
        ASSERT_TRUE(register_.import(files, report).has_value());
    }

    app::RouteAnswer route(const app::RouteQuery& query) {
        app::RouteAnswer answer;
        register_.run([&](Session& session, const payer::Context&) -> Result<void> {
            YIDI_TRY(answer, app::route(session, regions(), query));
            return {};
        });
        return answer;
    }

    app::OpeningAnswer opening(const app::OpeningQuery& query) {
        app::OpeningAnswer answer;
        register_.run([&](Session& session, const payer::Context&) -> Result<void> {
            YIDI_TRY(answer, app::opening(session, query));
            return {};
        });
        return answer;
    }
};

Date day(std::string_view text) {
    return *parse_date(text);
}

TEST_F(DemoLookup, RoutesAreOpenClosedAnnouncedEndedOrUnknown) {
    using registry::RouteState;
    struct Case {
        std::uint32_t insured;
        std::uint32_t care;
        Business business;
        RouteState state;
    };
    for (const Case& one : {Case{992001, 110105, Business::inpatient, RouteState::open},
                            Case{992001, 510107, Business::chronic, RouteState::open},
                            Case{992001, 310115, Business::chronic, RouteState::closed},
                            Case{992001, 420106, Business::chronic, RouteState::not_yet},
                            Case{992001, 330106, Business::chronic, RouteState::unknown},
                            Case{992002, 310115, Business::pharmacy, RouteState::ended},
                            Case{992003, 500103, Business::dual_channel, RouteState::closed},
                            Case{992003, 310106, Business::dual_channel, RouteState::open},
                            Case{420100, 310115, Business::inpatient, RouteState::unknown},
                            Case{110000, 110105, Business::inpatient, RouteState::local}}) {
        const app::RouteQuery query{.insuplc_admdvs = one.insured,
                                    .mdtrtarea_admvs = one.care,
                                    .business = one.business,
                                    .day = day("2026-06-15")};
        const app::RouteAnswer answer = route(query);
        EXPECT_EQ(answer.finding.state, one.state) << one.insured << " to " << one.care;
        for (const auto language : {explain::Language::zh, explain::Language::en}) {
            const app::Advice advice = app::advice(answer, query, regions(), language);
            EXPECT_NE(advice.say.find(std::to_string(one.care)), std::string::npos);
            EXPECT_EQ(advice.say.find("{}"), std::string::npos) << advice.say;
            const bool is_fine = one.state == RouteState::open || one.state == RouteState::local;
            EXPECT_EQ(advice.next.empty(), is_fine) << advice.say;
        }
    }
}

TEST_F(DemoLookup, AnOpeningIsAnsweredWithoutTheRoute) {
    using registry::OpeningState;
    struct Case {
        std::string code;
        Business business;
        std::string disease;
        OpeningState state;
    };
    for (const Case& one :
         {Case{"H99420100015", Business::inpatient, "", OpeningState::open},
          Case{"H99420100015", Business::outpatient, "", OpeningState::business_closed},
          Case{"H99440300020", Business::inpatient, "", OpeningState::not_connected},
          Case{"H99510100041", Business::chronic, "hypertension", OpeningState::open},
          Case{"H99510100041", Business::chronic, "diabetes", OpeningState::disease_closed},
          Case{"H99110000001", Business::chronic, "diabetes", OpeningState::disease_unstated},
          Case{"P99500000044", Business::dual_channel, "", OpeningState::business_closed}}) {
        const app::OpeningQuery query{one.code, one.business, one.disease};
        const app::OpeningAnswer answer = opening(query);
        EXPECT_EQ(answer.state, one.state) << one.code;
        for (const auto language : {explain::Language::zh, explain::Language::en}) {
            const app::Advice advice = app::advice(answer, query, language);
            EXPECT_NE(advice.say.find(answer.institution.fixmedins_name), std::string::npos);
            EXPECT_EQ(advice.say.find("{}"), std::string::npos) << advice.say;
            EXPECT_EQ(advice.next.empty(), one.state == OpeningState::open) << advice.say;
        }
    }
}

TEST_F(DemoLookup, DualChannelDrugsAreThoseOfTheInsuredRegionOnTheDay) {
    const auto names = [&](const app::DrugQuery& query) {
        std::vector<std::string> all;
        register_.run([&](Session& session, const payer::Context&) -> Result<void> {
            YIDI_TRY(const auto found, app::dual_drugs(session, regions(), query));
            for (const registry::DualDrug& drug : found.drugs) {
                all.push_back(drug.name);
            }
            return {};
        });
        return all;
    };
    EXPECT_EQ(names({.insuplc_admdvs = 992003, .drug = "", .day = day("2026-03-31")}).size(), 3U);
    EXPECT_EQ(names({.insuplc_admdvs = 992003, .drug = "", .day = day("2026-04-01")}).size(), 2U);
    EXPECT_EQ(names({.insuplc_admdvs = 992003, .drug = "沙班", .day = day("2026-04-01")}),
              std::vector<std::string>{"利伐沙班片"});
    EXPECT_EQ(names({.insuplc_admdvs = 992001, .drug = "", .day = day("2026-04-01")}).size(), 0U);
}

TEST_F(DemoLookup, WhetherADrugIsListedIsSaidOnlyWhereThereIsAList) {
    const auto told = [&](std::uint32_t region, const std::string& drug, const char* on) {
        app::DrugAnswer answer;
        register_.run([&](Session& session, const payer::Context&) -> Result<void> {
            YIDI_TRY(answer, app::dual_drugs(session, regions(), {region, drug, day(on)}));
            return {};
        });
        return answer.state;
    };
    using app::DrugState;
    EXPECT_EQ(told(992003, "沙班", "2026-04-01"), DrugState::listed);
    EXPECT_EQ(told(992003, "没有的药", "2026-04-01"), DrugState::unlisted);
    EXPECT_EQ(told(992003, "", "2026-04-01"), DrugState::all);
    EXPECT_EQ(told(992001, "沙班", "2026-04-01"), DrugState::unknown);
    EXPECT_EQ(told(992003, "沙班", "1999-01-01"), DrugState::unknown);
}

TEST_F(DemoLookup, TheDemoWorldIsFoundByInitials) {
    EXPECT_EQ(named("cqzhyy"), Codes{"H99500000021"});
    EXPECT_EQ(named("changanyy"), Codes{"H99110000042"});
    EXPECT_EQ(named("sz wlw"), Codes{"H99440300020"});
    InstitutionQuery query;
    query.business = Business::dual_channel;
    query.fixmedins_type = "2";
    EXPECT_EQ(codes(query), (Codes{"P99310000043", "P99992000035"}));
}

}  // namespace
}  // namespace yidi::registry_test
