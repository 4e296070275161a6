#pragma once

#include <optional>
#include <string>

#include "app/payer/context.h"
#include "domain/guidance/why.h"
#include "domain/registry/records.h"

/// The chain of a person, from what the store holds.
namespace yidi::app {

struct ChainQuery {
    registry::Pid pid = 0;
    /// Empty: the insurance that pays on the day, or else the first that is known.
    std::optional<policy::Insutype> insutype;
    std::uint32_t place = 0;     ///< of the care; with an institution its own
    std::string fixmedins_code;  ///< empty: none was named
    policy::Business business = policy::Business::inpatient;
    std::string disease;  ///< of chronic care
    Date day;             ///< of the admission or the visit
    std::optional<Date> discharge;
    bool emergency_flag = false;
    // What the store cannot know, as the person answers it.
    bool emergency_said = false;
    guidance::Injury injury = guidance::Injury::none;
    guidance::Credential credential = guidance::Credential::not_known;
    guidance::Registered registered = guidance::Registered::not_yet;
    guidance::Down down = guidance::Down::nothing;
};

/// Facts of the store for the chain. A person who is not known is a red link, no error.
/// Errors    bad_region: the place is not in the list.
[[nodiscard]] Result<guidance::ChainFacts> chain_facts(ports::Session& session,
                                                       const payer::Context& context,
                                                       const ChainQuery& query);
[[nodiscard]] Result<guidance::Chain> why_for(ports::Session& session,
                                              const payer::Context& context,
                                              const ChainQuery& query);

}  // namespace yidi::app
