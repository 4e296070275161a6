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
    static const std::map<std::string, std::string> kTable{
        {"21", "inpatient"},    {"22", "inpatient"},      {"23", "inpatient"},
        {"24", "inpatient"},    {"11", "outpatient"},     {"12", "outpatient"},
        {"13", "outpatient"},   {"19", "outpatient"},     {"14", "chronic"},
        {"15", "dual_channel"}, {"9216", "dual_channel"}, {"41", "pharmacy"},
        {"51", "maternity"},    {"52", "maternity"},      {"53", "maternity"}};
    if (kTable.contains(med_type)) return kTable.at(med_type);
    const auto found = kTable.find(med_type.substr(0, 2));
    return found == kTable.end() ? "" : found->second;
}

bool in_corridor(const Book& book, const Facts& facts, const std::string& business) {
    const auto& corridors = book.frame().corridors;
    return std::any_of(corridors.begin(), corridors.end(), [&](const Corridor& one) {
        const bool kind =
            std::find(one.business.begin(), one.business.end(), business) != one.business.end();
        if (!kind || !holds_area(one.regions, facts.insured) ||
            !holds_area(one.regions, facts.treating())) {
            return false;
        }
        const int day = facts.dates().begin;
        return one.from <= day && (!one.to || day < *one.to);
    });
}

bool Run::in_force_by_date() const {
    const Filing& filing = *facts_.filing();
    if (!filing.begin && !filing.end) return true;
    const Dates& dates = facts_.dates();
    if (!dates.given) return true;
    return (!filing.begin || *filing.begin <= dates.begin) &&
           (!filing.end || dates.begin <= *filing.end);
}

bool Run::place_covers() const {
    const Filing& filing = *facts_.filing();
    if (filing.here || filing.place.empty()) return true;
    if (book_.pooling_area(filing.place) == facts_.treating()) return true;
    return filing.place.ends_with("0000") &&
           filing.place.substr(0, 2) == facts_.treating().substr(0, 2);
}

/// The word of a parameter that has one value for all days.
const std::string& Run::for_all_days(std::string_view parameter) const {
    const Table* table = scheme_->table(parameter, -1);
    return table == nullptr ? default_value(parameter, false)->word : read(table->front()).word;
}

void Run::choose_scheme() {
    const auto found = pack_->schemes.find(Book::scheme_key(facts_.insutype(), business_));
    if (found == pack_->schemes.end() || found->second.unknown) unknown("rule_unknown");
    scheme_ = &found->second;
    level_.reset();
    const std::string& which = for_all_days("policy_date");
    date_ = which == "admission"    ? facts_.dates().begin
            : which == "settlement" ? facts_.dates().settled
                                    : facts_.dates().end;
    counter_ = business_;
    const std::string& whose = for_all_days("year_counter");
    if (whose != "own") counter_ = whose;
    if (!scheme_->first_day || date_ < *scheme_->first_day) unknown("before_first_rule");
}

void Run::insurance() {
    if (!bill_.insured) reject("not_insured");
    if (bill_.waiting_until && *bill_.waiting_until >= facts_.dates().begin) {
        reject("waiting_period");
    }
    if (bill_.third_party) reject("third_party_liable");
}

void Run::filing_state() {
    if (!remote()) {
        const std::optional<Filing>& filing = facts_.filing();
        state_ = filing && long_term(filing->kind) && in_force_by_date() ? "home" : "local";
        if (state_ == "home" && filing->promise) reject("promise_not_completed");
        return;
    }
    if (in_corridor(book_, facts_, business_)) {
        state_ = "long_term";
    } else if (facts_.filing() && in_force_by_date() && place_covers()) {
        const std::string& kind = facts_.filing()->kind;
        state_ = long_term(kind) ? "long_term" : kind;
    } else if (facts_.emergency()) {
        state_ = "emergency";
    } else {
        state_ = "unfiled";
        if (bill_.direct) unfiled();
    }
}

void Run::unfiled() {
    if (word("unfiled_direct") == "pay") return;
    reject(!facts_.filing()  ? "not_filed"
           : !place_covers() ? "filing_elsewhere"
                             : "filing_not_in_force");
}

int Run::benefit_year(int day) {
    const std::string& start = for_all_days("benefit_year_start");
    const std::string text = date_text(day);
    const int year = std::stoi(text.substr(0, 4));
    const std::string of_year = std::to_string(text.substr(5) >= start ? year : year - 1);
    return day_number(of_year + "-" + start);
}

int Run::benefit_year() {
    const bool by_discharge = !stay() || word("year_crossing") == "by_discharge";
    return benefit_year(by_discharge ? facts_.dates().end : facts_.dates().begin);
}

std::string Run::own_level(const std::string& hosp_lv, bool here) {
    if (hosp_lv >= "08") return "primary";
    if (hosp_lv >= "05") return "secondary";
    const std::string& top = word("top_level");
    if (top == "hosp_lv_01" && hosp_lv == "01") return "top";
    if (top == "province_owned" && here && facts_.attributes.has("province_owned")) return "top";
    return "tertiary";
}

const std::string& Run::level() {
    if (level_) return *level_;
    std::string level = own_level(facts_.hosp_lv(), true);
    const Row* row = remote() ? find(*scheme_, "level_map", -1) : nullptr;
    if (row != nullptr) level = read(*row).word;
    level_ = level;
    return *level_;
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
        if (remote() && bill_.direct && bill_.inst_open && !bill_.inst_open->contains(business_)) {
            reject("not_connected");
        }
        const Dates& dates = facts_.dates();
        if (stay() && benefit_year(dates.begin) != benefit_year(dates.end) &&
            word("year_crossing") == "settle_at_year_end") {
            reject("interim_required");
        }
        if (word("gate") == "reject") reject("not_covered");
        if (business_ == "chronic" && !facts_.recognised()) {
            if (word("unrecognised") == "reject") reject("not_recognised");
            business_ = "outpatient";
            again = true;
        }
    }
}

}  // namespace reference
