#include "adapters/crypto/sha256.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "adapters/crypto/bytes.h"

namespace yidi::crypto {
namespace {

// The examples of FIPS 180-4.
TEST(Sha256, GivesThePublishedDigests) {
    EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Sha256, HasTheSameBytes) {
    const auto bytes = sha256_bytes("abc");
    EXPECT_EQ(to_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()}), sha256("abc"));
}

TEST(Sha256, ReadsEveryByteOfALongText) {
    const std::string million(1'000'000, 'a');
    EXPECT_EQ(sha256(million), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, OfAFileIsThatOfItsBytes) {
    const std::string path = testing::TempDir() + "sha256_of_file";
    const std::string text(700'001, 'b');
    std::ofstream{path, std::ios::binary} << text;
    EXPECT_EQ(sha256_of_file(path).value_or(""), sha256(text));
    std::ofstream{path, std::ios::binary | std::ios::trunc}.flush();
    EXPECT_EQ(sha256_of_file(path).value_or(""), sha256(""));
    std::filesystem::remove(path);
    const Result<std::string> gone = sha256_of_file(path);
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().code, ErrorCode::unreadable_file);
}

}  // namespace
}  // namespace yidi::crypto
