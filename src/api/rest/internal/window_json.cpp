#include "api/rest/internal/window_json.h"

#include "domain/policy/vocabulary.h"

namespace yidi::rest::internal {

void write_visit(codec::JsonWriter& json, const policy::Regions& regions,
                 const app::VisitNow& now) {
    const settlement::Visit& visit = now.visit;
    json.begin_object();
    json.member("mdtrt_id", std::to_string(visit.mdtrt_id));
    json.member("psn_no", now.person.psn_no);
    json.member("psn_name", now.person.psn_name);
    write_region(json, regions, now.person.insuplc_admdvs);
    json.member("insutype", policy::code(visit.insutype));
    json.member("is_stay", visit.is_stay);
    json.member("stage", app::name(now.stage));
    json.member("med_type", visit.med_type);
    json.member("ipt_otp_no", visit.ipt_otp_no);
    json.member("dise_codg", visit.dise_codg);
    json.member("begntime", to_rfc3339(visit.begntime));
    write_time(json, "endtime", visit.endtime);
    json.key("days");
    now.days ? json.value(*now.days) : json.null();
    json.member("lines", now.lines);
    json.member("open_lines", now.open_lines);
    json.member("open_sumamt", now.open_sumamt);
    write_time(json, "held_until", now.held_until);
    json.end_object();
}

void write_settlement(codec::JsonWriter& json, const policy::Regions& regions,
                      const app::SettlementNow& now) {
    const settlement::Settlement& one = now.settlement;
    json.begin_object();
    json.member("setl_id", std::to_string(one.setl_id));
    json.member("kind", settlement::name(one.kind));
    write_id(json, "undoes", one.undoes);
    json.member("stands", now.stands);
    json.member("is_interim", one.is_interim);
    json.member("mdtrt_id", std::to_string(one.mdtrt_id));
    json.member("chrg_bchno", one.chrg_bchno);
    json.member("psn_no", now.person.psn_no);
    json.member("psn_name", now.person.psn_name);
    write_region(json, regions, one.insuplc_admdvs);
    json.member("insutype", policy::code(one.insutype));
    json.member("med_type", one.med_type);
    json.member("setl_time", to_rfc3339(one.setl_time));
    json.member("msgid", one.msgid);
    json.member("medfee_sumamt", one.info.medfee_sumamt);
    json.member("fund_pay_sumamt", one.info.fund_pay_sumamt);
    json.member("acct_pay", one.info.acct_pay);
    json.member("psn_cash_pay", one.info.psn_cash_pay);
    json.end_object();
}

}  // namespace yidi::rest::internal
