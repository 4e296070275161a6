#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "app/payer/context.h"
#include "app/registry/feed.h"

/// Bringing what files of an agency say into the register, and keeping it up.
namespace yidi::app {

struct ImportCounts {
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;
    bool operator==(const ImportCounts&) const = default;
};

struct ImportReport {
    std::array<ImportCounts, kRegistryKindCount> counts;
    /// Those of reading and those found here: unknown persons, doubles, what may not be changed.
    Problems problems;

    [[nodiscard]] ImportCounts& of(RegistryKind kind) {
        return counts[static_cast<std::size_t>(kind)];
    }
    [[nodiscard]] const ImportCounts& of(RegistryKind kind) const {
        return counts[static_cast<std::size_t>(kind)];
    }
};

/// Adds records with new keys and changes those that differ; nothing is erased. `by` says who
/// brings the files, for the audit. What is history is not changed but continued: a filing gets
/// further events; a catalogue row, an opening balance and an opened year stay as they are, and a
/// file that contradicts them is a problem.
/// Errors    inconsistent: there are problems, all of them in `out`; those of the session. The
///           caller ends the work with the error, so that nothing is written.
[[nodiscard]] Result<void> import_registry(ports::Session& session, const payer::Context& context,
                                           const RegistryFeed& feed, const std::string& by,
                                           ImportReport& out);

}  // namespace yidi::app
