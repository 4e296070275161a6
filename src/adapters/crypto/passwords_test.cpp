#include "adapters/crypto/passwords.h"

#include <gtest/gtest.h>

namespace yidi::crypto {
namespace {

/// Cheap: what is tested does not depend on the cost.
constexpr PasswordCost kCheap{.memory_kib = 8, .passes = 1};

TEST(Passwords, AreKnownAgainByTheirHashAndByNoOther) {
    const Argon2Passwords passwords{kCheap};
    const std::string stored = passwords.hash("correct horse");
    EXPECT_TRUE(passwords.matches("correct horse", stored));
    EXPECT_FALSE(passwords.matches("correct horse ", stored));
    EXPECT_FALSE(passwords.matches("", stored));
    EXPECT_FALSE(passwords.matches(stored, stored));
}

TEST(Passwords, GiveAnotherTextEachTimeThatSaysItsCost) {
    const Argon2Passwords passwords{kCheap};
    const std::string one = passwords.hash("same");
    EXPECT_NE(one, passwords.hash("same"));
    EXPECT_TRUE(one.starts_with("$argon2id$v=19$m=8,t=1,p=1$")) << one;
    EXPECT_EQ(one.find('\0'), std::string::npos);
}

TEST(Passwords, OfAnotherCostStayValid) {
    const std::string old = Argon2Passwords{kCheap}.hash("old");
    EXPECT_TRUE((Argon2Passwords{{.memory_kib = 16, .passes = 2}}.matches("old", old)));
}

TEST(Passwords, NothingStoredMatchesNothing) {
    const Argon2Passwords passwords{kCheap};
    EXPECT_FALSE(passwords.matches("", ""));
    EXPECT_FALSE(passwords.matches("anything", ""));
    EXPECT_FALSE(passwords.matches("anything", "not a hash"));
}

}  // namespace
}  // namespace yidi::crypto
