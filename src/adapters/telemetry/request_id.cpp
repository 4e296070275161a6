#include "adapters/telemetry/request_id.h"

#include "adapters/telemetry/masked.h"

namespace yidi::telemetry {
namespace {

void append_hex(std::string& out, std::uint32_t number) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    for (unsigned shift = 32; shift > 0; shift -= 4) {
        out += kDigits[number >> (shift - 4) & 0xFU];
    }
}

}  // namespace

std::string RequestIds::next() {
    std::string id;
    append_hex(id, process_);
    append_hex(id, count_.fetch_add(1, std::memory_order_relaxed));
    return id;
}

std::string RequestIds::next(std::string_view proposed) {
    constexpr std::size_t kShortest = 8;
    if (proposed.size() >= kShortest && Code{proposed}.text() == proposed) {
        return std::string{proposed};
    }
    return next();
}

}  // namespace yidi::telemetry
