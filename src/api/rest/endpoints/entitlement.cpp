#include <array>

#include "adapters/codec/entitlement_encoder.h"
#include "api/rest/internal/at_counter.h"
#include "api/rest/internal/call.h"
#include "api/rest/internal/subjects.h"
#include "app/entitlement/entitlement_as_of.h"

/// What a person is entitled to on a day.
namespace yidi::rest::internal {
namespace {

constexpr std::array kParameters{
    code("psn_no", "人员编号").must(),
    value(Type::date, "day", "哪一天，缺省为今天"),
    code("fixmedins_code", "就医的定点医药机构，缺省为参保地医院"),
};
constexpr std::array kOther{
    code("insutype", "险种").must(),
    code("insuplc_admdvs", "参保地").must(),
};
constexpr std::array<std::string_view, 8> kStates{"insured", "waiting", "paused", "ended",
                                                  "not_yet", "none",    "dead",   "special_group"};
constexpr std::array kInsurance{
    code("insutype", "险种").must(),
    code("insuplc_admdvs", "参保地"),
    choice("state", "当日状态", kStates).must(),
    value(Type::flag, "pays", "可享受待遇").must(),
    value(Type::date, "since", "该状态从哪天起"),
    value(Type::date, "changes", "已知哪天起改变"),
    value(Type::date, "waiting_until", "待遇等待期最后一日"),
    text("cause", "原因", 2'000),
    text("next_step", "怎么办", 2'000),
    text("change", "改变为什么", 2'000),
    text("clause", "依据", 2'000),
    code("code", "拒付代码"),
    list("others", "当日另外有效的参保，须择一", kOther).must(),
    texts("unknown", "未知而未作判断的").must(),
};
constexpr std::array kDisease{
    code("dise_codg", "病种编码").must(),
    value(Type::date, "begndate", "首日").must(),
    value(Type::date, "enddate", "末日"),
};
constexpr std::array kRecord{
    code("trt_dcla_detl_sn", "备案流水号").must(),
    text("fixmedins_code", "机构").must(),
    code("admdvs", "转往地区"),
    value(Type::date, "begndate", "首日").must(),
    value(Type::date, "enddate", "末日"),
};
constexpr std::array kFiling{
    code("filing_id", "备案编号").must(),
    code("kind", "备案类型").must(),
    value(Type::date, "begndate", "首日").must(),
    value(Type::date, "enddate", "末日"),
};
constexpr std::array kUsed{
    code("business", "业务").must(),
    value(Type::money, "dedc", "已计起付线").must(),
    value(Type::money, "scope", "政策范围内费用").must(),
    value(Type::money, "pool", "统筹基金已支付").must(),
};
constexpr std::array kYear{
    code("insutype", "险种").must(),
    whole("year", "医保年度").must(),
    whole("ipt_cnt", "住院次数").must(),
    list("used", "截至当日累计", kUsed).must(),
};
constexpr std::array kLimit{
    code("insutype", "险种").must(),
    code("business", "业务").must(),
    code("dise_codg", "病种编码"),
    value(Type::flag, "is_known", "有唯一数额").must(),
    value(Type::flag, "has_limit", "有限额").must(),
    value(Type::money, "left", "还可支付"),
    text("why", "为何没有数额", 2'000),
};
constexpr std::array kMoved{
    code("from", "转出地").must(),
    code("to", "转入地").must(),
    value(Type::date, "day", "哪天").must(),
    code("accumulators", "年度累计：carry_over 接续，restart 重新起算").must(),
    value(Type::flag, "is_assumed", "规定不明，按接续假定").must(),
    value(Type::flag, "is_applied", "所列累计与限额已按此计算；否：重新起算尚未实行").must(),
    text("clause", "依据", 2'000),
};
constexpr std::array kAnswer{
    code("psn_no", "人员编号").must(),
    value(Type::date, "day", "哪一天").must(),
    list("insurances", "参保状态，每险种一条", kInsurance).must(),
    list("recognised_diseases", "已认定的慢特病", kDisease).must(),
    list("chosen_institutions", "选定的机构", kRecord).must(),
    list("referrals", "转诊", kRecord).must(),
    list("filings", "当日有效的备案", kFiling).must(),
    list("years", "年度累计", kYear).must(),
    list("limits", "限额余额", kLimit).must(),
    object("moved", "年内转移参保地", kMoved),
};

constexpr std::array kNotFound{Trouble::not_found};

Result<Done> show_entitlement(Call& call) {
    const std::string psn_no = call.parameters().text("psn_no");
    YIDI_TRY(const registry::Pid pid,
             allow_at_counter(call, psn_no, call.parameters().view("fixmedins_code")));
    app::EntitlementQuery query{
        .psn_no = psn_no, .day = call.context().now.date(), .fixmedins_code = {}};
    if (call.parameters().has("day")) query.day = call.parameters().date("day");
    if (call.parameters().has("fixmedins_code")) {
        query.fixmedins_code = call.parameters().text("fixmedins_code");
    }
    YIDI_TRY(const app::EntitlementAsOf found,
             app::entitlement_as_of(call.session(), call.context(), query));
    call.note(pid, "entitlement read");
    Done done;
    codec::JsonWriter json{done.body};
    codec::write_entitlement(json, found, call.context().book, call.language());
    return done;
}

constexpr std::array kEndpoints{
    Endpoint{.id = "showEntitlement",
             .method = "GET",
             .path = "/persons/{psn_no}/entitlement",
             .summary = {"某日的待遇：参保状态与原因、慢特病认定、选定机构、转诊、累计与限额余额",
                         "What a person is entitled to on a day: standing and why, recognised "
                         "diseases, chosen institutions, referrals, accumulators and what is left"},
             .rule = {.roles = access::kOfPersons, .about = access::About::person},
             .effect = Effect::reads,
             .parameters = kParameters,
             .answer = kAnswer,
             .troubles = kNotFound,
             .accesses = "entitlement read",
             .handle = show_entitlement},
};

}  // namespace

Subject entitlement_subject() {
    return {.id = "entitlement", .title = {"待遇", "Entitlement"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
