#include "app/publishing/shelf.h"

#include <gtest/gtest.h>

#include "domain/policy/pack_test_support.h"

namespace yidi::publishing {
namespace {

Snapshot book(std::uint32_t version) {
    policy::Pack pack = policy::testing::pack_of({});
    pack.version = version;
    return std::make_shared<const policy::Book>(policy::testing::book_of({std::move(pack)}));
}

std::uint32_t version_on(const Shelf& shelf, Date day) {
    return shelf.on(day)->policies().front()->pack.version;
}

Date day(unsigned of_march) {
    return Date::from_ymd({2026, 3, of_march});
}

TEST(Shelf, HandsOutWhatCameWithTheProgramUntilSomethingIsPublished) {
    const Shelf shelf{book(1)};
    EXPECT_EQ(version_on(shelf, day(1)), 1U);
    EXPECT_EQ(shelf.files().policies().front()->pack.version, 1U);
}

TEST(Shelf, ChangesItsBookWithTheDay) {
    Shelf shelf{book(1)};
    shelf.put({{{.from = day(5), .book = book(2)}, {.from = day(9), .book = book(3)}}});
    EXPECT_EQ(version_on(shelf, day(8)), 2U);
    EXPECT_EQ(version_on(shelf, day(9)), 3U);
    EXPECT_EQ(version_on(shelf, day(28)), 3U);
    EXPECT_EQ(version_on(shelf, day(4)), 2U) << "a clock that was set back";
    EXPECT_EQ(shelf.files().policies().front()->pack.version, 1U);
}

TEST(Shelf, LeavesASnapshotAsItWasToWhoeverHoldsIt) {
    Shelf shelf{book(1)};
    shelf.put({{{.from = day(5), .book = book(2)}}});
    const Snapshot held = shelf.on(day(5));
    const policy::Pack* pack = &held->policies().front()->pack;
    shelf.put({{{.from = day(5), .book = book(3)}}});
    EXPECT_EQ(pack->version, 2U);
    EXPECT_EQ(version_on(shelf, day(5)), 3U);
}

}  // namespace
}  // namespace yidi::publishing
