#include "domain/filing/assess.h"

#include <algorithm>
#include <array>
#include <utility>

#include "domain/policy/filing_rules.h"

namespace yidi::filing {
namespace {

using policy::AnyOf;
using policy::Book;
using policy::Found;
using policy::KindRules;
using policy::KindView;
using policy::Span;

constexpr std::array<std::string_view, 4> kCautions{"starts_after_admission", "backdated",
                                                    "rule_unknown", "other_in_force"};

/// No plan reaches farther.
constexpr std::int32_t kMonthsAhead = 24;
/// Where no rule says how far back a filing may reach: no region is known that goes back as far.
constexpr std::int32_t kMonthsBack = 12;

const policy::FilingRuleBook& rules_of(const Book& book) {
    static const policy::FilingRuleBook kNothing;
    return book.filing_rules() == nullptr ? kNothing : *book.filing_rules();
}

/// What is wrong, and what to do.
struct Words {
    std::string rule;
    std::string remedy;
    std::string detail;
    std::string clause = {};
};

tl::unexpected<Error> refuse(ErrorCode code, std::string where, Words words) {
    return fail({.code = code,
                 .where = std::move(where),
                 .rule = std::move(words.rule),
                 .remedy = std::move(words.remedy),
                 .detail = std::move(words.detail),
                 .source = std::move(words.clause)});
}

/// A municipality is filed as one place though its code has the form of a province's.
bool is_whole_province(std::uint32_t place) {
    constexpr std::array<std::uint32_t, 4> kMunicipalities{11, 12, 31, 50};
    return place % 10000 == 0 &&
           std::ranges::find(kMunicipalities, policy::province(place)) == kMunicipalities.end();
}

/// One application being worked out.
class Work {
public:
    Work(const Application& wanted, const Circumstances& known, const Book& book)
        : wanted_{wanted},
          known_{known},
          book_{book},
          rules_{rules_of(book).kind(known.insured_area, wanted.kind, known.today)} {}

    Result<Assessment> run() {
        const auto steps = {&Work::person,   &Work::kind,   &Work::places, &Work::first_day,
                            &Work::last_day, &Work::others, &Work::papers, &Work::decision};
        for (const auto step : steps) {
            YIDI_TRY_VOID((this->*step)());
        }
        return std::move(out_);
    }

private:
    template <class T>
    Found<T> rule(policy::Rule<T> KindRules::*member, std::string_view name) {
        const Found<T> found = rules_.find(member);
        if (!found) {
            out_.unknown.emplace_back(name);
        } else if (std::ranges::find(out_.clauses, found.clause()) == out_.clauses.end()) {
            out_.clauses.push_back(found.clause());
        }
        return found;
    }
    void caution(Caution one) { out_.cautions.push_back(one); }

    Result<void> person() {
        if (known_.died && *known_.died < wanted_.begndate) {
            return refuse(ErrorCode::filing_refused, "/psn_no",
                          {"a person who lives on that day",
                           "file nothing; costs until the death are settled as they were filed",
                           "the person died on " + to_string(*known_.died)});
        }
        YIDI_TRY_VOID(not_before(known_.born, "the person was born on "));
        return not_before(known_.insured_since, "the first insurance began on ");
    }
    [[nodiscard]] Result<void> not_before(const std::optional<Date>& first,
                                          const std::string& what) const {
        if (!first || wanted_.begndate >= *first) {
            return {};
        }
        return refuse(ErrorCode::filing_refused, "/begndate",
                      {"a first day not before " + to_string(*first), "mend the first day",
                       what + to_string(*first)});
    }

    Result<void> kind() {
        out_.filing.kind = wanted_.kind;
        out_.filing.channel = wanted_.channel;
        out_.filing.phase = Phase::submitted;
        out_.filing.was_reported = false;
        const Found<bool> open = rule(&KindRules::open, "open");
        if (open && !*open) {
            return refuse(ErrorCode::filing_refused, "/kind",
                          {"a kind that the insured region takes", "choose another kind",
                           "the region takes no filing of this kind", open.clause()});
        }
        const Found<std::string> code = rules_.find(&KindRules::local_code);
        out_.filing.local_code = code.value_or({});
        const Found<std::uint8_t> businesses = rule(&KindRules::businesses, "businesses");
        out_.filing.businesses = businesses.value_or(0);
        return {};
    }

    Result<void> places() {
        if (wanted_.places.empty()) {
            return refuse(ErrorCode::missing_key, "/places",
                          {"at least one place of care", "name the city, not the hospital",
                           "no place is named"});
        }
        for (const std::uint32_t place : wanted_.places) {
            YIDI_TRY_VOID(place_of(place));
        }
        if (wanted_.places.size() > 1) {
            const Found<bool> several = rule(&KindRules::several_places, "several_places");
            if (several && !*several) {
                return refuse(ErrorCode::filing_refused, "/places",
                              {"one place in a filing",
                               "file for one place; for another make a filing of its own",
                               "several places are named", several.clause()});
            }
        }
        out_.filing.places = wanted_.places;
        return {};
    }

    Result<void> place_of(std::uint32_t place) {
        const std::string where = "/places";
        if (!book_.regions().contains(place)) {
            return refuse(ErrorCode::bad_region, where,
                          {"a six-digit code of the region list",
                           "look the place up with `yidi policy list` or by its name",
                           "there is no region " + std::to_string(place)});
        }
        const std::uint32_t area = book_.regions().pooling_area(place);
        if (area == known_.insured_area) {
            return refuse(ErrorCode::filing_exists, where,
                          {"a place outside the insured area",
                           "nothing is to be done: care at home needs no filing",
                           "this is the insured area itself"});
        }
        const std::optional<NoFiling> none = needs_none(
            known_.insured_area, place, policy::Business::inpatient, wanted_.begndate, book_);
        if (none) {
            return refuse(ErrorCode::filing_exists, where,
                          {"a place that needs a filing",
                           "nothing is to be done: show the e-credential or the card there",
                           none->rule, none->clause});
        }
        if (!is_whole_province(place) || is_filed_whole(place)) {
            return {};
        }
        const Found<policy::PlaceLevel> level = rule(&KindRules::place_level, "place_level");
        if (level && *level == policy::PlaceLevel::city) {
            return refuse(ErrorCode::filing_refused, where,
                          {"a city, not a whole province", "name the city of the hospital",
                           "a whole province is named", level.clause()});
        }
        return {};
    }

    [[nodiscard]] bool is_filed_whole(std::uint32_t place) {
        const auto whole = rules_of(book_).whole_places(known_.insured_area, known_.today);
        return whole && std::ranges::find(*whole, place) != (*whole).end();
    }

    Result<void> first_day() {
        out_.filing.begndate = wanted_.begndate;
        const Date latest = known_.today.plus_months_clamp_to_month_end(kMonthsAhead);
        if (wanted_.begndate > latest) {
            return refuse(ErrorCode::filing_refused, "/begndate",
                          {"a first day not after " + to_string(latest),
                           "file when the day is nearer", "the filing would begin too far ahead"});
        }
        if (known_.admission && wanted_.begndate > *known_.admission) {
            caution(Caution::starts_after_admission);
        }
        if (wanted_.begndate >= known_.today) {
            return {};
        }
        caution(Caution::backdated);
        const Found<std::int32_t> back = rule(&KindRules::backdate_days, "backdate_days");
        if (!back) {
            caution(Caution::rule_unknown);
            return {};
        }
        const Date earliest = known_.today.plus_days(-*back);
        if (wanted_.begndate < earliest) {
            return refuse(
                ErrorCode::filing_refused, "/begndate",
                {"a first day not before " + to_string(earliest),
                 "begin on " + to_string(earliest) + " or later; costs before are claimed manually",
                 "the filing would begin " +
                     std::to_string(days_between(wanted_.begndate, known_.today)) +
                     " days before today",
                 back.clause()});
        }
        return {};
    }

    Result<void> last_day() {
        const Found<Span> validity = rule(&KindRules::validity, "validity");
        const Found<Span> longest = rules_.find(&KindRules::longest);
        if (wanted_.enddate && *wanted_.enddate < wanted_.begndate) {
            return refuse(ErrorCode::inconsistent, "/enddate",
                          {"a last day on or after the first", "mend one of the two days",
                           "the filing would end before it begins"});
        }
        // Where the region says how far back, the first day has been held against it.
        const Date oldest = known_.today.plus_months_clamp_to_month_end(-kMonthsBack);
        if (wanted_.enddate && *wanted_.enddate < oldest &&
            !rules_.find(&KindRules::backdate_days)) {
            return refuse(ErrorCode::filing_refused, "/enddate",
                          {"a last day not before " + to_string(oldest),
                           "mend the days; costs of that time are claimed manually",
                           "the filing would have ended more than a year ago"});
        }
        out_.filing.enddate = wanted_.enddate;
        if (!wanted_.enddate && validity && !validity.ruled->value.is_endless()) {
            out_.filing.enddate = validity.ruled->value.last_day_from(wanted_.begndate);
        }
        if (!longest || longest.ruled->value.is_endless()) {
            return {};
        }
        const Date last = longest.ruled->value.last_day_from(wanted_.begndate);
        if (!out_.filing.enddate) {
            out_.filing.enddate = last;
        } else if (*out_.filing.enddate > last) {
            return refuse(ErrorCode::filing_refused, "/enddate",
                          {"a last day not after " + to_string(last),
                           "end on " + to_string(last) + " or earlier, and extend it later",
                           "the filing would last too long", longest.clause()});
        }
        return {};
    }

    /// Whether two filings share a day.
    [[nodiscard]] bool meets(const Filing& other) const {
        const bool before = other.enddate && *other.enddate < out_.filing.begndate;
        const bool after = out_.filing.enddate && *out_.filing.enddate < other.begndate;
        return !before && !after;
    }
    [[nodiscard]] bool same_place(const Filing& other) const {
        return std::ranges::all_of(out_.filing.places, [&](std::uint32_t place) {
            return covers(other, place, book_.regions().pooling_area(place));
        });
    }
    Result<void> others() {
        for (const Filing& other : *known_.filings) {
            const bool lives = !is_ended(other) && other.phase != Phase::rejected &&
                               other.phase != Phase::draft && other.id != known_.replaces &&
                               other.proof != ProofState::lapsed;
            if (!lives || !meets(other)) {
                continue;
            }
            if (other.kind == wanted_.kind && same_place(other)) {
                return refuse(ErrorCode::filing_exists, "/kind",
                              {"each filing once",
                               "nothing is to be done; to alter it, change filing " +
                                   std::to_string(other.id),
                               "filing " + std::to_string(other.id) + " says the same since " +
                                   to_string(other.begndate)});
            }
            caution(Caution::other_in_force);
        }
        return {};
    }

    Result<void> papers() {
        const Found<std::vector<AnyOf>> asked = rule(&KindRules::materials, "materials");
        out_.filing.materials = wanted_.materials;
        out_.filing.proof = ProofState::complete;
        std::vector<AnyOf> missing;
        for (const AnyOf& group : asked.value_or({})) {
            const bool there = std::ranges::any_of(group, [this](const std::string& one) {
                return std::ranges::find(wanted_.materials, one) != wanted_.materials.end();
            });
            if (!there) {
                missing.push_back(group);
            }
        }
        if (missing.empty()) {
            return {};
        }
        return wanted_.promise ? promise() : lacks(std::move(missing));
    }
    Result<void> lacks(std::vector<AnyOf> missing) {
        out_.missing = std::move(missing);
        return {};
    }
    Result<void> promise() {
        const Found<bool> taken = rule(&KindRules::promise, "promise");
        if (taken && !*taken) {
            return refuse(
                ErrorCode::filing_refused, "/promise",
                {"the papers themselves", "hand the papers in; this kind takes no promise letter",
                 "a promise letter does not do here", taken.clause()});
        }
        out_.filing.proof = ProofState::promised;
        const Found<std::int32_t> days = rule(&KindRules::promise_days, "promise_days");
        if (days) {
            out_.filing.promise_until = known_.today.plus_days(*days);
        }
        return {};
    }

    Result<void> decision() {
        const Found<policy::Decision> who = rule(&KindRules::decision, "decision");
        out_.instant = who && *who == policy::Decision::instant && deciding_are_known();
        if (!out_.instant && !out_.unknown.empty()) {
            caution(Caution::rule_unknown);
        }
        std::ranges::sort(out_.cautions);
        const auto twice = std::ranges::unique(out_.cautions);
        out_.cautions.erase(twice.begin(), twice.end());
        return {};
    }
    /// Rules without which only a person can decide.
    [[nodiscard]] bool deciding_are_known() const {
        constexpr std::array<std::string_view, 6> kDeciding{
            "open", "materials", "promise", "promise_days", "backdate_days", "several_places"};
        return std::ranges::none_of(out_.unknown, [&](const std::string& one) {
            return std::ranges::find(kDeciding, one) != kDeciding.end();
        });
    }

    const Application& wanted_;
    const Circumstances& known_;
    const Book& book_;
    KindView rules_;
    Assessment out_;
};

}  // namespace

std::string_view name(Caution caution) {
    return kCautions[static_cast<std::size_t>(caution)];
}

std::optional<NoFiling> needs_none(std::uint32_t insured_area, std::uint32_t place,
                                   policy::Business business, Date day, const Book& book) {
    const std::uint32_t area = book.regions().pooling_area(place);
    if (const policy::Corridor* corridor = book.corridor(insured_area, area, business, day)) {
        return NoFiling{.rule = "deemed filed by " + corridor->name,
                        .clause = corridor->source.document};
    }
    if (policy::province(area) != policy::province(insured_area)) {
        return {};
    }
    const Found<bool> none = rules_of(book).none_in_province(insured_area, day);
    if (none && *none) {
        return NoFiling{.rule = "care inside the province needs no filing",
                        .clause = none.clause()};
    }
    return {};
}

Result<Assessment> assess(const Application& wanted, const Circumstances& known, const Book& book) {
    return Work{wanted, known, book}.run();
}

}  // namespace yidi::filing
