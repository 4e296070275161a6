#include "api/rest/endpoint.h"

#include <array>
#include <string>

#include "api/rest/internal/subjects.h"

namespace yidi::rest {

bool Endpoint::is_in_path(const Field& parameter) const {
    return path.find("{" + std::string{parameter.name} + "}") != std::string_view::npos;
}

// A subject is a file in endpoints/, a line here, and one in internal/subjects.h.
std::span<const Subject> subjects() {
    static const std::array kAll{
        internal::session_subject(),      internal::account_subject(),
        internal::key_subject(),          internal::estimate_subject(),
        internal::policy_subject(),       internal::policy_change_subject(),
        internal::publishing_subject(),   internal::settlement_subject(),
        internal::filing_subject(),       internal::filing_desk_subject(),
        internal::filing_paper_subject(), internal::message_subject(),
        internal::guidance_subject(),     internal::lookup_subject(),
        internal::entitlement_subject(),  internal::aid_subject(),
    };
    return kAll;
}

}  // namespace yidi::rest
