#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>

#include "ports/store.h"

namespace yidi::storage {

/// What a fault may strike (MemoryOptions::fails).
enum class MemoryStep : std::uint8_t { write, commit };

struct MemoryOptions {
    /// Works in one commit.
    std::size_t batch_max = 64;
    /// Works that may wait; more are refused as busy.
    std::size_t waiting_max = 4096;
    /// Given each step of the writer (run a batch, commit it, tell its ends), to run it when it
    /// likes, one after another. Empty: each step runs at once.
    std::function<void(std::function<void()>)> schedule = {};
    /// Asked before each write and each commit; true makes it fail, as a full disk would. Empty:
    /// nothing fails.
    std::function<bool(MemoryStep)> fails = {};
};

/// Rows in ordered maps, for tests and simulation. As in a real store, what a batch has written is
/// seen by readers, and survives a crash, from its commit on and not before.
/// Threads   without `schedule` as ports::Store says, where the writer is the thread whose submit
///           found it idle: it runs what waits, its own work too, before it returns. With
///           `schedule` everything runs on one thread.
class MemoryStore final : public ports::Store {
public:
    explicit MemoryStore(std::span<const ports::TableSpec> tables, MemoryOptions options = {});
    ~MemoryStore() override;

    void submit(ports::Work work, ports::Done done) override;
    Result<void> read(const ports::Work& work) override;
    /// With `schedule`, runs what is left of the steps at once.
    void close() override;

    /// The machine stops and starts again: what was committed is there, what was not is lost, and
    /// what waited is never told its end. Requires `schedule`, and to be called between steps.
    void crash();

private:
    class Writer;
    // Shared with the steps that wait in the scheduler: when the store is gone, they do nothing.
    std::shared_ptr<Writer> writer_;
};

}  // namespace yidi::storage
