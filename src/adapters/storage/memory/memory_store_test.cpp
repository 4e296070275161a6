#include "adapters/storage/memory/memory_store.h"

#include <array>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace yidi::storage {
namespace {

using ports::Row;
using ports::Session;
using ports::TableSpec;

constexpr std::array<ports::Column, 2> kColumns{{{.name = "id"}, {.name = "amount"}}};
constexpr std::array<TableSpec, 1> kTables{
    {{.name = "total", .kind = ports::TableKind::current, .key_size = 1, .columns = kColumns}}};
constexpr const TableSpec& kTotal = kTables[0];

/// A store whose steps wait until the test runs them.
class StepByStep : public testing::Test {
protected:
    void open(std::function<bool(MemoryStep)> fails = {}) {
        store_ = std::make_unique<MemoryStore>(
            kTables, MemoryOptions{.batch_max = 2,
                                   .schedule = [this](auto step) { steps_.push_back(step); },
                                   .fails = std::move(fails)});
    }
    void SetUp() override { open(); }

    void submit(std::int64_t id) {
        store_->submit(
            [id](Session& session) {
                return session.insert(kTotal, {id, id});
            },
            [this, id](const Result<void>& end) {
                told_.push_back(std::to_string(id) + (end ? " done" : " busy"));
            });
    }
    /// False if no step waits.
    bool step() {
        if (steps_.empty()) return false;
        const std::function<void()> first = std::move(steps_.front());
        steps_.pop_front();
        first();
        return true;
    }
    void run() {
        while (step()) {
        }
    }
    [[nodiscard]] std::size_t count() {
        std::size_t counted = 0;
        EXPECT_TRUE(store_->read([&](Session& session) {
            return session.scan(kTotal, {}, {}, [&](const Row&) { return ++counted > 0; });
        }));
        return counted;
    }
    [[nodiscard]] MemoryStore& store() { return *store_; }
    void drop() { store_.reset(); }
    [[nodiscard]] const std::vector<std::string>& told() const { return told_; }

private:
    std::deque<std::function<void()>> steps_;
    std::vector<std::string> told_;
    std::unique_ptr<MemoryStore> store_;
};

using Told = std::vector<std::string>;

TEST_F(StepByStep, ABatchIsRunThenCommittedThenTold) {
    submit(1);
    EXPECT_EQ(count(), 0U);
    ASSERT_TRUE(step());  // Runs the work.
    EXPECT_EQ(count(), 0U);
    ASSERT_TRUE(step());  // Commits it.
    EXPECT_EQ(count(), 1U);
    EXPECT_EQ(told(), Told{});
    ASSERT_TRUE(step());  // Tells its end.
    EXPECT_EQ(told(), Told{"1 done"});
    ASSERT_TRUE(step());  // Finds that nothing waits.
    EXPECT_FALSE(step());
    submit(2);
    run();
    EXPECT_EQ(told(), (Told{"1 done", "2 done"}));
}

TEST_F(StepByStep, WhatComesMeanwhileWaitsForTheNextBatch) {
    for (std::int64_t id = 1; id <= 3; ++id) submit(id);
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(step());
    EXPECT_EQ(told(), (Told{"1 done", "2 done"}));
    run();
    EXPECT_EQ(told(), (Told{"1 done", "2 done", "3 done"}));
}

TEST_F(StepByStep, ACrashBeforeTheCommitLosesTheBatch) {
    submit(1);
    ASSERT_TRUE(step());
    store().crash();
    run();
    EXPECT_EQ(count(), 0U);
    EXPECT_EQ(told(), Told{});
    submit(1);  // The same key again: nothing of the first is left.
    run();
    EXPECT_EQ(told(), Told{"1 done"});
}

TEST_F(StepByStep, ACrashAfterTheCommitKeepsTheBatchAndTellsNobody) {
    submit(1);
    ASSERT_TRUE(step());
    ASSERT_TRUE(step());
    submit(2);
    store().crash();
    run();
    EXPECT_EQ(count(), 1U);
    EXPECT_EQ(told(), Told{});
    submit(1);
    run();
    EXPECT_EQ(told(), Told{"1 busy"});  // The key is there: changed_meanwhile.
}

TEST_F(StepByStep, AFailedCommitLeavesNothingAndIsToldBusy) {
    int commits = 0;
    open([&](MemoryStep step) { return step == MemoryStep::commit && ++commits == 1; });
    submit(1);
    submit(2);
    run();
    EXPECT_EQ(told(), (Told{"1 busy", "2 busy"}));
    EXPECT_EQ(count(), 0U);
    submit(1);
    run();
    EXPECT_EQ(told().back(), "1 done");
}

TEST_F(StepByStep, AFailedWriteFailsTheWholeCommit) {
    int writes = 0;
    open([&](MemoryStep step) { return step == MemoryStep::write && ++writes == 2; });
    submit(1);
    submit(2);
    submit(3);
    run();
    EXPECT_EQ(told(), (Told{"1 busy", "2 busy", "3 done"}));
    EXPECT_EQ(count(), 1U);
}

TEST_F(StepByStep, ClosingDoesTheStepsThatAreLeft) {
    submit(1);
    submit(2);
    submit(3);
    ASSERT_TRUE(step());
    store().close();
    EXPECT_EQ(told(), (Told{"1 done", "2 done", "3 done"}));
    run();  // The steps that still wait find nothing to do.
    EXPECT_EQ(told().size(), 3U);
}

TEST_F(StepByStep, StepsOfAStoreThatIsGoneDoNothing) {
    submit(1);
    store().crash();
    drop();
    EXPECT_TRUE(step());
    EXPECT_EQ(told(), Told{});
}

}  // namespace
}  // namespace yidi::storage
