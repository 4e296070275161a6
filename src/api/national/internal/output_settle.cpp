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

void write_place(JsonWriter& writer, const payer::SettlementReply& reply,
                 const policy::Regions& regions) {
    const Settlement& one = reply.settlement;
    text(writer, "insu_optins", std::to_string(one.insuplc_admdvs));
    nothing(writer, "emp_name");
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
    nothing(writer, "mdtrt_cert_type");
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
    nothing(writer, "flxempe_flag");
    nothing(writer, "nwb_flag");
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
    for (const char* name : {"dise_name", "invono", "opter_id", "opter_name"}) {
        nothing(writer, name);
    }
    time(writer, "opt_time", one.setl_time);
    writer.end_object();
    payers(writer, one);
    writer.end_object();
    return out;
}

}  // namespace yidi::national::internal
