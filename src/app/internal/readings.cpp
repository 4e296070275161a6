#include "app/internal/readings.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "domain/explain/ranges.h"

namespace yidi::app::internal {
namespace {

using adjudication::Because;
using adjudication::Case;
using adjudication::Fact;
using adjudication::FilingGiven;
using adjudication::Status;

constexpr std::size_t kReadingsMax = 512;
constexpr std::size_t kBooksMax = 32;
constexpr std::size_t kNamesMax = 6;
/// Stands for "another province": no place, so no corridor holds it.
constexpr std::uint32_t kElsewhere = 980000;

std::optional<std::int64_t> number_of(std::string_view text) {
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, problem] = std::from_chars(text.data(), end, number);
    if (problem != std::errc{} || stopped != end) return std::nullopt;
    return number;
}

bool state_number(std::string_view label, std::optional<std::int64_t>& out) {
    out = number_of(label);
    return out.has_value();
}

bool state_date(std::string_view label, std::optional<Date>& out) {
    const Result<Date> date = parse_date(label);
    if (date) out = *date;
    return date.has_value();
}

bool state_text(std::string_view label, std::string& out) {
    out.assign(label);
    return !label.empty();
}

bool state_filing(std::string_view label, Case& facts) {
    const std::optional<policy::FilingKind> kind = policy::parse_filing_kind(label);
    facts.filing_given = kind ? FilingGiven::given : FilingGiven::none;
    facts.filing = {};
    if (kind) facts.filing.kind = *kind;
    return true;
}

bool state_previous(Fact fact, std::string_view label, Case& facts) {
    if (!facts.prev) return false;
    if (fact == Fact::prev_hosp_lv) return state_text(label, facts.prev->hosp_lv);
    // "standard" is what the region's table says, which a case cannot state.
    if (label != "0.00") return false;
    facts.prev->dedc = Money{};
    return true;
}

/// Writes a candidate of an open fact into the case, as the case file would spell it. False where a
/// case file cannot say it.
bool state(Fact fact, std::string_view label, Case& facts) {
    facts.dont_know &= ~(std::uint32_t{1} << static_cast<unsigned>(fact));
    switch (fact) {
        case Fact::insutype:
            facts.insutype = policy::parse_insutype(label);
            return facts.insutype.has_value();
        case Fact::psn_type: return state_text(label, facts.psn_type);
        case Fact::hosp_lv: return state_text(label, facts.hosp_lv);
        case Fact::mdtrtarea_admvs:
            facts.mdtrtarea_admvs = label == "local" ? facts.insuplc_admdvs : kElsewhere;
            return facts.mdtrtarea_admvs.has_value();
        case Fact::filing: return state_filing(label, facts);
        case Fact::er_flag: facts.er_flag = label == "true"; return true;
        case Fact::recognised: facts.recognised = label == "true"; return true;
        case Fact::ipt_cnt: return state_number(label, facts.ipt_cnt);
        case Fact::age: return state_number(label, facts.age);
        case Fact::insured_months: return state_number(label, facts.insured_months);
        case Fact::retire_date: return state_date(label, facts.retire_date);
        case Fact::insu_tier: return state_text(label, facts.insu_tier);
        case Fact::civil_rank: return state_text(label, facts.civil_rank);
        case Fact::dise_codg: return state_text(label, facts.dise_codg);
        case Fact::fixmedins_code: return state_text(label, facts.fixmedins_code);
        case Fact::date: return state_date(label, facts.setl_date);
        case Fact::prev_hosp_lv:
        case Fact::prev_dedc: return state_previous(fact, label, facts);
        case Fact::inst_attr:
        case Fact::psn_idet:
        case Fact::med_type:
        case Fact::insuplc_admdvs: break;  // The first two are lists; nobody asks for the others.
    }
    return false;
}

/// The book with one reading of a row in place of all of them. Only the packs that the case can
/// reach are taken along.
Result<std::unique_ptr<const policy::Book>> with_one_reading(const policy::Book& packs,
                                                             const policy::Row& row,
                                                             std::size_t reading,
                                                             const Case& facts) {
    const policy::RowPlace place = packs.locate(row);
    const policy::Regions& regions = packs.regions();
    std::vector<policy::Pack> copies;
    for (const auto& policy : packs.policies()) {
        const std::uint32_t id = policy->pack.id;
        const bool reached =
            id == policy::kNationalFrame || &policy->pack == place.pack ||
            (facts.insuplc_admdvs && regions.pooling_area(*facts.insuplc_admdvs) == id) ||
            (facts.mdtrtarea_admvs && regions.pooling_area(*facts.mdtrtarea_admvs) == id);
        if (!reached) continue;
        policy::Pack& copy = copies.emplace_back(policy->pack);
        if (&policy->pack != place.pack) continue;
        policy::Scheme& scheme =
            copy.schemes[static_cast<std::size_t>(place.scheme - place.pack->schemes.data())];
        policy::Row& copied =
            scheme.rows[static_cast<std::size_t>(&row - place.scheme->rows.data())];
        copied.readings = {row.readings[reading]};
        copied.interval = false;
    }
    YIDI_TRY(policy::Book book, policy::Book::from(std::move(copies), regions));
    return std::make_unique<const policy::Book>(std::move(book));
}

class Explorer {
public:
    explicit Explorer(explain::Language language) : language_{language} {}

    [[nodiscard]] Readings take() && { return std::move(found_); }

    Result<void> explore(const policy::Book& packs, const CaseFile& file, const std::string& when) {
        if (found_.all.size() >= kReadingsMax) {
            found_.complete = false;
            return {};
        }
        Estimate estimate;
        YIDI_TRY_VOID(app::estimate(packs, file, {.trace = true}, estimate));
        YIDI_TRY_VOID(settle(packs, file, estimate.answer, when));
        if (estimate.terms_book) found_.books.push_back(std::move(estimate.terms_book));
        return {};
    }

    /// Takes an answer down, or settles one of the things that it leaves open, in every way.
    Result<void> settle(const policy::Book& packs, const CaseFile& file,
                        adjudication::Answer& answer, const std::string& when) {
        if (answer.status == Status::computed || answer.status == Status::rejected) {
            for (const adjudication::Assumption& assumption : answer.outcome.assumptions) {
                found_.split_open = found_.split_open ||
                                    assumption.kind == adjudication::AssumptionKind::split_open;
            }
            found_.all.push_back({.answer = std::move(answer), .when = when});
            return {};
        }
        if (answer.status == Status::unknown) {
            found_.complete = false;
            return {};
        }
        for (const Because& open : answer.range.because) {
            if (open.is_choice || !open.name.empty() || !can_state(open, file)) continue;
            return settle_fact(packs, file, open, when);
        }
        for (const Because& open : answer.range.because) {
            if (open.is_choice || open.name.empty()) continue;
            return settle_names(packs, file, answer.range.because, open.fact, when);
        }
        for (const Because& open : answer.range.because) {
            if (open.is_choice) return settle_row(packs, file, open, when);
        }
        found_.complete = false;
        return {};
    }

private:
    static bool can_state(const Because& open, const CaseFile& file) {
        return std::ranges::all_of(open.readings, [&](const Because::Reading& reading) {
            Case facts = file.facts;
            return state(open.fact, reading.label, facts);
        });
    }

    [[nodiscard]] std::string joined(const std::string& when, const std::string& more) const {
        if (when.empty()) return more;
        return when + (language_ == explain::Language::zh ? "，" : ", ") + more;
    }

    /// "province-owned hospital: yes".
    [[nodiscard]] std::string told_of(const Because& open, bool has) const {
        const std::string_view label = has ? "true" : "false";
        for (std::size_t i = 0; i < open.readings.size(); ++i) {
            if (open.readings[i].label == label) return explain::candidate(open, i, language_);
        }
        return open.name;
    }

    Result<void> settle_fact(const policy::Book& packs, const CaseFile& file, const Because& open,
                             const std::string& when) {
        for (std::size_t i = 0; i < open.readings.size(); ++i) {
            CaseFile stated = file;
            state(open.fact, open.readings[i].label, stated.facts);
            YIDI_TRY_VOID(
                explore(packs, stated, joined(when, explain::candidate(open, i, language_))));
        }
        return {};
    }

    /// A list is stated whole: every choice of the names that matter.
    Result<void> settle_names(const policy::Book& packs, const CaseFile& file,
                              const std::vector<Because>& all, Fact fact, const std::string& when) {
        std::vector<const Because*> names;
        for (const Because& open : all) {
            if (!open.is_choice && open.fact == fact && !open.name.empty()) names.push_back(&open);
        }
        if (names.size() > kNamesMax) {
            found_.complete = false;
            return {};
        }
        for (std::size_t mask = 0; mask < std::size_t{1} << names.size(); ++mask) {
            CaseFile stated = file;
            stated.facts.dont_know &= ~(std::uint32_t{1} << static_cast<unsigned>(fact));
            auto& list = fact == Fact::psn_idet ? stated.facts.psn_idet : stated.facts.inst_attr;
            list.emplace();
            std::string told = when;
            for (std::size_t i = 0; i < names.size(); ++i) {
                const bool has = (mask >> i & 1U) != 0;
                if (has) list->push_back(names[i]->name);
                told = joined(told, told_of(*names[i], has));
            }
            YIDI_TRY_VOID(explore(packs, stated, told));
        }
        return {};
    }

    Result<void> settle_row(const policy::Book& packs, const CaseFile& file, const Because& open,
                            const std::string& when) {
        const bool has_place = open.row != nullptr && packs.locate(*open.row).pack != nullptr;
        if (!has_place || open.row->readings.size() < 2 ||
            found_.books.size() + open.row->readings.size() > kBooksMax) {
            found_.complete = false;
            return {};
        }
        found_.between = found_.between || open.row->interval;
        for (std::size_t i = 0; i < open.row->readings.size(); ++i) {
            YIDI_TRY(std::unique_ptr<const policy::Book> book,
                     with_one_reading(packs, *open.row, i, file.facts));
            found_.books.push_back(std::move(book));
            const policy::Book& settled = *found_.books.back();
            YIDI_TRY_VOID(
                explore(settled, file, joined(when, explain::candidate(open, i, language_))));
        }
        return {};
    }

    explain::Language language_;
    Readings found_;
};

/// A refused bill is all personal. The gate refuses before the bill is read, so its parts are those
/// of an answer that was computed.
void complete_refused(Readings& readings) {
    const auto computed = [](const Reading& reading) {
        return reading.answer.status == Status::computed;
    };
    const auto read = std::ranges::find_if(readings.all, computed);
    if (read == readings.all.end()) return;
    const adjudication::Setlinfo bill = read->answer.outcome.setlinfo;
    for (Reading& reading : readings.all) {
        if (computed(reading)) continue;
        adjudication::Setlinfo& info = reading.answer.outcome.setlinfo;
        info = {};
        info.medfee_sumamt = bill.medfee_sumamt;
        info.fulamt_ownpay_amt = bill.fulamt_ownpay_amt;
        info.overlmt_selfpay = bill.overlmt_selfpay;
        info.preselfpay_amt = bill.preselfpay_amt;
        info.inscp_scp_amt = bill.inscp_scp_amt;
        info.psn_part_amt = bill.medfee_sumamt;
        info.psn_cash_pay = bill.medfee_sumamt;
    }
}

/// Whether the readings reach both ends of the range: where they do not, one is missing.
bool reaches_the_ends(const Readings& readings, const adjudication::Range& range) {
    const auto given = [&](Money adjudication::Setlinfo::*member, Money wanted) {
        return std::ranges::any_of(readings.all, [&](const Reading& reading) {
            return reading.answer.outcome.setlinfo.*member == wanted;
        });
    };
    using adjudication::Setlinfo;
    return given(&Setlinfo::fund_pay_sumamt, range.fund_pay_sumamt[0]) &&
           given(&Setlinfo::fund_pay_sumamt, range.fund_pay_sumamt[1]) &&
           given(&Setlinfo::psn_part_amt, range.psn_part_amt[0]) &&
           given(&Setlinfo::psn_part_amt, range.psn_part_amt[1]);
}

}  // namespace

Result<Readings> readings_of(const policy::Book& packs, const CaseFile& file,
                             const Estimate& estimate, explain::Language language) {
    Explorer explorer{language};
    CaseFile plain = file;
    plain.published.clear();
    YIDI_TRY_VOID(explorer.explore(packs, plain, {}));
    Readings readings = std::move(explorer).take();
    complete_refused(readings);
    readings.complete = readings.complete && reaches_the_ends(readings, estimate.answer.range);
    return readings;
}

}  // namespace yidi::app::internal
