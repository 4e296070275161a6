#include "domain/policy/table.h"

#include <algorithm>

namespace yidi::policy {

namespace {

std::uint32_t position(std::span<const std::int64_t> cuts, std::int64_t value) {
    std::uint32_t atom = 0;
    while (atom < cuts.size() && value >= cuts[atom]) {
        ++atom;
    }
    return atom;
}

std::uint32_t position(std::span<const std::string> names, std::string_view value) {
    std::uint32_t atom = 0;
    while (atom < names.size() && names[atom] != value) {
        ++atom;
    }
    return atom;
}

std::uint32_t flag(std::uint32_t mask, std::uint8_t index) {
    return (mask >> index) & 1U;
}

}  // namespace

std::uint32_t Axis::atom(const Coordinates& at) const {
    switch (dimension) {
        case Dimension::person: return at.person;
        case Dimension::level: return at.level;
        case Dimension::filing: return at.filing;
        case Dimension::distance: return at.distance;
        case Dimension::nth: return position(cuts, at.nth);
        case Dimension::age: return position(cuts, at.age);
        case Dimension::months: return position(cuts, at.months);
        case Dimension::retire_date: return position(cuts, at.retire_date);
        case Dimension::identity: return flag(at.identities, index);
        case Dimension::attr: return flag(at.attributes, index);
        case Dimension::tier: return position(names, at.tier);
        case Dimension::disease: {
            const std::uint32_t exact = position(names, at.disease);
            return exact < names.size() ? exact : position(names, at.disease_group);
        }
        case Dimension::rank: return position(names, at.rank);
        case Dimension::hospital: return position(names, at.hospital);
        case Dimension::med_type: return position(names, at.med_type);
        case Dimension::recognised: return at.recognised ? 1U : 0U;
    }
    return 0;
}

}  // namespace yidi::policy
