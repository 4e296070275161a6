#include "adapters/codec/json_writer.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace yidi::codec {
namespace {

TEST(JsonWriter, PutsCommasWhereTheyBelong) {
    std::string out;
    JsonWriter json{out};
    json.begin_object();
    json.member("a", std::int64_t{1});
    json.key("b");
    json.begin_array();
    json.value(true);
    json.null();
    json.begin_object();
    json.end_object();
    json.end_array();
    json.key_escaped("c\"d");
    json.raw("1.50");
    json.end_object();
    EXPECT_EQ(out, R"({"a":1,"b":[true,null,{}],"c\"d":1.50})");
}

TEST(JsonWriter, WritesAmountsWithExactlyTwoDecimals) {
    const std::vector<std::pair<std::int64_t, std::string_view>> cases{
        {0, "0.00"},
        {5, "0.05"},
        {10, "0.10"},
        {100, "1.00"},
        {7'065'000, "70650.00"},
        {-1, "-0.01"},
        {-123'456, "-1234.56"},
        {Money::kFenMax, "90000000000000.00"},
    };
    for (const auto& [fen, text] : cases) {
        std::string out;
        JsonWriter{out}.value(Money::from_fen(fen));
        EXPECT_EQ(out, text);
    }
}

TEST(JsonWriter, WritesRatiosAndDatesAsStrings) {
    std::string out;
    JsonWriter json{out};
    json.begin_array();
    json.value(Rate::from_ppm(900'000));
    json.value(Ratio{Rate::from_ppm(600'000)}.times(Rate::from_ppm(112'000)));
    json.value(Date::from_ymd({.year = 2025, .month = 3, .day = 1}));
    json.end_array();
    EXPECT_EQ(out, R"(["0.9","0.0672","2025-03-01"])");
}

TEST(JsonWriter, EscapesWhatJsonAsksFor) {
    std::string out;
    JsonWriter{out}.value(std::string{"a\"b\\c\n\t\x01药"});
    EXPECT_EQ(out, R"("a\"b\\c\n\t\u0001药")");
}

}  // namespace
}  // namespace yidi::codec
