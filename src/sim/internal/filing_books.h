#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/filing/read.h"
#include "sim/internal/above.h"
#include "sim/internal/history.h"
#include "sim/internal/watched_store.h"
#include "sim/situations.h"

namespace yidi::sim {

/// Care that may need a filing.
struct NeedsFiling {
    std::int64_t pid = 0;
    std::uint32_t area = 0;  ///< of the hospital
    Date admission;
    Date end;
    bool is_stay = false;
};

/// What a window can know of a person's filings: enough to say whether a refusal was right.
struct Standing {
    bool is_filed = false;     ///< one holds on the day of admission
    bool is_promised = false;  ///< papers are missing, so that care at home may be refused
    std::size_t events = 0;    ///< of all filings
};

/// Second books of filings: each work that has touched one is checked as it ends, and so is each
/// settlement that needed one. What a crash or a failed commit takes back is forgotten here too.
class FilingBooks {
public:
    /// Both outlive it.
    FilingBooks(History& history, const Above& above) : history_{history}, above_{above} {}

    void write(const std::vector<Written>& written, ports::Session& session,
               const payer::Context& context);
    void commit();
    void forget();

    /// By what is committed.
    [[nodiscard]] Standing standing(const NeedsFiling& care) const;
    void count_refusal() { counts_[static_cast<std::size_t>(Situation::refused)] += 1; }
    [[nodiscard]] const SituationCounts& situations() const { return counts_; }
    /// Compares every filing, the queue and the agenda of a store with these books.
    [[nodiscard]] Result<void> compare(ports::Session& session, const payer::Context& context);
    /// After the job has run: nothing that fell due is left.
    [[nodiscard]] Result<void> check_done(ports::Session& session, Instant now);

private:
    using Views = std::vector<app::FilingView>;
    struct Row {
        std::string phase;
        Instant at;
        Instant done;
    };
    using Rows = std::map<std::pair<std::int64_t, std::int64_t>, Row>;

    void check(bool holds, std::string_view invariant) {
        if (!holds) history_.violated(invariant);
    }
    void count(Situation situation) { new_counts_[static_cast<std::size_t>(situation)] += 1; }
    void count_event(std::string_view event);
    void check_history(const app::FilingView& view);
    void check_person(std::int64_t pid, ports::Session& session, const payer::Context& context);
    void check_notices(std::int64_t pid, ports::Session& session, const payer::Context& context);
    void check_settlement(const ports::Row& row, ports::Session& session);
    void check_queue(std::int64_t pid, const app::FilingView& view, const Rows& rows);
    void check_agenda(std::int64_t pid, const app::FilingView& view, const Rows& rows,
                      const payer::Context& context);
    [[nodiscard]] const Views& views(std::int64_t pid) const;

    History& history_;
    const Above& above_;
    std::map<std::int64_t, Views> committed_;
    std::map<std::int64_t, Views> written_;  ///< persons touched since the last commit
    SituationCounts counts_{};
    SituationCounts new_counts_{};
};

}  // namespace yidi::sim
