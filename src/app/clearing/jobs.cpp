#include "app/clearing/jobs.h"

#include <algorithm>
#include <string>
#include <vector>

#include "app/clearing/bills.h"
#include "app/clearing/internal/cycles.h"
#include "app/payer/internal/rows_nights.h"

namespace yidi::app {
namespace {

namespace rows = payer::internal;
using clearing::Month;
using ports::Session;
using rows::DueDay;

constexpr std::string_view kJob = "job:reconcile";
/// Days without care elsewhere that are passed over at once.
constexpr std::int64_t kDaysMax = 7;

/// The first day whose bills the next tables may hold: of the oldest month that has none yet, less
/// the months that a bill may be late.
Result<Date> first_day(Session& session, const ClearingContext& context) {
    using clearing::CycleEventKind;
    YIDI_TRY(const clearing::Terms terms, context.terms());
    YIDI_TRY(const auto opened, internal::months_with(session, CycleEventKind::opened));
    YIDI_TRY(const auto tabled, internal::months_with(session, CycleEventKind::tables_made));
    Month oldest = Month::of(context.today().previous_day());
    for (const Month month : opened) {
        if (std::ranges::binary_search(tabled, month)) continue;
        oldest = std::min(oldest, month);
    }
    return oldest.plus(-terms.late_months).first();
}

PartyDay asked_of(const DueDay& due) {
    return {.holder = due.holder,
            .counterpart = due.counterpart,
            .day = due.day,
            .by = std::string{kJob}};
}

/// Holds what one night has to hold.
class Night {
public:
    explicit Night(const NightPorts& ports) : ports_{ports} {}

    Result<HeldDays> run(std::size_t limit) {
        std::vector<DueDay> all;
        YIDI_TRY_VOID(ports_.transact(
            [&](Session& session, const ClearingContext& context, ports::Peers&) -> Result<void> {
                YIDI_TRY(all, rows::due_days(session, context.today(), limit));
                return {};
            }));
        for (const DueDay& due : all) YIDI_TRY_VOID(hold_or_leave(due));
        counts_.due = all.size();
        return counts_;
    }

private:
    Result<void> hold_or_leave(const DueDay& due) {
        HeldDays now;
        const Result<void> done = ports_.transact(
            [&](Session& session, const ClearingContext& context, ports::Peers& peers) {
                return hold(session, context, peers, due, now);
            });
        if (done) {
            counts_.held += now.held;
            counts_.differing += now.differing;
            return {};
        }
        // The other party, or a row that cannot be read. If it is the store, this fails too.
        YIDI_TRY_VOID(
            ports_.transact([&](Session& session, const ClearingContext& context, ports::Peers&) {
                return rows::leave_due(session, due, context.today());
            }));
        ++counts_.left;
        if (ports_.on_left) ports_.on_left(asked_of(due), done.error());
        return {};
    }

    /// From both sides, if both books lie here.
    Result<void> hold(Session& session, const ClearingContext& context, ports::Peers& peers,
                      const DueDay& due, HeldDays& now) const {
        // The other side of the pair may have been held meanwhile, and this one with it.
        YIDI_TRY(const bool is_due, rows::is_due(session, due, context.today()));
        if (!is_due) return {};
        const auto takes_part = [&context](std::uint32_t party) {
            return std::ranges::binary_search(context.parties, party);
        };
        // A region that clears with nobody has nobody to be held against.
        if (!takes_part(due.holder) || !takes_part(due.counterpart)) {
            return rows::leave_due(session, due, context.today());
        }
        YIDI_TRY_VOID(hold_side(session, context, peers, due, now));
        if (!std::ranges::binary_search(ports_.here, due.counterpart)) return {};
        return hold_side(session, context, peers,
                         {.holder = due.counterpart, .counterpart = due.holder, .day = due.day},
                         now);
    }

    Result<void> hold_side(Session& session, const ClearingContext& context, ports::Peers& peers,
                           const DueDay& due, HeldDays& now) const {
        YIDI_TRY(const ReconciledDay day,
                 reconcile_party(session, context, peers, ports_.hash, asked_of(due)));
        ++now.held;
        now.differing += day.differences > 0 ? 1 : 0;
        return {};
    }

    const NightPorts& ports_;
    HeldDays counts_;
};

}  // namespace

Result<TakenDays> take_ended_days(Session& session, const ClearingContext& context,
                                  ports::Peers* peers) {
    YIDI_TRY(const Date first, first_day(session, context));
    const Date today = context.today();
    YIDI_TRY(const auto known, rows::taken_days(session, first, today));
    TakenDays now;
    for (Date day = first; day < today; day = day.next_day()) {
        if (std::ranges::binary_search(known, day)) continue;
        if (now.seen > 0 || now.days == kDaysMax) {
            now.is_all = false;
            break;
        }
        YIDI_TRY(const TakeReply taken,
                 take_bills(session, context, {.from = day, .to = day, .peers = peers}));
        YIDI_TRY_VOID(rows::insert(
            session, {.day = day, .seen = taken.seen, .taken = taken.taken, .at = context.now()}));
        ++now.days;
        now.seen += taken.seen;
        now.taken += taken.taken;
    }
    return now;
}

Result<HeldDays> hold_ended_days(const NightPorts& ports, std::size_t limit) {
    return Night{ports}.run(limit);
}

}  // namespace yidi::app
