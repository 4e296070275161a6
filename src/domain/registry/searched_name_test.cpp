#include "domain/registry/searched_name.h"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

namespace yidi::registry {
namespace {

/// The name with readings of the few characters that these tests use.
SearchedName searched(std::string_view text) {
    static const std::map<std::string, std::string, std::less<>> kReadings{
        {"北", "bei"},  {"京", "jing"},  {"协", "xie"}, {"和", "he"},    {"医", "yi"},
        {"院", "yuan"}, {"西", "xi"},    {"安", "an"},  {"中", "zhong"}, {"女", "nu"},
        {"子", "zi"},   {"长", "chang"}, {"先", "xian"}};
    const std::vector<std::string> characters = characters_of(text);
    std::vector<std::string> readings;
    for (const std::string& character : characters) {
        const auto found = kReadings.find(character);
        readings.push_back(found == kReadings.end() ? "" : found->second);
    }
    return searched_name(characters, readings);
}

bool fits(std::string_view text, std::string_view name) {
    const Result<NameQuery> query = NameQuery::parse(text);
    EXPECT_TRUE(query.has_value()) << text;
    return query && query->fits(searched(name).view());
}

constexpr std::string_view kUnion = "北京协和医院";

TEST(SearchedName, KeepsCharactersDigitsAndLettersAndNothingElse) {
    EXPECT_EQ(characters_of("Ａ座 3·号（东）b—院"),
              (std::vector<std::string>{"a", "座", "3", "号", "东", "b", "院"}));
    EXPECT_EQ(characters_of("三〇一"), (std::vector<std::string>{"三", "〇", "一"}));
    EXPECT_EQ(characters_of("𠮷、"), std::vector<std::string>{"𠮷"});
    EXPECT_TRUE(characters_of("（）— ").empty());
}

TEST(SearchedName, HasAnInitialAndASyllableForEachCharacter) {
    const SearchedName name = searched("西安X院区");
    EXPECT_EQ(name.characters, "西安x院区");
    EXPECT_EQ(name.initials, "xaxy_");
    EXPECT_EQ(name.syllables, "xi an x yuan ");
}

TEST(SearchedName, IsFoundByAFragmentByPinyinAndByInitials) {
    for (const std::string_view text :
         {"协和", "协和医院", "xh", "xhyy", "bjxhyy", "BJXH", "xiehe", "xiehey", "xieh",
          "beijingxieheyiyuan", "xiehe yiyuan", "ｂｊ　协和", "协hyy", "bei京xie和", "yy", "京xh",
          "xhyiyuan"}) {
        EXPECT_TRUE(fits(text, kUnion)) << text;
    }
    for (const std::string_view text :
         {"和协", "hx", "xyy", "xiehx", "xieheyiyuanz", "iehe", "bj 安", "xiheyy", "ingxie"}) {
        EXPECT_FALSE(fits(text, kUnion)) << text;
    }
}

TEST(SearchedName, TakesTheSyllableThatFitsWhereLettersCanBeReadTwice) {
    EXPECT_TRUE(fits("xian", "西安"));
    EXPECT_TRUE(fits("xian", "先"));
    EXPECT_TRUE(fits("xianyy", "西安医院"));
    EXPECT_TRUE(fits("zhyy", "中医院"));
    EXPECT_TRUE(fits("zyy", "中医院"));
    EXPECT_TRUE(fits("nvzi", "女子"));
    EXPECT_TRUE(fits("nuzi", "女子"));
}

TEST(SearchedName, AnUnknownReadingIsFoundByItsCharacterAlone) {
    EXPECT_TRUE(fits("京曜", "北京曜医院"));
    EXPECT_FALSE(fits("jy", "北京曜医院"));
}

TEST(SearchedName, EveryGramThatAQueryAsksForIsAmongThoseOfANameThatFits) {
    const std::vector<std::string> grams = grams_of(searched(kUnion));
    const auto has = [&](const std::string& gram) {
        return std::ranges::find(grams, gram) != grams.end();
    };
    for (const std::string_view text :
         {"协和", "协和医院", "xh", "xhyy", "bjxhyy", "xiehe", "xiehey", "beijingxieheyiyuan",
          "bj 协和", "协hyy", "bei京xie和", "yy", "京xh", "xhyiyuan"}) {
        const Result<NameQuery> query = NameQuery::parse(text);
        ASSERT_TRUE(query.has_value());
        for (const auto& ways : query->grams()) {
            EXPECT_TRUE(std::ranges::any_of(ways, [&](const NameQuery::Way& way) {
                return !way.empty() && std::ranges::all_of(way, has);
            })) << text;
        }
    }
}

TEST(SearchedName, LongWordsAskForAllTheirGramsWhereTheyCanBeReadInOneWay) {
    const Result<NameQuery> query = NameQuery::parse("bjxhyy");
    ASSERT_TRUE(query.has_value());
    const auto grams = query->grams();
    ASSERT_EQ(grams.size(), 1U);
    EXPECT_EQ(grams.front(),
              std::vector<NameQuery::Way>{(NameQuery::Way{"bjx", "jxh", "xhy", "hyy"})});
    EXPECT_TRUE(NameQuery::parse("协")->grams().empty());
    EXPECT_TRUE(NameQuery::parse("x")->grams().empty());
}

TEST(SearchedName, ATextOfManyReadingsIsStillReadInAMoment) {
    std::string text;
    while (text.size() < NameQuery::kCharactersMax) {
        text += "na";
    }
    const Result<NameQuery> query = NameQuery::parse(text);
    ASSERT_TRUE(query.has_value());
    for (const auto& ways : query->grams()) {
        EXPECT_LE(ways.size(), 32U);
        for (const NameQuery::Way& way : ways) {
            EXPECT_EQ(way.size(), 1U);
        }
    }
}

TEST(SearchedName, RefusesWhatNoNameHolds) {
    for (const std::string_view text : {"", "  ", "（）"}) {
        const Result<NameQuery> query = NameQuery::parse(text);
        ASSERT_FALSE(query.has_value()) << text;
        EXPECT_EQ(query.error().code, ErrorCode::bad_value);
        EXPECT_EQ(query.error().where, "name");
    }
    EXPECT_FALSE(NameQuery::parse(std::string(NameQuery::kCharactersMax + 1, 'a')).has_value());
    EXPECT_TRUE(NameQuery::parse(std::string(NameQuery::kCharactersMax, 'b')).has_value());
}

}  // namespace
}  // namespace yidi::registry
