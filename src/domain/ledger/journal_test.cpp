#include "domain/ledger/journal.h"

#include <gtest/gtest.h>

namespace yidi::ledger {
namespace {

Entry sample() {
    Entry entry;
    post(entry, {AccountKind::receivable, "H13010000001"}, Money::from_fen(7000));
    post(entry, {AccountKind::fund, "130100/310100"}, Money::from_fen(-6500));
    post(entry, {AccountKind::personal, "13010000000000000042"}, Money::from_fen(-500));
    return entry;
}

TEST(Entry, BalancesWhenItsLegsSumToZero) {
    EXPECT_TRUE(is_balanced(sample()));
    Entry lost = sample();
    lost.legs.pop_back();
    EXPECT_FALSE(is_balanced(lost));
    Entry twice = sample();
    twice.legs.push_back({{AccountKind::cash, "x"}, Money::from_fen(1)});
    twice.legs.push_back({{AccountKind::cash, "x"}, Money::from_fen(-1)});
    EXPECT_FALSE(is_balanced(twice));
    EXPECT_TRUE(is_balanced(Entry{}));
}

TEST(Entry, PostsToAnAccountOnce) {
    Entry entry = sample();
    post(entry, {AccountKind::fund, "130100/310100"}, Money{});
    EXPECT_EQ(entry.legs.size(), 3U);
    post(entry, {AccountKind::fund, "130100/310100"}, Money::from_fen(-1));
    EXPECT_EQ(entry.legs[1].amount, Money::from_fen(-6501));
    post(entry, {AccountKind::fund, "130100/310100"}, Money::from_fen(6501));
    EXPECT_EQ(entry.legs.size(), 2U);
}

TEST(Entry, IsUndoneByItsNegative) {
    Entry sum = sample();
    for (const Leg& leg : negated(sample()).legs) {
        post(sum, leg.account, leg.amount);
    }
    EXPECT_TRUE(sum.legs.empty());
}

TEST(Entry, ComesBackFromItsText) {
    const std::string text = to_text(sample());
    EXPECT_EQ(text,
              "receivable:H13010000001=7000 fund:130100/310100=-6500 "
              "personal:13010000000000000042=-500");
    EXPECT_EQ(parse_entry(text), sample());
    EXPECT_EQ(parse_entry(""), Entry{});
    for (const char* broken :
         {"cash", "cash:x", "cash:x=", "cash:x=1.5", "coins:x=1", "=1", "cash=1"}) {
        EXPECT_FALSE(parse_entry(broken).has_value()) << broken;
    }
}

}  // namespace
}  // namespace yidi::ledger
