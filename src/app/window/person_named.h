#pragma once

#include <cstdint>
#include <string>

#include "app/payer/context.h"
#include "domain/registry/records.h"

namespace yidi::app {

/// Who it is, for a row of a list.
struct PersonNamed {
    std::string psn_no;
    std::string psn_name;
    std::uint32_t insuplc_admdvs = 0;
};
/// Errors    bad_value: nobody has this pid.
[[nodiscard]] Result<PersonNamed> person_named(ports::Session& session,
                                               const payer::Context& context, registry::Pid pid);

}  // namespace yidi::app
