#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "domain/policy/regions.h"
#include "domain/registry/records.h"

/// Institutions as a country has them, made up: as many in each county, four in ten pharmacies and
/// three in ten village clinics, their names from the region's and from words that such names have.
namespace yidi::lookup_bench {

class Names {
public:
    explicit Names(const policy::Regions& regions);

    /// How many counties there are; neighbouring numbers stand in neighbouring ones.
    [[nodiscard]] std::int64_t counties() const {
        return static_cast<std::int64_t>(counties_.size());
    }
    /// The same for the same number.
    [[nodiscard]] registry::Institution institution(std::int64_t number);

private:
    const std::string& one_of(const std::vector<std::string>& words);

    struct County {
        std::uint32_t code = 0;
        std::string short_name;
        std::string city;
    };
    std::vector<County> counties_;
    std::mt19937_64 random_;
};

}  // namespace yidi::lookup_bench
