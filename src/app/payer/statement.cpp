#include "app/payer/statement.h"

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_settlement.h"
#include "app/payer/internal/rows_visit.h"
#include "app/payer/internal/visit_of.h"
#include "domain/settlement/records.h"
#include "domain/settlement/settle.h"

namespace yidi::payer {
namespace {

using ports::Session;
using settlement::Settlement;
using settlement::SettlementKind;

/// The settlement that the request names; its visit tells whether the institution may see it.
Result<Settlement> named(Session& session, const StatementRequest& request) {
    YIDI_TRY(const registry::Pid pid, internal::read_psn_no(session, request.psn_no));
    YIDI_TRY(const std::int64_t setl_id, internal::read_id(request.setl_id, "setl_id"));
    YIDI_TRY(auto found, internal::find_settlement(session, pid, setl_id));
    if (!found) {
        return internal::refuse(ErrorCode::bad_value, "setl_id", "a settlement of this person here",
                                "send the setl_id that 2207 or 2304 answered",
                                "this person has no such settlement here");
    }
    return *std::move(found);
}

/// What else the visit's rows say about the settlement.
void add_what_followed(const std::vector<Settlement>& rows, StatementReply& reply) {
    for (const Settlement& row : rows) {
        if (row.undoes != reply.settlement.setl_id) {
            continue;
        }
        // Corrections that 2601 has brought back belong to their sum.
        if (row.kind == SettlementKind::recomputed) {
            reply.corrections.push_back(row);
        } else if (row.hidden) {
            continue;
        } else if (row.kind == SettlementKind::reversed &&
                   !settlement::is_undone(rows, row.setl_id)) {
            reply.reversed_by = row.setl_id;
        }
    }
}

/// The year's event about a settlement names the settlement, also when that is taken back. Of two
/// reversals the first has been undone and is shown to nobody.
Result<void> add_year(Session& session, StatementReply& reply) {
    const Settlement& one = reply.settlement;
    YIDI_TRY(const auto events,
             internal::cum_events_of(session, {one.pid, one.year, one.insutype}));
    const std::int64_t about = one.kind == SettlementKind::reversed ? one.undoes : one.setl_id;
    for (const internal::CumEvent& event : events) {
        if (event.setl_id == about && event.event == settlement::name(one.kind)) {
            YIDI_TRY(reply.cum, settlement::parse_accumulators(event.cum));
        }
    }
    return {};
}

Result<void> add_lines(Session& session, StatementReply& reply) {
    YIDI_TRY(internal::Lines lines, internal::lines_of(session, reply.visit));
    for (internal::LiveLine& line : lines.live) {
        if (line.settled == nullptr || line.settled->setl_id != reply.settlement.setl_id) continue;
        LineReply& one = reply.lines.emplace_back();
        one.parts = settlement::parts_of(line.priced);
        one.priced = std::move(line.priced);
    }
    return {};
}

Result<void> add_told(Session& session, const Context& context, StatementReply& reply) {
    YIDI_TRY(auto history, internal::history_of(session, context.vault, reply.visit));
    for (internal::ToldVisit& event : history) {
        if (event.visit.details.empty()) continue;
        reply.told.insert(reply.told.begin(), std::move(event.visit.details));
    }
    return {};
}

/// As the case says by which it was computed; a reversal has none of its own.
Result<void> add_filing(const Context& context, StatementReply& reply) {
    if (reply.settlement.case_text.empty()) return {};
    YIDI_TRY(const adjudication::Case facts, context.texts.read_case(reply.settlement.case_text));
    if (facts.filing_given == adjudication::FilingGiven::given) reply.filing = facts.filing.kind;
    return {};
}

}  // namespace

Result<StatementReply> statement(Session& session, const Context& context,
                                 const StatementRequest& request) {
    YIDI_TRY(const Settlement wanted, named(session, request));
    const Caller caller{.fixmedins_code = request.fixmedins_code.empty() ? wanted.fixmedins_code
                                                                         : request.fixmedins_code,
                        .msgid = {},
                        .infno = {},
                        .opter = {}};
    YIDI_TRY(SettlementReply shown,
             query_settlement(session, context,
                              {.visit = {.caller = caller,
                                         .psn_no = request.psn_no,
                                         .mdtrt_id = std::to_string(wanted.mdtrt_id)},
                               .setl_id = request.setl_id}));
    StatementReply reply;
    reply.settlement = std::move(shown.settlement);
    reply.visit = std::move(shown.visit);
    reply.person = std::move(shown.person);
    reply.institution = std::move(shown.institution);
    reply.opter = std::move(shown.opter);
    const Settlement& one = reply.settlement;
    YIDI_TRY(const auto rows, internal::settlements_of(session, one.pid, one.mdtrt_id));
    add_what_followed(rows, reply);
    YIDI_TRY_VOID(add_year(session, reply));
    YIDI_TRY_VOID(add_told(session, context, reply));
    YIDI_TRY_VOID(add_lines(session, reply));
    YIDI_TRY_VOID(add_filing(context, reply));
    return reply;
}

}  // namespace yidi::payer
