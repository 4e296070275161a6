#include "app/payer/internal/recompute.h"

#include "app/payer/internal/books.h"
#include "app/payer/internal/refusal.h"
#include "domain/adjudication/adjudicate.h"
#include "domain/settlement/settle.h"

namespace yidi::payer::internal {
namespace {

using ports::Session;
using settlement::SettlementKind;

/// A settlement with what has been corrected of it since.
Result<Settlement> as_corrected(Session& session, Pid pid, std::int64_t setl_id) {
    YIDI_TRY(std::optional<Settlement> found, find_settlement(session, pid, setl_id));
    if (!found) {
        return violated("what is counted in a year has been settled");
    }
    YIDI_TRY(const auto rows, settlements_of(session, pid, found->mdtrt_id));
    for (const Settlement& one : rows) {
        if (one.kind == SettlementKind::recomputed && one.undoes == setl_id) {
            found->info = settlement::sum(found->info, one.info);
        }
    }
    return *std::move(found);
}

/// The places of a settlement's entry, as the settlement itself had them.
Result<settlement::Places> places_of(Session& session, const Context& context,
                                     const Settlement& one) {
    YIDI_TRY(const ledger::Entry entry, entry_of(session, one.pid, one.setl_id));
    const policy::Regions& regions = context.book.regions();
    settlement::Places places;
    places.insured_area = regions.pooling_area(one.insuplc_admdvs);
    places.treating_area = regions.pooling_area(one.mdtrtarea_admvs);
    places.fixmedins_code = one.fixmedins_code;
    places.insutype = one.insutype;
    for (const ledger::Leg& leg : entry.legs) {
        if (leg.account.kind == ledger::AccountKind::personal) {
            const bool own = registry::pid_of(leg.account.key) == one.pid;
            (own ? places.psn_no : places.family_psn_no) = leg.account.key;
        }
    }
    return places;
}

Result<adjudication::Answer> compute_again(const Context& context, const Settlement& one,
                                           const std::string& before) {
    YIDI_TRY(adjudication::Case facts, context.texts.read_case(one.case_text));
    YIDI_TRY(facts.cum, settlement::parse_accumulators(before));
    facts.cum_has_ipt_cnt = true;
    facts.ipt_cnt.reset();
    facts.balc = one.info.acct_pay;
    facts.mulaid_balc = one.info.acct_mulaid_pay;
    YIDI_TRY(adjudication::Answer answer, adjudication::adjudicate(context.book, facts));
    if (answer.status != adjudication::Status::computed) {
        return refuse(ErrorCode::must_undo_later_first, "setl_id",
                      "later settlements that can be computed again",
                      "take back the later ones first, the latest before the others",
                      "settlement " + std::to_string(one.setl_id) +
                          " would not be computed without this one");
    }
    return answer;
}

}  // namespace

Result<void> recompute_after(Session& session, const Context& context, const History& history,
                             std::size_t at, const Recomputation& run) {
    CumEvent event = run.event;
    for (std::size_t i = at + 1; i < history.standing.size(); ++i) {
        YIDI_TRY(const Settlement one,
                 as_corrected(session, event.key.pid, history.standing[i].setl_id));
        YIDI_TRY(const adjudication::Answer answer, compute_again(context, one, event.cum));
        Settlement correction = one;
        correction.setl_id = context.ids.next();
        correction.kind = SettlementKind::recomputed;
        correction.undoes = one.setl_id;
        correction.msgid = run.by.caller.msgid;
        correction.setl_time = context.now;
        correction.payers.clear();
        correction.case_text.clear();
        correction.computed_by = settlement::computed_by(answer.outcome);
        correction.info = settlement::difference(answer.outcome.setlinfo, one.info);
        if (correction.info != adjudication::Setlinfo{}) {
            YIDI_TRY(const settlement::Places places, places_of(session, context, one));
            YIDI_TRY_VOID(post(session, correction, settlement::entry_of(correction.info, places)));
        }
        event.seq += 1;
        event.setl_id = one.setl_id;
        event.event = kRecomputed;
        event.cum = settlement::to_text(answer.outcome.cum);
        YIDI_TRY_VOID(count(session, event));
    }
    return {};
}

}  // namespace yidi::payer::internal
