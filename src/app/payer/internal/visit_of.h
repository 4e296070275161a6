#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/payer/visits.h"
#include "domain/settlement/records.h"

/// What most use cases begin with: the visit that a message names, what of it is settled, its
/// lines.
namespace yidi::payer::internal {

/// Errors    bad_value: no such visit of this person in this institution; inconsistent: a visit of
///           the other kind.
[[nodiscard]] Result<settlement::Visit> visit_of(ports::Session& session,
                                                 const VisitRequest& request);
/// Errors    inconsistent: the visit is of the other kind.
[[nodiscard]] Result<void> check_kind(const settlement::Visit& visit, bool is_stay);
/// Errors    bad_value: no institution has this code.
[[nodiscard]] Result<registry::Institution> institution_of(ports::Session& session,
                                                           const std::string& fixmedins_code);

/// 2102: 2201 and 2401 require a number of the hospital's own, which a purchase has not.
[[nodiscard]] bool is_purchase(const settlement::Visit& visit);

/// A line that has not been withdrawn.
struct LiveLine {
    settlement::PricedLine priced;
    std::int64_t seq = 0;                             ///< of its upload
    std::size_t place = 0;                            ///< in its upload
    const settlement::Settlement* settled = nullptr;  ///< in `Lines::settlements`
};
/// The lines of a visit in the order of their upload, and all rows of its settlements.
struct Lines {
    std::vector<settlement::Settlement> settlements;
    std::vector<LiveLine> live;
    std::int64_t last_seq = 0;  ///< of the events so far

    [[nodiscard]] bool has_standing() const;
    /// The settlement of a batch that stands; of a stay its final one. Null if there is none.
    [[nodiscard]] const settlement::Settlement* settled(std::string_view chrg_bchno) const;
    /// Interim parts that stand, in order.
    [[nodiscard]] std::vector<const settlement::Settlement*> parts() const;
    /// Unsettled lines of a batch (of a stay: all), with returns.
    [[nodiscard]] std::vector<settlement::PricedLine> open(std::string_view chrg_bchno) const;
    [[nodiscard]] bool has_open() const;
    /// What the open lines cost that a settlement of the visit would cover if it stood again.
    [[nodiscard]] Money open_for(const settlement::Settlement& one, bool is_stay) const;
};
[[nodiscard]] Result<Lines> lines_of(ports::Session& session, const settlement::Visit& visit);

}  // namespace yidi::payer::internal
