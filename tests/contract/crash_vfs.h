#pragma once

#include <memory>
#include <string>

#include "tests/contract/crash_disk.h"

namespace yidi::contract {

/// Lets SQLite keep its files on a CrashDisk, with locks and shared memory between the connections
/// of this process. Outlives all of these.
class CrashVfs {
public:
    explicit CrashVfs(CrashDisk& disk);
    CrashVfs(const CrashVfs&) = delete;
    CrashVfs& operator=(const CrashVfs&) = delete;
    ~CrashVfs();

    /// SQLite's name of it.
    [[nodiscard]] const std::string& name() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace yidi::contract
