#include "api/pages/internal/encodings.h"

#include <gtest/gtest.h>

namespace yidi::pages::internal {
namespace {

TEST(Encodings, ABrowserTakesBoth) {
    EXPECT_EQ(encodings("gzip, deflate, br, zstd"), (Encodings{.brotli = true, .gzip = true}));
    EXPECT_EQ(encodings("br;q=1.0 ,\tgzip;q=0.5"), (Encodings{.brotli = true, .gzip = true}));
}

TEST(Encodings, WhoSaysNothingTakesNone) {
    EXPECT_EQ(encodings(""), Encodings{});
    EXPECT_EQ(encodings("identity"), Encodings{});
    EXPECT_EQ(encodings(",;, ;q=1"), Encodings{});
}

TEST(Encodings, AWeightOfZeroRefuses) {
    EXPECT_EQ(encodings("br;q=0, gzip"), (Encodings{.brotli = false, .gzip = true}));
    EXPECT_EQ(encodings("br; q=0.000, gzip;q=0.001"), (Encodings{.brotli = false, .gzip = true}));
}

TEST(Encodings, ALongerNameIsAnotherForm) {
    EXPECT_EQ(encodings("brotli, x-gzip"), Encodings{});
}

}  // namespace
}  // namespace yidi::pages::internal
