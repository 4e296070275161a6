#include "adapters/codec/answer_encoder.h"

#include <array>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/codec/answer_error.h"
#include "adapters/codec/answer_table.h"
#include "adapters/codec/case_decoder.h"

namespace yidi::codec {
namespace {

using nlohmann::json;

policy::Regions regions() {
    return *policy::Regions::from({
        {.code = policy::kNationalFrame, .pooling_area = policy::kNationalFrame, .name = "frame"},
        {.code = 120000, .pooling_area = 120000, .name = "away"},
        {.code = 130100, .pooling_area = 130100, .name = "home"},
    });
}

policy::Book empty_book() {
    return *policy::Book::from({}, regions());
}

std::string answer_text(const policy::Book& packs, const std::string& text, bool trace = true) {
    Result<app::CaseFile> file = decode_case(text, packs.regions());
    EXPECT_TRUE(file.has_value()) << file.error();
    app::Estimate estimate;
    EXPECT_TRUE(app::estimate(packs, *file, {.trace = trace}, estimate).has_value());
    std::string out;
    AnswerEncoder{explain::Language::en}.append(packs, *file, estimate, {}, out);
    return out;
}

constexpr const char* kGuide =
    R"({"terms": {"dedc": 1500, "ratio": "0.90"}, "balc": 100, "psn_type": "11",
    "insuplc_admdvs": "130100", "mdtrtarea_admvs": "130100", "med_type": "21", "begndate": "2025-01-02",
    "fee": {"medfee_sumamt": 100000, "inscp_scp_amt": 80000, "fulamt_ownpay_amt": 20000}})";

TEST(AnswerEncoder, WritesEveryKeyOfAComputedAnswer) {
    const json answer = json::parse(answer_text(empty_book(), kGuide));
    for (const char* key : {"status", "range", "refusal", "policy", "setlinfo", "setldetail",
                            "feedetail", "cum", "trace", "assumptions", "warnings"}) {
        EXPECT_TRUE(answer.contains(key)) << key;
    }
    EXPECT_EQ(answer["status"], "computed");
    EXPECT_TRUE(answer["range"].is_null());
    EXPECT_TRUE(answer["refusal"].is_null());
    EXPECT_EQ(answer["policy"]["id"], "terms");
    // Nobody says since when the terms of a case hold, or how well they are known.
    EXPECT_TRUE(answer["policy"]["effective"].is_null());
    EXPECT_TRUE(answer["policy"]["grade"].is_null());
    EXPECT_EQ(answer["setlinfo"].size(), 23U);
    EXPECT_EQ(answer["setlinfo"]["fund_pay_sumamt"], 70650);
    EXPECT_EQ(answer["setlinfo"]["pool_prop_selfpay"], "0.9");
    EXPECT_EQ(answer["cum"]["dedc"], 1500);
    EXPECT_FALSE(answer.contains("published"));
    EXPECT_FALSE(answer.contains("pack_result"));
}

TEST(AnswerEncoder, WritesEachPayerSoThatTheySumToWhatIsNotCash) {
    const json answer = json::parse(answer_text(empty_book(), kGuide));
    json::number_integer_t fen = 0;
    for (const json& row : answer["setldetail"]) {
        fen += static_cast<json::number_integer_t>(row["fund_payamt"]) * 100;
    }
    EXPECT_EQ(fen, 7'065'000 + 10'000);  // Fund and account.
    EXPECT_EQ(answer["setldetail"][0]["fund_pay_type"], "310100");
    EXPECT_EQ(answer["setldetail"][1]["fund_pay_type"], "310200");
}

TEST(AnswerEncoder, WritesATraceWhoseInputsAreNumbersRatiosAndSteps) {
    const json answer = json::parse(answer_text(empty_book(), kGuide));
    bool found = false;
    for (const json& step : answer["trace"]) {
        for (const char* key : {"id", "step", "label", "op", "in", "rounding", "out", "formula",
                                "rule", "refused", "clause"}) {
            EXPECT_TRUE(step.contains(key)) << key;
        }
        if (step["step"] != "band_pay") continue;
        found = true;
        EXPECT_EQ(step["op"], "multiply");
        EXPECT_EQ(step["rounding"], "half_up");
        EXPECT_EQ(step["out"], 70650);
        for (const json& input : step["in"]) EXPECT_TRUE(input.is_string()) << "a step or a ratio";
    }
    EXPECT_TRUE(found);
    EXPECT_NE(answer_text(empty_book(), kGuide).find("\"out\":70650.00,"), std::string::npos);
}

TEST(AnswerEncoder, LeavesTheTraceEmptyIfNoneWasKept) {
    const json answer = json::parse(answer_text(empty_book(), kGuide, /*trace=*/false));
    EXPECT_EQ(answer["trace"], json::array());
    EXPECT_EQ(answer["setlinfo"]["fund_pay_sumamt"], 70650);
}

TEST(AnswerEncoder, WritesARefusalWithoutAnyAmount) {
    const json answer = json::parse(answer_text(
        empty_book(),
        R"({"insuplc_admdvs": "130100", "med_type": "21", "fee": {"medfee_sumamt": 1}})"));
    EXPECT_EQ(answer["status"], "unknown");
    EXPECT_EQ(answer["refusal"]["code"], "no_pack");
    EXPECT_EQ(answer["refusal"]["filings"], json::array());
    EXPECT_TRUE(answer["setlinfo"].is_null());
    EXPECT_TRUE(answer["policy"].is_null());
    EXPECT_TRUE(answer["cum"].is_null());
}

TEST(AnswerEncoder, WritesTheLinesWithWhatBecameOfThem) {
    const json answer =
        json::parse(answer_text(empty_book(), R"({"terms": {"ratio": "0.5"}, "feedetail": [
        {"med_list_codg": "X1", "cnt": 2, "pric": 10, "chrgitm_lv": "02", "selfpay_prop": "0.1"}, {"pric": 5}]})"));
    ASSERT_EQ(answer["feedetail"].size(), 2U);
    EXPECT_EQ(answer["feedetail"][0]["med_list_codg"], "X1");
    EXPECT_EQ(answer["feedetail"][0]["preselfpay_amt"], 2);
    EXPECT_EQ(answer["feedetail"][0]["inscp_scp_amt"], 18);
    EXPECT_EQ(answer["feedetail"][1]["fulamt_ownpay_amt"], 5);
}

TEST(AnswerEncoder, SaysTheSameAboutOneCaseAfterAnother) {
    const policy::Book packs = empty_book();
    AnswerEncoder encoder{explain::Language::zh};
    std::array<std::string, 2> texts;
    for (std::string& text : texts) {
        const Result<app::CaseFile> file = decode_case(kGuide, packs.regions());
        app::Estimate estimate;
        ASSERT_TRUE(app::estimate(packs, *file, {.trace = true}, estimate).has_value());
        encoder.append(packs, *file, estimate, {}, text);
    }
    EXPECT_EQ(texts[0], texts[1]);
}

TEST(AnswerEncoder, WritesVerdictsWithExactFigures) {
    using app::Judgement;
    const std::vector<app::Verdict> verdicts{{.name = "fund_pay_sumamt",
                                              .stated = "70350.00",
                                              .computed = "70650.00",
                                              .judgement = Judgement::wrong,
                                              .step = "band_pay",
                                              .why = "because"},
                                             {.name = "band_ratio.1",
                                              .stated = "0.9",
                                              .computed = "0.9",
                                              .judgement = Judgement::right,
                                              .step = "",
                                              .why = ""},
                                             {.name = "pool",
                                              .stated = "1.00",
                                              .computed = {},
                                              .judgement = Judgement::open,
                                              .step = "",
                                              .why = "w"}};
    std::string out;
    AnswerEncoder::append_published(verdicts, out);
    EXPECT_EQ(
        out,
        R"([{"name":"fund_pay_sumamt","stated":70350.00,"computed":70650.00,"right":false,"step":"band_pay",)"
        R"("why":"because"},{"name":"band_ratio.1","stated":"0.9","computed":"0.9","right":true,)"
        R"("step":null,"why":null},{"name":"pool","stated":1.00,"computed":null,"right":null,)"
        R"("step":null,"why":"w"}])");
}

TEST(EncodeError, TellsALineOfAFileFromAPointer) {
    Error error{.code = ErrorCode::bad_pack,
                .where = "packs/v1.yaml:12",
                .rule = "r",
                .remedy = "m",
                .detail = "d",
                .source = {}};
    EXPECT_EQ(encode_error(error),
              R"({"code":"bad_pack","file":"packs/v1.yaml","line":12,"rule":"r","remedy":"m",)"
              R"("message":"d"})");
    error.where = "/cum/by_month/2025-01:3";
    EXPECT_EQ(json::parse(encode_error(error))["pointer"], "/cum/by_month/2025-01:3");
}

std::size_t columns_of(const std::string& row) {
    return static_cast<std::size_t>(std::count(row.begin(), row.end(), ','));
}

TEST(AnswerTable, HasAsManyCellsInEveryRowAsHeads) {
    const policy::Book packs = empty_book();
    const std::size_t heads = columns_of(answer_head());
    for (const char* text :
         {kGuide,
          R"({"insuplc_admdvs": "130100", "med_type": "21", "fee": {"medfee_sumamt": 1}})"}) {
        const Result<app::CaseFile> file = decode_case(text, packs.regions());
        app::Estimate estimate;
        ASSERT_TRUE(app::estimate(packs, *file, {}, estimate).has_value());
        std::string row;
        append_answer_row(estimate, 2, row);
        EXPECT_EQ(columns_of(row), heads) << row;
    }
    std::string row;
    append_error_row({.code = ErrorCode::bad_amount,
                      .where = "/fee",
                      .rule = {},
                      .remedy = {},
                      .detail = {},
                      .source = {}},
                     3, row);
    EXPECT_EQ(columns_of(row), heads);
    EXPECT_TRUE(row.ends_with(",bad_amount,/fee\r\n"));
}

}  // namespace
}  // namespace yidi::codec
