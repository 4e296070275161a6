#include "main/filing_jobs.h"

#include <chrono>

#include "app/aid/aid.h"
#include "app/filing/jobs.h"

namespace yidi::main {
namespace {

constexpr std::chrono::seconds kPause{5};
constexpr std::size_t kBatch = 100;

}  // namespace

FilingJobs::FilingJobs(const Ports& ports)
    : ports_{ports}, thread_{[this](const std::stop_token& stopped) { run(stopped); }} {}

void FilingJobs::stop() {
    thread_.request_stop();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void FilingJobs::run(const std::stop_token& stopped) {
    while (!stopped.stop_requested()) {
        do_all(stopped);
        send_back(stopped);
        std::unique_lock lock{mutex_};
        wakes_.wait_for(lock, stopped, kPause, [] { return false; });
    }
}

publishing::Snapshot FilingJobs::today() const {
    return ports_.service.shelf.on(ports_.open.clock.now().date());
}

payer::Context FilingJobs::now_context(const policy::Book& book) {
    return {.book = book,
            .vault = ports_.open.vault,
            .ids = ports_.open.ids,
            .texts = ports_.service.texts,
            .now = ports_.open.clock.now()};
}

void FilingJobs::send_back(const std::stop_token& stopped) {
    std::size_t returned = kBatch;
    while (returned == kBatch && !stopped.stop_requested()) {
        const publishing::Snapshot book = today();
        const payer::Context context = now_context(*book);
        const Result<void> done =
            ports::write(ports_.open.store, [&](ports::Session& session) -> Result<void> {
                YIDI_TRY(const auto back, aid::return_due(session, context, kBatch));
                returned = back.size();
                return {};
            });
        if (done) continue;
        ports_.log.write(telemetry::Level::warning, "transfers were not sent back",
                         {{"why", telemetry::Prose{to_string(done.error())}}});
        return;
    }
}

void FilingJobs::do_all(const std::stop_token& stopped) {
    std::size_t looked_at = kBatch;
    while (looked_at == kBatch && !stopped.stop_requested()) {
        const publishing::Snapshot book = today();
        const payer::Context context = now_context(*book);
        app::JobCounts counts;
        const Result<void> done =
            ports::write(ports_.open.store, [&](ports::Session& session) -> Result<void> {
                YIDI_TRY(counts, app::do_due(session, {.payer = context}, kBatch));
                return {};
            });
        if (!done) {
            // Nothing was written; the next round tries again.
            ports_.log.write(telemetry::Level::warning, "filing job failed",
                             {{"why", telemetry::Prose{to_string(done.error())}}});
            return;
        }
        looked_at = counts.filings;
    }
}

}  // namespace yidi::main
