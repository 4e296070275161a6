#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/date.h"
#include "domain/clearing/month.h"
#include "domain/clearing/rules.h"
#include "domain/clearing/working_days.h"

/// The dated steps of a clearing month. Days of the calendar stay where they are, also on a
/// weekend: no source moves them.
namespace yidi::clearing {

enum class Step : std::uint8_t {
    confirm,     ///< treating areas confirm the bills with their institutions
    tables,      ///< the centre makes the tables
    sign,        ///< every party signs its own
    notices,     ///< the centre publishes the notices
    to_finance,  ///< the insured side hands its notice to finance
    pay,         ///< finance of the insured side transfers
    report,      ///< both sides have reported payment and receipt
};
inline constexpr std::size_t kStepCount = 7;
[[nodiscard]] std::string_view name(Step step);

struct DatedStep {
    Step step = Step::confirm;
    Date from;  ///< not before it
    Date by;    ///< later is late
    bool is_provisional = false;
    friend bool operator==(const DatedStep&, const DatedStep&) = default;
};

/// The steps that follow a notice of a day: to_finance, pay, report.
[[nodiscard]] std::array<DatedStep, 3> steps_after_notice(Date published, const Terms& terms,
                                                          const WorkingDays& days);

/// As planned. The last three are counted from the last day on which notices are published; a
/// notice that came earlier has days of its own (steps_after_notice).
class Timetable {
public:
    [[nodiscard]] static Timetable of(Month service_month, const Terms& terms,
                                      const WorkingDays& days);

    [[nodiscard]] Month month() const { return month_; }
    [[nodiscard]] const DatedStep& at(Step step) const {
        return steps_[static_cast<std::size_t>(step)];
    }
    /// In the order in which they are done.
    [[nodiscard]] const std::array<DatedStep, kStepCount>& steps() const { return steps_; }

private:
    Month month_;
    std::array<DatedStep, kStepCount> steps_{};
};

}  // namespace yidi::clearing
