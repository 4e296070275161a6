#include "adapters/crypto/encoding.h"

#include <string>

#include <gtest/gtest.h>

namespace yidi::crypto {
namespace {

std::string detail_of(const Result<std::string>& result) {
    return result ? "passes" : result.error().detail;
}

// RFC 4648, section 10.
TEST(Base64, IsThatOfTheStandard) {
    struct Pair {
        std::string_view bytes;
        std::string_view text;
    };
    for (const Pair& one :
         {Pair{"", ""}, Pair{"f", "Zg=="}, Pair{"fo", "Zm8="}, Pair{"foo", "Zm9v"},
          Pair{"foob", "Zm9vYg=="}, Pair{"fooba", "Zm9vYmE="}, Pair{"foobar", "Zm9vYmFy"},
          Pair{"\xFB\xEF\xFF", "++//"}}) {
        EXPECT_EQ(to_base64(one.bytes), one.text);
        const Result<std::string> bytes = decode_base64(one.text, "cainfo");
        ASSERT_TRUE(bytes) << bytes.error();
        EXPECT_EQ(*bytes, one.bytes);
    }
}

TEST(Base64, EveryByteAtEveryPlaceComesBack) {
    for (int byte = 0; byte < 256; ++byte) {
        for (std::size_t place = 0; place < 4; ++place) {
            std::string bytes(4, 'x');
            bytes[place] = static_cast<char>(byte);
            for (const std::size_t size : {std::size_t{4}, place + 1}) {
                const std::string part = bytes.substr(0, size);
                ASSERT_EQ(decode_base64(to_base64(part), "x"), part);
            }
        }
    }
}

TEST(Base64, SaysWhereItStopsBeingOne) {
    EXPECT_EQ(detail_of(decode_base64("Zm9vY", "cainfo")), "长度 5 不是 4 的倍数");
    EXPECT_EQ(detail_of(decode_base64("Zm-v", "cainfo")), "第 3 个字符不是 Base64 字符");
    EXPECT_EQ(detail_of(decode_base64("Zg==Zg==", "cainfo")), "第 3 个字符不是 Base64 字符");
    EXPECT_EQ(detail_of(decode_base64("Z===", "cainfo")), "第 2 个字符不是 Base64 字符");
    EXPECT_EQ(detail_of(decode_base64("====", "cainfo")), "第 1 个字符不是 Base64 字符");
    EXPECT_EQ(detail_of(decode_base64("Zh==", "cainfo")), "第 2 个字符多出的位不为零");
    EXPECT_EQ(detail_of(decode_base64("Zm9=", "cainfo")), "第 3 个字符多出的位不为零");
    EXPECT_EQ(detail_of(decode_base64("Zm9 ", "cainfo")), "第 4 个字符不是 Base64 字符");
    EXPECT_EQ(decode_base64("Z", "cainfo").error().where, "cainfo");
    EXPECT_EQ(decode_base64("Z", "cainfo").error().code, ErrorCode::bad_value);
}

TEST(Base64, LinesAreJoinedOnlyWhereTheyMayBe) {
    EXPECT_FALSE(decode_base64("Zm9v\r\nYmFy", "input"));
    EXPECT_EQ(decode_base64("Zm9v\r\nYmFy\n", "input", LineBreaks::skipped), "foobar");
    EXPECT_FALSE(decode_base64("Zm9v YmFy", "input", LineBreaks::skipped));
}

TEST(Base64, AnErrorDoesNotRepeatTheText) {
    const Error error = decode_base64("TopSecret!!!", "key").error();
    EXPECT_EQ((error.detail + error.rule + error.remedy).find("TopSecret"), std::string::npos);
}

TEST(Hex, SaysWhereItStopsBeingOne) {
    EXPECT_EQ(decode_hex("00fFA1", "key"), (std::string{"\0\xFF\xA1", 3}));
    EXPECT_EQ(detail_of(decode_hex("00f", "key")), "长度 3 不是偶数");
    EXPECT_EQ(detail_of(decode_hex("00fg", "key")), "第 4 个字符不是十六进制数字");
    EXPECT_EQ(detail_of(decode_hex("0x00", "key")), "第 2 个字符不是十六进制数字");
    EXPECT_EQ(decode_hex("g", "key").error().where, "key");
}

}  // namespace
}  // namespace yidi::crypto
