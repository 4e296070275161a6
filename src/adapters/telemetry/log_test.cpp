#include "adapters/telemetry/log.h"

#include <array>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "adapters/telemetry/request_id.h"

namespace yidi::telemetry {
namespace {

/// 2026-11-22 11:57:30.007 in China.
constexpr Instant kNow = Instant::from_ms(1'795'319'850'007);

/// A log whose lines can be read.
struct KeptLog {
    std::vector<std::string> lines;
    Log log{[this](std::string_view line) { lines.emplace_back(line); }, [] { return kNow; }};
};

TEST(Log, WritesOneObjectInALine) {
    KeptLog kept;
    kept.log.write(Level::info, "message",
                   {{"infno", Code{"2207"}},
                    {"took_us", std::int64_t{412}},
                    {"repeat", false},
                    {"result", Word{"done"}},
                    {"psn_no", Masked{"35010000000000000042"}}});
    ASSERT_EQ(kept.lines.size(), 1U);
    EXPECT_EQ(kept.lines[0],
              R"({"time":"2026-11-22T11:57:30.007+08:00","level":"info","event":"message",)"
              R"("infno":"2207","took_us":412,"repeat":false,"result":"done",)"
              R"("psn_no":"350100****42"})"
              "\n");
}

TEST(Log, IsJsonWhateverASystemSays) {
    const std::string text = "a \"b\" \\ \n\t\x01 \x7f 磁盘已满";
    KeptLog kept;
    kept.log.write(Level::error, "store", {{"detail", Prose{text}}});
    const auto line = nlohmann::json::parse(kept.lines.at(0));
    EXPECT_EQ(line.at("detail"), text);
    EXPECT_EQ(kept.lines[0].find('\n'), kept.lines[0].size() - 1);
}

TEST(Log, TellsAnErrorByItsCodePlaceAndDetail) {
    KeptLog kept;
    kept.log.write(Level::error, "start",
                   Error{.code = ErrorCode::unreadable_file,
                         .where = "yidi.key",
                         .rule = "a file that only its owner may read",
                         .detail = "of 110101199001011234"});
    const auto line = nlohmann::json::parse(kept.lines.at(0));
    EXPECT_EQ(line.at("code"), "unreadable_file");
    EXPECT_EQ(line.at("where"), "yidi.key");
    EXPECT_EQ(line.at("rule"), "a file that only its owner may read");
    EXPECT_EQ(line.at("detail"), "of ****");
}

TEST(Log, LeavesOutWhatIsBelowItsLevel) {
    KeptLog kept;
    kept.log.write(Level::debug, "small");
    EXPECT_TRUE(kept.lines.empty());
    kept.log.set_lowest(Level::debug);
    kept.log.write(Level::debug, "small");
    EXPECT_EQ(kept.lines.size(), 1U);
    kept.log.set_lowest(Level::error);
    kept.log.write(Level::warning, "small");
    EXPECT_EQ(kept.lines.size(), 1U);
}

TEST(Log, DoesNotMixTheLinesOfThreads) {
    KeptLog kept;
    std::vector<std::thread> threads;
    threads.reserve(4);
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&kept] {
            for (int n = 0; n < 500; ++n) kept.log.write(Level::info, "message", {{"n", true}});
        });
    }
    for (std::thread& thread : threads) thread.join();
    ASSERT_EQ(kept.lines.size(), 2'000U);
    for (const std::string& line : kept.lines) EXPECT_EQ(line, kept.lines[0]);
}

TEST(Log, GoesToADescriptorInOnePiece) {
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe(ends.data()), 0);
    Log log{to_descriptor(ends[1]), [] { return kNow; }};
    log.write(Level::info, "message");
    ::close(ends[1]);
    std::array<char, 256> text{};
    const ssize_t size = ::read(ends[0], text.data(), text.size());
    ::close(ends[0]);
    ASSERT_GT(size, 0);
    EXPECT_EQ((std::string_view{text.data(), static_cast<std::size_t>(size)}),
              R"({"time":"2026-11-22T11:57:30.007+08:00","level":"info","event":"message"})"
              "\n");
    // The end is closed; a log that cannot be written stops nothing.
    to_descriptor(-1)("lost\n");
}

TEST(Masked, ShowsWhereANumberIsFromAndItsEnd) {
    EXPECT_EQ(Masked{"35010000000000000042"}.text(), "350100****42");
    EXPECT_EQ(Masked{"11010119900101123X"}.text(), "110101****3X");
    EXPECT_EQ(Masked{"110101900101123"}.text(), "110101****23");
}

TEST(Masked, ShowsNothingOfAnythingElse) {
    for (const char* const text : {"", "张三", "Zhang San", "13800001234", "H35010000001",
                                   "Bartholomew-of-Cambridge", "35010000000000000042\n"}) {
        EXPECT_EQ(Masked{text}.text(), "****") << text;
    }
}

TEST(Code, PassesWhatNamesAThing) {
    for (const char* const text : {"2207", "H35010000001", "2203A", "192.168.1.1:8080",
                                   "H35010000001202601010101010001", "/fsi/api", "a_b-c+d", ""}) {
        EXPECT_EQ(Code{text}.text(), text);
    }
}

TEST(Code, IsMaskedWhenItMayBeAboutAPerson) {
    for (const char* const text :
         {"张三", "Zhang San", "13800001234", "tel:13800001234", "110101199001011234",
          "11010119900101123X", "110101900101123", "35010000000000000042", "a\nb", "\"", "x@y"}) {
        EXPECT_EQ(Code{text}.text(), "****") << text;
    }
    EXPECT_EQ(Code{std::string(65, 'a')}.text(), "****");
}

TEST(Prose, HidesNumbersOfPersonsAndKeepsOthers) {
    EXPECT_EQ(Prose{"row 12 of 13800001234: 11010119900101123x, 2026"}.text(),
              "row 12 of ****: ****, 2026");
    EXPECT_EQ(Prose{"35010000000000000042"}.text(), "****");
    EXPECT_EQ(Prose{"第 3 行"}.text(), "第 3 行");
}

TEST(Prose, IsCutBetweenCharacters) {
    std::string text;
    for (int i = 0; i < 200; ++i) text += "医";  // Three bytes each.
    EXPECT_EQ(Prose{text}.text().size(), 300U);
    EXPECT_EQ(Prose{"a" + text}.text().size(), 298U);  // 1 + 99 * 3
}

TEST(RequestIds, AreDifferentAndNameTheirProcess) {
    RequestIds ids{0xAB12CD34};
    EXPECT_EQ(ids.next(), "ab12cd3400000000");
    EXPECT_EQ(ids.next(), "ab12cd3400000001");
}

TEST(RequestIds, TakeTheCallersWhereItIsHarmless) {
    RequestIds ids{1};
    EXPECT_EQ(ids.next("0af7651916cd43dd8448eb211c80319c"), "0af7651916cd43dd8448eb211c80319c");
    for (const char* const proposed :
         {"", "short", "with blank", "110101199001011234", "x\r\nSet-Cookie: a"}) {
        EXPECT_TRUE(ids.next(proposed).starts_with("00000001")) << proposed;
    }
}

}  // namespace
}  // namespace yidi::telemetry
