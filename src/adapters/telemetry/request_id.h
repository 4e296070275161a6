#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace yidi::telemetry {

/// Names requests, so that the lines about one can be found: 8 digits of the process and 8 of the
/// request, hexadecimal. Any thread.
class RequestIds {
public:
    /// `process` is drawn by chance, so that ids of two runs differ.
    explicit RequestIds(std::uint32_t process) : process_{process} {}

    [[nodiscard]] std::string next();
    /// The caller's own id where it is a code (masked.h) of 8 to 64 characters, so that its log and
    /// ours can be laid side by side; else the next one.
    [[nodiscard]] std::string next(std::string_view proposed);

private:
    std::uint32_t process_;
    std::atomic<std::uint32_t> count_{0};
};

}  // namespace yidi::telemetry
