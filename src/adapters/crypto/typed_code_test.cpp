#include "adapters/crypto/typed_code.h"

#include <set>

#include <gtest/gtest.h>

namespace yidi::crypto {
namespace {

TEST(TypedCode, IsReadAsItWasGivenHoweverItIsTyped) {
    const std::string code = new_typed_code();
    EXPECT_EQ(code.size(), 19U);
    EXPECT_EQ(read_typed_code(code), code);
    EXPECT_EQ(read_typed_code("7kqm 2xfd-9htr4wnb"), "7KQM-2XFD-9HTR-4WNB");
    EXPECT_EQ(read_typed_code(" O1oi-lL00 "), "0101-1100");
    EXPECT_EQ(read_typed_code(""), "");
}

TEST(TypedCode, IsNeverTheSame) {
    std::set<std::string> codes;
    for (int i = 0; i < 1'000; ++i) codes.insert(new_typed_code());
    EXPECT_EQ(codes.size(), 1'000U);
}

}  // namespace
}  // namespace yidi::crypto
