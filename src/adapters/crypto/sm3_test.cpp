#include "adapters/crypto/sm3.h"

#include <gtest/gtest.h>

#include "adapters/crypto/bytes.h"

namespace yidi::crypto {
namespace {

// GM/T 0004-2012, appendix A, examples 1 and 2.
TEST(Sm3, IsThatOfTheStandard) {
    EXPECT_EQ(sm3("abc"), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    std::string text;
    for (int i = 0; i < 16; ++i) {
        text += "abcd";
    }
    EXPECT_EQ(sm3(text), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

TEST(Sm3, OfNothingIsADigestToo) {
    // Worked out by a second program, written from the standard alone.
    EXPECT_EQ(sm3(""), "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
}

TEST(Sm3, DigitsAndBytesAreTheSame) {
    EXPECT_EQ(to_hex(sm3_bytes("abc")), sm3("abc"));
    EXPECT_EQ(sm3_bytes("abc").size(), 32U);
}

}  // namespace
}  // namespace yidi::crypto
