#include "domain/clearing/placing.h"

#include <algorithm>
#include <array>

#include "base/assert.h"

namespace yidi::clearing {
namespace {

constexpr std::array<std::string_view, kPlacingReasonCount> kReasons{
    "in_time", "late", "too_late", "year_closed", "original_refused"};

}  // namespace

std::string_view name(PlacingReason reason) {
    return kReasons[static_cast<std::size_t>(reason)];
}

Month last_period_of(int year, const Terms& terms) {
    const Month january = Month::of(Date::from_ymd({.year = year + 1, .month = 1, .day = 1}));
    // The month's notices come in the month after it: March's are February's.
    return january.plus(terms.year_end_month - 2);
}

Origin origin_of(const Placing& placing, const Placing* original) {
    YIDI_ASSERT(placing.period.has_value());
    const bool is_about_earlier =
        original != nullptr && (!original->period || *original->period < *placing.period);
    if (is_about_earlier) return Origin::reversed;
    return placing.months_late > 0 ? Origin::late : Origin::settled;
}

Placing place(const Bill& bill, Month first_open, const Terms& terms, const Placing* original) {
    YIDI_ASSERT((bill.original != 0) == (original != nullptr));
    const Month period = std::max(bill.service_month, first_open);
    const std::int32_t months_late = months_between(bill.service_month, period);
    const auto refused = [&](PlacingReason reason) {
        return Placing{.period = {}, .reason = reason, .months_late = months_late};
    };
    if (original != nullptr && !original->period) return refused(PlacingReason::original_refused);
    if (original == nullptr && months_late > terms.late_months) {
        return refused(PlacingReason::too_late);
    }
    if (original == nullptr && period > last_period_of(bill.service_month.year(), terms)) {
        return refused(PlacingReason::year_closed);
    }
    return {.period = period,
            .reason = months_late > 0 ? PlacingReason::late : PlacingReason::in_time,
            .months_late = months_late};
}

}  // namespace yidi::clearing
