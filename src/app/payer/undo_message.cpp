#include "app/payer/undo_message.h"

#include "app/payer/internal/messages.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_settlement.h"
#include "app/payer/internal/rows_visit.h"
#include "app/payer/internal/undo.h"
#include "app/payer/internal/visit_of.h"
#include "app/payer/purchases.h"
#include "app/payer/visits.h"

namespace yidi::payer {
namespace {

using internal::inconsistent;
using internal::MessageKey;
using ports::Session;
using registry::Pid;
using settlement::SettlementKind;

constexpr std::string_view kPurchase = "2102";

Result<void> check_same(std::string_view infno, std::optional<Pid> of, const UndoRequest& request,
                        Pid pid) {
    if (infno == request.oinfno && of == pid) {
        return {};
    }
    return inconsistent("omsgid", "the msgid, infno and person of one message",
                        "send those of the message that is to be undone",
                        "the message was another transaction's or another person's");
}

/// Whether 2601 has undone the message that made what this reversal took back: then it must not
/// stand again, whatever becomes of the reversal.
Result<bool> original_is_undone(Session& session, const settlement::Settlement& reversal) {
    YIDI_TRY(const auto original,
             internal::find_settlement(session, reversal.pid, reversal.undoes));
    if (!original) {
        return false;
    }
    YIDI_TRY(const auto undone,
             internal::find_undone(session, {original->fixmedins_code, original->msgid}));
    return undone.has_value();
}

/// Undoes what a settlement or reversal message made.
Result<void> undo_settlement(Session& session, const Context& context, const UndoRequest& request,
                             Pid pid, std::int64_t setl_id) {
    YIDI_TRY(const auto found, internal::find_settlement(session, pid, setl_id));
    // A message that was answered "already settled" has made nothing itself.
    if (!found || found->msgid != request.omsgid) {
        return {};
    }
    YIDI_TRY(const auto rows, internal::settlements_of(session, pid, found->mdtrt_id));
    if (settlement::is_undone(rows, setl_id)) {
        return {};
    }
    const internal::UndoBy by{.caller = request.caller, .hidden = true};
    if (found->kind == SettlementKind::settled) {
        YIDI_TRY_VOID(internal::take_back(session, context, *found, by));
        if (request.oinfno != kPurchase) {
            return {};
        }
        // One message made the visit and its lines too.
        return cancel_purchase(session, context,
                               {.caller = request.caller,
                                .psn_no = request.psn_no,
                                .mdtrt_id = std::to_string(found->mdtrt_id)});
    }
    YIDI_TRY(const bool stays_undone, original_is_undone(session, *found));
    if (!stays_undone) {
        YIDI_TRY_VOID(internal::give_back(session, context, *found, by));
    }
    return {};
}

Result<void> undo_admission(Session& session, const Context& context, const UndoRequest& request,
                            std::int64_t mdtrt_id) {
    return cancel_visit(
        session, context,
        {.caller = request.caller, .psn_no = request.psn_no, .mdtrt_id = std::to_string(mdtrt_id)});
}

}  // namespace

Result<Undone> undo_message(Session& session, const Context& context, const UndoRequest& request) {
    YIDI_TRY(const Pid pid, internal::read_psn_no(session, request.psn_no));
    if (!internal::can_be_undone(request.oinfno)) {
        return internal::refuse(
            ErrorCode::bad_value, "oinfno", "2102, 2207, 2207A, 2208, 2304, 2305 or 2401",
            "use the transaction's own cancellation", "2601 does not undo this transaction");
    }
    const MessageKey key{request.caller.fixmedins_code, request.omsgid};
    YIDI_TRY(const auto undone, internal::find_undone(session, key));
    if (undone) {
        YIDI_TRY_VOID(check_same(undone->infno, undone->pid, request, pid));
        return Undone::before;
    }
    YIDI_TRY(const auto message, internal::find_message(session, key));
    if (message) {
        YIDI_TRY_VOID(check_same(message->infno, message->pid, request, pid));
        if (request.oinfno == "2401") {
            YIDI_TRY_VOID(undo_admission(session, context, request, message->made));
        } else {
            YIDI_TRY_VOID(undo_settlement(session, context, request, pid, message->made));
        }
    }
    YIDI_TRY_VOID(internal::insert(session, key,
                                   internal::UndoneRow{.infno = request.oinfno,
                                                       .pid = pid,
                                                       .at = context.now,
                                                       .by_msgid = request.caller.msgid,
                                                       .came = message.has_value()}));
    return message ? Undone::taken_back : Undone::never_came;
}

}  // namespace yidi::payer
