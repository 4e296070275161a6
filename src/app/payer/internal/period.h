#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/payer/context.h"
#include "domain/settlement/records.h"

namespace yidi::payer::internal {

/// What a statement of account needs of a settlement.
struct PeriodRow {
    registry::Pid pid = 0;
    std::int64_t setl_id = 0;
    std::int64_t mdtrt_id = 0;
    std::string msgid;
    settlement::SettlementKind kind = settlement::SettlementKind::settled;
    policy::Insutype insutype = policy::Insutype::employee;
    std::string clr_type;
    std::uint32_t insuplc_admdvs = 0;
    std::uint32_t mdtrtarea_admvs = 0;
    Money medfee;
    Money in_scope;
    Money fund;
    Money account;
    Money cash;
};

struct Period {
    std::string fixmedins_code;
    Date begndate;
    Date enddate;
    std::string_view last_field = "stmt_enddate";  ///< how the caller's request names the last day
};
/// An institution's settlements and reversals by the day of settlement, in their order in time.
/// Only rows of the period are read, and for what 2601 has undone since its visit. Corrections
/// between the fund and a person (`recomputed`) are no affair of the institution's and left out,
/// and so is what 2601 has undone. Errors    inconsistent: an end before the beginning, or more
/// than a year.
[[nodiscard]] Result<std::vector<PeriodRow>> settled_in(ports::Session& session,
                                                        const Period& period);

/// What names a settlement or reversal and the message that made it.
struct MadeRow {
    const std::string& fixmedins_code;
    const std::string& msgid;
    registry::Pid pid = 0;
    std::int64_t mdtrt_id = 0;
    std::int64_t setl_id = 0;
};
/// Whether 2601 has undone what made it, so that it is as if it had never been.
[[nodiscard]] Result<bool> is_hidden(ports::Session& session, const MadeRow& made);

}  // namespace yidi::payer::internal
