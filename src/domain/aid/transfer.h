#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/money.h"
#include "domain/ledger/journal.h"
#include "domain/policy/policy.h"
#include "domain/registry/records.h"

/// Money that a person sends to a relative's account in the way of the wallet (医保钱包): offered,
/// and then accepted, refused, or returned by itself. On its way it stands on an account of its
/// own, so that it is at every moment in exactly one place.
namespace yidi::aid {

using registry::Pid;

enum class TransferState : std::uint8_t { offered, accepted, refused, returned };
[[nodiscard]] std::string_view name(TransferState state);
[[nodiscard]] std::optional<TransferState> parse_transfer_state(std::string_view text);

/// A transfer as its last event leaves it.
struct Transfer {
    Pid from = 0;
    std::int64_t id = 0;
    std::int64_t seq = 1;  ///< 1 offered, 2 closed
    TransferState state = TransferState::offered;
    Pid to = 0;
    Money amount;
    Instant due;             ///< not accepted by then, it goes back
    std::int64_t entry = 0;  ///< number of the event's journal entry
    Instant at;              ///< of the event
    std::string by;
    [[nodiscard]] bool is_open() const { return state == TransferState::offered; }
};

/// Hours are those of a day in China, 0 to 24.
struct TransferLimits {
    std::int64_t a_day = 0;
    Money amount;
    std::int64_t opens = 0;
    std::int64_t closes = 0;
    std::int64_t returns = 0;
    bool operator==(const TransferLimits&) const = default;
};
/// Empty where one of them is not known for the payer's area.
[[nodiscard]] std::optional<TransferLimits> transfer_limits(const policy::PersonRules& rules,
                                                            std::uint32_t area, Date day);

/// Whether transfers are made at this hour.
[[nodiscard]] bool is_open_at(const TransferLimits& limits, Instant now);
/// When they are next made, if they are not now; else now.
[[nodiscard]] Instant next_opening(const TransferLimits& limits, Instant now);
/// When an offer of now goes back.
[[nodiscard]] Instant due_of(const TransferLimits& limits, Instant now);

struct Offer {
    Money amount;
    std::int64_t made_today = 0;  ///< transfers offered from this account on this day
    Money free;                   ///< balance, less what windows hold of it
    Instant now;
};
/// Errors    bad_amount: nothing, or less; limit_reached: the hour, the number, the amount or the
///           balance, with the limit and, where waiting helps, from when on it can be done.
[[nodiscard]] Result<void> check_offer(const TransferLimits& limits, const Offer& offer);

/// Whether a transfer can still be accepted or refused.
/// Errors    changed_meanwhile: it is closed; limit_reached: its time is over.
[[nodiscard]] Result<void> check_answer(const Transfer& transfer, Instant now);

/// Between which accounts.
struct Parties {
    std::string from_psn_no;
    std::string to_psn_no;
};
/// The money on its way: an account of the payer and the transfer.
[[nodiscard]] ledger::Account in_transit(const Parties& parties, std::int64_t transfer_id);
/// What the event that left the transfer so has moved: offered from the payer's account on its way;
/// accepted from there to the recipient's; refused or returned back to the payer's.
[[nodiscard]] ledger::Entry entry_of(const Transfer& transfer, const Parties& parties);

}  // namespace yidi::aid
