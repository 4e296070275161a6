#include "domain/policy/regions.h"

#include <algorithm>

namespace yidi::policy {

namespace {

Error bad(std::uint32_t code, std::string_view rule, std::string remedy) {
    const std::string text = std::to_string(code);
    return Error{.code = ErrorCode::bad_region,
                 .where = text,
                 .rule = std::string{rule},
                 .remedy = std::move(remedy),
                 .detail = "region " + text + ": " + std::string{rule},
                 .source = {}};
}

}  // namespace

Result<Regions> Regions::from(std::vector<Region> regions) {
    std::ranges::sort(regions, {}, &Region::code);
    Regions result;
    result.regions_ = std::move(regions);
    result.index_codes();
    const Region* before = nullptr;
    for (const Region& region : result.regions_) {
        if (region.code < kCodeMin || region.code >= kCodeMin + kCodes) {
            return tl::unexpected(bad(region.code, "a region code has six digits", "mend the row"));
        }
        if (before != nullptr && before->code == region.code) {
            return tl::unexpected(bad(region.code, "stands twice in the list", "remove one row"));
        }
        if (!result.contains(region.pooling_area)) {
            return tl::unexpected(bad(region.code, "its pooling area is not in the list",
                                      "add the pooling area or mend the code"));
        }
        before = &region;
    }
    return result;
}

void Regions::index_codes() {
    for (std::size_t i = 0; i < regions_.size(); ++i) {
        const std::size_t place = regions_[i].code - kCodeMin;
        if (regions_[i].code < kCodeMin || place >= kCodes) {
            continue;  // Refused by from().
        }
        if (place_.empty()) {
            place_.resize(kCodes);
        }
        place_[place] = static_cast<std::uint32_t>(i) + 1;
    }
}

// Every case looks up two or three regions, so this is one read and no search.
const Region* Regions::find(std::uint32_t code) const {
    const std::size_t place = std::size_t{code} - kCodeMin;
    if (code < kCodeMin || place >= place_.size() || place_[place] == 0) {
        return nullptr;
    }
    return &regions_[place_[place] - 1];
}

std::uint32_t Regions::pooling_area(std::uint32_t code) const {
    const Region* region = find(code);
    return region == nullptr ? code : region->pooling_area;
}

std::string_view Regions::name(std::uint32_t code) const {
    const Region* region = find(code);
    return region == nullptr ? std::string_view{} : std::string_view{region->name};
}

}  // namespace yidi::policy
