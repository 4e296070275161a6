#include "adapters/codec/statement_encoder.h"

#include <string_view>

#include "adapters/codec/internal/answer_parts.h"
#include "adapters/codec/json_writer.h"

namespace yidi::codec {
namespace {

using settlement::Settlement;
using settlement::SettlementKind;

std::string_view state_of(const payer::StatementReply& reply) {
    if (reply.settlement.kind == SettlementKind::reversed) return "reversal";
    return reply.reversed_by == 0 ? "settled" : "reversed";
}

void write_payer(JsonWriter& json, const settlement::Payer& payer) {
    json.begin_object();
    json.member("fund_pay_type", payer.fund_pay_type);
    json.member("fund_pay_type_name", payer.fund_pay_type_name);
    json.member("inscp_scp_amt", payer.inscp_scp_amt);
    json.key("crt_payb_lmt_amt");
    payer.crt_payb_lmt_amt ? json.value(*payer.crt_payb_lmt_amt) : json.null();
    json.member("fund_payamt", payer.fund_payamt);
    json.member("setl_proc_info", payer.setl_proc_info);
    json.end_object();
}

}  // namespace

std::string statement_json(const payer::StatementReply& reply) {
    const Settlement& one = reply.settlement;
    const std::int64_t other =
        one.kind == SettlementKind::reversed ? one.undoes : reply.reversed_by;
    std::string out;
    JsonWriter json{out};
    json.begin_object();
    json.member("setl_id", std::to_string(one.setl_id));
    json.member("mdtrt_id", std::to_string(one.mdtrt_id));
    json.member("psn_no", registry::psn_no_of(reply.person.insuplc_admdvs, one.pid));
    json.member("fixmedins_code", one.fixmedins_code);
    json.member("state", state_of(reply));
    json.key("other_setl_id");
    other == 0 ? json.null() : json.value(std::to_string(other));
    json.member("setl_time", to_string(one.setl_time));
    json.key("setlinfo");
    internal::write_setlinfo(json, one.info);
    json.key("setldetail");
    json.begin_array();
    for (const settlement::Payer& payer : one.payers) write_payer(json, payer);
    json.end_array();
    json.end_object();
    return out;
}

}  // namespace yidi::codec
