#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/codec/internal/pack_reader.h"
#include "adapters/codec/internal/yaml.h"
#include "domain/policy/filing_rules.h"

/// The values of filing rules, each by the type of its rule. The decoder and the schema share what
/// stands here.
namespace yidi::codec::internal {

/// The longest spans and the greatest numbers that a file may write.
inline constexpr WholeLimits kFilingMonths{.low = 0, .high = 1200};
inline constexpr WholeLimits kFilingDays{.low = 0, .high = 3660};
inline constexpr WholeLimits kFilingCount{.low = 0, .high = 3660};

/// The word for a span of 0: `none` for no lock, `endless` where something may last for ever; empty
/// for an extension, which has to extend.
[[nodiscard]] std::string_view empty_span_word(std::string_view rule);

struct ValuePlace {
    const PackReader& reader;
    const Node& node;
    std::string_view rule;  ///< as the file spells it
};

/// One reader for each type that a rule has; `value` is set on success.
[[nodiscard]] Result<void> read_value(const ValuePlace& place, bool& value);
[[nodiscard]] Result<void> read_value(const ValuePlace& place, std::string& value);
[[nodiscard]] Result<void> read_value(const ValuePlace& place, std::vector<policy::AnyOf>& value);
/// Names: one, or a list.
[[nodiscard]] Result<void> read_value(const ValuePlace& place, std::vector<std::string>& value);
[[nodiscard]] Result<void> read_value(const ValuePlace& place, std::int32_t& value);
[[nodiscard]] Result<void> read_value(const ValuePlace& place, policy::Span& value);
[[nodiscard]] Result<void> read_value(const ValuePlace& place, policy::AfterLapse& value);
[[nodiscard]] Result<void> read_value(const ValuePlace& place, policy::PlaceLevel& value);
[[nodiscard]] Result<void> read_value(const ValuePlace& place, policy::Decision& value);
/// A mask: of Business for the rule `businesses`, of LockException for `lock_exceptions`.
[[nodiscard]] Result<void> read_value(const ValuePlace& place, std::uint8_t& value);
[[nodiscard]] Result<void> read_value(const ValuePlace& place, std::vector<std::uint32_t>& value);

}  // namespace yidi::codec::internal
