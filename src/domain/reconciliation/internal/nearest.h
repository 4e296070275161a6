#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "domain/reconciliation/row.h"

/// Who is whose in a group of rows that may be the same settlements.
namespace yidi::reconciliation::internal {

struct Candidate {
    const Row* row = nullptr;
    std::size_t place = 0;  ///< in its book
    bool is_b = false;
};

/// How far two rows are apart: first by what the group is ordered by, then in what else both tell.
struct Gap {
    std::int64_t first = 0;  ///< fen, or days
    std::int64_t parts = 0;  ///< fen
    friend auto operator<=>(const Gap&, const Gap&) = default;
};

enum class Along : std::uint8_t { total, day };

inline constexpr std::int64_t kDaysApartMax = 31;  ///< also where a day is not told

[[nodiscard]] Gap gap_between(const Row& one, const Row& other, Along along);

struct Match {
    std::size_t a = 0;
    std::size_t b = 0;
    Gap gap;
};

/// Pairs rows of book A with rows of book B, each at most once: equal rows first, then again and
/// again the two neighbours that are nearest and that `fits` takes. Nearest first. The order of the
/// group changes nothing. n log n.
[[nodiscard]] std::vector<Match> match_nearest(
    std::vector<Candidate> group, Along along,
    const std::function<bool(const Row& a, const Row& b)>& fits);

}  // namespace yidi::reconciliation::internal
