#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "domain/entitlement/waiting.h"
#include "domain/policy/policy.h"
#include "domain/registry/records.h"

/// Whether a person is insured on a day, and if not, why and until when. One function for queries
/// and for settlement, so that the two cannot disagree.
namespace yidi::entitlement {

enum class State : std::uint8_t {
    insured,
    waiting,        ///< insured, without benefit until a day
    paused,         ///< 2: not paid for, or stopped for a time
    ended,          ///< 3, 4, or 0: no longer insured
    not_yet,        ///< the insurance begins later
    none,           ///< no insurance of this type was ever there
    dead,           ///< after the day of death
    special_group,  ///< insured under rules that are not here: ask home
};
[[nodiscard]] std::string_view name(State state);

/// What the state rests on, beside the register's own dates.
enum class Ground : std::uint8_t {
    stated,            ///< the register says it
    from_birth,        ///< a newborn who was enrolled in time
    newborn_too_late,  ///< a newborn who was not
    exempt,            ///< of a group that need not wait
    computed,          ///< by the rule, from the years missed and paid back
};

/// What is not known and could change the state; never guessed.
enum class Unknown : std::uint8_t {
    missed_years,  ///< a resident's insurance follows a gap, and nothing is said of the years
    waiting_rule,  ///< years are stated, and no rule is known for the region
    newborn_rule,  ///< a newborn, and no rule is known for the region
    birthday,      ///< a newborn without a date of birth
};
[[nodiscard]] std::string_view name(Unknown unknown);

/// Groups with rules of their own (在押、现役、学校集体参保 …): an answer would be a guess.
inline constexpr std::array<std::string_view, 3> kSpecialGroups{"prisoner", "active_military",
                                                                "school_group"};

/// What the register holds of one person. The lists outlive what is made of them.
struct Facts {
    const std::vector<registry::Insurance>& insurances;
    const std::vector<registry::Identity>& identities;
    std::optional<Date> born;
    std::optional<Date> died;
};

struct Standing {
    State state = State::none;
    Ground ground = Ground::stated;
    Date day;
    policy::Insutype insutype = policy::Insutype::employee;
    /// The insurance that the state is of; null: none has begun.
    const registry::Insurance* insurance = nullptr;
    std::optional<Date> since;          ///< first day of the state
    std::optional<Date> changes;        ///< first day on which it is known to be otherwise
    std::optional<Date> waiting_until;  ///< last day without benefit, also if it is over
    std::optional<Waiting> waiting;     ///< how it was computed
    std::string_view special_group;
    /// The rule that `ground` rests on; null for what the register states.
    const policy::StatedRule* rule = nullptr;
    /// Other insurances that hold on the same day: one of them is to be chosen, the others stopped,
    /// and a fee is paid by one only.
    std::vector<const registry::Insurance*> others;
    std::vector<Unknown> unknown;

    [[nodiscard]] bool pays() const { return state == State::insured; }
};

/// The first day of an insurance: of a newborn who was enrolled in time the day of birth.
[[nodiscard]] Date first_day(const registry::Insurance& insurance, const Facts& facts,
                             const policy::Book& book);

/// How a person stands in an insurance of a type on a day. The insurance that holds is the last to
/// begin of those that have begun and are not paused; else the last that has begun.
[[nodiscard]] Standing standing_on(const Facts& facts, const policy::Book& book,
                                   policy::Insutype insutype, Date day);

/// The same for every type, in the order of the types; those of which the register knows nothing
/// are left out.
[[nodiscard]] std::vector<Standing> standings_on(const Facts& facts, const policy::Book& book,
                                                 Date day);

/// Which day's insurance a visit is settled by.
struct Governing {
    Standing standing;
    /// The insured region's rule; null or without a value: the day of admission is assumed.
    const policy::StatedRule* rule = nullptr;
    /// First day of another insurance, where the region settles a stay in parts at the change.
    std::optional<Date> split_on;
};
/// Both days included; first <= last.
struct Days {
    Date first;
    Date last;
};
/// Without a rule the first day counts.
[[nodiscard]] Governing governing(const Facts& facts, const policy::Book& book,
                                  policy::Insutype insutype, const Days& visit);

}  // namespace yidi::entitlement
