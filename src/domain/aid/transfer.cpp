#include "domain/aid/transfer.h"

#include <algorithm>
#include <array>

namespace yidi::aid {
namespace {

using policy::PersonRule;

constexpr std::array<std::string_view, 4> kStates{"offered", "accepted", "refused", "returned"};
constexpr std::int64_t kHourMs = std::int64_t{60} * 60 * 1'000;
constexpr std::int64_t kHoursEast = 8;
constexpr std::int64_t kDayHours = 24;

/// An hour of a day in China; 24 is the next midnight.
Instant at_hour(Date day, std::int64_t hour) {
    return Instant::from_ms((std::int64_t{day.days()} * kDayHours + hour - kHoursEast) * kHourMs);
}

tl::unexpected<Error> reached(std::string_view where, std::string rule, std::string remedy,
                              std::string detail) {
    return fail(Error{.code = ErrorCode::limit_reached,
                      .where = std::string{where},
                      .rule = std::move(rule),
                      .remedy = std::move(remedy),
                      .detail = std::move(detail),
                      .source = {}});
}

std::string hour_text(std::int64_t hour) {
    return (hour < 10 ? "0" : "") + std::to_string(hour) + ":00";
}

}  // namespace

std::string_view name(TransferState state) {
    return kStates[static_cast<std::size_t>(state)];
}

std::optional<TransferState> parse_transfer_state(std::string_view text) {
    const auto* found = std::ranges::find(kStates, text);
    return found == kStates.end()
               ? std::nullopt
               : std::optional{static_cast<TransferState>(found - kStates.begin())};
}

std::optional<TransferLimits> transfer_limits(const policy::PersonRules& rules, std::uint32_t area,
                                              Date day) {
    const auto value = [&](PersonRule rule) { return rules.value(rule, area, day); };
    const auto a_day = value(PersonRule::transfers_a_day);
    const auto amount = value(PersonRule::transfer_amount);
    const auto opens = value(PersonRule::transfer_opens);
    const auto closes = value(PersonRule::transfer_closes);
    const auto returns = value(PersonRule::transfer_returns);
    if (!a_day || !amount || !opens || !closes || !returns) {
        return {};
    }
    return TransferLimits{.a_day = *a_day,
                          .amount = Money::from_fen(*amount),
                          .opens = *opens,
                          .closes = *closes,
                          .returns = *returns};
}

bool is_open_at(const TransferLimits& limits, Instant now) {
    return next_opening(limits, now) == now;
}

Instant next_opening(const TransferLimits& limits, Instant now) {
    const Date today = now.date();
    if (now < at_hour(today, limits.opens)) {
        return at_hour(today, limits.opens);
    }
    return now < at_hour(today, limits.closes) ? now : at_hour(today.next_day(), limits.opens);
}

Instant due_of(const TransferLimits& limits, Instant now) {
    return at_hour(now.date().next_day(), limits.returns);
}

Result<void> check_offer(const TransferLimits& limits, const Offer& offer) {
    if (offer.amount <= Money{}) {
        return fail(Error{.code = ErrorCode::bad_amount,
                          .where = "amount",
                          .rule = "more than 0.00 yuan",
                          .remedy = "write what is to be sent",
                          .detail = "nothing would be sent",
                          .source = {}});
    }
    if (offer.amount > limits.amount) {
        return reached("amount", "at most " + to_yuan(limits.amount) + " yuan in one transfer",
                       "send less, or in several transfers", "the transfer is too large");
    }
    if (!is_open_at(limits, offer.now)) {
        return reached(
            "now",
            "transfers between " + hour_text(limits.opens) + " and " + hour_text(limits.closes),
            "send it from " + to_string(next_opening(limits, offer.now)) + " on",
            "no transfers are made at this hour");
    }
    if (offer.made_today >= limits.a_day) {
        return reached(
            "now",
            "at most " + std::to_string(limits.a_day) + " transfers from an account on a day",
            "send it from " +
                to_string(next_opening(limits, at_hour(offer.now.date().next_day(), 0))) + " on",
            "today's transfers are used up");
    }
    if (offer.amount > offer.free) {
        return reached("amount", "at most what the account has free: " + to_yuan(offer.free),
                       "send less; a bill can be paid in cash", "the account has less than that");
    }
    return {};
}

Result<void> check_answer(const Transfer& transfer, Instant now) {
    if (!transfer.is_open()) {
        return fail(Error{.code = ErrorCode::changed_meanwhile,
                          .where = "transfer_id",
                          .rule = "a transfer that is neither accepted, refused nor returned",
                          .remedy = "read the wallet again",
                          .detail = "this transfer is closed: " + std::string{name(transfer.state)},
                          .source = {}});
    }
    if (now >= transfer.due) {
        return reached("transfer_id", "accepted before " + to_string(transfer.due),
                       "ask the relative to send it again; a bill can be paid in cash",
                       "the transfer's time is over: the money goes back");
    }
    return {};
}

ledger::Account in_transit(const Parties& parties, std::int64_t transfer_id) {
    return {ledger::AccountKind::transit, parties.from_psn_no + "/" + std::to_string(transfer_id)};
}

ledger::Entry entry_of(const Transfer& transfer, const Parties& parties) {
    using ledger::AccountKind;
    const ledger::Account way = in_transit(parties, transfer.id);
    const bool arrives = transfer.state == TransferState::accepted;
    const ledger::Account end{AccountKind::personal,
                              arrives ? parties.to_psn_no : parties.from_psn_no};
    const Money into_end = transfer.is_open() ? -transfer.amount : transfer.amount;
    ledger::Entry entry;
    ledger::post(entry, end, into_end);
    ledger::post(entry, way, -into_end);
    return entry;
}

}  // namespace yidi::aid
