#pragma once

#include <optional>
#include <string>

#include "app/payer/context.h"
#include "domain/registry/records.h"

namespace yidi::payer::internal {

/// Who changed or looked at what, outside the national interface. No personal data.
struct AuditNote {
    std::string by;
    std::optional<registry::Pid> pid;  ///< whose data it is
    std::string what;
};
/// Appends a row to `audit`.
[[nodiscard]] Result<void> audit(ports::Session& session, const Context& context,
                                 const AuditNote& note);

}  // namespace yidi::payer::internal
