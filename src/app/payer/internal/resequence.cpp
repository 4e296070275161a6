#include "app/payer/internal/resequence.h"

#include <algorithm>
#include <numeric>

#include "app/payer/internal/books.h"
#include "app/payer/internal/refusal.h"
#include "domain/adjudication/adjudicate.h"

namespace yidi::payer::internal {
namespace {

using ports::Session;

/// Positions of the standing settlements in the legal order.
std::vector<std::size_t> legal_order(const OrderedYear& year) {
    std::vector<std::size_t> order(year.orders.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(
        order, [&](std::size_t a, std::size_t b) { return year.orders[a] < year.orders[b]; });
    return order;
}

struct SettlementKey {
    Pid pid = 0;
    std::int64_t setl_id = 0;
};
/// Whether the pack of a settlement lets a year be computed again.
Result<bool> may_recompute(Session& session, const Context& context, const SettlementKey& key) {
    YIDI_TRY(const auto one, find_settlement(session, key.pid, key.setl_id));
    if (!one) {
        return violated("what is counted in a year has been settled");
    }
    YIDI_TRY(const adjudication::Case facts, context.texts.read_case(one->case_text));
    YIDI_TRY(const adjudication::Answer answer, adjudication::adjudicate(context.book, facts));
    return recomputes(answer);
}

/// Computes settlements again, one behind the other, behind all that stands.
Result<std::vector<Settlement>> move_behind(Session& session, const Context& context,
                                            History& history,
                                            const std::vector<std::int64_t>& moved,
                                            Recomputation& run) {
    std::vector<Settlement> corrections;
    run.event.event = kMoved;
    for (const std::int64_t setl_id : moved) {
        YIDI_TRY(auto correction, recompute_one(session, context, history, setl_id, run));
        const std::size_t from = history.find(setl_id);
        history.standing.erase(history.standing.begin() + static_cast<std::ptrdiff_t>(from));
        history.standing.push_back({.setl_id = setl_id, .cum = run.event.cum});
        if (correction) {
            corrections.push_back(*std::move(correction));
        }
    }
    return corrections;
}

}  // namespace

Result<CareOrder> order_of(const Context& context, const Settlement& one) {
    YIDI_TRY(const adjudication::Case facts, context.texts.read_case(one.case_text));
    return CareOrder{.until = one.until,
                     .begins = facts.begndate.value_or(one.until),
                     .fixmedins_code = facts.fixmedins_code,
                     .medfee = one.info.medfee_sumamt};
}

std::size_t OrderedYear::place_of(const CareOrder& order) const {
    const auto later =
        std::ranges::find_if(orders, [&order](const CareOrder& other) { return order < other; });
    return static_cast<std::size_t>(later - orders.begin());
}

Result<OrderedYear> ordered_year(Session& session, const Context& context, const YearKey& key) {
    OrderedYear year;
    YIDI_TRY(year.events, cum_events_of(session, key));
    year.history = history_of(year.events);
    for (const History::Item& item : year.history.standing) {
        YIDI_TRY(const auto one, find_settlement(session, key.pid, item.setl_id));
        if (!one) {
            return violated("what is counted in a year has been settled");
        }
        YIDI_TRY(CareOrder order, order_of(context, *one));
        year.orders.push_back(std::move(order));
    }
    return year;
}

bool recomputes(const adjudication::Answer& answer) {
    const policy::CompiledScheme* scheme = answer.outcome.scheme;
    return scheme != nullptr && scheme->undo_rule == policy::UndoRule::recompute;
}

Result<std::vector<Settlement>> put_in_order(Session& session, const Context& context,
                                             const YearKey& key, const UndoBy& by) {
    YIDI_TRY(OrderedYear year, ordered_year(session, context, key));
    const std::vector<std::size_t> order = legal_order(year);
    std::size_t at = 0;
    while (at < order.size() && order[at] == at) {
        ++at;
    }
    if (at == order.size()) {
        return std::vector<Settlement>{};
    }
    std::vector<std::int64_t> moved;
    for (std::size_t i = at; i < order.size(); ++i) {
        moved.push_back(year.history.standing[order[i]].setl_id);
    }
    YIDI_TRY(const bool may, may_recompute(session, context, {key.pid, moved.front()}));
    if (!may) {
        return std::vector<Settlement>{};
    }
    Recomputation run{.event = {.key = key,
                                .seq = static_cast<std::int64_t>(year.events.size()),
                                .setl_id = 0,
                                .event = {},
                                .at = context.now,
                                .cum = year.history.before(at)},
                      .by = by};
    return move_behind(session, context, year.history, moved, run);
}

Result<std::vector<Settlement>> put_in(Session& session, const Context& context, History history,
                                       const PutIn& put) {
    std::vector<std::int64_t> later;
    for (std::size_t i = put.at; i < history.standing.size(); ++i) {
        later.push_back(history.standing[i].setl_id);
    }
    YIDI_TRY_VOID(count(session, put.settled));
    history.standing.push_back({.setl_id = put.settled.setl_id, .cum = put.settled.cum});
    Recomputation run{.event = put.settled, .by = put.by};
    return move_behind(session, context, history, later, run);
}

}  // namespace yidi::payer::internal
