#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace yidi::rest::internal {

using IsPersonal = bool (*)(std::string_view field);

/// A message as it may be shown to whoever looks after the line: what tells of a person is masked
/// as in logs, and so are numbers in any text that look like a person's. `is_personal` null: every
/// text and number is.
/// Returns   JSON; empty where the text is none, as one that was cut off.
[[nodiscard]] std::optional<std::string> masked_json(std::string_view text, IsPersonal is_personal);
/// The first `psn_no` that a message says anything in; empty where there is none, or no JSON.
[[nodiscard]] std::string person_in(std::string_view text);
/// The text as JSON of one value, without blanks; empty where it is none.
[[nodiscard]] std::optional<std::string> plain_json(std::string_view text);

}  // namespace yidi::rest::internal
