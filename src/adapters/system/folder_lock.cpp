#include "adapters/system/folder_lock.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace yidi::system {

Result<FolderLock> FolderLock::take(const std::string& folder) {
    const std::string path = folder + "/lock";
    FolderLock lock{::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR)};
    if (lock.descriptor_ < 0) {
        return fail({.code = ErrorCode::unreadable_file,
                     .where = path,
                     .rule = "a folder that can be written",
                     .remedy = "check the folder, its owner and the space on its disk",
                     .detail = std::generic_category().message(errno)});
    }
    if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0) {
        return fail({.code = ErrorCode::busy,
                     .where = folder,
                     .rule = "one process at a time",
                     .remedy = "stop the server that runs on this folder, or wait for the command "
                               "that does",
                     .detail = "another process works in this folder"});
    }
    return lock;
}

FolderLock::~FolderLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace yidi::system
