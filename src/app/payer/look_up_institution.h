#pragma once

#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/registry/records.h"

namespace yidi::payer {

/// By code, or by a part of the name; the type narrows either.
struct InstitutionRequest {
    std::string fixmedins_code;
    std::string fixmedins_name;
    std::string fixmedins_type;
};
inline constexpr std::size_t kInstitutionsShown = 100;
/// 1201. At most kInstitutionsShown, by place and code; none if none fits. Reads only.
/// Errors    missing_key: neither a code nor a name.
[[nodiscard]] Result<std::vector<registry::Institution>> look_up_institution(
    ports::Session& session, const Context& context, const InstitutionRequest& request);

}  // namespace yidi::payer
