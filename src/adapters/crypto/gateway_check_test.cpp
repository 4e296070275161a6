#include "adapters/crypto/gateway_check.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/crypto/access_token.h"

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

using registry::GatewayStyle;
using Headers = std::vector<GatewayHeader>;
constexpr GatewayTime kTime{.now = kNow};

Headers tif() {
    return {{.name = "X-Tif-Paasid", .value = "app"},
            {.name = "x-tif-timestamp", .value = "1709253005"},
            {.name = "x-tif-nonce", .value = "N"},
            {.name = "x-tif-signature", .value = kSignature}};
}

Headers csb() {
    // printf %s
    // '_api_access_key=app&_api_name=1101&_api_timestamp=1709253005000&_api_version=1.0.0' |
    // openssl dgst -sha1 -hmac secret -binary | base64
    return {{.name = "_api_name", .value = "1101"},
            {.name = "_api_version", .value = "1.0.0"},
            {.name = "_api_timestamp", .value = "1709253005000"},
            {.name = "_api_access_key", .value = "app"},
            {.name = "_api_signature", .value = "fd2HCsTR3Gq62lGZIa4+CPmeYvk="}};
}

void set(Headers& headers, std::string_view name, std::string_view value) {
    for (GatewayHeader& header : headers) {
        if (header.name == name) header.value = value;
    }
}

TEST(ExamineGateway, NoneAsksForNothing) {
    EXPECT_TRUE(examine_gateway(GatewayStyle::none, {}, {}, kTime).verdict);
}

TEST(ExamineGateway, TifTellsTheLogWhatWouldBeRight) {
    Headers headers = tif();
    EXPECT_TRUE(examine_gateway(GatewayStyle::tif, headers, kKey, kTime).verdict);
    set(headers, "x-tif-signature", "00");
    const SignatureFinding finding = examine_gateway(GatewayStyle::tif, headers, kKey, kTime);
    ASSERT_FALSE(finding.verdict);
    EXPECT_EQ(finding.verdict.error().where, "x-tif-signature");
    EXPECT_EQ(finding.expected, kSignature);
    EXPECT_EQ(finding.signed_text, "1709253005<secret>N1709253005");
}

TEST(ExamineGateway, WhatWouldBeRightIsToldEvenWhenAnEarlierStepFails) {
    const SignatureFinding late =
        examine_gateway(GatewayStyle::tif, tif(), kKey, {.now = kNow.plus_ms(kClockWindowMs + 1)});
    EXPECT_EQ(late.verdict.error().where, "x-tif-timestamp");
    EXPECT_EQ(late.expected, kSignature);
}

TEST(ExamineGateway, CsbPassesWithTheRightSignature) {
    const SignatureFinding finding = examine_gateway(GatewayStyle::csb, csb(), kKey, kTime);
    EXPECT_TRUE(finding.verdict) << finding.verdict.error();
    EXPECT_EQ(finding.signed_text,
              "_api_access_key=app&_api_name=1101&_api_timestamp=1709253005000&_api_version=1.0.0");
    EXPECT_EQ(finding.expected, "fd2HCsTR3Gq62lGZIa4+CPmeYvk=");
}

TEST(ExamineGateway, CsbSaysWhichStepFailed) {
    struct Case {
        std::string_view name;
        std::string_view value;
        std::string_view where;
        std::string_view what;
    };
    for (const Case& one :
         {Case{"_api_name", "", "_api_name", "缺少服务网关的请求头"},
          Case{"_api_signature", "", "_api_signature", "缺少服务网关的请求头"},
          Case{"_api_access_key", "other", "_api_access_key", "非法用户"},
          Case{"_api_timestamp", "1709253005", "_api_timestamp", "毫秒"},
          Case{"_api_timestamp", "17092530050xx", "_api_timestamp", "毫秒"},
          Case{"_api_timestamp", "1709251204999", "_api_timestamp", "签名时间戳超时"},
          Case{"_api_timestamp", "1709254805001", "_api_timestamp", "签名时间戳超时"},
          Case{"_api_timestamp", "1709253005001", "_api_signature", "签名不一致"},
          Case{"_api_name", "1102", "_api_signature", "签名不一致"},
          Case{"_api_version", "1.0.1", "_api_signature", "签名不一致"},
          Case{"_api_signature", "6mkNKVQnHr7buewUCZtc9IE+CmM=", "_api_signature", "签名不一致"}}) {
        Headers headers = csb();
        set(headers, one.name, one.value);
        const SignatureFinding finding = examine_gateway(GatewayStyle::csb, headers, kKey, kTime);
        ASSERT_FALSE(finding.verdict) << one.name << one.value;
        EXPECT_EQ(finding.verdict.error().where, one.where);
        EXPECT_NE(finding.verdict.error().detail.find(one.what), std::string::npos)
            << finding.verdict.error();
    }
}

TEST(ExamineGateway, CsbSignsEveryHeaderOfItsKindAndIsBounded) {
    Headers headers = csb();
    headers.push_back({.name = "_api_zone", .value = "x"});
    EXPECT_EQ(examine_gateway(GatewayStyle::csb, headers, kKey, kTime).verdict.error().where,
              "_api_signature");
    const std::string value(3'000, 'x');
    headers.back().value = value;
    const SignatureFinding finding = examine_gateway(GatewayStyle::csb, headers, kKey, kTime);
    EXPECT_NE(finding.verdict.error().detail.find("过长"), std::string::npos);
    EXPECT_EQ(finding.signed_text, "");
}

TEST(ExamineGateway, OAuthAsksForAGenuineTokenInTime) {
    constexpr std::string_view kServer = "0123456789abcdef0123456789abcdef";
    const GatewayKey key{.paas_id = "app", .secret = "secret", .token_key = kServer};
    const std::string token =
        issue_access_token({.server_key = kServer, .client_id = "app", .secret = "secret"},
                           {.expires = kNow.plus_ms(1), .chance = "sixteen bytes !!"});
    const auto where = [&key](const std::string& value, Instant now) {
        const Headers headers{{.name = "Authorization", .value = value}};
        const SignatureFinding finding =
            examine_gateway(GatewayStyle::oauth2, headers, key, {.now = now});
        EXPECT_EQ(finding.expected, "");
        return finding.verdict ? "" : finding.verdict.error().detail;
    };
    EXPECT_EQ(where("Bearer " + token, kNow), "");
    EXPECT_EQ(where("bearer " + token, kNow), "");
    EXPECT_NE(where("Bearer " + token, kNow.plus_ms(1)).find("失效"), std::string::npos);
    EXPECT_NE(where(token, kNow).find("缺少访问令牌"), std::string::npos);
    EXPECT_NE(where("Bearer ", kNow).find("无效"), std::string::npos);
    EXPECT_NE(where("Bearer " + token + "0", kNow).find("无效"), std::string::npos);
    EXPECT_FALSE(examine_gateway(GatewayStyle::oauth2, {}, key, kTime).verdict);
}

TEST(ExamineGateway, AStaticKeyIsTheSecretItself) {
    const auto passes = [](std::string_view value) {
        const Headers headers{{.name = "ApiKey", .value = value}};
        return examine_gateway(GatewayStyle::static_key, headers, kKey, kTime).verdict.has_value();
    };
    EXPECT_TRUE(passes("secret"));
    EXPECT_FALSE(passes("secres"));
    EXPECT_FALSE(passes("secret "));
    EXPECT_FALSE(passes(""));
    EXPECT_FALSE(passes(std::string(10'000, 's')));
}

TEST(ExamineGateway, NobodyPassesWithoutARegisteredSecret) {
    const GatewayKey none{.paas_id = "app", .secret = ""};
    // What anybody could work out: sha256("1709253005" "" "N" "1709253005").
    Headers headers = tif();
    const std::string anybody =
        gateway_signature({.timestamp = "1709253005", .nonce = "N", .secret = ""});
    set(headers, "x-tif-signature", anybody);
    EXPECT_FALSE(examine_gateway(GatewayStyle::tif, headers, none, kTime).verdict);
    headers = csb();
    const std::string csb_anybody = csb_signature("", csb_text(headers));
    set(headers, "_api_signature", csb_anybody);
    EXPECT_FALSE(examine_gateway(GatewayStyle::csb, headers, none, kTime).verdict);
    EXPECT_FALSE(examine_gateway(GatewayStyle::static_key, {}, none, kTime).verdict);
}

TEST(ExamineGateway, NeverTellsTheSecret) {
    constexpr GatewayKey kOther{
        .paas_id = "app", .secret = "TopSecret", .token_key = "0123456789abcdef0123456789abcdef"};
    Headers all = tif();
    for (const GatewayHeader& header : csb()) {
        all.push_back(header);
    }
    all.push_back({.name = "apikey", .value = "x"});
    all.push_back({.name = "authorization", .value = "Bearer x"});
    for (const GatewayStyle style :
         {GatewayStyle::tif, GatewayStyle::csb, GatewayStyle::oauth2, GatewayStyle::static_key}) {
        const SignatureFinding finding = examine_gateway(style, all, kOther, kTime);
        ASSERT_FALSE(finding.verdict);
        const Error& error = finding.verdict.error();
        EXPECT_FALSE(finding.signed_text.empty());
        for (const std::string& text :
             {finding.signed_text, finding.expected, error.detail, error.rule, error.remedy}) {
            EXPECT_EQ(text.find("TopSecret"), std::string::npos) << text;
        }
    }
}

}  // namespace
}  // namespace yidi::crypto
