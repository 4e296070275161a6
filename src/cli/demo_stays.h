#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/money.h"
#include "cli/payer_commands.h"

/// Care in other provinces that was settled before the day on which a demonstration begins.
namespace yidi::cli {

struct DemoStays {
    /// Settlements by day; one day has several.
    struct Settled {
        Date day;
        std::int64_t setl_id = 0;
        std::uint32_t insured = 0;  ///< provinces
        std::uint32_t treating = 0;
        Money fund_pay_sumamt;
        std::string note;  ///< what the file says becomes of it in the clearing; mostly empty
    };
    std::vector<Settled> settled;  ///< by day
};

/// An hour of a day: every day has it.
[[nodiscard]] inline Instant at_hour(Date day, int hour) {
    constexpr std::int64_t kMsPerHour = 3'600'000;
    return parse_instant(to_string(day)).value_or(Instant{}).plus_ms(hour * kMsPerHour);
}

/// Settles the stays of data/demo/stays.csv that ended before today, each on its last day.
/// Errors    those of the file and of settling.
[[nodiscard]] Result<DemoStays> add_demo_stays(Context& context, Payer& payer);

}  // namespace yidi::cli
