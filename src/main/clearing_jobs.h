#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

#include "adapters/telemetry/log.h"
#include "adapters/telemetry/metrics.h"
#include "app/clearing/jobs.h"
#include "cli/machine.h"

namespace yidi::main {

/// Does every night what clearing needs (app/clearing/jobs.h) while the server runs, a short
/// transaction at a time. A night that passed while it was stopped is made up for at its start.
class ClearingJobs {
public:
    struct Ports {
        cli::OpenPorts open;
        const cli::Service& service;
        const app::ClearingRules& rules;
        telemetry::Metrics& metrics;
        telemetry::Log& log;
    };
    /// From which hour of the day on.
    ClearingJobs(const Ports& ports, const cli::NightOptions& options);
    ClearingJobs(const ClearingJobs&) = delete;
    ClearingJobs& operator=(const ClearingJobs&) = delete;
    ~ClearingJobs() { stop(); }

    /// Ends after the transaction that is being done. To be called before the store closes.
    void stop();

private:
    void run(const std::stop_token& stopped);
    /// Whether nothing is left for this night.
    bool do_night(const std::stop_token& stopped);
    bool take(const std::stop_token& stopped);
    bool hold(const std::stop_token& stopped);
    Result<void> transact(const app::NightWork& work);
    void note_left(const app::PartyDay& day, const Error& why);

    Ports ports_;
    int hour_;
    std::optional<Date> done_;  ///< the night that needs no more looking
    /// A night that could not be ended is tried again then: what fails at once would fill the log.
    std::chrono::steady_clock::time_point again_{};
    telemetry::Counter& taken_;
    telemetry::Counter& agreed_;
    telemetry::Counter& differing_;
    telemetry::Counter& left_;
    std::mutex mutex_;
    std::condition_variable_any wakes_;
    std::jthread thread_;
};

}  // namespace yidi::main
