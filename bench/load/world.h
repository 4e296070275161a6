#pragma once

#include <cstdint>
#include <string>

namespace yidi::load {

/// The hospital that all clients are windows of: the demonstration's, with gateway signature A.
inline constexpr const char* kHospital = "H99420100014";
inline constexpr const char* kHospitalArea = "420106";
inline constexpr const char* kPaasId = "yidi_demo";
inline constexpr const char* kSecret = "yidi-demo-signature-a";
/// Where everybody is insured: employees posted to where the hospital is, filed for it.
inline constexpr const char* kHome = "440300";

/// The number of the person `index`, from 0.
[[nodiscard]] std::string psn_no_of(std::int64_t index);

/// Writes the tables of so many persons into a folder: persons.csv, insurances.csv, filings.csv.
/// Nobody of them can be real.
void write_persons(const std::string& folder, std::int64_t count);

}  // namespace yidi::load
