#pragma once

#include <string>
#include <vector>

#include "api/rest/endpoint.h"
#include "api/rest/router.h"

namespace yidi::rest::internal {

/// The description as OpenAPI 3.1, for programs.
[[nodiscard]] std::string openapi(const RouterOptions& options);

/// Statuses of failures that an operation may answer, ascending, as they follow from its
/// description.
[[nodiscard]] std::vector<int> failures_of(const Endpoint& endpoint);

/// What those who ask have to show, in words.
[[nodiscard]] std::string rule_in_words(const access::Rule& rule);

}  // namespace yidi::rest::internal
