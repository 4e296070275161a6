#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/crypto/encoding.h"
#include "adapters/crypto/gateway_signature.h"
#include "adapters/crypto/message_signature.h"
#include "adapters/crypto/sm4.h"
#include "app/payer/upkeep.h"
#include "tests/national/hospital.h"

namespace yidi::tests {
namespace {

constexpr std::string_view kClient = "client-id-of-16b";
constexpr std::string_view kSecret = "a secret of the line";
constexpr std::int64_t kHalfAnHourMs = std::int64_t{31} * 60 * 1'000;  // And a minute.
// Any number below the order of the curve is a private key.
constexpr std::string_view kPrivateKey =
    "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

class Profiles : public Hospital {
protected:
    void speak(std::string_view profile) {
        const Result<registry::Profile> parsed = registry::parse_profile(profile);
        ASSERT_TRUE(parsed) << parsed.error();
        ASSERT_TRUE(write([&](ports::Session& session) -> Result<void> {
            YIDI_TRY(auto one, payer::institution(session, hospital_));
            one->profile = *parsed;
            one->paas_id = kClient;
            one->secret = kSecret;
            one->sm2_public_key = crypto::to_base64(key_->public_key().point());
            return payer::put_institution(session, context(), *one, "test");
        }));
    }
    [[nodiscard]] http::Headers csb(std::int64_t ms, std::string_view secret = kSecret) const {
        const std::string at = std::to_string(ms);
        const std::vector<crypto::GatewayHeader> signed_headers{
            {"_api_name", "1101"},
            {"_api_version", "1.0.0"},
            {"_api_timestamp", at},
            {"_api_access_key", kClient},
        };
        http::Headers headers;
        for (const crypto::GatewayHeader& one : signed_headers) {
            headers.add(std::string{one.name}, std::string{one.value});
        }
        headers.add("_api_signature",
                    crypto::csb_signature(secret, crypto::csb_text(signed_headers)));
        return headers;
    }
    [[nodiscard]] std::string signed_by_input(const std::string& input,
                                              const crypto::MessageScheme& scheme) const {
        return crypto::sign_message(scheme, {.input = input, .fields = {}}, &*key_).value();
    }
    /// The sample of 1101 with its input encrypted and signed.
    [[nodiscard]] std::string encrypted(const crypto::MessageScheme& scheme) {
        Json request = sample("1101");
        const std::string input = request["input"].dump();
        request["cainfo"] = signed_by_input(input, scheme);
        request["signtype"] = "SM2";
        request["encType"] = "SM4";
        request["input"] = crypto::to_base64(*crypto::sm4_encrypt(kClient, input));
        return request.dump();
    }
    [[nodiscard]] Json answer(const http::Response& response, int status = 200) const {
        EXPECT_EQ(response.status, status) << response.body;
        return Json::parse(response.body);
    }

    Result<crypto::Sm2PrivateKey> key_ = crypto::Sm2PrivateKey::parse(kPrivateKey, "key");
};

TEST_F(Profiles, CsbSignsItsHeaders) {
    speak("csb");
    const std::string body = sample("1101").dump();
    EXPECT_EQ(answer(post(body, csb(now_.ms())))["infcode"], 0);
    EXPECT_NE(answer(post(body, csb(now_.ms(), "another")), 401)["err_msg"].dump().find("_api_"),
              std::string::npos);
    EXPECT_EQ(post(body, csb(now_.ms() - kHalfAnHourMs)).status, 401)
        << "a clock half an hour slow";
    speak("csb;clock=86400");
    EXPECT_EQ(post(body, csb(now_.ms() - kHalfAnHourMs)).status, 200);
    EXPECT_EQ(post(body).status, 401);
}

TEST_F(Profiles, AnAccessTokenIsGivenForIdAndSecret) {
    speak("oauth2");
    const std::string basic =
        "Basic " + crypto::to_base64(std::string{kClient} + ":" + std::string{kSecret});
    const http::Response given = post("grant_type=password&username=u&password=p&scope=all",
                                      {{"Authorization", basic}}, "/any/auth/oauth/token");
    ASSERT_EQ(given.status, 200) << given.body;
    const Json token = Json::parse(given.body);
    EXPECT_EQ(token["token_type"], "bearer");
    const http::Headers bearer{
        {"Authorization", "Bearer " + token["access_token"].get<std::string>()}};
    EXPECT_EQ(answer(post(sample("1101").dump(), bearer))["infcode"], 0);
    EXPECT_EQ(post(sample("1101").dump()).status, 401);
    EXPECT_EQ(post("grant_type=password", {{"Authorization", "Basic eDp5"}}, "/oauth/token").status,
              401)
        << "x:y is nobody";
    EXPECT_EQ(post("grant_type=magic", {{"Authorization", basic}}, "/oauth/token").status, 401);
    now_ = now_.plus_ms(token["expires_in"].get<std::int64_t>() * 1'000 + 1);
    EXPECT_EQ(post(sample("1101").dump(), bearer).status, 401) << "its time is over";
}

TEST_F(Profiles, AStaticKeyStandsInAHeader) {
    speak("static_key;infcode=string");
    const std::string body = sample("1101").dump();
    EXPECT_EQ(answer(post(body, {{"apikey", std::string{kSecret}}}))["infcode"], "0");
    EXPECT_EQ(answer(post(body, {{"apikey", "x"}}), 401)["infcode"], "-1");
}

TEST_F(Profiles, AnInputMayBeSignedWithSm2AndEncryptedWithSm4) {
    speak("none;cainfo=sm2_input;body=sm4;user=client-id-of-16b");
    const crypto::MessageScheme scheme{.cainfo = registry::MessageSigning::sm2_input,
                                       .user = kClient};
    const Json told = answer(post(encrypted(scheme)));
    ASSERT_EQ(told["infcode"], 0) << told;
    EXPECT_EQ(told["encType"], "SM4");
    const Json output =
        Json::parse(crypto::sm4_decrypt(kClient, *crypto::decode_base64(
                                                     told["output"].get<std::string>(), "output"))
                        .value());
    EXPECT_EQ(output["baseinfo"]["psn_no"], psn_no_);
    // Signed with the standard's user id, as one widely copied helper does by mistake.
    const Json refused = answer(post(encrypted({.cainfo = registry::MessageSigning::sm2_input})));
    EXPECT_EQ(refused["infcode"], -1);
    EXPECT_NE(refused["err_msg"].get<std::string>().find("cainfo"), std::string::npos) << refused;
    expect_verified();
}

TEST_F(Profiles, TheOtherFieldsMayBeSignedInstead) {
    speak("none;cainfo=sm2_envelope;form=der");
    Json request = sample("1101");
    request.erase("cainfo");
    std::vector<std::pair<std::string, std::string>> texts;
    for (const auto& [name, value] : request.items()) {
        texts.emplace_back(name, value.is_string() ? value.get<std::string>()
                                 : value.is_null() ? std::string{}
                                                   : value.dump());
    }
    std::vector<crypto::EnvelopeField> fields;
    fields.reserve(texts.size());
    for (const auto& [name, value] : texts) fields.push_back({name, value});
    request["cainfo"] = crypto::sign_message({.cainfo = registry::MessageSigning::sm2_envelope,
                                              .form = registry::Sm2Form::der},
                                             {.input = {}, .fields = fields}, &*key_)
                            .value();
    EXPECT_EQ(answer(post(request.dump()))["infcode"], 0) << post(request.dump()).body;
    request["opter_name"] = "somebody else";
    EXPECT_EQ(answer(post(request.dump()))["infcode"], -1);
}

TEST_F(Profiles, WhatFailsIsOnlyToldWhereAnInstitutionIsBeingConnected) {
    speak("tif;cainfo=sm3_input;log_only=1");
    let_pass_.clear();
    EXPECT_EQ(answer(post(sample("1101").dump()))["infcode"], 0);
    EXPECT_EQ(let_pass_, (std::vector<std::string>{"gateway", "cainfo"}));
    ASSERT_EQ(expected_.size(), 2U);
    EXPECT_EQ(expected_[1].size(), 64U) << "the digest that would be right";
}

TEST_F(Profiles, TheListOf5204MayStandInANode) {
    begin_visit();
    done("2207");
    const Json bare = send("5204")["output"];
    ASSERT_TRUE(bare.is_array()) << bare;
    speak("none;fymx_5204=1");
    EXPECT_EQ(send("5204")["output"]["fymx"], bare);
}

}  // namespace
}  // namespace yidi::tests
