#pragma once

#include <functional>

#include "adapters/peers/memory/memory_peers.h"
#include "app/clearing/context.h"
#include "cli/context.h"
#include "cli/payer_commands.h"
#include "domain/policy/regions.h"

namespace yidi::cli {

/// What clearing goes by, from the data that is installed.
/// Errors    unreadable_file, and those of the two readers.
[[nodiscard]] Result<app::ClearingRules> load_clearing(const Context& context,
                                                       const policy::Regions& regions);

/// Runs `read` on the last commit. Errors    those of opening the data and of `read`.
using ClearingRead = std::function<Result<void>(ports::Session&, const app::ClearingContext&)>;
[[nodiscard]] Result<void> look_at_clearing(Context& context, const DataOptions& data,
                                            const ClearingRead& read);

/// The other parties of a store that holds the books of all. Uses both while it lives; `fate` as in
/// MemoryPeersOptions.
using FateOfMessage = std::function<peers::Fate(std::uint32_t to, const clearing::BookedBill&)>;
[[nodiscard]] peers::MemoryPeers peers_here(ports::Session& session,
                                            const app::ClearingContext& context,
                                            FateOfMessage fate = {});

/// `clearing allocation`, in the group.
void add_clearing_allocation(CLI::App& group, Context& context);
/// The commands `clearing month` and `clearing statistics`.
void add_clearing(CLI::App& app, Context& context);

}  // namespace yidi::cli
