#include "adapters/system/ids.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/system/clock.h"

namespace yidi::system {
namespace {

constexpr std::int64_t kNowMs = 1'795'000'000'000;
constexpr std::int64_t kHourMs = 3'600'000;

class SetClock final : public ports::Clock {
public:
    [[nodiscard]] Instant now() const override { return Instant::from_ms(ms); }
    std::int64_t ms = kNowMs;
};

/// A mark that outlives its process, and may refuse.
class KeptMark final : public IdMark {
public:
    [[nodiscard]] Result<std::int64_t> load() override { return kept; }
    [[nodiscard]] Result<void> raise(std::int64_t mark) override {
        if (refuses) return fail({.code = ErrorCode::unreadable_file});
        kept = mark;
        ++raised;
        return {};
    }
    std::int64_t kept = 0;
    int raised = 0;
    bool refuses = false;
};

std::unique_ptr<TimeOrderedIds> started(const TimeOrderedIds::Parts& parts) {
    auto ids = TimeOrderedIds::start(parts);
    EXPECT_TRUE(ids.has_value());
    return *std::move(ids);
}

TEST(TimeOrderedIds, FitAJavaScriptNumberUntil2089) {
    SetClock clock;
    KeptMark mark;
    clock.ms = 3'755'289'600'000;  // 2088-12-31
    const auto ids = started({.clock = clock, .mark = mark, .node = 31});
    const std::int64_t id = ids->next();
    EXPECT_GT(id, 0);
    EXPECT_LT(id, std::int64_t{1} << 53U);
}

TEST(TimeOrderedIds, GrowEvenInOneMillisecondAndWhenTheClockJumpsBack) {
    SetClock clock;
    KeptMark mark;
    const auto ids = started({.clock = clock, .mark = mark});
    std::int64_t last = 0;
    for (int i = 0; i < 2'000; ++i) {
        if (i == 1'000) clock.ms -= kHourMs;
        const std::int64_t id = ids->next();
        ASSERT_GT(id, last);
        last = id;
    }
}

TEST(TimeOrderedIds, FollowTheClock) {
    SetClock clock;
    KeptMark mark;
    const auto ids = started({.clock = clock, .mark = mark});
    const std::int64_t first = ids->next();
    clock.ms += 1'000;
    EXPECT_EQ(ids->next() - first, std::int64_t{1'000} * 128 * 32);
}

TEST(TimeOrderedIds, AreNewAfterARestartWithAClockSetBack) {
    SetClock clock;
    KeptMark mark;
    std::int64_t greatest = 0;
    for (int process = 0; process < 5; ++process) {
        const auto ids = started({.clock = clock, .mark = mark});
        for (int i = 0; i < 300; ++i) {
            const std::int64_t id = ids->next();
            ASSERT_GT(id, greatest) << "process " << process;
            greatest = id;
            clock.ms += 40;  // 12 s in all: more than one reservation
        }
        clock.ms -= kHourMs;
    }
}

TEST(TimeOrderedIds, WriteTheMarkOnceInTenSecondsAndNotForEachId) {
    SetClock clock;
    KeptMark mark;
    const auto ids = started({.clock = clock, .mark = mark});
    for (int i = 0; i < 30'000; ++i) {
        static_cast<void>(ids->next());
        clock.ms += 1;
    }
    EXPECT_EQ(mark.raised, 3);
}

TEST(TimeOrderedIds, GoOnWhileTheMarkCannotBeKept) {
    SetClock clock;
    KeptMark mark;
    mark.refuses = true;
    const auto ids = started({.clock = clock, .mark = mark});
    const std::int64_t first = ids->next();
    EXPECT_GT(ids->next(), first);
    mark.refuses = false;
    clock.ms += 10'001;
    static_cast<void>(ids->next());
    EXPECT_EQ(mark.raised, 1);
}

TEST(TimeOrderedIds, OfTwoNodesNeverMeet) {
    const SetClock clock;
    KeptMark mark_of_3;
    KeptMark mark_of_4;
    const auto three = started({.clock = clock, .mark = mark_of_3, .node = 3});
    const auto four = started({.clock = clock, .mark = mark_of_4, .node = 4});
    std::set<std::int64_t> given;
    for (int i = 0; i < 500; ++i) {
        EXPECT_TRUE(given.insert(three->next()).second);
        EXPECT_TRUE(given.insert(four->next()).second);
    }
}

TEST(TimeOrderedIds, OfManyThreadsAreAllDifferent) {
    const SystemClock clock;
    KeptMark mark;
    const auto ids = started({.clock = clock, .mark = mark});
    constexpr std::size_t kThreads = 4;
    constexpr std::size_t kEach = 5'000;
    std::vector<std::vector<std::int64_t>> given(kThreads);
    std::vector<std::thread> threads;
    threads.reserve(kThreads);
    for (std::vector<std::int64_t>& mine : given) {
        threads.emplace_back([&ids, &mine] {
            for (std::size_t i = 0; i < kEach; ++i) mine.push_back(ids->next());
        });
    }
    for (std::thread& thread : threads) thread.join();
    std::set<std::int64_t> all;
    for (const std::vector<std::int64_t>& mine : given) {
        EXPECT_TRUE(std::is_sorted(mine.begin(), mine.end()));
        all.insert(mine.begin(), mine.end());
    }
    EXPECT_EQ(all.size(), kThreads * kEach);
}

TEST(SystemClock, TellsATimeAfterThisWasWritten) {
    EXPECT_GT(SystemClock{}.now().ms(), 1'763'000'000'000);
}

class IdMarkFileTest : public ::testing::Test {
protected:
    void SetUp() override {
        folder_ = ::testing::TempDir() + "yidi_id_mark_" +
                  ::testing::UnitTest::GetInstance()->current_test_info()->name();
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    [[nodiscard]] std::string path() const { return folder_ + "/ids"; }
    void write(std::string_view text) const { std::ofstream{path()} << text; }

private:
    std::string folder_;
};

TEST_F(IdMarkFileTest, IsZeroBeforeTheFirstMark) {
    const auto mark = IdMarkFile{path()}.load();
    ASSERT_TRUE(mark.has_value());
    EXPECT_EQ(*mark, 0);
}

TEST_F(IdMarkFileTest, GivesTheLastMarkToTheNextProcess) {
    IdMarkFile first{path()};
    ASSERT_TRUE(first.raise(42).has_value());
    ASSERT_TRUE(first.raise(6'000'000'000'000).has_value());
    const auto mark = IdMarkFile{path()}.load();
    ASSERT_TRUE(mark.has_value());
    EXPECT_EQ(*mark, 6'000'000'000'000);
}

TEST_F(IdMarkFileTest, ForgivesAMarkThatWasBeingRaised) {
    ASSERT_TRUE(IdMarkFile{path()}.raise(42).has_value());
    std::ofstream{path() + ".new"} << "yidi-i";
    IdMarkFile next{path()};
    EXPECT_EQ(*next.load(), 42);
    EXPECT_TRUE(next.raise(43).has_value());
    EXPECT_EQ(*next.load(), 43);
}

TEST_F(IdMarkFileTest, RefusesADamagedFileInsteadOfStartingAgain) {
    for (const std::string_view text : {"", "yidi-ids 1 12", "yidi-ids 1 x\n", "yidi-ids 1 -5\n"}) {
        write(text);
        const auto mark = IdMarkFile{path()}.load();
        ASSERT_FALSE(mark.has_value()) << text;
        EXPECT_EQ(mark.error().code, ErrorCode::unreadable_file);
    }
}

TEST_F(IdMarkFileTest, SaysWhenItCannotBeWritten) {
    IdMarkFile nowhere{path() + "/no/such/folder"};
    const auto raised = nowhere.raise(1);
    ASSERT_FALSE(raised.has_value());
    EXPECT_EQ(raised.error().code, ErrorCode::unreadable_file);
}

}  // namespace
}  // namespace yidi::system
