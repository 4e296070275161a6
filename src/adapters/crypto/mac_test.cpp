#include "adapters/crypto/mac.h"

#include <gtest/gtest.h>

#include "adapters/crypto/bytes.h"

namespace yidi::crypto {
namespace {

// RFC 4231, test cases 1, 2 and 6.
TEST(HmacSha256, GivesThePublishedCodes) {
    EXPECT_EQ(to_hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(to_hex(hmac_sha256(std::string(131, '\xaa'),
                                 "Test Using Larger Than Block-Size Key - Hash Key First")),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

// RFC 2202, test cases 1, 2 and 6.
TEST(HmacSha1, GivesThePublishedCodes) {
    EXPECT_EQ(to_hex(hmac_sha1(std::string(20, '\x0b'), "Hi There")),
              "b617318655057264e28bc0b6fb378c8ef146be00");
    EXPECT_EQ(to_hex(hmac_sha1("Jefe", "what do ya want for nothing?")),
              "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
    EXPECT_EQ(to_hex(hmac_sha1(std::string(80, '\xaa'),
                               "Test Using Larger Than Block-Size Key - Hash Key First")),
              "aa4ae5e15272d00e95705637ce8a3b55ed402112");
}

// RFC 5869, test case 1, from its PRK on.
TEST(HkdfExpand, GivesThePublishedBytes) {
    const std::string key =
        from_hex("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5").value();
    const std::string info = from_hex("f0f1f2f3f4f5f6f7f8f9").value();
    EXPECT_EQ(to_hex(hkdf_expand(key, info, 42)),
              "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
              "34007208d5b887185865");
}

// RFC 5869, test case 3: no info.
TEST(HkdfExpand, NeedsNoInfo) {
    const std::string key =
        from_hex("19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04").value();
    EXPECT_EQ(to_hex(hkdf_expand(key, "", 42)),
              "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
              "9d201395faa4b61a96c8");
}

TEST(Hex, GoesBothWays) {
    EXPECT_EQ(to_hex(std::string_view{"\x00\x7f\xff", 3}), "007fff");
    EXPECT_EQ(from_hex("007fFF"), (std::string{"\x00\x7f\xff", 3}));
    EXPECT_EQ(from_hex(""), "");
    EXPECT_FALSE(from_hex("0").has_value());
    EXPECT_FALSE(from_hex("0g").has_value());
    EXPECT_FALSE(from_hex(" 0").has_value());
}

TEST(EqualInConstantTime, TellsTextsApart) {
    EXPECT_TRUE(equal_in_constant_time("", ""));
    EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
    EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
    EXPECT_FALSE(equal_in_constant_time("abc", "abcd"));
}

TEST(RandomBytes, AreAsManyAsAskedForAndNotTheSameTwice) {
    EXPECT_EQ(random_bytes(0), "");
    EXPECT_EQ(random_bytes(32).size(), 32U);
    EXPECT_NE(random_bytes(32), random_bytes(32));
}

}  // namespace
}  // namespace yidi::crypto
