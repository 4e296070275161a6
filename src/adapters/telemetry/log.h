#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "adapters/telemetry/masked.h"
#include "base/error.h"
#include "base/instant.h"

namespace yidi::telemetry {

enum class Level : std::uint8_t { debug, info, warning, error };

/// A text that stands in the program itself, and so holds nobody's data: only a literal becomes
/// one.
class Word {
public:
    consteval Word(const char* text) : text_{text} {}
    [[nodiscard]] constexpr std::string_view text() const { return text_; }

private:
    std::string_view text_;
};

/// What a field may hold. There is no plain text among them, so whoever logs one has to say what it
/// is: Masked, Code or Prose. Word{"done"} is one of the program's own.
using FieldValue = std::variant<Word, std::int64_t, bool, Masked, Code, Prose>;

/// `key` carries its unit: size_bytes, took_us.
struct Field {
    Word key;
    FieldValue value;
};

/// Writes one JSON object in a line for each event:
///
///     {"time":"2026-11-22T11:57:30.123+08:00","level":"info","event":"message","infno":"2207"}
///
/// Synchronous, because a queue would lose the lines before a crash, which are the ones wanted; a
/// line takes below a microsecond plus the write. Threads: any; lines do not mix.
class Log {
public:
    /// Takes a whole line with its end. Called by one thread at a time.
    using Sink = std::function<void(std::string_view line)>;
    using Now = std::function<Instant()>;

    Log(Sink sink, Now now) : sink_{std::move(sink)}, now_{std::move(now)} {}

    /// What is below is not written. Info at first.
    void set_lowest(Level level) { lowest_ = level; }
    [[nodiscard]] bool writes(Level level) const { return level >= lowest_; }

    void write(Level level, Word event, std::initializer_list<Field> fields = {});
    /// An error with its code, place and detail.
    void write(Level level, Word event, const Error& error);

private:
    Sink sink_;
    Now now_;
    std::atomic<Level> lowest_{Level::info};
    std::mutex mutex_;
};

/// Writes to a file descriptor that stays open, such as that of stderr, one line in one call. What
/// cannot be written is lost: nothing stops because of its log.
[[nodiscard]] Log::Sink to_descriptor(int descriptor);

}  // namespace yidi::telemetry
