#include <algorithm>
#include <stdexcept>

#include "tests/reference/run.h"

namespace reference {
namespace {

const std::map<std::string, Fact<int> Facts::*> kNumbers{{"nth", &Facts::count},
                                                         {"age", &Facts::age},
                                                         {"months", &Facts::months},
                                                         {"retire_date", &Facts::retire_date}};
const std::map<std::string, Fact<std::string> Facts::*> kNamed{
    {"tier", &Facts::tier}, {"rank", &Facts::rank}, {"hospital", &Facts::hospital}};

bool any_of(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

const std::string& person_of(const std::string& psn_type) {
    static const std::map<std::string, std::string> kTable{
        {"11", "active"}, {"12", "retired"}, {"14", "child"}, {"15", "adult"}, {"16", "old"}};
    return kTable.at(psn_type);
}

}  // namespace

void reject(const std::string& code) {
    throw Stop{"rejected", code};
}
void unknown(const std::string& code) {
    throw Stop{"unknown", code};
}

/// One of the values, or `other` where no row of the table names any of them.
bool Run::named(const Table& table, const Condition& condition,
                const std::vector<std::string>& values) {
    const auto among = [&](const Condition& list) {
        return std::any_of(values.begin(), values.end(),
                           [&](const std::string& one) { return any_of(list.words, one); });
    };
    if (among(condition)) return true;
    if (!any_of(condition.words, "other")) return false;
    return std::none_of(table.begin(), table.end(), [&](const Row& row) {
        const Condition* other = row.condition(condition.key);
        return other != nullptr && in_force(row) && among(*other);
    });
}

bool Run::disease_named(const Table& table, const Condition& condition) {
    std::vector<std::string> values{facts_.disease()};
    for (const auto& [group, codes] : book_.frame().disease_groups) {
        if (any_of(codes, values.front())) values.push_back(group);
    }
    return named(table, condition, values);
}

bool Run::holds(const Table& table, const Condition& condition, bool for_level_map) {
    const std::string& key = condition.key;
    const std::vector<std::string>& words = condition.words;
    const auto in_range = [&](int value) {
        return std::any_of(
            condition.ranges.begin(), condition.ranges.end(),
            [&](const Range& range) { return range.low <= value && value <= range.high; });
    };
    const auto has_any = [&](const Names& names) {
        return std::any_of(words.begin(), words.end(),
                           [&](const std::string& name) { return names.has(name); });
    };
    if (key == "person") return any_of(words, person_of(facts_.psn_type()));
    if (key == "level") {
        return any_of(words, for_level_map ? own_level(facts_.hosp_lv(), true) : level());
    }
    if (key == "filing") return any_of(words, state_);
    if (key == "distance") {
        const bool same =
            !remote() || facts_.treating().substr(0, 2) == facts_.insured.substr(0, 2);
        return any_of(words, same ? "in_province" : "out_province");
    }
    if (const auto found = kNumbers.find(key); found != kNumbers.end()) {
        return in_range((facts_.*found->second)());
    }
    if (const auto found = kNamed.find(key); found != kNamed.end()) {
        return named(table, condition, {(facts_.*found->second)()});
    }
    const bool wanted = !key.starts_with("not_");
    if (key.ends_with("identity")) return has_any(facts_.identities) == wanted;
    if (key.ends_with("attr")) return has_any(facts_.attributes) == wanted;
    if (key == "med_type") return named(table, condition, {facts_.med_type});
    if (key == "recognised") return any_of(words, facts_.recognised() ? "true" : "false");
    if (key == "disease") return disease_named(table, condition);
    throw std::logic_error("no such condition: " + key);
}

bool Run::in_force(const Row& row) const {
    return row.from <= date_ && (!row.to || date_ < *row.to);
}

const Row* Run::find(const Scheme& scheme, std::string_view parameter, int layer) {
    const Table* table = scheme.table(parameter, layer);
    if (table == nullptr) return nullptr;
    const bool for_level_map = parameter == "level_map";
    const Row* found = nullptr;
    for (const Row& row : *table) {
        if (!in_force(row)) continue;
        // A table that tells levels apart asks for the level even where another condition decides.
        if (!for_level_map && row.condition("level") != nullptr) (void)level();
        const bool applies = std::all_of(
            row.when.begin(), row.when.end(),
            [&](const Condition& condition) { return holds(*table, condition, for_level_map); });
        if (!applies) continue;
        if (found != nullptr) {
            throw std::logic_error("two rows of " + std::string{parameter} + " apply");
        }
        found = &row;
    }
    return found;
}

const Value& Run::read(const Row& row) const {
    if (row.readings.empty()) unknown("rule_unknown");
    return facts_.reading_of(row);
}

const Value& Run::value(std::string_view parameter, int layer) {
    if (const Row* row = find(*scheme_, parameter, layer)) return read(*row);
    const Value* otherwise = default_value(parameter, layer >= 0);
    if (otherwise == nullptr) unknown("rule_unknown");
    return *otherwise;
}

const Value& Run::remote_rule() {
    if (const Row* row = find(*scheme_, "remote_ratio", -1)) return read(*row);
    const auto frame = book_.frame().schemes.find(Book::scheme_key(facts_.insutype(), business_));
    if (frame == book_.frame().schemes.end()) unknown("rule_unknown");
    if (const Row* row = find(frame->second, "remote_ratio", -1)) return read(*row);
    unknown("rule_unknown");
}

Bands Run::bands_of(const Value& ratio) const {
    if (ratio.number) return {{0, {}, *ratio.number}};
    if (ratio.has("base")) {
        const Q by_age = decimal(ratio.part("per_year_of_age")) * facts_.age();
        return {{0, {}, least(1, decimal(ratio.part("base")) + by_age)}};
    }
    Bands bands;
    Q low = 0;
    for (const Value& one : ratio.items) {
        Band band{low, {}, decimal(one.items.at(1))};
        if (one.items.front().number) {
            band.up = fen(one.items.front());
            low = *band.up;
        }
        bands.push_back(band);
    }
    return bands;
}

Q value_between(const Bands& bands, const Q& from, const Q& to) {
    Q sum = 0;
    for (const Band& band : bands) {
        const Q begin = most(band.low, from);
        const Q end = band.up ? least(*band.up, to) : to;
        if (end > begin) sum += (end - begin) * band.ratio;
    }
    return sum;
}

std::optional<Q> length_for(const Bands& bands, const Q& from, const Q& value) {
    if (value <= 0) return Q{0};
    Q so_far = 0;
    for (const Band& band : bands) {
        const Q begin = most(band.low, from);
        if (band.up && *band.up <= begin) continue;
        if (band.ratio > 0) {
            const Q end = begin + (value - so_far) / band.ratio;
            if (!band.up || end <= *band.up) return end - from;
        }
        if (band.up) so_far += (*band.up - begin) * band.ratio;
    }
    return {};
}

Q adjusted(const Q& ratio, const Value& adjust) {
    if (adjust.is("none")) return ratio;
    if (adjust.has("points")) return least(1, ratio + decimal(adjust.part("points")));
    return 1 - (1 - ratio) * decimal(adjust.part("share"));
}

}  // namespace reference
