#include "adapters/render/statement_of.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "adapters/codec/json_tree.h"
#include "domain/explain/labels.h"
#include "domain/registry/hospital_level.h"

namespace yidi::render {
namespace {

using payer::StatementReply;
using settlement::Settlement;
using settlement::SettlementKind;

Coded region(const policy::Regions& regions, std::uint32_t code) {
    std::string words{regions.name(regions.pooling_area(code))};
    if (const std::string_view own = regions.name(code); own != words) words += own;
    return {.code = std::to_string(code), .words = std::move(words)};
}

template <class Kind>
Coded coded(std::string_view code, std::optional<Kind> kind) {
    return {.code = std::string{code},
            .words = kind ? std::string{explain::label(*kind).zh} : std::string{}};
}

std::string hospital_level(std::string_view code) {
    const auto* const known =
        std::ranges::find(registry::kHospitalLevels, code, &registry::HospitalLevel::code);
    return known == registry::kHospitalLevels.end() ? std::string{code} : std::string{known->name};
}

/// "440300@1 0123456789abcdef 1" in words.
std::string basis_of(const std::string& computed_by) {
    const std::size_t pack = computed_by.find(' ');
    const std::size_t engine = computed_by.rfind(' ');
    if (pack == std::string::npos || engine == pack) return computed_by;
    return "政策包 " + computed_by.substr(0, pack) + "（摘要 " +
           computed_by.substr(pack + 1, engine - pack - 1) + "），计算程序版次 " +
           computed_by.substr(engine + 1);
}

/// What a visit's message says under the first of these names, in whichever of its parts; of
/// several diagnoses the first.
std::string said(const codec::JsonNode& input, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
        for (const codec::JsonNode* part = input.first; part != nullptr; part = part->next) {
            const bool is_list = part->kind == codec::JsonKind::list && part->first != nullptr;
            const codec::JsonNode* const found = (is_list ? part->first : part)->member(name);
            if (found != nullptr && found->kind == codec::JsonKind::text && !found->text.empty()) {
                return std::string{found->text};
            }
        }
    }
    return {};
}

void set_state(const StatementReply& reply, Statement& page) {
    const Settlement& one = reply.settlement;
    if (one.kind == SettlementKind::reversed) {
        page.state = StatementState::reversal;
        page.other_setl_id = one.undoes;
    } else if (reply.reversed_by != 0) {
        page.state = StatementState::reversed;
        page.other_setl_id = reply.reversed_by;
    }
    for (const Settlement& row : reply.corrections) {
        page.corrections.push_back({.setl_id = row.setl_id,
                                    .at = row.setl_time,
                                    .fund_pay_sumamt = row.info.fund_pay_sumamt,
                                    .psn_part_amt = row.info.psn_part_amt});
    }
}

void set_visit(const StatementReply& reply, Statement& page) {
    const settlement::Visit& visit = reply.visit;
    page.mdtrt_id = visit.mdtrt_id;
    page.ipt_otp_no = visit.ipt_otp_no;
    page.dise_codg = visit.dise_codg;
    page.is_stay = visit.is_stay;
    page.begndate = visit.begntime.date();
    for (const std::string& message : reply.told) {
        codec::JsonTree tree;
        const auto input = tree.read(message);
        if (!input) continue;
        if (page.ward.empty()) {
            page.ward = said(**input, {"dscg_dept_name", "adm_dept_name", "dept_name"});
        }
        if (page.diagnosis.empty()) {
            page.diagnosis =
                said(**input, {"dscg_maindiag_name", "diag_name", "dise_name", "adm_diag_dscr"});
        }
    }
}

void set_lines(const StatementReply& reply, Statement& page) {
    for (const payer::LineReply& line : reply.lines) {
        const settlement::FeeLine& fee = line.priced.line;
        page.lines.push_back({.med_chrgitm_type = line.priced.med_chrgitm_type,
                              .name = line.priced.name,
                              .med_list_codg = fee.med_list_codg,
                              .chrgitm_lv = line.priced.attributes.chrgitm_lv,
                              .cnt = fee.cnt,
                              .pric = fee.pric,
                              .det_item_fee_sumamt = fee.det_item_fee_sumamt,
                              .preselfpay_amt = line.parts.preselfpay_amt,
                              .fulamt_ownpay_amt = line.parts.fulamt_ownpay_amt});
    }
}

}  // namespace

Statement statement_of(const StatementReply& reply, const policy::Regions& regions) {
    constexpr std::uint32_t kProvince = 10'000;
    const Settlement& one = reply.settlement;
    Statement page;
    set_state(reply, page);
    set_visit(reply, page);
    set_lines(reply, page);
    page.institution = {.code = one.fixmedins_code, .words = reply.institution.fixmedins_name};
    page.treating_region = region(regions, one.mdtrtarea_admvs);
    page.psn_name = reply.person.personal.psn_name;
    page.certno = reply.person.personal.certno;
    page.psn_no = registry::psn_no_of(reply.person.insuplc_admdvs, one.pid);
    page.insured_region = region(regions, one.insuplc_admdvs);
    page.is_remote =
        regions.pooling_area(one.insuplc_admdvs) != regions.pooling_area(one.mdtrtarea_admvs);
    page.is_province = one.insuplc_admdvs / kProvince == one.mdtrtarea_admvs / kProvince;
    page.insutype = coded(policy::code(one.insutype), std::optional{one.insutype});
    page.psn_type = coded(one.psn_type, policy::person_of(one.psn_type));
    page.cvlserv_flag = one.cvlserv_flag;
    if (reply.filing) page.filing = explain::label(*reply.filing).zh;
    page.med_type = coded(one.med_type, policy::business_of(one.med_type));
    page.is_interim = one.is_interim;
    page.enddate = one.until;
    page.setl_id = one.setl_id;
    page.chrg_bchno = one.chrg_bchno;
    page.msgid = one.msgid;
    page.setl_time = one.setl_time;
    page.opter = reply.opter;
    page.clr_type = one.clr_type;
    page.hosp_lv = hospital_level(reply.institution.hosp_lv);
    page.computed_by = basis_of(one.computed_by);
    page.year = one.year;
    page.info = one.info;
    page.payers = one.payers;
    page.cum = reply.cum;
    return page;
}

}  // namespace yidi::render
