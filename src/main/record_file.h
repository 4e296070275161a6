#pragma once

#include <fstream>
#include <string>
#include <string_view>

#include "adapters/crypto/secret.h"
#include "adapters/telemetry/log.h"
#include "base/error.h"

namespace yidi::main {

/// The file that a recording goes to, and its key beside it. Both are for their owner only.
class RecordFile {
public:
    /// Goes on behind what is in the file; makes file and key where there is none.
    /// Errors    unreadable_file: one of them cannot be read or written; bad_value: the key is
    /// none;
    ///           inconsistent: there is a recording, but its key has gone.
    [[nodiscard]] static Result<RecordFile> open(const std::string& path);

    [[nodiscard]] const crypto::Secret& key() const { return key_; }
    /// A line that cannot be written is told once, and nothing is written any more: a gap would
    /// replay as a difference.
    void write(std::string_view line, telemetry::Log& log);

private:
    RecordFile(std::ofstream file, const crypto::Secret& key) : file_{std::move(file)}, key_{key} {}
    std::ofstream file_;
    crypto::Secret key_;
};

}  // namespace yidi::main
