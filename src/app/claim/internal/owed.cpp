#include "app/claim/internal/owed.h"

#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_settlement.h"
#include "base/region_code.h"

namespace yidi::app::internal {

using ports::Session;
using registry::Pid;

Result<std::vector<OwedLeg>> owed_legs(Session& session, Pid pid) {
    ports::Range range;
    range.prefix = {ports::Value{pid}};
    YIDI_TRY(const auto rows,
             payer::internal::scan_rows<payer::internal::JournalRow>(
                 session, ports::Table::journal, range, payer::internal::read_journal));
    std::vector<OwedLeg> legs;
    for (const payer::internal::JournalRow& row : rows) {
        for (const ledger::Leg& leg : row.entry.legs) {
            if (leg.account.kind == ledger::AccountKind::payable) {
                legs.push_back({.number = row.setl_id,
                                .at = row.at,
                                .psn_no = leg.account.key,
                                .amount = leg.amount});
            }
        }
    }
    return legs;
}

std::uint32_t area_of(const OwedLeg& leg, const policy::Regions& regions) {
    constexpr std::size_t kRegionDigits = 6;
    const auto insured = parse_region_code(std::string_view{leg.psn_no}.substr(0, kRegionDigits));
    return insured ? regions.pooling_area(insured->number()) : 0;
}

Result<Money> owed_to(Session& session, Pid pid) {
    YIDI_TRY(const std::vector<OwedLeg> legs, owed_legs(session, pid));
    Money owed;
    for (const OwedLeg& leg : legs) owed += leg.amount;
    return owed;
}

Result<Money> owed_to(Session& session, Pid pid, const policy::Regions& regions,
                      std::uint32_t area) {
    YIDI_TRY(const std::vector<OwedLeg> legs, owed_legs(session, pid));
    Money owed;
    for (const OwedLeg& leg : legs) {
        if (area_of(leg, regions) == area) owed += leg.amount;
    }
    return owed;
}

}  // namespace yidi::app::internal
