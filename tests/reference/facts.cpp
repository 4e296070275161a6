#include "tests/reference/facts.h"

#include <algorithm>
#include <set>

/// What a case states. The candidates for what it leaves open: candidates.cpp.
namespace reference {
namespace {

std::set<std::string> names_of(const Json& list) {
    std::set<std::string> all;
    for (const Json& one : list) all.insert(one.get<std::string>());
    return all;
}

/// A string as it is, a number as JSON writes it.
std::string text_of(const Json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

/// The case with the pack's defaults in the places of absent keys.
Json with_defaults(const Json& input, const Pack* pack) {
    Json filled = input;
    if (pack == nullptr) return filled;
    for (const auto& [key, value] : pack->defaults.items()) {
        if (filled.contains(key)) continue;
        if (key == "ipt_cnt" && input.contains("cum") && input["cum"].contains("ipt_cnt")) continue;
        filled[key] = value;
    }
    return filled;
}

std::optional<int> day(const Json& from, const char* key) {
    if (!from.contains(key)) return {};
    return day_number(from[key].get<std::string>());
}

Filing filing_of(const Json& given) {
    Filing filing;
    filing.kind = given.at("kind");
    if (given.contains("place")) filing.place = text_of(given["place"]);
    filing.begin = day(given, "begndate");
    filing.end = day(given, "enddate");
    filing.promise = given.value("promise", false);
    return filing;
}

}  // namespace

bool Names::has(const std::string& name) const {
    if (all_) return all_->contains(name);
    const auto found = known_.find(name);
    if (found == known_.end()) throw Open{name_, name, nullptr};
    return found->second;
}

const Value& Facts::reading_of(const Row& row) const {
    if (row.readings.size() == 1) return row.readings.front();
    const auto chosen = readings.find(row.number);
    if (chosen == readings.end()) throw Open{"reading", {}, &row};
    return row.readings[chosen->second];
}

Stated::Stated(const Book& book, const Json& input) : book_{book}, given_(input) {
    if (!given_.contains("insuplc_admdvs")) return;
    given_ = with_defaults(input, book.pack(book.pooling_area(text("insuplc_admdvs"))));
}

bool Stated::open(const std::string& key) const {
    const auto found = given_.find(key);
    return found == given_.end() || *found == "?";
}

std::string Stated::text(const std::string& key) const {
    return text_of(given_.at(key));
}

void Stated::state_person(Facts& facts) const {
    if (given_.contains("psn_type")) {
        const std::string type = text("psn_type").substr(0, 2);
        facts.psn_type.set(type);
        facts.insutype.set(type < "13" ? "310" : "390");
    }
    if (given_.contains("insutype")) facts.insutype.set(text("insutype"));
    if (!open("psn_idet")) facts.identities.set_all(names_of(given_["psn_idet"]));
    if (!open("age")) facts.age.set(std::stoi(text("age")));
    if (!open("insured_months")) facts.months.set(std::stoi(text("insured_months")));
    if (!open("retire_date")) facts.retire_date.set(day_number(text("retire_date")));
    if (!open("insu_tier")) facts.tier.set(text("insu_tier"));
    if (!open("civil_rank")) facts.rank.set(text("civil_rank"));
    if (!open("recognised")) facts.recognised.set(given_["recognised"].get<bool>());
}

void Stated::state_visit(Facts& facts) const {
    if (given_.contains("mdtrtarea_admvs")) {
        facts.treating.set(book_.pooling_area(text("mdtrtarea_admvs")));
    }
    if (!open("hosp_lv")) facts.hosp_lv.set(text("hosp_lv"));
    if (given_.contains("inst_attr")) facts.attributes.set_all(names_of(given_["inst_attr"]));
    facts.hospital_given = !open("fixmedins_code");
    if (facts.hospital_given) facts.hospital.set(text("fixmedins_code"));
    facts.disease_given = !open("dise_codg");
    if (facts.disease_given) facts.disease.set(text("dise_codg"));
    if (!given_.contains("er_flag")) {
        facts.emergency.set(facts.med_type == "24" || facts.med_type == "13");
    } else if (!open("er_flag")) {
        facts.emergency.set(given_["er_flag"].get<bool>());
    }
    const bool given = given_.contains("filing") && given_["filing"].is_object();
    if (given) facts.filing.set(filing_of(given_["filing"]));
    if (!open("filing") && !given) facts.filing.set({});
    const Json cum = given_.value("cum", Json::object());
    if (!open("ipt_cnt")) {
        facts.count.set(std::stoi(text("ipt_cnt")));
    } else if (cum.contains("ipt_cnt")) {
        facts.count.set(std::stoi(text_of(cum["ipt_cnt"])) + 1);
    }
}

void Stated::state_dates(Facts& facts) const {
    const std::optional<int> begin = day(given_, "begndate");
    const std::optional<int> end = day(given_, "enddate");
    const std::optional<int> settled = day(given_, "setl_date");
    if (!begin && !end && !settled) return;
    Dates dates;
    dates.given = true;
    dates.end = end ? *end : settled ? *settled : *begin;
    dates.begin = begin.value_or(dates.end);
    dates.settled = settled.value_or(dates.end);
    facts.dates.set(dates);
}

void Stated::state_previous(Facts& facts) const {
    if (!given_.contains("prev")) return;
    const Json& given = given_["prev"];
    facts.previous.relation = given.at("relation");
    facts.previous.end = day(given, "enddate");
    if (given.contains("hosp_lv") && given["hosp_lv"] != "?") {
        facts.previous.hosp_lv.set(text_of(given["hosp_lv"]));
    }
    if (given.contains("dedc")) facts.previous.dedc.set(fen(given["dedc"]));
}

Facts Stated::facts() const {
    Facts facts;
    if (given_.contains("insuplc_admdvs")) {
        facts.insured = book_.pooling_area(text("insuplc_admdvs"));
    }
    if (given_.contains("med_type")) facts.med_type = text("med_type");
    facts.business = business_of(facts.med_type);
    state_person(facts);
    state_visit(facts);
    state_dates(facts);
    state_previous(facts);
    return facts;
}

}  // namespace reference
