#include "domain/claim/same_care.h"

#include <algorithm>

namespace yidi::claim {
namespace {

enum class Place : std::uint8_t { other, maybe, same };

std::string without_blanks(std::string name) {
    std::erase(name, ' ');
    return name;
}

/// The prefecture-level area of a place.
std::uint32_t area_of(std::uint32_t admdvs) {
    constexpr std::uint32_t kCounties = 100;
    return admdvs / kCounties;
}

Place place_of(const Care& a, const Care& b) {
    if (!a.fixmedins_code.empty() && !b.fixmedins_code.empty()) {
        return a.fixmedins_code == b.fixmedins_code ? Place::same : Place::other;
    }
    const std::string name = without_blanks(a.fixmedins_name);
    if (!name.empty() && name == without_blanks(b.fixmedins_name)) {
        return Place::same;
    }
    const bool may_be = a.admdvs == 0 || b.admdvs == 0 || area_of(a.admdvs) == area_of(b.admdvs);
    return may_be ? Place::maybe : Place::other;
}

Likeness of_stays(const Care& a, const Care& b, Place place) {
    const bool touch = a.enddate == b.begndate || b.enddate == a.begndate;
    const bool one_day = a.begndate == a.enddate || b.begndate == b.enddate;
    const bool one_total = a.total == b.total;
    if (place == Place::same) {
        return !touch || one_day || one_total ? Likeness::same : Likeness::near;
    }
    if (touch) {
        return Likeness::none;
    }
    return place == Place::maybe && one_total ? Likeness::same : Likeness::near;
}

}  // namespace

Likeness likeness(const Care& a, const Care& b) {
    const bool shares_days = a.begndate <= b.enddate && b.begndate <= a.enddate;
    if (!shares_days) {
        return Likeness::none;
    }
    const Place place = place_of(a, b);
    if (a.is_stay && b.is_stay) {
        return of_stays(a, b, place);
    }
    const bool alike = a.is_stay == b.is_stay && a.total == b.total;
    if (place == Place::same) {
        return alike ? Likeness::same : Likeness::near;
    }
    return place == Place::maybe && alike ? Likeness::near : Likeness::none;
}

}  // namespace yidi::claim
