#include <map>
#include <optional>
#include <utility>

#include "app/clearing/internal/cycles.h"
#include "app/clearing/internal/matter_rows.h"
#include "app/clearing/internal/taken_out.h"
#include "app/payer/internal/rows_clearing.h"

namespace yidi::app::internal {
namespace {

namespace rows = payer::internal;
using clearing::Line;
using clearing::Month;
using ports::Session;
using rows::Matter;
using rows::MatterKind;

Result<void> move_dispute(Session& session, const ClearingContext& context, const Matter& before,
                          DisputeState to) {
    Matter after = next_step(before, context, "job:tables");
    after.state = name(to);
    return rows::insert(session, after);
}

/// Takes out what is disputed and stands in this month, puts in what was decided.
Result<void> add_disputes(Session& session, const ClearingContext& context, Month month,
                          std::vector<Line>& lines) {
    YIDI_TRY(const auto all, rows::matters(session, MatterKind::dispute));
    for (const Matter& row : all) {
        YIDI_TRY(const DisputeView view, dispute_of(row));
        if (view.state == DisputeState::stands) {
            lines.push_back(clearing::put_in(view.dispute));
            YIDI_TRY_VOID(move_dispute(session, context, row, DisputeState::settled));
        }
        if (view.state != DisputeState::open) continue;
        YIDI_TRY(const auto place, rows::find_place(session, {.holder = row.direction.insured,
                                                              .setl_id = row.setl_id}));
        if (!place || place->placing.period != month) continue;
        lines.push_back(clearing::taken_out(view.dispute));
        YIDI_TRY_VOID(move_dispute(session, context, row, DisputeState::carried));
    }
    return {};
}

/// What each institution is paid for a month.
Result<std::map<std::string, Money, std::less<>>> payments(Session& session,
                                                           const ClearingContext& context,
                                                           Month month) {
    std::map<std::string, Money, std::less<>> sums;
    for (const std::uint32_t party : context.parties) {
        YIDI_TRY(const auto places, rows::places_in(session, party, month));
        for (const rows::PlaceRow& place : places) {
            if (!place.placing.period) continue;
            YIDI_TRY(const auto bill, rows::find_bill(session, party, place.key.setl_id));
            if (bill && clearing::direction_of(*bill).insured == party) {
                sums[bill->fixmedins_code] += bill->owed();
            }
        }
    }
    return sums;
}

Result<void> post_deducted(Session& session, const Matter& row, const Line& line) {
    return post_borne(
        session, {.about = "deduction:" + std::to_string(row.id) + "/" + std::to_string(row.seq),
                  .direction = row.direction,
                  .fund = row.money.fund,
                  .fixmedins_code = row.fixmedins_code,
                  .amount = -line.amount,
                  .at = row.at});
}

/// Nets what is kept back from institutions, as far as their payment of the month goes.
Result<void> add_deductions(Session& session, const ClearingContext& context, Month month,
                            std::vector<Line>& lines) {
    YIDI_TRY(const auto all, rows::matters(session, MatterKind::deduction));
    std::optional<std::map<std::string, Money, std::less<>>> paid;
    for (const Matter& row : all) {
        YIDI_TRY(const DeductionView view, deduction_of(row));
        if (view.deduction.open() == Money{}) continue;
        if (!paid) {
            YIDI_TRY(paid, payments(session, context, month));
        }
        Money& payment = (*paid)[row.fixmedins_code];
        YIDI_TRY(const clearing::Deduction after, clearing::keep_back(view.deduction, payment));
        const Money kept = after.deducted - view.deduction.deducted;
        if (kept == Money{}) continue;
        payment -= kept;
        Matter step = next_step(row, context, "job:tables");
        step.done = after.deducted;
        step.state = after.open() == Money{} ? "done" : "open";
        YIDI_TRY_VOID(rows::insert(session, step));
        if (const auto line = clearing::netted(view.deduction, after)) {
            lines.push_back(*line);
            YIDI_TRY_VOID(post_deducted(session, step, *line));
        }
    }
    return {};
}

}  // namespace

Result<std::vector<Line>> lines_of_matters(Session& session, const ClearingContext& context,
                                           Month month) {
    YIDI_TRY(std::vector<Line> lines, give_back(session, context));
    YIDI_TRY_VOID(add_disputes(session, context, month, lines));
    YIDI_TRY_VOID(add_deductions(session, context, month, lines));
    return lines;
}

}  // namespace yidi::app::internal
