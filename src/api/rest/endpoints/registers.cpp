#include <array>
#include <set>
#include <string>

#include "adapters/codec/lookup_encoder.h"
#include "api/rest/internal/filing_json.h"
#include "api/rest/internal/place.h"
#include "api/rest/internal/publishing_call.h"
#include "api/rest/internal/subjects.h"
#include "app/payer/upkeep.h"
#include "app/registry/upkeep.h"
#include "domain/registry/hospital_level.h"

/// An agency's register for those who keep it: institutions with their history, catalogues with
/// their intervals, routes and dual-channel drugs.
namespace yidi::rest::internal {
namespace {

using registry::CatalogueItem;
using registry::Institution;

constexpr std::size_t kRowsMax = 100'000;
constexpr std::size_t kPageMax = 200;
constexpr std::size_t kPageUsual = 50;

constexpr std::array kInstitution{
    code("fixmedins_code", "机构编号").must(),
    text("fixmedins_name", "名称").must(),
    code("admdvs", "所在地区").must(),
    text("admdvs_name", "所在地区名称").must(),
    code("fixmedins_type", "1 医疗机构，2 药店").must(),
    code("hosp_lv", "医院等级；药店为空").must(),
    text("hosp_lv_name", "医院等级名称；药店为空").must(),
    texts("inst_attr", "机构属性").must(),
    texts("local_open", "对本地参保人开通的业务").must(),
    texts("remote_open", "对异地参保人开通的业务").must(),
    texts("remote_diseases", "对异地开通的慢特病病种；空：未说明").must(),
    text("profile", "其系统如何报文；none：没有网关签名").must(),
    value(Type::flag, "has_keys", "存有网关签名的密钥").must(),
};
constexpr std::array kFieldChange{
    code("field", "字段").must(),
    text("before", "此前；名称和密钥不写", 4'000).must(),
    text("after", "此后，同上", 4'000).must(),
};
constexpr std::array kHistoryEntry{
    value(Type::time, "at", "何时").must(),
    text("by", "何人").must(),
    text("login", "其登录名"),
    value(Type::flag, "is_added", "新增").must(),
    list("fields", "改了什么", kFieldChange).must(),
};
constexpr std::array kShown{
    object("institution", "机构", kInstitution).must(),
    list("history", "沿革，最近的在前", kHistoryEntry, kRowsMax).must(),
    value(Type::date, "history_since", "只查到这一天；没有：查到最早"),
};
constexpr std::array kOne{code("fixmedins_code", "机构编号").must()};
constexpr std::array kOpeningFields{
    texts("local_open", "对本地参保人开通的业务").must(),
    texts("remote_open", "对异地参保人开通的业务").must(),
    texts("remote_diseases", "对异地开通的慢特病病种；空：未说明").must(),
};
constexpr std::array kOpeningsBody{
    object("seen", "所看到的", kOpeningFields).must(),
    object("wanted", "要改成的", kOpeningFields).must(),
};
constexpr std::array kChanged{object("institution", "机构", kInstitution).must()};

constexpr std::array kItem{
    code("admdvs", "地区").must(),
    text("med_list_codg", "编码").must(),
    value(Type::date, "begndate", "首日").must(),
    value(Type::date, "enddate", "末日；没有：仍有效"),
    text("name", "名称").must(),
    code("list_type", "目录类别").must(),
    code("med_chrgitm_type", "费用类别").must(),
    code("chrgitm_lv", "01 甲类，02 乙类，03 自费").must(),
    text("selfpay_prop", "先行自付比例").must(),
    text("pric_uplmt_amt", "限价；没有：不限"),
    value(Type::flag, "lmt_used_flag", "限制使用").must(),
};
constexpr std::array kItemsParameters{
    code("admdvs", "地区，六位", 6).must(),
    text("text", "编码的开头，或名称的一部分"),
    code("list_type", "目录类别", 3),
    value(Type::date, "on", "哪一天有效的；没有：全部"),
    whole("limit", "一次几行；没有：50", 1, kPageMax),
    text("after", "上一页的 after"),
};
constexpr std::array kItems{
    list("items", "按编码和首日", kItem).must(),
    text("after", "还有更多时，下一页的 after；空：没有了").must(),
};
constexpr std::array kItemParameters{
    code("admdvs", "地区，六位", 6).must(),
    text("med_list_codg", "编码").must(),
};
constexpr std::array kItemHistory{list("items", "各期，按首日", kItem).must()};
constexpr std::array kRoutesParameters{code("insuplc_admdvs", "参保地，六位；没有：全部", 6)};
constexpr std::array kRouteRow{
    code("insuplc_admdvs", "参保地；0：全部").must(),
    text("insuplc_name", "参保地名称").must(),
    code("mdtrtarea_admvs", "就医地；0：全部").must(),
    text("mdtrtarea_name", "就医地名称").must(),
    code("business", "业务").must(),
    value(Type::date, "begndate", "首日").must(),
    value(Type::date, "enddate", "末日；没有：仍有效"),
    value(Type::flag, "open", "开通").must(),
    text("source", "依据").must(),
    code("grade", "依据的等级：O、P、D、K、I").must(),
};
constexpr std::array kRoutes{list("routes", "开通的路线", kRouteRow, kRowsMax).must()};
constexpr std::array kDrugsParameters{code("admdvs", "谁的目录，六位；没有：全部", 6)};
constexpr std::array kDrugRow{
    code("admdvs", "谁的目录").must(),
    text("admdvs_name", "其名称").must(),
    text("med_list_codg", "药品编码").must(),
    text("name", "名称").must(),
    value(Type::date, "begndate", "首日").must(),
    value(Type::date, "enddate", "末日；没有：仍有效"),
    text("source", "依据").must(),
    code("grade", "依据的等级：O、P、D、K、I").must(),
};
constexpr std::array kDrugs{list("drugs", "双通道药品", kDrugRow, kRowsMax).must()};
constexpr std::array kNotFound{Trouble::not_found};
constexpr std::array kChangeTroubles{Trouble::not_found, Trouble::conflict};

void write_texts(codec::JsonWriter& json, std::string_view name, const auto& all) {
    json.key(name);
    json.begin_array();
    for (const auto& one : all) json.value(one);
    json.end_array();
}

std::string_view level_name(const std::string& code) {
    for (const registry::HospitalLevel& one : registry::kHospitalLevels) {
        if (one.code == code) return one.name;
    }
    return {};
}

void write_institution(codec::JsonWriter& json, const Institution& one,
                       const policy::Regions& regions) {
    json.key("institution");
    json.begin_object();
    json.member("fixmedins_code", one.fixmedins_code);
    json.member("fixmedins_name", one.fixmedins_name);
    json.member("admdvs", std::to_string(one.admdvs));
    json.member("admdvs_name", regions.name(one.admdvs));
    json.member("fixmedins_type", one.fixmedins_type);
    json.member("hosp_lv", one.hosp_lv);
    json.member("hosp_lv_name", level_name(one.hosp_lv));
    write_texts(json, "inst_attr", one.inst_attr);
    write_texts(json, "local_open", codec::business_names(one.local_open));
    write_texts(json, "remote_open", codec::business_names(one.remote_open));
    write_texts(json, "remote_diseases", one.remote_diseases);
    json.member("profile", registry::to_text(one.profile));
    json.member("has_keys", !one.paas_id.empty());
    json.end_object();
}

/// An institution that the caller may see.
Result<Institution> find_institution(Call& call) {
    const std::string fixmedins_code = call.parameters().text("fixmedins_code");
    YIDI_TRY(std::optional<Institution> found, payer::institution(call.session(), fixmedins_code));
    if (found) {
        YIDI_TRY_VOID(call.allow({.pid = {},
                                  .family_of = {},
                                  .regions = {found->admdvs},
                                  .institution = fixmedins_code}));
        return *std::move(found);
    }
    YIDI_TRY_VOID(call.allow({}));
    return call.not_found("fixmedins_code", "没有这个机构");
}

void write_history(codec::JsonWriter& json, const app::InstitutionHistory& history,
                   const codec::Logins& logins) {
    json.key("history");
    json.begin_array();
    for (const app::InstitutionChange& one : history.changes) {
        json.begin_object();
        json.member("at", to_rfc3339(one.at));
        json.member("by", one.by);
        const auto login = logins.find(one.by);
        json.key("login");
        login == logins.end() ? json.null() : json.value(login->second);
        json.member("is_added", one.is_added);
        json.key("fields");
        json.begin_array();
        for (const app::InstitutionChange::Field& field : one.fields) {
            json.begin_object();
            json.member("field", field.name);
            json.member("before", field.before);
            json.member("after", field.after);
            json.end_object();
        }
        json.end_array();
        json.end_object();
    }
    json.end_array();
    write_day(json, "history_since", history.since);
}

Result<Done> show_institution(Call& call) {
    YIDI_TRY(const Institution one, find_institution(call));
    YIDI_TRY(const app::InstitutionHistory history,
             app::history_of(call.session(), one.fixmedins_code));
    std::set<std::string> ids;
    for (const app::InstitutionChange& change : history.changes) ids.insert(change.by);
    YIDI_TRY(const codec::Logins logins, logins_of(call, ids));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    write_institution(json, one, call.book().regions());
    write_history(json, history, logins);
    json.end_object();
    return done;
}

Result<std::uint8_t> mask_of(const Input& in, std::string_view name) {
    std::uint8_t mask = 0;
    for (const std::string_view word : in.texts(name)) {
        const auto business = policy::parse_business(word);
        if (!business) {
            return fail(Error{.code = ErrorCode::bad_value,
                              .where = "/" + std::string{name},
                              .rule = "inpatient、outpatient、chronic、pharmacy、dual_channel、"
                                      "maternity",
                              .remedy = "请只写这几种业务",
                              .detail = "没有这种业务"});
        }
        mask = static_cast<std::uint8_t>(mask | 1U << static_cast<unsigned>(*business));
    }
    return mask;
}

Result<app::Openings> openings_of(const Input& in) {
    app::Openings openings;
    YIDI_TRY(openings.local_open, mask_of(in, "local_open"));
    YIDI_TRY(openings.remote_open, mask_of(in, "remote_open"));
    openings.remote_diseases = owned(in.texts("remote_diseases"));
    return openings;
}

Result<Done> change_openings(Call& call) {
    YIDI_TRY_VOID(find_institution(call));
    app::OpeningsChange change;
    change.fixmedins_code = call.parameters().text("fixmedins_code");
    YIDI_TRY(change.seen, openings_of(call.body().object("seen")));
    YIDI_TRY(change.wanted, openings_of(call.body().object("wanted")));
    change.by = call.principal().id;
    YIDI_TRY(const Institution one, app::change_openings(call.session(), call.context(), change));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    write_institution(json, one, call.book().regions());
    json.end_object();
    return done;
}

void write_items(codec::JsonWriter& json, const std::vector<CatalogueItem>& items) {
    json.key("items");
    json.begin_array();
    for (const CatalogueItem& one : items) {
        json.begin_object();
        json.member("admdvs", std::to_string(one.admdvs));
        json.member("med_list_codg", one.med_list_codg);
        json.member("begndate", one.begndate);
        write_day(json, "enddate", one.enddate);
        json.member("name", one.name);
        json.member("list_type", one.list_type);
        json.member("med_chrgitm_type", one.med_chrgitm_type);
        json.member("chrgitm_lv", one.chrgitm_lv);
        json.member("selfpay_prop", to_string(one.selfpay_prop));
        json.key("pric_uplmt_amt");
        one.pric_uplmt_amt ? json.value(to_string(*one.pric_uplmt_amt)) : json.null();
        json.member("lmt_used_flag", one.lmt_used_flag);
        json.end_object();
    }
    json.end_array();
}

Result<Done> list_items(Call& call) {
    const Input& asked = call.parameters();
    app::CatalogueSearch search;
    YIDI_TRY(search.admdvs, read_region(asked.view("admdvs"), "admdvs"));
    search.text = asked.text("text");
    search.list_type = asked.text("list_type");
    search.on = asked.maybe_date("on");
    search.limit = asked.has("limit") ? static_cast<std::size_t>(asked.whole("limit")) : kPageUsual;
    search.after = asked.text("after");
    YIDI_TRY(const app::CatalogueFound found, app::find_items(call.session(), search));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    write_items(json, found.items);
    json.member("after", found.after);
    json.end_object();
    return done;
}

Result<Done> show_item(Call& call) {
    YIDI_TRY(const std::uint32_t admdvs, read_region(call.parameters().view("admdvs"), "admdvs"));
    YIDI_TRY(const auto items,
             app::item_history(call.session(), admdvs, call.parameters().text("med_list_codg")));
    if (items.empty()) return call.not_found("med_list_codg", "此地区的目录里没有这个编码");
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    write_items(json, items);
    json.end_object();
    return done;
}

std::optional<std::uint32_t> area_of(const Call& call, std::string_view name) {
    if (!call.parameters().has(name)) return std::nullopt;
    return static_cast<std::uint32_t>(number_in(call.parameters().view(name)));
}

std::string_view name_of(const policy::Regions& regions, std::uint32_t area) {
    return area == registry::kAnywhere ? std::string_view{"*"} : regions.name(area);
}

Result<Done> list_routes(Call& call) {
    YIDI_TRY(const auto routes, app::all_routes(call.session(), area_of(call, "insuplc_admdvs")));
    const policy::Regions& regions = call.book().regions();
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("routes");
    json.begin_array();
    for (const registry::Route& one : routes) {
        json.begin_object();
        json.member("insuplc_admdvs", std::to_string(one.insuplc_admdvs));
        json.member("insuplc_name", name_of(regions, one.insuplc_admdvs));
        json.member("mdtrtarea_admvs", std::to_string(one.mdtrtarea_admvs));
        json.member("mdtrtarea_name", name_of(regions, one.mdtrtarea_admvs));
        json.member("business", policy::name(one.business));
        json.member("begndate", one.begndate);
        write_day(json, "enddate", one.enddate);
        json.member("open", one.is_open);
        json.member("source", one.source);
        json.member("grade", policy::name(one.grade));
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return done;
}

Result<Done> list_drugs(Call& call) {
    YIDI_TRY(const auto drugs, app::all_drugs(call.session(), area_of(call, "admdvs")));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("drugs");
    json.begin_array();
    for (const registry::DualDrug& one : drugs) {
        json.begin_object();
        json.member("admdvs", std::to_string(one.admdvs));
        json.member("admdvs_name", name_of(call.book().regions(), one.admdvs));
        json.member("med_list_codg", one.med_list_codg);
        json.member("name", one.name);
        json.member("begndate", one.begndate);
        write_day(json, "enddate", one.enddate);
        json.member("source", one.source);
        json.member("grade", policy::name(one.grade));
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return done;
}

constexpr access::Rule kKeepers{
    .roles = access::roles(access::Role::administrator, access::Role::auditor,
                           access::Role::agency_reviewer, access::Role::policy_officer),
    .about = access::About::place};
constexpr access::Rule kChanges{.roles = access::roles(access::Role::administrator),
                                .about = access::About::place};
/// What is published of catalogues and routes is nobody's secret.
constexpr access::Rule kStaffReads{.roles = access::kStaff};
constexpr std::uint16_t kListCost = 5;

constexpr std::array kEndpoints{
    Endpoint{.id = "showRegisteredInstitution",
             .method = "GET",
             .path = "/registers/institutions/{fixmedins_code}",
             .summary = {"登记的机构：开通的业务与沿革",
                         "An institution as it is registered: what is open, and its history"},
             .rule = kKeepers,
             .parameters = kOne,
             .answer = kShown,
             .troubles = kNotFound,
             .cost = kListCost,
             .handle = show_institution},
    Endpoint{.id = "changeOpenings",
             .method = "POST",
             .path = "/registers/institutions/{fixmedins_code}/openings",
             .summary = {"改一家机构开通的业务，即时生效",
                         "Change what an institution has open, from now on"},
             .rule = kChanges,
             .effect = Effect::writes,
             .parameters = kOne,
             .body = kOpeningsBody,
             .answer = kChanged,
             .troubles = kChangeTroubles,
             .handle = change_openings},
    Endpoint{.id = "listCatalogue",
             .method = "GET",
             .path = "/registers/catalogue",
             .summary = {"一个地区的目录", "A region's catalogue"},
             .rule = kStaffReads,
             .parameters = kItemsParameters,
             .answer = kItems,
             .cost = kListCost,
             .handle = list_items},
    Endpoint{.id = "showCatalogueItem",
             .method = "GET",
             .path = "/registers/catalogue/{admdvs}/{med_list_codg}",
             .summary = {"一个编码的各期", "Every interval of a code"},
             .rule = kStaffReads,
             .parameters = kItemParameters,
             .answer = kItemHistory,
             .troubles = kNotFound,
             .handle = show_item},
    Endpoint{.id = "listRoutes",
             .method = "GET",
             .path = "/registers/routes",
             .summary = {"登记的直接结算路线", "The routes that are registered"},
             .rule = kStaffReads,
             .parameters = kRoutesParameters,
             .answer = kRoutes,
             .cost = kListCost,
             .handle = list_routes},
    Endpoint{.id = "listRegisteredDrugs",
             .method = "GET",
             .path = "/registers/dual-drugs",
             .summary = {"登记的双通道药品，各期", "Dual-channel drugs, every interval"},
             .rule = kStaffReads,
             .parameters = kDrugsParameters,
             .answer = kDrugs,
             .cost = kListCost,
             .handle = list_drugs},
};

}  // namespace

Subject register_subject() {
    return {.id = "registers", .title = {"登记簿", "Registers"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
