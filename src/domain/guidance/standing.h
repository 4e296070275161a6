#pragma once

#include "domain/entitlement/standing.h"
#include "domain/guidance/why.h"

namespace yidi::guidance {

/// States in the facts of a chain how a person stands in an insurance: the state, the day that it
/// concerns, the rule behind it.
void state(const entitlement::Standing& standing, ChainFacts& facts);

}  // namespace yidi::guidance
