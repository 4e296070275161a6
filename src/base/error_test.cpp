#include "base/error.h"

#include <array>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace yidi {
namespace {

TEST(ErrorCode, HasAUniqueNameForEachNumberInAscendingOrder) {
    std::set<std::string_view> names;
    int previous = 0;
    for (const ErrorCode code : kErrorCodes) {
        EXPECT_FALSE(name(code).empty());
        EXPECT_TRUE(names.insert(name(code)).second) << name(code);
        EXPECT_GT(static_cast<int>(code), previous) << name(code);
        previous = static_cast<int>(code);
    }
}

TEST(ErrorCode, KeepsTheNumbersThatAreStored) {
    // Numbers stand in audit logs: this list may grow, its lines never change.
    EXPECT_EQ(static_cast<int>(ErrorCode::malformed_json), 1001);
    EXPECT_EQ(static_cast<int>(ErrorCode::limit_exceeded), 1013);
    EXPECT_EQ(static_cast<int>(ErrorCode::not_insured), 2001);
    EXPECT_EQ(static_cast<int>(ErrorCode::promise_not_completed), 2011);
    EXPECT_EQ(static_cast<int>(ErrorCode::filing_not_in_force), 2012);
    EXPECT_EQ(static_cast<int>(ErrorCode::needs_approval), 2023);
    EXPECT_EQ(static_cast<int>(ErrorCode::changed_meanwhile), 3001);
    EXPECT_EQ(static_cast<int>(ErrorCode::busy), 4001);
    EXPECT_EQ(static_cast<int>(ErrorCode::rate_limited), 4002);
    EXPECT_EQ(static_cast<int>(ErrorCode::invariant_violated), 5001);
    EXPECT_EQ(static_cast<int>(ErrorCode::unbounded), 6004);
}

TEST(ErrorCode, TellsTheExitCodeByItsFamilyAlone) {
    const std::array<int, 7> by_family{-1, 2, 4, 5, 5, 1, 3};
    for (const ErrorCode code : kErrorCodes) {
        EXPECT_EQ(exit_code(code), by_family.at(static_cast<std::size_t>(code) / 1000))
            << name(code);
    }
}

TEST(ErrorCodeDeathTest, StopsOnANumberThatIsNoCode) {
    EXPECT_DEATH(static_cast<void>(name(static_cast<ErrorCode>(9999))), "assertion failed");
}

TEST(Error, IsOneLineForALog) {
    const Error full{.code = ErrorCode::bad_amount, .where = "/fee", .detail = "it is negative"};
    EXPECT_EQ(to_string(full), "bad_amount at /fee: it is negative");
    std::ostringstream out;
    out << Error{.code = ErrorCode::busy};
    EXPECT_EQ(out.str(), "busy");
}

Result<int> half(int value) {
    if (value % 2 != 0) return fail({.code = ErrorCode::bad_value, .where = std::to_string(value)});
    return value / 2;
}

Result<std::string> quarter_in_words(int value) {
    YIDI_TRY(const int first, half(value));
    YIDI_TRY(const int second, half(first));
    return std::to_string(second);
}

Result<void> both_even(std::pair<int, int> values) {
    const auto check = [](int value) -> Result<void> {
        YIDI_TRY([[maybe_unused]] const int unused, half(value));
        return {};
    };
    YIDI_TRY_VOID(check(values.first));
    YIDI_TRY_VOID(check(values.second));
    return {};
}

TEST(Try, GoesOnWithTheValue) {
    EXPECT_EQ(quarter_in_words(12).value(), "3");
}

TEST(Try, ReturnsTheFirstErrorUnchanged) {
    EXPECT_EQ(quarter_in_words(7).error().where, "7");
    EXPECT_EQ(quarter_in_words(6).error().where, "3");
}

TEST(Try, HasAFormWithoutAValue) {
    EXPECT_TRUE(both_even({2, 4}));
    EXPECT_EQ(both_even({2, 5}).error().where, "5");
    EXPECT_EQ(both_even({3, 5}).error().where, "3");
}

TEST(Try, MovesWhatCannotBeCopied) {
    const auto make = [](bool is_good) -> Result<std::unique_ptr<int>> {
        if (!is_good) return fail({.code = ErrorCode::internal});
        return std::make_unique<int>(5);
    };
    const auto use = [&](bool is_good) -> Result<int> {
        YIDI_TRY(const std::unique_ptr<int> value, make(is_good));
        return *value;
    };
    EXPECT_EQ(use(true).value(), 5);
    EXPECT_EQ(use(false).error().code, ErrorCode::internal);
}

TEST(ResultDeathTest, StopsWhenTheSideIsReadThatIsNotThere) {
    const Result<int> odd = half(3);
    const Result<int> even = half(4);
    EXPECT_DEATH(static_cast<void>(*odd), "has_value");
    EXPECT_DEATH(static_cast<void>(even.error()), "has_value");
    const Result<std::string> none = quarter_in_words(3);
    EXPECT_DEATH(static_cast<void>(none->size()), "has_value");
}

}  // namespace
}  // namespace yidi
