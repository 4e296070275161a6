#include "tests/reference/bill.h"

namespace reference {
namespace {

Q amount(const Json& from, const char* key) {
    return from.contains(key) ? fen(from[key]) : Q{0};
}

/// Whether a flag is set: true, 1 or "1".
bool flag(const Json& from, const char* key) {
    return from.contains(key) && (from[key] == true || from[key] == 1 || from[key] == "1");
}

LineAttributes attributes_of(const Json& json) {
    LineAttributes attributes;
    attributes.grade = json.value("chrgitm_lv", "03");
    attributes.restricted = flag(json, "lmt_used_flag");
    const Q without_limit = 99999900;
    if (json.contains("pric_uplmt_amt") && fen(json["pric_uplmt_amt"]) != without_limit) {
        attributes.limit = fen(json["pric_uplmt_amt"]);
    }
    if (json.contains("selfpay_prop")) attributes.share = decimal(json["selfpay_prop"]);
    return attributes;
}

Line line_of(const Json& json) {
    Line line;
    line.amount = fen(json.at("det_item_fee_sumamt"));
    line.price = amount(json, "pric");
    if (json.contains("cnt")) line.count = decimal(json["cnt"]);
    line.own = attributes_of(json);
    if (json.contains("insured")) line.insured = attributes_of(json["insured"]);
    return line;
}

void read_amounts(const Json& input, Bill& bill) {
    bill.by_lines = input.contains("feedetail");
    if (bill.by_lines) {
        for (const Json& json : input["feedetail"]) {
            bill.lines.push_back(line_of(json));
            bill.medfee += bill.lines.back().amount;
        }
        return;
    }
    const Json& fee = input.at("fee");
    bill.medfee = amount(fee, "medfee_sumamt");
    bill.first_share = amount(fee, "preselfpay_amt");
    bill.over_limit = amount(fee, "overlmt_selfpay");
    bill.in_scope = fee.size() == 1 ? bill.medfee : amount(fee, "inscp_scp_amt");
}

}  // namespace

Bill bill_of(const Json& input) {
    Bill bill;
    read_amounts(input, bill);
    bill.direct = input.value("catalog", "treating") == "treating";
    const std::string state = input.contains("psn_insu_stas") ? input["psn_insu_stas"].dump() : "1";
    bill.insured = state.find_first_of("24") == std::string::npos;
    bill.third_party = flag(input, "rel_ttp_flag");
    if (input.contains("waiting_until")) {
        bill.waiting_until = day_number(input["waiting_until"].get<std::string>());
    }
    if (input.contains("inst_open")) {
        bill.inst_open = input["inst_open"].get<std::set<std::string>>();
    }
    bill.use_account =
        !input.contains("use_acct") || (input["use_acct"] != false && input["use_acct"] != 0);
    bill.balance = amount(input, "balc");
    bill.family_balance = amount(input, "mulaid_balc");
    bill.cum = flat_cum(input.value("cum", Json::object()));
    return bill;
}

std::string counter_name(const std::string& business, const std::string& member) {
    if (business == "inpatient") return member;
    if (business == "outpatient") return "otp_" + member;
    return "by_business/" + business + "/" + member;
}

Amounts flat_cum(const Json& cum) {
    Amounts flat;
    for (const auto& [key, value] : cum.items()) {
        if (key == "ipt_cnt") {
            flat[key] = decimal(value);
        } else if (!value.is_object()) {
            flat[key] = fen(value);
        } else {
            for (const auto& [name, amount] : flat_cum(value)) {
                std::string place = key;
                flat[place.append("/").append(name)] = amount;
            }
        }
    }
    return flat;
}

Json nested_cum(const Amounts& cum) {
    Json nested = Json::object();
    const auto yuan = [](const Q& amount) {
        const Q whole = whole_below(amount / 100);
        const Q rest = amount - whole * 100;
        return whole.get_str() + "." + (rest < 10 ? "0" : "") + rest.get_str();
    };
    for (const auto& [name, amount] : cum) {
        const Json::json_pointer place{"/" + name};
        nested[place] = name == "ipt_cnt" ? Json(amount.get_num().get_si()) : Json(yuan(amount));
    }
    return nested;
}

}  // namespace reference
