#pragma once

#include <string>
#include <vector>

#include "app/payer/internal/rows_settlement.h"

namespace yidi::payer::internal {

/// What stands in a benefit year: the settlements that count, in order, each with what it left.
struct History {
    struct Item {
        std::int64_t setl_id = 0;
        std::string cum;  ///< after it
    };
    std::string base;  ///< before the first
    std::vector<Item> standing;

    /// Position of a settlement; `standing.size()` if it does not stand.
    [[nodiscard]] std::size_t find(std::int64_t setl_id) const;
    /// What the year held before that position.
    [[nodiscard]] const std::string& before(std::size_t index) const {
        return index == 0 ? base : standing[index - 1].cum;
    }
    /// Admissions of the year after a settlement: of the first part of a stay the number that the
    /// stay's admission has. Empty: the settlement does not stand in this year.
    [[nodiscard]] Result<std::optional<std::int64_t>> admissions_after(std::int64_t setl_id) const;
    [[nodiscard]] const std::string& last() const { return before(standing.size()); }
};

/// Words of CumEvent::event; `setl_id` of an event is the settlement that it is about, also where
/// that is undone.
inline constexpr std::string_view kSettled = "settled";
inline constexpr std::string_view kReversed = "reversed";
inline constexpr std::string_view kRestored = "restored";
inline constexpr std::string_view kRecomputed = "recomputed";
/// Computed again behind what stands: with one event for each of the later ones, a settlement is
/// put in where its care lies.
inline constexpr std::string_view kMoved = "moved";

[[nodiscard]] History history_of(const std::vector<CumEvent>& events);

}  // namespace yidi::payer::internal
