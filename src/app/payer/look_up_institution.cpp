#include "app/payer/look_up_institution.h"

#include <algorithm>

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_person.h"

namespace yidi::payer {
namespace {

using registry::Institution;

bool fits(const InstitutionRequest& request, const Institution& one) {
    return (request.fixmedins_code.empty() || request.fixmedins_code == one.fixmedins_code) &&
           (request.fixmedins_type.empty() || request.fixmedins_type == one.fixmedins_type) &&
           one.fixmedins_name.find(request.fixmedins_name) != std::string::npos;
}

}  // namespace

Result<std::vector<Institution>> look_up_institution(ports::Session& session,
                                                     const Context& /*context*/,
                                                     const InstitutionRequest& request) {
    if (request.fixmedins_code.empty() && request.fixmedins_name.empty()) {
        return internal::refuse(ErrorCode::missing_key, "fixmedins_code",
                                "the code of an institution, or its name or a part of it",
                                "send fixmedins_code or fixmedins_name",
                                "neither a code nor a name is asked for");
    }
    std::vector<Institution> found;
    if (request.fixmedins_name.empty()) {
        YIDI_TRY(const auto one, internal::find_institution(session, request.fixmedins_code));
        if (one) {
            found.push_back(*one);
        }
    } else {
        YIDI_TRY(found, internal::all_institutions(session));
    }
    std::erase_if(found, [&](const Institution& one) { return !fits(request, one); });
    found.resize(std::min(found.size(), kInstitutionsShown));
    return found;
}

}  // namespace yidi::payer
