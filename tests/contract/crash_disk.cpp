#include "tests/contract/crash_disk.h"

#include <algorithm>
#include <utility>

#include "tests/property/random.h"

namespace yidi::contract {
namespace {

using property::Random;

// What a disk writes whole.
constexpr std::size_t kSectorBytes = 512;

void put(std::string& content, std::size_t at, std::string_view bytes) {
    content.resize(std::max(content.size(), at + bytes.size()), '\0');
    content.replace(at, bytes.size(), bytes);
}

void apply(std::string& content, const Unsynced& change) {
    if (change.bytes) {
        put(content, change.at, *change.bytes);
    } else {
        content.resize(change.at, '\0');
    }
}

/// Some sectors of the write, each as chance will have it.
void apply_torn(std::string& content, const Unsynced& change, Random& random) {
    if (!change.bytes) {
        if (random.percent(50)) apply(content, change);
        return;
    }
    const std::string_view bytes = *change.bytes;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t end =
            std::min(bytes.size(), at + kSectorBytes - (change.at + at) % kSectorBytes);
        if (random.percent(50)) put(content, change.at + at, bytes.substr(at, end - at));
        at = end;
    }
}

/// What a crash leaves of a file: nothing that was not synced, all of it, its beginning, or pieces.
std::string left_of(const DiskFile& file, Random& random) {
    std::string content = file.kept;
    const std::size_t way = random.below(4);
    const std::size_t whole = way == 0   ? 0
                              : way == 1 ? file.unsynced.size()
                                         : random.below(file.unsynced.size() + 1);
    for (std::size_t i = 0; i < file.unsynced.size(); ++i) {
        if (way == 3) {
            apply_torn(content, file.unsynced[i], random);
        } else if (i < whole) {
            apply(content, file.unsynced[i]);
        }
    }
    return content;
}

}  // namespace

CrashDisk::CrashDisk(const Image& image) {
    for (const auto& [name, content] : image) {
        files_[name] =
            std::make_shared<DiskFile>(DiskFile{.seen = content, .kept = content, .is_kept = true});
    }
}

void CrashDisk::crash_at(std::uint64_t change, std::uint64_t seed, std::function<void()> at_crash) {
    const std::lock_guard lock{mutex_};
    changes_left_ = change;
    seed_ = seed;
    at_crash_ = std::move(at_crash);
}

bool CrashDisk::has_crashed() const {
    const std::lock_guard lock{mutex_};
    return left_.has_value();
}

Image CrashDisk::image() const {
    const std::lock_guard lock{mutex_};
    if (left_) return *left_;
    Image image;
    for (const auto& [name, file] : files_) image[name] = file->seen;
    return image;
}

void CrashDisk::set_faults(std::function<Change()> faults) {
    const std::lock_guard lock{mutex_};
    faults_ = std::move(faults);
}

std::shared_ptr<DiskFile> CrashDisk::open(const std::string& name, bool may_create) {
    const std::lock_guard lock{mutex_};
    const auto found = files_.find(name);
    if (found != files_.end()) return found->second;
    if (!may_create || left_) return {};
    return files_[name] = std::make_shared<DiskFile>();
}

bool CrashDisk::exists(const std::string& name) const {
    const std::lock_guard lock{mutex_};
    return files_.contains(name);
}

Change CrashDisk::remove(const std::string& name, bool is_synced) {
    const std::lock_guard lock{mutex_};
    if (const Change change = begin_change(); change != Change::done) return change;
    const auto found = files_.find(name);
    if (found == files_.end()) return Change::done;
    if (!is_synced) removed_.emplace_back(name, found->second);
    files_.erase(found);
    return Change::done;
}

std::optional<std::string> CrashDisk::read(const DiskFile& file, std::size_t at,
                                           std::size_t size) const {
    const std::lock_guard lock{mutex_};
    if (left_) return {};
    return at < file.seen.size() ? file.seen.substr(at, size) : std::string{};
}

std::size_t CrashDisk::size(const DiskFile& file) const {
    const std::lock_guard lock{mutex_};
    return file.seen.size();
}

Change CrashDisk::write(DiskFile& file, std::size_t at, std::string_view bytes) {
    const std::lock_guard lock{mutex_};
    if (const Change change = begin_change(); change != Change::done) return change;
    put(file.seen, at, bytes);
    file.unsynced.push_back({.at = at, .bytes = std::string{bytes}});
    return Change::done;
}

Change CrashDisk::cut(DiskFile& file, std::size_t size) {
    const std::lock_guard lock{mutex_};
    if (const Change change = begin_change(); change != Change::done) return change;
    file.seen.resize(size, '\0');
    file.unsynced.push_back({.at = size});
    return Change::done;
}

Change CrashDisk::sync(DiskFile& file) {
    const std::lock_guard lock{mutex_};
    if (const Change change = begin_change(); change != Change::done) return change;
    for (const Unsynced& change : file.unsynced) apply(file.kept, change);
    file.unsynced.clear();
    if (!file.is_kept) {
        // For a file that is new the system's layer syncs the folder too, and with it removals.
        file.is_kept = true;
        removed_.clear();
    }
    return Change::done;
}

Change CrashDisk::begin_change() {
    if (left_) return Change::failed;
    if (changes_left_ > 0 && --changes_left_ == 0) {
        crash();
        return Change::failed;
    }
    return faults_ ? faults_() : Change::done;
}

void CrashDisk::crash() {
    Random random{seed_};
    Image image;
    // A removal that the disk was not told to keep may be undone; but what has the name now has it.
    for (const auto& [name, file] : removed_) {
        if (file->is_kept && random.percent(50)) image[name] = left_of(*file, random);
    }
    for (const auto& [name, file] : files_) {
        if (file->is_kept || random.percent(50)) image[name] = left_of(*file, random);
    }
    left_ = std::move(image);
    if (at_crash_) at_crash_();
}

}  // namespace yidi::contract
