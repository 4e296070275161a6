#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/error.h"

namespace yidi::ports {

/// An approved filing as the network between regions is told of it (上报).
struct FilingReport {
    std::string msgid;  ///< the same for each attempt, so that a repeat does no harm
    std::string psn_no;
    std::int64_t filing = 0;
    std::string kind;  ///< as packs spell it
    std::vector<std::uint32_t> places;
    Date begndate;
    std::optional<Date> enddate;
};

/// The network that hospitals of other regions ask. A server that is the whole network itself has
/// none, and a filing is known there once it is approved.
/// Threads   any; not called on a store's writer.
class Upward {
public:
    Upward() = default;
    Upward(const Upward&) = delete;
    Upward& operator=(const Upward&) = delete;
    virtual ~Upward() = default;
    /// Errors    busy: not reached, or no answer; the same report is sent again later.
    [[nodiscard]] virtual Result<void> report(const FilingReport& report) = 0;
};

}  // namespace yidi::ports
