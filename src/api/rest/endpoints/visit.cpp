#include <array>
#include <string>

#include "api/rest/internal/subjects.h"
#include "api/rest/internal/window_json.h"

/// One visit with its lines, settlements and messages.
namespace yidi::rest::internal {
namespace {

constexpr std::array<std::string_view, 2> kResults{"done", "undone"};
constexpr std::array kVisitParameters{
    code("fixmedins_code", "定点医药机构").must(),
    code("mdtrt_id", "就诊ID").must(),
    code("psn_no", "人员编号").must(),
};
constexpr std::array kLine{
    text("feedetl_sn", "流水号").must(),
    text("init_feedetl_sn", "退费所指的流水号").must(),
    text("chrg_bchno", "收费批次号").must(),
    value(Type::time, "fee_ocur_time", "时间").must(),
    text("med_list_codg", "目录编码").must(),
    text("medins_list_codg", "机构自己的编码").must(),
    text("name", "名称；目录中没有的为空").must(),
    value(Type::flag, "is_listed", "在目录中").must(),
    code("list_type", "目录类别").must(),
    code("med_chrgitm_type", "收费项目类别").must(),
    code("chrgitm_lv", "甲乙丙类").must(),
    text("cnt", "数量").must(),
    text("pric", "单价").must(),
    value(Type::money, "det_item_fee_sumamt", "金额").must(),
    value(Type::money, "fulamt_ownpay_amt", "全自费").must(),
    value(Type::money, "overlmt_amt", "超限价").must(),
    value(Type::money, "preselfpay_amt", "先行自付").must(),
    value(Type::money, "inscp_scp_amt", "政策范围内").must(),
    code("setl_id", "已结算在哪一笔"),
    value(Type::time, "uploaded", "上传时间").must(),
    text("opter", "经办人").must(),
};
constexpr std::array kVisitMessage{
    value(Type::time, "at", "时间").must(),
    code("infno", "交易编号；空：日志中没有").must(),
    text("what", "交易名称").must(),
    text("opter", "经办人").must(),
    code("msgid", "报文编号").must(),
    choice("result", "done 已办理，undone 已冲正", kResults).must(),
    code("setl_id", "所成的结算"),
};
constexpr std::array kOneVisit{
    object("visit", "就诊", kVisit).must(),
    list("lines", "没有撤销的明细", kLine, 10'000).must(),
    list("settlements", "各次结算与撤销", kSettlement).must(),
    list("messages", "办成它的报文，先来的在前", kVisitMessage).must(),
};
constexpr std::array kNotFound{Trouble::not_found};

std::string_view name_of(const Call& call, std::string_view infno) {
    const rest::Desk& desk = call.options().desk;
    return desk.name == nullptr ? std::string_view{} : desk.name(infno);
}

void write_line(codec::JsonWriter& json, const payer::LineView& view) {
    const settlement::PricedLine& priced = view.line.priced;
    const settlement::FeeLine& line = priced.line;
    json.begin_object();
    json.member("feedetl_sn", line.feedetl_sn);
    json.member("init_feedetl_sn", line.init_feedetl_sn);
    json.member("chrg_bchno", line.chrg_bchno);
    json.member("fee_ocur_time", to_rfc3339(line.fee_ocur_time));
    json.member("med_list_codg", line.med_list_codg);
    json.member("medins_list_codg", line.medins_list_codg);
    json.member("name", priced.name);
    json.member("is_listed", priced.is_listed);
    json.member("list_type", priced.list_type);
    json.member("med_chrgitm_type", priced.med_chrgitm_type);
    json.member("chrgitm_lv", priced.attributes.chrgitm_lv);
    json.member("cnt", to_string(line.cnt));
    json.member("pric", to_string(line.pric));
    json.member("det_item_fee_sumamt", line.det_item_fee_sumamt);
    json.member("fulamt_ownpay_amt", view.line.parts.fulamt_ownpay_amt);
    json.member("overlmt_amt", view.line.parts.overlmt_amt);
    json.member("preselfpay_amt", view.line.parts.preselfpay_amt);
    json.member("inscp_scp_amt", view.line.parts.inscp_scp_amt);
    write_id(json, "setl_id", view.setl_id);
    json.member("uploaded", to_rfc3339(view.uploaded));
    json.member("opter", view.opter);
    json.end_object();
}

Result<Done> show_visit(Call& call) {
    YIDI_TRY(const registry::Institution place, allow_institution(call));
    const Result<app::OneVisit> found =
        app::one_visit(call.session(), call.context(),
                       {.fixmedins_code = place.fixmedins_code,
                        .psn_no = call.parameters().text("psn_no"),
                        .mdtrt_id = call.parameters().text("mdtrt_id")});
    if (!found && found.error().code == ErrorCode::bad_value) {
        return call.not_found("mdtrt_id", "此人在本机构没有这次就诊");
    }
    if (!found) return fail(found.error());
    call.note(found->now.visit.pid, "visit " + std::to_string(found->now.visit.mdtrt_id));
    const policy::Regions& regions = call.book().regions();
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("visit");
    write_visit(json, regions, found->now);
    json.key("lines");
    json.begin_array();
    for (const payer::LineView& line : found->lines) write_line(json, line);
    json.end_array();
    json.key("settlements");
    json.begin_array();
    for (const app::SettlementNow& one : found->settlements) write_settlement(json, regions, one);
    json.end_array();
    json.key("messages");
    json.begin_array();
    for (const app::VisitMessage& one : found->messages) {
        json.begin_object();
        json.member("at", to_rfc3339(one.at));
        json.member("infno", one.infno);
        json.member("what", name_of(call, one.infno));
        json.member("opter", one.opter);
        json.member("msgid", one.msgid);
        json.member("result", one.is_undone ? kResults[1] : kResults[0]);
        write_id(json, "setl_id", one.setl_id);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return done;
}

constexpr std::array kEndpoints{
    Endpoint{.id = "showVisit",
             .method = "GET",
             .path = "/institutions/{fixmedins_code}/visits/{mdtrt_id}",
             .summary = {"一次就诊：明细、结算与撤销、按时间的报文",
                         "One visit with its lines, settlements and messages"},
             .rule = {.roles = access::roles(access::Role::window, access::Role::agency_reviewer,
                                             access::Role::auditor),
                      .about = access::About::place},
             .effect = Effect::reads,
             .parameters = kVisitParameters,
             .answer = kOneVisit,
             .troubles = kNotFound,
             .accesses = "visit",
             .cost = 2,
             .handle = show_visit},
};

}  // namespace

Subject visit_subject() {
    return {.id = "visit", .title = {"就诊", "Visits"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
