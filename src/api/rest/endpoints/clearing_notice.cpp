#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "api/rest/internal/clearing_call.h"
#include "api/rest/internal/place.h"
#include "api/rest/internal/subjects.h"
#include "app/clearing/bills.h"
#include "app/clearing/months.h"

/// What follows from the tables of a month: notices with their steps, and bills that no month
/// takes.
namespace yidi::rest::internal {
namespace {

using clearing::Month;

constexpr std::array<std::string_view, 4> kNoticeStates{"issued", "handed", "paid", "received"};
constexpr std::array<std::string_view, 3> kNoticeSteps{"handed", "paid", "received"};
constexpr std::array kNotice{
    code("number", "通知书编号").must(),
    code("month", "清算月份").must(),
    code("insured", "付款的参保地").must(),
    code("treating", "收款的就医地").must(),
    value(Type::money, "amount", "金额").must(),
    choice("state", "状态", kNoticeStates).must(),
    value(Type::date, "published", "发出日期").must(),
    text("paid_bank", "付款银行"),
    text("paid_serial_no", "付款流水号"),
    value(Type::date, "paid_on", "付款日期"),
    text("received_bank", "收款银行"),
    text("received_serial_no", "收款流水号"),
    value(Type::date, "received_on", "收款日期"),
    whole("late_days", "最近一步超过期限几天").must(),
    value(Type::date, "due", "下一步的期限；已收款的为空"),
    value(Type::flag, "is_provisional", "该年放假安排未公布，工作日暂按周末计").must(),
    whole("overdue_days", "下一步今天已超过期限几天").must(),
};
constexpr std::array kNotices{list("notices", "按编号", kNotice, 2'000).must()};
constexpr std::array kNoticesOf{
    code("month", "清算月份，如 2026-01", 7).must(),
    code("party", "哪一地区；没有：全部，限全国范围", 6),
};
constexpr std::array kNumber{code("number", "通知书编号").must()};
constexpr std::array kNoticeStep{
    code("party", "以哪一地区的身份", 6).must(),
    choice("to", "提交财政、付款、收款", kNoticeSteps).must(),
    text("bank", "银行：付款、收款时"),
    code("serial_no", "交易流水号：付款、收款时"),
    value(Type::date, "date", "交易日期：付款、收款时"),
};
constexpr std::array kNoticeAnswer{object("notice", "通知书", kNotice).must()};
constexpr std::array kRefusedBill{
    text("setl_id", "结算号").must(),
    value(Type::date, "day", "结算日期").must(),
    code("insured", "参保地").must(),
    code("treating", "就医地").must(),
    code("fixmedins_code", "机构编号").must(),
    value(Type::money, "fund_pay_sumamt", "基金支付").must(),
    code("reason", "原因：too_late 逾期，year_closed 年度已清算，original_refused 原结算未清算")
        .must(),
    whole("months_late", "迟了几个月").must(),
};
constexpr std::array kRefusedBills{list("bills", "按结算号", kRefusedBill, 10'000).must()};
constexpr std::array kRefusedOf{
    code("month", "清算月份，如 2026-01", 7).must(),
    code("party", "哪一地区的账册", 6).must(),
};
constexpr std::array kTroubles{Trouble::refused, Trouble::conflict, Trouble::not_found};

void write_bank(codec::JsonWriter& json, const std::string& prefix,
                const std::optional<clearing::BankReference>& bank) {
    write_text(json, prefix + "_bank", bank ? bank->bank : std::string{});
    write_text(json, prefix + "_serial_no", bank ? bank->serial_no : std::string{});
    write_day(json, prefix + "_on", bank ? std::optional{bank->date} : std::nullopt);
}

/// When the next step is due; none after the last one.
Result<std::optional<clearing::DatedStep>> next_step(const app::ClearingContext& context,
                                                     const clearing::Notice& notice) {
    YIDI_TRY(const clearing::Terms terms, context.terms());
    const auto steps = clearing::steps_after_notice(notice.published, terms, context.days);
    const auto at = static_cast<std::size_t>(notice.state);
    return at < steps.size() ? std::optional{steps[at]} : std::nullopt;
}

Result<void> write_notice(codec::JsonWriter& json, const app::ClearingContext& context,
                          const clearing::Notice& notice) {
    YIDI_TRY(const auto next, next_step(context, notice));
    json.begin_object();
    json.member("number", notice.number);
    json.member("month", to_string(notice.month));
    write_direction(json, notice.direction);
    json.member("amount", notice.amount);
    json.member("state", clearing::name(notice.state));
    json.member("published", notice.published);
    write_bank(json, "paid", notice.payment);
    write_bank(json, "received", notice.receipt);
    json.member("late_days", std::int64_t{notice.late_days});
    write_day(json, "due", next ? std::optional{next->by} : std::nullopt);
    json.member("is_provisional", next && next->is_provisional);
    const std::int64_t overdue = next ? days_between(next->by, context.today()) : 0;
    json.member("overdue_days", std::max<std::int64_t>(overdue, 0));
    json.end_object();
    return {};
}

Result<Done> list_notices(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    YIDI_TRY(const auto party, asked_party(call));
    YIDI_TRY(const Month month, month_in(call.parameters().view("month"), "month"));
    const auto view = app::month_view(call.session(), context, month);
    if (!view) return call.not_found("month", "这一月份还没有开启");
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("notices");
    json.begin_array();
    for (const clearing::Notice& notice : view->notices) {
        const bool is_theirs =
            !party || notice.direction.insured == *party || notice.direction.treating == *party;
        if (is_theirs) YIDI_TRY_VOID(write_notice(json, context, notice));
    }
    json.end_array();
    json.end_object();
    return done;
}

Result<Done> step_notice(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    const Input& body = call.body();
    const std::string_view to = body.view("to");
    const auto* const step = std::ranges::find(kNoticeStates, to);
    YIDI_TRY(const clearing::Actor actor,
             to == "handed" ? as_party(call, body.view("party"))
             : to == "paid" ? as_party(call, body.view("party"), clearing::Role::finance)
                            : as_payer_or_payee(call, body.view("party")));
    YIDI_TRY(
        const clearing::Notice notice,
        app::step_notice(call.session(), context, actor,
                         {.number = call.parameters().text("number"),
                          .to = static_cast<clearing::NoticeState>(step - kNoticeStates.begin()),
                          .bank = {.bank = body.text("bank"),
                                   .serial_no = body.text("serial_no"),
                                   .date = body.date("date")}}));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("notice");
    YIDI_TRY_VOID(write_notice(json, context, notice));
    json.end_object();
    return done;
}

Result<Done> list_refused(Call& call) {
    YIDI_TRY(const std::uint32_t party, shown_party(call, call.parameters().view("party")));
    YIDI_TRY(const Month month, month_in(call.parameters().view("month"), "month"));
    YIDI_TRY(const auto refused, app::refused_bills(call.session(), party, month));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("bills");
    json.begin_array();
    for (const app::RefusedBill& one : refused) {
        json.begin_object();
        json.member("setl_id", std::to_string(one.bill.setl_id));
        json.member("day", one.bill.day);
        write_direction(json, clearing::direction_of(one.bill));
        json.member("fixmedins_code", one.bill.fixmedins_code);
        json.member("fund_pay_sumamt", one.bill.fund_pay_sumamt);
        json.member("reason", clearing::name(one.placing.reason));
        json.member("months_late", std::int64_t{one.placing.months_late});
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return done;
}

constexpr access::Rule kReadsPlace{.roles = kReadsClearing, .about = access::About::place};

constexpr std::array kEndpoints{
    Endpoint{.id = "listClearingNotices",
             .method = "GET",
             .path = "/clearing/months/{month}/notices",
             .summary = {"通知书与收付进度", "Notices and how far they are paid"},
             .rule = kReadsPlace,
             .parameters = kNoticesOf,
             .answer = kNotices,
             .troubles = kTroubles,
             .handle = list_notices},
    Endpoint{.id = "stepClearingNotice",
             .method = "POST",
             .path = "/clearing/notices/{number}/steps",
             .summary = {"提交财政、付款、确认收款",
                         "Hands a notice to finance, pays it, confirms its receipt"},
             .rule = {.roles = kPays, .about = access::About::place},
             .effect = Effect::writes,
             .parameters = kNumber,
             .body = kNoticeStep,
             .answer = kNoticeAnswer,
             .troubles = kTroubles,
             .handle = step_notice},
    Endpoint{.id = "listRefusedBills",
             .method = "GET",
             .path = "/clearing/months/{month}/refused-bills",
             .summary = {"不予清算的账单与原因", "Bills that no month takes, and why"},
             .rule = kReadsPlace,
             .parameters = kRefusedOf,
             .answer = kRefusedBills,
             .troubles = kTroubles,
             .handle = list_refused},
};

}  // namespace

Subject clearing_notice_subject() {
    return {.id = "clearing-notices",
            .title = {"通知书与收付", "Notices and their payment"},
            .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
