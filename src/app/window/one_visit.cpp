#include "app/window/one_visit.h"

#include <algorithm>
#include <map>
#include <utility>

#include "app/payer/internal/line_views.h"
#include "app/payer/internal/messages.h"
#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_visit.h"
#include "app/payer/internal/visit_of.h"

namespace yidi::app {
namespace {

using ports::Session;
using ports::Table;
using settlement::Visit;

/// Messages by their numbers, with when each was done.
using Seen = std::map<std::string, VisitMessage, std::less<>>;

void see(Seen& seen, const std::string& msgid, Instant at, std::int64_t setl_id = 0) {
    const auto [entry, is_new] =
        seen.try_emplace(msgid, VisitMessage{.at = at, .infno = {}, .opter = {}, .msgid = msgid});
    if (setl_id != 0) entry->second.setl_id = setl_id;
}

Result<void> see_events(Session& session, const payer::Context& context, const Visit& visit,
                        Seen& seen) {
    YIDI_TRY(const auto history, payer::internal::history_of(session, context.vault, visit));
    for (const payer::internal::ToldVisit& event : history) see(seen, event.msgid, event.at);
    ports::Range range;
    range.prefix = {ports::Value{visit.pid}, ports::Value{visit.mdtrt_id}};
    return session.scan(ports::spec(Table::fee), {}, range, [&](const ports::Row& row) {
        constexpr std::size_t kAt = 4;
        constexpr std::size_t kMsgid = 5;
        see(seen, std::get<std::string>(row[kMsgid]),
            Instant::from_ms(std::get<std::int64_t>(row[kAt])));
        return true;
    });
}

/// What the log says of them.
Result<std::vector<VisitMessage>> told(Session& session, const Visit& visit, const Seen& seen) {
    std::vector<VisitMessage> messages;
    for (const auto& [msgid, first] : seen) {
        VisitMessage message = first;
        const payer::internal::MessageKey key{visit.fixmedins_code, msgid};
        YIDI_TRY(const auto row, payer::internal::find_message(session, key));
        if (row) {
            message.infno = row->infno;
            message.opter = row->opter;
        }
        YIDI_TRY(const auto undone, payer::internal::find_undone(session, key));
        message.is_undone = undone && undone->came;
        messages.push_back(std::move(message));
    }
    std::ranges::stable_sort(messages, {}, &VisitMessage::at);
    return messages;
}

}  // namespace

Result<OneVisit> one_visit(Session& session, const payer::Context& context,
                           const OneVisitQuery& query) {
    const payer::Caller caller{
        .fixmedins_code = query.fixmedins_code, .msgid = {}, .infno = {}, .opter = {}};
    YIDI_TRY(const Visit visit,
             payer::internal::visit_of(
                 session, {.caller = caller, .psn_no = query.psn_no, .mdtrt_id = query.mdtrt_id}));
    OneVisit one;
    YIDI_TRY(one.now, visit_now(session, context, visit));
    YIDI_TRY(one.lines, payer::internal::line_views(session, context, visit));
    YIDI_TRY(one.settlements, settlements_of(session, context, visit));
    Seen seen;
    YIDI_TRY_VOID(see_events(session, context, visit, seen));
    for (const SettlementNow& settled : one.settlements) {
        const settlement::Settlement& made = settled.settlement;
        see(seen, made.msgid, made.setl_time, made.setl_id);
    }
    YIDI_TRY(one.messages, told(session, visit, seen));
    // What 2601 has undone is told by its message alone.
    std::erase_if(one.settlements, [&](const SettlementNow& settled) {
        return settled.settlement.hidden ||
               std::ranges::any_of(one.messages, [&](const VisitMessage& message) {
                   return message.is_undone && message.setl_id == settled.settlement.setl_id;
               });
    });
    return one;
}

}  // namespace yidi::app
