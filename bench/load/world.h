#pragma once

#include <cstdint>
#include <string>

namespace yidi::load {

/// Where everybody is insured: employees posted to where the hospitals are, filed for both places.
inline constexpr const char* kHome = "440300";

/// The number of the person `index`, from 0.
[[nodiscard]] std::string psn_no_of(std::int64_t index);

/// Writes the tables of so many persons into a folder: persons.csv, insurances.csv, filings.csv.
/// Nobody of them can be real.
void write_persons(const std::string& folder, std::int64_t count);

}  // namespace yidi::load
