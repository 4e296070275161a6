
#include "adapters/crypto/sha256.h"
#include "tests/national/hospital.h"

namespace yidi::tests {
namespace {

class Refusal : public Hospital {
protected:
    void have(const registry::Institution& one) {
        EXPECT_TRUE(write([&](ports::Session& session) {
            return payer::put_institution(session, context(), one, "test");
        }));
    }
    registry::Institution hospital() {
        registry::Institution one;
        one.fixmedins_code = hospital_;
        one.fixmedins_name = "甲医院";
        one.admdvs = 130102;
        one.fixmedins_type = "1";
        one.hosp_lv = "05";
        one.local_open = 0x3F;
        return one;
    }
    http::Headers signed_headers(const std::string& seconds) {
        return {{"X-TIF-PAASID", "app"},
                {"x-tif-timestamp", seconds},
                {"x-tif-nonce", "N"},
                {"x-tif-signature", crypto::sha256(seconds + "secret" + "N" + seconds)}};
    }
};

TEST_F(Refusal, SentencesOfThePayerAreInChinese) {
    // Three lower-case words in a row are a sentence nobody translated.
    const auto is_english = [](const std::string& told) {
        int words = 0;
        bool inside = false;
        for (const char character : told) {
            const bool letter = character >= 'a' && character <= 'z';
            words = letter && !inside ? words + 1 : words;
            words = letter || (inside && character == ' ') ? words : 0;
            inside = letter;
            if (words == 3) return true;
        }
        return false;
    };
    const auto expect_chinese = [&](const std::string& told) {
        EXPECT_FALSE(is_english(told)) << told;
        EXPECT_NE(told.find("处理："), std::string::npos) << told;
    };
    for (const char* infno : {"2202", "2204", "2207", "2305", "2402", "5203", "9002"}) {
        expect_chinese(refused(sample(infno)));
    }
    begin_visit();
    expect_chinese(refused(sample("2202")));
    expect_chinese(refused(sample("2204")));
    Json request = sample("2207");
    request["input"]["data"]["medfee_sumamt"] = 300.01;
    const std::string told = refused(request);
    expect_chinese(told);
    EXPECT_NE(told.find("已上传明细合计 300.00"), std::string::npos) << told;
    request = sample("1101");
    request["input"]["data"]["certno"] = "nobody's";
    expect_chinese(refused(request));
}

TEST_F(Refusal, AnUnknownTransactionTellsTheKnownOnes) {
    Json request = sample("1101");
    request["infno"] = "9999A";
    const std::string told = refused(request);
    EXPECT_NE(told.find("9999A"), std::string::npos);
    EXPECT_NE(told.find("2304"), std::string::npos);
}

TEST_F(Refusal, AnUnknownInstitutionIsRefused) {
    Json request = sample("1101");
    request["fixmedins_code"] = "H99999900001";
    EXPECT_NE(refused(request).find("fixmedins_code"), std::string::npos);
}

TEST_F(Refusal, AnAddressThatNamesAnotherTransactionIsRefused) {
    const auto infcode = [&](const std::string& target) {
        return Json::parse(post(sample("1101").dump(), {}, target).body)["infcode"];
    };
    EXPECT_EQ(infcode("/ebus/app/hgs/1101"), 0);
    EXPECT_EQ(infcode("/ebus/app/hgs/2304"), -1);
    EXPECT_EQ(infcode("/hss-call-service-interface?x=2304"), 0);
    EXPECT_EQ(infcode("/fsi/api/fsiPsnInfoService/queryPsnInfo"), 0);
}

TEST_F(Refusal, WhatIsNoEnvelopeIsAnswered) {
    for (const char* body : {"", "{", "[]", "null", "{}", "\xB2\xA1\xC0\xFA"}) {
        const http::Response response = post(body);
        EXPECT_EQ(response.status, 200);
        EXPECT_EQ(Json::parse(response.body)["infcode"], -1) << body;
    }
}

TEST_F(Refusal, InfcodeIsATextForInstitutionsThatReadItSo) {
    registry::Institution one = hospital();
    one.profile.infcode = registry::InfcodeType::string;
    have(one);
    EXPECT_EQ(send("1101")["infcode"], "0");
    EXPECT_EQ(send("9002")["infcode"], "-1");
    // Also where the fault lies in the envelope itself.
    Json request = sample("1101");
    request.erase("opter");
    EXPECT_EQ(send_this(request)["infcode"], "-1");
}

TEST_F(Refusal, TheSignatureIsAskedOfInstitutionsThatHaveAgreedOnIt) {
    registry::Institution one = hospital();
    one.profile.gateway = registry::GatewayStyle::tif;
    one.paas_id = "app";
    one.secret = "secret";
    have(one);
    const std::string seconds = std::to_string(now_.ms() / 1'000);
    const std::string body = sample("1101").dump();
    EXPECT_EQ(post(body, signed_headers(seconds)).status, 200);
    const http::Response without = post(body);
    EXPECT_EQ(without.status, 401);
    const Json answer = Json::parse(without.body);
    EXPECT_EQ(answer["infcode"], -1);
    EXPECT_NE(answer["err_msg"].get<std::string>().find("x-tif-paasid"), std::string::npos);
    EXPECT_EQ(post(body, signed_headers("1")).status, 401);
}

TEST_F(Refusal, NoSpellingOfACodeGoesRoundTheSignature) {
    registry::Institution one = hospital();
    one.profile.gateway = registry::GatewayStyle::tif;
    one.paas_id = "app";
    one.secret = "secret";
    have(one);
    for (const std::string& code :
         {hospital_ + std::string(40, ' '), std::string(40, ' ') + hospital_, " " + hospital_,
          hospital_ + std::string(60, '\t')}) {
        Json request = sample("1101");
        request["fixmedins_code"] = code;
        EXPECT_EQ(post(request.dump()).status, 401) << code;
    }
    Json request = sample("1101");
    request["fixmedins_code"] = "医医医医医医医医医医医医";
    const Json answer = Json::parse(post(request.dump()).body);
    EXPECT_EQ(answer["infcode"], -1);
    EXPECT_NE(answer["err_msg"].get<std::string>().find("fixmedins_code"), std::string::npos);
}

TEST_F(Refusal, AMessageIsOneInWhateverBlanksItsNumberStands) {
    begin_visit();
    Json request = sample("2207");
    request["msgid"] = "  PADDED1  ";
    request["infno"] = " 2207 ";
    const Json first = send_this(request);
    EXPECT_EQ(first["infcode"], 0) << first;
    request["msgid"] = "PADDED1" + std::string(60, ' ');
    request["infno"] = "2207";
    const Json again = send_this(request);
    EXPECT_EQ(again["output"], first["output"]);
    EXPECT_EQ(rows(ports::Table::settlement), 1U);
    Json undo = sample("2601");
    undo["input"]["data"]["omsgid"] = "PADDED1";
    EXPECT_EQ(send_this(undo)["warn_msg"], "已冲正");
    expect_verified();
}

TEST_F(Refusal, WhoMustSignInFirstIsToldSo) {
    registry::Institution one = hospital();
    one.must_sign_in = true;
    have(one);
    EXPECT_NE(refused(sample("1101")).find("签到"), std::string::npos);
    sign_no_ = done("9001")["signinoutb"]["sign_no"].get<std::string>();
    done("1101");
    done("9002");
    EXPECT_NE(refused(sample("1101")).find("签退"), std::string::npos);
}

}  // namespace
}  // namespace yidi::tests
