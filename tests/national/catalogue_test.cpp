#include <set>

#include "adapters/codec/zip.h"
#include "tests/national/hospital.h"

namespace yidi::tests {
namespace {

class Catalogue : public Hospital {
protected:
    void have(const registry::CatalogueItem& item) {
        EXPECT_TRUE(write([&](ports::Session& session) {
            return payer::add_item(session, context(), item, "test");
        }));
    }
    static registry::CatalogueItem item(std::string_view code, std::string_view list_type = "101",
                                        std::string_view from = "2025-01-01") {
        registry::CatalogueItem one;
        one.admdvs = kHomeArea;
        one.med_list_codg = code;
        one.begndate = *parse_date(from);
        one.name = "名 " + std::string{code};
        one.list_type = list_type;
        one.med_chrgitm_type = "09";
        one.chrgitm_lv = "02";
        one.selfpay_prop = Rate::from_ppm(50'000);
        return one;
    }
    Json with(std::string_view infno, const Json& values) {
        Json request = sample(infno);
        for (const auto& [name, value] : values.items()) request["input"]["data"][name] = value;
        return request;
    }
    Json fetch_of(const std::string& number) {
        Json request = sample("9102");
        request["input"]["fsDownloadIn"]["file_qury_no"] = number;
        request["input"]["fsDownloadIn"]["filename"] = "plc";
        return request;
    }
    std::vector<std::string> lines_of(const std::string& number) {
        const auto entries = codec::unzip(fetched(fetch_of(number)));
        EXPECT_TRUE(entries && entries->size() == 1);
        std::vector<std::string> lines{""};
        for (const char one : entries->front().bytes) {
            if (one == '\n') {
                lines.emplace_back();
            } else {
                lines.back() += one;
            }
        }
        return lines;
    }
};

TEST_F(Catalogue, ADownloadIsATextOfTabsInAZip) {
    registry::CatalogueItem ended = item("XC03");
    ended.name = "有\t制表符\n的名称";
    ended.enddate = *parse_date("2025-12-31");
    have(ended);
    const Json told = done("1301");
    EXPECT_EQ(told["data_cnt"], 3);
    EXPECT_EQ(told["filename"], "plc");
    EXPECT_EQ(told["dld_endtime"], told["dld_end_time"]);
    EXPECT_EQ(told["file_qury_no"].get<std::string>().size(), 30U);
    EXPECT_EQ(told["ver"].get<std::string>().size(), 20U);
    EXPECT_TRUE(told["ver"].get<std::string>().starts_with("20250101"));
    const auto lines = lines_of(told["file_qury_no"]);
    ASSERT_EQ(lines.size(), 3U);
    for (const std::string& line : lines) EXPECT_EQ(std::ranges::count(line, '\t'), 96);
    EXPECT_TRUE(lines[0].starts_with("XA01\t\t\t药\t"));
    EXPECT_NE(lines[0].find("\t2020-01-01\t\t"), std::string::npos);
    EXPECT_TRUE(lines[2].starts_with("XC03\t\t\t有 制表符 的名称\t"));
    EXPECT_NE(lines[2].find("\t2025-01-01\t2025-12-31\t"), std::string::npos);
    // The same state, the same file.
    EXPECT_EQ(done("1301")["file_qury_no"], told["file_qury_no"]);
    EXPECT_EQ(fetched(fetch_of(told["file_qury_no"])), fetched(fetch_of(told["file_qury_no"])));
}

TEST_F(Catalogue, WhoHasTheVersionIsToldThatNothingIsNewer) {
    const Json first = done("1301");
    Json answer = send_this(with("1301", {{"ver", first["ver"]}}));
    EXPECT_EQ(answer["output"]["data_cnt"], 0);
    EXPECT_TRUE(answer["output"]["file_qury_no"].is_null());
    EXPECT_EQ(answer["output"]["ver"], first["ver"]);
    EXPECT_NE(answer["warn_msg"].get<std::string>().find("没有更新"), std::string::npos);
    have(item("XC03"));
    answer = done_this(with("1301", {{"ver", first["ver"]}}));
    EXPECT_EQ(answer["data_cnt"], 3);
    EXPECT_NE(answer["ver"], first["ver"]);
    // The number of the old version leads nowhere any more.
    EXPECT_NE(refused(fetch_of(first["file_qury_no"])).find("目录已经更新"), std::string::npos);
}

TEST_F(Catalogue, EachDownloadHasItsOwnKindAndColumns) {
    have(item("T1", "102"));
    have(item("Z1", "103"));
    have(item("S1", "201"));
    have(item("C1", "301"));
    const std::array<std::pair<const char*, int>, 4> columns{
        {{"1302", 33}, {"1303", 85}, {"1305", 20}, {"1306", 71}}};
    std::set<std::string> codes;
    for (const auto& [infno, count] : columns) {
        const Json told = done(infno);
        EXPECT_EQ(told["data_cnt"], 1) << infno;
        const auto lines = lines_of(told["file_qury_no"]);
        ASSERT_EQ(lines.size(), 1U);
        EXPECT_EQ(std::ranges::count(lines[0], '\t'), count - 1) << infno;
        codes.insert(lines[0].substr(0, 2));
    }
    EXPECT_EQ(codes, (std::set<std::string>{"T1", "Z1", "S1", "C1"}));
    for (const char* infno : {"1307", "1308", "1309", "1310", "1311", "1313", "1314", "1315"}) {
        const Json answer = send(infno);
        EXPECT_EQ(answer["infcode"], 0);
        EXPECT_EQ(answer["output"]["data_cnt"], 0);
        EXPECT_NE(answer["warn_msg"].get<std::string>().find("没有这一类数据"), std::string::npos);
    }
}

TEST_F(Catalogue, ANumberThatWasNotGivenOrIsTooOldIsRefused) {
    const std::string number = done("1301")["file_qury_no"];
    for (const std::string& wrong :
         {std::string{"P"}, "P1307" + number.substr(5), "P1301120000" + number.substr(11),
          number.substr(0, 11) + "20251399" + number.substr(19)}) {
        EXPECT_NE(refused(fetch_of(wrong)).find("没有这个目录文件"), std::string::npos) << wrong;
    }
    constexpr std::int64_t kDayMs = 86'400'000;
    now_ = now_.plus_ms(7 * kDayMs);
    fetched(fetch_of(number));
    now_ = now_.plus_ms(kDayMs);
    EXPECT_NE(refused(fetch_of(number)).find("下载截止时间"), std::string::npos);
}

TEST_F(Catalogue, PagesAreReadToTheirEnd) {
    for (int i = 0; i < 23; ++i) have(item("XP" + std::to_string(100 + i)));
    std::set<std::string> seen;
    for (int page = 1; page <= 3; ++page) {
        const Json told =
            done_this(with("1312", {{"hilist_name", "名"}, {"page_num", page}, {"page_size", 10}}));
        EXPECT_EQ(told["recordCounts"], 23);
        EXPECT_EQ(told["pages"], 3);
        EXPECT_EQ(told["firstPage"], page == 1);
        EXPECT_EQ(told["lastPage"], page == 3);
        EXPECT_EQ(told["startRow"], 10 * (page - 1) + 1);
        EXPECT_EQ(told["endRow"], page == 3 ? 23 : 10 * page);
        EXPECT_EQ(told["size"], told["data"].size());
        for (const Json& row : told["data"]) seen.insert(row["hilist_code"]);
    }
    EXPECT_EQ(seen.size(), 23U);
    const Json behind = done_this(with("1312", {{"page_num", 4}, {"page_size", "10"}}));
    EXPECT_TRUE(behind["data"].empty());
    EXPECT_EQ(behind["startRow"], 0);
    EXPECT_NE(refused(with("1312", {{"page_num", 0}})).find("page_num"), std::string::npos);
    EXPECT_NE(refused(with("1312", {{"page_size", 1001}})).find("page_size"), std::string::npos);
    EXPECT_NE(refused(with("1312", {{"page_size", 0}})).find("page_size"), std::string::npos);
}

TEST_F(Catalogue, QueriesGoByWhatIsAskedFor) {
    registry::CatalogueItem limited = item("XL01");
    limited.pric_uplmt_amt = UnitPrice::from_microyuan(12'345'600);
    limited.enddate = *parse_date("2025-02-28");
    have(limited);
    have(item("XE01", "104"));
    const auto codes = [&](const char* infno, const Json& asked, const char* name) {
        std::string all;
        const Json output = done_this(with(infno, asked));
        for (const Json& row : output["data"]) {
            all += row[name].get<std::string>() + " ";
        }
        return all;
    };
    EXPECT_EQ(codes("1304", {{"med_list_codg", ""}}, "med_list_codg"), "XE01 ");
    const Json everything{{"hilist_name", ""}, {"vali_flag", ""}, {"list_type", ""}};
    EXPECT_EQ(codes("1312", everything, "hilist_code"), "XA01 XB02 XE01 XL01 ");
    const auto and_of = [&](Json asked) {
        for (const auto& [name, value] : everything.items()) {
            if (!asked.contains(name)) asked[name] = value;
        }
        return codes("1312", asked, "hilist_code");
    };
    EXPECT_EQ(and_of({{"updt_time", "2024-01-01"}}), "XE01 XL01 ");
    EXPECT_EQ(and_of({{"vali_flag", "0"}}), "XL01 ");
    EXPECT_EQ(and_of({{"query_date", "2025-02-28"}, {"chrgitm_lv", "02"}}), "XB02 XE01 XL01 ");
    EXPECT_EQ(and_of({{"query_date", "2024-12-31"}}), "XA01 XB02 ");
    EXPECT_EQ(and_of({{"insu_admdvs", "120101"}}), "XA01 XB02 ") << "Tianjin's";
    EXPECT_EQ(codes("1316", {{"med_list_codg", ""}, {"hilist_code", "XB02"}}, "hilist_code"),
              "XB02 ");
    const Json prices = done_this(with("1318", {{"vali_flag", ""}}));
    ASSERT_EQ(prices["data"].size(), 1U);
    EXPECT_EQ(prices["data"][0]["hilist_pric_uplmt_amt"], 12.3456);
    EXPECT_EQ(prices["data"][0]["vali_flag"], "0");
    EXPECT_EQ(done("1319")["data"][0]["selfpay_prop"], 0.1);
    EXPECT_NE(refused(with("1312", {{"insu_admdvs", "99"}})).find("insu_admdvs"),
              std::string::npos);
}

TEST_F(Catalogue, AnInstitutionsMappingsAreUploadedReplacedAndUndone) {
    done("3301");
    Json rows = done("1317")["data"];
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0]["medins_list_codg"], "Y001");
    EXPECT_EQ(rows[0]["med_list_codg"], "XA01");
    EXPECT_EQ(rows[0]["spec"], "10mg");
    Json two = sample("3301");
    Json second = two["input"]["data"][0];
    second["med_list_codg"] = "XB02";
    two["input"]["data"][0]["spec"] = "20mg";
    two["input"]["data"].push_back(second);
    done_this(two);
    rows = done("1317")["data"];
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0]["spec"], "20mg");
    done("3302");
    rows = done("1317")["data"];
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0]["med_list_codg"], "XB02");
    const std::size_t events = this->rows(ports::Table::mapping);
    EXPECT_EQ(send("3302")["warn_msg"], "此前已经撤销");
    EXPECT_EQ(this->rows(ports::Table::mapping), events);
    // It may come back.
    done("3301");
    EXPECT_EQ(done("1317")["data"].size(), 2U);
    EXPECT_EQ(done_this(with("1317", {{"medins_list_codg", "Y002"}}))["data"].size(), 0U);
    EXPECT_EQ(done_this(with("1317", {{"updt_time", "2025-03-14"}}))["data"].size(), 0U);
}

TEST_F(Catalogue, AMappingThatCannotBeIsRefusedWithAllThatCameWithIt) {
    Json request = sample("3301");
    Json wrong = request["input"]["data"][0];
    wrong["med_list_codg"] = "XNONE";
    request["input"]["data"].push_back(wrong);
    EXPECT_NE(refused(request).find("目录中没有 XNONE"), std::string::npos);
    const auto refused_with = [&](const char* name, const char* value) {
        Json one = sample("3301");
        one["input"]["data"][0][name] = value;
        return refused(one);
    };
    EXPECT_NE(refused_with("list_type", "201").find("XA01 的目录类别为 101"), std::string::npos);
    EXPECT_NE(refused_with("enddate", "2024-12-31").find("结束日期早于"), std::string::npos);
    EXPECT_NE(refused(sample("3302")).find("没有这条对照"), std::string::npos);
    EXPECT_NE(refused(with("3302", {{"fixmedins_code", kAwayHospital}})).find("本机构"),
              std::string::npos);
    EXPECT_NE(refused(with("1317", {{"fixmedins_code", kAwayHospital}})).find("本机构"),
              std::string::npos);
}

TEST_F(Catalogue, InstitutionsAreFoundByCodeOrName) {
    Json request = sample("1201");
    Json& asked = request["input"]["medinsinfo"];
    Json found = done_this(request)["medinsinfo"];
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0]["fixmedins_code"], kHomeHospital);
    EXPECT_EQ(found[0]["hosp_lv"], "05");
    asked["fixmedins_code"] = "";
    asked["fixmedins_name"] = "甲";
    EXPECT_EQ(done_this(request)["medinsinfo"].size(), 2U);
    asked["fixmedins_type"] = "2";
    EXPECT_EQ(done_this(request)["medinsinfo"].size(), 0U);
    asked["fixmedins_name"] = "";
    EXPECT_NE(refused(request).find("编号和名称都没有填写"), std::string::npos);
}

TEST_F(Catalogue, DictionariesAreToldByTheirNameInAnyCase) {
    Json list = done("1901")["list"];
    ASSERT_GT(list.size(), 10U);
    EXPECT_EQ(list[0]["value"], "310");
    EXPECT_EQ(list[0]["label"], "职工基本医疗保险");
    EXPECT_EQ(list[0]["sort"], 1);
    list = done_this(with("1901", {{"type", "psn_type"}, {"parentValue", "11"}}))["list"];
    ASSERT_EQ(list.size(), 3U);
    EXPECT_EQ(list[0]["value"], "1101");
    EXPECT_EQ(list[0]["parent_value"], "11");
    EXPECT_TRUE(done_this(with("1901", {{"valiFlag", "0"}}))["list"].empty());
    EXPECT_NE(refused(with("1901", {{"type", "none"}})).find("没有这个字典"), std::string::npos);
}

TEST_F(Catalogue, WhatOnlyReadsLeavesNoRowInTheMessageLog) {
    const std::size_t before = rows(ports::Table::message);
    for (const char* infno :
         {"1201", "1301", "1304", "1312", "1316", "1317", "1318", "1319", "1901"}) {
        done(infno);
    }
    EXPECT_EQ(rows(ports::Table::message), before);
}

}  // namespace
}  // namespace yidi::tests
