#include "app/clearing/unmatched.h"

#include <set>

#include "app/clearing/internal/details.h"
#include "app/clearing/reconcile.h"
#include "app/payer/internal/period.h"
#include "app/payer/internal/rows_clearing.h"
#include "domain/clearing/book.h"

namespace yidi::app {
namespace {

namespace rows = payer::internal;
using ports::Session;

/// Settlements of which the treating party has found something that nobody has mended.
Result<std::set<std::int64_t>> in_dispute(Session& session, std::uint32_t party) {
    std::set<std::int64_t> open;
    for (const DifferenceState state : {DifferenceState::found, DifferenceState::proposed}) {
        YIDI_TRY(const auto found,
                 differences(session, {.holder = party, .state = state, .day = {}}));
        for (const DifferenceView& one : found) open.insert(one.setl_id);
    }
    return open;
}

}  // namespace

Result<std::vector<Unmatched>> unmatched_settlements(Session& session,
                                                     const payer::Context& context,
                                                     const UnmatchedQuery& query) {
    const std::string& code = query.caller.fixmedins_code;
    YIDI_TRY(const internal::Treating treating, internal::treating_of(session, code));
    YIDI_TRY(const auto settled, rows::settled_in(session, {.fixmedins_code = code,
                                                            .begndate = query.begndate,
                                                            .enddate = query.enddate,
                                                            .last_field = "enddate"}));
    YIDI_TRY(const std::set<std::int64_t> open, in_dispute(session, treating.party));
    std::vector<Unmatched> unmatched;
    for (const rows::PeriodRow& one : settled) {
        const std::uint32_t area = context.book.regions().pooling_area(one.insuplc_admdvs);
        const bool is_away = clearing::party_of(area) != clearing::party_of(one.mdtrtarea_admvs);
        const bool is_asked_for = (query.clr_type.empty() || one.clr_type == query.clr_type) &&
                                  (!query.clr_optins || area == *query.clr_optins);
        if (!is_away || !is_asked_for) continue;
        YIDI_TRY(const auto bill, rows::find_bill(session, treating.party, one.setl_id));
        if (bill && !open.contains(one.setl_id)) continue;
        unmatched.push_back({.setl_id = one.setl_id, .insuplc_admdvs = area});
    }
    return unmatched;
}

}  // namespace yidi::app
