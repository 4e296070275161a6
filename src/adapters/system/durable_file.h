#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

/// Small files that must be whole and on disk, or not there.
namespace yidi::system {

/// Who may read a file that is written.
enum class Access {
    owner,     ///< 0600: secrets
    everyone,  ///< 0644, less the process's mask
};

struct FileText {
    std::string path;
    std::string_view text;
    Access access = Access::owner;
};

/// Makes a file that was not there. It appears whole and durable: the text is written and synced
/// under the name `path`.new, which is made with O_EXCL, so that two writers cannot meet.
/// Errors    changed_meanwhile: a file of that name is there; busy: `path`.new is there;
///           unreadable_file: the system refuses, with its reason.
[[nodiscard]] Result<void> create_durably(const FileText& file);

/// The same, and takes the place of a file that may be there. A reader sees the old text or the new
/// one.
/// Errors    busy, unreadable_file, as above.
[[nodiscard]] Result<void> replace_durably(const FileText& file);

}  // namespace yidi::system
