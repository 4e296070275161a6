#include "adapters/codec/gbk.h"

#include <gtest/gtest.h>

namespace yidi::codec {
namespace {

TEST(Gbk, IsTurnedIntoUtf8) {
    EXPECT_EQ(from_gbk("a\xB2\xCE\xB1\xA3{1}"), "a参保{1}");
    EXPECT_EQ(from_gbk(""), "");
    EXPECT_EQ(from_gbk("\x95\x32\x82\x36"), "𠀀") << "four bytes of GB18030";
}

TEST(Gbk, IsNoOtherBytes) {
    EXPECT_FALSE(from_gbk("a\xB2").has_value()) << "half a character";
    EXPECT_FALSE(from_gbk("\xFF\xFF").has_value());
}

TEST(Gbk, IsToldFromUtf8) {
    EXPECT_TRUE(is_utf8("参保"));
    EXPECT_FALSE(is_utf8("\xB2\xCE\xB1\xA3"));
}

}  // namespace
}  // namespace yidi::codec
