#include "app/payer/internal/recompute.h"

#include <algorithm>

#include "app/payer/internal/books.h"
#include "app/payer/internal/refusal.h"
#include "domain/adjudication/adjudicate.h"
#include "domain/settlement/settle.h"

namespace yidi::payer::internal {
namespace {

using ports::Session;
using settlement::SettlementKind;

/// A settlement that is computed again.
struct Later {
    Settlement one;                  ///< with what has been corrected of it since
    adjudication::Setlinfo settled;  ///< as it was settled
    std::int64_t first_part = 0;     ///< its setl_id, if the settlement goes on with a stay
    Money dedc_of_parts;             ///< of the earlier parts of the same stay, as corrected
};

Result<Later> read_later(Session& session, Pid pid, std::int64_t setl_id) {
    YIDI_TRY(std::optional<Settlement> found, find_settlement(session, pid, setl_id));
    if (!found) {
        return violated("what is counted in a year has been settled");
    }
    YIDI_TRY(const auto rows, settlements_of(session, pid, found->mdtrt_id));
    Later later;
    later.one = *std::move(found);
    later.settled = later.one.info;
    const auto first = std::ranges::find_if(rows, [&](const Settlement& row) {
        return row.is_interim && settlement::stands(rows, row);
    });
    if (first != rows.end() && first->setl_id < setl_id) {
        later.first_part = first->setl_id;
        later.dedc_of_parts = settlement::dedc_of_parts(rows, setl_id);
    }
    for (const Settlement& row : rows) {
        if (row.kind == SettlementKind::recomputed && row.undoes == setl_id) {
            later.one.info = settlement::sum(later.one.info, row.info);
        }
    }
    return later;
}

/// The places of a correction's entry: the accounts are the settlement's own; what the funds pay
/// more or less is between the insured area and the person, whoever treated.
Result<settlement::Places> places_of(Session& session, const Context& context,
                                     const Settlement& one) {
    YIDI_TRY(const ledger::Entry entry, entry_of(session, one.pid, one.setl_id));
    const policy::Regions& regions = context.book.regions();
    settlement::Places places;
    places.insured_area = regions.pooling_area(one.insuplc_admdvs);
    places.treating_area = places.insured_area;
    places.fixmedins_code = one.fixmedins_code;
    places.psn_no = registry::psn_no_of(one.insuplc_admdvs, one.pid);
    places.owed_psn_no = places.psn_no;
    places.insutype = one.insutype;
    for (const ledger::Leg& leg : entry.legs) {
        if (leg.account.kind == ledger::AccountKind::personal) {
            const bool own = registry::pid_of(leg.account.key) == one.pid;
            (own ? places.psn_no : places.family_psn_no) = leg.account.key;
        }
    }
    return places;
}

tl::unexpected<Error> cannot(std::int64_t setl_id, std::string_view why) {
    return refuse(ErrorCode::must_undo_later_first, "setl_id",
                  "later settlements that can be computed again",
                  "take back the later ones first, the latest before the others",
                  "settlement " + std::to_string(setl_id) + std::string{why});
}

/// A pack of another day may only be used where it settles the case as the one of that day did:
/// otherwise the difference would be that of the packs, and not of what is undone.
Result<void> check_pack(const Context& context, const Later& later,
                        const adjudication::Case& facts) {
    YIDI_TRY(const adjudication::Answer answer, adjudication::adjudicate(context.book, facts));
    if (answer.status == adjudication::Status::computed) {
        if (settlement::computed_by(answer.outcome) == later.one.computed_by) {
            return {};
        }
        adjudication::Setlinfo now = answer.outcome.setlinfo;
        now.balc = later.settled.balc;
        if (now == later.settled) {
            return {};
        }
    }
    return cannot(later.one.setl_id, " was computed by rules (" + later.one.computed_by +
                                         ") that have been replaced since");
}

Result<adjudication::Answer> compute_again(const Context& context, const Later& later,
                                           const History& history, const std::string& before) {
    const Settlement& one = later.one;
    YIDI_TRY(adjudication::Case facts, context.texts.read_case(one.case_text));
    YIDI_TRY_VOID(check_pack(context, later, facts));
    YIDI_TRY(facts.cum, settlement::parse_accumulators(before));
    facts.cum_has_ipt_cnt = true;
    facts.ipt_cnt.reset();
    if (facts.prev && later.first_part != 0) {
        facts.prev->dedc = later.dedc_of_parts;
        YIDI_TRY(facts.ipt_cnt, history.admissions_after(later.first_part));
    }
    facts.balc = one.info.acct_pay;
    facts.mulaid_balc = one.info.acct_mulaid_pay;
    YIDI_TRY(adjudication::Answer answer, adjudication::adjudicate(context.book, facts));
    if (answer.status != adjudication::Status::computed) {
        return cannot(one.setl_id, " would not be computed without this one");
    }
    return answer;
}

/// What a settlement that is computed again becomes beyond what it was.
Settlement correction_of(const Context& context, const Settlement& one,
                         const adjudication::Answer& answer, const UndoBy& by) {
    Settlement correction = one;
    correction.setl_id = context.ids.next();
    correction.kind = SettlementKind::recomputed;
    correction.undoes = one.setl_id;
    correction.msgid = by.caller.msgid;
    correction.setl_time = context.now;
    correction.payers.clear();
    correction.case_text.clear();
    correction.particulars.clear();
    correction.computed_by = settlement::computed_by(answer.outcome);
    correction.info = settlement::difference(answer.outcome.setlinfo, one.info);
    return correction;
}

}  // namespace

Result<std::optional<Settlement>> recompute_one(Session& session, const Context& context,
                                                const History& history, std::int64_t setl_id,
                                                Recomputation& run) {
    CumEvent& event = run.event;
    YIDI_TRY(const Later later, read_later(session, event.key.pid, setl_id));
    YIDI_TRY(const adjudication::Answer answer, compute_again(context, later, history, event.cum));
    Settlement correction = correction_of(context, later.one, answer, run.by);
    const bool changes = correction.info != adjudication::Setlinfo{};
    if (changes) {
        YIDI_TRY(const settlement::Places places, places_of(session, context, later.one));
        YIDI_TRY_VOID(
            post(session, correction, settlement::entry_with_person(correction.info, places)));
    }
    event.seq += 1;
    event.setl_id = setl_id;
    event.cum = settlement::to_text(answer.outcome.cum);
    YIDI_TRY_VOID(count(session, event));
    return changes ? std::optional{std::move(correction)} : std::nullopt;
}

Result<void> recompute_after(Session& session, const Context& context, History history,
                             std::size_t at, Recomputation run) {
    run.event.event = kRecomputed;
    for (std::size_t i = at + 1; i < history.standing.size(); ++i) {
        YIDI_TRY_VOID(recompute_one(session, context, history, history.standing[i].setl_id, run));
        history.standing[i].cum = run.event.cum;
    }
    return {};
}

}  // namespace yidi::payer::internal
