#pragma once

#include <cstddef>
#include <cstdint>

namespace yidi::sim {

/// Random numbers that are the same on every machine (SplitMix64): a seed replays a whole history.
class Chance {
public:
    explicit Chance(std::uint64_t seed) : state_{seed * kStep} {}

    std::uint64_t next() {
        state_ += kStep;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
        return mixed ^ (mixed >> 31U);
    }
    /// Both ends included.
    std::int64_t between(std::int64_t low, std::int64_t high) {
        const auto width = static_cast<std::uint64_t>(high - low) + 1;
        return low + static_cast<std::int64_t>(next() % width);
    }
    std::size_t below(std::size_t end) { return static_cast<std::size_t>(next() % end); }
    bool percent(int chance) { return between(1, 100) <= chance; }

private:
    static constexpr std::uint64_t kStep = 0x9E3779B97F4A7C15U;
    std::uint64_t state_;
};

}  // namespace yidi::sim
