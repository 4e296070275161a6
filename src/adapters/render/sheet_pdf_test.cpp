#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "adapters/render/amount_words.h"
#include "adapters/render/sheet.h"

namespace yidi::render {
namespace {

/// A paper with a table of so many rows, whose amounts are 0.01, 0.02 …
Sheet paper(int rows) {
    Sheet sheet;
    sheet.title = "医疗费用结算单";
    sheet.subtitle = "跨省异地就医直接结算";
    sheet.number = "1002";
    sheet.at = parse_instant("2025-03-13 12:00:00").value_or(Instant{});
    SheetTable table{.title = "费用明细",
                     .widths = {3, 1},
                     .heads = {{.text = "项目"}, {.kind = CellKind::amount, .text = "金额"}}};
    for (int i = 1; i <= rows; ++i) {
        table.rows.push_back(
            {.cells = {{.text = "第" + std::to_string(i) + "项"},
                       {.kind = CellKind::amount, .text = yuan_figure(Money::from_fen(i))}}});
    }
    sheet.tables.push_back(std::move(table));
    sheet.signatures = {"收费员：", "患者或家属签字："};
    sheet.foot = "金额单位：人民币元。";
    return sheet;
}

/// What Debian's poppler makes of a PDF.
class Pdf : public testing::Test {
protected:
    void SetUp() override {
        folder_ = std::filesystem::path{testing::TempDir()} /
                  ("yidi-pdf-" + std::to_string(std::random_device{}()));
        std::filesystem::create_directory(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    void keep(const Sheet& sheet) {
        const Result<std::string> bytes = sheet_pdf(sheet);
        ASSERT_TRUE(bytes.has_value()) << bytes.error();
        std::ofstream{folder_ / "paper.pdf", std::ios::binary} << *bytes;
    }
    [[nodiscard]] std::string says(const std::string& command) const {
        const std::string out = (folder_ / "out.txt").string();
        const std::string line =
            "cd '" + folder_.string() + "' && " + command + " > '" + out + "' 2>&1";
        EXPECT_EQ(std::system(line.c_str()), 0) << "poppler-utils: " << command;
        std::ifstream file{out, std::ios::binary};
        return {std::istreambuf_iterator<char>{file}, {}};
    }
    [[nodiscard]] std::string text(const std::string& options = "") const {
        return says("pdftotext -layout " + options + " paper.pdf -");
    }

private:
    std::filesystem::path folder_;
};

std::size_t times(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos;
         at = text.find(part, at + part.size())) {
        ++count;
    }
    return count;
}

TEST_F(Pdf, SaysAllThatTheSheetSaysOnOnePageOfA4) {
    keep(paper(3));
    const std::string page = text();
    for (const char* said :
         {"医疗费用结算单", "跨省异地就医直接结算", "费用明细", "项目", "金额", "第1项", "¥0.03",
          "收费员：", "患者或家属签字：", "金额单位", "医疗费用结算单 1002", "第 1 页，共 1 页"}) {
        EXPECT_NE(page.find(said), std::string::npos) << said << "\n" << page;
    }
    const std::string info = says("pdfinfo paper.pdf");
    EXPECT_NE(info.find("A4"), std::string::npos) << info;
    EXPECT_NE(info.find("医疗费用结算单 1002"), std::string::npos) << info;
    EXPECT_EQ(times(says("pdffonts paper.pdf"), " yes yes yes "), 2U) << "embedded, with its text";
}

TEST_F(Pdf, OfThreeHundredRowsRepeatsTheHeadsAndNumbersThePages) {
    keep(paper(300));
    const std::string all = text();
    const std::size_t pages = times(all, "\f");
    ASSERT_GT(pages, 3U);
    for (std::size_t i = 1; i <= pages; ++i) {
        const std::string at = std::to_string(i);
        const std::string page = text(std::string{"-f "}.append(at).append(" -l ").append(at));
        EXPECT_EQ(times(page, "项目"), 1U) << page;
        EXPECT_EQ(times(page, "第 " + at + " 页，共 " + std::to_string(pages) + " 页"), 1U) << page;
    }
    EXPECT_EQ(times(all, "费用明细"), 1U);
    for (int i = 1; i <= 300; ++i) {
        EXPECT_EQ(times(all, "第" + std::to_string(i) + "项"), 1U) << i;
        EXPECT_EQ(times(all, yuan_figure(Money::from_fen(i))), 1U) << i;
    }
    EXPECT_EQ(times(all, "患者或家属签字"), 1U);
}

TEST_F(Pdf, BreaksALongExplanationBetweenItsLines) {
    Sheet sheet = paper(20);
    std::string how;
    for (int i = 1; i <= 200; ++i) how += "步骤" + std::to_string(1'000 + i) + "\n";
    sheet.tables[0].rows.insert(sheet.tables[0].rows.begin() + 10,
                                {.cells = {{.kind = CellKind::how, .text = how, .span = 2}}});
    keep(sheet);
    const std::string all = text();
    for (int i = 1; i <= 200; ++i) {
        EXPECT_EQ(times(all, "步骤" + std::to_string(1'000 + i)), 1U) << i;
    }
    EXPECT_EQ(times(all, "项目"), times(all, "\f"));
    EXPECT_LT(all.find("步骤1200"), all.find("第11项"));
}

TEST_F(Pdf, IsTheSameBytesForTheSameSheet) {
    const auto bytes = [](int rows) { return sheet_pdf(paper(rows)).value_or(""); };
    EXPECT_EQ(bytes(50), bytes(50));
    EXPECT_NE(bytes(50), bytes(51));
}

TEST_F(Pdf, HasRareCharactersOfNames) {
    Sheet sheet = paper(1);
    sheet.subtitle = "𠮷㐂䶮犇";
    keep(sheet);
    EXPECT_NE(text().find("𠮷㐂䶮犇"), std::string::npos) << text();
}

/// A character that no font has is drawn as a box with its number: nobody's name gets shorter.
TEST_F(Pdf, ShowsWhatNoFontHas) {
    Sheet sheet = paper(1);
    keep(sheet);
    const auto ink = [this] {
        return says("pdftoppm -gray -r 40 -singlefile paper.pdf page && cat page.pgm");
    };
    const std::string before = ink();
    sheet.subtitle += "\xF3\xB0\x80\x81";  // U+F0001, for private use.
    keep(sheet);
    EXPECT_NE(ink(), before);
}

TEST_F(Pdf, TakesWhateverCame) {
    Sheet sheet = paper(1);
    sheet.subtitle = std::string{"a\x01\x00\xFFz", 5};
    keep(sheet);
    EXPECT_NE(text().find('z'), std::string::npos);
}

TEST(PdfFont, IsThere) {
    const Result<void> there = check_pdf_font();
    EXPECT_TRUE(there.has_value()) << there.error();
}

}  // namespace
}  // namespace yidi::render
