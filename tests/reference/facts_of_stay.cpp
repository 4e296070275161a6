#include <algorithm>

#include "tests/reference/product.h"

/// Candidates for what a stay brings: filing, admission count, the stay before it, readings of
/// rows.
namespace reference {

void Product::filings() {
    each([&](const Facts& facts) {
        if (given_.contains("filing") && given_["filing"].is_object()) {
            const Json& given = given_["filing"];
            Filing filing;
            filing.kind = given.at("kind");
            if (given.contains("place")) filing.place = text_of(given["place"]);
            if (given.contains("begndate"))
                filing.begin = day_number(given["begndate"].get<std::string>());
            if (given.contains("enddate"))
                filing.end = day_number(given["enddate"].get<std::string>());
            filing.promise = given.value("promise", false);
            Facts filed = facts;
            filed.filing = filing;
            return Candidates{filed};
        }
        Candidates next{facts};
        if (!open("filing")) return next;
        const bool local = facts.treating == facts.insured;
        if (local && !given_.contains("filing")) return next;
        const bool chronic = facts.business == "chronic";  // May become the outpatient scheme's.
        if (!local && in_corridor(book_, facts, facts.business) &&
            (!chronic || in_corridor(book_, facts, "outpatient"))) {
            return next;
        }
        for (const std::string kind : {"resettled_retiree", "long_term_resident", "posted_worker",
                                       "referral", "emergency", "other_temporary"}) {
            Facts filed = facts;
            filed.filing = Filing{kind, {}, {}, {}, false, true};
            next.push_back(filed);
        }
        return next;
    });
}

/// The admission from which on a deductible of this scheme cannot fall any further.
int Product::last_fall(const Facts& facts, const Json& rule) const {
    Q per = 0;
    Q whole = 1;
    if (rule.contains("minus")) {
        per = fen(rule["minus"]);
        whole = 0;
        for (const Row* row : rows_for(facts)) {
            if (row->parameter != "deductible") continue;
            for (const Json& reading : row->readings) {
                if (!reading.is_object()) whole = most(whole, fen(reading));
                if (reading.is_object() && reading.contains("max"))
                    whole = most(whole, fen(reading["max"]));
            }
        }
    } else if (rule.contains("minus_share")) {
        per = decimal(rule["minus_share"]);
    }
    if (per == 0) return 2;
    int count = 1;
    for (Q fallen = 0; fallen < whole && count < 60; fallen += per) ++count;
    return count;
}

void Product::counts() {
    const Json cum = given_.value("cum", Json::object());
    each([&](const Facts& facts) {
        Facts counted = facts;
        if (!open("ipt_cnt")) {
            counted.count = std::stoi(text_of(given_["ipt_cnt"]));
            return Candidates{counted};
        }
        if (cum.contains("ipt_cnt")) {
            counted.count = std::stoi(text_of(cum["ipt_cnt"])) + 1;
            return Candidates{counted};
        }
        int highest = 1;
        for (const std::string& word : named(facts, {"nth"})) {
            highest = std::max(highest, std::stoi(word) + (word.ends_with("+") ? 0 : 1));
        }
        for (const Row* row : rows_for(facts)) {
            if (row->parameter != "deductible_nth") continue;
            for (const Json& reading : row->readings) {
                if (reading != "none") highest = std::max(highest, last_fall(facts, reading));
            }
        }
        if (facts.business != "inpatient" && facts.business != "maternity") highest = 1;
        Candidates next;
        for (int count = 1; count <= highest; ++count) {
            counted.count = count;
            next.push_back(counted);
        }
        return next;
    });
}

void Product::previous() {
    if (!given_.contains("prev")) return;
    const Json& given = given_["prev"];
    each([&](const Facts& facts) {
        Previous stay;
        stay.relation = given.at("relation");
        if (given.contains("enddate")) stay.end = day_number(given["enddate"].get<std::string>());
        std::vector<std::string> levels{"01", "02", "05", "08"};
        if (stay.relation == "interim") levels = {""};
        if (given.contains("hosp_lv") && given["hosp_lv"] != "?")
            levels = {text_of(given["hosp_lv"])};
        std::vector<std::optional<Q>> deductibles{Q{0}, std::nullopt};
        if (given.contains("dedc")) deductibles = {fen(given["dedc"])};
        Candidates next;
        for (const std::string& level : levels) {
            for (const std::optional<Q>& deductible : deductibles) {
                Facts candidate = facts;
                stay.hosp_lv = level;
                stay.dedc = deductible;
                candidate.previous = stay;
                next.push_back(candidate);
            }
        }
        return next;
    });
}

void Product::choices() {
    each([&](const Facts& facts) {
        Candidates next{facts};
        for (const Row* row : rows_for(facts)) {
            if (row->readings.size() < 2) continue;
            const Candidates open_rows = next;
            next.clear();
            for (const Facts& before : open_rows) {
                for (std::size_t reading = 0; reading < row->readings.size(); ++reading) {
                    Facts chosen = before;
                    chosen.reading[row->number] = reading;
                    next.push_back(chosen);
                }
            }
        }
        return next;
    });
}

}  // namespace reference
