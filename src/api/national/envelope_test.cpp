#include "api/national/envelope.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "adapters/crypto/encoding.h"
#include "adapters/crypto/sm4.h"

namespace yidi::national {
namespace {

/// A request with `input` and one more member, which may repeat none.
std::string request(std::string_view input, std::string_view more = "") {
    std::string text =
        R"({"infno":"2207","msgid":"H13010200001202403010830050001","mdtrtarea_admvs":"120000",)"
        R"("insuplc_admdvs":"130100","recer_sys_code":"HIS","dev_no":"null","dev_safe_info":null,)"
        R"("cainfo":"","signtype":"","infver":"V1.0","opter_type":"1","opter":"001",)"
        R"("opter_name":"收费员","inf_time":"2024-03-01 08:30:05","fixmedins_code":"H12010100001",)"
        R"("fixmedins_name":"示例医院","sign_no":"null")";
    text += more;
    text += R"(,"input":)";
    text += input;
    return text + "}";
}

class ReadEnvelope : public ::testing::Test {
protected:
    Result<Envelope> read(std::string body, const InputKey& key = {}) {
        body_ = std::move(body);
        YIDI_TRY(const codec::JsonNode* root, read_body(tree_, body_, utf8_, sender_));
        YIDI_TRY(Envelope envelope, read_envelope(tree_, *root));
        YIDI_TRY_VOID(open_input(tree_, *root, key, plain_, envelope));
        return envelope;
    }
    std::string hash(std::string body, const InputKey& key = {}) {
        const Result<Envelope> envelope = read(std::move(body), key);
        EXPECT_TRUE(envelope) << envelope.error();
        return envelope ? content_hash(*envelope) : std::string{};
    }

    codec::JsonTree tree_;
    Sender sender_;

private:
    std::string body_;
    std::string utf8_;
    std::string plain_;
};

TEST_F(ReadEnvelope, EveryFieldIsRead) {
    const Result<Envelope> envelope = read(request(R"({"data":{"psn_no":"1"}})"));
    ASSERT_TRUE(envelope) << envelope.error();
    EXPECT_EQ(envelope->infno, "2207");
    EXPECT_EQ(envelope->msgid, "H13010200001202403010830050001");
    EXPECT_EQ(envelope->mdtrtarea_admvs, 120000U);
    EXPECT_EQ(envelope->insuplc_admdvs, 130100U);
    EXPECT_EQ(envelope->opter, "001");
    EXPECT_EQ(to_string(envelope->inf_time), "2024-03-01 08:30:05");
    EXPECT_EQ(envelope->fixmedins_code, "H12010100001");
    EXPECT_EQ(envelope->fixmedins_name, "示例医院");
    EXPECT_EQ(envelope->sign_no, "");
    EXPECT_EQ(envelope->input->member("data")->member("psn_no")->text, "1");
    EXPECT_EQ(sender_.msgid, "H13010200001202403010830050001");
}

TEST_F(ReadEnvelope, InputMayBeATextThatHoldsTheObject) {
    const Result<Envelope> envelope = read(request(R"("{\"data\":{\"psn_no\":\"1\"}}")"));
    ASSERT_TRUE(envelope) << envelope.error();
    EXPECT_EQ(envelope->input->member("data")->member("psn_no")->text, "1");
    EXPECT_EQ(envelope->input_bytes, R"({"data":{"psn_no":"1"}})");
    // The same message in another clothing.
    EXPECT_EQ(content_hash(*envelope), hash(request(R"({ "data":{"psn_no":"1"}})")));
}

TEST_F(ReadEnvelope, TheInputsBytesAreThoseThatTheClientWrote) {
    EXPECT_EQ(read(request(R"({ "data" : {"b":1.50,"a":[ ]}} )"))->input_bytes,
              R"({ "data" : {"b":1.50,"a":[ ]}})");
}

TEST_F(ReadEnvelope, CiphertextIsOpenedWithTheKeyThatWasAgreedOn) {
    const InputKey key{.cipher = registry::BodyCipher::sm4, .key = "0123456789abcdef"};
    const std::string plain = R"({"data":{"psn_no":"1"}})";
    const std::string cipher = crypto::to_base64(*crypto::sm4_encrypt(key.key, plain));
    const std::string body = request('"' + cipher + '"', R"(,"encType":"SM4")");
    const Result<Envelope> envelope = read(body, key);
    ASSERT_TRUE(envelope) << envelope.error();
    EXPECT_TRUE(envelope->is_encrypted);
    EXPECT_EQ(envelope->input_bytes, plain);
    EXPECT_EQ(hash(body, key), hash(request(plain))) << "the same message";
    const InputKey other{.cipher = registry::BodyCipher::sm4, .key = "fedcba9876543210"};
    EXPECT_NE(read(body, other).error().detail.find("解密"), std::string::npos);
    EXPECT_NE(read(request(R"("x y")", R"(,"encType":"SM4")"), key).error().detail.find("Base64"),
              std::string::npos);
    EXPECT_FALSE(read(request(plain), key)->is_encrypted) << "plain input is taken too";
}

TEST_F(ReadEnvelope, ABodyInGbkIsTaken) {
    std::string body = request(R"({"data":{"psn_name":"张三"}})");
    for (const auto& [utf8, gbk] : {std::pair{"收费员", "\xCA\xD5\xB7\xD1\xD4\xB1"},
                                    std::pair{"示例医院", "\xCA\xBE\xC0\xFD\xD2\xBD\xD4\xBA"},
                                    std::pair{"张三", "\xD5\xC5\xC8\xFD"}}) {
        body.replace(body.find(utf8), std::string_view{utf8}.size(), gbk);
    }
    const Result<Envelope> envelope = read(body);
    ASSERT_TRUE(envelope) << envelope.error();
    EXPECT_EQ(envelope->fixmedins_name, "示例医院");
    EXPECT_EQ(envelope->input->member("data")->member("psn_name")->text, "张三");
    EXPECT_FALSE(read("{\"a\":\"\xFF\xFF\"}").has_value()) << "neither";
}

TEST_F(ReadEnvelope, CiphertextIsRefusedClearly) {
    EXPECT_NE(read(request(R"("q83vEjRWeJA=")", R"(,"encType":"SM4")")).error().detail.find("加密"),
              std::string::npos);
    const Error error = read(request(R"("q83vEjRWeJA=")")).error();
    EXPECT_EQ(error.where, "input");
    EXPECT_NE(error.remedy.find("加密"), std::string::npos);
    EXPECT_TRUE(read(request("{}", R"(,"enc_type":"","encType":null)")));
}

TEST_F(ReadEnvelope, UnknownMembersAndRegionalOnesAreLeftAlone) {
    EXPECT_TRUE(read(request("{}", R"(,"app_id":"x","recer_admdvs":"440100","serv_sign":[1,2])")));
}

TEST_F(ReadEnvelope, TheMisspeltTreatingAreaIsTaken) {
    std::string body = request("{}");
    body.replace(body.find("mdtrtarea_admvs"), 15, "mdtrtarea_admdvs");
    EXPECT_EQ(read(body)->mdtrtarea_admvs, 120000U);
}

TEST_F(ReadEnvelope, AnErrorStillKnowsItsSender) {
    std::string body = request("{}");
    body.replace(body.find("2024-03-01"), 10, "2024-13-01");
    const Error error = read(body).error();
    EXPECT_EQ(error.where, "inf_time");
    EXPECT_EQ(sender_.infno, "2207");
    EXPECT_EQ(sender_.fixmedins_code, "H12010100001");
}

TEST_F(ReadEnvelope, WhatIsWrongIsToldInTheReadersLanguage) {
    EXPECT_EQ(read("{").error().where, "第 1 行第 1 列");
    EXPECT_TRUE(read("{").error().detail.starts_with("报文不是合法的 JSON"));
    EXPECT_TRUE(read(R"({"a":1,"a":2})").error().detail.starts_with("报文中同一对象内有重复"));
    EXPECT_EQ(read("[]").error().code, ErrorCode::bad_value);
    EXPECT_EQ(read(request("null")).error().where, "input");
    EXPECT_EQ(read(request("[1]")).error().where, "input");
    std::string body = request("{}");
    body.replace(body.find("2207"), 4, "22");
    EXPECT_EQ(read(body).error().where, "infno");
    body = request("{}");
    body.replace(body.find("120000"), 6, "12000x");
    EXPECT_EQ(read(body).error().code, ErrorCode::bad_region);
}

TEST_F(ReadEnvelope, TheHashIsOfTheNumberAndTheContent) {
    const std::string one = hash(request(R"({"data":{"a":"1","b":2.50}})"));
    EXPECT_EQ(one.size(), 64U);
    EXPECT_EQ(one, hash(request(R"({"data":{"b":2.50,"a":"1"}})", R"(,"app_id":"x")")));
    EXPECT_NE(one, hash(request(R"({"data":{"a":"1","b":2.51}})")));
    std::string other = request(R"({"data":{"a":"1","b":2.50}})");
    other.replace(other.find("2207"), 4, "2206");
    EXPECT_NE(one, hash(other));
}

TEST(Answer, CarriesTheTimesAndTheNumberOfTheReceiver) {
    // 2024-03-01 08:30:05.007 and .042 in China.
    const Receipt receipt{.receiver_admdvs = 120000,
                          .sequence = 98765432101234,
                          .received = Instant::from_ms(1'709'253'005'007),
                          .responded = Instant::from_ms(1'709'253'005'042)};
    EXPECT_EQ(success(receipt, R"({"warn_msg":"","output":{"a":1}})"),
              R"({"infcode":0,"inf_refmsgid":"120000202403010830055432101234",)"
              R"("refmsg_time":"20240301083005007","respond_time":"20240301083005042",)"
              R"("err_msg":"","cainfo":null,"signtype":null,"warn_msg":"","output":{"a":1}})");
}

TEST(Answer, IsEncryptedWhereTheRequestWas) {
    const Receipt receipt{.output_key = "0123456789abcdef"};
    const std::string text = success(receipt, R"({"warn_msg":"a \"output\": b","output":{"a":1}})");
    const std::string head = R"(,"warn_msg":"a \"output\": b","output":")";
    const std::size_t at = text.find(head);
    ASSERT_NE(at, std::string::npos) << text;
    const std::size_t begin = at + head.size();
    const std::string cipher = text.substr(begin, text.find('"', begin) - begin);
    EXPECT_EQ(
        crypto::sm4_decrypt(receipt.output_key, *crypto::decode_base64(cipher, "output")).value(),
        R"({"a":1})");
    EXPECT_TRUE(text.ends_with(R"(","encType":"SM4"})")) << text;
}

TEST(Answer, IsGivenUnderTheNumberThatItsBodyBeginsWith) {
    Receipt receipt{.receiver_admdvs = 130102,
                    .sequence = 12,
                    .received = *parse_instant("2024-03-01 08:30:05"),
                    .responded = *parse_instant("2024-03-01 08:30:06")};
    const std::string number = inf_refmsgid(receipt);
    EXPECT_EQ(number, "130102202403010830050000000012");
    const std::string body =
        R"({"inf_refmsgid":")" + number + R"(","warn_msg":"","output":{"a":1}})";
    receipt.sequence = 13;
    const std::string text = success(receipt, body);
    EXPECT_NE(text.find(R"("inf_refmsgid":")" + number + R"(","refmsg_time")"), std::string::npos)
        << text;
    EXPECT_EQ(text.find("inf_refmsgid", text.find("refmsg_time")), std::string::npos) << text;
    EXPECT_TRUE(text.ends_with(R"("warn_msg":"","output":{"a":1}})")) << text;
}

TEST(Answer, OfAFailureHasItsReasonAndNoOutput) {
    Receipt receipt{.infcode = registry::InfcodeType::string};
    const std::string text = failure(receipt, "a \"b\"");
    EXPECT_TRUE(text.starts_with(R"({"infcode":"-1",)")) << text;
    EXPECT_NE(text.find(R"("err_msg":"a \"b\"")"), std::string::npos) << text;
    EXPECT_TRUE(text.ends_with(R"("output":null})")) << text;
    receipt.infcode = registry::InfcodeType::number;
    EXPECT_TRUE(failure(receipt, "x").starts_with(R"({"infcode":-1,)"));
}

}  // namespace
}  // namespace yidi::national
