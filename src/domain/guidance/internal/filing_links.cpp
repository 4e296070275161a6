#include "domain/guidance/internal/filing_links.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "base/assert.h"
#include "domain/policy/filing_rules.h"

namespace yidi::guidance::internal {
namespace {

using filing::Filing;
using filing::Phase;
using filing::ProofState;
using policy::Found;
using policy::KindRules;

/// What a filing lacks, the most useful to be told first: what is on its way before what is over,
/// what is over before what was never for this place.
constexpr std::array kNearness{
    Cause::in_order,
    Cause::ended_mid_stay,
    Cause::filed_in_time,
    Cause::proof_before_settlement,
    Cause::begins_after_admission,
    Cause::begins_later,
    Cause::begins_after_discharge,
    Cause::report_failed,
    Cause::not_reported,
    Cause::material_missing,
    Cause::under_review,
    Cause::only_a_draft,
    Cause::filed_for_other_business,
    Cause::promise_lapsed,
    Cause::filing_expired,
    Cause::filing_replaced,
    Cause::filing_cancelled,
    Cause::filing_rejected,
    Cause::filed_elsewhere,
    Cause::not_filed,
};

bool is_stay(policy::Business business) {
    return business == policy::Business::inpatient || business == policy::Business::maternity;
}

template <class T>
Found<T> find_rule(const ChainFacts& facts, const policy::Book& book, policy::FilingKind kind,
                   policy::Rule<T> KindRules::*member) {
    if (book.filing_rules() == nullptr) return {};
    const std::uint32_t home = book.regions().pooling_area(facts.insuplc_admdvs);
    return book.filing_rules()->kind(home, kind, facts.day).find(member);
}

/// One filing being looked at.
class Look {
public:
    Look(const Filing& filing, const ChainFacts& facts, const policy::Book& book)
        : filing_{filing}, facts_{facts}, book_{book} {
        out_.filing = &filing;
    }

    FilingFinding run() {
        const std::uint32_t area = book_.regions().pooling_area(facts_.mdtrtarea_admvs);
        const bool upward = filing::is_known_upward(filing_);
        if (!filing::covers(filing_, facts_.mdtrtarea_admvs, area)) {
            // One for another place that never came into force has nothing to do with this visit.
            out_.cause = upward && filing::holds_on(filing_, facts_.day) ? Cause::filed_elsewhere
                                                                         : Cause::not_filed;
            return std::move(out_);
        }
        const std::optional<Cause> early = before_approval();
        const auto business = static_cast<unsigned>(facts_.business);
        if (early) {
            out_.cause = *early;
        } else if (filing_.businesses != 0 && ((filing_.businesses >> business) & 1U) == 0) {
            out_.cause = Cause::filed_for_other_business;
            rule(&KindRules::businesses);
        } else if (!upward) {
            out_.cause = unreported();
        } else if (filing_.proof == ProofState::lapsed) {
            out_.cause = Cause::promise_lapsed;
            out_.day = filing_.promise_until;
            rule(&KindRules::after_lapse);
        } else {
            in_time();
        }
        return std::move(out_);
    }

private:
    template <class T>
    Found<T> rule(policy::Rule<T> KindRules::*member) {
        const Found<T> found = find_rule(facts_, book_, filing_.kind, member);
        out_.rule = found.clause();
        return found;
    }

    [[nodiscard]] std::optional<Cause> before_approval() {
        switch (filing_.phase) {
            case Phase::draft: return Cause::only_a_draft;
            case Phase::submitted:
            case Phase::under_review: out_.day = filing_.begndate; return Cause::under_review;
            case Phase::needs_material: return Cause::material_missing;
            case Phase::rejected: return Cause::filing_rejected;
            case Phase::approved:
            case Phase::reported:
            case Phase::cancel_requested:
            case Phase::cancelled:
            case Phase::superseded: break;
        }
        return {};
    }

    Cause unreported() {
        if (filing_.phase == Phase::cancelled) return Cause::filing_cancelled;
        if (filing_.phase == Phase::superseded) return Cause::filing_replaced;
        if (filing_.failed_reports == 0) return Cause::not_reported;
        out_.days = filing_.failed_reports;
        return Cause::report_failed;
    }

    void in_time() {
        if (filing::holds_on(filing_, facts_.day)) return in_force(mid_stay());
        if (filing_.begndate > facts_.day && !filing::is_ended(filing_)) return late();
        out_.day = filing_.enddate;
        out_.cause = filing_.phase == Phase::cancelled    ? Cause::filing_cancelled
                     : filing_.phase == Phase::superseded ? Cause::filing_replaced
                                                          : Cause::filing_expired;
    }

    /// What holds on admission holds for the stay.
    Cause mid_stay() {
        out_.day = filing_.begndate;
        const bool ended = is_stay(facts_.business) && filing_.enddate &&
                           *filing_.enddate < facts_.discharge.value_or(facts_.day);
        if (!ended) return Cause::in_order;
        out_.day = filing_.enddate;
        return Cause::ended_mid_stay;
    }

    void in_force(Cause cause) {
        out_.cause = cause;
        if (filing_.proof != ProofState::promised) return;
        const Found<bool> first = rule(&KindRules::proof_before_settlement);
        if (!first || !*first) {
            out_.rule.clear();
            return;
        }
        out_.cause = Cause::proof_before_settlement;
        out_.day = filing_.promise_until;
    }

    /// Filed after the admission: before the discharge that counts for the whole stay.
    void late() {
        out_.day = filing_.begndate;
        if (!is_stay(facts_.business) || facts_.today < facts_.day) {
            out_.cause = Cause::begins_later;
            return;
        }
        const Date end = facts_.discharge.value_or(std::max(facts_.today, facts_.day));
        if (filing::holds_on(filing_, end)) return in_force(Cause::filed_in_time);
        out_.cause =
            facts_.discharge ? Cause::begins_after_discharge : Cause::begins_after_admission;
        if (const Found<std::int32_t> back = rule(&KindRules::backdate_days)) out_.days = *back;
    }

    const Filing& filing_;
    const ChainFacts& facts_;
    const policy::Book& book_;
    FilingFinding out_;
};

std::size_t nearness(Cause cause) {
    const auto* const found = std::ranges::find(kNearness, cause);
    YIDI_ASSERT(found != kNearness.end());
    return static_cast<std::size_t>(found - kNearness.begin());
}

bool is_long_term(const Filing& filing) {
    return policy::state_of(filing.kind) == policy::FilingState::long_term;
}

}  // namespace

bool counts(Cause cause) {
    return cause == Cause::in_order || cause == Cause::ended_mid_stay ||
           cause == Cause::filed_in_time;
}

FilingFinding finding_of(const ChainFacts& facts, const policy::Book& book) {
    YIDI_ASSERT(facts.filings.has_value());
    FilingFinding best;
    // As settlement chooses: a long-term one before others, the later begun before the earlier.
    const auto rank = [](const FilingFinding& one) {
        const bool lasting = one.filing != nullptr && is_long_term(*one.filing);
        const Date begun = one.filing == nullptr ? Date{} : one.filing->begndate;
        const std::int64_t id = one.filing == nullptr ? 0 : one.filing->id;
        return std::tuple{-static_cast<std::int64_t>(nearness(one.cause)), lasting, begun, id};
    };
    for (const Filing& filing : *facts.filings) {
        FilingFinding one = Look{filing, facts, book}.run();
        if (one.cause != Cause::not_filed && rank(one) > rank(best)) best = std::move(one);
    }
    return best;
}

FilingFinding closing_home(const ChainFacts& facts, const policy::Book& book) {
    FilingFinding out;
    out.cause = Cause::local_care;
    if (!facts.filings || facts.emergency_flag) return out;
    const std::uint32_t area = book.regions().pooling_area(facts.mdtrtarea_admvs);
    for (const Filing& one : *facts.filings) {
        const bool elsewhere = !filing::covers(one, facts.mdtrtarea_admvs, area);
        // Once it is cancelled home is open again, for the stay that has begun too.
        const bool stands = filing::is_known_upward(one) && filing::holds_on(one, facts.day) &&
                            one.proof != ProofState::lapsed && !filing::is_ended(one);
        if (!elsewhere || !is_long_term(one) || !stands) continue;
        if (const Found<bool> both = find_rule(facts, book, one.kind, &KindRules::two_way);
            both && !*both) {
            out.cause = Cause::home_is_closed;
            out.filing = &one;
            out.day.reset();
            out.rule = both.clause();
            return out;
        }
        if (one.proof == ProofState::promised && out.filing == nullptr) {
            out.cause = Cause::home_on_promise;
            out.filing = &one;
            out.day = one.promise_until;
        }
    }
    return out;
}

}  // namespace yidi::guidance::internal
