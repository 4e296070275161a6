#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/clearing/context.h"
#include "domain/clearing/book.h"
#include "domain/reconciliation/classes.h"
#include "domain/reconciliation/digest.h"
#include "domain/reconciliation/row.h"
#include "ports/peers.h"

/// Days held against another book, and what becomes of the differences (docs/design/clearing.md).
namespace yidi::app {

/// What a party's book has of a day that is about another party too, by number. Corrections of one
/// book are left out: each belongs to a difference that is known.
[[nodiscard]] Result<std::vector<clearing::BookedBill>> day_book(ports::Session& session,
                                                                 const ports::Peers::Day& day);

/// Numbers of the bills of a day that a party has repaired in its own book, for the other party.
[[nodiscard]] Result<std::vector<std::int64_t>> repaired_bills(ports::Session& session,
                                                               const ports::Peers::Day& day);

struct ReconciledDay {
    std::uint32_t holder = 0;
    std::string counterpart;  ///< a party's code, or fixmedins_code
    Date day;
    std::int64_t seq = 1;  ///< how often it has been done
    std::int64_t rows_here = 0;
    std::int64_t rows_there = 0;
    std::int64_t rows_moved = 0;  ///< that the other side sent
    std::int64_t hash_bytes = 0;
    std::int64_t differences = 0;
    Instant at;
    std::string by;
};

struct PartyDay {
    std::uint32_t holder = 0;
    std::uint32_t counterpart = 0;
    Date day;
    std::string by;  ///< who asks for it
};
/// Holds a day against the other party's book: roots, then hashes below those that differ, then the
/// rows of those buckets. Writes what it found; a difference that has gone is closed as agreed.
/// Errors    inconsistent: the counterpart is the holder, or no party; those of the peers.
[[nodiscard]] Result<ReconciledDay> reconcile_party(ports::Session& session,
                                                    const ClearingContext& context,
                                                    ports::Peers& peers,
                                                    const reconciliation::HashFunction& hash,
                                                    const PartyDay& day);
struct HospitalDay {
    std::uint32_t holder = 0;  ///< the treating party
    std::string fixmedins_code;
    Date day;
};
/// The same against the book of a hospital, whose rows are handed in.
[[nodiscard]] Result<ReconciledDay> reconcile_hospital(
    ports::Session& session, const ClearingContext& context, const HospitalDay& day,
    std::span<const reconciliation::Row> rows_there, const std::string& by);

enum class DifferenceState : std::uint8_t {
    found,
    proposed,  ///< a repair waits for another person
    repaired,
    agreed,  ///< gone when the day was held against the other book again
};
inline constexpr std::size_t kDifferenceStateCount = 4;
[[nodiscard]] std::string_view name(DifferenceState state);

struct DifferenceView {
    std::uint32_t holder = 0;
    std::int64_t id = 0;
    std::int64_t seq = 1;
    std::string counterpart;
    Date day;
    reconciliation::Class what = reconciliation::Class::only_a;  ///< A is the holder's book
    std::int64_t setl_id = 0;   ///< 0: an institution's row that names no settlement of ours
    std::string name;           ///< as such a row has it, else empty
    std::optional<Money> here;  ///< total in the holder's book; empty: not there
    std::optional<Money> there;
    std::string other;  ///< content of the other book's bill; empty: none, or a hospital's
    DifferenceState state = DifferenceState::found;
    std::optional<reconciliation::Repair> repair;
    std::string reason;
    Instant at;
    std::string by;
};
/// The repairs that a difference may have now.
[[nodiscard]] Result<std::vector<reconciliation::Repair>> repairs_of(ports::Session& session,
                                                                     const DifferenceView& one);

/// The bill that a difference is about, as each book has it. A hospital's row is no bill.
struct DifferenceRows {
    std::optional<clearing::BookedBill> here;
    std::optional<clearing::BookedBill> there;
};
[[nodiscard]] Result<DifferenceRows> rows_of(ports::Session& session, const DifferenceView& one);

struct DifferenceQuery {
    std::optional<std::uint32_t> holder;
    std::optional<DifferenceState> state;
    std::optional<Date> day;
};
/// By holder and number, the last step of each.
[[nodiscard]] Result<std::vector<DifferenceView>> differences(ports::Session& session,
                                                              const DifferenceQuery& query);
/// Every step of one. Errors    bad_value: there is none.
[[nodiscard]] Result<std::vector<DifferenceView>> difference_steps(ports::Session& session,
                                                                   std::uint32_t holder,
                                                                   std::int64_t id);
/// The days that were held against another book, the last time each, the latest day first.
[[nodiscard]] Result<std::vector<ReconciledDay>> reconciled_days(
    ports::Session& session, std::optional<std::uint32_t> holder, std::size_t limit);

struct RepairStep {
    std::uint32_t holder = 0;
    std::int64_t id = 0;
    std::string by;
    std::string reason = {};
};
/// Errors    bad_value: no such difference; changed_meanwhile: it is repaired or agreed;
/// not_allowed:
///           not a repair of its class, or of its month; missing_key: no reason.
[[nodiscard]] Result<DifferenceView> propose_repair(ports::Session& session,
                                                    const ClearingContext& context,
                                                    const RepairStep& step,
                                                    reconciliation::Repair repair);
/// Another person approves it, and it is done at once. `peers` null: nothing can be sent again.
/// Errors    not_allowed: the same person; changed_meanwhile: nothing is proposed.
[[nodiscard]] Result<DifferenceView> approve_repair(ports::Session& session,
                                                    const ClearingContext& context,
                                                    ports::Peers* peers, const RepairStep& step);
/// Sends a proposal back. Errors    as approve_repair.
[[nodiscard]] Result<DifferenceView> reject_repair(ports::Session& session,
                                                   const ClearingContext& context,
                                                   const RepairStep& step);

}  // namespace yidi::app
