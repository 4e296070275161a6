#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/payer/fees.h"
#include "app/window/settlements_at.h"
#include "app/window/visits_at.h"

/// One visit as its counter sees it: its lines, what was settled, and by which messages it came to
/// be as it is. Reads only.
namespace yidi::app {

/// A message that has changed the visit, its lines or its settlements.
struct VisitMessage {
    Instant at;
    std::string infno;  ///< empty: the log does not have the message
    std::string opter;
    std::string msgid;
    bool is_undone = false;    ///< 2601 has undone it
    std::int64_t setl_id = 0;  ///< of the settlement or reversal that it made
};
struct OneVisit {
    VisitNow now;
    std::vector<payer::LineView> lines;
    std::vector<SettlementNow> settlements;
    std::vector<VisitMessage> messages;  ///< the first to come first
};

struct OneVisitQuery {
    std::string fixmedins_code;
    std::string psn_no;
    std::string mdtrt_id;
};
/// Errors    bad_value: no such visit of this person in this institution.
[[nodiscard]] Result<OneVisit> one_visit(ports::Session& session, const payer::Context& context,
                                         const OneVisitQuery& query);

}  // namespace yidi::app
