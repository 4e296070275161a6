#pragma once

#include <string>
#include <vector>

#include "app/payer/context.h"
#include "app/window/person_named.h"
#include "domain/settlement/records.h"

namespace yidi::app {

/// A settlement, or what undoes or corrects one, as a list shows it.
struct SettlementNow {
    settlement::Settlement settlement;
    bool stands = false;  ///< settled and not taken back
    PersonNamed person;
};
struct SettlementTotals {
    std::int64_t count = 0;
    Money medfee_sumamt;
    Money fund_pay_sumamt;
    Money acct_pay;
    Money psn_cash_pay;
};
struct SettlementsQuery {
    std::string fixmedins_code;
    Date from;
    Date to;
    std::size_t limit = 500;
};
struct SettlementsNow {
    std::vector<SettlementNow> settlements;  ///< the latest first
    SettlementTotals totals;                 ///< of the whole period
    bool is_cut = false;                     ///< the list has not all of the period
};
/// What 2601 has undone is left out, as in every total, and so are corrections between a fund and
/// a person, which are no affair of the institution's.
/// Errors    inconsistent: an end before the beginning, or more than a year.
[[nodiscard]] Result<SettlementsNow> settlements_at(ports::Session& session,
                                                    const payer::Context& context,
                                                    const SettlementsQuery& query);
/// Of one visit, in the order in which they were made.
[[nodiscard]] Result<std::vector<SettlementNow>> settlements_of(ports::Session& session,
                                                                const payer::Context& context,
                                                                const settlement::Visit& visit);

}  // namespace yidi::app
