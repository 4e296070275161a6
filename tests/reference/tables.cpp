#include <algorithm>
#include <stdexcept>

#include "tests/reference/run.h"

namespace reference {
namespace {

bool any_of(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool in_range(const std::string& range, int value, bool dates) {
    const auto number = [&](const std::string& text) {
        return dates ? day_number(text) : std::stoi(text);
    };
    if (range.starts_with("<")) return value < number(range.substr(1));
    if (range.starts_with(">=")) return value >= number(range.substr(2));
    const std::size_t dash = range.find('-');
    const int low = number(range.substr(0, dash));
    const int high = dash == std::string::npos ? low : number(range.substr(dash + 1));
    return low <= value && value <= high;
}

bool counts(const std::string& word, int count) {
    return word.ends_with("+") ? count >= std::stoi(word) : count == std::stoi(word);
}

std::string person_of(const std::string& psn_type) {
    static const std::map<std::string, std::string> table{
        {"11", "active"}, {"12", "retired"}, {"14", "child"}, {"15", "adult"}, {"16", "old"}};
    return table.at(psn_type);
}

std::string label(const Json& reading) {
    if (reading.is_string() &&
        reading.get<std::string>().find_first_not_of("0123456789.") != std::string::npos) {
        return reading.get<std::string>();
    }
    if (reading.is_boolean()) return reading.dump();
    if (reading.is_object() && !reading.empty()) return reading.begin().key();
    return "value";
}

}  // namespace

void reject(const std::string& code) {
    throw Stop{"rejected", code};
}
void unknown(const std::string& code) {
    throw Stop{"unknown", code};
}

bool Run::holds(const Scheme& scheme, const Row& row, const std::string& key) {
    const std::vector<std::string>& words = row.when.at(key);
    // One of the values, or `other` where no row of this parameter names any of them.
    const auto named = [&](const std::vector<std::string>& values) {
        const auto among = [&](const std::vector<std::string>& list) {
            return std::any_of(values.begin(), values.end(),
                               [&](const std::string& one) { return any_of(list, one); });
        };
        if (among(words)) return true;
        if (!any_of(words, "other")) return false;
        return std::none_of(scheme.rows.begin(), scheme.rows.end(), [&](const Row& other) {
            return other.parameter == row.parameter && other.layer == row.layer &&
                   in_force(other) && other.when.contains(key) && among(other.when.at(key));
        });
    };
    const auto any_range = [&](int value, bool dates) {
        return std::any_of(words.begin(), words.end(),
                           [&](const std::string& range) { return in_range(range, value, dates); });
    };
    const auto has_any = [&](const std::set<std::string>& set) {
        return std::any_of(words.begin(), words.end(),
                           [&](const std::string& name) { return set.contains(name); });
    };
    if (key == "person") return any_of(words, person_of(facts_.psn_type));
    if (key == "level") {
        return any_of(words,
                      row.parameter == "level_map" ? own_level(facts_.hosp_lv, true) : level());
    }
    if (key == "filing") return any_of(words, state_);
    if (key == "distance") {
        const bool same = !remote() || facts_.treating.substr(0, 2) == facts_.insured.substr(0, 2);
        return any_of(words, same ? "in_province" : "out_province");
    }
    if (key == "nth") {
        return std::any_of(words.begin(), words.end(),
                           [&](const std::string& word) { return counts(word, facts_.count); });
    }
    if (key == "age") return any_range(facts_.age, false);
    if (key == "months") return any_range(facts_.months, false);
    if (key == "retire_date") return any_range(facts_.retire_date, true);
    if (key == "identity") return has_any(facts_.identities);
    if (key == "not_identity") return !has_any(facts_.identities);
    if (key == "attr") return has_any(facts_.attributes);
    if (key == "not_attr") return !has_any(facts_.attributes);
    if (key == "tier") return named({facts_.tier});
    if (key == "rank") return named({facts_.rank});
    if (key == "hospital") return named({facts_.hospital});
    if (key == "med_type") return named({facts_.med_type});
    if (key == "recognised") return any_of(words, facts_.recognised ? "true" : "false");
    if (key == "disease") {
        std::vector<std::string> values{facts_.disease};
        for (const auto& [group, codes] : book_.frame().disease_groups) {
            if (any_of(codes, facts_.disease)) values.push_back(group);
        }
        return named(values);
    }
    throw std::logic_error("no such condition: " + key);
}

bool Run::in_force(const Row& row) const {
    return row.from <= date_ && (!row.to || date_ < *row.to);
}

bool Run::applies(const Scheme& scheme, const Row& row) {
    for (const auto& [key, words] : row.when) {
        if (!holds(scheme, row, key)) return false;
    }
    return true;
}

const Row* Run::find(const Scheme& scheme, const std::string& parameter, int layer) {
    const Row* found = nullptr;
    for (const Row& row : scheme.rows) {
        if (row.parameter != parameter || row.layer != layer) continue;
        if (!in_force(row)) continue;
        // A table that tells levels apart asks for the level even where another condition decides.
        if (row.when.contains("level") && parameter != "level_map") (void)level();
        if (!applies(scheme, row)) continue;
        if (found != nullptr) throw std::logic_error("two rows of " + parameter + " apply");
        found = &row;
    }
    return found;
}

Json Run::read(const Row& row) {
    if (row.readings.empty()) unknown("rule_unknown");
    const std::size_t reading = row.readings.size() == 1 ? 0 : facts_.reading.at(row.number);
    seen_.insert(row.parameter + "=" + label(row.readings[reading]));
    if (row.readings.size() > 1) seen_.insert(row.parameter + "=open");
    return row.readings[reading];
}

Json Run::value(const std::string& parameter, int layer) {
    if (const Row* row = find(*scheme_, parameter, layer)) return read(*row);
    const Json otherwise = default_value(parameter, layer >= 0);
    if (otherwise.is_null() && parameter == "level_map") return level();
    if (otherwise.is_null()) unknown("rule_unknown");
    seen_.insert(parameter + "=" + label(otherwise));
    return otherwise;
}

Json Run::remote_rule() {
    if (const Row* row = find(*scheme_, "remote_ratio", -1)) return read(*row);
    const auto frame = book_.frame().schemes.find(Book::scheme_key(facts_.insutype, business_));
    if (frame == book_.frame().schemes.end()) unknown("rule_unknown");
    if (const Row* row = find(frame->second, "remote_ratio", -1)) return read(*row);
    unknown("rule_unknown");
}

Bands Run::bands_of(const Json& ratio) const {
    if (ratio.is_string()) return {{0, {}, decimal(ratio)}};
    if (ratio.is_object()) {
        return {{0,
                 {},
                 least(1, decimal(ratio.at("base")) +
                              decimal(ratio.at("per_year_of_age")) * facts_.age)}};
    }
    Bands bands;
    Q low = 0;
    for (const Json& one : ratio) {
        Band band{low, {}, decimal(one.at(1))};
        if (!one.at(0).is_null()) {
            band.up = fen(one.at(0));
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

Q adjusted(const Q& ratio, const Json& adjust) {
    if (adjust == "none") return ratio;
    if (adjust.contains("points")) return least(1, ratio + decimal(adjust["points"]));
    return 1 - (1 - ratio) * decimal(adjust.at("share"));
}

}  // namespace reference
