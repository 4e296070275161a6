#include "api/national/internal/output.h"

#include <algorithm>
#include <array>

#include "api/national/codes.h"
#include "api/national/internal/output_words.h"

namespace yidi::national::internal {
namespace {

using codec::JsonWriter;

constexpr std::string_view kOwnExpense = "03";
constexpr std::string_view kNoLimit = "999999";

/// The first day as an instant: midnight in China.
Instant midnight(Date day) {
    return *parse_instant(to_string(day));
}

void write_insurances(JsonWriter& writer, const payer::PersonReply& reply, Instant now) {
    const std::vector<std::string> identities = registry::names_on(reply.identities, now.date());
    const bool is_named_civil = std::ranges::find(identities, "civil_servant") != identities.end();
    writer.key("insuinfo");
    writer.begin_array();
    for (const registry::Insurance& one : reply.insurances) {
        writer.begin_object();
        amount(writer, "balc", one.insutype == policy::Insutype::employee ? reply.balc : Money{});
        text(writer, "insutype", policy::code(one.insutype));
        text(writer, "psn_type", one.psn_type);
        text(writer, "psn_insu_stas", std::to_string(one.psn_insu_stas));
        day(writer, "psn_insu_date", one.psn_insu_date);
        day(writer, "paus_insu_date", one.paus_insu_date);
        flag(writer, "cvlserv_flag", is_named_civil || !one.civil_rank.empty());
        text(writer, "insuplc_admdvs", std::to_string(one.insuplc_admdvs));
        text(writer, "emp_name", one.emp_name);
        writer.end_object();
    }
    writer.end_array();
}

/// National codes have three digits at most; a pack's own name is told in the remark.
void write_identities(JsonWriter& writer, const std::vector<registry::Identity>& all) {
    constexpr std::size_t kCodeMax = 3;
    constexpr std::string_view kOther = "999";
    writer.key("idetinfo");
    writer.begin_array();
    for (const registry::Identity& one : all) {
        const bool is_code = one.psn_idet_type.size() <= kCodeMax;
        writer.begin_object();
        text(writer, "psn_idet_type", is_code ? std::string_view{one.psn_idet_type} : kOther);
        text(writer, "psn_type_lv", one.psn_type_lv);
        text(writer, "memo", is_code ? std::string_view{} : std::string_view{one.psn_idet_type});
        time(writer, "begntime", midnight(one.begndate));
        time(writer, "endtime", one.enddate ? std::optional{midnight(*one.enddate)} : std::nullopt);
        writer.end_object();
    }
    writer.end_array();
}

/// feedetl_sn … inscp_scp_amt, then the codes of the catalogue.
void write_amounts(JsonWriter& writer, const payer::LineReply& reply) {
    const settlement::PricedLine& priced = reply.priced;
    exact(writer, "cnt", to_string(priced.line.cnt));
    exact(writer, "pric", to_string(priced.line.pric));
    amount(writer, "det_item_fee_sumamt", priced.line.det_item_fee_sumamt);
    const auto& limit = priced.attributes.pric_uplmt_amt;
    exact(writer, "pric_uplmt_amt", limit ? to_string(*limit) : std::string{kNoLimit});
    exact(writer, "selfpay_prop", to_string(priced.attributes.selfpay_prop));
    amount(writer, "fulamt_ownpay_amt", reply.parts.fulamt_ownpay_amt);
    amount(writer, "overlmt_amt", reply.parts.overlmt_amt);
    amount(writer, "preselfpay_amt", reply.parts.preselfpay_amt);
    amount(writer, "inscp_scp_amt", reply.parts.inscp_scp_amt);
    text(writer, "chrgitm_lv",
         priced.attributes.chrgitm_lv.empty() ? kOwnExpense
                                              : std::string_view{priced.attributes.chrgitm_lv});
    text(writer, "med_chrgitm_type",
         priced.med_chrgitm_type.empty() ? std::string_view{"14"}
                                         : std::string_view{priced.med_chrgitm_type});
    flag(writer, "lmt_used_flag", priced.attributes.lmt_used_flag);
}

void nothings(JsonWriter& writer, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) nothing(writer, name);
}

std::string_view remark(const settlement::PricedLine& priced) {
    return priced.is_listed ? std::string_view{} : "目录中没有该项目，按全自费处理";
}

/// What the hospital said itself.
std::string_view said(const payer::LineView& view, std::string_view name) {
    const std::size_t place = payer::line_text_place(name);
    YIDI_ASSERT(place < view.texts.size());
    return view.texts[place];
}

void said(JsonWriter& writer, const payer::LineView& view,
          std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) text(writer, name, said(view, name));
}

void write_line_view(JsonWriter& writer, const payer::LineView& view, std::string_view mdtrt_id) {
    const settlement::PricedLine& priced = view.line.priced;
    writer.begin_object();
    text(writer, "mdtrt_id", mdtrt_id);
    text(writer, "setl_id", view.setl_id == 0 ? std::string{} : std::to_string(view.setl_id));
    text(writer, "feedetl_sn", priced.line.feedetl_sn);
    said(writer, view, {"rx_drord_no", "med_type"});
    time(writer, "fee_ocur_time", priced.line.fee_ocur_time);
    said(writer, view, {"sin_dos_dscr", "used_frqu_dscr"});
    if (const std::string_view days = said(view, "prd_days"); days.empty()) {
        nothing(writer, "prd_days");
    } else {
        exact(writer, "prd_days", std::string{days});
    }
    said(writer, view, {"medc_way_dscr"});
    write_amounts(writer, view.line);
    nothings(writer, {"hilist_code"});
    text(writer, "hilist_name", priced.name);
    text(writer, "list_type", priced.list_type);
    text(writer, "med_list_codg", priced.line.med_list_codg);
    text(writer, "medins_list_codg", priced.line.medins_list_codg);
    nothings(writer, {"medins_list_name", "prodname", "spec", "dosform_name"});
    said(writer, view,
         {"bilg_dept_codg", "bilg_dept_name", "bilg_dr_codg", "bilg_dr_name", "acord_dept_codg",
          "acord_dept_name", "orders_dr_code", "orders_dr_name"});
    nothings(writer, {"hosp_prep_flag"});
    text(writer, "hosp_appr_flag", priced.line.hosp_appr_flag);
    said(writer, view, {"tcmdrug_used_way"});
    nothings(writer, {"prodplac_type", "bas_medn_flag", "hi_nego_drug_flag", "chld_medc_flag"});
    said(writer, view, {"etip_flag", "etip_hosp_code", "dscg_tkdrug_flag"});
    nothings(writer, {"list_sp_item_flag"});
    said(writer, view, {"matn_fee_flag"});
    nothings(writer, {"drt_reim_flag"});
    const std::string_view memo = said(view, "memo");
    text(writer, "memo", memo.empty() ? remark(priced) : memo);
    text(writer, "opter_id", view.opter);
    text(writer, "opter_name", view.opter_name);
    time(writer, "opt_time", view.uploaded);
    said(writer, view, {"dise_codg", "rx_circ_flag", "exp_content"});
    text(writer, "init_feedetl_sn", priced.line.init_feedetl_sn);
    text(writer, "chrg_bchno", priced.line.chrg_bchno);
    writer.end_object();
}

}  // namespace

std::string person_output(const payer::PersonReply& reply, Instant now) {
    std::string out;
    JsonWriter writer{out};
    writer.begin_object();
    writer.key("baseinfo");
    writer.begin_object();
    person(writer, {.psn_no = reply.psn_no, .person = reply.person, .day = now.date()});
    writer.end_object();
    write_insurances(writer, reply, now);
    write_identities(writer, reply.identities);
    writer.end_object();
    return out;
}

std::string entitlement_output(const std::vector<payer::Entitlement>& rows) {
    std::string out;
    JsonWriter writer{out};
    writer.begin_object();
    writer.key("trtinfo");
    writer.begin_array();
    for (const payer::Entitlement& row : rows) {
        writer.begin_object();
        text(writer, "psn_no", row.psn_no);
        text(writer, "trt_chk_type", "01");
        text(writer, "fund_pay_type", row.fund_pay_type);
        flag(writer, "trt_enjymnt_flag", row.trt_enjymnt_flag);
        day(writer, "begndate", row.begndate);
        day(writer, "enddate", row.enddate);
        text(writer, "trt_chk_rslt", row.trt_chk_rslt);
        writer.end_object();
    }
    writer.end_array();
    writer.end_object();
    return out;
}

void fee_rows(JsonWriter& writer, std::string_view node,
              const std::vector<payer::LineReply>& lines) {
    writer.key(node);
    writer.begin_array();
    for (const payer::LineReply& line : lines) {
        writer.begin_object();
        text(writer, "feedetl_sn", line.priced.line.feedetl_sn);
        write_amounts(writer, line);
        nothings(writer, {"bas_medn_flag", "hi_nego_drug_flag", "chld_medc_flag",
                          "list_sp_item_flag", "drt_reim_flag"});
        text(writer, "memo", remark(line.priced));
        writer.end_object();
    }
    writer.end_array();
}

std::string fee_output(const std::vector<payer::LineReply>& lines) {
    std::string out;
    JsonWriter writer{out};
    writer.begin_object();
    fee_rows(writer, "result", lines);
    writer.end_object();
    return out;
}

std::string fee_view_output(const std::vector<payer::LineView>& lines, std::string_view mdtrt_id) {
    std::string out;
    JsonWriter writer{out};
    writer.begin_array();
    for (const payer::LineView& view : lines) {
        write_line_view(writer, view, mdtrt_id);
    }
    writer.end_array();
    return out;
}

std::string accumulators_output(const std::vector<payer::AccumulatorRow>& rows) {
    std::string out;
    JsonWriter writer{out};
    writer.begin_object();
    writer.key("cuminfo");
    writer.begin_array();
    for (const payer::AccumulatorRow& row : rows) {
        writer.begin_object();
        text(writer, "insutype", policy::code(row.insutype));
        text(writer, "year", std::to_string(row.year));
        text(writer, "cum_ym", row.cum_ym);
        text(writer, "cum_type_code", row.cum_type_code);
        if (row.is_count) {
            number(writer, "cum", row.count);
        } else {
            amount(writer, "cum", row.amount);
        }
        writer.end_object();
    }
    writer.end_array();
    writer.end_object();
    return out;
}

std::string totals_output(const payer::TotalsReply& reply, std::uint32_t setl_optins) {
    std::string out;
    JsonWriter writer{out};
    writer.begin_object();
    writer.key("stmtinfo");
    writer.begin_object();
    text(writer, "setl_optins", std::to_string(setl_optins));
    text(writer, "stmt_rslt", kStmtRslt.codes[reply.equal ? 0 : 1].value);
    text(writer, "stmt_rslt_dscr", reply.dscr);
    writer.end_object();
    writer.end_object();
    return out;
}

}  // namespace yidi::national::internal
