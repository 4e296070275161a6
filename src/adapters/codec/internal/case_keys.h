#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace yidi::codec::internal {

/// A fixed set of keys: finds a name's position in a few steps. At most 64 names, none empty.
template <std::size_t N>
class KeyTable {
public:
    static_assert(N <= 64, "a set of seen keys is one 64-bit mask");

    consteval explicit KeyTable(const std::array<std::string_view, N>& names) : names_{names} {
        for (std::size_t i = 0; i < N; ++i) {
            std::size_t slot = hash(names_[i]);
            while (slots_[slot] != 0) slot = (slot + 1) % kSlots;
            slots_[slot] = static_cast<std::uint8_t>(i + 1);
        }
    }

    /// Position of the name, or N.
    [[nodiscard]] std::size_t find(std::string_view name) const {
        if (name.empty()) return N;
        for (std::size_t slot = hash(name); slots_[slot] != 0; slot = (slot + 1) % kSlots) {
            const std::size_t index = slots_[slot] - std::size_t{1};
            if (names_[index] == name) return index;
        }
        return N;
    }
    [[nodiscard]] std::span<const std::string_view> names() const { return names_; }

private:
    static constexpr std::size_t kSlots = 256;  // At most a quarter full.

    static constexpr std::size_t hash(std::string_view name) {
        const auto at = [name](std::size_t i) {
            return static_cast<std::size_t>(static_cast<unsigned char>(name[i]));
        };
        return (name.size() * 37 + at(0) * 3 + at(name.size() / 2) * 11 +
                at(name.size() - 1) * 29) %
               kSlots;
    }

    std::array<std::string_view, N> names_;
    std::array<std::uint8_t, kSlots> slots_{};
};

/// `did you mean "age"?` for the name that is fewest typing slips away, or what else can be done.
[[nodiscard]] std::string suggestion(std::string_view given,
                                     std::span<const std::string_view> names);

}  // namespace yidi::codec::internal
