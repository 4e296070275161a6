#include "domain/registry/pinyin.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace yidi::registry {
namespace {

using Initials = std::set<std::string>;

TEST(Pinyin, KnowsSyllables) {
    for (const char* syllable : {"a", "er", "xi", "xian", "zhuang", "shi", "lue", "nu", "wo"}) {
        EXPECT_TRUE(is_syllable(syllable)) << syllable;
    }
    for (const char* none : {"", "x", "zh", "ian", "cho", "xa", "zhua ng", "bing1", "xianx"}) {
        EXPECT_FALSE(is_syllable(none)) << none;
    }
}

TEST(Pinyin, LettersMayBeInitialsOrSyllables) {
    EXPECT_EQ(spellings_of("bjxh", true).initials, Initials{"bjxh"});
    EXPECT_EQ(spellings_of("xian", true).initials, (Initials{"x", "xa", "xan", "xian", "xn"}));
    EXPECT_EQ(spellings_of("zhyy", true).initials, (Initials{"zhyy", "zyy"}));
}

TEST(Pinyin, TheLastSyllableOfAWordMayBeBegun) {
    EXPECT_TRUE(spellings_of("beiji", true).initials.contains("bj"));
    EXPECT_TRUE(spellings_of("beijin", false).initials.contains("bj"));
    EXPECT_TRUE(spellings_of("chongqin", true).initials.contains("cq"));
    EXPECT_TRUE(spellings_of("zhua", true).initials.contains("z"));
    EXPECT_FALSE(spellings_of("zhon", false).initials.contains("z"));
    EXPECT_TRUE(spellings_of("zhon", true).initials.contains("z"));
}

TEST(Pinyin, LettersThatAreNoPinyinStandForThemselves) {
    EXPECT_TRUE(spellings_of("ivf", true).initials.contains("ivf"));
    EXPECT_TRUE(spellings_of("ivfzhongxin", true).initials.contains("ivfzx"));
}

TEST(Pinyin, TooManyWaysAreToldByTheirHeads) {
    std::string text;
    while (text.size() < 60) {
        text += "nana";
    }
    const Spellings many = spellings_of(text, true);
    EXPECT_FALSE(many.is_whole);
    EXPECT_TRUE(many.initials.contains("nnn"));
    EXPECT_TRUE(std::ranges::all_of(many.initials, [](const std::string& initials) {
        return initials.size() == Spellings::kHead;
    }));
    EXPECT_TRUE(spellings_of("chongqingshirenminyiyuan", true).initials.contains("cqs") ||
                spellings_of("chongqingshirenminyiyuan", true).initials.contains("cqsrmyy"));
}

}  // namespace
}  // namespace yidi::registry
