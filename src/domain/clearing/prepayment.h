#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"
#include "base/rate.h"
#include "domain/clearing/lines.h"
#include "domain/clearing/rules.h"
#include "domain/clearing/timetable.h"
#include "domain/clearing/working_days.h"

/// The prepayment (预付金): money of insured areas that lies with treating areas, so that hospitals
/// are paid before the month is cleared.
namespace yidi::clearing {

/// The mean of the last months' cleared amounts, times the factor: one exact quotient, rounded half
/// up to the fen. Below zero counts as zero.
/// Requires  as many amounts as terms.quota_months (asserted).
/// Source    docs/domain/clearing.md P1.
[[nodiscard]] Money quota_of(std::span<const Money> months, const Terms& terms);

/// The yearly notice: only the difference moves.
struct Adjustment {
    Direction direction;  ///< the insured area prepays the treating area
    Money before;
    Money after;
    Date told_by;      ///< last day of the month in which it is told
    Date finished_by;  ///< last day on which both sides are done

    [[nodiscard]] Money difference() const { return after - before; }
    /// Who pays the difference: the insured area, or the treating area that gives some back.
    [[nodiscard]] std::uint32_t payer() const {
        return after < before ? direction.treating : direction.insured;
    }
    bool operator==(const Adjustment&) const = default;
};
/// Source    P2, P4.
[[nodiscard]] Adjustment yearly_adjustment(const Direction& direction, Money before, Money after,
                                           int year, const Terms& terms);

/// What a month has used of a prepayment, exact. Without a prepayment any amount above zero uses
/// all of it.
struct UseRate {
    Money cleared;
    Money prepaid;

    /// Whether cleared / prepaid >= rate.
    [[nodiscard]] bool reaches(Rate rate) const;
    /// In millionths, toward zero, for showing; empty without a prepayment.
    [[nodiscard]] std::optional<std::int64_t> ppm() const;
    bool operator==(const UseRate&) const = default;
};

enum class Warning : std::uint8_t { none, yellow, red };
[[nodiscard]] std::string_view name(Warning warning);
/// Source    P5, P6.
[[nodiscard]] Warning warning_of(const UseRate& use, const Terms& terms);

/// The emergency increase (紧急调增) with its days.
enum class IncreaseState : std::uint8_t { asked, decided, refused, handed, paid, received };
inline constexpr std::size_t kIncreaseStateCount = 6;
[[nodiscard]] std::string_view name(IncreaseState state);

struct Increase {
    Direction direction;
    IncreaseState state = IncreaseState::asked;
    Money asked;
    Money granted;
    Date asked_on;
    std::optional<Date> decided_on;  ///< of the notices
    bool operator==(const Increase&) const = default;
};

/// The treating area asks after it has signed a month whose use rate is red.
/// Errors    not_allowed: the rate is not red, or more working days have gone since the signature
///           than the rule gives; bad_amount: nothing is asked for.
/// Source    P7.
struct IncreaseRequest {
    Direction direction;
    UseRate use;
    Money asked;
    Date signed_on;
    Date today;
};
[[nodiscard]] Result<Increase> ask_increase(const IncreaseRequest& request, const Terms& terms,
                                            const WorkingDays& days);
/// The centre decides: an amount above zero, or zero to refuse.
/// Errors    changed_meanwhile: it is decided; bad_amount: below zero, or more than was asked for.
[[nodiscard]] Result<Increase> decide_increase(const Increase& before, Money granted, Date today);
/// The next of handed, paid, received.
/// Errors    changed_meanwhile: another step is due.
[[nodiscard]] Result<Increase> advance_increase(const Increase& before, IncreaseState to);
/// The days of handing over, paying and reporting after the decision.
/// Requires  a decision (asserted).   Source    P3, P8.
[[nodiscard]] std::array<DatedStep, 3> increase_steps(const Increase& increase, const Terms& terms,
                                                      const WorkingDays& days);

}  // namespace yidi::clearing
