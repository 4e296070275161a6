#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "ports/store.h"

namespace yidi::sim {

/// One write of a work, in its order.
struct Written {
    enum class How : std::uint8_t { insert, put, erase };
    How how = How::insert;
    const ports::TableSpec* table = nullptr;
    ports::Row row;  ///< of an erase the key
};

/// A store that tells what each work has written, when it has ended and before anything else runs.
class WatchedStore final : public ports::Store {
public:
    struct Watcher {
        /// A work that ended well, with what it wrote, and as it sees the store.
        std::function<void(const std::vector<Written>&, ports::Session&)> wrote;
        /// A work that ended with an error; what it wrote is rolled back.
        std::function<void(const Error&)> refused;
    };
    /// `inner` outlives it.
    WatchedStore(ports::Store& inner, Watcher watcher)
        : inner_{inner}, watcher_{std::move(watcher)} {}

    void submit(ports::Work work, ports::Done done) override;
    Result<void> read(const ports::Work& work) override { return inner_.read(work); }
    void close() override { inner_.close(); }

private:
    ports::Store& inner_;
    Watcher watcher_;
};

}  // namespace yidi::sim
