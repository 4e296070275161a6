#include "domain/clearing/working_days.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"

namespace yidi::clearing {
namespace {

bool is_weekend(Date date) {
    // 1970-01-01 was a Thursday; the remainder is made positive for days before it.
    const std::int32_t day_of_week = ((date.days() % 7) + 7 + 3) % 7;  // Monday is 0.
    return day_of_week >= 5;
}

}  // namespace

Result<WorkingDays> WorkingDays::from(std::vector<StatedDays> stated) {
    std::ranges::sort(stated, {}, &StatedDays::from);
    const StatedDays* before = nullptr;
    WorkingDays days;
    for (const StatedDays& one : stated) {
        if (one.to < one.from || (before != nullptr && one.from <= before->to)) {
            return fail(Error{.code = ErrorCode::inconsistent,
                              .where = to_string(one.from),
                              .rule = "each day once, the last not before the first",
                              .remedy = "hold the lines against the notice",
                              .detail = "these days overlap others or end before they begin"});
        }
        days.years_.insert(one.to.year());
        before = &one;
    }
    days.stated_ = std::move(stated);
    return days;
}

WorkingDays::Answer WorkingDays::is_working(Date date) const {
    const auto after = std::ranges::upper_bound(stated_, date, {}, &StatedDays::from);
    if (after != stated_.begin() && date <= std::prev(after)->to) {
        return {.is_working = std::prev(after)->is_worked, .is_provisional = false};
    }
    return {.is_working = !is_weekend(date), .is_provisional = !knows(date.year())};
}

WorkingDays::Day WorkingDays::add(Date from, std::int32_t count) const {
    YIDI_ASSERT(count >= 0);
    Day day{.date = from, .is_provisional = false};
    while (count > 0) {
        day.date = day.date.next_day();
        const Answer answer = is_working(day.date);
        // A free day counts too: were it worked, the answer would be an earlier one.
        day.is_provisional = day.is_provisional || answer.is_provisional;
        if (answer.is_working) --count;
    }
    return day;
}

std::int32_t WorkingDays::between(Date from, Date to) const {
    std::int32_t count = 0;
    for (Date day = from.next_day(); day <= to; day = day.next_day()) {
        if (is_working(day).is_working) ++count;
    }
    return count;
}

}  // namespace yidi::clearing
