#include "sim/internal/machine.h"

#include <string>
#include <utility>

#include "app/filing/jobs.h"
#include "app/payer/verify.h"
#include "base/assert.h"
#include "ports/tables.h"

namespace yidi::sim {
namespace {

constexpr std::int64_t kStepMsMax = 15;
constexpr std::int64_t kDownMsMax = 8'000;
// In 10,000 writes or commits.
constexpr std::int64_t kCrashes = 15;
constexpr std::int64_t kFullDisks = 20;

}  // namespace

Machine::Machine(History& history, const Around& around, const policy::Book& book)
    : history_{history},
      books_{around.books},
      filing_books_{around.filing_books},
      above_{around.above},
      book_{book},
      shelf_{publishing::borrowed(book)},
      clock_{history},
      texts_{book.regions()},
      store_{ports::payer_tables(), options()},
      watched_{store_,
               {.wrote =
                    [this](const auto& written, ports::Session& session) {
                        books_.write(written, clock_.now());
                        filing_books_.write(written, session, context());
                    },
                .refused = [this](const Error& error) { refused(error); }}} {
    fill_register();
    start();
}

void Machine::start() {
    endpoint_.emplace(national::EndpointPorts{.shelf = shelf_,
                                              .store = watched_,
                                              .vault = vault_,
                                              .ids = ids_,
                                              .texts = texts_,
                                              .clock = clock_});
}

payer::Context Machine::context() {
    return {.book = book_, .vault = vault_, .ids = ids_, .texts = texts_, .now = clock_.now()};
}

storage::MemoryOptions Machine::options() {
    return {.batch_max = static_cast<std::size_t>(history_.chance().between(1, 16)),
            .schedule =
                [this](std::function<void()> step) {
                    history_.time().after(history_.chance().between(0, kStepMsMax),
                                          std::move(step));
                },
            .fails = [this](storage::MemoryStep step) { return fails(step); }};
}

/// A machine that stops at a write or before a commit has failed to do it; one that stops behind a
/// commit has done it and tells nobody.
bool Machine::fails(storage::MemoryStep step) {
    if (must_stop_) return true;
    const bool stops = history_.strikes(Fault::crash, kCrashes);
    const bool is_commit = step == storage::MemoryStep::commit;
    must_stop_ = stops;
    const bool is_done = stops ? is_commit && history_.chance().percent(50)
                               : !history_.strikes(Fault::disk_full, kFullDisks);
    if (!is_done) {
        books_.forget();
        filing_books_.forget();
    } else if (is_commit) {
        books_.commit();
        filing_books_.commit();
    }
    return !is_done;
}

void Machine::fill_register() {
    bool done = false;
    watched_.submit(
        [this](ports::Session& session) { return sim::fill_register(session, context()); },
        [&done](const Result<void>& result) { done = result.has_value(); });
    while (history_.time().run_next()) {
    }
    YIDI_ASSERT(done);
}

void Machine::receive(const http::Request& request, http::Answer answer) {
    if (endpoint_) endpoint_->handle(request, std::move(answer));
}

void Machine::submit(FilingWork work, ports::Done done) {
    if (!endpoint_) return;
    watched_.submit(
        [this, work = std::move(work)](ports::Session& session) {
            const payer::Context now = context();
            return work(session, {.payer = now, .upward = &above_});
        },
        std::move(done));
}

Result<void> Machine::read(const FilingWork& work) {
    return store_.read([&](ports::Session& session) {
        const payer::Context now = context();
        return work(session, {.payer = now, .upward = &above_});
    });
}

void Machine::run_jobs() {
    constexpr std::size_t kAll = 10'000;
    submit(
        [](ports::Session& session, const app::FilingContext& context) -> Result<void> {
            YIDI_TRY_VOID(app::do_due(session, context, kAll));
            return {};
        },
        [this](const Result<void>& result) {
            if (result) report_upward();
        });
}

/// Each report takes its time, and what became of it is written by a work of its own.
void Machine::report_upward() {
    constexpr std::size_t kAll = 10'000;
    constexpr std::int64_t kUnderWayMsMax = 2'000;
    std::vector<app::DueReport> all;
    const Result<void> found =
        read([&](ports::Session& session, const app::FilingContext& context) -> Result<void> {
            YIDI_TRY(all, app::reports_due(session, context, kAll));
            return {};
        });
    if (!found) return history_.violated("reports can be read: " + found.error().rule);
    for (const app::DueReport& due : all) {
        history_.time().after(history_.chance().between(1, kUnderWayMsMax), [this, due] {
            const Result<void> outcome = above_.report(due.report);
            submit(
                [due, outcome](ports::Session& session, const app::FilingContext& context) {
                    return app::take_report(session, context, due, outcome);
                },
                [](const Result<void>& /*result*/) {});
        });
    }
}

void Machine::end_event() {
    if (!must_stop_) return;
    must_stop_ = false;
    endpoint_.reset();
    books_.forget();
    filing_books_.forget();
    store_.crash();
    // Ids are reserved in blocks: what was left of one is never given.
    ids_.skip(history_.chance().between(0, 1'000));
    history_.tell("payer", "stopped");
    history_.time().after(history_.chance().between(500, kDownMsMax), [this] {
        history_.tell("payer", "started");
        start();
    });
}

void Machine::refused(const Error& error) {
    const bool is_ours =
        error.code == ErrorCode::invariant_violated || error.code == ErrorCode::internal;
    if (is_ours) history_.violated("the payer finds no fault of its own: " + error.rule);
}

void Machine::check_store() {
    const Result<void> checked = store_.read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(const payer::VerifyReply reply, payer::verify(session));
        for (const payer::Mismatch& one : reply.mismatches) {
            history_.violated("verify: " + one.table + " " + one.key + ": " + one.problem);
        }
        YIDI_TRY_VOID(filing_books_.compare(session, context()));
        return books_.compare(session);
    });
    if (!checked) history_.violated(checked.error().rule);
}

void Machine::check_jobs_done() {
    const Result<void> checked = store_.read(
        [&](ports::Session& session) { return filing_books_.check_done(session, clock_.now()); });
    if (!checked) history_.violated(checked.error().rule);
}

}  // namespace yidi::sim
