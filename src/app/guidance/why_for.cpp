#include "app/guidance/why_for.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "app/entitlement/entitlement_as_of.h"
#include "app/lookup/institution.h"
#include "app/payer/internal/probe.h"
#include "app/payer/internal/rows_filing.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_record.h"
#include "domain/adjudication/adjudicate.h"
#include "domain/entitlement/standing.h"

namespace yidi::app {
namespace {

using entitlement::Standing;
using entitlement::State;
using guidance::ChainFacts;
using payer::Context;
using ports::Session;

guidance::Insured insured_as(const Standing& standing) {
    if (!standing.others.empty()) {
        return guidance::Insured::two_active;
    }
    switch (standing.state) {
        case State::insured: return guidance::Insured::yes;
        case State::waiting:
            return standing.ground == entitlement::Ground::newborn_too_late
                       ? guidance::Insured::newborn_not_enrolled
                       : guidance::Insured::waiting;
        case State::paused: return guidance::Insured::paused;
        case State::ended: return guidance::Insured::ended;
        case State::not_yet: return guidance::Insured::not_begun;
        case State::none: return guidance::Insured::none;
        case State::dead: return guidance::Insured::dead;
        case State::special_group: return guidance::Insured::special_group;
    }
    return guidance::Insured::not_known;
}

/// The standing that the question is about.
std::optional<Standing> choose(const std::vector<Standing>& all) {
    if (all.empty()) {
        return {};
    }
    const auto paying = std::ranges::find_if(all, &Standing::pays);
    return paying == all.end() ? all.front() : *paying;
}

/// Returns the insurance that the chain is about.
policy::Insutype add_insured(const std::vector<Standing>& all, const ChainQuery& query,
                             ChainFacts& out) {
    std::optional<Standing> standing;
    if (query.insutype) {
        const auto found = std::ranges::find(all, *query.insutype, &Standing::insutype);
        standing = found == all.end() ? std::nullopt : std::optional{*found};
    } else {
        standing = choose(all);
    }
    if (!standing) {
        const bool other = std::ranges::any_of(all, &Standing::pays);
        out.insured = other ? guidance::Insured::other_scheme : guidance::Insured::none;
        return query.insutype.value_or(policy::Insutype::employee);
    }
    out.insured = insured_as(*standing);
    out.insured_day = standing->waiting_until && standing->state == State::waiting
                          ? standing->waiting_until
                          : standing->since;
    out.insured_name = standing->special_group;
    return standing->insutype;
}

Result<void> add_recognised(Session& session, const ChainQuery& query, policy::Insutype insutype,
                            ChainFacts& out) {
    if (query.business != policy::Business::chronic || query.disease.empty()) {
        return {};
    }
    YIDI_TRY(const auto identities, payer::internal::identities_for(session, query.pid, insutype));
    out.recognised = guidance::Recognised::no;
    for (const registry::Identity& one : identities) {
        if (one.psn_idet_type != registry::kRecognisedDisease) {
            continue;
        }
        if (one.psn_type_lv != query.disease) {
            if (out.recognised == guidance::Recognised::no) {
                out.recognised = guidance::Recognised::other_disease;
                out.recognised_name = one.psn_type_lv;
            }
        } else if (query.day < one.begndate) {
            out.recognised = guidance::Recognised::later;
            out.recognised_day = one.begndate;
        } else if (one.enddate && *one.enddate < query.day) {
            out.recognised = guidance::Recognised::ended;
            out.recognised_day = one.enddate;
        } else {
            out.recognised = guidance::Recognised::yes;
            return {};
        }
    }
    return {};
}

guidance::Route route_as(registry::RouteState state) {
    switch (state) {
        case registry::RouteState::local:
        case registry::RouteState::open: return guidance::Route::open;
        case registry::RouteState::not_yet: return guidance::Route::opens_later;
        case registry::RouteState::ended:
        case registry::RouteState::closed: return guidance::Route::closed_by_home;
        case registry::RouteState::unknown: return guidance::Route::not_known;
    }
    return guidance::Route::not_known;
}

Result<void> add_institution(Session& session, const Context& context, const ChainQuery& query,
                             ChainFacts& out) {
    out.mdtrtarea_admvs = query.place;
    if (query.fixmedins_code.empty()) {
        return {};
    }
    YIDI_TRY(const auto found, payer::internal::find_institution(session, query.fixmedins_code));
    if (!found) {
        out.institution = guidance::Institution::no_such;
        out.institution_name = query.fixmedins_code;
        return {};
    }
    out.mdtrtarea_admvs = found->admdvs;
    out.institution_name = found->fixmedins_name;
    const bool local = context.book.regions().pooling_area(found->admdvs) == out.insuplc_admdvs;
    const std::uint8_t open = local ? found->local_open : found->remote_open;
    out.institution =
        open == 0 ? guidance::Institution::not_connected : guidance::Institution::connected;
    out.open_for = open;
    const auto state = registry::opening_of(*found, query.business, query.disease);
    if (query.business == policy::Business::chronic && !query.disease.empty() &&
        state != registry::OpeningState::disease_unstated) {
        out.disease_open = state == registry::OpeningState::open;
    }
    return {};
}

Result<void> add_route(Session& session, const Context& context, const ChainQuery& query,
                       ChainFacts& out) {
    if (out.mdtrtarea_admvs == 0) {
        return {};  // An institution that nobody knows: it is told as that.
    }
    YIDI_TRY(const RouteAnswer answer, route(session, context.book.regions(),
                                             {.insuplc_admdvs = out.insuplc_admdvs,
                                              .mdtrtarea_admvs = out.mdtrtarea_admvs,
                                              .business = query.business,
                                              .day = query.day}));
    out.route = route_as(answer.finding.state);
    out.route_day = answer.finding.since;
    return {};
}

/// Of the person asked about.
struct Known {
    const registry::Person& person;
    const std::vector<registry::Insurance>& insurances;
    const std::vector<registry::Identity>& identities;
    policy::Insutype insutype;
};

/// Whether such care is paid there directly without any filing, however much less.
Result<bool> pays_unfiled(Session& session, const Context& context, const ChainQuery& query,
                          const Known& known) {
    if (query.fixmedins_code.empty()) {
        return false;
    }
    YIDI_TRY(const auto there, payer::internal::find_institution(session, query.fixmedins_code));
    if (!there) {
        return false;
    }
    const std::vector<filing::Filing> none;
    const payer::internal::Probe probe{
        .person = known.person,
        .insurances = known.insurances,
        .identities = known.identities,
        .filings = none,
        .institution = *there,
        .insutype = known.insutype,
        .med_type = std::string{payer::internal::med_type_of(query.business)},
        .dise_codg = query.disease,
        .at = *parse_instant(to_string(query.day) + " 12:00:00"),
        .amount = Money::from_yuan(1)};
    const Result<adjudication::Case> stated = payer::internal::case_of(probe, context);
    if (!stated) {
        return false;  // Nothing is insured on the day: the chain says it elsewhere.
    }
    YIDI_TRY(const adjudication::Answer answer, adjudication::adjudicate(context.book, *stated));
    return answer.status == adjudication::Status::computed ||
           answer.status == adjudication::Status::range;
}

/// What the year still pays, where the rules give one amount.
Result<void> add_limits(Session& session, const Context& context, const ChainQuery& query,
                        const Known& known, ChainFacts& out) {
    if (out.insured != guidance::Insured::yes) {
        return {};
    }
    YIDI_TRY(
        const EntitlementAsOf all,
        entitlement_as_of(session, context,
                          {.psn_no = registry::psn_no_of(known.person.insuplc_admdvs, query.pid),
                           .day = query.day,
                           .fixmedins_code = {}}));
    for (const LimitLeft& one : all.limits) {
        if (!one.is_known || one.insutype != known.insutype) {
            continue;
        }
        if (one.business != query.business) {
            continue;
        }
        if (one.business != policy::Business::chronic) {
            out.year_left = one.left;
        } else if (one.dise_codg == query.disease) {
            out.disease_left = one.left;
        }
    }
    return {};
}

}  // namespace

Result<ChainFacts> chain_facts(Session& session, const Context& context, const ChainQuery& query) {
    ChainFacts out;
    out.business = query.business;
    out.disease = query.disease;
    out.day = query.day;
    out.today = context.now.date();
    out.discharge = query.discharge;
    out.emergency_flag = query.emergency_flag;
    out.emergency_said = query.emergency_said;
    out.injury = query.injury;
    out.credential = query.credential;
    out.registered = query.registered;
    out.down = query.down;
    const Result<registry::Person> person =
        payer::internal::read_person(session, context.vault, query.pid);
    if (!person) {
        if (person.error().code != ErrorCode::bad_value) {
            return fail(person.error());
        }
        out.insured = guidance::Insured::person_not_found;
        YIDI_TRY_VOID(add_institution(session, context, query, out));
        return out;
    }
    out.insuplc_admdvs = context.book.regions().pooling_area(person->insuplc_admdvs);
    YIDI_TRY(const auto insurances, payer::internal::insurances_of(session, query.pid));
    YIDI_TRY(const auto identities, payer::internal::identities_of(session, query.pid));
    const entitlement::Facts facts{.insurances = insurances,
                                   .identities = identities,
                                   .born = person->personal.brdy,
                                   .died = person->died};
    const policy::Insutype insutype =
        add_insured(entitlement::standings_on(facts, context.book, query.day), query, out);
    YIDI_TRY_VOID(add_recognised(session, query, insutype, out));
    YIDI_TRY(const auto events, payer::internal::filing_events_of(session, query.pid));
    out.filings = filing::filings_of(events);
    YIDI_TRY_VOID(add_institution(session, context, query, out));
    YIDI_TRY_VOID(add_route(session, context, query, out));
    const Known known{.person = *person,
                      .insurances = insurances,
                      .identities = identities,
                      .insutype = insutype};
    YIDI_TRY(out.unfiled_pays, pays_unfiled(session, context, query, known));
    YIDI_TRY_VOID(add_limits(session, context, query, known, out));
    return out;
}

Result<guidance::Chain> why_for(Session& session, const Context& context, const ChainQuery& query) {
    YIDI_TRY(const ChainFacts facts, chain_facts(session, context, query));
    return guidance::why(facts, context.book);
}

}  // namespace yidi::app
