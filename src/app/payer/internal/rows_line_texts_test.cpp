#include "app/payer/internal/rows_line_texts.h"

#include <gtest/gtest.h>

namespace yidi::payer::internal {
namespace {

LineTexts line(std::string_view doctor, std::string_view memo = {}) {
    LineTexts texts;
    texts[line_text_place("bilg_dept_name")] = "内科";
    texts[line_text_place("bilg_dr_name")] = doctor;
    texts[line_text_place("memo")] = memo;
    return texts;
}

TEST(LineTexts, AreReadAsTheyWereWritten) {
    const UploadTexts texts{.opter_name = "收费员",
                            .lines = {line("甲", "备注: 1"), line("甲", "备注: 1"), line("乙")}};
    const auto read = parse_upload_texts(to_text(texts));
    ASSERT_TRUE(read.has_value()) << read.error();
    EXPECT_EQ(read->opter_name, texts.opter_name);
    EXPECT_EQ(read->lines, texts.lines);
}

TEST(LineTexts, TakeNoRoomWhereNothingIsSaid) {
    EXPECT_EQ(to_text({}), "");
    EXPECT_EQ(to_text({.opter_name = {}, .lines = {LineTexts{}, LineTexts{}}}), "");
    EXPECT_TRUE(parse_upload_texts("")->lines.empty());
}

TEST(LineTexts, OfALineLikeTheOneBeforeTakeOneNumber) {
    const std::string one = to_text({.opter_name = {}, .lines = {line("甲")}});
    const std::string two = to_text({.opter_name = {}, .lines = {line("甲"), line("甲")}});
    EXPECT_EQ(two, one + "0 ");
}

TEST(LineTexts, ThatAreNoneOfOursAreRefused) {
    const std::string good = to_text({.opter_name = "收", .lines = {line("甲")}});
    for (const std::string& bad :
         {good.substr(0, good.size() - 1), std::string{"0:1 99 1:x"}, std::string{"0:1 -1 1:x"},
          std::string{"0:2 1 1:x"}, std::string{"x"}}) {
        EXPECT_FALSE(parse_upload_texts(bad).has_value()) << bad;
    }
}

TEST(LineTexts, HaveAPlaceForEachName) {
    for (std::size_t i = 0; i < kLineTextNames.size(); ++i) {
        EXPECT_EQ(line_text_place(kLineTextNames[i]), i);
    }
    EXPECT_EQ(line_text_place("cnt"), kLineTextNames.size());
}

}  // namespace
}  // namespace yidi::payer::internal
