#pragma once

#include <string>

#include "base/error.h"

/// What can be done with the file of a SqliteStore from outside, also while a server has it open.
namespace yidi::storage {

/// Copies the store as of one moment, by SQLite's online backup, into a new file that is then
/// checked and on disk. Reads and writes go on meanwhile. The same call restores: its source is
/// then the backup.
/// Errors    unreadable_file: no store at `source`, or something is at `target` already; busy: the
///           disk is full or faulty; internal: the copy is damaged, and removed again.
[[nodiscard]] Result<void> copy_store(const std::string& source, const std::string& target);

/// Reads every page and compares every index with its table.
/// Errors    unreadable_file, busy; internal with what is wrong, and it is not mended.
[[nodiscard]] Result<void> check_store(const std::string& file);

}  // namespace yidi::storage
