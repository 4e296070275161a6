#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/publishing/publishing.h"
#include "domain/adjudication/answer.h"

/// What a change would do: cases computed with the pack before it and with its own.
namespace yidi::publishing {

/// A case and what to call it.
struct NamedCase {
    std::string name;
    adjudication::Case facts;
};

/// What it does to one case, from the person's side.
enum class Difference : std::uint8_t {
    better,   ///< the person pays less
    worse,    ///< the person pays more
    moved,    ///< the person pays the same, and other funds the rest
    decided,  ///< one of the two gives no amounts: a rule came to be known, or is no longer
    same,
};
inline constexpr std::size_t kDifferenceCount = 5;
[[nodiscard]] std::string_view name(Difference difference);

/// Of a range the end that is worse for the person.
struct Amounts {
    adjudication::Status status = adjudication::Status::computed;
    Money fund;
    Money person;
    bool operator==(const Amounts&) const = default;
};

struct CaseEffect {
    std::string name;
    Amounts before;
    Amounts after;
};

/// The cases with one kind of difference.
struct Tally {
    std::int64_t cases = 0;
    Money fund;    ///< after − before, summed; nothing where one of the two gives no amounts
    Money person;  ///< likewise
    /// The one whose person's share differs most.
    std::optional<CaseEffect> example;
};

struct Effect {
    std::array<Tally, kDifferenceCount> by;  ///< by Difference
    std::int64_t cases = 0;
    std::int64_t settlements = 0;  ///< of them, what was settled
    std::int64_t unreadable = 0;   ///< settlements whose case cannot be read
    Money fund;                    ///< after − before, summed
    Money person;

    [[nodiscard]] const Tally& of(Difference difference) const {
        return by[static_cast<std::size_t>(difference)];
    }
};

inline constexpr std::size_t kSampleMax = 1'000;

struct EffectRequest {
    std::int64_t change = 0;
    /// Every case as if it ended on this day, so that rules of next year can be held against the
    /// bills of this one. Empty: on its own days.
    std::optional<Date> on = {};
    std::size_t sample = 200;  ///< at most so many of the latest settlements, kSampleMax at most
    std::span<const NamedCase> cases = {};  ///< those of other areas are left out
};

/// Before: what is computed with, without this change, on the day from which it is to count.
/// Errors    bad_value: no such change; bad_pack: its text cannot be computed with.
[[nodiscard]] Result<Effect> effect(ports::Session& session, const payer::Context& context,
                                    const Tools& tools, const EffectRequest& request);

/// The case with all its days moved so that it ends on `day`.
[[nodiscard]] adjudication::Case ending_on(adjudication::Case facts, Date day);

}  // namespace yidi::publishing
