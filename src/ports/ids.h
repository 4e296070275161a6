#pragma once

#include <cstdint>

namespace yidi::ports {

/// Numbers that are never given twice, made by the application and not by the store, so that the
/// store can be spread over nodes. Positive, below 2^53, and a later one is greater.
/// Threads   any.
class Ids {
public:
    Ids() = default;
    Ids(const Ids&) = delete;
    Ids& operator=(const Ids&) = delete;
    virtual ~Ids() = default;
    [[nodiscard]] virtual std::int64_t next() = 0;
};

}  // namespace yidi::ports
