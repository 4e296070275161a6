#include "adapters/codec/json_tree.h"
#include "api/national/fields.h"
#include "api/national/internal/output.h"
#include "api/national/internal/output_words.h"

namespace yidi::national::internal {
namespace {

using codec::JsonWriter;
using settlement::Settlement;

constexpr std::string_view kByItem = "1";  // clr_way: 按项目.

std::string id_text(std::int64_t id) {
    return id == 0 ? std::string{} : std::to_string(id);
}

std::string psn_no_of(const payer::SettleReply& reply) {
    return registry::psn_no_of(reply.person.insuplc_admdvs, reply.settlement.pid);
}

/// Where the fund that pays is cleared: the insured pooling area.
std::string clr_optins(const Settlement& one, const policy::Regions& regions) {
    return std::to_string(regions.pooling_area(one.insuplc_admdvs));
}

/// 4 another province, 3 another pooling area of the province, 2 at home.
std::string_view pay_loc(const Settlement& one, const policy::Regions& regions) {
    constexpr std::uint32_t kProvince = 10'000;
    if (regions.pooling_area(one.insuplc_admdvs) == regions.pooling_area(one.mdtrtarea_admvs)) {
        return "2";
    }
    return one.insuplc_admdvs / kProvince == one.mdtrtarea_admvs / kProvince ? "3" : "4";
}

}  // namespace

std::string settle_output(const payer::SettleReply& reply, const SettleView& view) {
    const Settlement& one = reply.settlement;
    const bool is_trial = one.setl_id == 0;
    std::string out;
    JsonWriter writer{out};
    writer.begin_object();
    writer.key("setlinfo");
    writer.begin_object();
    text(writer, "mdtrt_id", id_text(one.mdtrt_id));
    text(writer, "setl_id", id_text(one.setl_id));
    const std::string psn_no = psn_no_of(reply);
    person(writer, {.psn_no = psn_no, .person = reply.person, .day = one.setl_time.date()});
    text(writer, "insutype", policy::code(one.insutype));
    text(writer, "psn_type", one.psn_type);
    flag(writer, "cvlserv_flag", one.cvlserv_flag);
    time(writer, "setl_time", is_trial ? std::nullopt : std::optional{one.setl_time});
    text(writer, "mdtrt_cert_type", view.mdtrt_cert_type);
    text(writer, "med_type", one.med_type);
    fund_amounts(writer, one.info);
    amount(writer, "psn_part_amt", one.info.psn_part_amt);
    amount(writer, "acct_pay", one.info.acct_pay);
    amount(writer, "psn_cash_pay", one.info.psn_cash_pay);
    amount(writer, "balc", one.info.balc);
    amount(writer, "acct_mulaid_pay", one.info.acct_mulaid_pay);
    text(writer, "medins_setl_id", one.msgid);
    text(writer, "clr_optins", is_trial ? std::string{} : clr_optins(one, view.regions));
    text(writer, "clr_way", kByItem);
    text(writer, "clr_type", one.clr_type);
    writer.end_object();
    payers(writer, one);
    if (view.lines != nullptr) fee_rows(writer, "detlcutinfo", *view.lines);
    writer.end_object();
    return out;
}

std::string reverse_output(const payer::SettleReply& reply, const SettleView& view) {
    const Settlement& one = reply.settlement;
    std::string out;
    JsonWriter writer{out};
    writer.begin_object();
    writer.key("setlinfo");
    writer.begin_object();
    text(writer, "mdtrt_id", id_text(one.mdtrt_id));
    text(writer, "setl_id", id_text(one.setl_id));
    const std::string psn_no = psn_no_of(reply);
    // Real answers carry the person too.
    person(writer, {.psn_no = psn_no, .person = reply.person, .day = one.setl_time.date()});
    text(writer, "insutype", policy::code(one.insutype));
    text(writer, "med_type", one.med_type);
    text(writer, "clr_optins", clr_optins(one, view.regions));
    text(writer, "clr_way", kByItem);
    text(writer, "clr_type", one.clr_type);
    time(writer, "setl_time", one.setl_time);
    fund_amounts(writer, one.info);
    amount(writer, "psn_part_amt", one.info.psn_part_amt);
    amount(writer, "acct_pay", one.info.acct_pay);
    amount(writer, "psn_cash_pay", one.info.psn_cash_pay);
    amount(writer, "pdn_cash_pay", one.info.psn_cash_pay);
    // As 2103 names the two.
    amount(writer, "psn_pay", one.info.psn_part_amt);
    amount(writer, "cash_payamt", one.info.psn_cash_pay);
    amount(writer, "balc", one.info.balc);
    amount(writer, "acct_mulaid_pay", one.info.acct_mulaid_pay);
    text(writer, "medins_setl_id", one.msgid);
    text(writer, "refd_setl_flag", "1");
    writer.end_object();
    payers(writer, one);
    writer.end_object();
    return out;
}

namespace {

/// Flags that four digits of a type tell; two digits leave them open.
void flags_of_type(JsonWriter& writer, std::string_view psn_type) {
    constexpr std::size_t kDetailed = 4;
    if (psn_type.size() != kDetailed) {
        nothing(writer, "flxempe_flag");
        return nothing(writer, "nwb_flag");
    }
    // 灵活就业人员在职、灵活就业退休; 新生儿.
    flag(writer, "flxempe_flag", psn_type == "1103" || psn_type == "1203");
    flag(writer, "nwb_flag", psn_type == "1401");
}

/// The name that the visit's own texts give to its disease.
std::string dise_name_of(const settlement::Visit& visit) {
    codec::JsonTree tree;
    const auto details = tree.read(visit.details);
    if (!details || visit.dise_codg.empty()) return {};
    for (const codec::JsonNode* node = (*details)->first; node != nullptr; node = node->next) {
        const codec::JsonNode* code = node->member("dise_codg");
        const codec::JsonNode* name = node->member("dise_name");
        const bool is_same = code != nullptr && code->text == visit.dise_codg;
        if (is_same && !says_nothing(name)) return std::string{name->text};
    }
    return {};
}

void write_place(JsonWriter& writer, const payer::SettlementReply& reply,
                 const policy::Regions& regions) {
    const Settlement& one = reply.settlement;
    text(writer, "insu_optins", std::to_string(one.insuplc_admdvs));
    text(writer, "emp_name", reply.emp_name);
    text(writer, "pay_loc", pay_loc(one, regions));
    text(writer, "fixmedins_code", one.fixmedins_code);
    text(writer, "fixmedins_name", reply.institution.fixmedins_name);
    text(writer, "hosp_lv", reply.institution.hosp_lv);
    text(writer, "fixmedins_poolarea",
         std::to_string(regions.pooling_area(reply.institution.admdvs)));
    nothing(writer, "lmtpric_hosp_lv");
    text(writer, "dedc_hosp_lv", reply.institution.hosp_lv);
    day(writer, "begndate", reply.visit.begntime.date());
    day(writer, "enddate", one.until);
    time(writer, "setl_time", one.setl_time);
    text(writer, "mdtrt_cert_type", reply.mdtrt_cert_type);
    text(writer, "med_type", one.med_type);
    text(writer, "clr_type", one.clr_type);
    text(writer, "clr_way", kByItem);
    text(writer, "clr_optins", clr_optins(one, regions));
}

}  // namespace

std::string settlement_output(const payer::SettlementReply& reply, const policy::Regions& regions) {
    const Settlement& one = reply.settlement;
    std::string out;
    JsonWriter writer{out};
    writer.begin_object();
    writer.key("setlinfo");
    writer.begin_object();
    text(writer, "setl_id", id_text(one.setl_id));
    text(writer, "mdtrt_id", id_text(one.mdtrt_id));
    const std::string psn_no = registry::psn_no_of(reply.person.insuplc_admdvs, one.pid);
    person(writer, {.psn_no = psn_no, .person = reply.person, .day = one.setl_time.date()});
    text(writer, "insutype", policy::code(one.insutype));
    text(writer, "psn_type", one.psn_type);
    flag(writer, "cvlserv_flag", one.cvlserv_flag);
    flags_of_type(writer, one.psn_type);
    write_place(writer, reply, regions);
    fund_amounts(writer, one.info);
    amount(writer, "psn_pay", one.info.psn_part_amt);
    amount(writer, "acct_pay", one.info.acct_pay);
    amount(writer, "cash_payamt", one.info.psn_cash_pay);
    amount(writer, "balc", one.info.balc);
    amount(writer, "acct_mulaid_pay", one.info.acct_mulaid_pay);
    text(writer, "medins_setl_id", one.msgid);
    flag(writer, "refd_setl_flag", one.kind == settlement::SettlementKind::reversed);
    text(writer, "year", std::to_string(one.year));
    text(writer, "dise_codg", reply.visit.dise_codg);
    text(writer, "dise_name", dise_name_of(reply.visit));
    text(writer, "invono", reply.invono);
    text(writer, "opter_id", reply.opter);
    text(writer, "opter_name", reply.opter_name);
    time(writer, "opt_time", one.setl_time);
    writer.end_object();
    payers(writer, one);
    writer.end_object();
    return out;
}

}  // namespace yidi::national::internal
