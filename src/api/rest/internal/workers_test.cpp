#include "api/rest/internal/workers.h"

#include <atomic>
#include <future>

#include <gtest/gtest.h>

namespace yidi::rest::internal {
namespace {

TEST(Workers, RunWhatTheyAreGiven) {
    Workers workers{{.threads = 2}};
    std::promise<int> done;
    EXPECT_TRUE(workers.give([&done] { done.set_value(7); }));
    EXPECT_EQ(done.get_future().get(), 7);
}

TEST(Workers, WithoutThreadsTheGiverRunsIt) {
    Workers workers{{.threads = 0}};
    const std::thread::id giver = std::this_thread::get_id();
    std::thread::id runner;
    EXPECT_TRUE(workers.give([&runner] { runner = std::this_thread::get_id(); }));
    EXPECT_EQ(runner, giver);
}

TEST(Workers, RunNoMoreAtOnceThanTheyAreAndSayWhenTheQueueIsFull) {
    std::promise<void> open;
    const std::shared_future<void> gate = open.get_future().share();
    std::promise<void> begun;
    std::atomic<int> ran = 0;
    std::atomic<int> taken = 0;
    {
        Workers workers{{.threads = 1, .waiting_max = 5}};
        EXPECT_TRUE(workers.give([&] {
            begun.set_value();
            gate.wait();
        }));
        begun.get_future().wait();
        while (workers.give([&ran] { ++ran; })) ++taken;
        EXPECT_EQ(taken, 5);
        EXPECT_EQ(ran, 0) << "one thread, and it waits";
        std::promise<void> last;
        open.set_value();
        // A place comes free as the queue is worked off.
        while (!workers.give([&last] { last.set_value(); })) std::this_thread::yield();
        last.get_future().wait();
        EXPECT_EQ(ran, 5);
    }
}

TEST(Workers, DropWhatWaitsWhenTheyEnd) {
    std::promise<void> open;
    const std::shared_future<void> gate = open.get_future().share();
    std::promise<void> begun;
    const auto held = std::make_shared<int>(0);
    std::thread opener;
    {
        Workers workers{{.threads = 1}};
        EXPECT_TRUE(workers.give([&] {
            begun.set_value();
            gate.wait();
        }));
        begun.get_future().wait();
        EXPECT_TRUE(workers.give([held] { ++*held; }));
        EXPECT_EQ(held.use_count(), 2);
        // The end waits for the job that has begun, which waits for this.
        opener = std::thread{[&open, &held] {
            while (held.use_count() == 2) std::this_thread::yield();
            open.set_value();
        }};
    }
    opener.join();
    EXPECT_EQ(*held, 0);
    EXPECT_EQ(held.use_count(), 1);
}

}  // namespace
}  // namespace yidi::rest::internal
