#include "domain/guidance/why.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"
#include "domain/filing/assess.h"
#include "domain/guidance/internal/filing_links.h"

namespace yidi::guidance {
namespace {

using internal::FilingFinding;

/// What the national rules say to a cause where its refusal has no clause of its own, or a closer
/// one is known: 医保发〔2022〕22号, the notice and its procedure.
struct NationalArticle {
    Cause cause;
    std::string_view article;
    policy::Grade grade;
};
constexpr std::array kArticles{
    NationalArticle{Cause::emergency_counts, "规程第三十四条", policy::Grade::P},
    NationalArticle{Cause::emergency_not_flagged, "规程第三十四条", policy::Grade::P},
    NationalArticle{Cause::filed_in_time, "通知二（四）；规程第十六条", policy::Grade::P},
    NationalArticle{Cause::begins_after_admission, "通知二（四）；规程第十六条", policy::Grade::P},
    NationalArticle{Cause::begins_after_discharge, "通知二（四）；规程第十六条", policy::Grade::P},
    NationalArticle{Cause::injury_not_declared, "通知二（四）", policy::Grade::P},
    NationalArticle{Cause::agreement_ended, "规程第十四条", policy::Grade::P},
    NationalArticle{Cause::institution_unknown, "规程第十四条", policy::Grade::P},
};

std::optional<explain::Clause> national_rule(const CauseWords& words) {
    for (const NationalArticle& one : kArticles) {
        if (one.cause != words.cause) continue;
        std::optional<explain::Clause> clause = explain::national_clause(ErrorCode::not_filed);
        YIDI_ASSERT(clause.has_value());
        clause->article = one.article;
        clause->grade = one.grade;
        return clause;
    }
    const bool our_own = !words.code || words.link == Link::insured;
    if (our_own && words.cause != Cause::third_party_liable) return {};
    return explain::national_clause(*words.code);
}

class Work {
public:
    Work(const ChainFacts& facts, const policy::Book& book) : facts_{facts}, book_{book} {}

    Chain run() {
        name_things();
        const auto steps = {&Work::insured,    &Work::recognised, &Work::filed,     &Work::reported,
                            &Work::effective,  &Work::route,      &Work::connected, &Work::business,
                            &Work::credential, &Work::limit};
        std::size_t i = 0;
        for (const auto step : steps) {
            link_ = &out_.links.at(i);
            link_->link = static_cast<Link>(i);
            ++i;
            if (hangs_on_a_broken_one()) {
                set(Cause::not_reached);
            } else {
                (this->*step)();
            }
        }
        return std::move(out_);
    }

private:
    void name_things() {
        out_.home = book_.regions().name(area_of(facts_.insuplc_admdvs));
        out_.place = book_.regions().name(facts_.mdtrtarea_admvs);
        out_.business = facts_.business;
        out_.disease = facts_.disease;
        out_.institution = facts_.institution_name;
        if (facts_.filings) finding_ = internal::finding_of(facts_, book_);
        if (finding_ && finding_->cause == Cause::filed_elsewhere) {
            for (const std::uint32_t place : finding_->filing->places) {
                out_.elsewhere.emplace_back(book_.regions().name(place));
            }
        }
    }
    [[nodiscard]] std::uint32_t area_of(std::uint32_t region) const {
        return book_.regions().pooling_area(region);
    }
    [[nodiscard]] bool hangs_on_a_broken_one() const {
        return std::ranges::any_of(words_of(link_->link).after, [this](Link other) {
            const LinkState state = out_.at(other).state;
            return other < link_->link &&
                   (state == LinkState::red || state == LinkState::not_reached);
        });
    }

    void set(Cause cause, std::optional<Date> day = {}) {
        const CauseWords& words = words_of(cause);
        link_->cause = cause;
        link_->state = words.state;
        link_->day = day;
        link_->clause = national_rule(words);
    }

    void insured() {
        const Cause cause = not_this_insurance().value_or(standing());
        set(cause, facts_.insured_day);
        link_->name = facts_.insured_name;
        link_->rule = facts_.insured_clause;
    }
    [[nodiscard]] std::optional<Cause> not_this_insurance() const {
        switch (facts_.injury) {
            case Injury::third_party: return Cause::third_party_liable;
            case Injury::not_declared: return Cause::injury_not_declared;
            case Injury::work: return Cause::work_injury;
            case Injury::none:
            case Injury::declared: break;
        }
        return {};
    }
    [[nodiscard]] Cause standing() const {
        switch (facts_.insured) {
            case Insured::not_known: return Cause::not_known;
            case Insured::yes: return Cause::in_order;
            case Insured::person_not_found: return Cause::person_not_found;
            case Insured::none: return Cause::no_insurance;
            case Insured::not_begun: return Cause::insurance_not_begun;
            case Insured::newborn_not_enrolled: return Cause::newborn_not_enrolled;
            case Insured::paused: return Cause::insurance_paused;
            case Insured::ended: return Cause::insurance_ended;
            case Insured::waiting: return Cause::waiting_period;
            case Insured::dead: return Cause::person_dead;
            case Insured::other_scheme: return Cause::other_scheme;
            case Insured::two_active: return Cause::two_insurances;
            case Insured::special_group: return Cause::special_group;
        }
        YIDI_ASSERT(false);
    }

    void recognised() {
        if (facts_.business != policy::Business::chronic) return set(Cause::not_chronic);
        if (facts_.disease.empty()) return set(Cause::disease_not_named);
        set(recognition(), facts_.recognised_day);
        link_->name = facts_.recognised_name;
    }
    [[nodiscard]] Cause recognition() const {
        switch (facts_.recognised) {
            case Recognised::not_known: return Cause::not_known;
            case Recognised::yes: return Cause::in_order;
            case Recognised::no: return Cause::disease_not_recognised;
            case Recognised::later: return Cause::recognised_later;
            case Recognised::ended: return Cause::recognition_ended;
            case Recognised::other_disease: return Cause::other_disease_recognised;
            case Recognised::chosen_elsewhere: return Cause::chosen_elsewhere;
        }
        YIDI_ASSERT(false);
    }

    /// Why no filing is needed, with what its words ask for.
    bool is_exempt() {
        const std::uint32_t home = area_of(facts_.insuplc_admdvs);
        const std::uint32_t place = area_of(facts_.mdtrtarea_admvs);
        if (home == place) {
            set(Cause::local_care);
            return true;
        }
        if (const policy::Corridor* corridor =
                book_.corridor(home, place, facts_.business, facts_.day)) {
            set(Cause::deemed_filed);
            link_->name = corridor->name;
            link_->clause = corridor_clause(*corridor);
            return true;
        }
        const auto none =
            filing::needs_none(home, facts_.mdtrtarea_admvs, facts_.business, facts_.day, book_);
        if (!none) return false;
        set(Cause::province_is_open);
        link_->rule = none->clause;
        return true;
    }
    [[nodiscard]] explain::Clause corridor_clause(const policy::Corridor& corridor) const {
        const policy::Policy* frame = book_.frame();
        YIDI_ASSERT(frame != nullptr);
        return explain::clause_of(corridor.source, frame->pack);
    }

    void filed() {
        if (is_exempt()) return;
        const bool has_one = finding_ && finding_->cause != Cause::not_filed;
        const bool here = has_one && finding_->cause != Cause::filed_elsewhere;
        if (here && internal::counts(finding_->cause)) return take(Cause::in_order);
        if (facts_.emergency_flag) return set(Cause::emergency_counts);
        if (!finding_) return set(Cause::not_known);
        if (facts_.unfiled_pays) return set(Cause::unfiled_is_paid);
        if (!here && facts_.emergency_said) return set(Cause::emergency_not_flagged);
        const bool breaks_here = words_of(finding_->cause).link == Link::filed;
        take(breaks_here ? finding_->cause : Cause::in_order);
    }
    /// Of the filing that was found.
    void take(Cause cause) {
        set(cause, finding_->day);
        link_->days = finding_->days;
        if (cause == finding_->cause) link_->rule = finding_->rule;
        if (finding_->filing == nullptr) return;
        link_->filing = finding_->filing->id;
        link_->kind = finding_->filing->kind;
        if (cause == Cause::in_order) link_->day = finding_->filing->begndate;
    }
    /// Where no filing is needed, neither is what follows from one.
    bool follows_filed() {
        const ChainLink& filed = out_.at(Link::filed);
        if (filed.state == LinkState::green) return false;
        set(filed.cause);
        return true;
    }
    void reported() {
        if (follows_filed()) return;
        const bool breaks_here = words_of(finding_->cause).link == Link::reported;
        take(breaks_here ? finding_->cause : Cause::in_order);
    }
    void effective() {
        if (out_.at(Link::filed).cause == Cause::local_care) {
            const FilingFinding closing = internal::closing_home(facts_, book_);
            if (closing.filing != nullptr) {
                set(closing.cause, closing.day);
                link_->filing = closing.filing->id;
                link_->kind = closing.filing->kind;
                link_->rule = closing.rule;
                return;
            }
        }
        if (!follows_filed()) take(finding_->cause);
    }

    void route() {
        switch (facts_.down) {
            case Down::care_region: return set(Cause::care_region_is_down);
            case Down::platform: return set(Cause::platform_is_down);
            case Down::home: return set(Cause::home_is_down);
            case Down::nothing:
            case Down::hospital: break;
        }
        if (facts_.route == Route::suspended) {
            return set(Cause::direct_settlement_suspended, facts_.route_day);
        }
        if (out_.at(Link::filed).cause == Cause::local_care) return set(Cause::local_care);
        switch (facts_.route) {
            case Route::closed_by_home: return set(Cause::closed_by_home);
            case Route::closed_there: return set(Cause::closed_there);
            case Route::opens_later: return set(Cause::route_opens_later, facts_.route_day);
            case Route::open: return set(Cause::in_order);
            case Route::suspended:
            case Route::not_known: break;
        }
        set(Cause::not_known);
    }

    void connected() {
        if (facts_.down == Down::hospital) return set(Cause::institution_is_down);
        switch (facts_.institution) {
            case Institution::connected: return set(Cause::in_order);
            case Institution::no_such: return set(Cause::institution_unknown);
            case Institution::agreement_ended:
                return set(Cause::agreement_ended, facts_.institution_day);
            case Institution::not_connected: return set(Cause::not_connected);
            case Institution::not_known: break;
        }
        set(Cause::not_known);
    }

    void business() {
        if (!facts_.open_for) return set(Cause::not_known);
        const auto bit = static_cast<unsigned>(facts_.business);
        if (((*facts_.open_for >> bit) & 1U) == 0) {
            const bool dual = facts_.business == policy::Business::dual_channel;
            return set(dual ? Cause::not_dual_channel : Cause::business_not_open);
        }
        if (facts_.business != policy::Business::chronic) return set(Cause::in_order);
        if (!facts_.disease_open) return set(Cause::not_known);
        set(*facts_.disease_open ? Cause::in_order : Cause::disease_not_open);
    }

    void credential() {
        if (facts_.registered == Registered::settled_self_pay) return set(Cause::settled_self_pay);
        set(paper());
        link_->name = facts_.credential_name;
        const bool works = link_->state != LinkState::red;
        if (works && facts_.registered == Registered::self_pay) set(Cause::registered_self_pay);
    }
    [[nodiscard]] Cause paper() const {
        switch (facts_.credential) {
            case Credential::not_known: return Cause::not_known;
            case Credential::usable: return Cause::in_order;
            case Credential::not_activated: return Cause::card_not_activated;
            case Credential::lost: return Cause::card_lost;
            case Credential::damaged: return Cause::card_damaged;
            case Credential::token_unknown: return Cause::token_unknown;
            case Credential::token_expired: return Cause::token_expired;
            case Credential::name_differs: return Cause::name_differs;
            case Credential::number_changed: return Cause::number_changed;
            case Credential::other_region: return Cause::other_region_bound;
        }
        YIDI_ASSERT(false);
    }

    void limit() {
        const auto used = [](const std::optional<Money>& left) { return left && *left <= Money{}; };
        if (used(facts_.disease_left)) return set(Cause::disease_cap_used);
        if (used(facts_.year_left)) return set(Cause::year_cap_used);
        if (!facts_.account_allowed) return set(Cause::account_not_allowed);
        if (used(facts_.account_left)) return set(Cause::account_empty);
        const std::optional<Money>& left =
            facts_.disease_left ? facts_.disease_left : facts_.year_left;
        if (!left && !facts_.account_left) return set(Cause::not_known);
        set(Cause::in_order);
        link_->amount = left;
    }

    const ChainFacts& facts_;
    const policy::Book& book_;
    std::optional<FilingFinding> finding_;
    Chain out_;
    ChainLink* link_ = nullptr;
};

}  // namespace

const ChainLink* Chain::broken() const {
    const auto* const found = std::ranges::find_if(links, [](const ChainLink& one) {
        return one.state == LinkState::red && one.link != Link::limit;
    });
    return found == links.end() ? nullptr : found;
}

bool Chain::holds() const {
    return std::ranges::all_of(links, [](const ChainLink& one) {
        return one.link == Link::limit || one.state == LinkState::green ||
               one.state == LinkState::not_needed;
    });
}

Chain why(const ChainFacts& facts, const policy::Book& book) {
    return Work{facts, book}.run();
}

}  // namespace yidi::guidance
