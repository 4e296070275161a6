#include "cli/places.h"

#include <string>

#include "domain/registry/searched_name.h"

namespace yidi::cli {

std::vector<rest::Place> places(const policy::Book& book, ports::Readings& readings) {
    constexpr std::uint32_t kProvince = 10'000;
    std::vector<rest::Place> all;
    for (const policy::Region& region : book.regions().all()) {
        const bool is_area = region.code == region.pooling_area;
        if (!is_area || region.code == policy::kNationalFrame) continue;
        rest::Place place{
            .code = region.code,
            .name = region.name,
            .province = std::string{book.regions().name(policy::province(region.code) * kProvince)},
            .has_pack = book.find(region.code) != nullptr};
        for (const std::string& syllable : readings.of(registry::characters_of(region.name))) {
            if (syllable.empty()) continue;
            if (!place.reading.empty()) place.reading += ' ';
            place.reading += syllable;
            place.initials += syllable.front();
        }
        all.push_back(std::move(place));
    }
    return all;
}

}  // namespace yidi::cli
