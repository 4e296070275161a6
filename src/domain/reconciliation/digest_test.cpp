#include "domain/reconciliation/digest.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace yidi::reconciliation {
namespace {

using Rows = std::vector<Row>;

/// Good enough to spread rows; a payer hands in SHA-256 or SM3.
Hash mixed(std::string_view bytes) {
    Hash hash{};
    std::uint64_t state = 14'695'981'039'346'656'037ULL;
    for (const char byte : bytes) {
        state = (state ^ static_cast<unsigned char>(byte)) * 1'099'511'628'211ULL;
    }
    for (std::uint8_t& byte : hash) {
        state = (state ^ (state >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        byte = static_cast<std::uint8_t>(state >> 56U);
    }
    return hash;
}

Rows day_of(std::size_t count) {
    Rows rows(count);
    for (std::size_t i = 0; i < count; ++i) {
        rows[i].setl_id = "S" + std::to_string(1'000'000'000 + i);
        rows[i].amounts.tell(Amount::medfee_sumamt, Money::from_fen(static_cast<std::int64_t>(i)));
    }
    return rows;
}

/// What two machines say to each other.
struct Exchange {
    std::vector<std::uint32_t> buckets;
    std::size_t rows = 0;
    std::size_t hash_bytes = 0;
    std::size_t turns = 0;
};

Exchange exchange(const Rows& here, const Rows& there) {
    const Shape shape = shape_for(here.size(), there.size());
    const Digest mine = Digest::of(here, shape, mixed);
    const Digest theirs = Digest::of(there, shape, mixed);
    Exchange out;
    out.hash_bytes = sizeof(Hash);
    const Result<std::vector<std::uint32_t>> buckets = differing(
        mine, theirs.root(), [&](std::span<const Node> nodes) -> Result<std::vector<Hash>> {
            std::vector<Hash> hashes;
            for (const Node& node : nodes) {
                YIDI_TRY(const std::vector<Hash> children, theirs.children(node));
                hashes.insert(hashes.end(), children.begin(), children.end());
            }
            ++out.turns;
            out.hash_bytes += hashes.size() * sizeof(Hash);
            return hashes;
        });
    EXPECT_TRUE(buckets.has_value());
    out.buckets = *buckets;
    for (const std::uint32_t bucket : out.buckets) {
        out.rows += mine.bucket(bucket).size() + theirs.bucket(bucket).size();
    }
    return out;
}

TEST(Digest, OfEqualBooksEndsWithTheRoot) {
    const Exchange one = exchange(day_of(1000), day_of(1000));
    EXPECT_TRUE(one.buckets.empty());
    EXPECT_EQ(one.hash_bytes, 32U);
    EXPECT_TRUE(exchange({}, {}).buckets.empty());
}

TEST(Digest, OfADayWithThreeDifferencesExchangesAFewRows) {
    Rows there = day_of(100'000);
    there[17].amounts.tell(Amount::medfee_sumamt, Money{});  // Another amount,
    there.pop_back();                                        // one missing,
    there.push_back(there[5]);                               // one twice.
    const Exchange one = exchange(day_of(100'000), there);
    EXPECT_EQ(one.buckets.size(), 3U);
    EXPECT_LT(one.rows, 3U * 2U * 60U);  // Some 25 rows in a bucket: 100,000 in 4,096.
    EXPECT_LT(one.hash_bytes, 256U * 1024U);
    EXPECT_LE(one.turns, 3U);
}

TEST(Digest, DoesNotDependOnTheOrderOfRows) {
    Rows shuffled = day_of(1000);
    std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937{7});
    EXPECT_TRUE(exchange(day_of(1000), shuffled).buckets.empty());
}

TEST(Digest, FindsTheBucketsOfEveryDifferenceWhateverTheSizes) {
    for (const std::size_t count : {0U, 1U, 32U, 33U, 65U, 1024U, 1025U, 5000U}) {
        Rows there = day_of(count);
        Row added;
        added.setl_id = "new";
        there.push_back(added);
        const Exchange one = exchange(day_of(count), there);
        ASSERT_EQ(one.buckets.size(), 1U) << count;
        const Digest digest = Digest::of(there, shape_for(count, count + 1), mixed);
        const std::span<const std::size_t> places = digest.bucket(one.buckets.front());
        EXPECT_EQ(std::ranges::count(places, count), 1) << count;
    }
}

TEST(Digest, HasTheShapeOfTheLargerBook) {
    EXPECT_EQ(shape_for(0, 0).bits, 0U);
    EXPECT_EQ(shape_for(32, 1).bits, 0U);
    EXPECT_EQ(shape_for(1, 33).bits, 1U);
    EXPECT_EQ(shape_for(1'000'000, 5).bits, 15U);  // 30.5 rows a bucket
    EXPECT_EQ(Digest::of({}, shape_for(1'000'000, 5), mixed).depth(), 3U);
}

TEST(Digest, RefusesNodesAndAnswersThatItDoesNotHave) {
    const Rows rows = day_of(100);
    const Digest digest = Digest::of(rows, shape_for(100, 100), mixed);  // 4 buckets, one level.
    EXPECT_EQ(digest.children({.depth = 0, .prefix = 1}).error().code, ErrorCode::bad_value);
    EXPECT_EQ(digest.children({.depth = 1, .prefix = 0}).error().code, ErrorCode::bad_value);
    const auto nothing = [](std::span<const Node>) -> Result<std::vector<Hash>> {
        return std::vector<Hash>{};
    };
    EXPECT_EQ(differing(digest, Hash{}, nothing).error().code, ErrorCode::bad_value);
}

}  // namespace
}  // namespace yidi::reconciliation
