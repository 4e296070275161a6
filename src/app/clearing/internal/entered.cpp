#include "app/clearing/internal/entered.h"

#include <string>

#include "app/payer/internal/rows_clearing.h"

namespace yidi::app::internal {

namespace rows = payer::internal;

Result<bool> enter(ports::Session& session, const ClearingContext& context, std::uint32_t holder,
                   const clearing::BookedBill& bill) {
    YIDI_TRY(const bool is_new, rows::book(session, holder, bill, context.now()));
    if (!is_new || clearing::direction_of(bill).insured != holder) return is_new;
    ledger::Entry entry;
    const std::string between =
        std::to_string(bill.mdtrtarea_admvs) + '<' + std::to_string(bill.insuplc_admdvs) + '/';
    for (const clearing::FundPart& part : bill.funds) {
        ledger::post(entry, {ledger::AccountKind::clearing, between + part.fund}, -part.amount);
        ledger::post(entry, {ledger::AccountKind::receivable, bill.fixmedins_code}, part.amount);
    }
    YIDI_TRY_VOID(rows::insert_entry(session, "repair:" + std::to_string(bill.setl_id),
                                     context.now(), entry));
    return true;
}

}  // namespace yidi::app::internal
