#pragma once

#include <cstdint>
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
    std::int64_t before = 0;  ///< only those of a smaller number; 0: from the latest on
};
struct SettlementsNow {
    std::vector<SettlementNow> settlements;  ///< the latest first
    SettlementTotals totals;                 ///< of the whole period
    std::int64_t before = 0;                 ///< where the next page begins; 0: there is none
};
/// What 2601 has undone is left out, as in every total, and so are corrections between a fund and
/// a person, which are no affair of the institution's.
/// Errors    inconsistent: an end before the beginning, or more than 366 days.
[[nodiscard]] Result<SettlementsNow> settlements_at(ports::Session& session,
                                                    const payer::Context& context,
                                                    const SettlementsQuery& query);
/// Of one visit, in the order in which they were made.
[[nodiscard]] Result<std::vector<SettlementNow>> settlements_of(ports::Session& session,
                                                                const payer::Context& context,
                                                                const settlement::Visit& visit);

}  // namespace yidi::app
