#include <algorithm>
#include <atomic>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "tests/contract/countdown.h"
#include "tests/contract/sample_tables.h"
#include "tests/contract/stores.h"

/// What every store does with use cases: each whole or not at all, one after another, told once.
namespace yidi::contract {
namespace {

using ports::Work;

template <class Kind>
class Works : public StoreContract<Kind> {};
TYPED_TEST_SUITE(Works, Kinds);

Error refusal() {
    return {.code = ErrorCode::not_insured, .source = "a clause"};
}

/// Holds the writer up until it is let go, so that what is submitted meanwhile waits.
class Brake {
public:
    explicit Brake(Store& store)
        : thread_{[held = held_, go = go_, &store] {
              store.submit(
                  [held, go](Session&) -> Result<void> {
                      held.count_down();
                      go.wait();
                      return {};
                  },
                  [](const Result<void>&) {});
          }} {
        held_.wait();
    }
    Brake(const Brake&) = delete;
    Brake& operator=(const Brake&) = delete;
    ~Brake() {
        go_.count_down();
        thread_.join();
    }

private:
    Countdown held_{1};
    Countdown go_{1};
    std::thread thread_;
};

TYPED_TEST(Works, SeeWhatTheyHaveWrittenThemselves) {
    const Result<void> written = write(this->store(), [](Session& session) -> Result<void> {
        YIDI_TRY_VOID(session.insert(visits(), row({.pid = 1, .seq = 1, .place = "a"})));
        const std::vector<Value> key{number(1), number(1)};
        YIDI_TRY(const std::optional<Row> found, session.get(visits(), key));
        EXPECT_EQ(found, row({.pid = 1, .seq = 1, .place = "a"}));
        int visited = 0;
        const auto count = [&](const Row&) { return ++visited > 0; };
        YIDI_TRY_VOID(session.scan(visits(), "by_place", {.prefix = {text("a")}}, count));
        EXPECT_EQ(visited, 1);
        return {};
    });
    EXPECT_TRUE(written);
}

TYPED_TEST(Works, ThatEndWithAnErrorLeaveNothing) {
    ASSERT_TRUE(insert(this->store(), totals(), total(1, 2024, 5)));
    ASSERT_TRUE(insert(this->store(), totals(), total(1, 2023, 4)));
    const std::vector<Row> before = rows(this->store(), totals());
    const Result<void> refused = write(this->store(), [](Session& session) -> Result<void> {
        const std::vector<Value> key{number(1), number(2023)};
        YIDI_TRY_VOID(session.insert(visits(), row({.pid = 1, .seq = 1, .place = "a"})));
        YIDI_TRY_VOID(session.put(totals(), total(1, 2024, 6)));
        YIDI_TRY_VOID(session.put(totals(), total(1, 2024, 7)));
        YIDI_TRY_VOID(session.put(totals(), total(1, 2025, 8)));
        YIDI_TRY_VOID(session.erase(totals(), key));
        return fail(refusal());
    });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error(), refusal());
    EXPECT_EQ(rows(this->store(), totals()), before);
    EXPECT_TRUE(rows(this->store(), visits()).empty());
    EXPECT_TRUE(rows(this->store(), visits(), {}, "by_place").empty());
}

/// Returns when all that was submitted before has ended.
void wait_for_all(Store& store) {
    EXPECT_TRUE(write(store, [](Session&) -> Result<void> { return {}; }));
}

TYPED_TEST(Works, ThatFailLeaveTheirNeighboursInTheSameCommitAlone) {
    std::vector<std::string> ends;
    {
        const Brake brake{this->store()};
        for (std::int64_t seq = 0; seq < 5; ++seq) {
            this->store().submit(
                [seq](Session& session) -> Result<void> {
                    YIDI_TRY_VOID(session.put(totals(), total(1, 2025, seq)));
                    YIDI_TRY_VOID(session.insert(visits(), row({.pid = 1, .seq = seq})));
                    return seq % 2 == 1 ? Result<void>{fail(refusal())} : Result<void>{};
                },
                [&ends](const Result<void>& end) {
                    ends.emplace_back(end ? "done" : name(end.error().code));
                });
        }
    }
    wait_for_all(this->store());
    EXPECT_EQ(ends,
              (std::vector<std::string>{"done", "not_insured", "done", "not_insured", "done"}));
    EXPECT_EQ(seqs(this->store(), {}), (std::vector<std::int64_t>{0, 2, 4}));
    EXPECT_EQ(rows(this->store(), totals()), (std::vector<Row>{total(1, 2025, 4)}));
}

TYPED_TEST(Works, ThatFailedAreNotThereForTheNextOne) {
    std::optional<bool> was_there;
    {
        const Brake brake{this->store()};
        this->store().submit(
            [](Session& session) -> Result<void> {
                YIDI_TRY_VOID(session.put(totals(), total(1, 2025, 1)));
                return fail(refusal());
            },
            [](const Result<void>&) {});
        this->store().submit(
            [&](Session& session) -> Result<void> {
                const std::vector<Value> key{number(1), number(2025)};
                YIDI_TRY(const std::optional<Row> found, session.get(totals(), key));
                was_there = found.has_value();
                return {};
            },
            [](const Result<void>&) {});
    }
    wait_for_all(this->store());
    EXPECT_EQ(was_there, false);
}

TYPED_TEST(Works, AreToldTheirEndOnceAndAfterItCanBeRead) {
    std::atomic<int> told = 0;
    std::promise<std::optional<Row>> seen;
    this->store().submit(
        [](Session& session) { return session.insert(totals(), total(1, 2025, 9)); },
        [&](const Result<void>& end) {
            ++told;
            EXPECT_TRUE(end);
            seen.set_value(get(this->store(), totals(), {number(1), number(2025)}));
        });
    EXPECT_EQ(seen.get_future().get(), total(1, 2025, 9));
    this->store().close();
    EXPECT_EQ(told, 1);
}

TYPED_TEST(Works, MaySubmitTheNextWhenTheyAreToldTheirEnd) {
    std::promise<Result<void>> second;
    this->store().submit(
        [](Session& session) { return session.insert(totals(), total(1, 2025, 1)); },
        [&](const Result<void>&) {
            this->store().submit(
                [](Session& session) { return session.insert(totals(), total(1, 2026, 1)); },
                [&](Result<void> end) { second.set_value(std::move(end)); });
        });
    EXPECT_TRUE(second.get_future().get());
    EXPECT_EQ(rows(this->store(), totals()).size(), 2U);
}

TYPED_TEST(Works, RunInTheOrderInWhichTheyWereSubmitted) {
    std::vector<int> order;
    std::vector<int> told;
    for (int i = 0; i < 200; ++i) {
        this->store().submit(
            [&order, i](Session&) -> Result<void> {
                order.push_back(i);
                return {};
            },
            [&told, i](const Result<void>&) { told.push_back(i); });
    }
    this->store().close();
    ASSERT_EQ(order.size(), 200U);
    EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
    EXPECT_EQ(told, order);
}

TYPED_TEST(Works, OfManyThreadsDisturbEachOtherNever) {
    constexpr int kThreads = 20;
    constexpr int kEach = 50;
    std::atomic<int> refused = 0;
    std::vector<std::thread> threads;
    threads.reserve(kThreads);
    for (int thread = 0; thread < kThreads; ++thread) {
        threads.emplace_back([&, thread] {
            for (int i = 0; i < kEach; ++i) {
                // Reads, adds one, writes; every fifth takes it back by an error.
                const Result<void> end =
                    write(this->store(), [&](Session& session) -> Result<void> {
                        const std::vector<Value> key{number(1), number(2025)};
                        YIDI_TRY(const std::optional<Row> found, session.get(totals(), key));
                        const std::int64_t count = found ? std::get<std::int64_t>(found->at(2)) : 0;
                        YIDI_TRY_VOID(session.put(totals(), total(1, 2025, count + 1)));
                        YIDI_TRY_VOID(session.insert(visits(), row({.pid = thread, .seq = i})));
                        return i % 5 == 0 ? Result<void>{fail(refusal())} : Result<void>{};
                    });
                if (!end) ++refused;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(refused, 200);  // 20 × 50 / 5
    EXPECT_EQ(rows(this->store(), visits()).size(), 800U);
    EXPECT_EQ(rows(this->store(), totals()), (std::vector<Row>{total(1, 2025, 800)}));
}

TYPED_TEST(Works, AreRefusedAtOnceWhereTooManyWait) {
    this->open({.waiting_max = 2});
    std::vector<ErrorCode> refused;
    std::atomic<int> done = 0;
    const Work nothing = [](Session&) -> Result<void> { return {}; };
    {
        const Brake brake{this->store()};
        for (int i = 0; i < 4; ++i) {
            this->store().submit(nothing, [&](const Result<void>& end) {
                if (end) {
                    ++done;
                } else {
                    refused.push_back(end.error().code);
                }
            });
        }
        EXPECT_EQ(refused, (std::vector{ErrorCode::busy, ErrorCode::busy}));
    }
    this->store().close();
    EXPECT_EQ(done, 2);
}

TYPED_TEST(Works, GetDoneInManyCommitsWhereABatchIsSmall) {
    this->open({.batch_max = 3});
    std::atomic<int> done = 0;
    {
        const Brake brake{this->store()};
        for (std::int64_t i = 0; i < 10; ++i) {
            this->store().submit(
                [i](Session& session) { return session.insert(totals(), total(i, 2025, 1)); },
                [&](const Result<void>& end) { done += end ? 1 : 0; });
        }
    }
    this->store().close();
    EXPECT_EQ(done, 10);
}

TYPED_TEST(Works, AreAllDoneWhenTheStoreIsClosedAndNoneIsTakenAfterwards) {
    std::atomic<int> done = 0;
    for (std::int64_t i = 0; i < 100; ++i) {
        this->store().submit(
            [i](Session& session) { return session.insert(totals(), total(i, 2025, 1)); },
            [&](const Result<void>& end) { done += end ? 1 : 0; });
    }
    this->store().close();
    EXPECT_EQ(done, 100);

    const Result<void> late = insert(this->store(), totals(), total(101, 2025, 1));
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ErrorCode::busy);
    const Result<void> read = this->store().read([](Session&) -> Result<void> { return {}; });
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::busy);
    this->store().close();  // A second time does nothing.
}

TYPED_TEST(Works, ThatAreNotCommittedAreNotRead) {
    std::promise<void> written;
    std::promise<void> go;
    std::thread writer{[&] {
        (void)write(this->store(), [&](Session& session) -> Result<void> {
            YIDI_TRY_VOID(session.insert(totals(), total(1, 2025, 1)));
            written.set_value();
            go.get_future().wait();
            return {};
        });
    }};
    written.get_future().wait();
    EXPECT_TRUE(rows(this->store(), totals()).empty());
    go.set_value();
    writer.join();
    EXPECT_EQ(rows(this->store(), totals()).size(), 1U);
}

TYPED_TEST(Works, DoNotChangeWhatAReaderHasBegunToRead) {
    ASSERT_TRUE(insert(this->store(), totals(), total(1, 2025, 1)));
    std::thread writer;
    const auto count = [](Session& session) {
        int counted = 0;
        EXPECT_TRUE(session.scan(totals(), {}, {}, [&](const Row&) { return ++counted > 0; }));
        return counted;
    };
    const Result<void> read = this->store().read([&](Session& session) -> Result<void> {
        EXPECT_EQ(count(session), 1);
        const Countdown submitted{1};
        writer = std::thread{[submitted, this] {
            this->store().submit(
                [submitted](Session& inner) {
                    Result<void> end = inner.insert(totals(), total(2, 2025, 1));
                    submitted.count_down();
                    return end;
                },
                [](const Result<void>&) {});
        }};
        submitted.wait();
        EXPECT_EQ(count(session), 1);
        return {};
    });
    EXPECT_TRUE(read);
    writer.join();
    this->store().close();
}

TYPED_TEST(Works, GiveAReaderItsOwnErrorBack) {
    const Result<void> read =
        this->store().read([](Session&) -> Result<void> { return fail(refusal()); });
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error(), refusal());
}

TYPED_TEST(Works, ReadManyAtATime) {
    ASSERT_TRUE(insert(this->store(), totals(), total(1, 2025, 1)));
    std::vector<std::thread> threads;
    threads.reserve(20);
    std::atomic<int> found = 0;
    for (int thread = 0; thread < 20; ++thread) {
        threads.emplace_back([&] {
            for (int i = 0; i < 20; ++i) {
                found += static_cast<int>(rows(this->store(), totals()).size());
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(found, 400);
}

std::string state(Store& store) {
    std::string bytes;
    EXPECT_TRUE(state_of(store, tables(), [&](std::string_view part) { bytes += part; }));
    return bytes;
}

TYPED_TEST(Works, MakeAStateThatSaysEveryRowButThoseOfLogs) {
    const std::string empty = state(this->store());
    ASSERT_TRUE(insert(this->store(), messages(), {text("a"), text("1"), text("b")}));
    EXPECT_EQ(state(this->store()), empty);
    ASSERT_TRUE(insert(this->store(), totals(), total(1, 2025, 1)));
    const std::string one = state(this->store());
    EXPECT_NE(one, empty);
    ASSERT_FALSE(write(this->store(), [](Session& session) -> Result<void> {
        YIDI_TRY_VOID(session.put(totals(), total(1, 2025, 2)));
        return fail(refusal());
    }));
    EXPECT_EQ(state(this->store()), one);
    ASSERT_TRUE(write(this->store(),
                      [](Session& session) { return session.put(totals(), total(1, 2025, 2)); }));
    EXPECT_NE(state(this->store()), one);
}

TEST(State, IsTheSameInEveryStore) {
    const auto fill_and_say = [](auto kind) {
        const std::unique_ptr<Store> store = kind->open({});
        for (std::int64_t pid = 9; pid > 0; --pid) {
            EXPECT_TRUE(
                insert(*store, visits(), row({.pid = pid, .seq = -pid, .seal = {"\0", 1}})));
            EXPECT_TRUE(insert(*store, seals(), {text(std::to_string(pid)), text("医")}));
        }
        return state(*store);
    };
    const std::string in_memory = fill_and_say(std::make_unique<InMemory>());
    EXPECT_EQ(fill_and_say(std::make_unique<InSqlite>()), in_memory);
    EXPECT_GT(in_memory.size(), 9U * 5 * 8);
}

}  // namespace
}  // namespace yidi::contract
