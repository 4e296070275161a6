#include "adapters/codec/table.h"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "adapters/codec/pack_store.h"

namespace yidi::codec {
namespace {

CellTable csv(std::string_view text) {
    Result<CellTable> table = read_csv(text, "t.csv");
    if (!table) {
        ADD_FAILURE() << table.error();
        return {};
    }
    return *std::move(table);
}

TEST(Csv, ReadsQuotesLineEndsAndEmptyCells) {
    const CellTable table = csv("a,\"b \"\"c\"\", d\",\r\n\r\n\"two\nlines\",x\n");
    ASSERT_EQ(table.size(), 2U);
    EXPECT_EQ(table[0], (TableRow{.line = 1, .cells = {"a", "b \"c\", d", ""}}));
    EXPECT_EQ(table[1], (TableRow{.line = 3, .cells = {"two\nlines", "x"}}));
}

TEST(Csv, ReadsWithAndWithoutAByteOrderMark) {
    EXPECT_EQ(csv("\xEF\xBB\xBF"
                  "a,b"),
              csv("a,b"));
}

TEST(Csv, NamesTheLineOfAQuoteThatIsNotClosed) {
    const Result<CellTable> table = read_csv("a\nb,\"c\nd", "t.csv");
    ASSERT_FALSE(table.has_value());
    EXPECT_EQ(table.error().where, "t.csv:2");
    EXPECT_FALSE(read_csv("\"a\"b", "t.csv").has_value());
}

TEST(Csv, WritesWhatItReads) {
    const CellTable table{{.line = 1, .cells = {"a,b", "c\"d", " e ", "f\ng", "石家庄"}},
                          {.line = 3, .cells = {""}}};
    const CellTable again = csv(write_csv(table));
    ASSERT_EQ(again.size(), 1U);  // A row of one empty cell says nothing.
    EXPECT_EQ(again[0], table[0]);
}

TEST(Csv, KeepsATextThatASpreadsheetWouldCalculateATextAndReadsItBack) {
    const CellTable table{{.line = 1,
                           .cells = {"=1+1", "+86 10", "-", "@x", "\tx", "'=1+1", "'quoted'",
                                     "-12.50", "-A1", "-1-2", "\rx", "医院"}}};
    const std::string text = write_csv(table);
    EXPECT_NE(text.find("'=1+1,'+86 10,-,'@x,'\tx,''=1+1,'quoted',-12.50,'-A1,'-1-2,\"'\rx\","),
              std::string::npos)
        << text;
    EXPECT_EQ(csv(text)[0].cells, table[0].cells);
}

TEST(Csv, TellsWhatIsNotUtf8) {
    const Result<CellTable> gbk = read_csv("a,b\n\xB2\xCE\xB1\xA3,1\n", "t.csv");
    ASSERT_FALSE(gbk.has_value());
    EXPECT_EQ(gbk.error().where, "t.csv:2");
    EXPECT_NE(gbk.error().detail.find("GBK"), std::string::npos);
    const Result<CellTable> utf16 = read_csv(std::string_view{"\xFF\xFE"
                                                              "a\0",
                                                              4},
                                             "t.csv");
    ASSERT_FALSE(utf16.has_value());
    EXPECT_NE(utf16.error().detail.find("UTF-16"), std::string::npos);
}

TEST(Xlsx, GivesBackTextsAsTheyWere) {
    const std::filesystem::path path =
        std::filesystem::path{testing::TempDir()} / "table_test.xlsx";
    const CellTable table{{.line = 1, .cells = {"=1+1", "0.85", "007", "2024-01-01"}},
                          {.line = 2, .cells = {"", " a ", "二\n行", "<&>\"'"}}};
    ASSERT_TRUE(write_xlsx(table, path).has_value());
    const Result<CellTable> again = read_xlsx(*read_file(path), "t.xlsx");
    ASSERT_TRUE(again.has_value()) << again.error();
    EXPECT_EQ(*again, table);
    std::filesystem::remove(path);
}

TEST(Xlsx, WritesTheSameBytesForTheSameTable) {
    const std::filesystem::path folder = testing::TempDir();
    const CellTable table{{.line = 1, .cells = {"a"}}};
    ASSERT_TRUE(write_xlsx(table, folder / "one.xlsx").has_value());
    ASSERT_TRUE(write_xlsx(table, folder / "two.xlsx").has_value());
    EXPECT_EQ(*read_file(folder / "one.xlsx"), *read_file(folder / "two.xlsx"));
    std::filesystem::remove(folder / "one.xlsx");
    std::filesystem::remove(folder / "two.xlsx");
}

TEST(Xlsx, RefusesWhatIsNoWorkbook) {
    const Result<CellTable> table = read_xlsx("PK\x03\x04 not a workbook", "t.xlsx");
    ASSERT_FALSE(table.has_value());
    EXPECT_EQ(table.error().code, ErrorCode::bad_value);
}

/// Where the directory of an archive says how long its first file is.
enum class SizeField : std::uint8_t { packed = 20, unpacked = 24 };

/// A workbook's bytes with another such size.
std::string with_size(std::string bytes, SizeField field, std::uint32_t size) {
    const std::size_t file = bytes.find("PK\x01\x02");
    EXPECT_NE(file, std::string::npos);
    for (unsigned i = 0; i < 4; ++i) {
        bytes[file + static_cast<std::size_t>(field) + i] =
            static_cast<char>(size >> (8 * i) & 0xFFU);
    }
    return bytes;
}

TEST(Xlsx, RefusesWhatTakesTooMuchRoomUnpacked) {
    const std::filesystem::path path =
        std::filesystem::path{testing::TempDir()} / "table_test_size.xlsx";
    ASSERT_TRUE(write_xlsx({{.line = 1, .cells = {"a"}}}, path).has_value());
    const std::string bytes = *read_file(path);
    std::filesystem::remove(path);
    const auto unpacked = read_xlsx(with_size(bytes, SizeField::unpacked, 300U << 20U), "t.xlsx");
    ASSERT_FALSE(unpacked.has_value());
    EXPECT_EQ(unpacked.error().code, ErrorCode::limit_exceeded);
    // More than the whole file has: room for it is never made.
    const auto packed = read_xlsx(with_size(bytes, SizeField::packed, 300U << 20U), "t.xlsx");
    ASSERT_FALSE(packed.has_value());
    EXPECT_EQ(packed.error().detail, "this is not an Excel workbook");
}

TEST(Xlsx, RefusesASharedTextThatFillsTooManyCells) {
    const std::filesystem::path path =
        std::filesystem::path{testing::TempDir()} / "table_test_shared.xlsx";
    const std::string text(32'000, 'a');
    CellTable table;
    for (std::uint32_t line = 1; line <= 100; ++line) {
        table.push_back({.line = line, .cells = std::vector<std::string>(100, text)});
    }
    ASSERT_TRUE(write_xlsx(table, path).has_value());  // 320 MB, of which the file holds one copy.
    const std::string bytes = *read_file(path);
    std::filesystem::remove(path);
    ASSERT_LT(bytes.size(), 1'000'000U);
    const Result<CellTable> again = read_xlsx(bytes, "t.xlsx");
    ASSERT_FALSE(again.has_value());
    EXPECT_EQ(again.error().code, ErrorCode::limit_exceeded);
}

TEST(Xlsx, TellsDatesFromOtherNumbers) {
    EXPECT_EQ(to_string(*date_of_serial("45292")), "2024-01-01");
    EXPECT_EQ(date_of_serial("2024-01-01"), std::nullopt);
    EXPECT_EQ(date_of_serial("1"), std::nullopt);
    EXPECT_EQ(date_of_serial(""), std::nullopt);
}

}  // namespace
}  // namespace yidi::codec
