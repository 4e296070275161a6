#include <array>
#include <string>

#include "adapters/codec/lookup_encoder.h"
#include "api/rest/internal/call.h"
#include "api/rest/internal/filing_json.h"
#include "api/rest/internal/subjects.h"
#include "app/payer/upkeep.h"
#include "domain/registry/searched_name.h"

/// Institutions, routes and dual-channel drugs, before a journey: open to everybody.
namespace yidi::rest::internal {
namespace {

constexpr std::array<std::string_view, 6> kBusinesses{"inpatient", "outpatient",   "chronic",
                                                      "pharmacy",  "dual_channel", "maternity"};
constexpr std::array<std::string_view, 2> kTypes{"1", "2"};

constexpr std::array kFindParameters{
    text("name", "名称、全拼或首字母，可用空格分开几个", registry::NameQuery::kCharactersMax),
    code("place", "地区，六位：县区、市或省", 6),
    code("hosp_lv", "医院等级代码；3、2、1：三级、二级、一级", 2),
    choice("fixmedins_type", "1 医疗机构，2 药店", kTypes),
    choice("business", "对异地开通的业务", kBusinesses),
    code("disease", "对异地开通（或未说明）的慢特病病种"),
    whole("limit", "一次几家；没有：20", 1, app::kInstitutionsMax),
    code("after", "上一页的 after"),
};
constexpr std::array kInstitutionFields{
    code("fixmedins_code", "机构编号").must(),
    text("fixmedins_name", "名称").must(),
    code("admdvs", "所在地区").must(),
    code("fixmedins_type", "1 医疗机构，2 药店").must(),
    code("hosp_lv", "医院等级；药店为空").must(),
    texts("remote_open", "对异地开通的业务").must(),
    texts("remote_diseases", "对异地开通的慢特病病种；空：未说明").must(),
};
constexpr std::array kFound{
    list("institutions", "按地区和编号", kInstitutionFields).must(),
    code("after", "还有更多时，下一页的 after；空：没有了").must(),
};

constexpr std::array kShowParameters{
    code("fixmedins_code", "机构编号").must(),
    choice("business", "只问这一业务", kBusinesses),
    code("disease", "慢特病病种"),
};
constexpr std::array kOpening{
    code("business", "业务").must(),
    code("state", "open、not_connected、business_closed、disease_closed、disease_unstated").must(),
    text("say", "怎么说", 1'000).must(),
    text("next", "怎么办；空：不用做什么", 1'000).must(),
};
constexpr std::array kShown{
    code("fixmedins_code", "机构编号").must(),
    text("fixmedins_name", "名称").must(),
    code("admdvs", "所在地区").must(),
    code("fixmedins_type", "1 医疗机构，2 药店").must(),
    code("hosp_lv", "医院等级；药店为空").must(),
    texts("remote_open", "对异地开通的业务").must(),
    texts("remote_diseases", "对异地开通的慢特病病种；空：未说明").must(),
    list("openings", "逐项", kOpening).must(),
};

constexpr std::array kRouteParameters{
    code("insuplc_admdvs", "参保地，六位", 6).must(),
    code("mdtrtarea_admvs", "就医地，六位", 6).must(),
    choice("business", "业务；没有：住院", kBusinesses),
    value(Type::date, "day", "哪一天；没有：今天"),
};
constexpr std::array kRoute{
    code("state", "local、open、not_yet、ended、closed、unknown").must(),
    code("insured_area", "参保统筹区").must(),
    code("care_area", "就医统筹区").must(),
    value(Type::date, "since", "自哪天；ended：最后一天"),
    text("say", "怎么说", 1'000).must(),
    text("next", "怎么办；空：不用做什么", 1'000).must(),
    text("source", "依据"),
    code("grade", "依据的等级：O、P、D、K、I"),
};

constexpr std::array kDrugParameters{
    code("insuplc_admdvs", "参保地，六位", 6).must(),
    text("drug", "代码或名称的一部分；没有：全部"),
    value(Type::date, "day", "哪一天；没有：今天"),
};
constexpr std::array kDrug{
    code("admdvs", "谁的目录").must(),
    code("med_list_codg", "药品代码").must(),
    text("name", "名称").must(),
    value(Type::date, "begndate", "首日").must(),
    value(Type::date, "enddate", "末日；没有：仍有效"),
    text("source", "依据").must(),
    code("grade", "依据的等级：O、P、D、K、I").must(),
};
constexpr std::array kDrugs{
    code("state", "listed、unlisted、all（没有问哪种药）、unknown（没有登记目录）").must(),
    list("drugs", "双通道药品", kDrug).must(),
    text("say", "怎么说", 1'000).must(),
    text("next", "怎么办", 1'000).must(),
};
constexpr std::array kNotFound{Trouble::not_found};

Date day_of(const Call& call) {
    return call.parameters().maybe_date("day").value_or(call.context().now.date());
}

Result<Done> find(Call& call) {
    const Input& asked = call.parameters();
    app::InstitutionQuery query;
    query.name = asked.text("name");
    if (asked.has("place")) {
        YIDI_TRY(query.place, read_region(asked.view("place"), "place"));
    }
    query.hosp_lv = asked.text("hosp_lv");
    query.fixmedins_type = asked.text("fixmedins_type");
    query.business = policy::parse_business(asked.view("business"));
    query.disease = asked.text("disease");
    query.after = asked.text("after");
    if (asked.has("limit")) {
        query.limit = static_cast<std::size_t>(asked.whole("limit"));
    }
    YIDI_TRY(const app::InstitutionsFound answer, app::find_institutions(call.session(), query));
    Done done;
    codec::append_institutions(answer, done.body);
    return done;
}

Result<Done> show(Call& call) {
    const Input& asked = call.parameters();
    const auto business = policy::parse_business(asked.view("business"));
    app::OpeningQuery query{.fixmedins_code = asked.text("fixmedins_code"),
                            .business = {},
                            .disease = asked.text("disease")};
    YIDI_TRY(const auto found, payer::institution(call.session(), query.fixmedins_code));
    if (!found) return call.not_found("fixmedins_code", "没有这个机构");
    std::vector<codec::ToldOpening> openings;
    for (std::size_t i = 0; i < policy::kBusinessCount; ++i) {
        query.business = static_cast<policy::Business>(i);
        const bool is_meant =
            business ? *business == query.business
                     : query.disease.empty() || query.business == policy::Business::chronic;
        if (!is_meant) continue;
        YIDI_TRY(const app::OpeningAnswer answer, app::opening(call.session(), query));
        openings.push_back({.business = query.business,
                            .state = answer.state,
                            .advice = app::advice(answer, query, call.language())});
    }
    Done done;
    codec::append_openings(*found, openings, done.body);
    return done;
}

Result<Done> show_route(Call& call) {
    const Input& asked = call.parameters();
    const policy::Regions& regions = call.book().regions();
    app::RouteQuery query;
    YIDI_TRY(query.insuplc_admdvs, read_region(asked.view("insuplc_admdvs"), "insuplc_admdvs"));
    YIDI_TRY(query.mdtrtarea_admvs, read_region(asked.view("mdtrtarea_admvs"), "mdtrtarea_admvs"));
    query.business =
        policy::parse_business(asked.view("business")).value_or(policy::Business::inpatient);
    query.day = day_of(call);
    YIDI_TRY(const app::RouteAnswer answer, app::route(call.session(), regions, query));
    Done done;
    codec::append_route(answer, app::advice(answer, query, regions, call.language()), done.body);
    return done;
}

Result<Done> list_drugs(Call& call) {
    const Input& asked = call.parameters();
    app::DrugQuery query{.insuplc_admdvs = 0, .drug = asked.text("drug"), .day = day_of(call)};
    YIDI_TRY(query.insuplc_admdvs, read_region(asked.view("insuplc_admdvs"), "insuplc_admdvs"));
    YIDI_TRY(const auto answer, app::dual_drugs(call.session(), call.book().regions(), query));
    Done done;
    codec::append_drugs(answer, app::advice(answer, call.language()), done.body);
    return done;
}

constexpr access::Rule kOpen{.is_open = true, .roles = access::kEverybody};

constexpr std::array kEndpoints{
    Endpoint{.id = "findInstitutions",
             .method = "GET",
             .path = "/institutions",
             .summary = {"按名称、拼音、首字母、地区、等级和开通情况找机构",
                         "Institutions by name, pinyin, initials, place, level and what is open"},
             .rule = kOpen,
             .effect = Effect::reads,
             .parameters = kFindParameters,
             .answer = kFound,
             .cost = 2,
             .handle = find},
    Endpoint{.id = "showInstitution",
             .method = "GET",
             .path = "/institutions/{fixmedins_code}",
             .summary = {"一家机构对异地开通了什么",
                         "What an institution has opened for patients from elsewhere"},
             .rule = kOpen,
             .effect = Effect::reads,
             .parameters = kShowParameters,
             .answer = kShown,
             .troubles = kNotFound,
             .handle = show},
    Endpoint{.id = "showRoute",
             .method = "GET",
             .path = "/route",
             .summary = {"参保地到就医地的直接结算是否开通",
                         "Whether direct settlement is open from an insured region to a place"},
             .rule = kOpen,
             .effect = Effect::reads,
             .parameters = kRouteParameters,
             .answer = kRoute,
             .handle = show_route},
    Endpoint{.id = "listDualDrugs",
             .method = "GET",
             .path = "/dual-drugs",
             .summary = {"参保地的双通道药品", "An insured region's dual-channel drugs"},
             .rule = kOpen,
             .effect = Effect::reads,
             .parameters = kDrugParameters,
             .answer = kDrugs,
             .handle = list_drugs},
};

}  // namespace

Subject lookup_subject() {
    return {.id = "lookup", .title = {"查询", "Look-ups"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
