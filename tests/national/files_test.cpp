#include "adapters/codec/zip.h"
#include "tests/national/hospital.h"

namespace yidi::tests {
namespace {

class Files : public Hospital {
protected:
    /// 9101 with these bytes; gives the file's number.
    std::string upload(const std::string& bytes, std::string_view filename = "a.zip") {
        Json in = Json::array();
        for (const char byte : bytes) {
            in.push_back(static_cast<int>(static_cast<signed char>(byte)));
        }
        Json request = sample("9101");
        request["input"]["fsUploadIn"]["in"] = std::move(in);
        request["input"]["fsUploadIn"]["filename"] = filename;
        return done_this(request)["file_qury_no"].get<std::string>();
    }
    std::string upload_text(const std::string& text) {
        return upload(*codec::zip({{"stmt.txt", text}}));
    }
    Json fetch_of(const std::string& number, std::string_view filename = "a.zip") {
        Json request = sample("9102");
        request["input"]["fsDownloadIn"]["file_qury_no"] = number;
        request["input"]["fsDownloadIn"]["filename"] = filename;
        return request;
    }
    Json details_of(const std::string& number) {
        Json request = sample("3202");
        request["input"]["data"]["file_qury_no"] = number;
        return request;
    }
    /// The rows of the file that 3202 answers, cell by cell.
    std::vector<std::vector<std::string>> differences(const Json& request) {
        const Json file = done_this(request)["fileinfo"];
        const std::string bytes = fetched(
            fetch_of(file["file_qury_no"].get<std::string>(), file["filename"].get<std::string>()));
        const auto entries = codec::unzip(bytes);
        EXPECT_TRUE(entries && entries->size() == 1 && entries->front().name == "result.txt");
        return rows_of(entries->front().bytes);
    }
    static std::vector<std::string> split(const std::string& text, char separator) {
        std::vector<std::string> parts{""};
        for (const char one : text) {
            if (one == separator) {
                parts.emplace_back();
            } else {
                parts.back() += one;
            }
        }
        return parts;
    }
    static std::vector<std::vector<std::string>> rows_of(const std::string& text) {
        std::vector<std::vector<std::string>> rows;
        if (text.empty()) return rows;
        for (const std::string& line : split(text, '\n')) rows.push_back(split(line, '\t'));
        return rows;
    }
    /// A stay of 2,000 yuan that is settled, as the institution's file tells it.
    struct Told {
        std::string setl_id;
        std::string mdtrt_id;
        std::string psn_no;
        std::string amounts = "2000.00\t800.00\t0.00";
        std::string flag = "0";
        [[nodiscard]] std::string line() const {
            return setl_id + "\t" + mdtrt_id + "\t" + psn_no + "\t" + amounts + "\t" + flag;
        }
    };
    Told settle_stay(registry::Pid pid) {
        insure(pid);
        begin_stay();
        done("2402");
        setl_id_ = done("2304")["setlinfo"]["setl_id"].get<std::string>();
        return {.setl_id = setl_id_, .mdtrt_id = mdtrt_id_, .psn_no = psn_no_};
    }
};

TEST_F(Files, AFileComesBackByteForByteHoweverItWasSent) {
    std::string bytes;
    for (int i = 0; i < 256; ++i) bytes += static_cast<char>(static_cast<unsigned char>(i));
    EXPECT_EQ(fetched(fetch_of(upload(bytes))), bytes);
    Json request = sample("9101");
    Json& in = request["input"]["fsUploadIn"]["in"];
    in = Json::array({80, -128, 255, 0, -1});
    EXPECT_EQ(fetched(fetch_of(done_this(request)["file_qury_no"])),
              std::string("\x50\x80\xFF\x00\xFF", 5));
    request = sample("9101");
    for (const auto& [base64, plain] : {std::pair{"UEs=", "PK"},
                                        {"UEsDBA==", "PK\3\4"},
                                        {"UEsDBA", "PK\3\4"},
                                        {"UEsD\r\nBBQ=", "PK\3\4\x14"}}) {
        request = sample("9101");
        request["input"]["fsUploadIn"]["in"] = base64;
        EXPECT_EQ(fetched(fetch_of(done_this(request)["file_qury_no"])), plain) << base64;
    }
}

TEST_F(Files, AFileOfHalfAMegabyteAsIntegersIsTakenWhole) {
    const std::string bytes(500'000, '\x80');
    EXPECT_EQ(fetched(fetch_of(upload(bytes))), bytes);
}

TEST_F(Files, WhatAreNoBytesIsRefused) {
    for (const Json& in : {Json("x"), Json("UE*="), Json("UEsDB"), Json(7), Json::array({256}),
                           Json::array({-129}), Json::array({1.5}), Json::array({"80"}),
                           Json::object(), Json(std::vector<int>(2'000, 999))}) {
        Json request = sample("9101");
        request["input"]["fsUploadIn"]["in"] = in;
        EXPECT_NE(refused(request).find("不是字节数组，也不是 Base64"), std::string::npos) << in;
    }
    Json request = sample("9101");
    request["input"]["fsUploadIn"]["in"] = Json::array();
    EXPECT_NE(refused(request).find("文件为空"), std::string::npos);
    request["input"]["fsUploadIn"]["in"] = std::string(6'000'000, 'A');
    const std::string told = refused(request);
    EXPECT_NE(told.find("4096 KiB"), std::string::npos) << told;
    EXPECT_NE(told.find("4500000 字节"), std::string::npos) << told;
}

TEST_F(Files, ARepeatOfAnUploadGetsTheSameNumber) {
    const Json request = sample("9101");
    EXPECT_EQ(done_this(request)["file_qury_no"], done_this(request)["file_qury_no"]);
    EXPECT_EQ(rows(ports::Table::file), 1U);
}

TEST_F(Files, AFileIsGivenToItsInstitutionOnlyAndForAMonth) {
    const std::string number = upload("of the first");
    EXPECT_NE(refused(fetch_of(number, "b.zip")).find("文件名"), std::string::npos);
    EXPECT_NE(refused(fetch_of("77")).find("没有这个文件"), std::string::npos);
    Json other = fetch_of(number);
    other["fixmedins_code"] = kAwayHospital;
    EXPECT_NE(refused(other).find("本机构"), std::string::npos);
    other["input"]["fsDownloadIn"]["fixmedins_code"] = kAwayHospital;
    EXPECT_NE(refused(other).find("没有这个文件"), std::string::npos);
    constexpr std::int64_t kDayMs = 86'400'000;
    now_ = now_.plus_ms(30 * kDayMs - 1'000);
    EXPECT_EQ(fetched(fetch_of(number)), "of the first");
    now_ = now_.plus_ms(1'000);
    EXPECT_NE(refused(fetch_of(number)).find("下载截止时间"), std::string::npos);
}

TEST_F(Files, EqualBooksGiveAnEmptyResult) {
    const Told one = settle_stay(42);
    const Told two = settle_stay(43);
    Json request = details_of(upload_text(one.line() + "\r\n" + two.line() + "\n"));
    request["input"]["data"]["medfee_sumamt"] = 4'000;
    request["input"]["data"]["fund_pay_sumamt"] = "1600";
    request["input"]["data"]["fixmedins_setl_cnt"] = 2;
    const Json answer = send_this(request);
    EXPECT_EQ(answer["warn_msg"], "");
    request["msgid"] = "again";
    EXPECT_TRUE(differences(request).empty());
}

TEST_F(Files, EveryKindOfDifferenceIsFoundAndNamed) {
    Told amount = settle_stay(41);
    amount.amounts = "2000.00\t800.01\t0";
    Told visit = settle_stay(42);
    visit.mdtrt_id = "1";
    Told flag = settle_stay(43);
    flag.flag = "1";
    const Told right = settle_stay(44);
    const Told missing = settle_stay(45);
    now_ = now_.plus_ms(std::int64_t{40} * 86'400'000);
    const Told outside = settle_stay(46);
    Told unknown = right;
    unknown.setl_id = "999999";

    std::string text;
    for (const Told& one : {amount, visit, flag, right, right, unknown, outside}) {
        text += one.line() + "\n";
    }
    const Json request = details_of(upload_text(text));
    const auto rows = differences(request);
    ASSERT_EQ(rows.size(), 7U);
    for (const auto& row : rows) ASSERT_EQ(row.size(), 10U);
    // psn_no, mdtrt_id, setl_id, msgid, stmt_rslt, refd_setl_flag, memo, ours.
    EXPECT_EQ(rows[0][2], amount.setl_id);
    EXPECT_EQ(rows[0][4], "1");
    EXPECT_NE(rows[0][6].find("机构总费用2000.00、基金800.01"), std::string::npos) << rows[0][6];
    EXPECT_EQ(rows[0][8], "800.00");
    EXPECT_EQ(rows[1][4], "2");
    EXPECT_NE(rows[1][1], "1") << "ours is told";
    EXPECT_EQ(rows[2][4], "3");
    EXPECT_EQ(rows[2][5], "0");
    EXPECT_EQ(rows[3][2], right.setl_id);
    EXPECT_EQ(rows[3][4], "7");
    EXPECT_EQ(rows[4][2], "999999");
    EXPECT_EQ(rows[4][4], "4");
    EXPECT_EQ(rows[4][3], "null");
    EXPECT_EQ(rows[4][7], "null");
    EXPECT_EQ(rows[5][2], outside.setl_id);
    EXPECT_EQ(rows[5][4], "5");
    EXPECT_EQ(rows[6][2], missing.setl_id);
    EXPECT_EQ(rows[6][4], "6");
    EXPECT_EQ(rows[6][0], missing.psn_no);
    EXPECT_NE(rows[6][3], "null");
    // The message spoke of one settlement, its file of seven.
    Json again = request;
    again["msgid"] = "again";
    EXPECT_NE(send_this(again)["warn_msg"].get<std::string>().find("文件7笔"), std::string::npos);
    expect_verified();
}

TEST_F(Files, AReversalStandsBesideItsSettlementUnlessRefundsAreLeftOut) {
    const Told one = settle_stay(42);
    Told back = one;
    back.setl_id = done("2305")["setlinfo"]["setl_id"].get<std::string>();
    back.amounts = "-2000.00\t-800.00\t0.00";
    back.flag = "";  // By the sign.
    EXPECT_TRUE(differences(details_of(upload_text(one.line() + "\n" + back.line()))).empty());
    Json without = details_of(upload_text(one.line()));
    const auto rows = differences(without);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0][2], back.setl_id);
    EXPECT_EQ(rows[0][5], "1");
    EXPECT_EQ(rows[0][7], "-2000.00");
    without["msgid"] = "without refunds";
    without["input"]["data"]["refd_setl_flag"] = "0";
    EXPECT_TRUE(differences(without).empty());
}

TEST_F(Files, AnotherInstitutionsSettlementIsUnknownAndNotTold) {
    const Told one = settle_stay(42);
    hospital_ = kAwayHospital;
    Json request = sample("9101");
    request["fixmedins_code"] = hospital_;
    request["input"]["fsUploadIn"]["fixmedins_code"] = hospital_;
    Json in = Json::array();
    const std::string packed = *codec::zip({{"a", one.line()}});
    for (const char byte : packed) {
        in.push_back(static_cast<int>(static_cast<unsigned char>(byte)));
    }
    request["input"]["fsUploadIn"]["in"] = in;
    Json details = details_of(done_this(request)["file_qury_no"].get<std::string>());
    details["fixmedins_code"] = hospital_;
    const Json file = done_this(details)["fileinfo"];
    Json fetch = fetch_of(file["file_qury_no"], file["filename"].get<std::string>());
    fetch["fixmedins_code"] = hospital_;
    fetch["input"]["fsDownloadIn"]["fixmedins_code"] = hospital_;
    const auto rows = rows_of(codec::unzip(fetched(fetch))->front().bytes);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0][4], "4");
    EXPECT_EQ(rows[0][3], "null");
    EXPECT_EQ(rows[0][7], "null");
}

TEST_F(Files, AFaultInTheFileIsNamedByLineAndColumn) {
    const Told good{.setl_id = "1", .mdtrt_id = "2", .psn_no = psn_no_};
    const auto told = [&](const std::string& text) {
        return refused(details_of(upload_text(text)));
    };
    const std::string line = good.line() + "\n";
    EXPECT_NE(told(line + "1\t2\t3").find("文件第 2 行：有 3 列"), std::string::npos);
    EXPECT_NE(told(line + "\n" + line).find("文件第 2 行：有 1 列"), std::string::npos);
    EXPECT_NE(told(line + line + "1\t2\t3\t1,5\t0\t0\t0").find("第 3 行第 4 列 medfee_sumamt"),
              std::string::npos);
    EXPECT_NE(told("1\t2\t3\t1\t0\t0.005\t0").find("第 1 行第 6 列 acct_pay"), std::string::npos);
    EXPECT_NE(told("\t2\t3\t1\t0\t0\t0").find("第 1 行第 1 列 setl_id"), std::string::npos);
    EXPECT_NE(told("1\t2\t3\t1\t0\t0\t2").find("第 1 行第 7 列 refd_setl_flag"), std::string::npos);
    EXPECT_NE(told(line + "1\t\xB2\xA1\t3\t1\t0\t0\t2").find("文件第 2 行：不是 UTF-8"),
              std::string::npos);
}

TEST_F(Files, AFileThatIsNoZipOfOneTextIsRefused) {
    EXPECT_NE(refused(details_of(upload("1\t2"))).find("不是可读的 ZIP"), std::string::npos);
    EXPECT_NE(refused(details_of(upload(*codec::zip({{"a", ""}, {"b", ""}})))).find("2 个文件"),
              std::string::npos);
    std::string ones;
    ones.resize(20'000'000, '1');
    const std::string bomb = *codec::zip({{"a", ones}});
    EXPECT_NE(refused(details_of(upload(bomb))).find("解压后过大"), std::string::npos);
    EXPECT_NE(refused(details_of("77")).find("没有这个文件"), std::string::npos);
}

}  // namespace
}  // namespace yidi::tests
