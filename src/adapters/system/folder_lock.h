#pragma once

#include <string>
#include <utility>

#include "base/error.h"

namespace yidi::system {

/// A folder that one process at a time works in. The lock goes with the process, however it ends.
class FolderLock {
public:
    /// Takes the lock of `folder`, on a file `lock` in it.
    /// Errors    busy: another process has it; unreadable_file: the folder cannot be written.
    [[nodiscard]] static Result<FolderLock> take(const std::string& folder);

    FolderLock(FolderLock&& other) noexcept : descriptor_{std::exchange(other.descriptor_, -1)} {}
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    ~FolderLock();

private:
    explicit FolderLock(int descriptor) : descriptor_{descriptor} {}
    int descriptor_;
};

}  // namespace yidi::system
