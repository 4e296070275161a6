#include "adapters/crypto/gateway_check.h"

#include <string>

#include <gtest/gtest.h>

namespace yidi::crypto {
namespace {

constexpr Instant kNow = Instant::from_ms(1'709'253'005'000);
constexpr GatewayKey kKey{.paas_id = "app", .secret = "secret"};
// printf %s 1709253005secretN1709253005 | sha256sum
constexpr std::string_view kSignature =
    "3c2770125fa5d76aa1ee63b0ca0cb33d681337a6aff96b75c708182a70694a3a";

GatewayHeaders headers() {
    return {.paasid = "app", .timestamp = "1709253005", .nonce = "N", .signature = kSignature};
}

TEST(CheckGateway, TheRightOnePassesInEitherCase) {
    EXPECT_TRUE(check_gateway(headers(), kKey, kNow));
    std::string upper{kSignature};
    for (char& character : upper) {
        if (character >= 'a' && character <= 'f') character = static_cast<char>(character - 32);
    }
    GatewayHeaders other = headers();
    other.signature = upper;
    EXPECT_TRUE(check_gateway(other, kKey, kNow));
}

TEST(CheckGateway, TheExampleOfTheDocumentationPasses) {
    // docs/integrating/server.md
    const GatewayHeaders example{
        .paasid = "yidi_demo",
        .timestamp = "1741838400",
        .nonce = "N0nce-000001",
        .signature = "51e4f72cd9c2842eed93a7ba67b689743437d2e17d46cc261e15e825e59a455a"};
    EXPECT_TRUE(check_gateway(example, {.paas_id = "yidi_demo", .secret = "yidi-demo-signature-a"},
                              Instant::from_ms(1'741'838'400'000)));
}

TEST(CheckGateway, EachMissingHeaderIsNamed) {
    GatewayHeaders some = headers();
    some.nonce = "";
    EXPECT_EQ(check_gateway(some, kKey, kNow).error().where, "x-tif-nonce");
    EXPECT_EQ(check_gateway({}, kKey, kNow).error().where, "x-tif-paasid");
}

TEST(CheckGateway, SaysWhichStepFailed) {
    GatewayHeaders some = headers();
    some.paasid = "other";
    EXPECT_NE(check_gateway(some, kKey, kNow).error().detail.find("非法用户"), std::string::npos);
    some = headers();
    some.nonce = "M";
    EXPECT_NE(check_gateway(some, kKey, kNow).error().detail.find("签名不一致"), std::string::npos);
    some = headers();
    some.timestamp = "1709253005000x";
    EXPECT_NE(check_gateway(some, kKey, kNow).error().detail.find("Unix"), std::string::npos);
}

TEST(CheckGateway, TheClockMayBeOffByTheWindowAndNoMore) {
    EXPECT_TRUE(check_gateway(headers(), kKey, kNow.plus_ms(kClockWindowMs)));
    EXPECT_TRUE(check_gateway(headers(), kKey, kNow.plus_ms(-kClockWindowMs)));
    const Result<void> late = check_gateway(headers(), kKey, kNow.plus_ms(kClockWindowMs + 1));
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().where, "x-tif-timestamp");
    EXPECT_NE(late.error().detail.find("相差 -1800 秒"), std::string::npos) << late.error();
    EXPECT_TRUE(
        check_gateway(headers(), kKey, kNow.plus_ms(kClockWindowMs * 20), kClockWindowMs * 20));
    // Milliseconds are told as what they are.
    GatewayHeaders some = headers();
    some.timestamp = "1709253005000";
    EXPECT_NE(check_gateway(some, kKey, kNow).error().detail.find("Unix"), std::string::npos);
}

TEST(CheckGateway, NeverTellsTheRightSignature) {
    GatewayHeaders some = headers();
    some.signature = "00";
    const Error error = check_gateway(some, kKey, kNow).error();
    for (const std::string& text : {error.detail, error.rule, error.remedy}) {
        EXPECT_EQ(text.find(kSignature), std::string::npos);
        EXPECT_EQ(text.find(std::string{kKey.secret} + "N"), std::string::npos);
    }
}

}  // namespace
}  // namespace yidi::crypto
