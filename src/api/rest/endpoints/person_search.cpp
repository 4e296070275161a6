#include <array>
#include <string>

#include "adapters/telemetry/masked.h"
#include "api/rest/internal/at_counter.h"
#include "api/rest/internal/place.h"
#include "api/rest/internal/subjects.h"
#include "app/window/find_persons.h"

/// Persons by whatever somebody at a counter has of them.
namespace yidi::rest::internal {
namespace {

using app::FoundBy;
using app::FoundPerson;

constexpr std::array kBody{
    text("find", "人员编号、证件号码、电子凭证、卡识别码或姓名（至少两个字）", 64).must(),
    code("fixmedins_code", "在哪家机构的窗口：出示的凭证可以是任何参保人的"),
};
constexpr std::array kInsurance{
    code("insutype", "险种").must(),
    code("insuplc_admdvs", "参保地").must(),
    text("region", "参保地名称").must(),
    code("psn_type", "人员类别").must(),
    whole("psn_insu_stas", "参保状态：1 正常，2 暂停，3 无效，4 终止，0 未参保").must(),
    value(Type::date, "psn_insu_date", "首日").must(),
};
constexpr std::array kPerson{
    code("psn_no", "人员编号").must(),
    text("psn_name", "姓名").must(),
    text("certno", "证件号码，遮蔽").must(),
    code("gend", "性别").must(),
    whole("age", "年龄"),
    code("insuplc_admdvs", "参保地").must(),
    text("region", "参保地名称").must(),
    value(Type::date, "died", "死亡日期"),
    list("insurances", "每个险种今天有效的或最后的一条", kInsurance).must(),
};
constexpr std::array kAnswer{
    text("found_by", "按什么找到：psn_no、certno、ec_token、card_sn、name；空：没有找到").must(),
    value(Type::flag, "more", "可能还有").must(),
    list("persons", "至多 20 人", kPerson, app::kPersonsShown).must(),
};

constexpr access::RoleSet kSeekers =
    access::roles(access::Role::window, access::Role::agency_reviewer, access::Role::auditor);
constexpr access::Rule kRule{.roles = kSeekers, .about = access::About::person, .at_care = true};

/// Where the caller's roles reach, as names are looked through.
void add_reach(const Call& call, app::PersonsQuery& query) {
    // Everybody is invented there, and whoever tries it knows a name and has no certificate.
    if (!call.options().shown.demo_accounts.empty()) query.regions.emplace_back();
    for (const access::Grant& grant : call.principal().grants) {
        if ((kSeekers & access::bit(grant.role)) == 0) continue;
        if (grant.scope.institution.empty()) {
            query.regions.push_back(grant.scope.region);
        } else {
            query.institutions.push_back(grant.scope.institution);
        }
    }
}

void write_person(codec::JsonWriter& json, const policy::Regions& regions, const FoundPerson& one) {
    json.begin_object();
    json.member("psn_no", one.psn_no);
    json.member("psn_name", one.person.personal.psn_name);
    json.member("certno", telemetry::Masked{one.person.personal.certno}.text());
    json.member("gend", one.person.personal.gend);
    json.key("age");
    one.age ? json.value(*one.age) : json.null();
    write_region(json, regions, one.person.insuplc_admdvs);
    write_day(json, "died", one.person.died);
    json.key("insurances");
    json.begin_array();
    for (const registry::Insurance& insurance : one.insurances) {
        json.begin_object();
        json.member("insutype", policy::code(insurance.insutype));
        write_region(json, regions, insurance.insuplc_admdvs);
        json.member("psn_type", insurance.psn_type);
        json.member("psn_insu_stas", insurance.psn_insu_stas);
        json.member("psn_insu_date", insurance.psn_insu_date);
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

Result<Done> find(Call& call) {
    YIDI_TRY(const bool at_counter, is_at_counter(call, call.body().view("fixmedins_code")));
    app::PersonsQuery query{
        .find = call.body().text("find"), .regions = {}, .institutions = {}, .may_show = {}};
    add_reach(call, query);
    query.may_show = [&](registry::Pid pid, FoundBy by) -> Result<bool> {
        YIDI_TRY(const access::Subject subject,
                 accounts::subject_of(call.session(), call.context(), pid));
        const bool sees = call.sees(subject);
        // Who shows a certificate at a counter is there. A name shows nothing, but only the names
        // of those whom the caller may find by it are looked through.
        const bool is_there = by == FoundBy::name || at_counter;
        if (!sees && !is_there) return false;
        call.note(pid, "person found by " + std::string{app::name(by)});
        return true;
    };
    YIDI_TRY(const app::PersonsFound found,
             app::find_persons(call.session(), call.context(), query));
    if (found.persons.empty()) {
        // Nobody's data were told; that somebody looked is kept all the same.
        static_cast<void>(call.sees({}));
        call.note(std::nullopt, "nobody found");
    }
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.member("found_by", app::name(found.by));
    json.member("more", found.is_cut);
    json.key("persons");
    json.begin_array();
    for (const FoundPerson& one : found.persons) {
        write_person(json, call.book().regions(), one);
    }
    json.end_array();
    json.end_object();
    return done;
}

/// A name opens those of many persons.
constexpr std::uint16_t kSearchCost = 10;

// A POST that writes nothing: a name or a certificate's number in an address would stand in the
// logs of every proxy on the way.
constexpr std::array kEndpoints{
    Endpoint{.id = "findPersons",
             .method = "POST",
             .path = "/persons/searches",
             .summary = {"按编号、证件、凭证、卡或姓名查找参保人",
                         "Persons by number, certificate, electronic certificate, card or name"},
             .rule = kRule,
             .effect = Effect::reads,
             .body = kBody,
             .answer = kAnswer,
             .accesses = "person found",
             .cost = kSearchCost,
             .handle = find},
};

}  // namespace

Subject person_search_subject() {
    return {.id = "person-search",
            .title = {"查找参保人", "Finding a person"},
            .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
