#include "domain/claim/limits.h"

#include <algorithm>
#include <array>

#include "domain/policy/regions.h"

namespace yidi::claim {
namespace {

constexpr std::array<std::string_view, kLimitCount> kNames{"deadline_months", "four_eyes_amount"};

/// How near a limit's region is to an area; 0: it says nothing there.
int nearness(std::uint32_t region, std::uint32_t area) {
    if (region == area) {
        return 3;
    }
    if (region == policy::kNationalFrame) {
        return 1;
    }
    return policy::covers(region, area) ? 2 : 0;
}

}  // namespace

std::string_view name(Limit limit) {
    return kNames[static_cast<std::size_t>(limit)];
}

std::optional<Limit> parse_limit(std::string_view text) {
    const auto* const found = std::ranges::find(kNames, text);
    if (found == kNames.end()) {
        return {};
    }
    return static_cast<Limit>(found - kNames.begin());
}

std::string clause_of(const StatedLimit& limit) {
    const std::string article = limit.article == "unknown" ? std::string{} : ' ' + limit.article;
    return limit.document + article + " (" + std::string{policy::name(limit.grade)} + ')';
}

const StatedLimit* Limits::find(Limit limit, std::uint32_t area, Date day) const {
    const StatedLimit* best = nullptr;
    int best_nearness = 0;
    for (const StatedLimit& one : limits_) {
        const int near = nearness(one.region, area);
        if (one.limit == limit && near > best_nearness && one.valid.contains(day)) {
            best = &one;
            best_nearness = near;
        }
    }
    return best;
}

}  // namespace yidi::claim
