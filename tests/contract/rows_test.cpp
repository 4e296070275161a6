#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/contract/sample_tables.h"
#include "tests/contract/stores.h"

/// What every store does with rows.
namespace yidi::contract {
namespace {

using std::string_literals::operator""s;

/// Stores with threads cannot be forked in the middle of a test: it is run again from its start.
void expect_deaths_from_the_start() {
    testing::FLAGS_gtest_death_test_style = "threadsafe";
}

template <class Kind>
class Rows : public StoreContract<Kind> {
protected:
    void fill(const std::vector<Row>& rows) {
        const Result<void> written = write(
            this->store(), [&](Session& session) { return insert_all(session, visits(), rows); });
        ASSERT_TRUE(written) << to_string(written.error());
    }
};
TYPED_TEST_SUITE(Rows, Kinds);

using Seqs = std::vector<std::int64_t>;

TYPED_TEST(Rows, AreReadAsTheyWereWritten) {
    const Row written = row({.pid = 7, .seq = 1, .place = "石家庄", .seal = "seal", .amount = -3});
    ASSERT_TRUE(insert(this->store(), visits(), written));
    EXPECT_EQ(get(this->store(), visits(), {number(7), number(1)}), written);
    EXPECT_EQ(get(this->store(), visits(), {number(7), number(2)}), std::nullopt);
}

TYPED_TEST(Rows, KeepTheSmallestAndTheLargestNumber) {
    const std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
    const std::int64_t largest = std::numeric_limits<std::int64_t>::max();
    this->fill({row({.pid = largest, .seq = 2, .amount = smallest}),
                row({.pid = smallest, .seq = 1, .amount = largest})});
    EXPECT_EQ(seqs(this->store(), {}), (Seqs{1, 2}));
    EXPECT_EQ(get(this->store(), visits(), {number(largest), number(2)})->back(), number(smallest));
    EXPECT_EQ(seqs(this->store(), {.to = number(largest)}, "by_amount"), (Seqs{2, 1}));
}

TYPED_TEST(Rows, KeepBytesThatAreNoText) {
    std::string all;
    for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
    const Row written{text("\0key\0"s), text(all)};
    ASSERT_TRUE(insert(this->store(), seals(), written));
    ASSERT_TRUE(insert(this->store(), seals(), {text("\0key"s), text("")}));
    EXPECT_EQ(get(this->store(), seals(), {text("\0key\0"s)}), written);
    EXPECT_EQ(get(this->store(), seals(), {text("\0key"s)}), (Row{text("\0key"s), text("")}));
    EXPECT_EQ(get(this->store(), seals(), {text("")}), std::nullopt);
}

TYPED_TEST(Rows, TellAnEmptyTextFromAnEmptyValue) {
    this->fill({row({.pid = 1, .seq = 1, .place = ""}), row({.pid = 1, .seq = 2})});
    EXPECT_EQ(get(this->store(), visits(), {number(1), number(1)})->at(2), text(""));
    EXPECT_EQ(get(this->store(), visits(), {number(1), number(2)})->at(2), Value{});
}

TYPED_TEST(Rows, MayBeLarge) {
    const std::string large(3'000'000, '\x80');
    ASSERT_TRUE(insert(this->store(), seals(), {text("large"), text(large)}));
    EXPECT_EQ(get(this->store(), seals(), {text("large")})->back(), text(large));
}

TYPED_TEST(Rows, AreInsertedOnceForAKey) {
    ASSERT_TRUE(insert(this->store(), visits(), row({.pid = 1, .seq = 1, .amount = 10})));
    const Result<void> again =
        insert(this->store(), visits(), row({.pid = 1, .seq = 1, .amount = 20}));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::changed_meanwhile);
    EXPECT_EQ(again.error().where, "visit");
    EXPECT_EQ(get(this->store(), visits(), {number(1), number(1)})->back(), number(10));
}

TYPED_TEST(Rows, LetAWorkGoOnAfterAKeyThatIsThere) {
    ASSERT_TRUE(insert(this->store(), visits(), row({.pid = 1, .seq = 1, .amount = 10})));
    const Result<void> written = write(this->store(), [](Session& session) -> Result<void> {
        YIDI_TRY_VOID(session.insert(visits(), row({.pid = 1, .seq = 2})));
        const Result<void> twice = session.insert(visits(), row({.pid = 1, .seq = 1}));
        EXPECT_FALSE(twice);
        return session.insert(visits(), row({.pid = 1, .seq = 3}));
    });
    EXPECT_TRUE(written);
    EXPECT_EQ(seqs(this->store(), {}), (Seqs{1, 2, 3}));
}

TYPED_TEST(Rows, ArePutInPlaceOfTheOldOne) {
    const Result<void> written = write(this->store(), [](Session& session) -> Result<void> {
        YIDI_TRY_VOID(session.put(totals(), total(1, 2025, 100)));
        YIDI_TRY_VOID(session.put(totals(), total(1, 2026, 300)));
        return session.put(totals(), {number(1), number(2025), number(200), text("seen")});
    });
    ASSERT_TRUE(written);
    EXPECT_EQ(rows(this->store(), totals()),
              (std::vector<Row>{{number(1), number(2025), number(200), text("seen")},
                                total(1, 2026, 300)}));
}

TYPED_TEST(Rows, AreErasedAndMayComeAgain) {
    ASSERT_TRUE(insert(this->store(), totals(), total(1, 2025, 100)));
    const std::vector<Value> key{number(1), number(2025)};
    const Result<void> erased = write(this->store(), [&](Session& session) -> Result<void> {
        YIDI_TRY_VOID(session.erase(totals(), key));
        YIDI_TRY_VOID(session.erase(totals(), key));  // No longer there: nothing happens.
        YIDI_TRY(const std::optional<Row> left, session.get(totals(), key));
        EXPECT_EQ(left, std::nullopt);
        return {};
    });
    ASSERT_TRUE(erased);
    EXPECT_TRUE(rows(this->store(), totals()).empty());
    EXPECT_TRUE(insert(this->store(), totals(), total(1, 2025, 200)));
}

TYPED_TEST(Rows, AreScannedInTheOrderOfTheKey) {
    this->fill({row({.pid = 2, .seq = -1}), row({.pid = 1, .seq = 10}), row({.pid = 1, .seq = 9}),
                row({.pid = -5, .seq = 4})});
    EXPECT_EQ(seqs(this->store(), {}), (Seqs{4, 9, 10, -1}));
    EXPECT_EQ(seqs(this->store(), {.descending = true}), (Seqs{-1, 10, 9, 4}));
}

TYPED_TEST(Rows, AreScannedByBytesWhereTheKeyIsText) {
    const auto insert_message = [&](const std::string& sender) {
        return insert(this->store(), messages(), {text(sender), text("1"), text("")});
    };
    // The lead byte of 医 is 0xE5, above every letter of ASCII; upper case is before lower case.
    for (const char* sender : {"医", "b", "a", "ab", "B"}) ASSERT_TRUE(insert_message(sender));
    std::vector<Value> found;
    for (const Row& message : rows(this->store(), messages())) found.push_back(message.front());
    EXPECT_EQ(found, (std::vector{text("B"), text("a"), text("ab"), text("b"), text("医")}));
}

TYPED_TEST(Rows, AreScannedByAPrefixOfTheKey) {
    this->fill({row({.pid = 1, .seq = 1}), row({.pid = 2, .seq = 2}), row({.pid = 2, .seq = 3}),
                row({.pid = 3, .seq = 4})});
    EXPECT_EQ(seqs(this->store(), {.prefix = {number(2)}}), (Seqs{2, 3}));
    EXPECT_EQ(seqs(this->store(), {.prefix = {number(2), number(3)}}), (Seqs{3}));
    EXPECT_EQ(seqs(this->store(), {.prefix = {number(9)}}), Seqs{});
    EXPECT_EQ(seqs(this->store(), {.prefix = {number(2)}, .descending = true}), (Seqs{3, 2}));
}

TYPED_TEST(Rows, AreScannedBetweenBoundsWhichBelongToIt) {
    for (std::int64_t seq = 1; seq <= 5; ++seq) this->fill({row({.pid = 1, .seq = seq})});
    this->fill({row({.pid = 2, .seq = 3})});
    const std::vector<Value> pid{number(1)};
    EXPECT_EQ(seqs(this->store(), {.prefix = pid, .from = number(2), .to = number(4)}),
              (Seqs{2, 3, 4}));
    EXPECT_EQ(seqs(this->store(), {.prefix = pid, .from = number(4)}), (Seqs{4, 5}));
    EXPECT_EQ(seqs(this->store(), {.prefix = pid, .to = number(2)}), (Seqs{1, 2}));
    EXPECT_EQ(seqs(this->store(),
                   {.prefix = pid, .from = number(2), .to = number(4), .descending = true}),
              (Seqs{4, 3, 2}));
    EXPECT_EQ(seqs(this->store(), {.prefix = pid, .from = number(4), .to = number(2)}), Seqs{});
    EXPECT_EQ(seqs(this->store(), {.from = number(2)}), (Seqs{3}));  // Of pid itself.
}

TYPED_TEST(Rows, AreScannedByAnIndexAndThenByTheKey) {
    this->fill({row({.pid = 2, .seq = 1, .place = "b", .amount = 5}),
                row({.pid = 1, .seq = 2, .place = "b", .amount = 5}),
                row({.pid = 1, .seq = 3, .place = "b", .amount = 4}),
                row({.pid = 1, .seq = 4, .place = "a", .amount = 9})});
    EXPECT_EQ(seqs(this->store(), {}, "by_place"), (Seqs{4, 3, 2, 1}));
    EXPECT_EQ(seqs(this->store(), {.prefix = {text("b")}}, "by_place"), (Seqs{3, 2, 1}));
    EXPECT_EQ(seqs(this->store(), {.prefix = {text("b")}, .descending = true}, "by_place"),
              (Seqs{1, 2, 3}));
    EXPECT_EQ(seqs(this->store(), {.prefix = {text("b")}, .from = number(5)}, "by_place"),
              (Seqs{2, 1}));
    EXPECT_EQ(seqs(this->store(), {.prefix = {number(5)}, .from = number(2)}, "by_amount"),
              (Seqs{1}));  // After the index's own columns come those of the key.
}

TYPED_TEST(Rows, WithAnEmptyValueComeFirstAndBoundsLeaveThemOut) {
    this->fill({row({.pid = 1, .seq = 1, .place = ""}), row({.pid = 1, .seq = 2}),
                row({.pid = 1, .seq = 3, .place = "a"})});
    EXPECT_EQ(seqs(this->store(), {}, "by_place"), (Seqs{2, 1, 3}));
    EXPECT_EQ(seqs(this->store(), {.descending = true}, "by_place"), (Seqs{3, 1, 2}));
    EXPECT_EQ(seqs(this->store(), {.to = text("a")}, "by_place"), (Seqs{1, 3}));
    EXPECT_EQ(seqs(this->store(), {.to = text("a"), .descending = true}, "by_place"), (Seqs{3, 1}));
    EXPECT_EQ(seqs(this->store(), {.from = text("")}, "by_place"), (Seqs{1, 3}));
}

TYPED_TEST(Rows, LeaveAnIndexWhenTheyAreReplacedOrErased) {
    const Result<void> written = write(this->store(), [](Session& session) -> Result<void> {
        const std::vector<Value> key{number(3), number(2025)};
        for (std::int64_t pid = 1; pid <= 3; ++pid) {
            YIDI_TRY_VOID(session.put(totals(), total(pid, 2025, 10)));
        }
        YIDI_TRY_VOID(session.put(totals(), total(2, 2025, 20)));
        return session.erase(totals(), key);
    });
    ASSERT_TRUE(written);
    const auto with_amount = [&](std::int64_t amount) {
        return rows(this->store(), totals(), {.prefix = {number(amount)}}, "by_amount");
    };
    EXPECT_EQ(with_amount(10), (std::vector<Row>{total(1, 2025, 10)}));
    EXPECT_EQ(with_amount(20), (std::vector<Row>{total(2, 2025, 20)}));
}

TYPED_TEST(Rows, AreNotVisitedAfterTheVisitorHasEnough) {
    for (std::int64_t seq = 1; seq <= 5; ++seq) this->fill({row({.pid = 1, .seq = seq})});
    int visited = 0;
    const Result<void> read = this->store().read([&](Session& session) -> Result<void> {
        YIDI_TRY_VOID(session.scan(visits(), {}, {}, [&](const Row&) { return ++visited < 2; }));
        // The session is as good as new afterwards.
        return session.scan(visits(), {}, {}, [&](const Row&) { return ++visited < 4; });
    });
    EXPECT_TRUE(read);
    EXPECT_EQ(visited, 4);
}

TYPED_TEST(Rows, OfAnAppendTableCannotBeChanged) {
    expect_deaths_from_the_start();
    ASSERT_TRUE(insert(this->store(), visits(), row({.pid = 1, .seq = 1})));
    EXPECT_DEATH((void)write(this->store(),
                             [](Session& session) {
                                 return session.put(visits(), row({.pid = 1, .seq = 1}));
                             }),
                 "append");
    EXPECT_DEATH((void)write(this->store(),
                             [](Session& session) {
                                 const std::vector<Value> key{number(1), number(1)};
                                 return session.erase(visits(), key);
                             }),
                 "append");
}

TYPED_TEST(Rows, ThatDoNotFitTheirTableAreOurOwnMistake) {
    expect_deaths_from_the_start();
    const auto write_row = [&](const Row& row) { (void)insert(this->store(), totals(), row); };
    EXPECT_DEATH(write_row({number(1), number(2)}), "fits");
    EXPECT_DEATH(write_row({number(1), text("2025"), number(3), Value{}}), "fits");
    EXPECT_DEATH(write_row({number(1), Value{}, number(3), Value{}}), "fits");
    EXPECT_DEATH((void)get(this->store(), totals(), {number(1)}), "fits_key");
}

TYPED_TEST(Rows, AreNotWrittenByAReader) {
    expect_deaths_from_the_start();
    EXPECT_DEATH((void)this->store().read(
                     [](Session& session) { return session.put(totals(), total(1, 2025, 1)); }),
                 "Access::write");
}

}  // namespace
}  // namespace yidi::contract
