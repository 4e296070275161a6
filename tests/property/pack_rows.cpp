#include "tests/property/pack_rows.h"

#include <algorithm>
#include <utility>

#include "tests/property/pack_generator.h"

namespace yidi::property {
namespace {

/// The day on which rules of two periods change.
constexpr const char* kChange = "2024-07-01";

}  // namespace

RowWriter::RowWriter(Random& random, std::string insutype, bool stay)
    : random_{random},
      insutype_{std::move(insutype)},
      conditions_{"person", "level", "filing", "distance"} {
    std::vector<std::string> rare{"age",  "months",  "retire_date", "identity", "attr",      "tier",
                                  "rank", "disease", "hospital",    "med_type", "recognised"};
    if (stay) {
        rare.insert(rare.end(), {"nth", "nth", "nth"});
        std::erase(rare, "recognised");
    }
    random_.shuffle(rare);
    const std::int64_t count = random_.between(0, 3);
    for (std::int64_t i = 0; i < count; ++i) {
        const std::string& one = rare[static_cast<std::size_t>(i)];
        if (std::find(conditions_.begin(), conditions_.end(), one) == conditions_.end()) {
            conditions_.push_back(one);
        }
    }
}

std::vector<RowWriter::Part> RowWriter::groups(const std::string& condition,
                                               std::vector<std::string> values) {
    random_.shuffle(values);
    const auto most = static_cast<std::int64_t>(std::min<std::size_t>(values.size(), 3));
    std::vector<std::vector<std::string>> lists(static_cast<std::size_t>(random_.between(2, most)));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::size_t list = i < lists.size() ? i : random_.below(lists.size());
        lists[list].push_back(values[i]);
    }
    std::vector<Part> parts;
    for (const std::vector<std::string>& list : lists) {
        Json words = list.size() == 1 && random_.percent(70) ? Json(list.front()) : Json(list);
        parts.push_back({{condition, words}});
    }
    return parts;
}

std::vector<RowWriter::Part> RowWriter::number_intervals(const std::string& condition) {
    if (condition == "retire_date") {
        const std::string day = random_.pick({"2001-01-01", "2010-07-01"});
        return {{{condition, "<" + day}}, {{condition, ">=" + day}}};
    }
    const std::int64_t border = condition == "age" ? random_.pick(std::vector<std::int64_t>{45, 60})
                                                   : random_.pick(std::vector<std::int64_t>{6, 12});
    const std::string low = "<" + std::to_string(border);
    if (random_.percent(60)) {
        return {{{condition, low}}, {{condition, ">=" + std::to_string(border)}}};
    }
    const std::string middle = std::to_string(border) + "-" + std::to_string(border + 9);
    const std::string high = ">=" + std::to_string(border + 10);
    if (random_.percent(50)) {
        return {{{condition, Json::array({low, high})}}, {{condition, middle}}};
    }
    return {{{condition, low}}, {{condition, middle}}, {{condition, high}}};
}

std::vector<RowWriter::Part> RowWriter::set_members(const std::string& condition,
                                                    const std::vector<std::string>& names) {
    const std::string& one = random_.pick(names);
    const Json some = random_.percent(30) ? Json(names) : Json(one);
    return {{{condition, some}}, {{"not_" + condition, some}}};
}

std::vector<RowWriter::Part> RowWriter::split(const std::string& condition) {
    static const Names kNames;
    const auto with_other = [&](std::vector<std::string> values) {
        values.emplace_back("other");
        return groups(condition, values);
    };
    if (condition == "person") {
        return groups(condition, insutype_ == "310"
                                     ? std::vector<std::string>{"active", "retired"}
                                     : std::vector<std::string>{"child", "adult", "old"});
    }
    if (condition == "level") return groups(condition, {"primary", "secondary", "tertiary", "top"});
    if (condition == "filing") {
        return groups(condition, {"local", "home", "long_term", "referral", "emergency",
                                  "other_temporary", "unfiled"});
    }
    if (condition == "distance") return groups(condition, {"in_province", "out_province"});
    if (condition == "nth") {
        if (random_.percent(50)) return {{{condition, 1}}, {{condition, "2+"}}};
        return {{{condition, Json::array({1})}}, {{condition, 2}}, {{condition, "3+"}}};
    }
    if (condition == "age" || condition == "months" || condition == "retire_date") {
        return number_intervals(condition);
    }
    if (condition == "identity") return set_members(condition, kNames.identities);
    if (condition == "attr") return set_members(condition, kNames.attributes);
    if (condition == "tier") return with_other(kNames.tiers);
    if (condition == "disease") return with_other(kNames.diseases);
    if (condition == "rank") return with_other(kNames.ranks);
    if (condition == "hospital") return with_other(kNames.hospitals);
    if (condition == "med_type") return with_other({"24", "21", "13", "52"});
    return {{{condition, true}}, {{condition, false}}};
}

void RowWriter::leaf(const Branch& branch, const RowShape& shape,
                     const std::function<Json()>& value, Json& rows) {
    if (!shape.complete && random_.percent(20)) return;
    Json row = branch.conditions;
    if (random_.percent(shape.unknown_percent)) {
        row["unknown"] = "not found";
    } else {
        row["value"] = value();
        if (row["value"] == "reject") row["note"] = "refused";
    }
    rows.push_back(row);
}

void RowWriter::grow(const Branch& branch, const RowShape& shape,
                     const std::function<Json()>& value, Json& rows) {
    const bool first = branch.depth == 0 && (!shape.first.empty() || shape.needs_split);
    const int chance = branch.depth == 0 ? 55 : 35;
    if (branch.unused.empty() || branch.depth >= 3 || (!first && !random_.percent(chance))) {
        leaf(branch, shape, value, rows);
        return;
    }
    const std::string condition =
        branch.depth == 0 && !shape.first.empty() ? shape.first : random_.pick(branch.unused);
    for (const Part& part : split(condition)) {
        Branch next = branch;
        ++next.depth;
        std::erase(next.unused, condition);
        for (const auto& [key, words] : part) next.conditions[key] = words;
        grow(next, shape, value, rows);
    }
}

void RowWriter::periods(Json& rows, const RowShape& shape, const std::function<Json()>& value) {
    const Branch root{Json::object(), conditions_, 0};
    if (!random_.percent(20)) {
        grow(root, shape, value, rows);
        return;
    }
    Json before = Json::array();
    Json after = Json::array();
    if (shape.complete || random_.percent(70)) grow(root, shape, value, before);
    if (shape.complete || before.empty() || random_.percent(70)) grow(root, shape, value, after);
    for (Json& row : before) {
        row["source"] = {{"to", kChange}};
        rows.push_back(row);
    }
    for (Json& row : after) {
        row["source"] = {{"from", kChange}, {"article", "2"}};
        rows.push_back(row);
    }
}

Json RowWriter::rule(const std::function<Json()>& value, const RowShape& shape) {
    Json rows = Json::array();
    while (rows.empty()) periods(rows, shape, value);
    const bool plain = rows.size() == 1 && rows[0].size() == 1 && rows[0].contains("value");
    if (plain && random_.percent(70)) return rows[0]["value"];
    if (!random_.percent(20)) return rows;
    Json owner = Json::object();
    owner["rows"] = rows;
    owner["source"] = {{"article", "9"}};
    if (random_.percent(30)) owner["source"]["from"] = "2022-07-01";
    return owner;
}

}  // namespace yidi::property
