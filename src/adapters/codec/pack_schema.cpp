#include "adapters/codec/pack_schema.h"

#include <array>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "adapters/codec/internal/hosp_lv.h"
#include "adapters/codec/internal/schema_parts.h"
#include "domain/policy/parameter.h"
#include "domain/policy/vocabulary.h"

namespace yidi::codec {
namespace {

using internal::any_of;
using internal::document;
using internal::Json;
using internal::list_of;
using internal::none;
using internal::object;
using internal::one_or_more;
using internal::pattern;
using internal::refer;
using internal::source;
using internal::words;
using internal::words_of;
using policy::ParameterSpec;
using policy::ValueType;

Json interval(const Json& end) {
    return object({{"low", end}, {"high", end}}, {"low", "high"});
}

/// A map with one key whose value is a rate, or the two ends of one: {points: "0.10"}.
Json keyed_rate(std::string_view key) {
    const std::string name{key};
    return object({{name, any_of({refer("rate"), interval(refer("rate"))})}}, {key});
}

Json nth_rule() {
    return any_of(
        {none(), object({{"factor", refer("rate")}}, {"factor"}),
         object({{"minus", refer("amount")}, {"floor", refer("amount")}}, {"minus"}),
         object({{"minus_share", refer("rate")}, {"floor", refer("amount")}}, {"minus_share"}),
         object({{"falling", {{"const", true}}}, {"floor", refer("amount")}}, {"falling"})});
}

Json deductible() {
    return any_of(
        {refer("amount"),
         object({{"percent", refer("rate")}, {"min", refer("amount")}, {"max", refer("amount")}},
                {"percent"})});
}

Json age_ratio() {
    return object({{"base", refer("rate")}, {"per_year_of_age", refer("rate")}},
                  {"base", "per_year_of_age"});
}

Json layer_set() {
    Json names = list_of({{"type", "string"}});
    names["uniqueItems"] = true;
    return names;
}

/// One reading of a parameter's value.
Json reading(const ParameterSpec& spec) {
    switch (spec.type) {
        case ValueType::word: return words(spec.words);
        case ValueType::flag: return {{"type", "boolean"}};
        case ValueType::day_of_year: return pattern("^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$");
        case ValueType::level: return words_of<policy::Level>(policy::kLevelCount);
        case ValueType::amount: return refer("amount");
        case ValueType::limit: return any_of({none(), refer("amount")});
        case ValueType::count: return any_of({none(), {{"type", "integer"}, {"minimum", 0}}});
        case ValueType::rate_or_none: return any_of({none(), refer("rate")});
        case ValueType::decimal: return refer("decimal");
        case ValueType::deductible: return deductible();
        case ValueType::nth_rule: return nth_rule();
        case ValueType::ratio: return any_of({refer("rate"), refer("bands"), age_ratio()});
        case ValueType::layer_ratio: return any_of({none(), refer("rate"), refer("bands")});
        case ValueType::adjust: return any_of({none(), keyed_rate("points"), keyed_rate("share")});
        case ValueType::remote_ratio:
            return any_of({none(), keyed_rate("points"), keyed_rate("factor")});
        case ValueType::account_set: {
            Json set = list_of(words(spec.words));
            set["uniqueItems"] = true;
            return any_of({words(spec.words), set});
        }
        case ValueType::limit_set: return any_of({{{"type", "string"}}, layer_set()});
    }
    return {};
}

/// The conditions as definitions, which every row refers to.
Json conditions() {
    const Json names = one_or_more(refer("name"));
    const Json range = one_or_more(pattern("^(<[0-9]+|>=[0-9]+|[0-9]+-[0-9]+)$"));
    const Json nth =
        one_or_more(any_of({{{"type", "integer"}, {"minimum", 1}}, pattern("^[1-9][0-9]*\\+?$")}));
    return {{"person", one_or_more(words_of<policy::Person>(policy::kPersonCount))},
            {"level", one_or_more(words_of<policy::Level>(policy::kLevelCount))},
            {"filing", one_or_more(words_of<policy::FilingState>(policy::kFilingStateCount))},
            {"distance", one_or_more(words_of<policy::Distance>(policy::kDistanceCount))},
            {"nth", nth},
            {"range", range},
            {"retire_date", one_or_more(pattern("^(<|>=)[0-9]{4}-[0-9]{2}-[0-9]{2}$"))},
            {"names", names},
            {"recognised", one_or_more({{"type", "boolean"}})}};
}

Json condition_keys() {
    const Json names = refer("names");
    return {{"person", refer("person")},
            {"level", refer("level")},
            {"filing", refer("filing")},
            {"distance", refer("distance")},
            {"nth", refer("nth")},
            {"age", refer("range")},
            {"months", refer("range")},
            {"retire_date", refer("retire_date")},
            {"identity", names},
            {"not_identity", names},
            {"attr", names},
            {"not_attr", names},
            {"tier", names},
            {"disease", names},
            {"rank", names},
            {"hospital", names},
            {"med_type", names},
            {"recognised", refer("recognised")}};
}

std::string_view type_name(ValueType type) {
    switch (type) {
        case ValueType::word: return "word";
        case ValueType::flag: return "flag";
        case ValueType::day_of_year: return "day_of_year";
        case ValueType::level: return "level_value";
        case ValueType::amount: return "amount_value";
        case ValueType::limit: return "limit";
        case ValueType::count: return "count";
        case ValueType::rate_or_none: return "rate_or_none";
        case ValueType::decimal: return "decimal_value";
        case ValueType::deductible: return "deductible";
        case ValueType::nth_rule: return "nth_rule";
        case ValueType::ratio: return "ratio";
        case ValueType::layer_ratio: return "layer_ratio";
        case ValueType::adjust: return "adjust";
        case ValueType::remote_ratio: return "remote_ratio";
        case ValueType::account_set: return "account_set";
        case ValueType::limit_set: return "limit_set";
    }
    return "";
}

/// Parameters of one type share their definitions; words are each parameter's own.
std::string definition_of(const ParameterSpec& spec, std::string_view part) {
    const std::string_view name = spec.type == ValueType::word ? spec.name : type_name(spec.type);
    return std::string{name} + "." + std::string{part};
}

/// The forms of a rule: a plain value, one row, a list of rows, or {source, rows}.
void add_rule_definitions(const ParameterSpec& spec, Json& definitions) {
    const std::string rule_name = definition_of(spec, "rule");
    if (definitions.contains(rule_name)) {
        return;
    }
    const std::string one = definition_of(spec, "reading");
    const std::string row_name = definition_of(spec, "row");
    definitions[one] = reading(spec);
    Json readings = list_of(refer(one));
    readings["minItems"] = 2;
    const std::string any = definition_of(spec, "value");
    definitions[any] =
        any_of({refer(one), interval(refer(one)), object({{"either", readings}}, {"either"})});
    Json keys = spec.conditions_allowed ? condition_keys() : Json::object();
    keys["value"] = refer(any);
    keys["unknown"] = refer("text");
    keys["source"] = refer("source");
    keys["note"] = refer("text");
    Json row = object(std::move(keys), {});
    row["oneOf"] = Json::array({{{"required", {"value"}}}, {{"required", {"unknown"}}}});
    definitions[row_name] = std::move(row);
    Json rows = list_of(refer(row_name));
    rows["minItems"] = 1;
    definitions[rule_name] =
        any_of({refer(any), refer(row_name), rows,
                object({{"source", refer("source")}, {"rows", rows}}, {"rows"})});
}

Json rules(bool of_layer) {
    Json properties = Json::object();
    for (const ParameterSpec& spec : policy::specs()) {
        if (spec.of_layer != of_layer) {
            continue;
        }
        // Draft-07 passes over what stands beside a $ref, so the description goes around it.
        Json rule{{"description", spec.says_en}};
        if (!spec.default_text.empty()) {
            rule["default"] = spec.default_text;
        }
        rule["allOf"] = Json::array({refer(definition_of(spec, "rule"))});
        properties[std::string{spec.name}] = std::move(rule);
    }
    return object(std::move(properties), {});
}

Json layer() {
    Json counts = words_of<policy::Bucket>(policy::kBucketCount);
    counts["enum"].push_back("in_scope");
    return object({{"id", refer("name")},
                   {"name", refer("text")},
                   {"field", words_of<policy::FundField>(policy::kFundFieldCount, 1)},
                   {"fund_pay_type", pattern("^[0-9]{6}$")},
                   {"counts", one_or_more(counts)},
                   {"by", {{"enum", {"stay", "year"}}}},
                   {"banding", {{"enum", {"net", "gross", "whole"}}}},
                   {"source", refer("source")},
                   {"rules", refer("layer_rules")}},
                  {"id", "name", "field", "fund_pay_type", "counts", "rules"});
}

Json scheme() {
    const Json business = words_of<policy::Business>(policy::kBusinessCount);
    const Json insutype{{"enum", {"310", "390"}}};
    Json chain = list_of(refer("layer"));
    chain["maxItems"] = 8;
    const Json known = object({{"insutype", insutype},
                               {"business", business},
                               {"source", refer("source")},
                               {"rules", refer("rules")},
                               {"chain", std::move(chain)}},
                              {"insutype", "business", "rules"});
    const Json unknown = object(
        {{"insutype", insutype}, {"business", one_or_more(business)}, {"unknown", refer("text")}},
        {"insutype", "business", "unknown"});
    return any_of({known, unknown});
}

Json defaults() {
    const Json number{{"type", "integer"}, {"minimum", 0}};
    const Json flag{{"type", "boolean"}};
    const Json list = any_of({refer("name"), list_of(refer("name"))});
    return object({{"psn_idet", list},
                   {"inst_attr", list},
                   {"insu_tier", refer("name")},
                   {"civil_rank", refer("name")},
                   {"hosp_lv", words(internal::kHospLv)},
                   {"age", number},
                   {"insured_months", number},
                   {"ipt_cnt", number},
                   {"retire_date", refer("date")},
                   {"recognised", flag},
                   {"er_flag", flag}},
                  {});
}

Json definitions() {
    Json band{
        {"type", "array"},
        {"items", Json::array({any_of({refer("amount"), {{"type", "null"}}}), refer("rate")})},
        {"additionalItems", false},
        {"minItems", 2}};
    Json bands = list_of(std::move(band));
    bands["minItems"] = 1;
    Json all = conditions();
    internal::add_shared_definitions(all);
    all.update({{"amount", {{"type", "number"}, {"minimum", 0}}},
                {"rate", pattern("^(0(\\.[0-9]{1,6})?|1(\\.0{1,6})?)$")},
                {"decimal", pattern("^[0-9]{1,3}(\\.[0-9]{1,6})?$")},
                {"bands", std::move(bands)},
                {"source", source()},
                {"rules", rules(false)},
                {"layer_rules", rules(true)},
                {"layer", layer()},
                {"scheme", scheme()}});
    for (const ParameterSpec& spec : policy::specs()) {
        add_rule_definitions(spec, all);
    }
    return all;
}

Json corridor() {
    return object({{"id", refer("name")},
                   {"name", refer("text")},
                   {"regions", one_or_more(refer("region"))},
                   {"business", one_or_more(words_of<policy::Business>(policy::kBusinessCount))},
                   {"source", refer("source")}},
                  {"id", "name", "regions", "business", "source"});
}

Json disease_group() {
    return object({{"id", refer("name")},
                   {"name", refer("text")},
                   {"codes", one_or_more(refer("name"))},
                   {"source", refer("source")}},
                  {"id", "name", "codes", "source"});
}

}  // namespace

std::string pack_schema() {
    Json schema{
        {"$schema", "http://json-schema.org/draft-07/schema#"},
        {"title", "Yidi policy pack"},
        {"description", "Generated by `yidi policy schema`; see docs/policies/pack-reference.md."}};
    schema.update(
        object({{"yidi_pack", {{"const", 1}}},
                {"id", refer("region")},
                {"name", refer("text")},
                {"version", {{"type", "integer"}, {"minimum", 1}}},
                {"known_since", refer("date")},
                {"documents", {{"type", "object"}, {"additionalProperties", document()}}},
                {"notes", list_of(refer("text"))},
                {"defaults", defaults()},
                {"schemes", list_of(refer("scheme"))},
                {"corridors", list_of(corridor())},
                {"disease_groups", list_of(disease_group())}},
               {"yidi_pack", "id", "name", "version", "known_since", "documents", "schemes"}));
    schema["definitions"] = definitions();
    return schema.dump(1) + "\n";
}

}  // namespace yidi::codec
