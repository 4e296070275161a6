#include "main/machine.h"

#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "adapters/crypto/sha256.h"
#include "adapters/storage/sqlite/sqlite_files.h"
#include "adapters/system/durable_file.h"
#include "main/data_folder.h"
#include "main/stop_signals.h"

namespace yidi::main {
namespace {

namespace fs = std::filesystem;

/// Beside the store in a backup; the form of sha256sum.
constexpr std::string_view kSums = "SHA256SUMS";
constexpr std::string_view kStoreName = "yidi.db";
constexpr std::string_view kMarkName = "ids";

Error cannot_read(const fs::path& file, std::string why) {
    return {.code = ErrorCode::unreadable_file,
            .where = file.string(),
            .rule = "a backup: a folder with yidi.db, ids and SHA256SUMS",
            .remedy = "check the name and the permissions",
            .detail = std::move(why)};
}

Result<std::string> content_of(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    if (!in) return fail(cannot_read(file, "cannot read this file"));
    return text;
}

/// A line for each file: its sum, two blanks, its name.
Result<std::string> sums_of(const fs::path& folder) {
    std::string lines;
    for (const std::string_view name : {kStoreName, kMarkName}) {
        YIDI_TRY(const std::string sum, crypto::sha256_of_file(folder / name));
        lines += sum + "  " + std::string{name} + '\n';
    }
    return lines;
}

Error is_there(const fs::path& path, std::string what) {
    return {.code = ErrorCode::changed_meanwhile,
            .where = path.string(),
            .rule = "a place where nothing is yet",
            .remedy = "choose another place, or move what is there away",
            .detail = std::move(what)};
}

Result<void> make_folder(const fs::path& folder) {
    std::error_code code;
    // A folder that was there may be others' too: its permissions are not ours to change.
    const bool is_new = fs::create_directories(folder, code);
    if (!code && is_new) fs::permissions(folder, fs::perms::owner_all, code);
    if (!code) return {};
    return fail(cannot_read(folder, code.message()));
}

}  // namespace

Instant Machine::now() const {
    return system::SystemClock{}.now();
}

Result<std::unique_ptr<cli::Installation>> Machine::open(const cli::DataPlace& place) {
    // The store's threads leave the signals to the thread that serves.
    const StopSignals held;
    YIDI_TRY(std::unique_ptr<DataFolder> folder, DataFolder::open(place));
    return std::unique_ptr<cli::Installation>{std::move(folder)};
}

Result<void> Machine::back_up(const cli::DataPlace& place, const fs::path& to) {
    std::error_code code;
    if (!has_store(place)) return fail(cannot_read(place.folder, "there is no store here"));
    if (fs::exists(to / kStoreName, code)) {
        return fail(is_there(to, "there is a backup in this folder"));
    }
    YIDI_TRY_VOID(make_folder(to));
    YIDI_TRY_VOID(storage::copy_store(store_file(place), to / kStoreName));
    // After the copy: a mark that is too high costs nothing, one that is too low could give an id
    // twice.
    YIDI_TRY(const std::string mark, content_of(mark_file(place)));
    YIDI_TRY_VOID(system::create_durably({.path = to / kMarkName, .text = mark}));
    YIDI_TRY(const std::string sums, sums_of(to));
    return system::create_durably({.path = to / kSums, .text = sums});
}

Result<void> Machine::restore(const fs::path& from, const cli::DataPlace& place) {
    if (has_store(place)) return fail(is_there(place.folder, "there is a store in this folder"));
    YIDI_TRY(const std::string stated, content_of(from / kSums));
    YIDI_TRY(const std::string sums, sums_of(from));
    if (stated != sums) {
        return fail({.code = ErrorCode::inconsistent,
                     .where = (from / kSums).string(),
                     .rule = "files as they were backed up",
                     .remedy = "take another backup: this one has changed since it was made",
                     .detail = "a file has another sum than the backup says"});
    }
    YIDI_TRY_VOID(make_folder(place.folder));
    YIDI_TRY(const std::string mark, content_of(from / kMarkName));
    YIDI_TRY_VOID(system::replace_durably(
        {.path = mark_file(place), .text = mark, .access = system::Access::everyone}));
    return storage::copy_store(from / kStoreName, store_file(place));
}

Result<void> Machine::check_storage(const cli::DataPlace& place) {
    return storage::check_store(store_file(place));
}

Result<void> Machine::check_key(const cli::DataPlace& place) {
    YIDI_TRY(const crypto::KeyRing ring,
             crypto::open_key_file({.file = place.key, .data_folder = place.folder}));
    return {};
}

Result<std::uint32_t> Machine::rotate_key(const cli::DataPlace& place) {
    YIDI_TRY_VOID(check_key(place));
    // A server seals with the keys that it has read; what follows needs the folder anyway.
    YIDI_TRY(const system::FolderLock lock, system::FolderLock::take(place.folder));
    return crypto::add_key(place.key);
}

bool Machine::has_store(const cli::DataPlace& place) const {
    std::error_code code;
    return fs::exists(store_file(place), code);
}

Result<void> Machine::erase(const cli::DataPlace& place) {
    YIDI_TRY(const system::FolderLock lock, system::FolderLock::take(place.folder));
    std::error_code code;
    for (const std::string& end : {std::string{}, std::string{"-wal"}, std::string{"-shm"}}) {
        fs::remove(store_file(place) + end, code);
    }
    fs::remove_all(place.columns_folder(), code);
    fs::remove(mark_file(place), code);
    fs::remove(place.key, code);
    return {};
}

}  // namespace yidi::main
