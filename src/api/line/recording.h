#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/crypto/secret.h"
#include "adapters/http/message.h"
#include "base/error.h"

namespace yidi::line {

/// A request and what was answered, without persons.
struct Exchange {
    std::int64_t at_ms = 0;    ///< since the recording began
    std::int64_t took_ms = 0;  ///< to the answer, or to the end of waiting
    std::string path = {};     ///< without the query
    http::Headers headers = {};
    std::string infno = {};
    std::string request = {};        ///< JSON; empty: no message that could be kept
    int status = 0;                  ///< 0: no answer was sent
    std::string answer = {};         ///< JSON; empty: none, or a file
    std::string answer_sha256 = {};  ///< of a file
};

/// How a recording begins.
struct RecordingHead {
    bool is_demo = false;
    std::string key_check = {};  ///< Masker::key_check
};

struct Recording {
    RecordingHead head;
    std::vector<Exchange> exchanges;
    bool is_cut = false;  ///< the last line was not written to its end, and is left out
};

/// One line of JSON with its end.
[[nodiscard]] std::string to_line(const RecordingHead& head);
[[nodiscard]] std::string to_line(const Exchange& exchange);

/// Reads what the two above have written, and what a further start has added with the same key.
/// Errors    those of JSON, and bad_value: a line that is none of a recording, with its number;
///           inconsistent: parts of two recordings.
[[nodiscard]] Result<Recording> read_recording(std::string_view text);

/// The key of a recording lies beside it under its name with this.
inline constexpr std::string_view kRecordKeyEnd = ".key";
[[nodiscard]] std::string record_key_text(const crypto::Secret& key);
/// Errors    bad_value.
[[nodiscard]] Result<crypto::Secret> read_record_key(std::string_view text);

}  // namespace yidi::line
