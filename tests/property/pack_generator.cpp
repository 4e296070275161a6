#include "tests/property/pack_generator.h"

#include <functional>

#include "tests/property/pack_rows.h"
#include "tests/property/pack_values.h"

namespace yidi::property {
namespace {

const std::vector<std::string> kBusinesses{"inpatient", "outpatient",   "chronic",
                                           "pharmacy",  "dual_channel", "maternity"};

Json source(const std::string& from) {
    return {{"document", "rules"}, {"article", "unknown"}, {"from", from}, {"grade", "K"}};
}

/// One scheme, parameter by parameter.
class SchemeWriter {
public:
    SchemeWriter(Random& random, std::string insutype, std::string business)
        : random_{random},
          insutype_{std::move(insutype)},
          business_{std::move(business)},
          rows_{random, insutype_, business_ == "inpatient" || business_ == "maternity"},
          values_{random} {}

    Json write();

private:
    using Value = std::function<Json()>;

    /// Without conditions and dates, in some packs.
    void plain(const std::string& parameter, int chance, const Value& value) {
        if (random_.percent(chance)) rules_[parameter] = value();
    }
    /// With conditions, covering part of the combinations.
    void partial(const std::string& parameter, int chance, const Value& value) {
        if (random_.percent(chance)) rules_[parameter] = rows_.rule(value, {.complete = false});
    }
    /// With conditions, covering all.
    void complete(const std::string& parameter, const Value& value) {
        rules_[parameter] = rows_.rule(value, {.complete = true, .unknown_percent = 2});
    }
    Value word(std::initializer_list<const char*> words) {
        const std::vector<std::string> list{words.begin(), words.end()};
        return [this, list] { return Json(random_.pick(list)); };
    }

    void gate();
    void deductible();
    void pool();
    void cap();
    void account();
    Json chain();
    Json layer(const std::string& id, std::vector<std::string>& earlier);
    void layer_rules(Json& element, const std::string& id, const std::vector<std::string>& earlier);

    Random& random_;
    std::string insutype_;
    std::string business_;
    RowWriter rows_;
    ValueWriter values_;
    Json rules_ = Json::object();
};

void SchemeWriter::gate() {
    plain("policy_date", 75, word({"admission", "discharge", "settlement"}));
    plain("benefit_year_start", 20, word({"01-01", "07-01"}));
    plain("year_crossing", 40, word({"by_discharge", "by_admission", "settle_at_year_end"}));
    plain("top_level", 60, word({"none", "hosp_lv_01", "province_owned"}));
    plain("undo_rule", 60, word({"block", "recompute"}));
    partial("catalogue_direct", 30, word({"treating", "insured"}));
    partial("catalogue_manual", 30, word({"treating", "insured"}));
    if (random_.percent(40)) {
        rules_["level_map"] = rows_.rule(word({"primary", "secondary", "tertiary", "top"}),
                                         {.complete = false, .first = "level"});
    }
    if (random_.percent(15)) {
        rules_["gate"] =
            rows_.rule(word({"open", "reject"}), {.complete = false, .needs_split = true});
    }
    partial("unfiled_direct", 40, word({"reject", "pay"}));
    if (business_ == "chronic") {
        partial("unrecognised", 60, word({"reject", "ordinary_outpatient"}));
    }
}

void SchemeWriter::deductible() {
    const Value way = word({"none", "per_stay", "per_year", "per_hospital_year", "per_quarter",
                            "per_month", "yearly_top_up", "yearly_sum_limit"});
    const bool one_way = random_.percent(75);
    rules_["deductible_way"] = one_way ? way() : rows_.rule(way, {.complete = true});
    if (!one_way || rules_["deductible_way"] != "none") {
        complete("deductible", [this] { return values_.deductible(); });
    }
    partial("deductible_nth", 50, [this] { return values_.nth(); });
    partial("deductible_factor", 25, [this] {
        return Json(random_.pick({"0.5", "2", "0.333333", "1.2"}));
    });
    const bool sum = !one_way || rules_["deductible_way"] == "yearly_sum_limit";
    partial("deductible_limit", sum ? 80 : 15, [this] {
        return values_.limit({50000, 100000, 150050});
    });
    partial("deductible_again_days", 15, [this] { return values_.count({7, 10, 30}); });
    for (const char* merge :
         {"merge_interim", "merge_transfer_up", "merge_transfer_same", "merge_transfer_down"}) {
        partial(merge, 55, word({"new", "none", "difference"}));
    }
    partial("merge_within_days", 30, [this] { return values_.count({1, 3, 7}); });
}

void SchemeWriter::pool() {
    partial("first_pay", 40, [this] {
        return Json(random_.pick({"none", "0.1", "0.20", "0.05", "0.333333"}));
    });
    partial("first_pay_order", 40, word({"before_deductible", "after_deductible"}));
    complete("ratio", [this] { return values_.ratio(); });
    partial("band_basis", 50, word({"net", "gross"}));
    partial("band_count", 50, word({"per_stay", "per_year"}));
    partial("ratio_adjust", 45, [this] { return values_.adjust(); });
    if (random_.percent(75)) {
        rules_["remote_ratio"] =
            rows_.rule([this] { return values_.remote(); },
                       {.complete = random_.percent(70), .unknown_percent = 4, .first = "filing"});
    }
    partial("rounding_place", 50, word({"per_band", "on_sum"}));
    partial("rounding_mode", 60, word({"half_up", "half_even", "down"}));
    partial("floor", 30, [this] {
        return Json(random_.pick({"none", "0.3", "0.45", "0.5", "0.6"}));
    });
    partial("floor_base", 40, word({"net", "in_scope"}));
}

void SchemeWriter::cap() {
    complete("cap", [this] { return values_.cap(); });
    partial("cap_basis", 40, word({"fund_paid", "in_scope"}));
    partial("cap_counts", 30, word({"own", "joint"}));
    plain("year_counter", 45,
          word({"own", "inpatient", "outpatient", "chronic", "pharmacy", "dual_channel",
                "maternity"}));
    partial("cap_visit", 12, [this] { return values_.limit({10000, 50000, 200001}); });
    partial("cap_month", 12, [this] { return values_.limit({10000, 30000, 200000}); });
    partial("cap_quarter", 12, [this] { return values_.limit({20000, 60000, 300000}); });
    partial("disease_limit", 12, [this] { return values_.limit({30000, 100000, 500000}); });
}

void SchemeWriter::account() {
    partial("account_covers", 40, [this] { return values_.account_set(); });
    partial("account_first", 30, [this] { return Json(random_.percent(60)); });
    partial("account_remote", 30, word({"allowed", "refused"}));
}

void SchemeWriter::layer_rules(Json& element, const std::string& id,
                               const std::vector<std::string>& earlier) {
    Json rules = Json::object();
    const auto part = [&](const char* parameter, int chance, const Value& value) {
        if (random_.percent(chance)) rules[parameter] = rows_.rule(value, {.complete = false});
    };
    rules["ratio"] = rows_.rule([this] { return values_.layer_ratio(); },
                                {.complete = true, .unknown_percent = 1});
    part("threshold", id == "serious" || id == "tilt" ? 85 : 30, [this] {
        return values_.amount({0, 100000, 300000, 1200000, 3000001});
    });
    part("threshold_factor", 25, [this] { return Json(random_.pick({"0.5", "1", "0.333333"})); });
    part("adjust", 30, [this] { return values_.adjust(); });
    part("limit", 45, [this] { return values_.layer_limit(); });
    part("limit_includes", 30, [this, &earlier] {
        std::vector<std::string> all{"pool", "outpatient_pool"};
        all.insert(all.end(), earlier.begin(), earlier.end());
        return values_.some_of(all, 0);
    });
    element["rules"] = rules;
}

Json SchemeWriter::layer(const std::string& id, std::vector<std::string>& earlier) {
    static const std::map<std::string, std::pair<std::string, std::vector<std::string>>> kUsual{
        {"large", {"hifob_pay", {"over_cap"}}},
        {"serious", {"hifmi_pay", {"over_cap", "deductible", "coinsurance"}}},
        {"civil", {"cvlserv_pay", {"coinsurance", "deductible"}}},
        {"enterprise", {"hifes_pay", {"coinsurance"}}},
        {"aid", {"maf_pay", {"deductible", "coinsurance", "over_cap"}}},
        {"tilt", {"maf_pay", {"deductible", "coinsurance"}}},
        {"disabled", {"hifdm_pay", {"coinsurance", "preselfpay"}}},
        {"other", {"oth_pay", {"overlmt", "ownpay"}}},
        {"city", {"oth_pay", {"coinsurance", "first_pay"}}},
        {"union", {"hifes_pay", {"over_cap", "coinsurance"}}}};
    const auto& [field, counts] = kUsual.at(id);
    Json element{{"id", id}, {"name", id}, {"field", field}, {"fund_pay_type", "330100"}};
    element["counts"] = counts;
    if (random_.percent(30)) {
        element["counts"] = values_.some_of({"over_cap", "deductible", "coinsurance", "first_pay",
                                             "preselfpay", "overlmt", "ownpay"},
                                            1);
    }
    if (random_.percent(10)) element["counts"] = Json::array({"in_scope"});
    if (random_.percent(id == "serious" ? 90 : 35)) element["by"] = "year";
    if (random_.percent(60)) element["banding"] = random_.pick({"net", "gross", "whole"});
    layer_rules(element, id, earlier);
    earlier.push_back(id);
    return element;
}

Json SchemeWriter::chain() {
    std::vector<std::string> ids{"large", "serious",  "civil", "enterprise", "aid",
                                 "tilt",  "disabled", "other", "city",       "union"};
    if (random_.percent(70)) ids = {"large", "serious", "civil", "aid", "tilt"};
    random_.shuffle(ids);
    Json layers = Json::array();
    std::vector<std::string> earlier;
    const std::int64_t count = random_.between(0, 4);
    for (std::int64_t i = 0; i < count; ++i) {
        layers.push_back(layer(ids[static_cast<std::size_t>(i)], earlier));
    }
    return layers;
}

Json SchemeWriter::write() {
    Json scheme{{"insutype", insutype_}, {"business", business_}, {"source", source("2022-01-01")}};
    gate();
    deductible();
    pool();
    cap();
    account();
    scheme["rules"] = rules_;
    const Json layers = chain();
    if (!layers.empty()) scheme["chain"] = layers;
    return scheme;
}

Json pack_head(const std::string& id) {
    return {
        {"yidi_pack", 1},
        {"id", id},
        {"name", "random"},
        {"version", 1},
        {"known_since", "2026-01-01"},
        {"documents", {{"rules", {{"number", "unknown"}, {"title", "unknown"}, {"seen", "K"}}}}}};
}

Json random_defaults(Random& random) {
    Json defaults = Json::object();
    const auto sometimes = [&](const char* key, const Json& value) {
        if (random.percent(6)) defaults[key] = value;
    };
    sometimes("psn_idet", Json::array());
    sometimes("inst_attr", Json::array({"primary_care"}));
    sometimes("insu_tier", "1");
    sometimes("civil_rank", "bureau");
    sometimes("age", 40);
    sometimes("insured_months", 24);
    sometimes("retire_date", "2005-06-01");
    sometimes("recognised", true);
    sometimes("er_flag", false);
    sometimes("ipt_cnt", 2);
    sometimes("hosp_lv", "02");
    return defaults;
}

}  // namespace

Json random_frame(Random& random) {
    Json frame = pack_head("100000");
    frame["schemes"] = Json::array();
    for (const std::string insutype : {"310", "390"}) {
        for (const std::string& business : kBusinesses) {
            Json scheme{{"insutype", insutype}, {"business", business}};
            scheme["source"] = source("2019-01-01");
            Json less{{"points", {{"low", "0"}, {"high", "0.10"}}}};
            Json rows = Json::array();
            const Json unknown = "not said";
            rows.push_back({{"filing", "long_term"}, {"value", "none"}});
            rows.push_back(
                {{"filing", Json::array({"home", "referral", "emergency"})}, {"value", less}});
            less["points"]["high"] = "0.20";
            rows.push_back({{"filing", "other_temporary"}, {"value", less}});
            if (random.percent(50)) {
                rows.push_back({{"filing", "unfiled"}, {"unknown", unknown}});
            } else {
                rows.push_back({{"filing", "unfiled"}, {"value", {{"points", "0.20"}}}});
            }
            scheme["rules"] = {{"remote_ratio", rows}};
            if (random.percent(15)) {
                scheme.erase("source");
                scheme.erase("rules");
                scheme["unknown"] = unknown;
            }
            frame["schemes"].push_back(scheme);
        }
    }
    Json corridor{{"id", "capital"}, {"name", "capital"}};
    corridor["regions"] = {"110000", "120000", "130000"};
    corridor["business"] = Json::array({"outpatient", "pharmacy"});
    if (random.percent(50)) corridor["business"].push_back("inpatient");
    corridor["source"] = source(random.pick({"2019-01-01", "2024-07-01"}));
    if (random.percent(20)) corridor["source"]["to"] = "2024-10-01";
    frame["corridors"] = Json::array({corridor});
    Json pressure{
        {"id", "hypertension"}, {"name", "hypertension"}, {"source", source("2019-01-01")}};
    pressure["codes"] = {"M03900", "M03901"};
    frame["disease_groups"] = Json::array({pressure});
    return frame;
}

Json random_pack(Random& random) {
    Json pack = pack_head(kHome);
    pack["defaults"] = random_defaults(random);
    pack["schemes"] = Json::array();
    for (const std::string insutype : {"310", "390"}) {
        for (const std::string& business : kBusinesses) {
            if (random.percent(4)) {
                pack["schemes"].push_back({{"insutype", insutype},
                                           {"business", business},
                                           {"unknown", "no table gives it"}});
            } else {
                pack["schemes"].push_back(SchemeWriter{random, insutype, business}.write());
            }
        }
    }
    return pack;
}

}  // namespace yidi::property
