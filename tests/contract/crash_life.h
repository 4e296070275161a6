#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "tests/contract/crash_disk.h"

/// Lives of a store on a disk whose power fails, and what must be true after each.
namespace yidi::contract {

/// What the clients of a store know, which is what it must not forget.
class Book {
public:
    /// Numbers of works go on from life to life.
    [[nodiscard]] std::int64_t next() { return count_++; }
    void note_submitted(std::int64_t work);
    void note_answered(std::int64_t work);
    /// The power has failed: what is answered from now on is answered by nobody.
    void seal();

    /// What is wrong with what a store holds, as lines; nothing if it is right. `held` are the
    /// works whose rows are there.
    [[nodiscard]] std::vector<std::string> compare(const std::set<std::int64_t>& held) const;
    /// After a crash: what was not answered and is not there will never come.
    void settle(const std::set<std::int64_t>& held);

private:
    std::int64_t count_ = 1;
    mutable std::mutex mutex_;
    bool is_sealed_ = false;
    std::set<std::int64_t> answered_;
    std::vector<std::int64_t> submitted_;  ///< in this life, in this order
};

struct LifeOptions {
    std::uint64_t seed = 0;
    /// False: the store does not wait for the disk.
    bool is_synced = true;
    /// The change of the disk at which the power fails.
    std::uint64_t crash_at = 0;
};

/// Opens a store on the disk and gives it works until the power fails, or there are enough; then
/// ends it. Returns whether the power failed.
[[nodiscard]] bool live(CrashDisk& disk, const LifeOptions& options, Book& book);

/// Opens the store that is on the disk and compares it with the book. What is wrong, as lines.
[[nodiscard]] std::vector<std::string> inspect(CrashDisk& disk, Book& book);

}  // namespace yidi::contract
