#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/explain/language.h"
#include "domain/policy/filing_rules.h"

/// Filing rules in words: what `yidi policy show` prints and answers quote.
namespace yidi::explain {

/// A rule by its name in the file ("promise_days"); the name itself if no rule has it.
[[nodiscard]] Words label_of_filing_rule(std::string_view rule);
/// A paper by its name in the file ("residence_permit"); the name itself if it has no label.
[[nodiscard]] Words label_of_paper(std::string_view paper);

/// A value of the rule of that name: "3 months", "residence permit or residence proof".
[[nodiscard]] std::string filing_value(std::string_view rule, bool value, Language language);
[[nodiscard]] std::string filing_value(std::string_view rule, const std::string& value,
                                       Language language);
[[nodiscard]] std::string filing_value(std::string_view rule,
                                       const std::vector<policy::AnyOf>& value, Language language);
/// Names of shared data, as words where they have some.
[[nodiscard]] std::string filing_value(std::string_view rule, const std::vector<std::string>& value,
                                       Language language);
[[nodiscard]] std::string filing_value(std::string_view rule, std::int32_t value,
                                       Language language);
[[nodiscard]] std::string filing_value(std::string_view rule, policy::AfterLapse value,
                                       Language language);
[[nodiscard]] std::string filing_value(std::string_view rule, policy::Span value,
                                       Language language);
/// A mask: of Business for `businesses`, else of LockException.
[[nodiscard]] std::string filing_value(std::string_view rule, std::uint8_t value,
                                       Language language);
[[nodiscard]] std::string filing_value(std::string_view rule, policy::PlaceLevel value,
                                       Language language);
[[nodiscard]] std::string filing_value(std::string_view rule, policy::Decision value,
                                       Language language);
/// Region codes, as they are.
[[nodiscard]] std::string filing_value(std::string_view rule,
                                       const std::vector<std::uint32_t>& value, Language language);

}  // namespace yidi::explain
