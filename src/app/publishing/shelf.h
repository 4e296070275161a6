#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "base/date.h"
#include "domain/policy/policy.h"

/// The packs that are computed with, by the day: what came with the program, and what has been
/// published since.
namespace yidi::publishing {

/// A book as it stood when a request began. Whatever is published meanwhile, it stays as it is
/// until the last request that holds it has ended.
using Snapshot = std::shared_ptr<const policy::Book>;

/// For a caller whose book outlives every snapshot.
[[nodiscard]] Snapshot borrowed(const policy::Book& book);

/// A book for each day on which the packs change, ascending.
struct Schedule {
    struct Entry {
        Date from;
        Snapshot book;
    };
    std::vector<Entry> entries;
};

/// Hands out books. A request asks once, at its beginning, and keeps what it was given: pointers
/// into a book live as long as its snapshot.
/// Threads   any.
class Shelf {
public:
    /// Until something else is put on it: the packs of the program.
    explicit Shelf(Snapshot files);

    /// What is computed with on a day. A later day's book is known before that day, so nothing has
    /// to happen at midnight.
    [[nodiscard]] Snapshot on(Date day) const;
    /// What came with the program, whatever has been published.
    [[nodiscard]] const policy::Book& files() const { return *files_; }
    [[nodiscard]] const Snapshot& files_snapshot() const { return files_; }

    /// From now on.
    void put(Schedule schedule);

private:
    Snapshot files_;
    mutable std::mutex mutex_;
    Schedule schedule_;
};

}  // namespace yidi::publishing
