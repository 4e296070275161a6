#include "app/clearing/context.h"

namespace yidi::app {

std::vector<std::uint32_t> parties_in(const policy::Regions& regions) {
    constexpr std::uint32_t kFirst = 110'000;
    constexpr std::uint32_t kLast = 669'999;
    constexpr std::uint32_t kProvince = 10'000;
    std::vector<std::uint32_t> parties;
    for (const policy::Region& region : regions.all()) {
        const bool is_province = region.code % kProvince == 0;
        if (is_province && region.code >= kFirst && region.code <= kLast) {
            parties.push_back(region.code);
        }
    }
    return parties;
}

}  // namespace yidi::app
