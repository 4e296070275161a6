#pragma once

#include <compare>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>

#include "base/assert.h"
#include "base/error.h"

namespace yidi {

/// A six-digit administrative division code. Only its form is checked here; which codes exist, and
/// which region pools funds with which, is data.
class RegionCode {
public:
    /// Requires  100000 <= code <= 999999 (asserted).
    [[nodiscard]] static constexpr RegionCode from_number(std::uint32_t code) {
        return RegionCode{code};
    }
    [[nodiscard]] constexpr std::uint32_t number() const { return number_; }

    /// The code of the province: 130102 -> 130000.
    [[nodiscard]] constexpr RegionCode province() const {
        return RegionCode{number_ / 10'000 * 10'000};
    }

    friend constexpr auto operator<=>(RegionCode, RegionCode) = default;

private:
    explicit constexpr RegionCode(std::uint32_t number) : number_{number} {
        YIDI_ASSERT(number >= 100'000);
        YIDI_ASSERT(number <= 999'999);
    }
    std::uint32_t number_;
};

/// Reads exactly six digits, the first not 0.
/// Errors    bad_region.
[[nodiscard]] Result<RegionCode> parse_region_code(std::string_view text);

[[nodiscard]] std::string to_string(RegionCode code);
std::ostream& operator<<(std::ostream& out, RegionCode code);

}  // namespace yidi
