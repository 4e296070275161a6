#include <algorithm>
#include <array>
#include <string>

#include "api/rest/internal/clearing_call.h"
#include "api/rest/internal/clearing_institutions.h"
#include "api/rest/internal/subjects.h"
#include "app/clearing/applications.h"

/// What institutions say of a clearing month over the national interface.
namespace yidi::rest::internal {
namespace {

using app::InstitutionConfirmation;

constexpr std::array<std::string_view, clearing::kApplicationStateCount> kStates{"applied",
                                                                                 "withdrawn"};
constexpr std::array kOfMonth{
    code("month", "清算月份，如 2026-01", 7).must(),
    code("party", "就医地", 6).must(),
};
constexpr std::array kApplication{
    code("clr_appy_evt_id", "清算申请事件ID").must(),
    code("fixmedins_code", "定点医药机构").must(),
    choice("state", "状态", kStates).must(),
    code("clr_type", "清算类别").must(),
    code("clr_way", "清算方式；没有申报则为空"),
    value(Type::date, "begndate", "开始日期").must(),
    value(Type::date, "enddate", "结束日期").must(),
    whole("psntime", "结算几笔，含退费").must(),
    value(Type::money, "medfee_sumamt", "医疗费总额").must(),
    value(Type::money, "med_sumfee", "医保认可费用总额，按所报").must(),
    value(Type::money, "fund_appy_sum", "基金申报总额").must(),
    value(Type::money, "cash_payamt", "现金支付金额").must(),
    value(Type::money, "acct_pay", "个人账户支出").must(),
    value(Type::time, "at", "最近一步的时间").must(),
};
constexpr std::array kApplications{
    list("applications", "按编号", kApplication, 10'000).must(),
};
constexpr std::array kTroubles{Trouble::refused};

Result<Done> list_institutions(Call& call) {
    YIDI_TRY(const std::uint32_t party, shown_party(call, call.parameters().view("party")));
    YIDI_TRY(const clearing::Month month, month_in(call.parameters().view("month"), "month"));
    YIDI_TRY(const auto institutions, app::institution_confirmations(call.session(), party, month));
    Done done;
    codec::JsonWriter json{done.body};
    write_institutions(json, institutions);
    return done;
}

void write_application(codec::JsonWriter& json, const clearing::Application& one) {
    json.begin_object();
    json.member("clr_appy_evt_id", std::to_string(one.evt_id));
    json.member("fixmedins_code", one.fixmedins_code);
    json.member("state", clearing::name(one.state));
    json.member("clr_type", one.clr_type);
    json.key("clr_way");
    one.clr_way.empty() ? json.null() : json.value(one.clr_way);
    json.member("begndate", one.begndate);
    json.member("enddate", one.enddate);
    json.member("psntime", one.sums.psntime);
    json.member("medfee_sumamt", one.sums.medfee_sumamt);
    json.member("med_sumfee", one.sums.med_sumfee);
    json.member("fund_appy_sum", one.sums.fund_appy_sum);
    json.member("cash_payamt", one.sums.cash_payamt);
    json.member("acct_pay", one.sums.acct_pay);
    json.member("at", to_rfc3339(one.at));
    json.end_object();
}

Result<Done> list_applications(Call& call) {
    YIDI_TRY(const std::uint32_t party, shown_party(call, call.parameters().view("party")));
    YIDI_TRY(const clearing::Month month, month_in(call.parameters().view("month"), "month"));
    YIDI_TRY(const auto all, app::applications_in(call.session(), party, month));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("applications");
    json.begin_array();
    for (const clearing::Application& one : all) write_application(json, one);
    json.end_array();
    json.end_object();
    return done;
}

constexpr access::Rule kReads{.roles = kReadsClearing, .about = access::About::place};

constexpr std::array kEndpoints{
    Endpoint{
        .id = "listClearingInstitutions",
        .method = "GET",
        .path = "/clearing/months/{month}/institutions",
        .summary = {"本月账单医药机构确认到哪里", "How far institutions have confirmed a month"},
        .rule = kReads,
        .parameters = kOfMonth,
        .answer = kInstitutions,
        .troubles = kTroubles,
        .handle = list_institutions},
    Endpoint{.id = "listClearingApplications",
             .method = "GET",
             .path = "/clearing/months/{month}/applications",
             .summary = {"医药机构的清算申请", "What institutions have applied for"},
             .rule = kReads,
             .parameters = kOfMonth,
             .answer = kApplications,
             .troubles = kTroubles,
             .handle = list_applications},
};

}  // namespace

void write_institutions(codec::JsonWriter& json,
                        const std::vector<InstitutionConfirmation>& institutions) {
    const auto done = std::ranges::count_if(institutions, &InstitutionConfirmation::is_done);
    json.begin_object();
    json.member("done", std::int64_t{done});
    json.member("open", std::ssize(institutions) - done);
    json.key("list");
    json.begin_array();
    for (const InstitutionConfirmation& one : institutions) {
        json.begin_object();
        json.member("fixmedins_code", one.fixmedins_code);
        json.member("is_done", one.is_done());
        json.member("bills", one.bills);
        json.member("confirmed", one.confirmed);
        json.member("left_out", one.left_out);
        json.member("open", one.open);
        json.member("fund", one.fund);
        json.key("at");
        one.at ? json.value(to_rfc3339(*one.at)) : json.null();
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

Subject clearing_institution_subject() {
    return {.id = "clearing-institutions",
            .title = {"医药机构的清算确认与申请", "Institutions in clearing"},
            .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
