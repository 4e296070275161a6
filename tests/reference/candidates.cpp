#include <algorithm>
#include <limits>
#include <set>
#include <stdexcept>

#include "tests/reference/facts.h"

/// The candidates for the facts that a case leaves open.
namespace reference {
namespace {

const std::vector<std::string> kLevels{"01", "02", "05", "08"};
/// Facts that conditions of the same name tell apart, by intervals and by names.
const std::map<std::string, Fact<int> Facts::*> kNumbers{
    {"age", &Facts::age}, {"months", &Facts::months}, {"retire_date", &Facts::retire_date}};
const std::map<std::string, Fact<std::string> Facts::*> kNamed{{"tier", &Facts::tier},
                                                               {"rank", &Facts::rank},
                                                               {"disease", &Facts::disease},
                                                               {"hospital", &Facts::hospital}};

/// The facts with each of these values.
template <class T>
std::vector<Facts> each(const Facts& facts, Fact<T> Facts::*fact, const std::vector<T>& values) {
    std::vector<Facts> all(values.size(), facts);
    for (std::size_t i = 0; i < values.size(); ++i) (all[i].*fact).set(values[i]);
    return all;
}

template <class T>
std::vector<Facts> each(const Facts& facts, Fact<T> Previous::*fact, const std::vector<T>& values) {
    std::vector<Facts> all(values.size(), facts);
    for (std::size_t i = 0; i < values.size(); ++i) (all[i].previous.*fact).set(values[i]);
    return all;
}

std::vector<Facts> has_or_not(const Facts& facts, Names Facts::*names, const std::string& name) {
    std::vector<Facts> all(2, facts);
    (all[0].*names).set(name, false);
    (all[1].*names).set(name, true);
    return all;
}

std::vector<std::string> types_of(const std::string& insutype) {
    if (insutype == "310") return {"11", "12"};
    return {"14", "15", "16"};
}

/// Where the ranges of this condition begin and where they have ended.
std::set<int> bounds_of(const std::vector<const Row*>& rows, const std::string& key) {
    std::set<int> bounds;
    for (const Row* row : rows) {
        const Condition* found = row->condition(key);
        if (found == nullptr) continue;
        for (const Range& range : found->ranges) {
            if (range.low != std::numeric_limits<int>::min()) bounds.insert(range.low);
            if (range.high != std::numeric_limits<int>::max()) bounds.insert(range.high + 1);
        }
    }
    return bounds;
}

Q highest_deductible(const Scheme& scheme) {
    Q highest = 0;
    const Table* deductibles = scheme.table("deductible", -1);
    for (const Row& row : deductibles == nullptr ? Table{} : *deductibles) {
        for (const Value& reading : row.readings) {
            if (reading.number) highest = most(highest, fen(reading));
            if (reading.has("max")) highest = most(highest, fen(reading.part("max")));
        }
    }
    return highest;
}

}  // namespace

/// The rows of the schemes that may compute these facts, with the frame's remote rows.
std::vector<const Row*> Stated::rows_for(const Facts& facts) const {
    std::vector<const Row*> rows;
    std::vector<std::string> businesses{facts.business};
    if (facts.business == "chronic") businesses.emplace_back("outpatient");
    for (const Pack* pack : {book_.pack(facts.insured), &book_.frame()}) {
        for (const std::string& business : businesses) {
            const auto scheme = pack->schemes.find(Book::scheme_key(facts.insutype(), business));
            if (scheme == pack->schemes.end()) continue;
            for (const Row* row : scheme->second.rows()) rows.push_back(row);
        }
    }
    return rows;
}

/// The names that conditions tell apart, and `other`.
std::vector<std::string> Stated::named(const Facts& facts, const char* condition) const {
    std::set<std::string> names{"other"};
    for (const Row* row : rows_for(facts)) {
        const Condition* found = row->condition(condition);
        if (found != nullptr) names.insert(found->words.begin(), found->words.end());
    }
    return {names.begin(), names.end()};
}

bool Stated::ratio_by_age(const Facts& facts) const {
    const std::vector<const Row*> rows = rows_for(facts);
    return std::any_of(rows.begin(), rows.end(), [](const Row* row) {
        return std::any_of(row->readings.begin(), row->readings.end(),
                           [](const Value& reading) { return reading.has("per_year_of_age"); });
    });
}

/// One value in each interval that the rows tell apart; where a ratio depends on the age itself
/// both ends of each.
std::vector<int> Stated::intervals(const Facts& facts, const char* condition) const {
    const std::string key = condition;
    std::set<int> starts = bounds_of(rows_for(facts), key);
    std::vector<int> values;
    if (key == "retire_date") {
        values.push_back(starts.empty() ? 0 : *starts.begin() - 1);
    } else {
        starts.insert(0);
    }
    const bool ends = key == "age" && ratio_by_age(facts);
    for (const int start : starts) {
        if (ends && start > 0) values.push_back(start - 1);
        values.push_back(start);
    }
    if (ends) values.push_back(120);
    return values;
}

std::vector<Dates> Stated::dates(const Facts& facts) const {
    const Pack* pack = book_.pack(facts.insured);
    const std::string key = Book::scheme_key(facts.insutype(), facts.business);
    std::vector<Dates> all;
    for (const int day : pack->schemes.at(key).periods) all.push_back({false, day, day, day});
    if (all.empty()) all.emplace_back();
    return all;
}

std::vector<std::optional<Filing>> Stated::filings() const {
    std::vector<std::optional<Filing>> all{std::nullopt};
    for (const char* kind : {"resettled_retiree", "long_term_resident", "posted_worker", "referral",
                             "emergency", "other_temporary"}) {
        all.emplace_back(Filing{kind, {}, {}, {}, false, true});
    }
    return all;
}

/// The admission from which on a deductible of this scheme cannot fall any further.
int Stated::last_fall(const Facts& facts, const Value& rule) const {
    Q per = 0;
    Q whole = 1;
    if (rule.has("minus")) {
        per = fen(rule.part("minus"));
        const Pack* pack = book_.pack(facts.insured);
        whole = highest_deductible(
            pack->schemes.at(Book::scheme_key(facts.insutype(), facts.business)));
    } else if (rule.has("minus_share")) {
        per = decimal(rule.part("minus_share"));
    }
    if (per == 0) return 2;
    int count = 1;
    for (Q fallen = 0; fallen < whole && count < 60; fallen += per) ++count;
    return count;
}

std::vector<int> Stated::counts(const Facts& facts) const {
    int highest = 1;
    if (facts.business == "inpatient" || facts.business == "maternity") {
        const std::set<int> bounds = bounds_of(rows_for(facts), "nth");
        if (!bounds.empty()) highest = std::max(highest, *bounds.rbegin());
        const Pack* pack = book_.pack(facts.insured);
        const Scheme& scheme = pack->schemes.at(Book::scheme_key(facts.insutype(), facts.business));
        const Table* falls = scheme.table("deductible_nth", -1);
        for (const Row& row : falls == nullptr ? Table{} : *falls) {
            for (const Value& reading : row.readings) {
                if (!reading.is("none")) highest = std::max(highest, last_fall(facts, reading));
            }
        }
    }
    std::vector<int> all;
    for (int count = 1; count <= highest; ++count) all.push_back(count);
    return all;
}

std::vector<Facts> Stated::readings(const Facts& facts, const Row& row) const {
    std::vector<Facts> all(row.readings.size(), facts);
    for (std::size_t i = 0; i < all.size(); ++i) all[i].readings[row.number] = i;
    return all;
}

std::vector<Facts> Stated::candidates(const Facts& facts, const Open& open) const {
    const std::string& fact = open.fact;
    if (fact == "insutype") return each(facts, &Facts::insutype, {"310", "390"});
    if (fact == "psn_type") return each(facts, &Facts::psn_type, types_of(facts.insutype()));
    if (fact == "treating") return each(facts, &Facts::treating, {facts.insured, "other"});
    if (fact == "dates") return each(facts, &Facts::dates, dates(facts));
    if (fact == "hosp_lv") return each(facts, &Facts::hosp_lv, kLevels);
    if (fact == "attributes") return has_or_not(facts, &Facts::attributes, open.name);
    if (fact == "identities") return has_or_not(facts, &Facts::identities, open.name);
    if (const auto found = kNumbers.find(fact); found != kNumbers.end()) {
        return each(facts, found->second, intervals(facts, fact.c_str()));
    }
    if (const auto found = kNamed.find(fact); found != kNamed.end()) {
        return each(facts, found->second, named(facts, fact.c_str()));
    }
    if (fact == "emergency") return each(facts, &Facts::emergency, {true, false});
    if (fact == "recognised") return each(facts, &Facts::recognised, {true, false});
    if (fact == "filing") {
        // Local care without the key has none.
        const bool none = facts.treating() == facts.insured && !given_.contains("filing");
        return each(facts, &Facts::filing,
                    none ? std::vector<std::optional<Filing>>{std::nullopt} : filings());
    }
    if (fact == "count") return each(facts, &Facts::count, counts(facts));
    if (fact == "previous.hosp_lv") return each(facts, &Previous::hosp_lv, kLevels);
    if (fact == "previous.dedc") return each(facts, &Previous::dedc, {Q{0}, std::nullopt});
    if (fact == "reading") return readings(facts, *open.row);
    throw std::logic_error("no such fact: " + fact);
}

}  // namespace reference
