#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/clearing/context.h"
#include "domain/clearing/forecast.h"
#include "domain/clearing/lines.h"
#include "domain/clearing/notice.h"
#include "domain/clearing/prepayment.h"

/// The prepayment between two parties: orders and their payment, how much of it a month has used,
/// and the emergency increase.
namespace yidi::app {

enum class OrderState : std::uint8_t { told, handed, paid, received };
inline constexpr std::size_t kOrderStateCount = 4;
[[nodiscard]] std::string_view name(OrderState state);

/// An order: from `before` to `after`; only the difference moves.
struct PrepaymentOrder {
    clearing::Direction direction;
    Money before;
    Money after;
    std::string why;  ///< "yearly", "opening" or "increase"
    OrderState state = OrderState::told;
    std::int64_t seq = 1;
    Date day;  ///< of the last step
    std::optional<Date> due;
    std::string bank;               ///< of the payment or the receipt: bank and serial number
    std::optional<Date> bank_date;  ///< of the same
    std::string by;

    /// Who pays the difference.
    [[nodiscard]] std::uint32_t payer() const {
        return after < before ? direction.treating : direction.insured;
    }
    /// What lies with the treating party now.
    [[nodiscard]] Money standing() const { return state == OrderState::received ? after : before; }
};
/// The last order of each direction; of one party, or of all.
[[nodiscard]] Result<std::vector<PrepaymentOrder>> prepayments(ports::Session& session,
                                                               std::optional<std::uint32_t> party);

struct OrderRequest {
    clearing::Direction direction;
    Money after;
};
/// The centre tells both parties of an amount to begin with.
/// Errors    not_allowed: another actor; bad_amount: below zero, or what it is already;
///           inconsistent: both are one party, or none that takes part; changed_meanwhile: an order
///           is not received.
[[nodiscard]] Result<PrepaymentOrder> order_prepayment(ports::Session& session,
                                                       const ClearingContext& context,
                                                       const clearing::Actor& actor,
                                                       const OrderRequest& request);
/// The yearly quotas by the tables of the last months of the year before, also of a direction of
/// which they have nothing: what lies there comes back. One whose quota stays has no order, nor one
/// whose last order is not done. Errors    inconsistent: the year is over, or the tables of such a
/// month are not made; not_allowed: another actor.
[[nodiscard]] Result<std::vector<PrepaymentOrder>> order_yearly(ports::Session& session,
                                                                const ClearingContext& context,
                                                                const clearing::Actor& actor,
                                                                int year);
struct OrderStep {
    clearing::Direction direction;
    OrderState to = OrderState::handed;
    clearing::BankReference bank = {};
};
/// Handed by the payer's agency, paid by its finance, received by the payee.
/// Errors    bad_value: no order; changed_meanwhile: another step is due; not_allowed;
///           missing_key: no bank or serial number; bad_date: a day before the order, before its
///           payment, or after today.
[[nodiscard]] Result<PrepaymentOrder> step_order(ports::Session& session,
                                                 const ClearingContext& context,
                                                 const clearing::Actor& actor,
                                                 const OrderStep& step);

/// How much of a prepayment a month has used.
struct Gauge {
    clearing::Direction direction;
    clearing::UseRate use;
    clearing::Warning warning = clearing::Warning::none;
    bool is_final = false;        ///< the tables of the month are made
    clearing::Forecast forecast;  ///< days on which yellow and red are reached
};
/// Of every direction of a party that has a prepayment, or bills in the month.
[[nodiscard]] Result<std::vector<Gauge>> gauges(ports::Session& session,
                                                const ClearingContext& context, std::uint32_t party,
                                                clearing::Month month);

struct IncreaseView {
    std::int64_t id = 0;
    clearing::Increase increase;
    std::string reason;
    std::string by;
};
struct IncreaseAsked {
    clearing::Direction direction;
    clearing::Month month;
    Money amount;
    std::string reason;
};
/// The treating party asks, after it has signed a month whose use rate is red.
/// Errors    inconsistent: it has not signed the month; changed_meanwhile: what it asked for in
/// this
///           direction is not decided; those of clearing::ask_increase.
[[nodiscard]] Result<IncreaseView> ask_for_increase(ports::Session& session,
                                                    const ClearingContext& context,
                                                    const clearing::Actor& actor,
                                                    const IncreaseAsked& asked);
/// The centre decides; what it grants becomes an order. Errors    those of
/// clearing::decide_increase and of order_prepayment.
[[nodiscard]] Result<IncreaseView> decide_on_increase(ports::Session& session,
                                                      const ClearingContext& context,
                                                      const clearing::Actor& actor, std::int64_t id,
                                                      Money granted);
[[nodiscard]] Result<std::vector<IncreaseView>> increases(ports::Session& session,
                                                          std::optional<std::uint32_t> party);

}  // namespace yidi::app
