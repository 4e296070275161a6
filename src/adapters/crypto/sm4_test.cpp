#include "adapters/crypto/sm4.h"

#include <string>

#include <gtest/gtest.h>

#include "adapters/crypto/bytes.h"

namespace yidi::crypto {
namespace {

constexpr std::string_view kBlockHex = "0123456789abcdeffedcba9876543210";
constexpr std::string_view kKey = "client-id-16byte";

std::string bytes_of(std::string_view digits) {
    return from_hex(digits).value_or("");
}

/// What decrypts to exactly these blocks, whether they end in padding or not.
std::string cipher_of_blocks(std::string_view blocks) {
    return sm4_encrypt(kKey, blocks)->substr(0, blocks.size());
}

// GB/T 32907-2016, appendix A, example 1: key and text are the same.
TEST(Sm4, IsThatOfTheStandard) {
    const std::string block = bytes_of(kBlockHex);
    const Result<std::string> cipher = sm4_encrypt(block, block);
    ASSERT_TRUE(cipher) << cipher.error();
    ASSERT_EQ(cipher->size(), 32U);
    EXPECT_EQ(to_hex(cipher->substr(0, 16)), "681edf34d206965e86b3e94f536e4246");
    EXPECT_EQ(sm4_decrypt(block, *cipher), block);
}

// The same, example 2: one block, encrypted a million times over.
TEST(Sm4, IsThatOfTheStandardAfterAMillionRounds) {
    const std::string key = bytes_of(kBlockHex);
    std::string block = key;
    for (int i = 0; i < 1'000'000; ++i) {
        block = sm4_encrypt(key, block)->substr(0, kSm4BlockBytes);
    }
    EXPECT_EQ(to_hex(block), "595298c7c6fd271f0402f804c33d3f66");
}

TEST(Sm4, EveryLengthComesBack) {
    std::string plain;
    for (std::size_t size = 0; size <= 70; ++size) {
        const Result<std::string> cipher = sm4_encrypt(kKey, plain);
        ASSERT_TRUE(cipher) << cipher.error();
        EXPECT_EQ(cipher->size(), (size / 16 + 1) * 16);
        ASSERT_EQ(sm4_decrypt(kKey, *cipher), plain);
        plain += static_cast<char>(size * 37);
    }
}

TEST(Sm4, WrongLengthsSaySo) {
    for (const std::size_t size : {0U, 1U, 15U, 17U, 31U}) {
        const Result<std::string> plain = sm4_decrypt(kKey, std::string(size, 'x'));
        ASSERT_FALSE(plain) << size;
        EXPECT_EQ(plain.error().code, ErrorCode::bad_value);
        EXPECT_NE(plain.error().detail.find("密文 " + std::to_string(size) + " 字节"),
                  std::string::npos);
    }
    for (const std::string_view key : {"", "short", "client-id-16byte1"}) {
        EXPECT_NE(sm4_encrypt(key, "x").error().detail.find("密钥为"), std::string::npos);
        EXPECT_NE(sm4_decrypt(key, std::string(16, 'x')).error().detail.find("密钥为"),
                  std::string::npos);
    }
}

TEST(Sm4, WrongPaddingSaysSo) {
    const std::string head(15, 'a');
    for (const std::string& blocks :
         {head + '\0', head + '\x11', head + '\x02', std::string(16, '\xFF'),
          std::string(12, 'a') + "\x04\x04\x03\x04", "b" + std::string(15, '\x10')}) {
        const Result<std::string> plain = sm4_decrypt(kKey, cipher_of_blocks(blocks));
        ASSERT_FALSE(plain) << to_hex(blocks);
        EXPECT_NE(plain.error().detail.find("PKCS7"), std::string::npos);
    }
    EXPECT_EQ(sm4_decrypt(kKey, cipher_of_blocks(head + '\x01')), head);
    EXPECT_EQ(sm4_decrypt(kKey, cipher_of_blocks(std::string(16, '\x10'))), "");
}

TEST(Sm4, EveryBitOfKeyAndCipherCounts) {
    const std::string plain = R"({"data":{"psn_name":"演示"}})";
    const std::string cipher = *sm4_encrypt(kKey, plain);
    for (std::size_t bit = 0; bit < cipher.size() * 8; ++bit) {
        std::string other = cipher;
        other[bit / 8] = static_cast<char>(other[bit / 8] ^ (1 << bit % 8));
        EXPECT_NE(sm4_decrypt(kKey, other), plain) << bit;
    }
    for (std::size_t bit = 0; bit < kKey.size() * 8; ++bit) {
        std::string other{kKey};
        other[bit / 8] = static_cast<char>(other[bit / 8] ^ (1 << bit % 8));
        EXPECT_NE(sm4_decrypt(other, cipher), plain) << bit;
    }
}

TEST(Sm4, IsBounded) {
    const std::string longest(kSm4BytesMax, 'x');
    const Result<std::string> cipher = sm4_encrypt(kKey, longest);
    ASSERT_TRUE(cipher) << cipher.error();
    EXPECT_TRUE(sm4_decrypt(kKey, *cipher) == longest);
    EXPECT_TRUE(sm4_encrypt(kKey, longest + 'x')) << "an answer may be longer than a request";
    EXPECT_EQ(sm4_decrypt(kKey, *cipher + std::string(16, 'x')).error().code,
              ErrorCode::limit_exceeded);
}

}  // namespace
}  // namespace yidi::crypto
