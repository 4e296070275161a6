#include "api/rest/description.h"

#include "api/rest/internal/openapi.h"

namespace yidi::rest {

std::string description(const std::string& case_schema) {
    RouterOptions options;
    options.case_schema = case_schema;
    return internal::openapi(options);
}

}  // namespace yidi::rest
