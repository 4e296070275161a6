#include "tests/property/case_generator.h"

#include <algorithm>

#include "base/date.h"
#include "tests/property/pack_generator.h"

namespace yidi::property {
namespace {

constexpr std::int64_t kFirstDay = 19'700;  // 2023-12-09
constexpr std::int64_t kLastDay = 20'300;   // 2025-07-31

void collect(const Json& value, std::vector<std::int64_t>& amounts) {
    if (value.is_number()) {
        const std::string text = value.dump();
        const std::size_t point = text.find('.');
        std::string cents = point == std::string::npos ? "" : text.substr(point + 1);
        cents.resize(2, '0');
        amounts.push_back(std::stoll(text.substr(0, point) + cents));
    } else if (value.is_structured()) {
        for (const Json& inner : value) collect(inner, amounts);
    }
}

}  // namespace

std::vector<std::int64_t> amounts_of(const Json& pack) {
    std::vector<std::int64_t> amounts{0, 1, 100000};
    for (const Json& scheme : pack.at("schemes")) collect(scheme, amounts);
    std::sort(amounts.begin(), amounts.end());
    amounts.erase(std::unique(amounts.begin(), amounts.end()), amounts.end());
    return amounts;
}

std::string CaseWriter::day(std::int64_t number) {
    return to_string(Date::from_days(number));
}

std::int64_t CaseWriter::amount() {
    const int kind = static_cast<int>(random_.between(1, 100));
    if (kind <= 6) return 0;
    if (kind <= 8) return 1;
    if (kind <= 35) {
        const std::int64_t sum =
            random_.pick(points_) + (random_.percent(40) ? random_.pick(points_) : 0);
        return std::clamp<std::int64_t>(sum + random_.between(-1, 1), 0, 40'000'000);
    }
    if (kind <= 60) return random_.between(0, 300'000);
    if (kind <= 90) return random_.between(0, 5'000'000);
    return random_.between(0, 40'000'000);
}

std::int64_t CaseWriter::part_of(std::int64_t total) {
    return random_.percent(50) ? 0 : random_.between(0, total / 4);
}

Json CaseWriter::money(std::int64_t fen) {
    const Json number = yuan(fen);
    return random_.percent(30) ? Json(number.dump()) : number;
}

bool CaseWriter::leave_open(int chance) {
    if (may_open_ == 0 || !random_.percent(chance)) return false;
    --may_open_;
    return true;
}

void CaseWriter::state_or_open(const char* key, const Json& value, int chance, bool may_ask) {
    if (!leave_open(chance)) {
        case_[key] = value;
    } else if (may_ask && random_.percent(60)) {
        case_[key] = "?";
    }
}

void CaseWriter::person() {
    const bool employee = random_.percent(50);
    const std::string type =
        employee ? random_.pick({"11", "12"}) : random_.pick({"14", "15", "16"});
    if (!leave_open(3)) case_["psn_type"] = random_.percent(90) ? type : type + "01";
    if (!case_.contains("psn_type") || random_.percent(60)) {
        if (!leave_open(4)) case_["insutype"] = employee ? "310" : "390";
    }
    state_or_open("insu_tier", random_.pick({"1", "2", "3"}), 8);
    state_or_open(
        "age", random_.pick(std::vector<std::int64_t>{0, 30, 44, 45, 54, 55, 59, 60, 69, 70, 90}),
        8);
    state_or_open("insured_months",
                  random_.pick(std::vector<std::int64_t>{0, 5, 6, 11, 12, 15, 16, 21, 22}), 8);
    state_or_open("retire_date",
                  random_.pick({"2000-12-31", "2001-01-01", "2010-06-30", "2010-07-01"}), 8);
    state_or_open("civil_rank", random_.pick({"bureau", "clerk"}), 8);
    Json identities = Json::array();
    if (random_.percent(40)) {
        identities.push_back(random_.pick({"low_income", "civil_servant", "student"}));
    }
    if (random_.percent(10)) identities = {"low_income", "civil_servant"};
    state_or_open("psn_idet", identities, 8);
    if (random_.percent(4)) case_["psn_insu_stas"] = random_.percent(50) ? 2 : 4;
    if (random_.percent(30)) case_["psn_insu_stas"] = 1;
}

void CaseWriter::place() {
    if (!random_.percent(1)) {
        const std::string home = random_.percent(98) ? kHome : "360100";
        case_["insuplc_admdvs"] = random_.percent(80) || home != kHome ? home : "130102";
    }
    if (leave_open(4)) return;
    case_["mdtrtarea_admvs"] =
        random_.percent(35)
            ? random_.pick({"130100", "130102"})
            : random_.pick({"130200", "130202", "120000", "120101", "110000", "440300"});
}

void CaseWriter::visit() {
    if (random_.percent(60)) {
        case_["med_type"] = random_.pick({"21", "21", "21", "24", "22", "52"});
    } else if (random_.percent(97)) {
        case_["med_type"] =
            random_.pick({"11", "13", "14", "14", "140101", "15", "9216", "41", "51"});
    } else if (random_.percent(50)) {
        case_["med_type"] = "99";
    }
    if (!leave_open(8)) case_["dise_codg"] = random_.pick({"M03900", "M03901", "M01600", "M99999"});
    state_or_open("recognised", random_.percent(75), 10);
    if (random_.percent(60)) state_or_open("er_flag", random_.percent(30), 10);
    if (random_.percent(5)) case_["trum_flag"] = true;
    if (random_.percent(2)) case_["rel_ttp_flag"] = random_.percent(80) ? Json(true) : Json("1");
    if (random_.percent(10)) case_["catalog"] = "insured";
}

void CaseWriter::hospital() {
    state_or_open("hosp_lv", random_.pick({"01", "01", "02", "03", "05", "07", "08", "10", "11"}),
                  12);
    Json attributes = Json::array();
    for (const char* name : {"primary_care", "province_owned", "non_designated", "teaching"}) {
        if (random_.percent(20)) attributes.push_back(name);
    }
    state_or_open("inst_attr", attributes, 8, false);
    if (!leave_open(8)) case_["fixmedins_code"] = random_.pick({"H1", "H2", "H3"});
    if (random_.percent(12)) {
        Json open = Json::array();
        for (const char* name :
             {"inpatient", "outpatient", "chronic", "pharmacy", "dual_channel", "maternity"}) {
            if (random_.percent(75)) open.push_back(name);
        }
        case_["inst_open"] = open;
    }
}

void CaseWriter::filing() {
    if (random_.percent(15)) {
        case_["filing"] = nullptr;
        return;
    }
    if (leave_open(20)) {
        if (random_.percent(50)) case_["filing"] = "?";
        return;
    }
    Json filing{{"kind", random_.pick({"resettled_retiree", "long_term_resident", "posted_worker",
                                       "referral", "emergency", "other_temporary"})}};
    const std::string area = case_.value("mdtrtarea_admvs", "120000");
    const std::int64_t where = random_.between(1, 100);
    if (where <= 60) filing["place"] = area;
    if (where > 60 && where <= 75) filing["place"] = area.substr(0, 2) + "0000";
    if (where > 75 && where <= 85) {
        filing["place"] = random_.pick({"440300", "130200", "110000", "440000"});
    }
    if (random_.percent(40)) {
        filing["begndate"] =
            day(random_.percent(85) ? begin_ - random_.between(0, 400) : begin_ + 1);
    }
    if (random_.percent(40)) {
        filing["enddate"] =
            day(random_.percent(85) ? begin_ + random_.between(0, 400) : begin_ - 1);
    }
    if (filing.contains("begndate") && filing.contains("enddate") &&
        filing["enddate"] < filing["begndate"]) {
        filing.erase("enddate");
    }
    if (random_.percent(12)) filing["promise"] = random_.percent(70);
    case_["filing"] = filing;
}

void CaseWriter::dates() {
    begin_ = random_.between(kFirstDay, kLastDay);
    if (random_.percent(25)) begin_ = 19'905 + random_.between(-3, 3);  // Around 2024-07-01.
    if (random_.percent(8)) begin_ = 20'088 - random_.between(0, 12);   // Around the end of a year.
    if (random_.percent(3)) begin_ = 18'993 + random_.between(-40, 200);  // Around the first rules.
    end_ = begin_ + (random_.percent(20) ? 0 : random_.between(0, random_.percent(20) ? 70 : 14));
    const bool stay =
        case_.contains("med_type") && (case_["med_type"] < "30" && case_["med_type"] > "20");
    if (!stay && random_.percent(70)) end_ = begin_;
    switch (leave_open(4) ? 9 : random_.between(1, 8)) {
        case 9: return;
        case 1:
            case_["setl_date"] = day(begin_);
            end_ = begin_;
            return;
        case 2:
            case_["begndate"] = day(begin_);
            end_ = begin_;
            return;
        case 3:
            case_["enddate"] = day(begin_);
            end_ = begin_;
            return;
        case 4:
        case 5: case_["setl_date"] = day(end_ + random_.between(0, 20)); break;
        default: break;
    }
    case_["begndate"] = day(begin_);
    case_["enddate"] = day(end_);
    if (random_.percent(3)) case_["waiting_until"] = day(begin_ + random_.between(-1, 1));
}

void CaseWriter::totals() {
    const std::int64_t in = amount();
    Json fee = Json::object();
    if (random_.percent(20)) {
        fee["medfee_sumamt"] = money(in);
        case_["fee"] = fee;
        return;
    }
    const std::int64_t first = part_of(in + 1000);
    const std::int64_t over = part_of(in + 1000);
    const std::int64_t own = part_of(in + 1000);
    fee["inscp_scp_amt"] = money(in);
    if (first > 0) fee["preselfpay_amt"] = money(first);
    if (over > 0) fee["overlmt_selfpay"] = money(over);
    if (own > 0 && random_.percent(50)) fee["fulamt_ownpay_amt"] = money(own);
    fee["medfee_sumamt"] = money(in + first + over + own);
    case_["fee"] = fee;
}

Json CaseWriter::attributes() {
    Json attributes = Json::object();
    if (random_.percent(95)) {
        attributes["chrgitm_lv"] = random_.pick({"01", "01", "02", "02", "03"});
    }
    if (random_.percent(60)) {
        attributes["selfpay_prop"] = random_.pick({"0", "0.1", "0.15", "0.333333", "1"});
    }
    if (random_.percent(30)) {
        attributes["pric_uplmt_amt"] =
            random_.percent(20) ? Json(999999) : money(random_.between(0, 60'000));
    }
    if (random_.percent(10)) attributes["lmt_used_flag"] = random_.percent(60) ? 1 : 0;
    return attributes;
}

Json CaseWriter::line() {
    Json line = attributes();
    // Counts in quarters and prices in whole fen times four: the product has no third decimal.
    const std::int64_t quarters = random_.between(1, 40);
    const std::int64_t price = random_.between(0, random_.percent(20) ? 200'000 : 10'000) * 4;
    const std::int64_t total = quarters * price / 4;
    static const std::vector<std::string> kFractions{"", ".25", ".5", ".75"};
    line["cnt"] = Json::parse(std::to_string(quarters / 4) +
                              kFractions[static_cast<std::size_t>(quarters % 4)]);
    line["pric"] = yuan(price);
    line["det_item_fee_sumamt"] = yuan(total > 0 && random_.percent(20) ? total - 1 : total);
    if (random_.percent(40)) line["insured"] = attributes();
    return line;
}

void CaseWriter::lines() {
    Json all = Json::array();
    const std::int64_t count = random_.between(1, 4);
    for (std::int64_t i = 0; i < count; ++i) all.push_back(line());
    case_["feedetail"] = all;
}

void CaseWriter::add_some(Json& counter, const std::vector<std::string>& members, int chance) {
    if (counter.is_null()) counter = Json::object();
    for (const std::string& member : members) {
        if (random_.percent(chance)) counter[member] = money(amount() / 4);
    }
}

void CaseWriter::add_by_business(Json& counters, const std::vector<std::string>& members) {
    for (const char* business : {"chronic", "pharmacy", "dual_channel", "maternity"}) {
        if (random_.percent(40)) add_some(counters["by_business"][business], members, 70);
    }
}

void CaseWriter::add_counters(Json& cum, const char* kind, const std::vector<std::string>& keys) {
    for (const std::string& key : keys) {
        if (!random_.percent(25)) continue;
        Json& counter = cum[kind][key];
        add_some(counter, {"dedc", "pool", "otp_dedc", "otp_pool"}, 50);
        if (random_.percent(40)) add_by_business(counter, {"dedc", "pool"});
    }
}

void CaseWriter::cum() {
    if (random_.percent(35)) return;
    Json cum = Json::object();
    for (const char* key : {"dedc",
                            "scope",
                            "pool",
                            "otp_dedc",
                            "otp_scope",
                            "otp_pool",
                            "overcap",
                            "large",
                            "scope_self",
                            "serious",
                            "civil_base",
                            "civil",
                            "enterprise_base",
                            "enterprise",
                            "aid_base",
                            "aid",
                            "tilt_base",
                            "tilt",
                            "disabled_base",
                            "disabled",
                            "other_base",
                            "other"}) {
        if (random_.percent(30)) cum[key] = money(amount());
    }
    if (random_.percent(40)) add_by_business(cum, {"dedc", "scope", "pool"});
    const std::string month = day(end_).substr(0, 7);
    const std::string other = day(end_ - 31).substr(0, 7);
    add_counters(cum, "by_hosp", {"H1", "H2", "H3"});
    add_counters(cum, "by_month", {month, other});
    add_counters(cum, "by_dise", {"M03900", "M03901", "M01600"});
    for (const char* layer : {"city", "union"}) {
        if (random_.percent(25)) add_some(cum["by_layer"][layer], {"base", "paid"}, 50);
    }
    if (random_.percent(60)) cum["ipt_cnt"] = random_.between(0, 5);
    case_["cum"] = cum;
}

void CaseWriter::account() {
    if (random_.percent(50)) case_["balc"] = money(amount() / 4);
    if (random_.percent(25)) case_["mulaid_balc"] = money(amount() / 4);
    if (random_.percent(15)) case_["use_acct"] = random_.percent(40);
}

void CaseWriter::previous() {
    Json stay{{"relation", random_.percent(40) ? "interim" : "transfer"}};
    if (!leave_open(15)) stay["hosp_lv"] = random_.pick({"01", "02", "05", "08"});
    if (!leave_open(10)) stay["dedc"] = money(random_.pick(points_));
    if (random_.percent(85)) stay["enddate"] = day(begin_ - random_.between(0, 8));
    case_["prev"] = stay;
}

Json CaseWriter::write() {
    case_ = Json::object();
    may_open_ = random_.percent(60) ? 0 : static_cast<int>(random_.between(1, 3));
    person();
    place();
    visit();
    dates();
    hospital();
    filing();
    if (random_.percent(70)) {
        totals();
    } else {
        lines();
    }
    cum();
    account();
    const bool stay =
        case_.contains("med_type") && (case_["med_type"] == "21" || case_["med_type"] == "52");
    if (stay && random_.percent(15)) previous();
    const bool counted = case_.contains("cum") && case_["cum"].contains("ipt_cnt");
    if (counted) {
        if (random_.percent(40)) case_["ipt_cnt"] = case_["cum"]["ipt_cnt"].get<int>() + 1;
        if (case_.contains("prev") && random_.percent(30) && case_["cum"]["ipt_cnt"] > 0) {
            case_["ipt_cnt"] = case_["cum"]["ipt_cnt"];
        }
    } else {
        state_or_open("ipt_cnt", random_.pick(std::vector<int>{1, 1, 2, 3, 4, 7}), 12);
    }
    if (random_.percent(10)) case_["mid_setl_flag"] = random_.percent(50);
    return case_;
}

Json CaseWriter::next_bill(const Json& before, const Json& cum) {
    const std::int64_t last = end_;
    Json bill = write();
    for (const char* key : {"insuplc_admdvs", "insutype", "psn_type", "insu_tier", "age",
                            "insured_months", "retire_date", "civil_rank", "psn_idet"}) {
        bill.erase(key);
        if (before.contains(key)) bill[key] = before[key];
    }
    for (const char* key :
         {"cum", "ipt_cnt", "prev", "waiting_until", "setl_date", "begndate", "enddate"}) {
        bill.erase(key);
    }
    if (random_.percent(60)) bill["med_type"] = before.value("med_type", "21");
    begin_ = last + random_.between(0, 5);
    end_ = begin_ + random_.between(0, 10);
    bill["begndate"] = day(begin_);
    bill["enddate"] = day(end_);
    bill["cum"] = cum;
    case_ = bill;
    may_open_ = random_.percent(20) ? 1 : 0;
    const std::string type = bill.value("med_type", "");
    if ((type == "21" || type == "22" || type == "52") && random_.percent(65)) {
        previous();
        case_["prev"]["enddate"] = day(last);
        if (before.contains("hosp_lv") && before["hosp_lv"] != "?") {
            case_["prev"]["hosp_lv"] = before["hosp_lv"];
        }
    }
    return case_;
}

}  // namespace yidi::property
