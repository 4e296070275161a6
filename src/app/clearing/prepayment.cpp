#include "app/clearing/prepayment.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "app/clearing/internal/matter_rows.h"
#include "app/clearing/internal/orders.h"
#include "app/payer/internal/refusal.h"
#include "domain/clearing/timetable.h"

namespace yidi::app {
namespace {

namespace rows = payer::internal;
using clearing::Actor;
using clearing::Direction;
using clearing::Month;
using ports::Session;
using rows::Matter;
using rows::MatterKind;

constexpr std::array<std::string_view, kOrderStateCount> kStates{"told", "handed", "paid",
                                                                 "received"};

/// One matter for each direction, whose steps are those of all its orders.
std::int64_t id_of(const Direction& direction) {
    constexpr std::int64_t kCodes = 1'000'000;
    return std::int64_t{direction.insured} * kCodes + direction.treating;
}

Result<void> check_centre(const Actor& actor) {
    if (actor.role == clearing::Role::centre) return {};
    return rows::refuse(ErrorCode::not_allowed, "actor", "由清算中心办理", "请由清算中心办理",
                        "这一步不由参加清算的地区办理");
}

Result<void> check_parties(const ClearingContext& context, const Direction& direction) {
    const bool takes_part = std::ranges::binary_search(context.parties, direction.insured) &&
                            std::ranges::binary_search(context.parties, direction.treating);
    if (takes_part && direction.insured != direction.treating) return {};
    return rows::inconsistent("insured", "两个参加清算的地区", "请核对地区代码",
                              "预付金在两个不同的地区之间");
}

Result<void> check_step(const PrepaymentOrder& before, const Actor& actor, const OrderStep& step) {
    if (static_cast<int>(step.to) != static_cast<int>(before.state) + 1) {
        return rows::refuse(ErrorCode::changed_meanwhile, "to", "依次提交财政、付款、收款",
                            "请重新读取后再办理", "现在不能办这一步");
    }
    const std::uint32_t payee = before.payer() == before.direction.insured
                                    ? before.direction.treating
                                    : before.direction.insured;
    const bool receives = step.to == OrderState::received;
    const bool fits = step.to == OrderState::handed ? actor.role == clearing::Role::agency
                      : step.to == OrderState::paid ? actor.role == clearing::Role::finance
                                                    : actor.role != clearing::Role::centre;
    if (!fits || actor.party != (receives ? payee : before.payer())) {
        return rows::refuse(ErrorCode::not_allowed, "actor",
                            "付款方经办提交、付款方财政付款、收款方确认收款", "请由应办的一方办理",
                            "办理人不是应办的一方");
    }
    return {};
}

/// The bank's word for a payment or a receipt. `first`: the day of the order, or of its payment.
Result<void> check_bank(const clearing::BankReference& bank, Date first, Date today) {
    if (bank.bank.empty() || bank.serial_no.empty()) {
        return rows::refuse(ErrorCode::missing_key, "bank", "银行名称、交易流水号和交易日期",
                            "请填写完整", "没有写明银行或流水号");
    }
    if (bank.date >= first && bank.date <= today) return {};
    return rows::refuse(ErrorCode::bad_date, "date", "不早于通知书或付款、不晚于今天的日期",
                        "请核对银行回单", "交易日期 " + to_string(bank.date) + " 不可能");
}

/// The first day on which the bank can have done the next step of the last order.
Date first_bank_day(const std::vector<Matter>& steps) {
    const Matter& last = steps.back();
    if (last.state == name(OrderState::paid)) return last.bank_date.value_or(last.day);
    const auto told =
        std::ranges::find(steps.rbegin(), steps.rend(), name(OrderState::told), &Matter::state);
    return told == steps.rend() ? last.day : told->day;
}

/// The insured area's money lies with the treating one.
ledger::Entry entry_of(const PrepaymentOrder& order) {
    ledger::Entry entry;
    const Money moved = order.after - order.before;
    const std::string insured = std::to_string(order.direction.insured);
    ledger::post(
        entry,
        {ledger::AccountKind::prepaid, std::to_string(order.direction.treating) + '<' + insured},
        moved);
    ledger::post(entry, {ledger::AccountKind::fiscal, insured}, -moved);
    return entry;
}

/// What each direction owes by the tables of a month.
Result<std::map<Direction, Money>> cleared_in(Session& session, Month month) {
    YIDI_TRY(const auto lines, rows::lines_in(session, month));
    std::map<Direction, Money> sums;
    for (const clearing::Due& due : clearing::dues_of(lines.month)) {
        sums[due.direction] = due.amount;
    }
    return sums;
}

}  // namespace

std::string_view name(OrderState state) {
    return kStates[static_cast<std::size_t>(state)];
}

namespace internal {

Result<PrepaymentOrder> order_of(const Matter& row) {
    const auto state = rows::parse_named<OrderState>(row.state, kOrderStateCount);
    if (!state) return rows::violated("an order is in a state that there is");
    return PrepaymentOrder{.direction = row.direction,
                           .before = row.done,
                           .after = row.amount,
                           .why = row.sort,
                           .state = *state,
                           .seq = row.seq,
                           .day = row.day,
                           .due = row.due,
                           .bank = row.finding,
                           .bank_date = row.bank_date,
                           .by = row.by};
}

Result<std::optional<PrepaymentOrder>> last_order(Session& session, const Direction& direction) {
    YIDI_TRY(const auto steps, rows::steps_of(session, MatterKind::prepayment, id_of(direction)));
    if (steps.empty()) return std::optional<PrepaymentOrder>{};
    YIDI_TRY(PrepaymentOrder last, order_of(steps.back()));
    return std::optional{std::move(last)};
}

Result<PrepaymentOrder> tell_order(Session& session, const ClearingContext& context,
                                   const NewOrder& order) {
    YIDI_TRY(const auto last, last_order(session, order.direction));
    if (last && last->state != OrderState::received) {
        return rows::refuse(ErrorCode::changed_meanwhile, "insured", "上一次调整已收付完毕",
                            "请先办完上一次调整", "上一次调整还没有办完");
    }
    const Money before = last ? last->after : Money{};
    if (order.after < Money{} || order.after == before) {
        return rows::refuse(ErrorCode::bad_amount, "after", "不小于零、与现有额度不同的金额",
                            "请核对额度", "额度没有变化或小于零");
    }
    Matter row;
    row.kind = MatterKind::prepayment;
    row.id = id_of(order.direction);
    row.seq = last ? last->seq + 1 : 1;
    row.direction = order.direction;
    row.sort = order.why;
    row.state = name(OrderState::told);
    row.amount = order.after;
    row.done = before;
    row.day = context.today();
    row.due = order.due;
    row.at = context.now();
    row.by = order.by;
    YIDI_TRY_VOID(rows::insert(session, row));
    return order_of(row);
}

}  // namespace internal

Result<std::vector<PrepaymentOrder>> prepayments(Session& session,
                                                 std::optional<std::uint32_t> party) {
    YIDI_TRY(const auto all, rows::matters(session, MatterKind::prepayment));
    std::vector<PrepaymentOrder> orders;
    for (const Matter& row : all) {
        if (!internal::is_of(row, party)) continue;
        YIDI_TRY(PrepaymentOrder order, internal::order_of(row));
        orders.push_back(std::move(order));
    }
    return orders;
}

Result<PrepaymentOrder> order_prepayment(Session& session, const ClearingContext& context,
                                         const Actor& actor, const OrderRequest& request) {
    YIDI_TRY_VOID(check_centre(actor));
    YIDI_TRY_VOID(check_parties(context, request.direction));
    YIDI_TRY(const clearing::Terms terms, context.terms());
    const auto steps = clearing::steps_after_notice(context.today(), terms, context.days);
    return internal::tell_order(session, context,
                                {.direction = request.direction,
                                 .after = request.after,
                                 .why = "opening",
                                 .due = steps.back().by,
                                 .by = actor.by});
}

Result<std::vector<PrepaymentOrder>> order_yearly(Session& session, const ClearingContext& context,
                                                  const Actor& actor, int year) {
    YIDI_TRY_VOID(check_centre(actor));
    if (year < context.today().year()) {
        return rows::inconsistent("year", "今年的额度", "填今年",
                                  std::to_string(year) + " 年的额度已经过去");
    }
    YIDI_TRY(const clearing::Terms terms, context.terms());
    const Month january = Month::of(Date::from_ymd({.year = year, .month = 1, .day = 1}));
    std::map<Direction, std::vector<Money>> amounts;
    const auto count = static_cast<std::size_t>(terms.quota_months);
    for (std::size_t i = 0; i < count; ++i) {
        const Month month = january.plus(-static_cast<std::int32_t>(count - i));
        YIDI_TRY(const auto events, rows::events_of(session, month));
        const bool is_made = std::ranges::any_of(events, [](const clearing::CycleEvent& event) {
            return event.kind == clearing::CycleEventKind::tables_made;
        });
        if (!is_made) {
            return rows::inconsistent("year", "上年末几个月都已制表", "请先制表",
                                      to_string(month) + " 还没有制表");
        }
        YIDI_TRY(const auto sums, cleared_in(session, month));
        for (const auto& [direction, amount] : sums) {
            std::vector<Money>& of = amounts[direction];
            of.resize(count);
            of[i] = amount;
        }
    }
    // What lies where nothing was cleared comes back.
    YIDI_TRY(const auto standing, prepayments(session, {}));
    for (const PrepaymentOrder& one : standing) {
        amounts.try_emplace(one.direction, std::vector<Money>(count));
    }
    std::vector<PrepaymentOrder> orders;
    for (const auto& [direction, months] : amounts) {
        YIDI_TRY(const auto last, internal::last_order(session, direction));
        // One pair that is not done yet does not keep the others from their quotas.
        if (last && last->state != OrderState::received) continue;
        const Money quota = clearing::quota_of(months, terms);
        if (quota == (last ? last->standing() : Money{})) continue;
        const auto adjustment = clearing::yearly_adjustment(
            direction, last ? last->standing() : Money{}, quota, year, terms);
        YIDI_TRY(PrepaymentOrder order, internal::tell_order(session, context,
                                                             {.direction = direction,
                                                              .after = quota,
                                                              .why = "yearly",
                                                              .due = adjustment.finished_by,
                                                              .by = actor.by}));
        orders.push_back(std::move(order));
    }
    return orders;
}

Result<PrepaymentOrder> step_order(Session& session, const ClearingContext& context,
                                   const Actor& actor, const OrderStep& step) {
    YIDI_TRY(const Matter before,
             internal::last_step(session, MatterKind::prepayment, id_of(step.direction)));
    YIDI_TRY(const PrepaymentOrder order, internal::order_of(before));
    YIDI_TRY_VOID(check_step(order, actor, step));
    if (step.to != OrderState::handed) {
        YIDI_TRY(const auto steps, rows::steps_of(session, MatterKind::prepayment, before.id));
        YIDI_TRY_VOID(check_bank(step.bank, first_bank_day(steps), context.today()));
    }
    Matter after = internal::next_step(before, context, actor.by);
    after.state = name(step.to);
    if (step.to != OrderState::handed) {
        after.finding = step.bank.bank + ' ' + step.bank.serial_no;
        after.bank_date = step.bank.date;
    }
    YIDI_TRY_VOID(rows::insert(session, after));
    if (step.to == OrderState::paid) {
        YIDI_TRY_VOID(rows::insert_entry(
            session, "prepayment:" + std::to_string(after.id) + "/" + std::to_string(after.seq),
            context.now(), entry_of(order)));
    }
    return internal::order_of(after);
}

}  // namespace yidi::app
