#pragma once

#include <cstddef>
#include <vector>

#include "app/filing/file.h"

/// What time does to filings: activation, notices, reports upward, lapses, extension. The time is
/// the context's, so that a simulation and a test run it as they like. A job that is stopped, or
/// run twice, does nothing twice.
namespace yidi::app {

struct JobCounts {
    std::size_t filings = 0;  ///< looked at, without those that still wait to be sent upward
    std::size_t notices = 0;
    std::size_t reported = 0;
    std::size_t extended = 0;
    std::size_t lapsed = 0;
};

/// Does all that is due by now for at most `limit` filings. Call again while `filings` is `limit`.
/// Reports to a network above are left out: they are sent by `reports_due` and `take_report`.
[[nodiscard]] Result<JobCounts> do_due(ports::Session& session, const FilingContext& context,
                                       std::size_t limit);

/// A filing that has to be reported, and what is to be sent.
struct DueReport {
    registry::Pid pid = 0;
    std::int64_t filing = 0;
    ports::FilingReport report;
};
/// Reads; to be sent outside the store's writer.
[[nodiscard]] Result<std::vector<DueReport>> reports_due(ports::Session& session,
                                                         const FilingContext& context,
                                                         std::size_t limit);
/// Writes what became of one. A filing that is not waiting any more is left as it is.
[[nodiscard]] Result<void> take_report(ports::Session& session, const FilingContext& context,
                                       const DueReport& due, const Result<void>& outcome);

}  // namespace yidi::app
