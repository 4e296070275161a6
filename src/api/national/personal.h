#pragma once

#include <string_view>

namespace yidi::national {

/// Whether a field of the national interface tells who somebody is: the insured, their relatives
/// and those who treat them. The one list of them.
[[nodiscard]] bool is_personal(std::string_view field);
/// Whether it is one by which the payer finds or checks a person, so that only its real value can
/// be sent.
[[nodiscard]] bool is_identity(std::string_view field);

}  // namespace yidi::national
