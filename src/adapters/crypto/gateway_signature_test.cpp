#include "adapters/crypto/gateway_signature.h"

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

}  // namespace
}  // namespace yidi::crypto
