#pragma once

#include <functional>
#include <mutex>
#include <string_view>

#include "adapters/http/message.h"
#include "api/line/fault_line.h"
#include "api/line/masker.h"
#include "api/line/recording.h"
#include "base/instant.h"

namespace yidi::line {

/// What the recorder works with. All outlive it and every answer it still owes.
struct RecorderPorts {
    Deliver deliver;
    Masker masker;
    /// Takes a whole line with its end; called by one thread at a time.
    std::function<void(std::string_view line)> write;
    std::function<Instant()> now;
};

/// Keeps each exchange with the national interface, as the client sees it: one line when it is
/// answered, or when it is sure that it will not be. Persons are masked; signatures, tokens and
/// keys are never kept, nor is the body of what is no message of the interface.
/// Threads   any.
class Recorder {
public:
    /// Writes the head.
    explicit Recorder(RecorderPorts ports);

    void handle(http::Request request, http::Answer answer);

private:
    class Kept;
    [[nodiscard]] Exchange begun(const http::Request& request) const;
    void write(const Exchange& exchange);

    RecorderPorts ports_;
    Instant started_;
    std::mutex mutex_;
};

}  // namespace yidi::line
