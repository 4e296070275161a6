#include "adapters/codec/claim_encoder.h"

#include <string>

namespace yidi::codec {
namespace {

void append_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
    json.key(name);
    json.begin_array();
    for (const std::string& one : texts) json.value(one);
    json.end_array();
}

void append_reasons(JsonWriter& json, const claim::Claim& claim) {
    json.key("refused_lines");
    json.begin_array();
    for (const claim::RefusedLine& one : claim.refused) {
        json.begin_object();
        json.member("line", one.line);
        json.member("reason", claim::name(one.reason));
        json.member("words", one.words);
        json.end_object();
    }
    json.end_array();
    json.key("reasons");
    json.begin_array();
    for (const claim::Reason reason : claim.reasons) json.value(claim::name(reason));
    json.end_array();
}

void append_decision(JsonWriter& json, const claim::Claim& claim) {
    json.key("decision");
    if (!claim.decision) return json.null();
    const claim::Decision& one = *claim.decision;
    json.begin_object();
    json.member("setl_id", std::to_string(one.setl_id));
    json.member("claimed", one.claimed);
    json.member("refused", one.refused);
    json.member("amount", one.amount);
    json.member("differences", one.differences);
    json.member("to_pay", one.to_pay);
    json.member("four_eyes", one.four_eyes);
    json.end_object();
}

/// "**** 0001".
std::string masked(const std::string& number) {
    constexpr std::size_t kShown = 4;
    if (number.size() <= kShown) return "****";
    return "**** " + number.substr(number.size() - kShown);
}

void append_place(JsonWriter& json, const claim::StatedPlace& place) {
    json.key("place");
    json.begin_object();
    json.key("mdtrtarea_admvs");
    place.mdtrtarea_admvs == 0 ? json.null() : json.value(std::to_string(place.mdtrtarea_admvs));
    json.member("fixmedins_code", place.fixmedins_code);
    json.member("fixmedins_name", place.fixmedins_name);
    json.member("hosp_lv", place.hosp_lv);
    json.end_object();
}

void append_line(JsonWriter& json, const adjudication::Line& line) {
    json.begin_object();
    json.member("med_list_codg", line.med_list_codg);
    json.member("medins_list_name", line.medins_list_name);
    const bool priced = claim::is_priced(line);
    json.member("cnt", priced ? to_string(line.cnt) : std::string{});
    json.member("pric", priced ? to_string(line.pric) : std::string{});
    json.member("det_item_fee_sumamt", line.det_item_fee_sumamt);
    json.key("fee_ocur_time");
    line.fee_ocur_time ? json.value(*line.fee_ocur_time) : json.null();
    json.key("insured");
    if (!line.insured) {
        json.null();
    } else {
        json.begin_object();
        json.member("chrgitm_lv", line.insured->chrgitm_lv);
        json.member("selfpay_prop", to_string(line.insured->selfpay_prop));
        json.key("pric_uplmt_amt");
        line.insured->pric_uplmt_amt ? json.value(to_string(*line.insured->pric_uplmt_amt))
                                     : json.null();
        json.member("lmt_used_flag", line.insured->lmt_used_flag);
        json.end_object();
    }
    json.end_object();
}

}  // namespace

void append_claim(JsonWriter& json, const claim::Claim& claim) {
    json.begin_object();
    json.member("claim", claim.id);
    json.member("kind", claim::name(claim.kind));
    json.key("refers_to");
    claim.refers_to == 0 ? json.null() : json.value(claim.refers_to);
    json.member("channel", claim::name(claim.channel));
    json.member("phase", claim::name(claim.phase));
    json.member("is_over", claim::is_over(claim));
    json.member("area", std::to_string(claim.area));
    json.member("begndate", claim.begndate);
    json.member("enddate", claim.enddate);
    json.member("is_stay", claim.is_stay);
    json.member("fixmedins_code", claim.fixmedins_code);
    json.member("claimed", claim.claimed);
    append_texts(json, "papers", claim.papers);
    append_reasons(json, claim);
    append_decision(json, claim);
    json.member("ordered", claim.ordered);
    json.member("bank_reference", claim.bank_reference);
    json.end_object();
}

void append_account(JsonWriter& json, const claim::BankAccount& account, AccountShown shown) {
    json.begin_object();
    json.member("holder", account.holder);
    json.member("bank", account.bank);
    const bool is_whole = shown == AccountShown::whole || account.number.empty();
    json.member("number", is_whole ? account.number : masked(account.number));
    json.end_object();
}

void append_statement(JsonWriter& json, const claim::Statement& said, AccountShown shown) {
    json.begin_object();
    json.member("insutype", policy::code(said.insutype));
    json.member("med_type", said.med_type);
    append_place(json, said.place);
    json.member("begndate", said.begndate);
    json.member("enddate", said.enddate);
    json.member("dise_codg", said.dise_codg);
    json.key("er_flag");
    said.er_flag ? json.value(*said.er_flag) : json.null();
    json.member("trum_flag", said.trum_flag);
    json.member("rel_ttp_flag", said.rel_ttp_flag);
    json.member("by_agent", said.circumstances.by_agent);
    json.member("card_unusable", said.circumstances.card_unusable);
    json.member("dual_channel", said.circumstances.dual_channel);
    json.member("referral", said.circumstances.referral);
    json.member("third_party_unpaid", said.circumstances.third_party_unpaid);
    json.member("third_party_unknown", said.circumstances.third_party_unknown);
    json.member("manl_reim_rea", said.manl_reim_rea);
    json.key("lines");
    json.begin_array();
    for (const adjudication::Line& line : said.lines) append_line(json, line);
    json.end_array();
    json.key("invoices");
    json.begin_array();
    for (const claim::Invoice& one : said.invoices) {
        json.begin_object();
        json.member("number", one.number);
        json.member("day", one.day);
        json.member("amount", one.amount);
        json.member("is_paper", one.is_paper);
        json.end_object();
    }
    json.end_array();
    json.key("account");
    append_account(json, said.account, shown);
    json.end_object();
}

}  // namespace yidi::codec
