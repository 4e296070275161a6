#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/money.h"
#include "domain/adjudication/answer.h"
#include "domain/explain/language.h"

namespace yidi::explain {

/// The columns of `compare`, in their order. `name()` is what the JSON says.
enum class Column : std::uint8_t {
    as_given,
    none,
    long_term_resident,
    referral,
    emergency,
    other_temporary,
    local
};
inline constexpr std::size_t kColumnCount = 7;
[[nodiscard]] std::string_view name(Column column);
/// A heading: "filed as a referral".
[[nodiscard]] std::string_view label(Column column, Language language);

/// What the person bears in `other` more (or, negative, less) than in `base`; empty where one of
/// the two has no amount. A range counts with the end that is worse for the person.
[[nodiscard]] std::optional<Money> difference(const adjudication::Answer& base,
                                              const adjudication::Answer& other);

/// "With a referral before admission, 1,212.40 yuan less." and its like for every pair of statuses.
[[nodiscard]] std::string comparison(const adjudication::Answer& base,
                                     const adjudication::Answer& other, Column column,
                                     Language language);

}  // namespace yidi::explain
