#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A disk in memory whose power can fail.
namespace yidi::contract {

/// What stands on the disk: contents by name.
using Image = std::map<std::string, std::string>;

/// A write or (without bytes) a cut that the disk has taken but not yet been told to keep.
struct Unsynced {
    std::size_t at = 0;
    std::optional<std::string> bytes = {};
};

/// What programs see of a file, and what is sure to be left of it.
struct DiskFile {
    std::string seen = {};
    std::string kept = {};
    std::vector<Unsynced> unsynced = {};
    bool is_kept = false;  ///< the name itself is on the disk
};

/// What a change of the disk came to.
enum class Change : std::uint8_t { done, failed, full };

/// Threads   any.
class CrashDisk {
public:
    explicit CrashDisk(const Image& image = {});

    /// The power fails at the given change (write, cut, sync, removal), counted from 1 from now
    /// on. Of what was not synced any part, down to sectors, stays; everything fails from then on.
    /// `at_crash` is called at that moment, while no change can happen.
    void crash_at(std::uint64_t change, std::uint64_t seed, std::function<void()> at_crash);
    [[nodiscard]] bool has_crashed() const;
    /// What was left by the crash, or would be left if all were synced now.
    [[nodiscard]] Image image() const;

    /// Asked at each change, while no other can happen; empty: nothing fails.
    void set_faults(std::function<Change()> faults);

    [[nodiscard]] std::shared_ptr<DiskFile> open(const std::string& name, bool may_create);
    [[nodiscard]] bool exists(const std::string& name) const;
    [[nodiscard]] Change remove(const std::string& name, bool is_synced);

    /// The bytes that are there, at most `size`; nothing after a crash.
    [[nodiscard]] std::optional<std::string> read(const DiskFile& file, std::size_t at,
                                                  std::size_t size) const;
    [[nodiscard]] std::size_t size(const DiskFile& file) const;
    [[nodiscard]] Change write(DiskFile& file, std::size_t at, std::string_view bytes);
    [[nodiscard]] Change cut(DiskFile& file, std::size_t size);
    [[nodiscard]] Change sync(DiskFile& file);

private:
    /// Counts the change, and lets the power fail if it is its turn.
    [[nodiscard]] Change begin_change();
    void crash();

    mutable std::mutex mutex_;
    std::map<std::string, std::shared_ptr<DiskFile>> files_;
    std::vector<std::pair<std::string, std::shared_ptr<DiskFile>>> removed_;
    std::uint64_t changes_left_ = 0;
    std::uint64_t seed_ = 0;
    std::function<void()> at_crash_;
    std::function<Change()> faults_;
    std::optional<Image> left_;
};

}  // namespace yidi::contract
