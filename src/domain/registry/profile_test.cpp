#include "domain/registry/profile.h"

#include <string>

#include <gtest/gtest.h>

namespace yidi::registry {
namespace {

TEST(Profile, NothingAtAllIsNone) {
    const Result<Profile> profile = parse_profile("");
    ASSERT_TRUE(profile) << profile.error();
    EXPECT_EQ(*profile, Profile{});
    EXPECT_EQ(profile->gateway, GatewayStyle::none);
    EXPECT_EQ(profile->clock_window_s, 1'800);
    EXPECT_FALSE(profile->log_only);
}

TEST(Profile, AWordAloneIsTheGateway) {
    EXPECT_EQ(parse_profile("none")->gateway, GatewayStyle::none);
    EXPECT_EQ(parse_profile("tif")->gateway, GatewayStyle::tif);
    EXPECT_EQ(parse_profile("signature_a")->gateway, GatewayStyle::tif);
    EXPECT_EQ(parse_profile("csb")->gateway, GatewayStyle::csb);
    EXPECT_EQ(parse_profile("oauth2")->gateway, GatewayStyle::oauth2);
    EXPECT_EQ(parse_profile("gateway=static_key")->gateway, GatewayStyle::static_key);
}

TEST(Profile, EveryKeyIsReadInAnyOrder) {
    const Result<Profile> profile = parse_profile(
        " log_only=1; infcode=string;body=sm4; user = client-id-16byte ;form=der;"
        "cainfo=sm2_envelope;clock=600;oauth2;");
    ASSERT_TRUE(profile) << profile.error();
    const Profile expected{.gateway = GatewayStyle::oauth2,
                           .clock_window_s = 600,
                           .cainfo = MessageSigning::sm2_envelope,
                           .sm2_form = Sm2Form::der,
                           .sm2_user_id = "client-id-16byte",
                           .body = BodyCipher::sm4,
                           .infcode = InfcodeType::string,
                           .log_only = true};
    EXPECT_EQ(*profile, expected);
    EXPECT_EQ(to_text(*profile),
              "oauth2;clock=600;cainfo=sm2_envelope;form=der;user=client-id-16byte;body=sm4;"
              "infcode=string;log_only=1");
}

TEST(Profile, WhatIsWrittenReadsAsTheSame) {
    for (int bits = 0; bits < 5 * 4 * 2 * 2 * 2 * 2 * 2 * 2; ++bits) {
        int rest = bits;
        const auto next = [&rest](int count) {
            const int value = rest % count;
            rest /= count;
            return value;
        };
        const Profile profile{.gateway = static_cast<GatewayStyle>(next(5)),
                              .clock_window_s = next(2) == 0 ? 1'800 : 604'800,
                              .cainfo = static_cast<MessageSigning>(next(4)),
                              .sm2_form = static_cast<Sm2Form>(next(2)),
                              .sm2_user_id = next(2) == 0 ? "" : "a=b",
                              .body = static_cast<BodyCipher>(next(2)),
                              .infcode = static_cast<InfcodeType>(next(2)),
                              .log_only = next(2) == 1};
        const Result<Profile> again = parse_profile(to_text(profile));
        ASSERT_TRUE(again) << to_text(profile) << again.error();
        ASSERT_EQ(*again, profile) << to_text(profile);
    }
}

TEST(Profile, AMistakeIsToldByItsKey) {
    struct Case {
        std::string_view text;
        ErrorCode code;
        std::string_view where;
    };
    for (const Case& one : {Case{"hmac", ErrorCode::bad_value, "gateway"},
                            Case{"gateway=", ErrorCode::bad_value, "gateway"},
                            Case{"clock=0", ErrorCode::bad_value, "clock"},
                            Case{"clock=604801", ErrorCode::bad_value, "clock"},
                            Case{"clock=30m", ErrorCode::bad_value, "clock"},
                            Case{"clock=99999999999999999999", ErrorCode::bad_value, "clock"},
                            Case{"cainfo=SM2", ErrorCode::bad_value, "cainfo"},
                            Case{"form=p1363", ErrorCode::bad_value, "form"},
                            Case{"user=", ErrorCode::bad_value, "user"},
                            Case{"user=编号", ErrorCode::bad_value, "user"},
                            Case{"body=aes", ErrorCode::bad_value, "body"},
                            Case{"infcode=text", ErrorCode::bad_value, "infcode"},
                            Case{"log_only=yes", ErrorCode::bad_value, "log_only"},
                            Case{"secret=1", ErrorCode::unknown_key, "profile"},
                            Case{"tif;csb", ErrorCode::duplicate_key, "gateway"},
                            Case{"clock=1;clock=1", ErrorCode::duplicate_key, "clock"}}) {
        const Result<Profile> profile = parse_profile(one.text);
        ASSERT_FALSE(profile) << one.text;
        EXPECT_EQ(profile.error().code, one.code) << one.text;
        EXPECT_EQ(profile.error().where, one.where) << one.text;
        EXPECT_FALSE(profile.error().rule.empty());
        EXPECT_FALSE(profile.error().remedy.empty());
    }
    EXPECT_FALSE(parse_profile(std::string(kProfileTextMax + 1, ' ')));
    EXPECT_FALSE(parse_profile("user=" + std::string(129, 'u')));
}

}  // namespace
}  // namespace yidi::registry
