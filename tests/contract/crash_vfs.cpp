#include "tests/contract/crash_vfs.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <map>
#include <mutex>
#include <new>
#include <vector>

#include <sqlite3.h>

namespace yidi::contract {
namespace {

constexpr int kSectorBytes = 4096;

/// What all connections to one file share: locks, and the memory of the log's index. It is gone
/// with the process, so a crash leaves nothing of it.
struct Shared {
    int readers = 0;
    const void* reserved = nullptr;
    const void* exclusive = nullptr;
    std::vector<std::vector<char>> regions;
    std::array<int, SQLITE_SHM_NLOCK> shm_readers{};
    std::array<const void*, SQLITE_SHM_NLOCK> shm_owner{};
};

struct Registered {
    CrashDisk& disk;
    sqlite3_vfs* system = sqlite3_vfs_find(nullptr);
    std::mutex mutex = {};
    std::map<std::string, Shared> shared = {};
    int unnamed = 0;
};

/// SQLite hands out its memory and knows only the first member.
struct File {
    sqlite3_file base{};
    Registered* registered = nullptr;
    std::shared_ptr<DiskFile> content;
    Shared* shared = nullptr;
    std::string name;
    bool is_removed_at_close = false;
    int lock = SQLITE_LOCK_NONE;
    std::array<bool, SQLITE_SHM_NLOCK> shm_reads{};
};

File& file_of(sqlite3_file* file) {
    return *reinterpret_cast<File*>(file);
}

Registered& registered_of(sqlite3_vfs* vfs) {
    return *static_cast<Registered*>(vfs->pAppData);
}

int code_of(Change change, int failed) {
    if (change == Change::full) return SQLITE_FULL;
    return change == Change::done ? SQLITE_OK : failed;
}

int close_file(sqlite3_file* base) {
    File& file = file_of(base);
    if (file.is_removed_at_close) {
        (void)file.registered->disk.remove(file.name, /*is_synced=*/false);
    }
    std::destroy_at(&file);
    return SQLITE_OK;
}

int read_file(sqlite3_file* base, void* to, int size, sqlite3_int64 at) {
    const File& file = file_of(base);
    const auto wanted = static_cast<std::size_t>(size);
    const std::optional<std::string> bytes =
        file.registered->disk.read(*file.content, static_cast<std::size_t>(at), wanted);
    if (!bytes) return SQLITE_IOERR_READ;
    std::memset(to, 0, wanted);
    std::memcpy(to, bytes->data(), bytes->size());
    return bytes->size() == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* base, const void* from, int size, sqlite3_int64 at) {
    const File& file = file_of(base);
    const std::string_view bytes{static_cast<const char*>(from), static_cast<std::size_t>(size)};
    return code_of(file.registered->disk.write(*file.content, static_cast<std::size_t>(at), bytes),
                   SQLITE_IOERR_WRITE);
}

int truncate_file(sqlite3_file* base, sqlite3_int64 size) {
    const File& file = file_of(base);
    return code_of(file.registered->disk.cut(*file.content, static_cast<std::size_t>(size)),
                   SQLITE_IOERR_TRUNCATE);
}

int sync_file(sqlite3_file* base, int) {
    const File& file = file_of(base);
    return code_of(file.registered->disk.sync(*file.content), SQLITE_IOERR_FSYNC);
}

int size_of_file(sqlite3_file* base, sqlite3_int64* size) {
    const File& file = file_of(base);
    *size = static_cast<sqlite3_int64>(file.registered->disk.size(*file.content));
    return SQLITE_OK;
}

int lock_file(sqlite3_file* base, int level) {
    File& file = file_of(base);
    const std::lock_guard guard{file.registered->mutex};
    Shared& shared = *file.shared;
    const auto is_anothers = [&](const void* owner) { return owner != nullptr && owner != &file; };
    if (is_anothers(shared.exclusive)) return SQLITE_BUSY;
    if (level >= SQLITE_LOCK_SHARED && file.lock == SQLITE_LOCK_NONE) {
        ++shared.readers;
        file.lock = SQLITE_LOCK_SHARED;
    }
    if (level >= SQLITE_LOCK_RESERVED) {
        if (is_anothers(shared.reserved)) return SQLITE_BUSY;
        shared.reserved = &file;
        file.lock = std::max(file.lock, SQLITE_LOCK_RESERVED);
    }
    if (level == SQLITE_LOCK_EXCLUSIVE) {
        if (shared.readers > 1) return SQLITE_BUSY;
        shared.exclusive = &file;
        file.lock = SQLITE_LOCK_EXCLUSIVE;
    }
    return SQLITE_OK;
}

int unlock_file(sqlite3_file* base, int level) {
    File& file = file_of(base);
    const std::lock_guard guard{file.registered->mutex};
    Shared& shared = *file.shared;
    if (shared.reserved == &file) shared.reserved = nullptr;
    if (shared.exclusive == &file) shared.exclusive = nullptr;
    if (level == SQLITE_LOCK_NONE && file.lock != SQLITE_LOCK_NONE) --shared.readers;
    file.lock = std::min(file.lock, level);
    return SQLITE_OK;
}

int is_reserved(sqlite3_file* base, int* answer) {
    const File& file = file_of(base);
    const std::lock_guard guard{file.registered->mutex};
    *answer = file.shared->reserved != nullptr ? 1 : 0;
    return SQLITE_OK;
}

int control_file(sqlite3_file*, int, void*) {
    return SQLITE_NOTFOUND;
}

int sector_size(sqlite3_file*) {
    return kSectorBytes;
}

int characteristics(sqlite3_file*) {
    // As SQLite assumes of Unix files: a write that is cut short harms no bytes beside it.
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int map_shared(sqlite3_file* base, int region, int size, int may_extend, void volatile** memory) {
    const File& file = file_of(base);
    const std::lock_guard guard{file.registered->mutex};
    auto& regions = file.shared->regions;
    const auto wanted = static_cast<std::size_t>(region) + 1;
    while (may_extend != 0 && regions.size() < wanted) {
        regions.emplace_back(static_cast<std::size_t>(size));
    }
    *memory = regions.size() < wanted ? nullptr : regions[wanted - 1].data();
    return SQLITE_OK;
}

int lock_shared(sqlite3_file* base, int first, int count, int flags) {
    File& file = file_of(base);
    const std::lock_guard guard{file.registered->mutex};
    Shared& shared = *file.shared;
    const auto begin = static_cast<std::size_t>(first);
    const auto end = begin + static_cast<std::size_t>(count);
    const auto flag = static_cast<unsigned>(flags);
    const bool is_unlock = (flag & SQLITE_SHM_UNLOCK) != 0;
    const bool is_exclusive = (flag & SQLITE_SHM_EXCLUSIVE) != 0;
    for (std::size_t slot = begin; !is_unlock && slot < end; ++slot) {
        const bool is_anothers =
            shared.shm_owner.at(slot) != nullptr && shared.shm_owner.at(slot) != &file;
        const int others = shared.shm_readers.at(slot) - (file.shm_reads.at(slot) ? 1 : 0);
        if (is_anothers || (is_exclusive && others > 0)) return SQLITE_BUSY;
    }
    for (std::size_t slot = begin; slot < end; ++slot) {
        if (is_exclusive) {
            shared.shm_owner.at(slot) = is_unlock ? nullptr : &file;
        } else if (file.shm_reads.at(slot) == is_unlock) {
            shared.shm_readers.at(slot) += is_unlock ? -1 : 1;
            file.shm_reads.at(slot) = !is_unlock;
        }
    }
    return SQLITE_OK;
}

void shared_barrier(sqlite3_file* base) {
    const std::lock_guard guard{file_of(base).registered->mutex};
}

int unmap_shared(sqlite3_file* base, int is_deleted) {
    const File& file = file_of(base);
    const std::lock_guard guard{file.registered->mutex};
    if (is_deleted != 0) file.shared->regions.clear();
    return SQLITE_OK;
}

const sqlite3_io_methods kMethods{.iVersion = 2,
                                  .xClose = close_file,
                                  .xRead = read_file,
                                  .xWrite = write_file,
                                  .xTruncate = truncate_file,
                                  .xSync = sync_file,
                                  .xFileSize = size_of_file,
                                  .xLock = lock_file,
                                  .xUnlock = unlock_file,
                                  .xCheckReservedLock = is_reserved,
                                  .xFileControl = control_file,
                                  .xSectorSize = sector_size,
                                  .xDeviceCharacteristics = characteristics,
                                  .xShmMap = map_shared,
                                  .xShmLock = lock_shared,
                                  .xShmBarrier = shared_barrier,
                                  .xShmUnmap = unmap_shared,
                                  .xFetch = nullptr,
                                  .xUnfetch = nullptr};

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* base, int flags, int* out_flags) {
    Registered& registered = registered_of(vfs);
    const std::lock_guard guard{registered.mutex};
    const auto flag = static_cast<unsigned>(flags);
    const std::string path =
        name != nullptr ? name : "unnamed " + std::to_string(registered.unnamed++);
    std::shared_ptr<DiskFile> content =
        registered.disk.open(path, (flag & SQLITE_OPEN_CREATE) != 0);
    if (!content) {
        base->pMethods = nullptr;
        return SQLITE_CANTOPEN;
    }
    File* file = new (base) File;
    file->base.pMethods = &kMethods;
    file->registered = &registered;
    file->content = std::move(content);
    file->shared = &registered.shared[path];
    file->name = path;
    file->is_removed_at_close = (flag & SQLITE_OPEN_DELETEONCLOSE) != 0;
    if (out_flags != nullptr) *out_flags = flags;
    return SQLITE_OK;
}

int remove_file(sqlite3_vfs* vfs, const char* name, int is_synced) {
    return code_of(registered_of(vfs).disk.remove(name, is_synced != 0), SQLITE_IOERR_DELETE);
}

int access_file(sqlite3_vfs* vfs, const char* name, int, int* answer) {
    *answer = registered_of(vfs).disk.exists(name) ? 1 : 0;
    return SQLITE_OK;
}

int full_name(sqlite3_vfs*, const char* name, int size, char* out) {
    sqlite3_snprintf(size, out, "%s", name);
    return SQLITE_OK;
}

int random_bytes(sqlite3_vfs* vfs, int size, char* out) {
    sqlite3_vfs* system = registered_of(vfs).system;
    return system->xRandomness(system, size, out);
}

int sleep_us(sqlite3_vfs* vfs, int microseconds) {
    sqlite3_vfs* system = registered_of(vfs).system;
    return system->xSleep(system, microseconds);
}

int time_now(sqlite3_vfs* vfs, sqlite3_int64* now) {
    sqlite3_vfs* system = registered_of(vfs).system;
    return system->xCurrentTimeInt64(system, now);
}

int last_error(sqlite3_vfs*, int, char*) {
    return 0;
}

}  // namespace

struct CrashVfs::Parts {
    explicit Parts(CrashDisk& disk) : registered{.disk = disk} {}

    Registered registered;
    std::string name;
    sqlite3_vfs vfs{};
};

CrashVfs::CrashVfs(CrashDisk& disk) : parts_{std::make_unique<Parts>(disk)} {
    static std::atomic<int> count = 0;
    parts_->name = "crash disk " + std::to_string(count++);
    sqlite3_vfs& vfs = parts_->vfs;
    vfs.iVersion = 2;
    vfs.szOsFile = sizeof(File);
    vfs.mxPathname = 512;
    vfs.zName = parts_->name.c_str();
    vfs.pAppData = &parts_->registered;
    vfs.xOpen = open_file;
    vfs.xDelete = remove_file;
    vfs.xAccess = access_file;
    vfs.xFullPathname = full_name;
    vfs.xRandomness = random_bytes;
    vfs.xSleep = sleep_us;
    vfs.xGetLastError = last_error;
    vfs.xCurrentTimeInt64 = time_now;
    sqlite3_vfs_register(&vfs, /*makeDflt=*/0);
}

CrashVfs::~CrashVfs() {
    sqlite3_vfs_unregister(&parts_->vfs);
}

const std::string& CrashVfs::name() const {
    return parts_->name;
}

}  // namespace yidi::contract
