#pragma once

#include "api/rest/endpoint.h"

/// Each subject is described and handled in a file of its own in endpoints/.
namespace yidi::rest::internal {

[[nodiscard]] Subject session_subject();
[[nodiscard]] Subject account_subject();
[[nodiscard]] Subject key_subject();
[[nodiscard]] Subject estimate_subject();
[[nodiscard]] Subject policy_subject();
[[nodiscard]] Subject policy_change_subject();
[[nodiscard]] Subject publishing_subject();
[[nodiscard]] Subject settlement_subject();
[[nodiscard]] Subject filing_subject();
[[nodiscard]] Subject filing_desk_subject();
[[nodiscard]] Subject filing_paper_subject();
[[nodiscard]] Subject message_subject();
[[nodiscard]] Subject guidance_subject();
[[nodiscard]] Subject lookup_subject();
[[nodiscard]] Subject entitlement_subject();
[[nodiscard]] Subject aid_subject();

}  // namespace yidi::rest::internal
