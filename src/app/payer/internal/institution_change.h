#pragma once

#include <optional>
#include <string>

#include "domain/registry/records.h"

namespace yidi::payer::internal {

/// What the audit says of a change to an institution: "institution H13010200001: added", or the
/// fields that differ, "institution H13010200001: remote_open=inpatient>inpatient;outpatient keys".
/// Names and keys are only named.
[[nodiscard]] std::string change_note(const std::optional<registry::Institution>& before,
                                      const registry::Institution& after);

}  // namespace yidi::payer::internal
