#include "adapters/crypto/gateway_signature.h"

#include <array>

#include <gtest/gtest.h>

namespace yidi::crypto {
namespace {

constexpr GatewayMessage kMessage{
    .timestamp = "1763769600", .nonce = "a1B2c3D4e5", .secret = "s3cret-of-the-hospital"};
// printf '1763769600s3cret-of-the-hospitala1B2c3D4e51763769600' | sha256sum
constexpr std::string_view kSignature =
    "7a276d8168c57a6e835b10b2fec9b8980602ee29280efb6d8e018b86c77e5e8c";

TEST(GatewaySignature, HashesTimestampSecretNonceTimestamp) {
    EXPECT_EQ(gateway_signature(kMessage), kSignature);
}

TEST(GatewaySignature, IsAcceptedInEitherCase) {
    std::string upper{kSignature};
    for (char& digit : upper) {
        if (digit >= 'a') digit = static_cast<char>(digit - 'a' + 'A');
    }
    EXPECT_TRUE(is_signed_by_gateway(kMessage, kSignature));
    EXPECT_TRUE(is_signed_by_gateway(kMessage, upper));
}

TEST(GatewaySignature, IsRefusedWhenAnythingDiffers) {
    GatewayMessage other = kMessage;
    other.timestamp = "1763769601";
    EXPECT_FALSE(is_signed_by_gateway(other, kSignature));
    other = kMessage;
    other.nonce = "a1B2c3D4e6";
    EXPECT_FALSE(is_signed_by_gateway(other, kSignature));
    other = kMessage;
    other.secret = "another";
    EXPECT_FALSE(is_signed_by_gateway(other, kSignature));

    std::string changed{kSignature};
    changed.back() = changed.back() == '0' ? '1' : '0';
    EXPECT_FALSE(is_signed_by_gateway(kMessage, changed));
    EXPECT_FALSE(is_signed_by_gateway(kMessage, kSignature.substr(2)));
    EXPECT_FALSE(is_signed_by_gateway(kMessage, ""));
    EXPECT_FALSE(is_signed_by_gateway(kMessage, "not hexadecimal"));
}

constexpr std::array<GatewayHeader, 7> kCsb{{
    {.name = "Host", .value = "127.0.0.1"},
    {.name = "_api_version", .value = "1.0.0"},
    {.name = "_api_timestamp", .value = "1709253005000"},
    {.name = "_API_Name", .value = "1101"},
    {.name = "_api_signature", .value = "any"},
    {.name = "x_api_name", .value = "other"},
    {.name = "_api_access_key", .value = "ak-1"},
}};
constexpr std::string_view kCsbText =
    "_api_access_key=ak-1&_api_name=1101&_api_timestamp=1709253005000&_api_version=1.0.0";

TEST(CsbSignature, SortsItsHeadersAndLeavesTheOthersOut) {
    EXPECT_EQ(csb_text(kCsb), kCsbText);
    EXPECT_EQ(csb_text({}), "");
}

TEST(CsbSignature, TakesHeadersOfItsKindThatItDoesNotKnow) {
    const std::array<GatewayHeader, 2> some{
        {{.name = "_api_zone", .value = "x"}, {.name = "_api_name", .value = ""}}};
    EXPECT_EQ(csb_text(some), "_api_name=&_api_zone=x");
}

TEST(CsbSignature, IsBase64OfHmacSha1) {
    // printf %s "$text" | openssl dgst -sha1 -hmac secret -binary | base64
    EXPECT_EQ(csb_signature("secret", kCsbText), "6MkNKVQnHr7buewUCZtc9IE+CmM=");
    EXPECT_NE(csb_signature("Secret", kCsbText), "6MkNKVQnHr7buewUCZtc9IE+CmM=");
}

}  // namespace
}  // namespace yidi::crypto
