#include "main/clearing_jobs.h"

#include <chrono>
#include <string>

#include "adapters/crypto/sha256.h"
#include "app/clearing/context.h"
#include "cli/clearing_common.h"

namespace yidi::main {
namespace {

using telemetry::Level;

constexpr std::chrono::seconds kPause{5};
constexpr std::chrono::minutes kAgain{10};
constexpr std::size_t kBatch = 100;
constexpr std::int64_t kHourMs = std::int64_t{60} * 60 * 1'000;

telemetry::Counter& days_counter(telemetry::Metrics& metrics, std::string_view result) {
    return metrics.counter(
        {"yidi_reconciled_days_total", "Days held by night against another book, by outcome."},
        {{"result", std::string{result}}});
}

bool is_past(Instant now, int hour) {
    const Instant midnight = *parse_instant(to_string(now.date()));
    return now >= midnight.plus_ms(hour * kHourMs);
}

}  // namespace

ClearingJobs::ClearingJobs(const Ports& ports, const cli::NightOptions& options)
    : ports_{ports},
      hour_{options.hour},
      taken_{ports.metrics.counter(
          {"yidi_bills_taken_total", "Bills of clearing made by night of what was settled."})},
      agreed_{days_counter(ports.metrics, "agreed")},
      differing_{days_counter(ports.metrics, "differs")},
      left_{days_counter(ports.metrics, "left")} {
    if (options.since && is_past(*options.since, hour_)) done_ = options.since->date();
    thread_ = std::jthread{[this](const std::stop_token& stopped) { run(stopped); }};
}

void ClearingJobs::stop() {
    thread_.request_stop();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void ClearingJobs::run(const std::stop_token& stopped) {
    while (!stopped.stop_requested()) {
        const Instant now = ports_.open.clock.now();
        const auto ticks = std::chrono::steady_clock::now();
        if (done_ != now.date() && is_past(now, hour_) && ticks >= again_) {
            if (do_night(stopped)) {
                done_ = now.date();
            } else {
                again_ = ticks + kAgain;
            }
        }
        std::unique_lock lock{mutex_};
        wakes_.wait_for(lock, stopped, kPause, [] { return false; });
    }
}

bool ClearingJobs::do_night(const std::stop_token& stopped) {
    // Books are held against each other whatever became of the taking.
    const bool has_taken = take(stopped);
    return hold(stopped) && has_taken;
}

bool ClearingJobs::take(const std::stop_token& stopped) {
    app::TakenDays now;
    now.is_all = false;
    while (!now.is_all && !stopped.stop_requested()) {
        const Result<void> done =
            transact([&now](ports::Session& session, const app::ClearingContext& context,
                            ports::Peers&) -> Result<void> {
                // The books of both parties lie in this store.
                YIDI_TRY(now, app::take_ended_days(session, context, nullptr));
                return {};
            });
        if (!done) {
            ports_.log.write(Level::warning, "bills were not taken",
                             {{"why", telemetry::Prose{to_string(done.error())}}});
            return false;
        }
        taken_.add(static_cast<std::uint64_t>(now.taken));
    }
    return now.is_all;
}

bool ClearingJobs::hold(const std::stop_token& stopped) {
    const reconciliation::HashFunction hash = crypto::sha256_bytes;
    const app::NightPorts night{
        .transact = [this](const app::NightWork& work) { return transact(work); },
        .hash = hash,
        .here = ports_.rules.parties,
        .on_left = [this](const app::PartyDay& day, const Error& why) { note_left(day, why); }};
    app::HeldDays now{.due = kBatch};
    while (now.due == kBatch && !stopped.stop_requested()) {
        const Result<app::HeldDays> done = app::hold_ended_days(night, kBatch);
        if (!done) {
            // The next round goes on where this one ends.
            ports_.log.write(Level::warning, "days were not held against other books",
                             {{"why", telemetry::Prose{to_string(done.error())}}});
            return false;
        }
        now = *done;
        agreed_.add(static_cast<std::uint64_t>(now.held - now.differing));
        differing_.add(static_cast<std::uint64_t>(now.differing));
        left_.add(static_cast<std::uint64_t>(now.left));
    }
    return now.due < kBatch;
}

Result<void> ClearingJobs::transact(const app::NightWork& work) {
    const publishing::Snapshot book = ports_.service.shelf.on(ports_.open.clock.now().date());
    const payer::Context payer{.book = *book,
                               .vault = ports_.open.vault,
                               .ids = ports_.open.ids,
                               .texts = ports_.service.texts,
                               .now = ports_.open.clock.now()};
    const app::ClearingContext context{.payer = payer,
                                       .rules = ports_.rules.rules,
                                       .days = ports_.rules.days,
                                       .parties = ports_.rules.parties};
    return ports::write(ports_.open.store, [&](ports::Session& session) {
        peers::MemoryPeers peers = cli::peers_here(session, context);
        return work(session, context, peers);
    });
}

void ClearingJobs::note_left(const app::PartyDay& day, const Error& why) {
    ports_.log.write(Level::warning, "a day was left for the next night",
                     {{"party", telemetry::Code{std::to_string(day.holder)}},
                      {"counterpart", telemetry::Code{std::to_string(day.counterpart)}},
                      {"day", telemetry::Code{to_string(day.day)}},
                      {"why", telemetry::Prose{to_string(why)}}});
}

}  // namespace yidi::main
