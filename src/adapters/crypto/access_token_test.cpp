#include "adapters/crypto/access_token.h"

#include <string>

#include <gtest/gtest.h>

#include "adapters/crypto/encoding.h"

namespace yidi::crypto {
namespace {

constexpr std::string_view kServerKey = "0123456789abcdef0123456789abcdef";
constexpr TokenKey kKey{.server_key = kServerKey, .client_id = "client-1", .secret = "s3cret"};
constexpr Instant kExpires = Instant::from_ms(1'709'253'005'000);
constexpr TokenTerms kTerms{.expires = kExpires, .chance = "sixteen bytes !!"};

TEST(AccessToken, IsGoodUntilItsTime) {
    const std::string token = issue_access_token(kKey, kTerms);
    EXPECT_TRUE(check_access_token(token, kKey, Instant{}));
    EXPECT_TRUE(check_access_token(token, kKey, kExpires.plus_ms(-1)));
    const Result<void> late = check_access_token(token, kKey, kExpires);
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().where, "authorization");
    EXPECT_NE(late.error().detail.find("已于 2024-03-01 08:30:05 失效"), std::string::npos);
}

TEST(AccessToken, IsTheSameForTheSameInputsAndElseAnother) {
    const std::string token = issue_access_token(kKey, kTerms);
    EXPECT_EQ(token, issue_access_token(kKey, kTerms));
    // HMAC-SHA-256 of "1709253005000.7369….client-1" under HMAC-SHA-256 of "yidi access token
    // s3cret" under the server's key.
    EXPECT_EQ(token,
              "1709253005000.7369787465656e206279746573202121."
              "52b6d5cd9df2f465d21a9917c8ae955bfeb94d016e61567d00ed981d3e8a97bd");
    TokenTerms other = kTerms;
    other.chance = "sixteen bytes !?";
    EXPECT_NE(token, issue_access_token(kKey, other));
}

TEST(AccessToken, IsNobodyElses) {
    const std::string token = issue_access_token(kKey, kTerms);
    TokenKey other = kKey;
    other.client_id = "client-2";
    EXPECT_FALSE(check_access_token(token, other, Instant{}));
    other = kKey;
    other.secret = "s3cret2";
    EXPECT_FALSE(check_access_token(token, other, Instant{}));
    other = kKey;
    other.server_key = "0123456789abcdef0123456789abcdeF";
    EXPECT_FALSE(check_access_token(token, other, Instant{}));
}

TEST(AccessToken, EveryBitCounts) {
    const std::string token = issue_access_token(kKey, kTerms);
    for (std::size_t bit = 0; bit < token.size() * 8; ++bit) {
        std::string other = token;
        other[bit / 8] = static_cast<char>(other[bit / 8] ^ (1 << bit % 8));
        ASSERT_FALSE(check_access_token(other, kKey, Instant{})) << bit;
    }
    for (std::size_t size = 0; size < token.size(); ++size) {
        ASSERT_FALSE(check_access_token(token.substr(0, size), kKey, Instant{})) << size;
    }
    EXPECT_FALSE(check_access_token(token + "0", kKey, Instant{}));
    EXPECT_FALSE(check_access_token(std::string(100'000, '.'), kKey, Instant{}));
}

TEST(ReadBasic, FindsIdAndSecret) {
    const Result<ClientCredentials> client = read_basic("Basic " + to_base64("id-1:se:cret"));
    ASSERT_TRUE(client) << client.error();
    EXPECT_EQ(client->id, "id-1");
    EXPECT_EQ(client->secret, "se:cret");
    EXPECT_TRUE(read_basic("basic " + to_base64(":")));
}

TEST(ReadBasic, RefusesAnythingElse) {
    for (const std::string& text :
         {std::string{}, std::string{"Basic"}, std::string{"Bearer aWQ6c2VjcmV0"},
          "Basic " + to_base64("id-1"), std::string{"Basic aWQ6c2VjcmV"},
          "Basic " + to_base64(std::string(2'000, ':'))}) {
        const Result<ClientCredentials> client = read_basic(text);
        ASSERT_FALSE(client) << text;
        EXPECT_EQ(client.error().where, "authorization");
    }
}

TEST(TokenRequest, IsGrantedToWhoKnowsAll) {
    const OAuthClient client{
        .id = "id-1", .secret = "s3cret", .username = "user", .password = "word"};
    const TokenRequest good{.client = {.id = "id-1", .secret = "s3cret"},
                            .grant_type = "password",
                            .username = "user",
                            .password = "word"};
    EXPECT_TRUE(check_token_request(good, client));
    TokenRequest other = good;
    other.client.id = "id-2";
    EXPECT_EQ(check_token_request(other, client).error().where, "client_id");
    other = good;
    other.client.secret = "s3cret!";
    EXPECT_EQ(check_token_request(other, client).error().where, "client_id");
    other = good;
    other.username = "";
    EXPECT_EQ(check_token_request(other, client).error().where, "username");
    other = good;
    other.password = "Word";
    EXPECT_EQ(check_token_request(other, client).error().where, "username");
    other = good;
    other.grant_type = "authorization_code";
    EXPECT_EQ(check_token_request(other, client).error().where, "grant_type");
}

TEST(TokenRequest, NeedsNoUserWhereNoneIsRegisteredOrAskedFor) {
    OAuthClient client{.id = "id-1", .secret = "s3cret"};
    TokenRequest request{.client = {.id = "id-1", .secret = "s3cret"},
                         .grant_type = "password",
                         .username = "anybody",
                         .password = ""};
    EXPECT_TRUE(check_token_request(request, client));
    client.username = "user";
    client.password = "word";
    EXPECT_FALSE(check_token_request(request, client));
    request.grant_type = "client_credentials";
    EXPECT_TRUE(check_token_request(request, client));
}

TEST(TokenRequest, IsRefusedWhereNothingIsRegistered) {
    const TokenRequest empty{
        .client = {}, .grant_type = "password", .username = "", .password = ""};
    EXPECT_FALSE(check_token_request(empty, {.id = "", .secret = ""}));
    EXPECT_FALSE(check_token_request(empty, {.id = "id-1", .secret = ""}));
}

}  // namespace
}  // namespace yidi::crypto
