#include "domain/access/sign_in.h"

#include <gtest/gtest.h>

namespace yidi::access {
namespace {

constexpr Instant kNow = Instant::from_ms(1'000'000'000);

TEST(SignIn, PasswordsAreLongOrOfManyKinds) {
    for (const char* good : {"Abcdefgh12", "abcdefgh1!", "sixteen lowercase", "0123456789012345",
                             "密码密码密码密码aA"}) {
        EXPECT_TRUE(check_password(good, "guide").has_value()) << good;
    }
    for (const char* bad :
         {"", "Short1!", "abcdefghij", "abcdefgh12", "aaaaaaaaaaaaaaaaaaaa", "The-guide-1234"}) {
        const auto told = check_password(bad, "guide");
        ASSERT_FALSE(told.has_value()) << bad;
        EXPECT_EQ(told.error().where, "/password");
    }
    EXPECT_FALSE(check_password(std::string(129, 'x') + "A1", "guide").has_value());
}

TEST(SignIn, LoginsAreShortAndPlain) {
    EXPECT_TRUE(check_login("a.b-c_d@e").has_value());
    for (const std::string& bad :
         {std::string{"a"}, std::string{"a b"}, std::string(65, 'a'), std::string{"登录"}}) {
        EXPECT_FALSE(check_login(bad).has_value()) << bad;
    }
}

TEST(SignIn, WaitsGrowFromTheFifthFailureToAnHour) {
    const auto wait_s = [](std::int64_t count) {
        return (open_again({.count = count, .last = kNow}).ms() - kNow.ms()) / 1'000;
    };
    EXPECT_EQ(wait_s(4), 0);
    EXPECT_EQ(wait_s(5), 30);
    EXPECT_EQ(wait_s(6), 60);
    EXPECT_EQ(wait_s(11), 1'920);
    EXPECT_EQ(wait_s(12), 3'600);
    EXPECT_EQ(wait_s(1'000'000), 3'600);
}

TEST(SignIn, FailuresAreForgottenAfterADay) {
    const Failures four{.count = 4, .last = kNow};
    EXPECT_EQ(counted(four, kNow.plus_ms(kForgetMs)).count, 5);
    EXPECT_EQ(counted(four, kNow.plus_ms(kForgetMs + 1)).count, 1);
}

}  // namespace
}  // namespace yidi::access
