#include "domain/explain/error_words.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "domain/explain/internal/error_table.h"
#include "domain/explain/settling_words.h"

namespace yidi::explain {
namespace {

std::set<char> marks(std::string_view text) {
    std::set<char> found;
    for (std::size_t at = 0; at + 2 < text.size(); ++at) {
        const bool is_mark = text[at] == '{' && text[at + 2] == '}' && text[at + 1] >= '0';
        if (is_mark && text[at + 1] <= '9') found.insert(text[at + 1]);
    }
    return found;
}

Error zh(ErrorCode code, std::string detail) {
    return translated({.code = code, .detail = std::move(detail)}, Language::zh);
}

TEST(ErrorWords, StandOnceEachWithTheSameMarksInBothLanguages) {
    std::set<std::string_view> seen;
    for (const Words& row : internal::error_table()) {
        EXPECT_TRUE(seen.insert(row.en).second) << row.en;
        EXPECT_EQ(marks(row.en), marks(row.zh)) << row.en;
        EXPECT_NE(row.en, row.zh);
    }
}

TEST(ErrorWords, OfTransactionsHaveTheSameMarksInBothLanguages) {
    for (const std::span<const Words> table : {settling_words(), field_words()}) {
        for (const Words& row : table) {
            EXPECT_EQ(marks(row.en), marks(row.zh)) << row.en;
            EXPECT_NE(row.en, row.zh);
        }
    }
}

TEST(ErrorWords, TellWhatAFieldOfATransactionLacksInEnglish) {
    const Error told = translated({.code = ErrorCode::missing_key,
                                   .where = "input.data.psn_no",
                                   .rule = "必填，字符型，最多 30 个字符",
                                   .remedy = "请填写 psn_no",
                                   .detail = "psn_no没有填写"},
                                  Language::en);
    EXPECT_EQ(told.detail, "psn_no is not filled in");
    EXPECT_EQ(told.rule, "required, a text of at most 30 characters");
    EXPECT_EQ(told.remedy, "fill in psn_no");
    const Error refused = translated({.code = ErrorCode::not_recognised,
                                      .rule = "未办理异地就医备案，不能直接结算：120000",
                                      .remedy = "变更备案地，或就本次就医另行备案",
                                      .detail = "未备案（not_filed）"},
                                     Language::en);
    EXPECT_EQ(refused.rule, "no filing was made, so the bill cannot be settled directly: 120000");
    EXPECT_EQ(refused.remedy, "change the place of the filing, or file for this place");
    EXPECT_EQ(refused.detail, "not_filed");
    EXPECT_EQ(settling_sentence("the serial 7 is there already", Language::zh),
              "流水号 7 已经存在");
    EXPECT_EQ(settling_sentence("no such sentence", Language::zh), std::nullopt);
}

TEST(ErrorWords, PutWhatDiffersWhereTheLanguageWantsIt) {
    EXPECT_EQ(zh(ErrorCode::unknown_key, "unknown key \"agee\"").detail, "未知的键“agee”");
    EXPECT_EQ(zh(ErrorCode::bad_amount, "not an amount in yuan: it has 3 decimal places").detail,
              "以元为单位的金额有误：有 3 位小数");
    EXPECT_EQ(zh(ErrorCode::malformed_json,
                 "this is not JSON: this bracket is not closed (line 3, column 12)")
                  .detail,
              "这不是 JSON：这个括号没有闭合（第 3 行第 12 列）");
}

TEST(ErrorWords, KeepWhatHasNoWordingBehindItsKind) {
    EXPECT_EQ(zh(ErrorCode::bad_pack, "something about a pack").detail,
              "政策包有误：something about a pack");
    EXPECT_EQ(zh(ErrorCode::internal, "").detail, "程序内部错误");
    EXPECT_EQ(zh(ErrorCode::not_filed, "未办理备案").detail, "未办理备案");
}

TEST(ErrorWords, AreReadInEitherLanguage) {
    const Error chinese{.code = ErrorCode::unknown_key,
                        .remedy = "写成其中之一",
                        .detail = "以元为单位的金额有误：有 3 位小数"};
    const Error english = translated(chinese, Language::en);
    EXPECT_EQ(english.detail, "not an amount in yuan: it has 3 decimal places");
    EXPECT_EQ(english.remedy, "write one of these");
    EXPECT_EQ(translated(english, Language::zh), chinese);
    EXPECT_EQ(translated(chinese, Language::zh), chinese);
    const Error unknown{.code = ErrorCode::bad_value, .detail = "没有这一句"};
    EXPECT_EQ(translated(unknown, Language::en), unknown);
}

TEST(ErrorWords, LeaveEnglishAsItIs) {
    const Error error{.code = ErrorCode::bad_pack, .rule = "each key once", .detail = "anything"};
    EXPECT_EQ(translated(error, Language::en), error);
}

}  // namespace
}  // namespace yidi::explain
