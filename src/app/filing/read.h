#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/filing/details.h"
#include "app/payer/context.h"
#include "domain/filing/lifecycle.h"
#include "domain/registry/records.h"

/// Filings as people see them: state, dates, history, what can be done.
namespace yidi::app {

struct FilingView {
    std::string psn_no;
    std::string psn_name;
    filing::Filing now;
    filing::State state = filing::State::draft;
    FilingDetails details;                 ///< as last stated
    std::vector<filing::Event> history;    ///< without their details
    std::optional<Date> locked_until;      ///< the day from which it may be changed or cancelled
    std::optional<Instant> waiting_since;  ///< in the state that it is in
};
/// All of a person, the latest first.
/// Errors    bad_value: nobody's number.
[[nodiscard]] Result<std::vector<FilingView>> filings_of(ports::Session& session,
                                                         const payer::Context& context,
                                                         registry::Pid pid);
/// Errors    bad_value: the person has no such filing.
[[nodiscard]] Result<FilingView> filing_of(ports::Session& session, const payer::Context& context,
                                           registry::Pid pid, std::int64_t filing);

}  // namespace yidi::app
