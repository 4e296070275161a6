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
    result.index_provinces();
    const Region* before = nullptr;
    for (const Region& region : result.regions_) {
        if (region.code < 100000 || region.code > 999999) {
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

void Regions::index_provinces() {
    std::size_t next = 0;
    for (std::size_t province = 0; province < first_.size(); ++province) {
        while (next < regions_.size() && regions_[next].code / kProvince < province) {
            ++next;
        }
        first_[province] = static_cast<std::uint32_t>(next);
    }
}

// Every case looks up its two regions: within a province the search is half as long.
const Region* Regions::find(std::uint32_t code) const {
    const std::size_t province = code / kProvince;
    if (regions_.empty() || province + 1 >= first_.size()) {
        return nullptr;
    }
    const auto begin = regions_.begin() + first_[province];
    const auto end = regions_.begin() + first_[province + 1];
    const auto found = std::ranges::lower_bound(begin, end, code, {}, &Region::code);
    return found != end && found->code == code ? &*found : nullptr;
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
