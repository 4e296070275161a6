#include "app/window/settlements_at.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "app/payer/internal/period.h"
#include "app/payer/internal/rows_settlement.h"
#include "base/assert.h"

namespace yidi::app {
namespace {

using payer::internal::PeriodRow;
using ports::Session;
using settlement::Settlement;

void add(const PeriodRow& one, SettlementTotals& totals) {
    ++totals.count;
    totals.medfee_sumamt += one.medfee;
    totals.fund_pay_sumamt += one.fund;
    totals.acct_pay += one.account;
    totals.psn_cash_pay += one.cash;
}

Result<SettlementNow> now_of(Session& session, const payer::Context& context, Settlement one) {
    YIDI_TRY(const auto of_visit, payer::internal::settlements_of(session, one.pid, one.mdtrt_id));
    SettlementNow now;
    now.stands = settlement::stands(of_visit, one);
    YIDI_TRY(now.person, person_named(session, context, one.pid));
    now.settlement = std::move(one);
    return now;
}

}  // namespace

Result<SettlementsNow> settlements_at(Session& session, const payer::Context& context,
                                      const SettlementsQuery& query) {
    YIDI_TRY(std::vector<PeriodRow> rows,
             payer::internal::settled_in(session, {.fixmedins_code = query.fixmedins_code,
                                                   .begndate = query.from,
                                                   .enddate = query.to,
                                                   .last_field = "to"}));
    SettlementsNow found;
    for (const PeriodRow& row : rows) add(row, found.totals);
    // Numbers are given in the order in which settlements are made.
    std::ranges::sort(rows, std::ranges::greater{}, &PeriodRow::setl_id);
    for (const PeriodRow& row : rows) {
        if (query.before != 0 && row.setl_id >= query.before) continue;
        if (found.settlements.size() == query.limit) {
            found.before = found.settlements.back().settlement.setl_id;
            break;
        }
        YIDI_TRY(auto one, payer::internal::find_settlement(session, row.pid, row.setl_id));
        YIDI_ASSERT(one.has_value());
        YIDI_TRY(SettlementNow now, now_of(session, context, *std::move(one)));
        found.settlements.push_back(std::move(now));
    }
    return found;
}

Result<std::vector<SettlementNow>> settlements_of(Session& session, const payer::Context& context,
                                                  const settlement::Visit& visit) {
    YIDI_TRY(std::vector<Settlement> rows,
             payer::internal::settlements_of(session, visit.pid, visit.mdtrt_id));
    std::vector<SettlementNow> found;
    for (Settlement& one : rows) {
        YIDI_TRY(SettlementNow now, now_of(session, context, std::move(one)));
        found.push_back(std::move(now));
    }
    return found;
}

}  // namespace yidi::app
