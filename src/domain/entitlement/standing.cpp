#include "domain/entitlement/standing.h"

#include <algorithm>
#include <array>

namespace yidi::entitlement {
namespace {

using policy::Book;
using policy::Insutype;
using policy::PersonRule;
using registry::Insurance;

constexpr std::array<std::string_view, 8> kStates{"insured", "waiting", "paused", "ended",
                                                  "not_yet", "none",    "dead",   "special_group"};
constexpr std::array<std::string_view, 4> kUnknowns{"missed_years", "waiting_rule", "newborn_rule",
                                                    "birthday"};
constexpr std::string_view kNewborn = "newborn";
constexpr std::string_view kNewbornType = "1401";

bool is_newborn(const Insurance& one) {
    return one.insutype == Insutype::resident &&
           (one.psn_type == kNewbornType || one.waiting_exempt == kNewborn);
}

Date enrolment(const Insurance& one) {
    return one.enrolled.value_or(one.psn_insu_date);
}

/// The newborn rule of an insurance's region, as it was on the day of the enrolment.
const policy::StatedRule* newborn_rule(const Insurance& one, const Book& book) {
    return book.person_rules().find(
        PersonRule::newborn_days, book.regions().pooling_area(one.insuplc_admdvs), enrolment(one));
}

/// Whether a newborn was enrolled within the days of the rule; empty: it cannot be told.
std::optional<bool> enrolled_in_time(const Insurance& one, const Facts& facts, const Book& book) {
    const policy::StatedRule* rule = newborn_rule(one, book);
    if (!facts.born || rule == nullptr || !rule->value) {
        return {};
    }
    return days_between(*facts.born, enrolment(one)) <= *rule->value;
}

/// The insurances of a type that have begun by a day, and of them the one that holds.
class Choice {
public:
    Choice(const Facts& facts, const Book& book, Insutype insutype, Date day) {
        for (const Insurance& one : facts.insurances) {
            if (one.insutype != insutype) {
                continue;
            }
            const Date first = first_day(one, facts, book);
            if (first > day) {
                next_ = !next_ || first < *next_ ? first : *next_;
                continue;
            }
            take(one, first, begun_, begun_first_);
            if (!one.paus_insu_date || *one.paus_insu_date > day) {
                take(one, first, holds_, holds_first_);
            }
        }
    }
    [[nodiscard]] const Insurance* insurance() const { return holds_ ? holds_ : begun_; }
    [[nodiscard]] Date first() const { return holds_ != nullptr ? holds_first_ : begun_first_; }
    /// First day of the next one to begin.
    [[nodiscard]] std::optional<Date> next() const { return next_; }

private:
    static void take(const Insurance& one, Date first, const Insurance*& best, Date& best_first) {
        if (best == nullptr || first >= best_first) {
            best = &one;
            best_first = first;
        }
    }

    const Insurance* begun_ = nullptr;
    const Insurance* holds_ = nullptr;
    Date begun_first_;
    Date holds_first_;
    std::optional<Date> next_;
};

std::optional<Date> earlier(std::optional<Date> one, std::optional<Date> other) {
    if (!one || !other) {
        return one ? one : other;
    }
    return std::min(*one, *other);
}

/// Whether the insurance follows an earlier one of its type after a gap, as far as this register
/// tells: a reason to ask, never to count.
bool follows_gap(const Insurance& one, const Facts& facts) {
    constexpr std::int32_t kYearDays = 365;
    std::optional<Date> last;
    for (const Insurance& other : facts.insurances) {
        if (&other == &one || other.psn_insu_date >= one.psn_insu_date) {
            continue;
        }
        if (!other.paus_insu_date) {
            return false;
        }
        last = std::max(last.value_or(*other.paus_insu_date), *other.paus_insu_date);
    }
    return last && days_between(*last, one.psn_insu_date) >= kYearDays;
}

/// Says until when the insurance gives no benefit, and by what.
class WaitingPeriod {
public:
    WaitingPeriod(const Facts& facts, const Book& book, Standing& out)
        : facts_{facts}, book_{book}, one_{*out.insurance}, out_{out} {}

    void find() {
        if (one_.waiting_until) {
            out_.waiting_until = one_.waiting_until;
        } else if (one_.insutype != Insutype::resident) {
            return;
        } else if (is_newborn(one_)) {
            find_newborn();
        } else if (!one_.waiting_exempt.empty()) {
            out_.ground = Ground::exempt;
            out_.rule = rule(PersonRule::waiting_fixed_months);
        } else if (one_.missed_years) {
            out_.ground = Ground::computed;
            compute({.years = *one_.missed_years, .repaid = one_.repaid_years.value_or(0)});
        } else if (rule(PersonRule::waiting_fixed_months) != nullptr && follows_gap(one_, facts_)) {
            out_.unknown.push_back(Unknown::missed_years);
        }
    }

private:
    [[nodiscard]] const policy::StatedRule* rule(PersonRule which) const {
        return book_.person_rules().find(which, book_.regions().pooling_area(one_.insuplc_admdvs),
                                         enrolment(one_));
    }

    void find_newborn() {
        const std::optional<bool> in_time = enrolled_in_time(one_, facts_, book_);
        if (!in_time) {
            // The register's first day stands; only whether birth counts is open.
            if (facts_.born != one_.psn_insu_date) {
                out_.unknown.push_back(facts_.born ? Unknown::newborn_rule : Unknown::birthday);
            }
            return;
        }
        out_.rule = newborn_rule(one_, book_);
        if (*in_time) {
            out_.ground = Ground::from_birth;
            return;
        }
        out_.ground = Ground::newborn_too_late;
        compute({.years = one_.missed_years.value_or(0), .repaid = one_.repaid_years.value_or(0)});
    }

    void compute(const Missed& missed) {
        const auto known =
            waiting_rule(book_.person_rules(), book_.regions().pooling_area(one_.insuplc_admdvs),
                         enrolment(one_));
        if (!known) {
            out_.unknown.push_back(Unknown::waiting_rule);
            return;
        }
        if (out_.rule == nullptr) {
            out_.rule = rule(PersonRule::waiting_fixed_months);
        }
        out_.waiting = waiting_of(*known, missed, enrolment(one_));
        out_.waiting_until = out_.waiting->until;
    }

    const Facts& facts_;
    const Book& book_;
    const Insurance& one_;
    Standing& out_;
};

void judge_insurance(const Choice& choice, const Facts& facts, const Book& book, Standing& out) {
    constexpr std::int64_t kNormal = 1;
    constexpr std::int64_t kPaused = 2;
    const Insurance& one = *out.insurance;
    const std::int64_t stas = registry::state_on(one, out.day);
    if (stas != kNormal) {
        out.state = stas == kPaused ? State::paused : State::ended;
        out.since = one.paus_insu_date && *one.paus_insu_date <= out.day ? one.paus_insu_date
                                                                         : std::optional<Date>{};
        out.changes = choice.next();
        return;
    }
    WaitingPeriod{facts, book, out}.find();
    const bool waits = out.waiting_until && out.day <= *out.waiting_until;
    out.state = waits ? State::waiting : State::insured;
    out.since = choice.first();
    out.changes = one.paus_insu_date;
    if (waits) {
        out.changes = earlier(out.changes, out.waiting_until->next_day());
    } else if (out.waiting_until) {
        out.since = std::max(*out.since, out.waiting_until->next_day());
    }
}

std::string_view special_group_on(const Facts& facts, Date day) {
    for (const std::string& held : registry::names_on(facts.identities, day)) {
        const auto* found = std::ranges::find(kSpecialGroups, held);
        if (found != kSpecialGroups.end()) {
            return *found;
        }
    }
    return {};
}

bool holds_on(const Insurance& one, const Facts& facts, const Book& book, Date day) {
    constexpr std::int64_t kNormal = 1;
    return first_day(one, facts, book) <= day && registry::state_on(one, day) == kNormal;
}

}  // namespace

std::string_view name(State state) {
    return kStates[static_cast<std::size_t>(state)];
}

std::string_view name(Unknown unknown) {
    return kUnknowns[static_cast<std::size_t>(unknown)];
}

Date first_day(const Insurance& insurance, const Facts& facts, const Book& book) {
    const bool from_birth = is_newborn(insurance) && facts.born &&
                            enrolled_in_time(insurance, facts, book).value_or(false);
    return from_birth ? std::min(*facts.born, insurance.psn_insu_date) : insurance.psn_insu_date;
}

Standing standing_on(const Facts& facts, const Book& book, Insutype insutype, Date day) {
    const Choice choice{facts, book, insutype, day};
    Standing out;
    out.day = day;
    out.insutype = insutype;
    out.insurance = choice.insurance();
    if (out.insurance == nullptr) {
        out.state = choice.next() ? State::not_yet : State::none;
        out.changes = choice.next();
    } else {
        judge_insurance(choice, facts, book, out);
    }
    for (const Insurance& one : facts.insurances) {
        if (&one != out.insurance && holds_on(one, facts, book, day)) {
            out.others.push_back(&one);
        }
    }
    out.special_group = special_group_on(facts, day);
    if (!out.special_group.empty() && (out.pays() || out.state == State::waiting)) {
        out.state = State::special_group;
    }
    if (facts.died) {
        if (day > *facts.died) {
            out.state = State::dead;
            out.since = facts.died->next_day();
            out.changes = {};
            out.others.clear();
        } else {
            out.changes = earlier(out.changes, facts.died->next_day());
        }
    }
    return out;
}

std::vector<Standing> standings_on(const Facts& facts, const Book& book, Date day) {
    std::vector<Standing> found;
    for (std::size_t i = 0; i < policy::kInsutypeCount; ++i) {
        Standing one = standing_on(facts, book, static_cast<Insutype>(i), day);
        if (one.insurance != nullptr || one.state == State::not_yet) {
            found.push_back(std::move(one));
        }
    }
    return found;
}

Governing governing(const Facts& facts, const Book& book, Insutype insutype, const Days& visit) {
    const auto [admission, last] = visit;
    Governing out;
    out.standing = standing_on(facts, book, insutype, admission);
    const Insurance* insurance = out.standing.insurance;
    if (insurance == nullptr || admission == last) {
        return out;
    }
    out.rule =
        book.person_rules().find(PersonRule::scheme_change,
                                 book.regions().pooling_area(insurance->insuplc_admdvs), admission);
    if (out.rule == nullptr || !out.rule->value) {
        return out;
    }
    switch (static_cast<policy::SchemeChange>(*out.rule->value)) {
        case policy::SchemeChange::admission: break;
        case policy::SchemeChange::discharge:
            out.standing = standing_on(facts, book, insutype, last);
            break;
        case policy::SchemeChange::split: {
            const std::optional<Date> end = insurance->paus_insu_date;
            if (out.standing.pays() && end && *end > admission && *end <= last) {
                out.split_on = end;
            }
            break;
        }
    }
    return out;
}

}  // namespace yidi::entitlement
