#include "adapters/codec/zip.h"

#include <gtest/gtest.h>

namespace yidi::codec {
namespace {

TEST(Zip, WhatIsPackedIsUnpackedInItsOrder) {
    const std::string every_byte = [] {
        std::string bytes;
        for (int i = 0; i < 70'000; ++i) bytes += static_cast<char>(static_cast<unsigned char>(i));
        return bytes;
    }();
    const auto packed = zip({{"result.txt", "a\tb\n"}, {"医.bin", every_byte}, {"empty", ""}});
    ASSERT_TRUE(packed) << packed.error();
    EXPECT_LT(packed->size(), every_byte.size());
    const auto entries = unzip(*packed);
    ASSERT_TRUE(entries) << entries.error();
    ASSERT_EQ(entries->size(), 3U);
    EXPECT_EQ((*entries)[0].name, "result.txt");
    EXPECT_EQ((*entries)[0].bytes, "a\tb\n");
    EXPECT_EQ((*entries)[1].name, "医.bin");
    EXPECT_EQ((*entries)[1].bytes, every_byte);
    EXPECT_EQ((*entries)[2].bytes, "");
}

TEST(Zip, TheSameFilesGiveTheSameBytes) {
    EXPECT_EQ(*zip({{"a", "1"}}), *zip({{"a", "1"}}));
    EXPECT_NE(*zip({{"a", "1"}}), *zip({{"a", "2"}}));
}

TEST(Zip, WhatIsNoArchiveIsRefused) {
    const std::string packed = *zip({{"a", std::string(5'000, 'x') + "y"}});
    for (const std::string& bytes :
         {std::string{}, std::string{"a\tb"}, packed.substr(0, packed.size() / 2)}) {
        EXPECT_EQ(unzip(bytes).error().code, ErrorCode::bad_value);
    }
    // A byte of the packed data: the check sum tells.
    std::string damaged = packed;
    damaged[40] = static_cast<char>(damaged[40] ^ 0x55);
    EXPECT_EQ(unzip(damaged).error().code, ErrorCode::bad_value);
}

TEST(Zip, ASmallArchiveThatHoldsMuchIsRefused) {
    std::string zeros;
    zeros.resize(10'000'000, '0');
    const std::string bomb = *zip({{"a", zeros}});
    EXPECT_LT(bomb.size(), 20'000U);
    EXPECT_EQ(unzip(bomb).error().code, ErrorCode::limit_exceeded);
    EXPECT_EQ(unzip(bomb, {.entries = 1, .bytes = 10'000'000})->size(), 1U);
    // The limit is of all files together.
    const std::string two = *zip({{"a", std::string(600, 'a')}, {"b", std::string(600, 'b')}});
    EXPECT_EQ(unzip(two, {.entries = 2, .bytes = 1'199}).error().code, ErrorCode::limit_exceeded);
    EXPECT_TRUE(unzip(two, {.entries = 2, .bytes = 1'200}));
    EXPECT_EQ(unzip(two, {.entries = 1, .bytes = 1'200}).error().code, ErrorCode::limit_exceeded);
}

}  // namespace
}  // namespace yidi::codec
