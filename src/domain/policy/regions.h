#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

/// The region list: which codes exist and which pooling area (统筹区) each belongs to.
namespace yidi::policy {

struct Region {
    std::uint32_t code = 0;          ///< six digits, GB/T 2260 or an insurance-only code
    std::uint32_t pooling_area = 0;  ///< code of the area that owns the fund
    std::string name;
};

/// A sorted table of any size. Threads: immutable after construction.
class Regions {
public:
    Regions() = default;
    /// Errors: bad_region (a code twice, not six digits, or a pooling area that is not in the
    /// list).
    [[nodiscard]] static Result<Regions> from(std::vector<Region> regions);

    [[nodiscard]] const Region* find(std::uint32_t code) const;
    [[nodiscard]] bool contains(std::uint32_t code) const { return find(code) != nullptr; }
    /// The pooling area of a code; a code not in the list is its own.
    [[nodiscard]] std::uint32_t pooling_area(std::uint32_t code) const;
    [[nodiscard]] std::string_view name(std::uint32_t code) const;
    [[nodiscard]] const std::vector<Region>& all() const { return regions_; }

private:
    static constexpr std::uint32_t kCodeMin = 100'000;
    static constexpr std::size_t kCodes = 900'000;
    void index_codes();

    std::vector<Region> regions_;  ///< by code
    /// For each six-digit code from 100000 on its position in `regions_` plus 1; 0: not in the
    /// list.
    std::vector<std::uint32_t> place_;
};

/// First two digits.
[[nodiscard]] constexpr std::uint32_t province(std::uint32_t code) {
    return code / 10000;
}
/// Whether `place` covers the pooling area `area`: the same area, or a code PP0000 that holds it.
[[nodiscard]] constexpr bool covers(std::uint32_t place, std::uint32_t area) {
    return place == area || (place % 10000 == 0 && province(place) == province(area));
}

}  // namespace yidi::policy
