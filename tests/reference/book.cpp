#include "tests/reference/book.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace reference {
namespace {

/// A condition's value or list of values as words.
std::vector<std::string> words(const Json& value) {
    if (!value.is_array()) return {value.is_string() ? value.get<std::string>() : value.dump()};
    std::vector<std::string> all;
    for (const Json& one : value) {
        for (const std::string& word : words(one)) all.push_back(word);
    }
    return all;
}

/// The readings of a value: one, or the two ends of low/high, or all of `either`.
std::vector<Json> readings_of(const Json& value) {
    if (!value.is_object()) return {value};
    if (value.contains("either")) {
        std::vector<Json> all;
        for (const Json& one : value["either"]) {
            for (const Json& reading : readings_of(one)) all.push_back(reading);
        }
        return all;
    }
    if (value.contains("low") && value.contains("high")) return {value["low"], value["high"]};
    if (value.contains("points") && value["points"].is_object()) {
        Json least = value;
        least["points"] = value["points"]["low"];
        Json most = value;
        most["points"] = value["points"]["high"];
        return {least, most};
    }
    if (value.contains("falling")) {
        Json lowest = value;
        lowest["falling"] = "lowest";
        Json highest = value;
        highest["falling"] = "highest";
        return {lowest, highest};
    }
    return {value};
}

/// `own` overrides `inherited` key by key.
Json merged_source(Json inherited, const Json& own) {
    if (own.is_object()) inherited.update(own);
    return inherited;
}

/// "3", "2+", "<45", ">=45" or "7-69"; dates in the place of numbers for retire_date.
Range range_of(const std::string& word, bool dates) {
    constexpr int kLeast = std::numeric_limits<int>::min();
    constexpr int kMost = std::numeric_limits<int>::max();
    const auto number = [&](const std::string& text) {
        return dates ? day_number(text) : std::stoi(text);
    };
    if (word.starts_with("<")) return {kLeast, number(word.substr(1)) - 1};
    if (word.starts_with(">=")) return {number(word.substr(2)), kMost};
    if (word.ends_with("+")) return {std::stoi(word), kMost};
    const std::size_t dash = word.find('-');
    const int low = number(word.substr(0, dash));
    return {low, dash == std::string::npos ? low : number(word.substr(dash + 1))};
}

Condition condition_of(const std::string& key, const Json& value) {
    Condition condition{key, words(value), {}};
    if (key == "age" || key == "months" || key == "retire_date" || key == "nth") {
        for (const std::string& word : condition.words) {
            condition.ranges.push_back(range_of(word, key == "retire_date"));
        }
    }
    return condition;
}

bool is_list_of_rows(const Json& rule) {
    return rule.is_array() && !rule.empty() && rule.front().is_object();
}

struct Flattener {
    int& number;
    Tables tables{};

    void add_row(const std::string& parameter, const Json& row, const Json& inherited) {
        const Json source = merged_source(inherited, row.value("source", Json::object()));
        Row flat;
        for (const auto& [key, value] : row.items()) {
            if (key == "value" || key == "unknown" || key == "note" || key == "source") continue;
            flat.when.push_back(condition_of(key, value));
        }
        if (!row.contains("unknown")) {
            for (const Json& reading : readings_of(row.at("value"))) {
                flat.readings.push_back(value_of(reading));
            }
        }
        flat.from = day_number(source.at("from").get<std::string>());
        if (source.contains("to")) flat.to = day_number(source["to"].get<std::string>());
        flat.number = number++;
        tables[parameter].push_back(flat);
    }

    void add_rules(const Json& rules, const Json& source) {
        for (const auto& [parameter, rule] : rules.items()) {
            if (is_list_of_rows(rule)) {
                for (const Json& row : rule) add_row(parameter, row, source);
            } else if (rule.is_object() && rule.contains("rows")) {
                const Json own = merged_source(source, rule.value("source", Json::object()));
                for (const Json& row : rule["rows"]) add_row(parameter, row, own);
            } else {
                Json row = Json::object();
                row["value"] = rule;
                add_row(parameter, row, source);
            }
        }
    }
};

Tables tables_of(const Json& rules, const Json& source, int& number) {
    Flattener flattener{number};
    flattener.add_rules(rules, source);
    return flattener.tables;
}

/// The latest of the first days of the parameters without default; empty if there are none.
std::optional<int> first_day(const Scheme& scheme) {
    std::optional<int> latest;
    const auto look_at = [&](const Table* table) {
        if (table == nullptr) return;
        int first = table->front().from;
        for (const Row& row : *table) first = std::min(first, row.from);
        latest = std::max(latest.value_or(first), first);
    };
    for (const char* parameter : {"deductible_way", "deductible", "ratio", "cap"}) {
        for (int layer = -1; layer < static_cast<int>(scheme.layers.size()); ++layer) {
            look_at(scheme.table(parameter, layer));
        }
    }
    return latest;
}

std::set<int> periods_of(const Scheme& scheme) {
    const std::optional<int> first = first_day(scheme);
    if (!first) return {};
    std::set<int> days{*first};
    for (const Row* row : scheme.rows()) {
        if (row->from > *first) days.insert(row->from);
        if (row->to && *row->to > *first) days.insert(*row->to);
    }
    return days;
}

Layer layer_of(const Json& element) {
    Layer layer;
    layer.id = element.at("id");
    layer.field = element.at("field");
    layer.counts = words(element.at("counts"));
    if (layer.counts == std::vector<std::string>{"in_scope"}) {
        layer.in_scope = true;
        layer.counts = {"over_cap", "coinsurance", "deductible"};
    }
    layer.by = element.value("by", "stay");
    layer.banding = element.value("banding", "net");
    return layer;
}

Scheme scheme_of(const Json& document, int& number) {
    Scheme scheme;
    scheme.unknown = document.contains("unknown");
    if (scheme.unknown) return scheme;
    const Json source = document.value("source", Json::object());
    scheme.tables = tables_of(document.value("rules", Json::object()), source, number);
    for (const Json& element : document.value("chain", Json::array())) {
        Layer layer = layer_of(element);
        const Json own = merged_source(source, element.value("source", Json::object()));
        layer.tables = tables_of(element.value("rules", Json::object()), own, number);
        scheme.layers.push_back(std::move(layer));
    }
    scheme.first_day = first_day(scheme);
    scheme.periods = periods_of(scheme);
    return scheme;
}

Pack pack_of(const Json& document, int& number) {
    Pack pack;
    pack.defaults = document.value("defaults", Json::object());
    for (const Json& scheme : document.at("schemes")) {
        const std::string key = Book::scheme_key(scheme.at("insutype"), scheme.at("business"));
        pack.schemes[key] = scheme_of(scheme, number);
    }
    for (const Json& corridor : document.value("corridors", Json::array())) {
        const Json& source = corridor.at("source");
        Corridor flat{words(corridor.at("regions")),
                      words(corridor.at("business")),
                      day_number(source.at("from").get<std::string>()),
                      {}};
        if (source.contains("to")) flat.to = day_number(source["to"].get<std::string>());
        pack.corridors.push_back(flat);
    }
    for (const Json& group : document.value("disease_groups", Json::array())) {
        pack.disease_groups[group.at("id")] = words(group.at("codes"));
    }
    return pack;
}

std::map<std::string, Value, std::less<>> values_by_name(const char* json) {
    return value_of(Json::parse(json)).parts;
}

}  // namespace

const Condition* Row::condition(std::string_view key) const {
    for (const Condition& one : when) {
        if (one.key == key) return &one;
    }
    return nullptr;
}

const Table* Scheme::table(std::string_view parameter, int layer) const {
    const Tables& all = layer < 0 ? tables : layers[static_cast<std::size_t>(layer)].tables;
    const auto found = all.find(parameter);
    return found == all.end() ? nullptr : &found->second;
}

std::vector<const Row*> Scheme::rows() const {
    std::vector<const Row*> all;
    const auto add = [&](const Tables& of) {
        for (const auto& [parameter, table] : of) {
            for (const Row& row : table) all.push_back(&row);
        }
    };
    add(tables);
    for (const Layer& layer : layers) add(layer.tables);
    return all;
}

Book::Book(const std::vector<Json>& packs, std::map<std::string, std::string> pooling)
    : pooling_{std::move(pooling)} {
    int number = 0;
    for (const Json& document : packs) {
        if (document.at("id") == "100000") {
            frame_ = pack_of(document, number);
        } else {
            packs_[document["id"]] = pack_of(document, number);
        }
    }
}

std::string Book::pooling_area(const std::string& region) const {
    const auto found = pooling_.find(region);
    return found == pooling_.end() ? region : found->second;
}

const Pack* Book::pack(const std::string& area) const {
    const auto found = packs_.find(area);
    return found == packs_.end() ? nullptr : &found->second;
}

std::string Book::scheme_key(const std::string& insutype, const std::string& business) {
    return insutype + " " + business;
}

const Value* default_value(std::string_view parameter, bool of_layer) {
    static const auto kOfScheme = values_by_name(R"({
        "policy_date": "discharge", "benefit_year_start": "01-01", "year_crossing": "by_discharge",
        "catalogue_direct": "treating", "catalogue_manual": "insured", "top_level": "none", "gate": "open",
        "unfiled_direct": "reject", "unrecognised": "reject", "first_pay": "none",
        "first_pay_order": "before_deductible", "deductible_nth": "none", "deductible_factor": "1",
        "deductible_limit": "none", "deductible_again_days": "none", "merge_interim": "new",
        "merge_transfer_up": "new", "merge_transfer_same": "new", "merge_transfer_down": "new",
        "merge_within_days": "none", "band_basis": "net", "band_count": "per_stay", "ratio_adjust": "none",
        "rounding_place": "per_band", "rounding_mode": "half_up", "floor": "none", "floor_base": "net",
        "cap_basis": "fund_paid", "cap_counts": "own", "year_counter": "own", "cap_visit": "none", "cap_month": "none",
        "cap_quarter": "none", "disease_limit": "none", "account_covers": ["in_scope_self", "first_pay"],
        "account_first": false, "account_remote": "allowed", "undo_rule": "block"})");
    static const auto kLayer = values_by_name(R"({
        "threshold": 0, "threshold_factor": "1", "adjust": "none", "limit": "none", "limit_includes": []})");
    const auto& table = of_layer ? kLayer : kOfScheme;
    const auto found = table.find(parameter);
    return found == table.end() ? nullptr : &found->second;
}

}  // namespace reference
