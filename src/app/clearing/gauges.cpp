#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "app/clearing/internal/matter_rows.h"
#include "app/clearing/internal/orders.h"
#include "app/clearing/prepayment.h"
#include "app/payer/internal/refusal.h"

/// How much of a prepayment a month has used, and what is asked for when it is nearly all.
namespace yidi::app {
namespace {

namespace rows = payer::internal;
using clearing::Actor;
using clearing::Direction;
using clearing::Month;
using ports::Session;
using rows::Matter;
using rows::MatterKind;

/// Twice the weeks of which the forecast takes the mean, and the month before today.
constexpr std::int32_t kHistoryDays = 2 * 7 * clearing::kForecastWeeks + 31;

bool has_tables(const std::vector<clearing::CycleEvent>& events) {
    return std::ranges::any_of(events, [](const clearing::CycleEvent& event) {
        return event.kind == clearing::CycleEventKind::tables_made;
    });
}

/// What a party's bills come to on each day, by direction.
Result<std::map<Direction, clearing::DailyAmounts>> history_of(Session& session,
                                                               std::uint32_t party, Date from,
                                                               Date to) {
    YIDI_TRY(const auto bills, rows::bills_between(session, party, from, to));
    std::map<Direction, clearing::DailyAmounts> history;
    const auto days = static_cast<std::size_t>(days_between(from, to)) + 1;
    for (const clearing::BookedBill& bill : bills) {
        clearing::DailyAmounts& of = history[clearing::direction_of(bill)];
        if (of.amounts.empty()) {
            of.first = from;
            of.amounts.resize(days);
        }
        of.amounts[static_cast<std::size_t>(days_between(from, bill.day))] += bill.owed();
    }
    return history;
}

Result<clearing::UseRate> final_use(Session& session, const Direction& direction, Month month) {
    YIDI_TRY(const auto lines, rows::lines_in(session, month));
    YIDI_TRY(const auto order, internal::last_order(session, direction));
    clearing::UseRate use{.cleared = {}, .prepaid = order ? order->standing() : Money{}};
    for (const clearing::Due& due : clearing::dues_of(lines.month)) {
        if (due.direction == direction) use.cleared = due.amount;
    }
    return use;
}

Result<Date> signed_on(Session& session, Month month, std::uint32_t party) {
    YIDI_TRY(const auto events, rows::events_of(session, month));
    for (const clearing::CycleEvent& event : events) {
        if (event.kind == clearing::CycleEventKind::signed_by && event.party == party) {
            return event.at.date();
        }
    }
    return rows::inconsistent("month", "本地区已签章的清算月份", "请先签章", "本地区还没有签章");
}

Result<void> check_not_asked(Session& session, const Direction& direction) {
    YIDI_TRY(const auto all, rows::matters(session, MatterKind::increase));
    const bool is_asked = std::ranges::any_of(all, [&direction](const Matter& one) {
        return one.direction == direction &&
               one.state == clearing::name(clearing::IncreaseState::asked);
    });
    if (!is_asked) return {};
    return rows::refuse(ErrorCode::changed_meanwhile, "insured", "没有待决定申请的一对地区",
                        "请等待清算中心决定", "已有一件申请等待决定");
}

Result<IncreaseView> increase_of(const Matter& row) {
    const auto state =
        rows::parse_named<clearing::IncreaseState>(row.state, clearing::kIncreaseStateCount);
    if (!state) return rows::violated("an increase is in a state that there is");
    IncreaseView view{.id = row.id,
                      .increase = {.direction = row.direction,
                                   .state = *state,
                                   .asked = row.amount,
                                   .granted = row.done,
                                   .asked_on = row.day,
                                   .decided_on = {}},
                      .reason = row.reason,
                      .by = row.by};
    if (row.seq > 1) {
        view.increase.decided_on = row.day;
        view.increase.asked_on = row.due.value_or(row.day);
    }
    return view;
}

}  // namespace

Result<std::vector<Gauge>> gauges(Session& session, const ClearingContext& context,
                                  std::uint32_t party, Month month) {
    YIDI_TRY(const clearing::Terms terms, context.terms());
    YIDI_TRY(const auto events, rows::events_of(session, month));
    const bool is_final = has_tables(events);
    // Of a month that is over, its last day is the last that is known.
    const Date today = std::min(context.today(), month.plus(1).first());
    YIDI_TRY(const auto history,
             history_of(session, party, today.plus_days(-kHistoryDays), today.previous_day()));
    YIDI_TRY(const auto orders, prepayments(session, party));
    std::set<Direction> directions;
    for (const auto& [direction, days] : history) directions.insert(direction);
    for (const PrepaymentOrder& order : orders) directions.insert(order.direction);
    const std::array<Rate, 2> rates{terms.yellow, terms.red};
    std::vector<Gauge> all;
    for (const Direction& direction : directions) {
        YIDI_TRY(const clearing::UseRate use, final_use(session, direction, month));
        const auto days = history.find(direction);
        Gauge gauge{.direction = direction,
                    .use = use,
                    .warning = clearing::Warning::none,
                    .is_final = is_final,
                    .forecast = {}};
        if (days != history.end()) {
            gauge.forecast = clearing::forecast(days->second, month, today, use.prepaid, rates);
        }
        gauge.forecast.reached.resize(rates.size());
        if (!is_final) gauge.use.cleared = gauge.forecast.known;
        gauge.warning = clearing::warning_of(gauge.use, terms);
        all.push_back(std::move(gauge));
    }
    return all;
}

Result<IncreaseView> ask_for_increase(Session& session, const ClearingContext& context,
                                      const Actor& actor, const IncreaseAsked& asked) {
    if (actor.role != clearing::Role::agency || actor.party != asked.direction.treating) {
        return rows::refuse(ErrorCode::not_allowed, "actor", "由就医地经办机构申请",
                            "请由就医地经办机构申请", "办理人不是就医地经办机构");
    }
    YIDI_TRY_VOID(check_not_asked(session, asked.direction));
    YIDI_TRY(const clearing::Terms terms, context.terms());
    YIDI_TRY(const Date on, signed_on(session, asked.month, actor.party));
    YIDI_TRY(const clearing::UseRate use, final_use(session, asked.direction, asked.month));
    YIDI_TRY(const clearing::Increase increase,
             clearing::ask_increase({.direction = asked.direction,
                                     .use = use,
                                     .asked = asked.amount,
                                     .signed_on = on,
                                     .today = context.today()},
                                    terms, context.days));
    Matter row;
    row.kind = MatterKind::increase;
    row.id = context.payer.ids.next();
    row.direction = asked.direction;
    row.state = clearing::name(increase.state);
    row.amount = increase.asked;
    row.day = increase.asked_on;
    row.due = increase.asked_on;
    row.reason = asked.reason;
    row.at = context.now();
    row.by = actor.by;
    YIDI_TRY_VOID(rows::insert(session, row));
    return increase_of(row);
}

Result<IncreaseView> decide_on_increase(Session& session, const ClearingContext& context,
                                        const Actor& actor, std::int64_t id, Money granted) {
    if (actor.role != clearing::Role::centre) {
        return rows::refuse(ErrorCode::not_allowed, "actor", "由清算中心办理", "请由清算中心办理",
                            "这一步不由参加清算的地区办理");
    }
    YIDI_TRY(const Matter before, internal::last_step(session, MatterKind::increase, id));
    YIDI_TRY(const IncreaseView view, increase_of(before));
    YIDI_TRY(const clearing::Increase decided,
             clearing::decide_increase(view.increase, granted, context.today()));
    Matter after = internal::next_step(before, context, actor.by);
    after.state = clearing::name(decided.state);
    after.done = decided.granted;
    YIDI_TRY_VOID(rows::insert(session, after));
    if (granted > Money{}) {
        YIDI_TRY(const clearing::Terms terms, context.terms());
        YIDI_TRY(const auto last, internal::last_order(session, after.direction));
        const Money standing = last ? last->standing() : Money{};
        YIDI_TRY([[maybe_unused]] const PrepaymentOrder order,
                 internal::tell_order(
                     session, context,
                     {.direction = after.direction,
                      .after = standing + granted,
                      .why = "increase",
                      .due = clearing::increase_steps(decided, terms, context.days).back().by,
                      .by = actor.by}));
    }
    return increase_of(after);
}

Result<std::vector<IncreaseView>> increases(Session& session, std::optional<std::uint32_t> party) {
    YIDI_TRY(const auto all, rows::matters(session, MatterKind::increase));
    std::vector<IncreaseView> views;
    for (const Matter& row : all) {
        if (!internal::is_of(row, party)) continue;
        YIDI_TRY(IncreaseView view, increase_of(row));
        views.push_back(std::move(view));
    }
    return views;
}

}  // namespace yidi::app
