#pragma once

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

#include "adapters/telemetry/log.h"
#include "app/payer/context.h"
#include "cli/machine.h"

namespace yidi::main {

/// Does what time brings to filings (app/filing/jobs.h) and to transfers that nobody has accepted
/// (app/aid/aid.h) while the server runs: every few seconds, in batches that let requests through.
/// What it has not done when the server stops is done after the next start.
class FilingJobs {
public:
    struct Ports {
        cli::OpenPorts open;
        const cli::Service& service;
        telemetry::Log& log;
    };
    explicit FilingJobs(const Ports& ports);
    FilingJobs(const FilingJobs&) = delete;
    FilingJobs& operator=(const FilingJobs&) = delete;
    ~FilingJobs() { stop(); }

    /// Ends after the batch that is being done. To be called before the store closes.
    void stop();

private:
    void run(const std::stop_token& stopped);
    void do_all(const std::stop_token& stopped);
    void send_back(const std::stop_token& stopped);
    /// The packs of today.
    [[nodiscard]] publishing::Snapshot today() const;
    [[nodiscard]] payer::Context now_context(const policy::Book& book);

    Ports ports_;
    std::mutex mutex_;
    std::condition_variable_any wakes_;
    std::jthread thread_;
};

}  // namespace yidi::main
