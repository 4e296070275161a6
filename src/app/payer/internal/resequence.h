#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/payer/internal/history.h"
#include "app/payer/internal/recompute.h"

/// The legal order of a year: a settlement counts where its care lies, whenever it came.
namespace yidi::payer::internal {

/// Where a settlement stands in its year: by the last day of the care, the first, and then by what
/// does not depend on when it came.
struct CareOrder {
    Date until;
    Date begins;
    std::string fixmedins_code;
    Money medfee;
    auto operator<=>(const CareOrder&) const = default;
};
[[nodiscard]] Result<CareOrder> order_of(const Context& context, const Settlement& one);

/// A year with the order of each of its settlements.
struct OrderedYear {
    std::vector<CumEvent> events;
    History history;
    std::vector<CareOrder> orders;  ///< of `history.standing`

    /// Where care of this order belongs: behind all that lie before it or are like it.
    [[nodiscard]] std::size_t place_of(const CareOrder& order) const;
};
[[nodiscard]] Result<OrderedYear> ordered_year(ports::Session& session, const Context& context,
                                               const YearKey& key);

/// Whether the pack that computed a case lets later settlements be computed again.
[[nodiscard]] bool recomputes(const adjudication::Answer& answer);

/// A settlement that belongs somewhere in its year.
struct PutIn {
    std::size_t at = 0;  ///< before so many of what stands
    CumEvent settled;    ///< its event, with the next number of the year
    UndoBy by;
};
/// Counts it there, and computes the later ones again from what it leaves.
/// Returns   the corrections, in order. Errors    as recompute_one.
[[nodiscard]] Result<std::vector<Settlement>> put_in(ports::Session& session,
                                                     const Context& context, History history,
                                                     const PutIn& put);

/// Computes the standing settlements of a year again from the first that does not lie where its
/// care does, in the legal order; nothing where the pack does not compute again.
/// Returns   the corrections, in order. Errors    as recompute_one.
[[nodiscard]] Result<std::vector<Settlement>> put_in_order(ports::Session& session,
                                                           const Context& context,
                                                           const YearKey& key, const UndoBy& by);

}  // namespace yidi::payer::internal
