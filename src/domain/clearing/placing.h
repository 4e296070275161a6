#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "domain/clearing/lines.h"
#include "domain/clearing/month.h"
#include "domain/clearing/rules.h"

/// In which clearing month a bill counts. A month whose tables are made takes nothing any more.
namespace yidi::clearing {

/// What is placed: a direct settlement, or what reverses or corrects one between the areas. What
/// stands between a fund and a person (settlement kinds claimed, recomputed) is no bill.
struct Bill {
    Month service_month;        ///< of the settlement; of a reversal the month in which it is made
    std::int64_t original = 0;  ///< setl_id that it reverses or corrects; 0: it stands for itself
};

enum class PlacingReason : std::uint8_t {
    in_time,
    late,              ///< in a month after its service month
    too_late,          ///< more months late than the rule allows
    year_closed,       ///< its year is cleared
    original_refused,  ///< what it reverses was never cleared
};
inline constexpr std::size_t kPlacingReasonCount = 5;
[[nodiscard]] std::string_view name(PlacingReason reason);

struct Placing {
    std::optional<Month> period;  ///< empty: refused, `reason` says why
    PlacingReason reason = PlacingReason::in_time;
    std::int32_t months_late = 0;
    bool operator==(const Placing&) const = default;
};

/// `first_open` is the first month whose tables are not made. A reversal or correction is placed
/// whatever its lateness, since it mends what was cleared; `original` is how the bill that it is
/// about was placed, null for a bill that stands for itself. Placed again after the tables of its
/// month were made without it, a bill counts as later.
/// Source    docs/domain/clearing.md C8, C9, I3, I4, I5.
[[nodiscard]] Placing place(const Bill& bill, Month first_open, const Terms& terms,
                            const Placing* original);

/// Why a bill stands in the month in which it is placed: settled, late, or reversed, where it is
/// about a bill of an earlier month or of none. `original` as above.
/// Requires  placing.period (asserted).
[[nodiscard]] Origin origin_of(const Placing& placing, const Placing* original);

/// The last clearing month that may hold bills of a year: its notices are published in the month
/// named by the rule.
[[nodiscard]] Month last_period_of(int year, const Terms& terms);

}  // namespace yidi::clearing
