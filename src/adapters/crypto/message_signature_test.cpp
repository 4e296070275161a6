#include "adapters/crypto/message_signature.h"

#include <array>
#include <string>

#include <gtest/gtest.h>

#include "adapters/crypto/bytes.h"
#include "adapters/crypto/encoding.h"
#include "adapters/crypto/sm3.h"

namespace yidi::crypto {
namespace {

using registry::MessageSigning;
using registry::Sm2Form;

constexpr std::string_view kInput = R"({"data":{"psn_name":"演示"}})";
constexpr std::array<EnvelopeField, 7> kFields{{
    {.name = "infno", .value = "2207"},
    {.name = "cainfo", .value = "x"},
    {.name = "opter_name", .value = "演示员"},
    {.name = "dev_no", .value = ""},
    {.name = "input", .value = kInput},
    {.name = "Zone", .value = "1"},
    {.name = "insuplc_admdvs", .value = "110100"},
}};
constexpr std::string_view kEnvelopeText =
    "Zone=1&dev_no=&infno=2207&insuplc_admdvs=110100&opter_name=演示员";
constexpr SignedContent kContent{.input = kInput, .fields = kFields};

Sm2PrivateKey private_key() {
    return *Sm2PrivateKey::parse("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8",
                                 "key");
}
const Sm2PublicKey kPublic = private_key().public_key();

// Of the input with the user id client-id-16byte, worked out by a second program that was written
// from the standard alone.
constexpr MessageScheme kInputScheme{
    .cainfo = MessageSigning::sm2_input, .form = Sm2Form::raw, .user = "client-id-16byte"};
constexpr std::string_view kSignature =
    "f091f611f84444cc3a8c1a121018d25ebff5c8dbc6cb6f7f8cf0b8ec937bd84a"
    "2e69140f0c4781262fff2a0951d21e41f9d8831ba7a8424d9877924b6dacb6d7";
constexpr std::string_view kDigest =
    "eba5f9a069b72d33d887e7eb81a0d3a87e9799fdb8c433703d8caa1f65673dd7";
constexpr std::string_view kSm3 =
    "206932920dc6fc30f25c06926c552d5bab46a68daca09e6ac587577e012457ef";

std::string signature() {
    return to_base64(from_hex(kSignature).value_or(""));
}

TEST(EnvelopeText, SortsByBytesAndLeavesCainfoAndInputOut) {
    EXPECT_EQ(envelope_text(kFields), kEnvelopeText);
    EXPECT_EQ(envelope_text({}), "");
}

TEST(ExamineMessage, NoneAsksForNothing) {
    EXPECT_TRUE(examine_message({}, kContent, "", nullptr).verdict);
    EXPECT_EQ(sign_message({}, kContent, nullptr), "");
}

TEST(ExamineMessage, ASignatureOverTheInputFits) {
    const SignatureFinding finding = examine_message(kInputScheme, kContent, signature(), &kPublic);
    EXPECT_TRUE(finding.verdict) << finding.verdict.error();
    EXPECT_EQ(finding.expected, kDigest);
    EXPECT_EQ(finding.signed_text, "input（30 字节，SM3 " + std::string{kSm3} + "）");
}

TEST(ExamineMessage, ASignatureBrokenIntoLinesFits) {
    std::string lines = signature();
    lines.insert(76, "\r\n");
    EXPECT_TRUE(examine_message(kInputScheme, kContent, lines, &kPublic).verdict);
}

TEST(ExamineMessage, WhatWeSignFitsUnderTheSameSchemeOnly) {
    const Sm2PrivateKey key = private_key();
    for (const MessageSigning cainfo :
         {MessageSigning::sm2_input, MessageSigning::sm2_envelope, MessageSigning::sm3_input}) {
        for (const Sm2Form form : {Sm2Form::raw, Sm2Form::der}) {
            const MessageScheme scheme{.cainfo = cainfo, .form = form};
            const Result<std::string> signed_by_us = sign_message(scheme, kContent, &key);
            ASSERT_TRUE(signed_by_us) << signed_by_us.error();
            const SignatureFinding finding =
                examine_message(scheme, kContent, *signed_by_us, &kPublic);
            EXPECT_TRUE(finding.verdict) << finding.verdict.error();
            for (const MessageSigning other :
                 {MessageSigning::sm2_input, MessageSigning::sm2_envelope,
                  MessageSigning::sm3_input}) {
                MessageScheme wrong = scheme;
                wrong.cainfo = other;
                const bool fits =
                    examine_message(wrong, kContent, *signed_by_us, &kPublic).verdict.has_value();
                EXPECT_EQ(fits, other == cainfo);
            }
        }
    }
}

TEST(ExamineMessage, EachMemberOfTheEnvelopeCounts) {
    const Sm2PrivateKey key = private_key();
    const MessageScheme scheme{.cainfo = MessageSigning::sm2_envelope};
    const std::string signed_by_us = *sign_message(scheme, kContent, &key);
    for (std::size_t i = 0; i < kFields.size(); ++i) {
        auto fields = kFields;
        fields.at(i).value = "other";
        const SignatureFinding finding =
            examine_message(scheme, {.input = "other", .fields = fields}, signed_by_us, &kPublic);
        const bool counts = kFields.at(i).name != "cainfo" && kFields.at(i).name != "input";
        EXPECT_EQ(finding.verdict.has_value(), !counts) << kFields.at(i).name;
    }
}

TEST(ExamineMessage, Sm3IsReadInEveryFormThatIsSent) {
    const MessageScheme scheme{.cainfo = MessageSigning::sm3_input};
    std::string upper{kSm3};
    for (char& digit : upper) {
        if (digit >= 'a') digit = static_cast<char>(digit - 'a' + 'A');
    }
    for (const std::string& cainfo : {std::string{kSm3}, upper, to_base64(sm3_bytes(kInput))}) {
        const SignatureFinding finding = examine_message(scheme, kContent, cainfo, nullptr);
        EXPECT_TRUE(finding.verdict) << finding.verdict.error();
        EXPECT_EQ(finding.expected, kSm3);
    }
    for (const std::string& cainfo :
         {sm3("other"), std::string{kSm3.substr(2)}, std::string{"not a digest"}}) {
        const SignatureFinding finding = examine_message(scheme, kContent, cainfo, nullptr);
        ASSERT_FALSE(finding.verdict);
        EXPECT_EQ(finding.verdict.error().where, "cainfo");
        EXPECT_EQ(finding.expected, kSm3);
    }
}

TEST(ExamineMessage, SaysWhichStepFailed) {
    const auto detail = [](std::string_view cainfo, const MessageScheme& scheme) {
        const SignatureFinding finding = examine_message(scheme, kContent, cainfo, &kPublic);
        if (finding.verdict) return std::string{"passes"};
        EXPECT_EQ(finding.verdict.error().where, "cainfo");
        EXPECT_EQ(finding.verdict.error().code, ErrorCode::bad_value);
        EXPECT_FALSE(finding.expected.empty());
        return finding.verdict.error().detail;
    };
    EXPECT_NE(detail("", kInputScheme).find("缺少签名"), std::string::npos);
    EXPECT_NE(detail("null", kInputScheme).find("缺少签名"), std::string::npos);
    EXPECT_NE(detail(std::string(1'025, 'A'), kInputScheme).find("过长"), std::string::npos);
    EXPECT_NE(detail("AA*A", kInputScheme).find("第 3 个字符"), std::string::npos);
    MessageScheme der = kInputScheme;
    der.form = Sm2Form::der;
    EXPECT_NE(detail(signature(), der).find("像是 r‖s"), std::string::npos);
    MessageScheme usual = kInputScheme;
    usual.user = {};
    EXPECT_NE(detail(signature(), usual).find("签名不一致"), std::string::npos);
}

TEST(ExamineMessage, WithoutARegisteredKeyIsRefused) {
    const SignatureFinding finding = examine_message(kInputScheme, kContent, signature(), nullptr);
    ASSERT_FALSE(finding.verdict);
    EXPECT_NE(finding.verdict.error().detail.find("没有登记"), std::string::npos);
}

TEST(ExamineMessage, TellsNothingPersonal) {
    for (const MessageSigning cainfo :
         {MessageSigning::sm2_input, MessageSigning::sm2_envelope, MessageSigning::sm3_input}) {
        const SignatureFinding finding =
            examine_message({.cainfo = cainfo}, kContent, "AAAA", &kPublic);
        ASSERT_FALSE(finding.verdict);
        const Error& error = finding.verdict.error();
        for (const std::string& text :
             {finding.signed_text, finding.expected, error.detail, error.rule, error.remedy}) {
            EXPECT_EQ(text.find("演示"), std::string::npos) << text;
        }
    }
    const SignatureFinding finding =
        examine_message({.cainfo = MessageSigning::sm2_envelope}, kContent, "AAAA", &kPublic);
    EXPECT_TRUE(
        finding.signed_text.starts_with("Zone=…&dev_no=…&infno=…&insuplc_admdvs=…&opter_name=…（"))
        << finding.signed_text;
}

}  // namespace
}  // namespace yidi::crypto
