#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "base/instant.h"
#include "sim/faults.h"
#include "sim/internal/chance.h"
#include "sim/internal/scheduler.h"

namespace yidi::sim {

/// What everything in one history shares: its time, its chance, its faults, and what was found.
class History {
public:
    using Sink = std::function<void(std::string_view line)>;

    History(std::uint64_t seed, FaultSet faults, Sink sink)
        : chance_{seed}, faults_{faults}, sink_{std::move(sink)} {}

    [[nodiscard]] Scheduler& time() { return time_; }
    [[nodiscard]] Chance& chance() { return chance_; }
    /// True time, as the hospitals' clocks show it.
    [[nodiscard]] Instant now() const { return kBegin.plus_ms(time_.now_ms()); }

    /// Whether a fault strikes here, with a chance of so many in 10,000. Counted when it does.
    bool strikes(Fault fault, std::int64_t of_ten_thousand) {
        if (!has_begun_ || !faults_.has(fault)) return false;
        if (chance_.between(1, 10'000) > of_ten_thousand) return false;
        fired_[static_cast<std::size_t>(fault)] += 1;
        if (is_told()) tell("fault", name(fault));
        return true;
    }
    /// Faults strike from here on, and until they end.
    void begin_faults() { has_begun_ = true; }
    void end_faults() { has_begun_ = false; }
    [[nodiscard]] const FaultCounts& fired() const { return fired_; }

    /// The first broken invariant is the one that is kept.
    void violated(std::string_view invariant) {
        if (!invariant_.empty()) return;
        invariant_ = invariant;
        failed_step_ = time_.steps();
        tell("BROKEN", invariant_);
    }
    [[nodiscard]] const std::string& invariant() const { return invariant_; }
    [[nodiscard]] std::int64_t failed_step() const { return failed_step_; }

    /// Whether somebody reads along: lines need not be made otherwise.
    [[nodiscard]] bool is_told() const { return static_cast<bool>(sink_); }
    void tell(std::string_view who, std::string_view what) {
        if (!sink_) return;
        std::string line = std::to_string(time_.steps()) + "  " + to_string(now()) + "  ";
        sink_(line.append(who).append("  ").append(what));
    }

private:
    // 2025-03-10 00:00:00 in China: a day early in a benefit year.
    static constexpr Instant kBegin = Instant::from_ms(1'741'536'000'000);

    Scheduler time_;
    Chance chance_;
    FaultSet faults_;
    Sink sink_;
    FaultCounts fired_{};
    bool has_begun_ = false;
    std::string invariant_;
    std::int64_t failed_step_ = 0;
};

}  // namespace yidi::sim
