#include <algorithm>
#include <string>
#include <utility>

#include "app/clearing/internal/difference_rows.h"
#include "app/clearing/reconcile.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_clearing.h"

/// What becomes of a difference: one proposes, another approves, and then it is done.
namespace yidi::app {
namespace {

namespace rows = payer::internal;
using clearing::BookedBill;
using clearing::Month;
using ports::Session;
using reconciliation::Repair;

Result<DifferenceView> last_of(Session& session, const RepairStep& step) {
    YIDI_TRY(auto steps, difference_steps(session, step.holder, step.id));
    return std::move(steps.back());
}

DifferenceView next_of(const DifferenceView& before, const ClearingContext& context,
                       const RepairStep& step, DifferenceState state) {
    DifferenceView after = before;
    ++after.seq;
    after.state = state;
    after.reason = step.reason;
    after.at = context.now();
    after.by = step.by;
    return after;
}

/// Whether the tables of the month are made: nothing in it is edited any more.
Result<bool> is_tabled(Session& session, std::uint32_t holder, Date day) {
    const Month month = Month::of(day);
    YIDI_TRY(const auto events, rows::events_of(session, month));
    const bool is_made = std::ranges::any_of(events, [](const clearing::CycleEvent& event) {
        return event.kind == clearing::CycleEventKind::tables_made;
    });
    if (is_made) return true;
    // Where the centre's book lies elsewhere, what was placed says so.
    YIDI_TRY(const auto places, rows::places_in(session, holder, month));
    return !places.empty();
}

/// Does a repair in the holder's book.
class Repairer {
public:
    Repairer(Session& session, const ClearingContext& context, const DifferenceView& one)
        : session_{session}, context_{context}, one_{one} {}

    Result<void> run(ports::Peers* peers) {
        YIDI_TRY(mine_, rows::find_bill(session_, one_.holder, one_.setl_id));
        if (!one_.other.empty()) {
            YIDI_TRY(theirs_, clearing::parse_content(one_.other));
        }
        switch (*one_.repair) {
            case Repair::adopt: return adopt();
            case Repair::reverse: return reverse();
            case Repair::resend: return send_again(peers);
            case Repair::correct_later: return correct(context_.today());
        }
        return rows::violated("a repair is one that there is");
    }

private:
    Result<void> adopt() {
        if (!theirs_) return gone();
        if (!mine_ || theirs_->setl_id != mine_->setl_id) {
            BookedBill bill = *theirs_;
            bill.via = clearing::Via::adopted;
            return enter(bill);
        }
        if (mine_->day == theirs_->day) return correct(mine_->day);
        // The same bill on another day: taken out where it stood, and put where it belongs.
        YIDI_TRY_VOID(enter(clearing::reversal_of(*mine_, context_.payer.ids.next(), mine_->day)));
        BookedBill bill = *theirs_;
        bill.original = mine_->setl_id;
        bill.setl_id = context_.payer.ids.next();
        bill.via = clearing::Via::corrected;
        return enter(bill);
    }

    Result<void> reverse() {
        if (!mine_) return gone();
        return enter(clearing::reversal_of(*mine_, context_.payer.ids.next(), mine_->day));
    }

    Result<void> send_again(ports::Peers* peers) {
        if (!mine_) return gone();
        if (peers == nullptr) {
            return rows::refuse(ErrorCode::not_allowed, "repair", "已接通的对方地区",
                                "请选择其他处理方式", "没有与对方地区接通");
        }
        const clearing::Direction direction = clearing::direction_of(*mine_);
        peers->tell(direction.insured == one_.holder ? direction.treating : direction.insured,
                    *mine_);
        return {};
    }

    Result<void> correct(Date day) {
        if (!mine_ && !theirs_) return gone();
        return enter(clearing::correction_of({.has = mine_ ? &*mine_ : nullptr,
                                              .should = theirs_ ? &*theirs_ : nullptr,
                                              .setl_id = context_.payer.ids.next(),
                                              .day = day}));
    }

    static tl::unexpected<Error> gone() {
        return rows::refuse(ErrorCode::changed_meanwhile, "repair", "仍然存在的账单",
                            "请重新对账后再办理", "要处理的账单不在账册中");
    }

    /// Into the book; the insured party's ledger follows, since it owes that now.
    Result<void> enter(const BookedBill& bill) {
        YIDI_TRY(const bool is_new, rows::book(session_, one_.holder, bill, context_.now()));
        if (!is_new || clearing::direction_of(bill).insured != one_.holder) return {};
        ledger::Entry entry;
        const std::string between =
            std::to_string(bill.mdtrtarea_admvs) + '<' + std::to_string(bill.insuplc_admdvs) + '/';
        for (const clearing::FundPart& part : bill.funds) {
            ledger::post(entry, {ledger::AccountKind::clearing, between + part.fund}, -part.amount);
            ledger::post(entry, {ledger::AccountKind::receivable, bill.fixmedins_code},
                         part.amount);
        }
        return rows::insert_entry(session_, "repair:" + std::to_string(bill.setl_id),
                                  context_.now(), entry);
    }

    Session& session_;
    const ClearingContext& context_;
    const DifferenceView& one_;
    std::optional<BookedBill> mine_;
    std::optional<BookedBill> theirs_;
};

Result<void> check_proposed(const DifferenceView& before, const RepairStep& step) {
    if (before.state != DifferenceState::proposed) {
        return rows::refuse(ErrorCode::changed_meanwhile, "id", "等待复核的处理",
                            "请重新读取后再办理", "这一差异没有等待复核的处理");
    }
    if (before.by == step.by) {
        return rows::refuse(ErrorCode::not_allowed, "by", "由提出人以外的人复核", "请由另一人复核",
                            "提出人不能复核自己提出的处理");
    }
    return {};
}

}  // namespace

Result<std::vector<Repair>> repairs_of(Session& session, const DifferenceView& one) {
    const bool is_open =
        one.state == DifferenceState::found || one.state == DifferenceState::proposed;
    if (!is_open) return std::vector<Repair>{};
    YIDI_TRY(const bool is_closed, is_tabled(session, one.holder, one.day));
    const auto all = reconciliation::repairs(
        one.what, is_closed ? reconciliation::Period::closed : reconciliation::Period::open);
    std::vector<Repair> possible;
    std::ranges::copy_if(all, std::back_inserter(possible), [&one](Repair repair) {
        switch (repair) {
            case Repair::adopt: return !one.other.empty();
            case Repair::reverse:
            case Repair::resend: return one.here.has_value();
            case Repair::correct_later: return one.here.has_value() || !one.other.empty();
        }
        return false;
    });
    return possible;
}

Result<DifferenceView> propose_repair(Session& session, const ClearingContext& context,
                                      const RepairStep& step, Repair repair) {
    if (step.reason.empty()) {
        return rows::refuse(ErrorCode::missing_key, "reason", "写明理由", "请写明", "没有写明理由");
    }
    YIDI_TRY(const DifferenceView before, last_of(session, step));
    if (before.state != DifferenceState::found) {
        return rows::refuse(ErrorCode::changed_meanwhile, "id", "尚未处理的差异",
                            "请重新读取后再办理", "这一差异已有人处理");
    }
    YIDI_TRY(const auto possible, repairs_of(session, before));
    if (std::ranges::find(possible, repair) == possible.end()) {
        return rows::refuse(ErrorCode::not_allowed, "repair", "这一类差异在本月容许的处理方式",
                            "请从列出的处理方式中选择", "这一差异不能这样处理");
    }
    DifferenceView after = next_of(before, context, step, DifferenceState::proposed);
    after.repair = repair;
    YIDI_TRY_VOID(internal::insert(session, after));
    return after;
}

Result<DifferenceView> approve_repair(Session& session, const ClearingContext& context,
                                      ports::Peers* peers, const RepairStep& step) {
    YIDI_TRY(const DifferenceView before, last_of(session, step));
    YIDI_TRY_VOID(check_proposed(before, step));
    YIDI_TRY(const auto possible, repairs_of(session, before));
    if (std::ranges::find(possible, *before.repair) == possible.end()) {
        return rows::refuse(ErrorCode::changed_meanwhile, "repair",
                            "这一类差异在本月容许的处理方式", "请退回后重新提出",
                            "提出以后本月已经制表");
    }
    YIDI_TRY_VOID(Repairer(session, context, before).run(peers));
    DifferenceView after = next_of(before, context, step, DifferenceState::repaired);
    YIDI_TRY_VOID(internal::insert(session, after));
    return after;
}

Result<DifferenceView> reject_repair(Session& session, const ClearingContext& context,
                                     const RepairStep& step) {
    YIDI_TRY(const DifferenceView before, last_of(session, step));
    YIDI_TRY_VOID(check_proposed(before, step));
    DifferenceView after = next_of(before, context, step, DifferenceState::found);
    after.repair.reset();
    YIDI_TRY_VOID(internal::insert(session, after));
    return after;
}

}  // namespace yidi::app
