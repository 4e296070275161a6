#pragma once

#include <cstdint>

#include "domain/clearing/forecast.h"
#include "domain/clearing/working_days.h"

/// A made-up year of every pair of provinces, by which the forecast is tested.
namespace yidi::clearing_bench {

/// What one warning's forecasts of a year were off, over all pairs.
struct ForecastError {
    clearing::BackTest sum;  ///< days_off_max is that of the worst pair
    std::int64_t pairs = 0;
};

/// Each pair: two years of days with weekdays, holidays by the calendar, a growth of its own
/// between -1 and +8 % a month and noise of up to 15 %; the prepayment from the first year's last
/// quarter; a forecast on the 8th of each month of the second year. The same calendar gives the
/// same errors.
[[nodiscard]] ForecastError test_forecast(const clearing::WorkingDays& days, Rate rate);

}  // namespace yidi::clearing_bench
