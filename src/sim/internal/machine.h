#pragma once

#include <memory>
#include <optional>

#include "adapters/codec/payer_texts.h"
#include "adapters/http/message.h"
#include "adapters/storage/memory/memory_store.h"
#include "api/national/endpoint.h"
#include "app/filing/file.h"
#include "app/publishing/shelf.h"
#include "domain/policy/policy.h"
#include "sim/internal/above.h"
#include "sim/internal/books.h"
#include "sim/internal/country.h"
#include "sim/internal/filing_books.h"
#include "sim/internal/history.h"
#include "sim/internal/watched_store.h"

namespace yidi::sim {

/// The payer's machine: the real interface and use cases over a store that fails and crashes.
class Machine {
public:
    using FilingWork =
        std::function<Result<void>(ports::Session&, const app::FilingContext& context)>;
    /// What is kept about it, and who stands above it. All outlive it.
    struct Around {
        Books& books;
        FilingBooks& filing_books;
        Above& above;
    };
    Machine(History& history, const Around& around, const policy::Book& book);

    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;
    /// What waits is dropped.
    ~Machine() { store_.crash(); }

    /// A request that has arrived. Without an answer the connection is closed, as http::Answer
    /// says.
    void receive(const http::Request& request, http::Answer answer);
    /// What a page or a counter asks for. While the machine is down nobody hears of it.
    void submit(FilingWork work, ports::Done done);
    [[nodiscard]] Result<void> read(const FilingWork& work);
    /// What time does to filings, and reports upward.
    void run_jobs();
    /// After each event: whether the machine was to stop in it.
    void end_event();
    void set_clock(std::int64_t off_ms) { clock_.off_ms = off_ms; }
    /// Everything that can be checked while nothing is under way: every row of the store.
    void check_store();
    /// After the jobs have run without a fault.
    void check_jobs_done();

private:
    struct Clock final : public ports::Clock {
        explicit Clock(History& from) : history{from} {}
        [[nodiscard]] Instant now() const override { return history.now().plus_ms(off_ms); }
        History& history;
        std::int64_t off_ms = 0;
    };

    [[nodiscard]] storage::MemoryOptions options();
    [[nodiscard]] bool fails(storage::MemoryStep step);
    void fill_register();
    void start();
    [[nodiscard]] payer::Context context();
    void report_upward();
    void refused(const Error& error);

    History& history_;
    Books& books_;
    FilingBooks& filing_books_;
    Above& above_;
    const policy::Book& book_;
    publishing::Shelf shelf_;
    Clock clock_;
    CountingIds ids_;
    OpenVault vault_;
    codec::PayerTexts texts_;
    storage::MemoryStore store_;
    WatchedStore watched_;
    std::optional<national::Endpoint> endpoint_;  ///< empty while the machine is down
    bool must_stop_ = false;
};

}  // namespace yidi::sim
