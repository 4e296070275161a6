#pragma once

#include <cstdint>
#include <string_view>

#include "domain/adjudication/case.h"
#include "domain/policy/policy.h"

namespace yidi::adjudication {

/// What can be open: a fact of the case, one name of the identities or attributes, or a row with
/// several readings.
struct OpenKey {
    enum class Kind : std::uint8_t { fact, identity, attribute, choice };
    Kind kind = Kind::fact;
    Fact fact = Fact::date;
    std::string_view name = {};        ///< of identity or attribute
    const policy::Row* row = nullptr;  ///< of a choice
    /// A row can open two choices: its reading, and the fall of a deductible.
    std::uint8_t part = 0;
    /// Where the candidates are those that a scheme's rows tell apart, that scheme: its numbers
    /// mean nothing in another one.
    const policy::CompiledScheme* scheme = nullptr;
    bool operator==(const OpenKey&) const = default;
};

struct Assigned {
    OpenKey key;
    std::uint32_t candidate = 0;
};

/// The open key at which a run stopped, and how many candidates it has.
struct Fork {
    OpenKey key;
    std::uint32_t candidates = 0;
};

}  // namespace yidi::adjudication
