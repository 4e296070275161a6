#pragma once

#include <span>
#include <string>

#include "domain/explain/language.h"
#include "domain/policy/pack.h"
#include "domain/policy/policy.h"

/// Rows of packs and what is wrong with them, in the words of those who keep packs.
namespace yidi::explain {

/// "三级医院、退休人员", "tertiary hospital, retired"; empty for a row without conditions.
[[nodiscard]] std::string conditions_in(Language language, const policy::Row& row);

/// What the row says, every reading of it: "85%", "400,000.00 元 至 500,000.00 元". Empty for a
/// declared unknown.
[[nodiscard]] std::string value_in(Language language, const policy::Row& row);

/// "支付比例", below a layer "大额医疗费用补助：支付比例".
[[nodiscard]] std::string parameter_in(Language language, const policy::Row& row,
                                       std::span<const policy::Layer> layers);

/// What a finding is about.
enum class FindingKind : std::uint8_t {
    gap,      ///< a combination for which no row applies
    overlap,  ///< one for which two do
    other,
};
[[nodiscard]] std::string_view name(FindingKind kind);
[[nodiscard]] FindingKind kind_of(const policy::Finding& finding);

/// The finding as a sentence for people. In English as it is.
[[nodiscard]] policy::Finding finding_in(Language language, policy::Finding finding);

}  // namespace yidi::explain
