#include <algorithm>

#include "tests/reference/run.h"

/// Step 0 of docs/domain/calculation.md.
namespace reference {
namespace {

bool long_term(const std::string& kind) {
    return kind == "resettled_retiree" || kind == "long_term_resident" || kind == "posted_worker";
}

bool holds_area(const std::vector<std::string>& regions, const std::string& area) {
    return std::any_of(regions.begin(), regions.end(), [&](const std::string& region) {
        return region == area ||
               (region.ends_with("0000") && region.substr(0, 2) == area.substr(0, 2));
    });
}

}  // namespace

std::string business_of(const std::string& med_type) {
    static const std::map<std::string, std::string> table{
        {"21", "inpatient"},    {"22", "inpatient"},      {"23", "inpatient"},
        {"24", "inpatient"},    {"11", "outpatient"},     {"12", "outpatient"},
        {"13", "outpatient"},   {"19", "outpatient"},     {"14", "chronic"},
        {"15", "dual_channel"}, {"9216", "dual_channel"}, {"41", "pharmacy"},
        {"51", "maternity"},    {"52", "maternity"},      {"53", "maternity"}};
    if (table.contains(med_type)) return table.at(med_type);
    const auto found = table.find(med_type.substr(0, 2));
    return found == table.end() ? "" : found->second;
}

bool in_corridor(const Book& book, const Facts& facts, const std::string& business) {
    for (const Corridor& one : book.frame().corridors) {
        const bool dates = one.from <= facts.begin && (!one.to || facts.begin < *one.to);
        const bool kind =
            std::find(one.business.begin(), one.business.end(), business) != one.business.end();
        if (dates && kind && holds_area(one.regions, facts.insured) &&
            holds_area(one.regions, facts.treating)) {
            return true;
        }
    }
    return false;
}

bool Run::direct() const {
    return input_.value("catalog", "treating") == "treating";
}

bool Run::in_force_by_date() const {
    const Filing& filing = *facts_.filing;
    if (!facts_.dates_given) return true;
    return (!filing.begin || *filing.begin <= facts_.begin) &&
           (!filing.end || facts_.begin <= *filing.end);
}

bool Run::place_covers() const {
    const Filing& filing = *facts_.filing;
    if (filing.here || filing.place.empty()) return true;
    if (book_.pooling_area(filing.place) == facts_.treating) return true;
    return filing.place.ends_with("0000") &&
           filing.place.substr(0, 2) == facts_.treating.substr(0, 2);
}

void Run::choose_scheme() {
    const auto found = pack_->schemes.find(Book::scheme_key(facts_.insutype, business_));
    if (found == pack_->schemes.end() || found->second.unknown) unknown("rule_unknown");
    scheme_ = &found->second;
    date_ = facts_.end;
    for (const Row& row : scheme_->rows) {
        if (row.parameter != "policy_date") continue;
        const std::string which = read(row);
        date_ = which == "admission"    ? facts_.begin
                : which == "settlement" ? facts_.settled
                                        : facts_.end;
    }
    counter_ = business_;
    const std::string whose = word("year_counter");
    if (whose != "own") counter_ = whose;
    const std::optional<int> first = first_day(*scheme_);
    if (!first || date_ < *first) unknown("before_first_rule");
}

void Run::insurance() {
    const std::string state =
        input_.contains("psn_insu_stas") ? input_["psn_insu_stas"].dump() : "1";
    if (state.find_first_of("24") != std::string::npos) reject("not_insured");
    if (input_.contains("waiting_until") &&
        day_number(input_["waiting_until"].get<std::string>()) >= facts_.begin) {
        reject("waiting_period");
    }
    const auto flag = [&](const std::string& key) {
        return input_.contains(key) &&
               (input_[key] == true || input_[key] == 1 || input_[key] == "1");
    };
    if (flag("rel_ttp_flag")) reject("third_party_liable");
}

void Run::filing_state() {
    const bool dated = facts_.filing && in_force_by_date();
    if (!remote()) {
        state_ = dated && long_term(facts_.filing->kind) ? "home" : "local";
        if (state_ == "home" && facts_.filing->promise) reject("promise_not_completed");
        return;
    }
    if (in_corridor(book_, facts_, business_)) {
        state_ = "long_term";
    } else if (dated && place_covers()) {
        state_ = long_term(facts_.filing->kind) ? "long_term" : facts_.filing->kind;
    } else if (facts_.emergency) {
        state_ = "emergency";
    } else {
        state_ = "unfiled";
        if (direct()) unfiled();
    }
}

void Run::unfiled() {
    if (word("unfiled_direct") == "pay") return;
    reject(!facts_.filing    ? "not_filed"
           : !place_covers() ? "filing_elsewhere"
                             : "filing_not_in_force");
}

int Run::benefit_year(int day) {
    std::string start = "01-01";
    for (const Row& row : scheme_->rows) {
        if (row.parameter == "benefit_year_start") start = read(row).get<std::string>();
    }
    const std::string text = date_text(day);
    const int year = std::stoi(text.substr(0, 4));
    const std::string of_year = std::to_string(text.substr(5) >= start ? year : year - 1);
    return day_number(of_year + "-" + start);
}

int Run::benefit_year() {
    const bool by_discharge = !stay() || word("year_crossing") == "by_discharge";
    return benefit_year(by_discharge ? facts_.end : facts_.begin);
}

std::string Run::own_level(const std::string& hosp_lv, bool here) {
    if (hosp_lv >= "08") return "primary";
    if (hosp_lv >= "05") return "secondary";
    const std::string top = word("top_level");
    if (top == "hosp_lv_01" && hosp_lv == "01") return "top";
    if (top == "province_owned" && here && facts_.attributes.contains("province_owned"))
        return "top";
    return "tertiary";
}

std::string Run::level() {
    const std::string own = own_level(facts_.hosp_lv, true);
    if (!remote()) return own;
    const Row* row = find(*scheme_, "level_map", -1);
    if (row == nullptr) {
        seen_.insert("level_map=itself");
        return own;
    }
    const std::string mapped = read(*row);
    seen_.insert("level_map=mapped");
    return mapped;
}

void Run::gate() {
    if (facts_.insured.empty()) unknown("unbounded");
    pack_ = book_.pack(facts_.insured);
    if (pack_ == nullptr) unknown("no_pack");
    if (facts_.med_type.empty()) unknown("unbounded");
    if (facts_.business.empty()) unknown("rule_unknown");
    business_ = facts_.business;
    for (bool again = true; again;) {
        again = false;
        choose_scheme();
        insurance();
        filing_state();
        if (remote() && direct() && input_.contains("inst_open")) {
            const Json& open = input_["inst_open"];
            if (std::find(open.begin(), open.end(), Json(business_)) == open.end())
                reject("not_connected");
        }
        if (stay() && benefit_year(facts_.begin) != benefit_year(facts_.end) &&
            word("year_crossing") == "settle_at_year_end") {
            reject("interim_required");
        }
        if (word("gate") == "reject") reject("not_covered");
        if (business_ == "chronic" && !facts_.recognised) {
            if (word("unrecognised") == "reject") reject("not_recognised");
            business_ = "outpatient";
            again = true;
        }
    }
}

}  // namespace reference
