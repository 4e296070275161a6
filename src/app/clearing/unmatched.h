#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/payer/context.h"

/// What hospital, treating side and insured side do not agree on, as an institution asks (3209A).
namespace yidi::app {

struct UnmatchedQuery {
    payer::Caller caller;
    std::string clr_type;  ///< empty: of every type
    Date begndate;
    Date enddate;
    std::optional<std::uint32_t> clr_optins;  ///< pooling area of the insured; empty: of every one
};
struct Unmatched {
    std::int64_t setl_id = 0;
    std::uint32_t insuplc_admdvs = 0;  ///< area
};
/// The institution's settlements of persons of other provinces that the book of its own does not
/// have (yet), or of which a difference is open; in their order in time.
/// Errors    inconsistent: an end before the beginning, or more than a year; bad_value: an
///           institution that is none.
[[nodiscard]] Result<std::vector<Unmatched>> unmatched_settlements(ports::Session& session,
                                                                   const payer::Context& context,
                                                                   const UnmatchedQuery& query);

}  // namespace yidi::app
