#include "main/data_folder.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "adapters/crypto/key_file.h"
#include "ports/tables.h"

namespace yidi::main {
namespace {

namespace fs = std::filesystem;

Result<void> make_folder(const cli::DataPlace& place) {
    std::error_code code;
    if (fs::is_directory(place.folder, code)) return {};
    if (!place.may_create) {
        return fail({.code = ErrorCode::unreadable_file,
                     .where = place.folder.string(),
                     .rule = "a data folder",
                     .remedy = "name it with --data, or start `yidi serve`, which makes one",
                     .detail = "there is no such folder"});
    }
    fs::create_directories(place.folder, code);
    if (!code) fs::permissions(place.folder, fs::perms::owner_all, code);
    if (!code) return {};
    return fail({.code = ErrorCode::unreadable_file,
                 .where = place.folder.string(),
                 .rule = "a folder that can be made",
                 .remedy = "check the folder above it and its owner",
                 .detail = code.message()});
}

}  // namespace

std::string store_file(const cli::DataPlace& place) {
    return place.folder / "yidi.db";
}

std::string mark_file(const cli::DataPlace& place) {
    return place.folder / "ids";
}

Result<std::unique_ptr<DataFolder>> DataFolder::open(const cli::DataPlace& place) {
    YIDI_TRY_VOID(make_folder(place));
    std::error_code code;
    const bool has_store = fs::exists(store_file(place), code);
    if (!has_store && !place.may_create) {
        return fail({.code = ErrorCode::unreadable_file,
                     .where = place.folder.string(),
                     .rule = "a data folder with a store",
                     .remedy = "name it with --data, or start `yidi serve`, which makes one",
                     .detail = "there is no store in this folder"});
    }
    YIDI_TRY(system::FolderLock lock, system::FolderLock::take(place.folder));
    YIDI_TRY(crypto::KeyRing ring,
             crypto::open_key_file(
                 {.file = place.key, .data_folder = place.folder, .is_first_start = !has_store}));
    std::unique_ptr<DataFolder> folder{new DataFolder{place, std::move(lock), std::move(ring)}};
    YIDI_TRY(folder->ids_,
             system::TimeOrderedIds::start({.clock = folder->clock_, .mark = folder->mark_}));
    YIDI_TRY(folder->store_,
             storage::SqliteStore::open(ports::payer_tables(), {.file = store_file(place)}));
    return folder;
}

Result<void> DataFolder::check_room() const {
    constexpr std::uintmax_t kLeast = std::uintmax_t{256} << 20U;
    std::error_code code;
    const fs::space_info info = fs::space(folder_, code);
    if (code || info.available >= kLeast) return {};
    return fail({.code = ErrorCode::busy,
                 .where = folder_.string(),
                 .rule = "at least 256 MiB free",
                 .remedy = "free some space: a full disk refuses every settlement",
                 .detail = "the disk is nearly full"});
}

DataFolder::DataFolder(const cli::DataPlace& place, system::FolderLock lock, crypto::KeyRing ring)
    : folder_{place.folder},
      lock_{std::move(lock)},
      clock_{place.clock_ahead_ms},
      mark_{mark_file(place)},
      vault_{std::move(ring)} {}

}  // namespace yidi::main
