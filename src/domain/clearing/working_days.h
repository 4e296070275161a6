#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "domain/policy/vocabulary.h"

/// Which days are worked. Weekends are free; the State Council's yearly notice makes days of the
/// week free (放假) and weekends worked (调休). A year without a notice is counted by weekends
/// alone, and every answer that rests on it says that it is provisional.
namespace yidi::clearing {

/// One line of a notice: these days, both ends included, are free or worked.
struct StatedDays {
    Date from;
    Date to;
    bool is_worked = false;
    std::string name;      ///< of the holiday
    std::string document;  ///< number and title of the notice
    Date issued;
    policy::Grade grade = policy::Grade::K;
};

/// Immutable once made.
class WorkingDays {
public:
    struct Day {
        Date date;
        bool is_provisional = false;  ///< rests on a year without a notice
        friend bool operator==(const Day&, const Day&) = default;
    };
    struct Answer {
        bool is_working = false;
        bool is_provisional = false;
        friend bool operator==(const Answer&, const Answer&) = default;
    };

    /// No notice at all: weekends only, every answer provisional.
    WorkingDays() = default;
    /// A year is known from its first line on; the year of a line is that of its last day, since
    /// the New Year's holiday may begin in December. Errors    inconsistent: a day stated twice, or
    /// days in the wrong order.
    [[nodiscard]] static Result<WorkingDays> from(std::vector<StatedDays> stated);

    [[nodiscard]] Answer is_working(Date date) const;
    /// The `count`-th working day after `from`, which is not counted itself; 0: `from`.
    /// Requires  0 <= count (asserted).
    [[nodiscard]] Day add(Date from, std::int32_t count) const;
    /// Working days after `from` up to and with `to`; 0 if `to` is not later.
    [[nodiscard]] std::int32_t between(Date from, Date to) const;

    [[nodiscard]] bool knows(int year) const { return years_.contains(year); }
    [[nodiscard]] const std::vector<StatedDays>& stated() const { return stated_; }

private:
    std::vector<StatedDays> stated_;  ///< by first day
    std::set<int> years_;
};

}  // namespace yidi::clearing
