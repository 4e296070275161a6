#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "api/rest/internal/subjects.h"
#include "api/rest/internal/window_json.h"
#include "app/payer/verify.h"
#include "app/window/person_named.h"

/// What goes on at an institution: visits, settlements, what has no other side.
namespace yidi::rest::internal {
namespace {

using app::Which;
using explain::Words;

constexpr std::array<std::string_view, 3> kWhich{"open", "settled", "all"};
constexpr std::array<std::string_view, 3> kUnresolvedKinds{"never_came", "no_message",
                                                           "not_settled"};

constexpr std::array kVisitsParameters{
    code("fixmedins_code", "定点医药机构").must(),
    choice("stage", "open 没有办完的（没有：open）、settled 已结算的、all 全部", kWhich),
    whole("limit", "最多几条；没有：200", 1, 500),
};
constexpr std::array kVisits{
    value(Type::flag, "more", "可能还有").must(),
    list("visits", "住院在前，各以最近的在前", kVisit, 500).must(),
};
constexpr std::array kPeriodParameters{
    code("fixmedins_code", "定点医药机构").must(),
    value(Type::date, "from", "首日；没有：今天"),
    value(Type::date, "to", "末日；没有：今天。首末日至多相隔 366 天"),
    whole("limit", "一次几条；没有：200", 1, 500),
    code("before", "上一页的 before"),
};
constexpr std::array kTotals{
    whole("count", "笔数").must(),
    value(Type::money, "medfee_sumamt", "费用总额").must(),
    value(Type::money, "fund_pay_sumamt", "基金支付").must(),
    value(Type::money, "acct_pay", "个人账户").must(),
    value(Type::money, "psn_cash_pay", "个人现金").must(),
};
constexpr std::array kSettlements{
    list("settlements", "最近的在前", kSettlement, 500).must(),
    code("before", "还有更多时，下一页的 before；空：没有了").must(),
    object("totals", "整个期间的合计，撤销为负数", kTotals).must(),
};
constexpr std::array kInstitution{code("fixmedins_code", "定点医药机构").must()};
constexpr std::array kUnresolved{
    choice("kind", "冲正的原报文没有来、结算没有报文、出院没有结算", kUnresolvedKinds).must(),
    code("psn_no", "人员编号").must(),
    text("psn_name", "姓名").must(),
    code("msgid", "报文编号"),
    code("mdtrt_id", "就诊ID"),
    code("setl_id", "结算编号"),
    value(Type::time, "at", "从何时起").must(),
    whole("age_s", "已过多少秒").must(),
    text("say", "怎么了", 1'000).must(),
    text("next", "怎么办", 1'000).must(),
};
constexpr std::array kUnresolvedAnswer{list("unresolved", "最久的在前", kUnresolved).must()};

constexpr access::Rule kRule{
    .roles =
        access::roles(access::Role::window, access::Role::agency_reviewer, access::Role::auditor),
    .about = access::About::place};
constexpr std::array kNotFound{Trouble::not_found};
constexpr std::int64_t kUsual = 200;

std::size_t limit_of(const Call& call) {
    const bool is_said = call.parameters().has("limit");
    return static_cast<std::size_t>(is_said ? call.parameters().whole("limit") : kUsual);
}

/// One note that names whom the rows show.
template <class Rows, class PidOf>
void note_shown(Call& call, std::string_view what, const Rows& rows, PidOf pid_of) {
    const std::string fixmedins_code = call.parameters().text("fixmedins_code");
    std::vector<registry::Pid> shown;
    shown.reserve(rows.size());
    for (const auto& row : rows) shown.push_back(pid_of(row));
    call.note_list(accounts::list_at(fixmedins_code), std::string{what} + fixmedins_code,
                   std::move(shown));
}

Result<Done> list_visits(Call& call) {
    YIDI_TRY(const registry::Institution place, allow_institution(call));
    const std::string_view asked = call.parameters().view("stage");
    const Which which = asked == "settled" ? Which::settled
                        : asked == "all"   ? Which::all
                                           : Which::open;
    YIDI_TRY(const app::VisitsNow found, app::visits_at(call.session(), call.context(),
                                                        {.fixmedins_code = place.fixmedins_code,
                                                         .which = which,
                                                         .limit = limit_of(call)}));
    note_shown(call, "visits at ", found.visits,
               [](const app::VisitNow& one) { return one.visit.pid; });
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.member("more", found.is_cut);
    json.key("visits");
    json.begin_array();
    for (const app::VisitNow& one : found.visits) {
        write_visit(json, call.book().regions(), one);
    }
    json.end_array();
    json.end_object();
    return done;
}

Result<Done> list_settlements(Call& call) {
    YIDI_TRY(const registry::Institution place, allow_institution(call));
    const Date today = call.context().now.date();
    const Date from = call.parameters().maybe_date("from").value_or(today);
    YIDI_TRY(const std::int64_t before, number_before(call));
    YIDI_TRY(const app::SettlementsNow found,
             app::settlements_at(call.session(), call.context(),
                                 {.fixmedins_code = place.fixmedins_code,
                                  .from = from,
                                  .to = call.parameters().maybe_date("to").value_or(today),
                                  .limit = limit_of(call),
                                  .before = before}));
    note_shown(call, "settlements at ", found.settlements,
               [](const app::SettlementNow& one) { return one.settlement.pid; });
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("settlements");
    json.begin_array();
    for (const app::SettlementNow& one : found.settlements) {
        write_settlement(json, call.book().regions(), one);
    }
    json.end_array();
    json.member("before", found.before == 0 ? std::string{} : std::to_string(found.before));
    json.key("totals");
    json.begin_object();
    json.member("count", found.totals.count);
    json.member("medfee_sumamt", found.totals.medfee_sumamt);
    json.member("fund_pay_sumamt", found.totals.fund_pay_sumamt);
    json.member("acct_pay", found.totals.acct_pay);
    json.member("psn_cash_pay", found.totals.psn_cash_pay);
    json.end_object();
    json.end_object();
    return done;
}

/// What has happened, and what to do.
struct Told {
    Words say;
    Words next;
};
const Told& told_of(payer::OneSided kind) {
    static constexpr std::array<Told, kUnresolvedKinds.size()> kTold{{
        {{"冲正的原报文没有到达，此后本机构没有为此人结算",
          "A message was undone that had never come, and nothing has been settled for the person "
          "since"},
         {"请查看该就诊：没有结算的重新结算，不需要结算的撤销",
          "Look at the visit: settle it anew, or cancel it"}},
        {{"有结算，没有要求它的报文",
          "A settlement is there without the message that asked for it"},
         {"请报告管理员核验数据", "Report it, and have the data verified"}},
        {{"已经出院，还有明细没有结算", "The stay has ended, and lines of it are not settled"},
         {"请打开该就诊，预结算后结算，或撤销明细",
          "Open the visit and settle it, or withdraw the lines"}},
    }};
    return kTold.at(static_cast<std::size_t>(kind));
}

Result<void> write_unresolved(codec::JsonWriter& json, Call& call, const payer::Unresolved& one) {
    YIDI_TRY(const app::PersonNamed person,
             app::person_named(call.session(), call.context(), one.pid));
    const Told& told = told_of(one.kind);
    const bool is_visit = one.kind == payer::OneSided::not_settled;
    json.begin_object();
    json.member("kind", kUnresolvedKinds.at(static_cast<std::size_t>(one.kind)));
    json.member("psn_no", person.psn_no);
    json.member("psn_name", person.psn_name);
    write_text(json, "msgid", one.msgid);
    write_id(json, "mdtrt_id", is_visit ? one.id : 0);
    write_id(json, "setl_id", is_visit ? 0 : one.id);
    json.member("at", to_rfc3339(one.at));
    constexpr std::int64_t kSecondMs = 1'000;
    json.member("age_s", std::max<std::int64_t>(one.age_ms, 0) / kSecondMs);
    json.member("say", told.say.in(call.language()));
    json.member("next", told.next.in(call.language()));
    json.end_object();
    return {};
}

Result<Done> list_unresolved(Call& call) {
    YIDI_TRY(const registry::Institution place, allow_institution(call));
    constexpr std::int64_t kSettlementsMs = std::int64_t{31} * 86'400'000;
    const Instant now = call.context().now;
    YIDI_TRY(const auto found, payer::unresolved_at(call.session(), now,
                                                    {.fixmedins_code = place.fixmedins_code,
                                                     .since = now.plus_ms(-kSettlementsMs)}));
    note_shown(call, "unresolved at ", found, [](const payer::Unresolved& one) { return one.pid; });
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("unresolved");
    json.begin_array();
    for (const payer::Unresolved& one : found) {
        YIDI_TRY_VOID(write_unresolved(json, call, one));
    }
    json.end_array();
    json.end_object();
    return done;
}

constexpr std::array kEndpoints{
    Endpoint{.id = "listVisits",
             .method = "GET",
             .path = "/institutions/{fixmedins_code}/visits",
             .summary = {"机构的就诊：在院、待结算、已预结算、已结算",
                         "Visits at an institution, with what of them waits"},
             .rule = kRule,
             .effect = Effect::reads,
             .parameters = kVisitsParameters,
             .answer = kVisits,
             .troubles = kNotFound,
             .accesses = "visits",
             .cost = 5,
             .handle = list_visits},
    Endpoint{.id = "listInstitutionSettlements",
             .method = "GET",
             .path = "/institutions/{fixmedins_code}/settlements",
             .summary = {"机构的结算与撤销，及合计", "Settlements at an institution, with totals"},
             .rule = kRule,
             .effect = Effect::reads,
             .parameters = kPeriodParameters,
             .answer = kSettlements,
             .troubles = kNotFound,
             .accesses = "settlements",
             .cost = 5,
             .handle = list_settlements},
    Endpoint{.id = "listUnresolved",
             .method = "GET",
             .path = "/institutions/{fixmedins_code}/unresolved",
             .summary = {"机构的单边账：最近 31 天的结算、最近的住院与冲正",
                         "What of an institution has no other side, the oldest first"},
             .rule = kRule,
             .effect = Effect::reads,
             .parameters = kInstitution,
             .answer = kUnresolvedAnswer,
             .troubles = kNotFound,
             .accesses = "unresolved",
             .cost = 5,
             .handle = list_unresolved},
};

}  // namespace

Subject window_subject() {
    return {.id = "window",
            .title = {"窗口", "What is open at an institution"},
            .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
