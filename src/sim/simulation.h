#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "sim/faults.h"
#include "sim/situations.h"

/// The deterministic simulation: hospitals, a network and a payer's machine with faults, on one
/// thread and in virtual time. A seed replays one history. docs/design/simulation.md.
namespace yidi::sim {

struct Options {
    std::uint64_t first_seed = 1;
    std::int64_t seeds = 1;  ///< histories, of the seeds first_seed, first_seed + 1 …
    std::int64_t days = 1;
    FaultSet faults = FaultSet::all();
    /// Told each event of each history; empty: nobody reads along.
    std::function<void(std::string_view line)> events = {};
    /// Told after each history how many are done.
    std::function<void(std::int64_t done)> progress = {};
};

/// A history in which an invariant was broken.
struct Failure {
    std::uint64_t seed = 0;
    std::int64_t step = 0;  ///< event of the history
    std::string invariant;
};
struct Report {
    std::int64_t seeds = 0;
    std::vector<Failure> failed;
    FaultCounts faults_fired{};
    SituationCounts situations{};
    std::int64_t settlements = 0;  ///< committed, those that were undone later too
    std::int64_t steps = 0;
};

/// The same options give the same report. A history ends with its first broken invariant.
/// Errors    those of reading the simulated country's packs (our bug).
[[nodiscard]] Result<Report> run(const Options& options);

}  // namespace yidi::sim
