#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "base/money.h"
#include "sim/internal/history.h"
#include "sim/internal/watched_store.h"

namespace yidi::sim {

/// Visit and batch; of a stay the batch is empty.
using Batch = std::pair<std::int64_t, std::string>;

/// A row of the settlement table, as far as these books go.
struct Posted {
    std::string kind;
    std::int64_t undoes = 0;
    std::int64_t pid = 0;
    std::int64_t setl_id = 0;
    std::int64_t year = 0;
    Batch batch;
    std::string msgid;
    Money fee;
    Money fund;
    Money account;

    [[nodiscard]] bool is_stay() const { return batch.second.empty(); }
};

/// A person as the rows say; the rules of the country give what a year must hold.
struct PersonBooks {
    struct Hold {
        std::int64_t year = 0;
        Money pool;
        Money account;
        Instant until;
        bool is_stay = false;
    };
    std::map<std::int64_t, Posted> posted;                    ///< by setl_id
    std::map<std::int64_t, std::vector<std::int64_t>> years;  ///< what stands, in order
    std::map<std::pair<std::int64_t, bool>, Money> funds;     ///< of year and kind, by the journal
    std::map<Batch, Hold> holds;
    Money account;  ///< by the journal
};

/// Second books, kept from the rows as they are written and in their order, and independent of the
/// code that wrote them. Each work is checked as it ends; what a crash or a failed commit takes
/// back is forgotten here too.
class Books {
public:
    explicit Books(History& history) : history_{history} {}

    /// What one work has written, at the payer's time.
    void write(const std::vector<Written>& written, Instant now);
    /// All that was written since the last commit is on disk now; or it is gone.
    void commit();
    void forget();

    /// Of committed rows; null where there is none.
    [[nodiscard]] const Posted* find(std::int64_t pid, std::int64_t setl_id) const;
    /// The settlements of a batch that stand.
    [[nodiscard]] std::vector<std::int64_t> standing(std::int64_t pid, const Batch& batch) const;
    [[nodiscard]] bool has_message(const std::string& code, const std::string& msgid) const {
        return messages_.contains({code, msgid});
    }
    [[nodiscard]] bool has_undone(const std::string& code, const std::string& msgid) const {
        return undone_.contains({code, msgid});
    }
    /// Settlements that were ever committed, undone ones too.
    [[nodiscard]] std::int64_t settlements() const { return settlements_; }
    /// Compares every row of settlements in a store with these books.
    [[nodiscard]] Result<void> compare(ports::Session& session) const;

private:
    using MessageKey = std::pair<std::string, std::string>;
    using YearKey = std::pair<std::int64_t, std::int64_t>;  ///< person and year

    PersonBooks& person(std::int64_t pid);
    void check(bool holds, std::string_view invariant) {
        if (!holds) history_.violated(invariant);
    }
    void post(const Posted& one);
    void post_journal(const std::vector<Written>& written);
    void take_back(PersonBooks& books, const Posted& one);
    void check_year(const YearKey& key, const std::string& cum);
    void put_hold(const ports::Row& row, Instant now);
    void put_row(const Written& one, Instant now);

    History& history_;
    std::map<std::int64_t, PersonBooks> committed_;
    std::map<std::int64_t, PersonBooks> written_;  ///< persons touched since the last commit
    std::set<MessageKey> messages_;
    std::set<MessageKey> undone_;
    std::vector<MessageKey> new_messages_;
    std::vector<MessageKey> new_undone_;
    std::int64_t settlements_ = 0;
    std::int64_t new_settlements_ = 0;
};

}  // namespace yidi::sim
