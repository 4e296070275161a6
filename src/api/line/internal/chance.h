#pragma once

#include <cstdint>

namespace yidi::line::internal {

/// Random numbers that are the same on every machine (SplitMix64): a seed replays the same faults.
class Chance {
public:
    explicit Chance(std::uint64_t seed) : state_{seed * kStep} {}

    /// 0 to 99.
    int percent() {
        constexpr std::uint64_t kHundred = 100;
        state_ += kStep;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
        return static_cast<int>((mixed ^ (mixed >> 31U)) % kHundred);
    }

private:
    static constexpr std::uint64_t kStep = 0x9E3779B97F4A7C15U;
    std::uint64_t state_;
};

}  // namespace yidi::line::internal
