#include <algorithm>
#include <string>
#include <utility>

#include "app/clearing/internal/difference_rows.h"
#include "app/clearing/internal/entered.h"
#include "app/clearing/reconcile.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_clearing.h"
#include "base/whole.h"

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

/// Whether the other book is an institution's, which no message of ours reaches.
bool is_institutions(const DifferenceView& one) {
    return !parse_whole(one.counterpart);
}

tl::unexpected<Error> gone() {
    return rows::refuse(ErrorCode::changed_meanwhile, "repair", "仍然存在的账单",
                        "请重新对账后再办理", "要处理的账单不在账册中");
}

/// Does a repair in the holder's book.
class Repairer {
public:
    Repairer(Session& session, const ClearingContext& context, const DifferenceView& one,
             ports::Peers* peers)
        : session_{session}, context_{context}, one_{one}, peers_{peers} {}

    Result<void> run() {
        YIDI_TRY(DifferenceRows both, rows_of(session_, one_));
        mine_ = std::move(both.here);
        theirs_ = std::move(both.there);
        switch (*one_.repair) {
            case Repair::adopt: return adopt();
            case Repair::reverse: return mine_ ? take_back(mine_->day) : gone();
            case Repair::resend: return send_again();
            case Repair::correct_later: return correct_later();
        }
        return rows::violated("a repair is one that there is");
    }

private:
    Result<void> adopt() {
        if (!theirs_) return gone();
        if (is_reversal_of_theirs()) return take_back(mine_->day);
        if (!mine_) {
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

    Result<void> correct_later() {
        const bool is_corrected = theirs_ && !is_reversal_of_theirs();
        if (is_corrected) return correct(context_.today());
        return mine_ ? take_back(context_.today()) : gone();
    }

    /// Ours takes back what the other book has standing: the two are not the same bill.
    [[nodiscard]] bool is_reversal_of_theirs() const {
        return mine_ && theirs_ && mine_->setl_id != theirs_->setl_id;
    }

    /// What is left of our bill after all that reverses or corrects it already.
    Result<void> take_back(Date day) {
        BookedBill left = *mine_;
        YIDI_TRY_VOID(add_about(left, mine_->setl_id));
        const bool is_nothing_left = left.medfee_sumamt == Money{} && left.owed() == Money{};
        if (is_nothing_left) return gone();
        return enter(clearing::reversal_of(left, context_.payer.ids.next(), day));
    }

    Result<void> add_about(BookedBill& sum, std::int64_t setl_id) {
        YIDI_TRY(const auto about, rows::bills_about(session_, one_.holder, setl_id));
        for (const BookedBill& one : about) {
            sum = clearing::summed(sum, one);
            YIDI_TRY_VOID(add_about(sum, one.setl_id));
        }
        return {};
    }

    Result<void> send_again() {
        if (!mine_) return gone();
        return tell(*mine_);
    }

    Result<void> correct(Date day) {
        return enter(clearing::correction_of({.has = mine_ ? &*mine_ : nullptr,
                                              .should = &*theirs_,
                                              .setl_id = context_.payer.ids.next(),
                                              .day = day}));
    }

    /// Into the book. What an institution's book has shown is both parties' affair: the other one
    /// has the bill as we had it, and is told.
    Result<void> enter(BookedBill bill) {
        const bool is_both = is_institutions(one_);
        if (is_both) bill.via = clearing::Via::institution;
        YIDI_TRY_VOID(internal::enter(session_, context_, one_.holder, bill));
        return is_both ? tell(bill) : Result<void>{};
    }

    Result<void> tell(const BookedBill& bill) {
        if (peers_ == nullptr) {
            return rows::refuse(ErrorCode::not_allowed, "repair", "已接通的对方地区",
                                "请选择其他处理方式", "没有与对方地区接通");
        }
        const clearing::Direction direction = clearing::direction_of(bill);
        peers_->tell(direction.insured == one_.holder ? direction.treating : direction.insured,
                     bill);
        return {};
    }

    Session& session_;
    const ClearingContext& context_;
    const DifferenceView& one_;
    ports::Peers* peers_;
    std::optional<BookedBill> mine_;
    std::optional<BookedBill> theirs_;
};

/// The other party may have repaired its own book meanwhile: both repairs would swap the books.
Result<void> check_not_theirs(const DifferenceView& before, ports::Peers* peers) {
    const auto counterpart = parse_whole(before.counterpart);
    if (peers == nullptr || !counterpart) return {};
    YIDI_TRY(const auto repaired,
             peers->repaired({.asked = static_cast<std::uint32_t>(*counterpart),
                              .asking = before.holder,
                              .day = before.day}));
    if (std::ranges::find(repaired, before.setl_id) == repaired.end()) return {};
    return rows::refuse(ErrorCode::changed_meanwhile, "id", "对方尚未处理的差异",
                        "请退回这一处理；再对账后差异即告消除", "对方地区已经处理了这一差异");
}

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

Result<DifferenceRows> rows_of(Session& session, const DifferenceView& one) {
    DifferenceRows both;
    YIDI_TRY(both.here, rows::find_bill(session, one.holder, one.setl_id));
    if (!one.other.empty()) {
        YIDI_TRY(both.there, clearing::parse_content(one.other));
    }
    return both;
}

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
            case Repair::reverse: return one.here.has_value();
            case Repair::resend: return one.here.has_value() && !is_institutions(one);
            // An institution tells an amount and no bill: that the amounts differ does not say
            // which is right. It mends its own book, or takes the settlement back.
            case Repair::correct_later:
                return !one.other.empty() || (one.here.has_value() && !one.there.has_value());
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
    YIDI_TRY_VOID(check_not_theirs(before, peers));
    YIDI_TRY_VOID(Repairer(session, context, before, peers).run());
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
