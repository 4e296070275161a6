#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/instant.h"
#include "base/money.h"
#include "domain/policy/regions.h"
#include "domain/registry/records.h"
#include "ports/store.h"

/// What funds owe a person beside any institution, by the journal.
namespace yidi::app::internal {

/// A leg on one of the person's payable accounts.
struct OwedLeg {
    std::int64_t number = 0;  ///< of the entry
    Instant at;
    std::string psn_no;  ///< under which it is owed: it begins with the insured region
    Money amount;        ///< negative: paid, or owed by the person
};
/// In the order of their numbers.
[[nodiscard]] Result<std::vector<OwedLeg>> owed_legs(ports::Session& session, registry::Pid pid);

/// The pooling area whose fund stands behind a leg; 0: its number is none.
[[nodiscard]] std::uint32_t area_of(const OwedLeg& leg, const policy::Regions& regions);

/// What is owed in all; negative: the person owes. `area`: by the fund of one pooling area alone,
/// since another's debts are no business of it.
[[nodiscard]] Result<Money> owed_to(ports::Session& session, registry::Pid pid);
[[nodiscard]] Result<Money> owed_to(ports::Session& session, registry::Pid pid,
                                    const policy::Regions& regions, std::uint32_t area);

}  // namespace yidi::app::internal
