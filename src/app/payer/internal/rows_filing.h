#pragma once

#include <vector>

#include "app/payer/context.h"
#include "domain/filing/filing.h"
#include "domain/registry/records.h"

/// Rows of filings: every event of each, never changed.
namespace yidi::payer::internal {

using ports::Session;
using registry::Pid;

/// `event.details` is sealed already.
[[nodiscard]] Result<void> insert(Session& session, Pid pid, const filing::Event& event);
/// Every event of a person's filings, by filing and then in order, with sealed details.
[[nodiscard]] Result<std::vector<filing::Event>> filing_events_of(Session& session, Pid pid);

}  // namespace yidi::payer::internal
