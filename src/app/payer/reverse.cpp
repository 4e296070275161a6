#include <algorithm>

#include "app/payer/internal/messages.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_visit.h"
#include "app/payer/internal/undo.h"
#include "app/payer/internal/visit_of.h"
#include "app/payer/settle.h"

namespace yidi::payer {
namespace {

using ports::Session;
using settlement::Settlement;
using settlement::SettlementKind;

tl::unexpected<Error> no_settlement() {
    return internal::refuse(ErrorCode::bad_value, "setl_id", "a settlement of this visit",
                            "send the setl_id that 2207 or 2304 answered",
                            "the visit has no such settlement");
}

/// The reversal of a settlement that stands; null if there is none.
const Settlement* reversal_of(const std::vector<Settlement>& rows, std::int64_t setl_id) {
    const auto found = std::ranges::find_if(rows, [&](const Settlement& one) {
        return one.kind == SettlementKind::reversed && one.undoes == setl_id &&
               !settlement::is_undone(rows, one.setl_id);
    });
    return found == rows.end() ? nullptr : &*found;
}

/// A settlement, or its reversal, of the visit.
Result<const Settlement*> find(const std::vector<Settlement>& rows, const std::string& setl_id) {
    YIDI_TRY(const std::int64_t id, internal::read_id(setl_id, "setl_id"));
    const auto found = std::ranges::find(rows, id, &Settlement::setl_id);
    if (found == rows.end() || found->hidden || found->kind == SettlementKind::recomputed) {
        return no_settlement();
    }
    const Settlement* reversal = reversal_of(rows, id);
    if (reversal != nullptr && reversal->hidden) {
        return no_settlement();
    }
    return &*found;
}

/// A reversal's invoice and certificate are those of what it takes back.
Result<void> add_particulars(Session& session, const Context& context,
                             const std::vector<Settlement>& rows, SettlementReply& reply) {
    const Settlement& one = reply.settlement;
    YIDI_TRY(const internal::Particulars own, internal::particulars_of(context.vault, one));
    reply.invono = own.invono;
    reply.mdtrt_cert_type = own.mdtrt_cert_type;
    reply.opter_name = own.opter_name;
    const auto original = std::ranges::find(rows, one.undoes, &Settlement::setl_id);
    if (one.kind == SettlementKind::reversed && original != rows.end()) {
        YIDI_TRY(const internal::Particulars taken_back,
                 internal::particulars_of(context.vault, *original));
        reply.invono = taken_back.invono;
        reply.mdtrt_cert_type = taken_back.mdtrt_cert_type;
    }
    YIDI_TRY(const auto message, internal::find_message(session, {one.fixmedins_code, one.msgid}));
    reply.opter = message ? message->opter : std::string{};
    return {};
}

Result<void> add_employer(Session& session, SettlementReply& reply) {
    YIDI_TRY(const auto insurances, internal::insurances_of(session, reply.visit.pid));
    const registry::Insurance* insurance =
        registry::in_force(insurances, reply.settlement.insutype, reply.visit.begntime.date());
    if (insurance != nullptr) {
        reply.emp_name = insurance->emp_name;
    }
    return {};
}

/// A purchase is one thing: its settlement is taken back with its lines and its visit.
Result<void> check_purchase(const settlement::Visit& visit, bool is_purchase) {
    if (internal::is_purchase(visit) == is_purchase) {
        return {};
    }
    if (is_purchase) {
        return internal::inconsistent("mdtrt_id", "a purchase (2102)",
                                      "reverse a visit by 2208 and a stay by 2305",
                                      "the visit is no purchase");
    }
    return internal::inconsistent("mdtrt_id", "a visit (2201) or a stay (2401)",
                                  "reverse a purchase by 2103", "the visit is a purchase (2102)");
}

}  // namespace

Result<SettleReply> reverse(Session& session, const Context& context,
                            const ReverseRequest& request) {
    YIDI_TRY(const settlement::Visit visit, internal::visit_of(session, request.visit));
    YIDI_TRY_VOID(check_purchase(visit, request.is_purchase));
    YIDI_TRY(const auto rows, internal::settlements_of(session, visit.pid, visit.mdtrt_id));
    YIDI_TRY(const Settlement* target, find(rows, request.setl_id));
    if (target->kind != SettlementKind::settled) {
        return no_settlement();
    }
    SettleReply reply;
    YIDI_TRY(reply.person, internal::read_person(session, context.vault, visit.pid));
    if (const Settlement* before = reversal_of(rows, target->setl_id)) {
        reply.settlement = *before;
        reply.already_settled = true;
        return reply;
    }
    YIDI_TRY(reply.settlement,
             internal::take_back(session, context, *target, {.caller = request.visit.caller}));
    return reply;
}

Result<SettlementReply> query_settlement(Session& session, const Context& context,
                                         const ReverseRequest& request) {
    SettlementReply reply;
    YIDI_TRY(reply.visit, internal::visit_of(session, request.visit));
    YIDI_TRY(reply.visit.details, internal::details_of(session, context.vault, reply.visit));
    YIDI_TRY(const auto rows,
             internal::settlements_of(session, reply.visit.pid, reply.visit.mdtrt_id));
    YIDI_TRY(const Settlement* found, find(rows, request.setl_id));
    reply.settlement = *found;
    YIDI_TRY(reply.person, internal::read_person(session, context.vault, reply.visit.pid));
    YIDI_TRY(reply.institution, internal::institution_of(session, reply.visit.fixmedins_code));
    YIDI_TRY_VOID(add_particulars(session, context, rows, reply));
    YIDI_TRY_VOID(add_employer(session, reply));
    return reply;
}

}  // namespace yidi::payer
