#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

/// ZIP archives in memory, as the national interface packs its files.
namespace yidi::codec {

struct ZipEntry {
    std::string name;   ///< UTF-8
    std::string bytes;  ///< unpacked
};

/// The archive of these files: the same files give the same bytes (all are dated 1980-01-01).
/// Errors    internal: the library cannot pack.
[[nodiscard]] Result<std::string> zip(const std::vector<ZipEntry>& entries);

/// How much an archive may hold, so that a small one cannot fill the memory.
struct ZipLimits {
    std::size_t entries = 16;
    std::size_t bytes = 8'388'608;  ///< of all files together, unpacked; not what the archive says
};

/// The files of an archive in its order, without folders.
/// Errors    bad_value: no ZIP, damaged, encrypted, or packed by a method that is not known;
///           limit_exceeded.
[[nodiscard]] Result<std::vector<ZipEntry>> unzip(std::string_view archive,
                                                  const ZipLimits& limits = {});

}  // namespace yidi::codec
