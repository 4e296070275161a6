#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// The differential proof: random packs and cases through the adjudicator and through
/// tests/reference.
namespace yidi::property {

struct DifferentialOptions {
    std::uint64_t seed = 1;
    std::uint64_t first = 0;  ///< first case
    std::uint64_t cases = 1000;
    unsigned threads = 1;
    std::size_t differences_max = 5;  ///< stop after so many
    bool shrink = true;
};

/// Bills per status (computed, range, unknown, rejected) under packs with a value of V1 to V17.
using Coverage = std::map<std::string, std::array<std::uint64_t, 4>>;

struct DifferentialReport {
    std::uint64_t cases = 0;
    std::uint64_t bills = 0;  ///< a case can be a sequence of bills
    std::uint64_t undone = 0;
    std::vector<std::string> differences;  ///< each with its seed and index, shrunk
    Coverage coverage;

    void add(const DifferentialReport& other);
};

[[nodiscard]] DifferentialReport run_differential(const DifferentialOptions& options);

/// "V-value × status → number of cases", one line each, with a mark where a number is below
/// `least`.
[[nodiscard]] std::string table_of(const Coverage& coverage, std::uint64_t least);
/// The values that have fewer than `least` cases in some status.
[[nodiscard]] std::vector<std::string> too_few(const Coverage& coverage, std::uint64_t least);

}  // namespace yidi::property
