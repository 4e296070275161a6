#include "app/payer/internal/undo.h"

#include <algorithm>

#include "app/payer/internal/books.h"
#include "app/payer/internal/history.h"
#include "app/payer/internal/recompute.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_visit.h"
#include "app/payer/internal/visit_of.h"
#include "domain/adjudication/adjudicate.h"
#include "domain/adjudication/sequence.h"
#include "domain/settlement/year_shift.h"

namespace yidi::payer::internal {
namespace {

using ports::Session;
using settlement::SettlementKind;

tl::unexpected<Error> later_first(std::string_view rule, std::string_view detail) {
    return refuse(ErrorCode::must_undo_later_first, "setl_id", rule,
                  "take back the later ones first, the latest before the others", detail);
}

/// A later part of the same stay stands on what the earlier ones have charged.
Result<void> check_parts(const std::vector<Settlement>& rows, const Settlement& target) {
    for (const Settlement& one : rows) {
        if (target.is_interim && one.setl_id > target.setl_id && settlement::stands(rows, one)) {
            return later_first(
                "a later part of the stay stands on this one",
                "settlement " + std::to_string(one.setl_id) + " of the same stay is later");
        }
    }
    return {};
}

Result<policy::UndoRule> undo_rule_of(const Context& context, const Settlement& target) {
    YIDI_TRY(const adjudication::Case facts, context.texts.read_case(target.case_text));
    YIDI_TRY(const adjudication::Answer answer, adjudication::adjudicate(context.book, facts));
    const policy::CompiledScheme* scheme = answer.outcome.scheme;
    return scheme == nullptr ? policy::UndoRule::block : scheme->undo_rule;
}

/// What becomes of the settlements of the year that have been computed from what this one left.
enum class Later : std::uint8_t {
    computed_again,
    kept,  ///< as they are; what the year holds is less by this one
};
/// Where the region does not compute again, those of windows have to be taken back first. A claim
/// by hand is decided and no window's to take back, so it is kept.
Result<Later> later_of(Session& session, const Context& context, const Settlement& target,
                       const History& history, std::size_t at) {
    if (at + 1 == history.standing.size()) {
        return Later::computed_again;
    }
    YIDI_TRY(const policy::UndoRule rule, undo_rule_of(context, target));
    if (rule == policy::UndoRule::recompute) {
        return Later::computed_again;
    }
    std::string ids;
    for (std::size_t i = at + 1; i < history.standing.size(); ++i) {
        const std::int64_t setl_id = history.standing[i].setl_id;
        YIDI_TRY(const auto later, find_settlement(session, target.pid, setl_id));
        if (!later || later->kind != SettlementKind::claimed) {
            ids += (ids.empty() ? "" : ", ") + std::to_string(setl_id);
        }
    }
    if (ids.empty()) {
        return Later::kept;
    }
    return later_first("later settlements of the year stand on this one",
                       "later settlements of the year: " + ids);
}

/// A row that undoes another: amounts are its negative.
Settlement negative_of(const Context& context, const Settlement& target, const UndoBy& by) {
    Settlement one = target;
    one.setl_id = context.ids.next();
    one.kind = SettlementKind::reversed;
    one.undoes = target.setl_id;
    one.hidden = by.hidden;
    one.msgid = by.caller.msgid;
    one.setl_time = context.now;
    one.info = adjudication::negated(target.info);
    for (settlement::Payer& payer : one.payers) {
        payer.inscp_scp_amt = -payer.inscp_scp_amt;
        payer.fund_payamt = -payer.fund_payamt;
        payer.crt_payb_lmt_amt.reset();
        payer.setl_proc_info.clear();
    }
    one.case_text.clear();  // What it was computed from stands at the settlement.
    one.particulars =
        sealed(context.vault, one,
               {.invono = {}, .mdtrt_cert_type = {}, .opter_name = by.caller.opter_name});
    return one;
}

bool mirrors(const Settlement& original, const Settlement& negative) {
    adjudication::Setlinfo back = adjudication::negated(negative.info);
    back.balc = original.info.balc;
    return back == original.info;
}

/// Appends the negative of a row with that of its entry.
Result<Settlement> mirror(Session& session, const Context& context, const Settlement& target,
                          const UndoBy& by) {
    Settlement negative = negative_of(context, target, by);
    YIDI_TRY(const Money balance, balance_of(session, target.pid));
    negative.info.balc = balance + target.info.acct_pay;
    if (!mirrors(target, negative)) {
        return violated("a reversal mirrors its original");
    }
    YIDI_TRY(const ledger::Entry entry, entry_of(session, target.pid, target.setl_id));
    YIDI_TRY_VOID(post(session, negative, ledger::negated(entry)));
    return negative;
}

/// Rows that corrected a settlement: all of them (`msgid` empty), or those of one message.
struct Corrections {
    const std::vector<Settlement>& rows;
    const Settlement& target;
    std::string_view msgid;

    [[nodiscard]] bool has(const Settlement& one) const {
        return one.kind == SettlementKind::recomputed && one.undoes == target.setl_id &&
               (msgid.empty() || one.msgid == msgid);
    }
};
Result<void> mirror(Session& session, const Context& context, const Corrections& corrections,
                    const UndoBy& by) {
    for (const Settlement& one : corrections.rows) {
        if (!corrections.has(one)) {
            continue;
        }
        Settlement negative = negative_of(context, one, by);
        negative.kind = SettlementKind::recomputed;
        negative.undoes = corrections.target.setl_id;
        YIDI_TRY(const ledger::Entry entry, entry_of(session, one.pid, one.setl_id));
        YIDI_TRY_VOID(post(session, negative, ledger::negated(entry)));
    }
    return {};
}

/// What stands again must have its visit and its lines, as it was settled.
Result<void> check_lines(Session& session, const Settlement& one) {
    YIDI_TRY(const auto visit, find_visit(session, one.pid, one.mdtrt_id));
    if (!visit) {
        return violated("a settlement has its visit");
    }
    YIDI_TRY(const Lines lines, lines_of(session, *visit));
    if (visit->state != settlement::VisitState::cancelled &&
        lines.open_for(one, visit->is_stay) == one.info.medfee_sumamt) {
        return {};
    }
    return later_first("a reversal is undone while the visit and its lines are as they were",
                       "the visit was cancelled or its lines have changed since the reversal");
}

YearKey key_of(const Settlement& one) {
    return {one.pid, one.year, one.insutype};
}

/// The later ones stay as they are, in a year that is less by what the one at `at` had added.
/// `reversed` is its event.
Result<void> keep_after(Session& session, const History& history, std::size_t at,
                        CumEvent reversed) {
    YIDI_TRY(const auto found, settlement::parse_accumulators(history.before(at)));
    YIDI_TRY(const auto left, settlement::parse_accumulators(history.standing[at].cum));
    reversed.event = kRecomputed;
    for (std::size_t i = at + 1; i < history.standing.size(); ++i) {
        YIDI_TRY(const auto year, settlement::parse_accumulators(history.standing[i].cum));
        reversed.seq += 1;
        reversed.setl_id = history.standing[i].setl_id;
        reversed.cum = settlement::to_text(settlement::shifted(year, {.from = left, .to = found}));
        YIDI_TRY_VOID(count(session, reversed));
    }
    return {};
}

/// Takes it back, with all that corrected it; `later` as later_of says.
Result<Settlement> take_back(Session& session, const Context& context, const Settlement& target,
                             const UndoBy& by, Later later) {
    YIDI_TRY(const auto rows, settlements_of(session, target.pid, target.mdtrt_id));
    YIDI_TRY(const auto events, cum_events_of(session, key_of(target)));
    const History history = history_of(events);
    const std::size_t at = history.find(target.setl_id);
    YIDI_TRY(Settlement negative, mirror(session, context, target, by));
    YIDI_TRY_VOID(
        mirror(session, context, Corrections{.rows = rows, .target = target, .msgid = {}}, by));
    const CumEvent event{.key = key_of(target),
                         .seq = static_cast<std::int64_t>(events.size()) + 1,
                         .setl_id = target.setl_id,
                         .event = std::string{kReversed},
                         .at = context.now,
                         .cum = history.before(at)};
    YIDI_TRY_VOID(count(session, event));
    if (later == Later::kept) {
        YIDI_TRY_VOID(keep_after(session, history, at, event));
    } else {
        YIDI_TRY_VOID(recompute_after(session, context, history, at, {.event = event, .by = by}));
    }
    return negative;
}

}  // namespace

Result<Settlement> take_back(Session& session, const Context& context, const Settlement& target,
                             const UndoBy& by) {
    YIDI_TRY(const auto rows, settlements_of(session, target.pid, target.mdtrt_id));
    YIDI_TRY_VOID(check_parts(rows, target));
    YIDI_TRY(const auto events, cum_events_of(session, key_of(target)));
    const History history = history_of(events);
    const std::size_t at = history.find(target.setl_id);
    if (at == history.standing.size()) {
        return violated("a settlement that stands is counted in its year");
    }
    YIDI_TRY(const Later later, later_of(session, context, target, history, at));
    return take_back(session, context, target, by, later);
}

Result<TakenOut> take_out(Session& session, const Context& context, const Settlement& target,
                          const UndoBy& by) {
    YIDI_TRY(const auto events, cum_events_of(session, key_of(target)));
    const History history = history_of(events);
    const std::size_t at = history.find(target.setl_id);
    const bool is_last = at + 1 >= history.standing.size();
    YIDI_TRY(const policy::UndoRule rule, undo_rule_of(context, target));
    TakenOut out;
    if (is_last || rule == policy::UndoRule::recompute) {
        YIDI_TRY(out.negative, take_back(session, context, target, by));
        return out;
    }
    out.place = history.before(at);
    YIDI_TRY(out.negative, take_back(session, context, target, by, Later::kept));
    return out;
}

Result<Settlement> give_back(Session& session, const Context& context, const Settlement& reversal,
                             const UndoBy& by) {
    YIDI_TRY(const auto original, find_settlement(session, reversal.pid, reversal.undoes));
    if (!original) {
        return violated("a reversal undoes a settlement");
    }
    YIDI_TRY(const auto events, cum_events_of(session, key_of(*original)));
    const bool last = !events.empty() && events.back().event == kReversed &&
                      events.back().setl_id == original->setl_id;
    YIDI_TRY(const auto rows, settlements_of(session, original->pid, original->mdtrt_id));
    const bool again = std::ranges::any_of(rows, [&](const Settlement& one) {
        return one.setl_id > reversal.setl_id && settlement::stands(rows, one) &&
               one.chrg_bchno == original->chrg_bchno;
    });
    if (!last || again) {
        return later_first("a reversal is undone before anything else is settled",
                           "the year or the batch has been used since the reversal");
    }
    YIDI_TRY_VOID(check_lines(session, *original));
    const auto left = std::ranges::find_if(
        events.rbegin() + 1, events.rend(),
        [&](const CumEvent& event) { return event.setl_id == original->setl_id; });
    if (left == events.rend()) {
        return violated("a settlement that was reversed was counted in its year");
    }
    YIDI_TRY(Settlement restored, mirror(session, context, reversal, by));
    YIDI_TRY_VOID(mirror(session, context,
                         Corrections{.rows = rows, .target = *original, .msgid = reversal.msgid},
                         by));
    YIDI_TRY_VOID(count(session, {.key = key_of(*original),
                                  .seq = static_cast<std::int64_t>(events.size()) + 1,
                                  .setl_id = original->setl_id,
                                  .event = std::string{kRestored},
                                  .at = context.now,
                                  .cum = left->cum}));
    return restored;
}

}  // namespace yidi::payer::internal
