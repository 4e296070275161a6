#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <string>
#include <vector>

/// Random numbers that are the same on every machine: a seed replays a whole run.
namespace yidi::property {

/// SplitMix64.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_{seed} {}
    /// A stream of its own for each pair.
    Random(std::uint64_t seed, std::uint64_t index) : state_{seed * 0x9E3779B97F4A7C15U ^ index} {
        (void)next();
        (void)next();
    }

    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15U;
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

    template <class T>
    const T& pick(const std::vector<T>& from) {
        return from[below(from.size())];
    }
    std::string pick(std::initializer_list<const char*> from) {
        return from.begin()[below(from.size())];
    }
    template <class T>
    void shuffle(std::vector<T>& list) {
        for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[below(i)]);
    }

private:
    std::uint64_t state_;
};

/// By how much more a property test draws than it usually does: the whole number in
/// YIDI_PROPERTY_FACTOR, else 1. `scripts/test --full` sets it.
[[nodiscard]] inline std::uint64_t property_factor() {
    const char* text = std::getenv("YIDI_PROPERTY_FACTOR");
    const std::uint64_t factor = text == nullptr ? 1 : std::strtoull(text, nullptr, 10);
    return factor == 0 ? 1 : factor;
}

}  // namespace yidi::property
