#include "cli/batch_source.h"

#include <sstream>

#include <gtest/gtest.h>

namespace yidi::cli {
namespace {

/// Everything that the source gives, put together again; and each chunk must end at the end of a
/// line.
std::string read_all(BatchSource& source, std::uint64_t& chunks) {
    std::string all;
    BatchChunk chunk;
    std::uint64_t line = 0;
    for (chunks = 0; source.next(chunk); ++chunks) {
        EXPECT_EQ(chunk.sequence, chunks);
        EXPECT_GT(chunk.first_line, line);
        line = chunk.first_line;
        all += chunk.text;
    }
    return all;
}

TEST(BatchSource, CutsAtTheEndsOfLinesAndLosesNothing) {
    std::string text;
    for (int i = 0; i < 60'000; ++i) text += "{\"line\":" + std::to_string(i) + "}\n";
    text += "the last line has no end";
    std::istringstream in{text};
    BatchSource source{in, BatchFormat::ndjson};
    std::uint64_t chunks = 0;
    EXPECT_EQ(read_all(source, chunks), text);
    EXPECT_GT(chunks, 1U);
}

TEST(BatchSource, TellsTheLineAtWhichAChunkBegins) {
    std::string text;
    for (int i = 0; i < 60'000; ++i) {
        text += std::to_string(i + 1) + "\n";  // Each line holds its own number.
    }
    std::istringstream in{text};
    BatchSource source{in, BatchFormat::ndjson};
    BatchChunk chunk;
    while (source.next(chunk)) {
        EXPECT_EQ(chunk.text.substr(0, chunk.text.find('\n')), std::to_string(chunk.first_line));
    }
}

TEST(BatchSource, TakesALineLongerThanAChunk) {
    const std::string text = std::string(1'000'000, 'a') + "\n" + "b\n";
    std::istringstream in{text};
    BatchSource source{in, BatchFormat::ndjson};
    std::uint64_t chunks = 0;
    EXPECT_EQ(read_all(source, chunks), text);
}

TEST(BatchSource, DoesNotCutATableInsideACell) {
    std::string text = "head\n";
    for (int i = 0; i < 60'000; ++i) text += "\"two\nlines\",1\n";
    std::istringstream in{text};
    BatchSource source{in, BatchFormat::csv};
    ASSERT_TRUE(source.read_head().has_value());
    BatchChunk chunk;
    while (source.next(chunk)) {
        EXPECT_TRUE(chunk.text.starts_with("\"two\n"));
        EXPECT_TRUE(chunk.text.ends_with(",1\n"));
    }
}

TEST(BatchSource, PassesOverARecordThatIsTooLongAndGoesOn) {
    const std::string text = "{}\n" + std::string(kRecordBytesMax + 1'000'000, 'a') + "\n{}\nend";
    for (const BatchFormat format : {BatchFormat::ndjson, BatchFormat::csv}) {
        std::istringstream in{text};
        BatchSource source{in, format};
        BatchChunk chunk;
        ASSERT_TRUE(source.next(chunk));
        EXPECT_EQ(chunk.text, "{}\n");
        ASSERT_TRUE(source.next(chunk));
        EXPECT_TRUE(chunk.too_long);
        EXPECT_EQ(chunk.first_line, 2U);
        EXPECT_EQ(chunk.text, "");
        ASSERT_TRUE(source.next(chunk));
        EXPECT_FALSE(chunk.too_long);
        EXPECT_EQ(chunk.first_line, 3U);
        EXPECT_EQ(chunk.text, "{}\nend");
        EXPECT_EQ(chunk.sequence, 2U);
        EXPECT_FALSE(source.next(chunk));
    }
}

TEST(BatchSource, EndsBehindARecordThatIsTooLong) {
    std::istringstream in{std::string(kRecordBytesMax + 300'000, 'a')};
    BatchSource source{in, BatchFormat::ndjson};
    BatchChunk chunk;
    ASSERT_TRUE(source.next(chunk));
    EXPECT_TRUE(chunk.too_long);
    EXPECT_FALSE(source.next(chunk));
}

TEST(BatchSource, DoesNotLetAnOpenQuoteSwallowATable) {
    std::string text = "head\n\"open\n";
    while (text.size() < kRecordBytesMax + 1'000'000) text += "cell\n";
    std::istringstream in{text};
    BatchSource source{in, BatchFormat::csv};
    ASSERT_TRUE(source.read_head().has_value());
    BatchChunk chunk;
    ASSERT_TRUE(source.next(chunk));
    EXPECT_FALSE(chunk.too_long);
    EXPECT_TRUE(chunk.text.ends_with("cell\n"));
    ASSERT_TRUE(source.next(chunk));
    EXPECT_TRUE(chunk.text.starts_with("cell\n"));
}

TEST(BatchSource, RefusesAHeadWithoutEnd) {
    std::istringstream in{std::string(2'000'000, 'a')};
    BatchSource source{in, BatchFormat::csv};
    const auto head = source.read_head();
    ASSERT_FALSE(head.has_value());
    EXPECT_EQ(head.error().code, ErrorCode::limit_exceeded);
}

std::string row(const std::vector<std::string>& heads, const std::vector<std::string>& cells) {
    const Result<BatchColumns> columns = BatchColumns::from(heads);
    EXPECT_TRUE(columns.has_value());
    std::string json;
    columns->append_case(cells, json);
    return json;
}

TEST(BatchColumns, PutCellsAtTheirDottedKeys) {
    EXPECT_EQ(
        row({"age", "fee.medfee_sumamt", "filing.kind", "fee.inscp_scp_amt"},
            {"4", "10", "referral", "8"}),
        R"({"age":"4","fee":{"medfee_sumamt":"10","inscp_scp_amt":"8"},"filing":{"kind":"referral"}})");
}

TEST(BatchColumns, LeaveEmptyCellsOut) {
    EXPECT_EQ(row({"age", "filing.kind", "filing.place", "hosp_lv"}, {"", "", "", ""}), "{}");
    EXPECT_EQ(row({"fee.medfee_sumamt", "age"}, {"1", ""}), R"({"fee":{"medfee_sumamt":"1"}})");
}

TEST(BatchColumns, KnowNoneListsAndJson) {
    EXPECT_EQ(row({"filing"}, {"none"}), R"({"filing":null})");
    EXPECT_EQ(row({"filing"}, {"?"}), R"({"filing":"?"})");
    EXPECT_EQ(row({"psn_idet"}, {"student;low_income"}),
              R"({"psn_idet":["student","low_income"]})");
    EXPECT_EQ(row({"psn_idet"}, {"?"}), R"({"psn_idet":"?"})");
    EXPECT_EQ(row({"feedetail"}, {R"([{"pric":1}])"}), R"({"feedetail":[{"pric":1}]})");
    EXPECT_EQ(row({"dise_codg"}, {"a\"b"}), R"({"dise_codg":"a\"b"})");
}

TEST(BatchColumns, PutLinesOfABillInTheirOrder) {
    const std::vector<std::string> heads{"feedetail.10.pric", "feedetail.0.pric",
                                         "feedetail.0.insured.chrgitm_lv", "feedetail.2.pric"};
    EXPECT_EQ(
        row(heads, {"3", "1", "01", "2"}),
        R"({"feedetail":[{"pric":"1","insured":{"chrgitm_lv":"01"}},{"pric":"2"},{"pric":"3"}]})");
    EXPECT_EQ(row(heads, {"3", "", "", ""}), R"({"feedetail":[{"pric":"3"}]})");
    EXPECT_EQ(row(heads, {"", "", "", ""}), "{}");
    EXPECT_EQ(row({"terms.bands.0.0", "terms.bands.0.2"}, {"0", "0.9"}),
              R"({"terms":{"bands":[["0","0.9"]]}})");
    // The code of a hospital is a key, though it is a number.
    EXPECT_EQ(row({"cum.by_hosp.12.dedc"}, {"5"}), R"({"cum":{"by_hosp":{"12":{"dedc":"5"}}}})");
}

TEST(BatchColumns, TakeAFilingInOnePieceOrInParts) {
    const std::vector<std::string> heads{"filing", "filing.kind", "filing.place"};
    EXPECT_EQ(row(heads, {"none", "", ""}), R"({"filing":null})");
    EXPECT_EQ(row(heads, {"", "referral", ""}), R"({"filing":{"kind":"referral"}})");
    EXPECT_EQ(row(heads, {"", "", ""}), "{}");
    // Both: the decoder refuses the case for its two filings.
    EXPECT_EQ(row(heads, {"?", "referral", ""}), R"({"filing":"?","filing":{"kind":"referral"}})");
}

TEST(BatchColumns, EscapeHeads) {
    EXPECT_EQ(row({"a\"b"}, {"1"}), "{\"a\\\"b\":\"1\"}");
}

TEST(BatchColumns, RefuseHeadsThatContradictEachOther) {
    for (const std::vector<std::string>& heads : {std::vector<std::string>{"a", "a"},
                                                  {"a", "a.b"},
                                                  {"a.b", "a"},
                                                  {""},
                                                  {"a."},
                                                  {".a"},
                                                  {"filing", "filing.kind", "filing"},
                                                  {"feedetail", "feedetail.0.pric"},
                                                  {"feedetail.pric"},
                                                  {"feedetail.0.pric", "feedetail.x.pric"},
                                                  {"feedetail.00.pric"}}) {
        const Result<BatchColumns> columns = BatchColumns::from(heads);
        ASSERT_FALSE(columns.has_value());
        EXPECT_EQ(columns.error().code, ErrorCode::bad_value);
    }
}

}  // namespace
}  // namespace yidi::cli
