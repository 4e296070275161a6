#pragma once

#include <string>

namespace yidi::rest {

/// What /openapi.json answers: OpenAPI 3.1 of everything below /api/v1. `case_schema` is the schema
/// of a case (RouterOptions).
[[nodiscard]] std::string description(const std::string& case_schema);

}  // namespace yidi::rest
