#include "domain/guidance/standing.h"

#include <optional>
#include <string>

#include "base/assert.h"
#include "domain/entitlement/words.h"

namespace yidi::guidance {
namespace {

using entitlement::Standing;

Insured insured_of(const Standing& standing) {
    using entitlement::State;
    switch (standing.state) {
        // A second insurance refuses nothing until a fee has been paid by it (Insured::two_active).
        case State::insured: return Insured::yes;
        case State::waiting: return Insured::waiting;
        case State::paused: return Insured::paused;
        case State::ended: return Insured::ended;
        case State::not_yet: return Insured::not_begun;
        case State::none: return Insured::none;
        case State::dead: return Insured::dead;
        case State::special_group: return Insured::special_group;
    }
    YIDI_ASSERT(false);
}

std::optional<Date> day_of(const Standing& standing) {
    if (standing.state == entitlement::State::waiting) return standing.waiting_until;
    if (standing.state == entitlement::State::not_yet) return standing.changes;
    return standing.since;
}

}  // namespace

void state(const Standing& standing, ChainFacts& facts) {
    facts.insured = insured_of(standing);
    facts.insured_day = day_of(standing);
    facts.insured_name = standing.special_group;
    facts.insured_clause =
        standing.rule == nullptr ? std::string{} : entitlement::clause_of(*standing.rule);
}

}  // namespace yidi::guidance
