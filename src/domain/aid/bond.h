#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "domain/policy/policy.h"
#include "domain/registry/records.h"

/// Relatives who are bound to each other (亲情账户, 家庭共济): who may act and pay for whom.
namespace yidi::aid {

using registry::Pid;

/// Kin that mutual aid is open to.
inline constexpr std::array<std::string_view, 6> kKinships{"spouse",  "parent",      "child",
                                                           "sibling", "grandparent", "grandchild"};

/// By what the relative has consented.
enum class Proof : std::uint8_t {
    own_consent,  ///< the relative's own face check
    papers,       ///< of a minor: a promise and the page of the household register
};
[[nodiscard]] std::string_view name(Proof proof);
[[nodiscard]] std::optional<Proof> parse_proof(std::string_view text);

/// A bond as its last event leaves it.
struct Bond {
    Pid holder = 0;
    std::int64_t id = 0;
    std::int64_t seq = 1;  ///< events so far: 2 once it is unbound
    bool unbound = false;
    Pid relative = 0;
    std::string kinship;  ///< what the relative is to the holder
    Proof proof = Proof::own_consent;
    /// The family link by which the holder's account pays for the relative; empty: it does not.
    std::optional<std::int64_t> family_seq;
    Instant at;  ///< of the last event
    std::string by;
    std::string reason;
};

/// What is shown for a binding.
struct Consent {
    bool face_checked = false;
    bool promise = false;
    bool household_page = false;
};
struct BindingFacts {
    std::optional<std::int64_t> relative_age;  ///< empty: not known, and then as of age
    std::uint32_t relative_area = 0;
    Date day;
};
/// By what the relative is bound.
/// Errors    missing_key: the own consent, or for a minor the promise or the page;
///           rule_unknown: the age from which consent is needed is not known.
[[nodiscard]] Result<Proof> proof_of(const policy::PersonRules& rules, const BindingFacts& facts,
                                     const Consent& consent);

/// The bond between two that stands, in either direction; null if none does.
[[nodiscard]] const Bond* between(const std::vector<Bond>& all, Pid one, Pid other);

}  // namespace yidi::aid
