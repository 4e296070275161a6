#include <array>
#include <memory>

#include "api/national/internal/handler.h"
#include "api/national/internal/output.h"
#include "api/national/internal/row_writer.h"
#include "app/clearing/applications.h"
#include "app/clearing/confirmations.h"
#include "app/clearing/unmatched.h"
#include "base/region_code.h"

/// 3203, 3204, 3209A, 3260, 3261, 3262.
namespace yidi::national::internal {
namespace {

using clearing::Month;
using payer::Context;
using ports::Session;

Error no_month(const Fields& fields, std::string_view field, std::string_view rule) {
    return {.code = ErrorCode::bad_date,
            .where = "input." + std::string{fields.table().node} + '.' + std::string{field},
            .rule = std::string{rule},
            .remedy = "请按格式填写年月",
            .detail = "不是年月，收到“" + string_of(fields, field) + "”"};
}

/// 202603.
Result<Month> setlym_of(const Fields& fields) {
    constexpr std::size_t kYear = 4;
    constexpr std::size_t kSize = 6;
    const std::string text = string_of(fields, "setlym");
    if (text.size() == kSize) {
        const auto month = clearing::parse_month(text.substr(0, kYear) + '-' + text.substr(kYear));
        if (month) return *month;
    }
    return fail(no_month(fields, "setlym", "四位年、两位月，如 202603"));
}

/// trt_year and trt_month, whose 0 in front some clients leave out.
Result<Month> period_of(const Fields& fields) {
    const std::string year = string_of(fields, "trt_year");
    std::string month = string_of(fields, "trt_month");
    if (month.size() == 1) month.insert(month.begin(), '0');
    if (!clearing::parse_month(year + "-01")) {
        return fail(no_month(fields, "trt_year", "四位年，如 2026"));
    }
    if (const auto found = clearing::parse_month(year + '-' + month)) return *found;
    return fail(no_month(fields, "trt_month", "两位月，01 至 12"));
}

/// An output of one list; `write` writes its rows.
template <class Write>
std::string list_of(const Table& table, Write write) {
    std::string out;
    codec::JsonWriter writer{out};
    writer.begin_object();
    writer.key(table.node);
    writer.begin_array();
    write(writer);
    writer.end_array();
    writer.end_object();
    return out;
}

const Table& output_of(const Call& call) {
    return find_form(call.caller.infno)->output.front();
}

Result<Prepared> apply(const Call& call) {
    const Fields& fields = call.first();
    app::ApplicationRequest request{.caller = call.caller,
                                    .clr_type = string_of(fields, "clr_type"),
                                    .clr_way = string_of(fields, "clr_way"),
                                    .setlym = {},
                                    .begndate = fields.date("begndate"),
                                    .enddate = fields.date("enddate"),
                                    .theirs = {.psntime = fields.whole("psntime"),
                                               .medfee_sumamt = fields.money("medfee_sumamt"),
                                               .med_sumfee = fields.money("med_sumfee"),
                                               .fund_appy_sum = fields.money("fund_appy_sum"),
                                               .cash_payamt = fields.money("cash_payamt"),
                                               .acct_pay = fields.money("acct_pay")}};
    YIDI_TRY(request.setlym, setlym_of(fields));
    const auto summed = std::make_shared<app::ApplicationSummed>();
    const auto run = [summed, request](Session& session, const Context& context) -> Result<Done> {
        YIDI_TRY(const clearing::Application one,
                 app::apply_for_clearing(session, context, request, *summed));
        Done done;
        codec::JsonWriter writer{done.output};
        writer.begin_object();
        writer.key("result");
        writer.begin_object();
        text(writer, "clr_appy_evt_id", std::to_string(one.evt_id));
        writer.end_object();
        writer.end_object();
        if (one.sums.med_sumfee != summed->in_scope) {
            done.warn_msg = "医保认可费用总额 " + to_yuan(one.sums.med_sumfee) +
                            " 按所报保存；中心的符合政策范围金额为 " + to_yuan(summed->in_scope);
        }
        return done;
    };
    return Prepared{
        .run = run,
        .look = [summed, request](Session& session, const Context& context) -> Result<void> {
            YIDI_TRY(*summed, app::sum_application(session, context, request));
            return {};
        }};
}

Result<Prepared> withdraw(const Call& call) {
    const app::WithdrawRequest request{
        .caller = call.caller, .clr_appy_evt_id = string_of(call.first(), "clr_appy_evt_id")};
    return Prepared{[request](Session& session, const Context& context) -> Result<Done> {
        YIDI_TRY(const app::Withdrawn done, app::withdraw_application(session, context, request));
        return Done{.output = std::string{kEmptyOutput},
                    .warn_msg = done.before ? "此前已经撤销" : ""};
    }};
}

Result<Prepared> unmatched(const Call& call) {
    const Fields& fields = call.first();
    app::UnmatchedQuery query{.caller = call.caller,
                              .clr_type = string_of(fields, "clr_type"),
                              .begndate = fields.date("begndate"),
                              .enddate = fields.date("enddate"),
                              .clr_optins = {}};
    if (fields.has("clr_optins")) {
        const Result<RegionCode> area = parse_region_code(fields.text("clr_optins"));
        if (!area) {
            return fail(Error{.code = ErrorCode::bad_region,
                              .where = "input.data.clr_optins",
                              .rule = "六位数字的医保区划",
                              .remedy = "请填写结算返回的 clr_optins",
                              .detail = "清算经办机构不是医保区划代码，收到“" +
                                        string_of(fields, "clr_optins") + "”"});
        }
        query.clr_optins = area->number();
    }
    const Table& table = output_of(call);
    const auto run = [query, &table](Session& session, const Context& context) -> Result<Done> {
        YIDI_TRY(const auto rows, app::unmatched_settlements(session, context, query));
        return Done{list_of(table, [&](codec::JsonWriter& writer) {
            for (const app::Unmatched& one : rows) {
                RowWriter row{writer, table};
                for (const char* name : {"setl_id", "setlId"}) {
                    row.text(name, std::to_string(one.setl_id));
                }
                for (const char* name : {"insu_admdvs", "insuAdmdvs"}) {
                    row.text(name, std::to_string(one.insuplc_admdvs));
                }
            }
        })};
    };
    return Prepared{.run = run, .reads_only = true};
}

std::string details_output(const Table& table, const std::vector<app::ClearingDetail>& rows) {
    return list_of(table, [&](codec::JsonWriter& writer) {
        for (const app::ClearingDetail& one : rows) {
            RowWriter row{writer, table};
            row.number("seqno", one.seqno);
            row.text("mdtrtarea", std::to_string(one.bill.mdtrtarea_admvs));
            row.text("medins_no", one.bill.fixmedins_code);
            row.text("certno", one.certno);
            row.text("mdtrt_id", std::to_string(one.mdtrt_id));
            row.time("mdtrt_setl_time", one.setl_time);
            row.text("setl_sn", std::to_string(one.bill.setl_id));
            row.text("fulamt_advpay_flag", one.fulamt_advpay_flag);
            row.exact("medfee_sumamt", to_yuan(one.bill.medfee_sumamt));
            row.exact("optins_pay_sumamt", to_yuan(one.bill.fund_pay_sumamt));
        }
    });
}

/// Logged, because it tells of persons; looked up beside the writer, because it may be long.
Result<Prepared> fetch(const Call& call) {
    const Fields& fields = call.first();
    app::DetailsQuery query{.fixmedins_code = call.caller.fixmedins_code,
                            .month = {},
                            .startrow = fields.whole("startrow")};
    YIDI_TRY(query.month, period_of(fields));
    const auto rows = std::make_shared<std::vector<app::ClearingDetail>>();
    const Table& table = output_of(call);
    return Prepared{
        .run = [rows, &table](Session&, const Context&) -> Result<Done> {
            return Done{details_output(table, *rows)};
        },
        .look = [rows, query](Session& session, const Context& context) -> Result<void> {
            YIDI_TRY(*rows, app::clearing_details(session, context, query));
            return {};
        }};
}

std::string told(const app::ConfirmReply& reply) {
    if (reply.again == 0) return {};
    return "其中 " + std::to_string(reply.again) + " 行此前已经同样确认过，以本次为准";
}

Result<Prepared> confirm(const Call& call) {
    const Fields& fields = call.first();
    const std::vector<Fields>& rows = call.nodes.back();
    app::ConfirmRequest request{
        .caller = call.caller, .month = {}, .otransid = call.inf_refmsgid, .rows = {}};
    YIDI_TRY(request.month, period_of(fields));
    if (fields.whole("totalrow") != std::ssize(rows)) {
        return fail(Error{.code = ErrorCode::inconsistent,
                          .where = "input.data.totalrow",
                          .rule = "等于 detail 的行数",
                          .remedy = "请核对 totalrow，或补齐 detail",
                          .detail = "总行数为 " + std::to_string(fields.whole("totalrow")) +
                                    "，detail 有 " + std::to_string(rows.size()) + " 行"});
    }
    for (const Fields& row : rows) {
        request.rows.push_back({.certno = string_of(row, "certno"),
                                .mdtrt_id = string_of(row, "mdtrt_id"),
                                .mdtrt_setl_time = row.instant("mdtrt_setl_time"),
                                .setl_sn = string_of(row, "setl_sn"),
                                .medfee_sumamt = row.money("medfee_sumamt"),
                                .optins_pay_sumamt = row.money("optins_pay_sumamt"),
                                .is_in = row.flag("cnfm_flag")});
    }
    return Prepared{[request](Session& session, const Context& context) -> Result<Done> {
        YIDI_TRY(const app::ConfirmReply reply, app::confirm_details(session, context, request));
        return Done{.output = std::string{kEmptyOutput},
                    .warn_msg = told(reply),
                    .inf_refmsgid = request.otransid};
    }};
}

Result<Prepared> take_back(const Call& call) {
    const Fields& fields = call.first();
    app::UndoConfirmationRequest request{
        .caller = call.caller, .month = {}, .otransid = string_of(fields, "otransid")};
    YIDI_TRY(request.month, period_of(fields));
    return Prepared{[request](Session& session, const Context& context) -> Result<Done> {
        YIDI_TRY(const app::UndoneConfirmation undone,
                 app::undo_confirmation(session, context, request));
        return Done{.output = std::string{kEmptyOutput},
                    .warn_msg = undone.before ? "没有尚未回退的确认" : ""};
    }};
}

}  // namespace

std::span<const Handler> clearing_handlers() {
    static constexpr std::array kHandlers{
        Handler{"3203", apply}, Handler{"3204", withdraw}, Handler{"3209A", unmatched},
        Handler{"3260", fetch}, Handler{"3261", confirm},  Handler{"3262", take_back},
    };
    return kHandlers;
}

}  // namespace yidi::national::internal
