#include <algorithm>
#include <functional>
#include <stdexcept>

#include "tests/reference/product.h"

namespace reference {
namespace {

std::set<std::string> names_of(const Json& list) {
    std::set<std::string> all;
    for (const Json& one : list) all.insert(one.get<std::string>());
    return all;
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

}  // namespace

std::string text_of(const Json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

/// The rows of the schemes that may compute these facts, with the frame's remote rows.
std::vector<const Row*> Product::rows_for(const Facts& facts) const {
    std::vector<const Row*> rows;
    std::vector<std::string> businesses{facts.business};
    if (facts.business == "chronic") businesses.emplace_back("outpatient");
    for (const Pack* pack : {book_.pack(facts.insured), &book_.frame()}) {
        if (pack == nullptr) continue;
        for (const std::string& business : businesses) {
            const auto scheme = pack->schemes.find(Book::scheme_key(facts.insutype, business));
            if (scheme == pack->schemes.end()) continue;
            for (const Row& row : scheme->second.rows) rows.push_back(&row);
        }
    }
    return rows;
}

std::set<std::string> Product::named(const Facts& facts,
                                     const std::vector<std::string>& keys) const {
    std::set<std::string> names;
    for (const Row* row : rows_for(facts)) {
        for (const std::string& key : keys) {
            if (!row->when.contains(key)) continue;
            names.insert(row->when.at(key).begin(), row->when.at(key).end());
        }
    }
    return names;
}

std::vector<int> Product::intervals(const Facts& facts, const std::string& key, bool ends) const {
    const auto number = [&](const std::string& word) {
        return key == "retire_date" ? day_number(word) : std::stoi(word);
    };
    std::set<int> starts;
    for (const std::string& word : named(facts, {key})) {
        if (word.starts_with("<")) {
            starts.insert(number(word.substr(1)));
        } else if (word.starts_with(">=")) {
            starts.insert(number(word.substr(2)));
        } else if (key != "retire_date") {
            const std::size_t dash = word.find('-');
            starts.insert(number(word.substr(0, dash)));
            starts.insert(number(dash == std::string::npos ? word : word.substr(dash + 1)) + 1);
        }
    }
    std::vector<int> values;
    if (key == "retire_date") {
        values.push_back(starts.empty() ? 0 : *starts.begin() - 1);
    } else {
        starts.insert(0);
    }
    for (const int start : starts) {
        if (ends && start > 0) values.push_back(start - 1);
        values.push_back(start);
    }
    if (ends) values.push_back(120);
    return values;
}

void Product::persons() {
    each([&](const Facts& facts) {
        Candidates next;
        const std::string type =
            given_.contains("psn_type") ? text_of(given_["psn_type"]).substr(0, 2) : "";
        for (const std::string insutype : {"310", "390"}) {
            const std::vector<std::string> types = insutype == "310"
                                                       ? std::vector<std::string>{"11", "12"}
                                                       : std::vector<std::string>{"14", "15", "16"};
            if (given_.contains("insutype") && text_of(given_["insutype"]) != insutype) continue;
            for (const std::string& candidate : types) {
                if (!type.empty() && type != candidate) continue;
                Facts person = facts;
                person.insutype = insutype;
                person.psn_type = candidate;
                next.push_back(person);
            }
        }
        return next;
    });
}

void Product::places() {
    each([&](const Facts& facts) {
        Facts local = facts;
        if (given_.contains("mdtrtarea_admvs")) {
            local.treating = book_.pooling_area(text_of(given_["mdtrtarea_admvs"]));
            return Candidates{local};
        }
        local.treating = facts.insured;
        Facts other = facts;
        other.treating = "other";
        return Candidates{local, other};
    });
}

void Product::dates() {
    const auto day = [&](const std::string& key) {
        return given_.contains(key) ? std::optional<int>{day_number(given_[key].get<std::string>())}
                                    : std::nullopt;
    };
    const std::optional<int> begin = day("begndate");
    const std::optional<int> end = day("enddate");
    const std::optional<int> settled = day("setl_date");
    each([&](const Facts& facts) {
        Facts dated = facts;
        if (begin || end || settled) {
            dated.dates_given = true;
            dated.end = end ? *end : settled ? *settled : *begin;
            dated.begin = begin ? *begin : dated.end;
            dated.settled = settled ? *settled : dated.end;
            return Candidates{dated};
        }
        std::set<int> days;
        const Pack* pack = book_.pack(facts.insured);
        const std::string key = Book::scheme_key(facts.insutype, facts.business);
        if (pack != nullptr && pack->schemes.contains(key))
            days = period_starts(pack->schemes.at(key));
        Candidates next;
        for (const int candidate : days) {
            dated.begin = dated.end = dated.settled = candidate;
            next.push_back(dated);
        }
        if (next.empty()) next.push_back(facts);
        return next;
    });
}

void Product::hospitals() {
    each([&](const Facts& facts) {
        Candidates next;
        std::vector<std::string> levels{"01", "02", "05", "08"};
        const bool transfer =
            given_.contains("prev") && given_["prev"].value("relation", "") == "transfer";
        if (named(facts, {"level"}).empty() && !transfer) levels = {"05"};
        if (!open("hosp_lv")) levels = {text_of(given_["hosp_lv"])};
        for (const std::string& level : levels) {
            Facts candidate = facts;
            candidate.hosp_lv = level;
            next.push_back(candidate);
        }
        return next;
    });
    if (given_.contains("inst_attr")) {
        for (Facts& facts : all_) facts.attributes = names_of(given_["inst_attr"]);
        return;
    }
    each([&](const Facts& facts) {
        std::set<std::string> asked = named(facts, {"attr", "not_attr"});
        for (const Row* row : rows_for(facts)) {
            for (const Json& reading : row->readings) {
                if (reading == "province_owned") asked.insert("province_owned");
            }
        }
        Candidates next{facts};
        for (const std::string& attribute : asked) {
            const Candidates without = next;
            for (Facts with : without) {
                with.attributes.insert(attribute);
                next.push_back(with);
            }
        }
        return next;
    });
}

void Product::identities() {
    if (!open("psn_idet")) {
        for (Facts& facts : all_) facts.identities = names_of(given_["psn_idet"]);
        return;
    }
    each([&](const Facts& facts) {
        Candidates next{facts};
        for (const std::string& identity : named(facts, {"identity", "not_identity"})) {
            const Candidates without = next;
            for (Facts with : without) {
                with.identities.insert(identity);
                next.push_back(with);
            }
        }
        return next;
    });
}

void Product::numbers() {
    const auto number = [&](const std::string& key, int Facts::*member) {
        if (!open(key)) {
            const std::string value = text_of(given_[key]);
            for (Facts& facts : all_)
                facts.*member = key == "retire_date" ? day_number(value) : std::stoi(value);
            return;
        }
        const std::string condition = key == "insured_months" ? "months" : key;
        each([&](const Facts& facts) {
            bool by_age = false;
            for (const Row* row : rows_for(facts)) {
                for (const Json& reading : row->readings) {
                    by_age = by_age || (reading.is_object() && reading.contains("per_year_of_age"));
                }
            }
            Candidates next;
            for (const int value : intervals(facts, condition, by_age && key == "age")) {
                Facts candidate = facts;
                candidate.*member = value;
                next.push_back(candidate);
            }
            return next;
        });
    };
    number("age", &Facts::age);
    number("insured_months", &Facts::months);
    number("retire_date", &Facts::retire_date);
}

void Product::words() {
    const auto word = [&](const std::string& key, const std::string& condition,
                          std::string Facts::*member) {
        if (!open(key)) {
            for (Facts& facts : all_) facts.*member = text_of(given_[key]);
            return;
        }
        each([&](const Facts& facts) {
            std::set<std::string> names = named(facts, {condition});
            names.insert("other");
            Candidates next;
            for (const std::string& name : names) {
                Facts candidate = facts;
                candidate.*member = name;
                next.push_back(candidate);
            }
            return next;
        });
    };
    word("insu_tier", "tier", &Facts::tier);
    word("civil_rank", "rank", &Facts::rank);
    word("dise_codg", "disease", &Facts::disease);
    word("fixmedins_code", "hospital", &Facts::hospital);
    for (Facts& facts : all_) {
        facts.disease_given = !open("dise_codg");
        facts.hospital_given = !open("fixmedins_code");
    }
    const auto flag = [&](const std::string& key, bool Facts::*member) {
        each([&](const Facts& facts) {
            Facts no = facts;
            no.*member = false;
            Facts yes = facts;
            yes.*member = true;
            if (!open(key)) return Candidates{given_[key].get<bool>() ? yes : no};
            return Candidates{yes, no};
        });
    };
    if (given_.contains("er_flag")) {
        flag("er_flag", &Facts::emergency);
    } else {
        for (Facts& facts : all_)
            facts.emergency = facts.med_type == "24" || facts.med_type == "13";
    }
    const auto asks_recognition = [&](const Facts& facts) {
        return facts.business == "chronic" || !named(facts, {"recognised"}).empty();
    };
    if (std::any_of(all_.begin(), all_.end(), asks_recognition) || !open("recognised")) {
        flag("recognised", &Facts::recognised);
    }
}

Candidates Product::build() {
    Facts start;
    if (given_.contains("insuplc_admdvs"))
        start.insured = book_.pooling_area(text_of(given_["insuplc_admdvs"]));
    if (given_.contains("med_type")) start.med_type = text_of(given_["med_type"]);
    start.business = business_of(start.med_type);
    given_ = with_defaults(given_, book_.pack(start.insured));
    all_ = {start};
    persons();
    places();
    dates();
    hospitals();
    identities();
    numbers();
    words();
    filings();
    counts();
    previous();
    choices();
    return all_;
}

std::vector<Facts> complete_facts(const Book& book, const Json& input) {
    return Product{book, input}.build();
}

}  // namespace reference
