// Each case is a mistake that must not compile; case 0, the file without them, must.
#include "base/date.h"

namespace {

[[maybe_unused]] constexpr yidi::Date kDay =
    yidi::Date::from_ymd({.year = 2024, .month = 2, .day = 29});

#if YIDI_CASE == 1
constexpr yidi::Date kBare = 20'240'229;  // Days, or digits in a row?
#elif YIDI_CASE == 2
constexpr auto kSum = kDay + kDay;  // Days do not add.
#elif YIDI_CASE == 3
constexpr auto kNext = kDay + 1;  // A day, a month, a year?
#elif YIDI_CASE == 4
constexpr auto kMissing =
    yidi::Date::from_ymd({.year = 2023, .month = 2, .day = 29});  // No such day.
#endif

}  // namespace
