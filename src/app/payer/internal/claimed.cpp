#include "app/payer/internal/claimed.h"

#include <algorithm>

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_claim.h"

namespace yidi::payer::internal {
namespace {

using claim::Care;
using claim::Claim;
using ports::Session;

tl::unexpected<Error> claimed_already(std::int64_t claim) {
    auto refused = refuse(
        ErrorCode::not_covered, "mdtrt_id", "care that is not claimed by hand: it is paid once",
        "have the claim withdrawn before it is decided; once it is decided, it pays for this care",
        "the care is claimed by hand: claim " + std::to_string(claim));
    refused.value().source = "《医疗保障基金使用监督管理条例》（国务院令第735号）第十七条";
    return refused;
}

Care care_of(const SettleRequest& request, const Bill& bill) {
    return {.fixmedins_code = bill.visit.fixmedins_code,
            .fixmedins_name = bill.institution.fixmedins_name,
            .admdvs = bill.institution.admdvs,
            .begndate = bill.visit.begntime.date(),
            .enddate = bill.until,
            .is_stay = bill.visit.is_stay,
            .total = request.medfee_sumamt};
}

}  // namespace

Result<Care> care_of_claim(const ports::Vault& vault, registry::Pid pid, const Claim& one,
                           const std::vector<claim::Event>& events) {
    const auto stated =
        std::ranges::find_if(events.rbegin(), events.rend(), [&one](const claim::Event& event) {
            return event.claim == one.id && !event.statement.empty();
        });
    if (stated == events.rend()) {
        return violated("a claim begins with what is stated");
    }
    YIDI_TRY(const std::string text, vault.open(stated->statement, statement_place(pid, *stated)));
    YIDI_TRY(const claim::Statement said, parse_statement(text));
    return Care{.fixmedins_code = one.fixmedins_code,
                .fixmedins_name = said.place.fixmedins_name,
                .admdvs = said.place.mdtrtarea_admvs,
                .begndate = one.begndate,
                .enddate = one.enddate,
                .is_stay = one.is_stay,
                .total = one.claimed};
}

Result<void> check_not_claimed(Session& session, const Context& context,
                               const SettleRequest& request, const Bill& bill) {
    YIDI_TRY(const auto events, claim_events_of(session, bill.visit.pid));
    if (events.empty()) {
        return {};
    }
    const std::string invoice =
        request.invono.empty() ? std::string{} : invoice_hash(context.vault, request.invono);
    const Care care = care_of(request, bill);
    for (const Claim& one : claim::claims_of(events)) {
        if (!claim::has_bill(one) || !claim::holds_invoices(one)) {
            continue;
        }
        if (!invoice.empty() && std::ranges::find(one.invoices, invoice) != one.invoices.end()) {
            return claimed_already(one.id);
        }
        if (one.begndate > care.enddate || one.enddate < care.begndate) {
            continue;
        }
        YIDI_TRY(const Care claimed, care_of_claim(context.vault, bill.visit.pid, one, events));
        if (claim::likeness(claimed, care) == claim::Likeness::same) {
            return claimed_already(one.id);
        }
    }
    return {};
}

}  // namespace yidi::payer::internal
