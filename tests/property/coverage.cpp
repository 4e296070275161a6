#include "tests/property/coverage.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <vector>

#include "tests/property/differential.h"

namespace yidi::property {
namespace {

struct Words {
    const char* variation;
    const char* parameter;
    std::vector<const char*> words;  ///< the first is the default
};

const std::vector<Words>& word_parameters() {
    static const std::vector<Words> kAll{
        {"V1", "policy_date", {"discharge", "admission", "settlement"}},
        {"V2", "catalogue_direct", {"treating", "insured"}},
        {"V2", "catalogue_manual", {"insured", "treating"}},
        {"V3", "first_pay_order", {"before_deductible", "after_deductible"}},
        {"V5",
         "deductible_way",
         {"none", "per_stay", "per_year", "per_hospital_year", "per_quarter", "per_month",
          "yearly_top_up", "yearly_sum_limit"}},
        {"V7", "band_basis", {"net", "gross"}},
        {"V7", "band_count", {"per_stay", "per_year"}},
        {"V10", "rounding_place", {"per_band", "on_sum"}},
        {"V10", "rounding_mode", {"half_up", "half_even", "down"}},
        {"V11", "floor_base", {"net", "in_scope"}},
        {"V12", "cap_basis", {"fund_paid", "in_scope"}},
        {"V12", "cap_counts", {"own", "joint"}},
        {"V12",
         "year_counter",
         {"own", "inpatient", "outpatient", "chronic", "pharmacy", "dual_channel", "maternity"}},
        {"V16", "account_remote", {"allowed", "refused"}}};
    return kAll;
}

const std::vector<Words>& merge_parameters() {
    static const std::vector<Words> kAll{
        {"V6", "merge_interim", {"new", "none", "difference"}},
        {"V6", "merge_transfer_up", {"new", "none", "difference"}},
        {"V6", "merge_transfer_same", {"new", "none", "difference"}},
        {"V6", "merge_transfer_down", {"new", "none", "difference"}},
        {"V17", "undo_rule", {"block", "recompute"}}};
    return kAll;
}

/// Forms of a value, told apart by the key of the object.
const std::vector<Words>& form_parameters() {
    static const std::vector<Words> kAll{
        {"V3", "first_pay", {"none", "rate"}},
        {"V4", "level_map", {"itself", "mapped"}},
        {"V5", "deductible", {"amount", "percent", "low", "either"}},
        {"V5", "deductible_nth", {"none", "factor", "minus", "minus_share", "falling"}},
        {"V8", "ratio_adjust", {"none", "points", "share"}},
        {"V9", "remote_ratio", {"frame", "none", "points", "factor", "interval", "either"}},
        {"V11", "floor", {"none", "rate"}},
        {"V16", "account_first", {"false", "true"}}};
    return kAll;
}

std::vector<Json> values_of(const Json& rule) {
    const Json& rows = rule.is_object() && rule.contains("rows") ? rule["rows"] : rule;
    if (!rows.is_array() || rows.empty() || !rows.front().is_object()) return {rule};
    std::vector<Json> values;
    for (const Json& row : rows) {
        if (row.contains("value")) values.push_back(row["value"]);
    }
    return values;
}

std::string form_of(const std::string& parameter, const Json& value) {
    if (parameter == "level_map") return "mapped";
    if (value.is_boolean()) return value.dump();
    if (value.is_object()) {
        if (value.contains("points") && value["points"].is_object()) return "interval";
        if (value.contains("falling")) return "falling";
        for (const char* key :
             {"minus_share", "minus", "percent", "low", "either", "factor", "points", "share"}) {
            if (value.contains(key)) return key;
        }
    }
    if (value == "none") return "none";
    return parameter == "deductible" ? "amount" : "rate";
}

std::string name_of(const Words& words, const std::string& value) {
    return std::string{words.variation} + " " + words.parameter + " " + value;
}

void add_words(const std::vector<Words>& list, const Json& rules, bool forms,
               std::set<std::string>& found) {
    for (const Words& words : list) {
        if (!rules.contains(words.parameter)) {
            found.insert(name_of(words, words.words.front()));
            continue;
        }
        for (const Json& value : values_of(rules[words.parameter])) {
            found.insert(
                name_of(words, forms ? form_of(words.parameter, value) : value.get<std::string>()));
        }
    }
}

void add_layers(const Json& chain, std::set<std::string>& found) {
    found.insert("V15 layers " + std::to_string(chain.size()));
    std::map<std::string, std::size_t> place;
    for (std::size_t i = 0; i < chain.size(); ++i) {
        const Json& layer = chain[i];
        place[layer["id"]] = i;
        found.insert("V14 banding " + layer.value("banding", "net") + " by " +
                     layer.value("by", "stay"));
        for (const Json& word : layer["counts"]) {
            found.insert("V13 counts " + word.get<std::string>());
        }
    }
    if (!place.contains("civil") || !place.contains("aid")) return;
    found.insert(place["civil"] < place["aid"] ? "V15 civil before aid" : "V15 aid before civil");
}

}  // namespace

const std::set<std::string>& variations() {
    static const std::set<std::string> kAll = [] {
        std::set<std::string> names{"V15 civil before aid", "V15 aid before civil"};
        for (const auto* list : {&word_parameters(), &merge_parameters(), &form_parameters()}) {
            for (const Words& words : *list) {
                for (const char* word : words.words) names.insert(name_of(words, word));
            }
        }
        for (int layers = 0; layers <= 4; ++layers) {
            names.insert("V15 layers " + std::to_string(layers));
        }
        for (const std::string banding : {"net", "gross", "whole"}) {
            names.insert("V14 banding " + banding + " by stay");
            names.insert("V14 banding " + banding + " by year");
        }
        for (const std::string bucket : {"over_cap", "deductible", "coinsurance", "first_pay",
                                         "preselfpay", "overlmt", "ownpay", "in_scope"}) {
            names.insert("V13 counts " + bucket);
        }
        return names;
    }();
    return kAll;
}

std::set<std::string> variations_of(const Json& scheme, bool in_sequence) {
    std::set<std::string> found;
    if (!scheme.contains("rules")) return found;
    const Json& rules = scheme["rules"];
    add_words(word_parameters(), rules, false, found);
    add_words(form_parameters(), rules, true, found);
    if (in_sequence) add_words(merge_parameters(), rules, false, found);
    add_layers(scheme.value("chain", Json::array()), found);
    return found;
}

std::string table_of(const Coverage& coverage, std::uint64_t least) {
    std::string text =
        "value                                         computed      range    unknown   rejected\n";
    for (const auto& [name, counts] : coverage) {
        std::array<char, 160> line{};
        (void)std::snprintf(
            line.data(), line.size(), "%-42s %11llu%11llu%11llu%11llu", name.c_str(),
            static_cast<unsigned long long>(counts[0]), static_cast<unsigned long long>(counts[1]),
            static_cast<unsigned long long>(counts[2]), static_cast<unsigned long long>(counts[3]));
        text += line.data();
        const bool few = std::any_of(counts.begin(), counts.end(),
                                     [&](std::uint64_t count) { return count < least; });
        text += few ? "  <- too few\n" : "\n";
    }
    return text;
}

std::vector<std::string> too_few(const Coverage& coverage, std::uint64_t least) {
    std::vector<std::string> names;
    for (const auto& [name, counts] : coverage) {
        if (std::any_of(counts.begin(), counts.end(),
                        [&](std::uint64_t count) { return count < least; })) {
            names.push_back(name);
        }
    }
    return names;
}

}  // namespace yidi::property
