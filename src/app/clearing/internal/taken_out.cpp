#include "app/clearing/internal/taken_out.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

#include "app/clearing/internal/matter_rows.h"
#include "app/payer/internal/rows_clearing.h"

namespace yidi::app::internal {
namespace {

namespace rows = payer::internal;
using clearing::BookedBill;
using clearing::Line;
using ports::Session;
using rows::Matter;
using rows::MatterKind;

constexpr const char* kTables = "job:tables";

Money part_of(const BookedBill& bill, const std::string& fund) {
    const auto part = std::ranges::find(bill.funds, fund, &clearing::FundPart::fund);
    return part == bill.funds.end() ? Money{} : part->amount;
}

bool is_active(const Matter& dispute) {
    return dispute.state == name(DisputeState::open) ||
           dispute.state == name(DisputeState::carried) ||
           dispute.state == name(DisputeState::upheld);
}

/// What has been placed counts in tables; what waits will.
enum class Counted : std::uint8_t { placed, placed_or_waiting };

/// What a fund owes of a bill with what reverses or corrects it, as a book has them: nothing of one
/// that no tables take.
Result<Money> owed_of(Session& session, std::uint32_t holder, const BookedBill& bill,
                      const std::string& fund, Counted counted) {
    YIDI_TRY(const auto own,
             rows::find_place(session, {.holder = holder, .setl_id = bill.setl_id}));
    if (own && !own->placing.period) return Money{};
    Money owed = part_of(bill, fund);
    YIDI_TRY(const auto about, rows::bills_about(session, holder, bill.setl_id));
    for (const BookedBill& one : about) {
        YIDI_TRY(const auto place,
                 rows::find_place(session, {.holder = holder, .setl_id = one.setl_id}));
        const bool counts =
            place ? place->placing.period.has_value() : counted == Counted::placed_or_waiting;
        if (counts) owed += part_of(one, fund);
    }
    return owed;
}

/// Of one fund's part of one bill.
using Taken = std::map<std::pair<std::int64_t, std::string>, std::vector<Matter>>;

/// Every matter that takes something out of tables.
Result<Taken> all_taken(Session& session) {
    Taken taken;
    YIDI_TRY(const auto disputes, rows::matters(session, MatterKind::dispute));
    for (const Matter& row : disputes) {
        if (is_active(row)) taken[{row.setl_id, row.money.fund}].push_back(row);
    }
    YIDI_TRY(const auto deductions, rows::matters(session, MatterKind::deduction));
    for (const Matter& row : deductions) {
        YIDI_TRY(const DeductionView view, deduction_of(row));
        if (row.amount > Money{} && clearing::lowers_payable(view.deduction.kind)) {
            taken[{row.setl_id, row.money.fund}].push_back(row);
        }
    }
    return taken;
}

Borne borne_by(const Matter& step, Money amount) {
    return {.about = std::string{rows::name(step.kind)} + ":" + std::to_string(step.id) + "/" +
                     std::to_string(step.seq),
            .direction = step.direction,
            .fund = step.money.fund,
            .fixmedins_code = step.fixmedins_code,
            .amount = amount,
            .at = step.at};
}

/// A dispute about an amount that is not asked for any more. One that is open has taken nothing out
/// of any tables yet.
Result<void> lower_dispute(Session& session, const ClearingContext& context, const Matter& row,
                           Money amount, std::vector<Line>& lines) {
    Matter after = next_step(row, context, kTables);
    after.amount -= amount;
    const bool is_open = row.state == name(DisputeState::open);
    if (after.amount == Money{}) {
        after.state = name(is_open ? DisputeState::withdrawn : DisputeState::settled);
    }
    YIDI_TRY_VOID(rows::insert(session, after));
    if (is_open) return {};
    YIDI_TRY(DisputeView view, dispute_of(row));
    view.dispute.amount = amount;
    lines.push_back(clearing::put_in(view.dispute));
    if (row.state != name(DisputeState::upheld)) return {};
    return post_borne(session, borne_by(after, -amount));
}

/// The same of a deduction: first what is not kept back yet.
Result<void> lower_deduction(Session& session, const ClearingContext& context, const Matter& row,
                             Money amount, std::vector<Line>& lines) {
    Matter after = next_step(row, context, kTables);
    after.amount -= amount;
    after.done = std::min(row.done, after.amount);
    after.state = after.done == after.amount ? "done" : "open";
    YIDI_TRY_VOID(rows::insert(session, after));
    const Money back = row.done - after.done;
    if (back == Money{}) return {};
    lines.push_back({.direction = row.direction,
                     .kind = row.money,
                     .origin = clearing::Origin::deducted,
                     .about = row.id,
                     .rows = 0,
                     .amount = back});
    return post_borne(session, borne_by(after, -back));
}

}  // namespace

Result<FundLeft> left_of(Session& session, const BookedBill& bill, const std::string& fund) {
    const clearing::Direction direction = clearing::direction_of(bill);
    YIDI_TRY(const auto known, rows::find_bill(session, direction.insured, bill.setl_id));
    FundLeft left;
    YIDI_TRY(left.owed, owed_of(session, known ? direction.insured : direction.treating, bill, fund,
                                Counted::placed_or_waiting));
    const auto is_about = [&](const Matter& row) {
        return row.setl_id == bill.setl_id && row.money.fund == fund;
    };
    YIDI_TRY(const auto disputes, rows::matters(session, MatterKind::dispute));
    for (const Matter& row : disputes) {
        if (is_about(row) && is_active(row)) left.disputed += row.amount;
    }
    YIDI_TRY(const auto deductions, rows::matters(session, MatterKind::deduction));
    for (const Matter& row : deductions) {
        if (!is_about(row)) continue;
        YIDI_TRY(const DeductionView view, deduction_of(row));
        (clearing::lowers_payable(view.deduction.kind) ? left.deducted : left.kept) += row.amount;
    }
    return left;
}

Result<std::vector<Line>> give_back(Session& session, const ClearingContext& context) {
    std::vector<Line> lines;
    YIDI_TRY(const Taken all, all_taken(session));
    for (const auto& [which, matters] : all) {
        const auto& [setl_id, fund] = which;
        const std::uint32_t holder = matters.front().direction.insured;
        YIDI_TRY(const auto bill, rows::find_bill(session, holder, setl_id));
        // The book of an insured party in another store tells lines, and no bills.
        if (!bill) continue;
        YIDI_TRY(const Money owed, owed_of(session, holder, *bill, fund, Counted::placed));
        Money beyond = -std::max(owed, Money{});
        for (const Matter& row : matters) beyond += row.amount;
        for (const Matter& row : matters) {
            const Money amount = std::min(beyond, row.amount);
            if (amount <= Money{}) continue;
            beyond -= amount;
            const auto lower = row.kind == MatterKind::dispute ? lower_dispute : lower_deduction;
            YIDI_TRY_VOID(lower(session, context, row, amount, lines));
        }
    }
    return lines;
}

Result<void> post_borne(Session& session, const Borne& borne) {
    ledger::Entry entry;
    const std::string account = std::to_string(borne.direction.treating) + '<' +
                                std::to_string(borne.direction.insured) + '/' + borne.fund;
    ledger::post(entry, {ledger::AccountKind::clearing, account}, borne.amount);
    ledger::post(entry, {ledger::AccountKind::receivable, borne.fixmedins_code}, -borne.amount);
    return rows::insert_entry(session, borne.about, borne.at, entry);
}

}  // namespace yidi::app::internal
