#include "adapters/text/place_readings.h"

#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "domain/registry/pinyin.h"

namespace yidi::text {
namespace {

std::string table() {
    std::ifstream file{"data/text/readings.tsv"};
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::vector<std::string> characters_of(std::string_view text) {
    std::vector<std::string> all;
    for (const char byte : text) {
        if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80U) {
            all.emplace_back();
        }
        all.back() += byte;
    }
    return all;
}

std::string read(ports::Readings& readings, std::string_view text) {
    std::string all;
    for (const std::string& syllable : readings.of(characters_of(text))) {
        all += (all.empty() ? "" : " ") + syllable;
    }
    return all;
}

TEST(PlaceReadings, ReadPlacesAsTheyAreCalled) {
    const auto readings = PlaceReadings::from(table(), "readings.tsv");
    ASSERT_TRUE(readings.has_value()) << to_string(readings.error());
    const auto expect = [&](std::string_view text, std::string_view read_as) {
        EXPECT_EQ(read(**readings, text), read_as) << text;
    };
    expect("重庆", "chong qing");
    expect("长沙", "chang sha");
    expect("长子县", "zhang zi xian");
    expect("子长市", "zi chang shi");
    expect("厦门", "xia men");
    expect("成都", "cheng du");
    expect("乐山", "le shan");
    expect("乐清", "yue qing");
    expect("六安", "lu an");
    expect("六盘水", "liu pan shui");
    expect("番禺", "pan yu");
    expect("吐鲁番", "tu lu fan");
    expect("西藏", "xi zang");
    expect("蚌埠", "beng bu");
    expect("什邡", "shi fang");
    expect("绿春", "lu chun");
}

TEST(PlaceReadings, ReadWordsOfInstitutionsAsTheyAreSpoken) {
    const auto readings = PlaceReadings::from(table(), "readings.tsv");
    ASSERT_TRUE(readings.has_value());
    const auto expect = [&](std::string_view text, std::string_view read_as) {
        EXPECT_EQ(read(**readings, text), read_as) << text;
    };
    expect("重症医学", "zhong zheng yi xue");
    expect("长征医院", "chang zheng yi yuan");
    expect("解放军总医院", "jie fang jun zong yi yuan");
    expect("大药房", "da yao fang");
    expect("人参", "ren shen");
    expect("银行", "yin hang");
}

TEST(PlaceReadings, TheLongestWordOfTheTableCounts) {
    const auto readings = PlaceReadings::from("长\tchang\n长子县\tzhang zi xian\n", "t");
    ASSERT_TRUE(readings.has_value());
    EXPECT_EQ(read(**readings, "长子"), "chang zi");
    EXPECT_EQ(read(**readings, "长子县"), "zhang zi xian");
}

TEST(PlaceReadings, LeaveEmptyWhatTheyCannotRead) {
    const auto readings = PlaceReadings::from("", "t");
    ASSERT_TRUE(readings.has_value());
    EXPECT_EQ((*readings)->of({"々", "a", "3"}), (std::vector<std::string>{"", "a", ""}));
}

TEST(PlaceReadings, ReadEveryCommonCharacterAsASyllable) {
    const auto readings = PlaceReadings::from(table(), "readings.tsv");
    ASSERT_TRUE(readings.has_value());
    constexpr unsigned kFirst = 0x4E00;  // The CJK ideographs of Unicode 1.
    constexpr unsigned kLast = 0x9FA5;
    int unread = 0;
    for (unsigned point = kFirst; point <= kLast; ++point) {
        const std::string character{static_cast<char>(0xE0U | point >> 12U),
                                    static_cast<char>(0x80U | (point >> 6U & 0x3FU)),
                                    static_cast<char>(0x80U | (point & 0x3FU))};
        const std::vector<std::string> read = (*readings)->of({character});
        unread += read.front().empty() ? 1 : 0;
        EXPECT_TRUE(read.front().empty() || registry::is_syllable(read.front()))
            << character << " " << read.front();
    }
    EXPECT_LT(unread, 100);
}

TEST(PlaceReadings, SayWhichLineOfTheTableIsNone) {
    for (const std::string_view wrong : {"重庆", "重庆\tchong", "重庆\tchong  qing",
                                         "重庆\tchóng qìng", "\ta", "重\tzhong\n重\tchong"}) {
        const auto readings = PlaceReadings::from("# head\n" + std::string{wrong}, "t.tsv");
        ASSERT_FALSE(readings.has_value()) << wrong;
        EXPECT_TRUE(readings.error().where.starts_with("t.tsv:")) << readings.error().where;
    }
}

}  // namespace
}  // namespace yidi::text
