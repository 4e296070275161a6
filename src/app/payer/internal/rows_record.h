#pragma once

#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/registry/care_record.h"

/// Rows of referrals, recognised diseases and chosen institutions.
namespace yidi::payer::internal {

/// What an event leaves behind beside the record itself.
struct RecordEvent {
    Instant at;
    std::string by;       ///< operator
    std::string details;  ///< the message's own texts, sealed
};

/// Appends the event after which the record is so.
[[nodiscard]] Result<void> insert(ports::Session& session, ports::Vault& vault,
                                  const registry::CareRecord& record, const RecordEvent& event);
/// A person's records as their last events leave them, by number: cancelled ones too.
[[nodiscard]] Result<std::vector<registry::CareRecord>> records_of(ports::Session& session,
                                                                   registry::Pid pid);
/// The texts of the message that made the record, opened.
[[nodiscard]] Result<std::string> details_of(ports::Session& session, const ports::Vault& vault,
                                             const registry::CareRecord& record);

/// The register's identities, and with them the diseases that records recognise for an insurance.
[[nodiscard]] Result<std::vector<registry::Identity>> identities_for(ports::Session& session,
                                                                     registry::Pid pid,
                                                                     policy::Insutype insutype);

}  // namespace yidi::payer::internal
