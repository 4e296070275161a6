#pragma once

#include <optional>
#include <vector>

#include "app/payer/context.h"
#include "domain/aid/bond.h"
#include "domain/aid/transfer.h"

/// Rows of bonds between relatives and of transfers between their accounts.
namespace yidi::payer::internal {

/// Appends the event after which the bond is so.
[[nodiscard]] Result<void> insert(ports::Session& session, const aid::Bond& bond);
/// As their last events leave them, by holder and number: those of which the person is either side,
/// unbound ones too.
[[nodiscard]] Result<std::vector<aid::Bond>> bonds_of(ports::Session& session, registry::Pid pid);

/// The person's row without what is sealed in it.
struct Alive {
    std::uint32_t insuplc_admdvs = 0;  ///< where they are insured now
    std::optional<Date> died;
    [[nodiscard]] bool lives_on(Date day) const { return !died || *died >= day; }
};
/// Errors    bad_value: nobody has this pid.
[[nodiscard]] Result<Alive> read_alive(ports::Session& session, registry::Pid pid);
/// Who may act for a person on a day: the owners of the accounts that pay for them and the holders
/// of their bonds, as long as both live.
[[nodiscard]] Result<std::vector<registry::Pid>> agents_of(ports::Session& session,
                                                           registry::Pid pid, Date day);

/// Appends the event after which the transfer is so, and keeps the list of the open ones.
[[nodiscard]] Result<void> append(ports::Session& session, const aid::Transfer& transfer);
/// What a person has sent, as the last events leave it, by number.
[[nodiscard]] Result<std::vector<aid::Transfer>> transfers_from(ports::Session& session,
                                                                registry::Pid pid);
[[nodiscard]] Result<std::optional<aid::Transfer>> find_transfer(ports::Session& session,
                                                                 registry::Pid from,
                                                                 std::int64_t id);
/// The key of a transfer that is open.
struct OpenTransfer {
    registry::Pid from = 0;
    std::int64_t id = 0;
    registry::Pid to = 0;
    Money amount;
    Instant due;
    bool operator==(const OpenTransfer&) const = default;
};
[[nodiscard]] Result<std::vector<OpenTransfer>> open_transfers_to(ports::Session& session,
                                                                  registry::Pid pid);
/// Everybody's, by payer and number.
[[nodiscard]] Result<std::vector<OpenTransfer>> open_transfers(ports::Session& session);
/// Reads one row of `transfer`, for whole-table scans.
[[nodiscard]] Result<aid::Transfer> read_transfer(const ports::Row& row);

}  // namespace yidi::payer::internal
