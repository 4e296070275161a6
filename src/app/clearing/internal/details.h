#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/clearing/book.h"
#include "domain/clearing/month.h"
#include "domain/settlement/records.h"

/// The bills that an institution is asked about.
namespace yidi::app::internal {

/// An institution and the province whose book has its bills.
struct Treating {
    std::string fixmedins_code;
    std::uint32_t party = 0;
};
/// Errors    bad_value: an institution that is none.
[[nodiscard]] Result<Treating> treating_of(ports::Session& session,
                                           const std::string& fixmedins_code);

/// Bills of the month, and earlier ones that no table has taken; by day. Corrections between
/// parties are none of them, nor what one has taken out of the book.
[[nodiscard]] Result<std::vector<clearing::BookedBill>> bills_to_confirm(ports::Session& session,
                                                                         const Treating& treating,
                                                                         clearing::Month month);
/// Whether a bill is one of them.
[[nodiscard]] Result<bool> is_to_confirm(ports::Session& session, const Treating& treating,
                                         const clearing::BookedBill& bill, clearing::Month month);

/// The settlement of a bill among those that an institution made from one instant to another, both
/// included; empty: there is none.
struct MadeBetween {
    const std::string& fixmedins_code;
    Instant from;
    Instant to;
};
[[nodiscard]] Result<std::vector<settlement::Settlement>> settlements_between(
    ports::Session& session, const MadeBetween& made);
[[nodiscard]] MadeBetween on_day(const std::string& fixmedins_code, Date day);

/// Bills that their institutions leave out of a month.
[[nodiscard]] Result<std::set<std::int64_t>> left_out_of(ports::Session& session,
                                                         clearing::Month month);

}  // namespace yidi::app::internal
