#include "adapters/codec/internal/json_place.h"

#include <array>
#include <string>

#include <gtest/gtest.h>

namespace yidi::codec::internal {
namespace {

struct Faulty {
    std::string_view text;
    std::size_t offset;
    std::string_view what;
};

TEST(JsonFault, IsToldWhereAPersonWouldMendIt) {
    constexpr auto kTexts = std::to_array<Faulty>({
        {"", 0, "nothing here"},
        {R"({"a": 1)", 0, "bracket is not closed"},
        {R"({"a": [1, {"b": 2})", 6, "bracket is not closed"},
        {"{\"a\": \"text\n}", 6, "no closing quote"},
        {R"({"a": "text)", 6, "no closing quote"},
        {R"({"a": "\x"})", 7, "no escape"},
        {R"({"a": "\u12g4"})", 8, "no escape"},
        {R"({"a" 1})", 5, "colon is missing"},
        {R"({"a": 1 "b": 2})", 8, "comma"},
        {R"({"a": 1,})", 8, "key in quotes"},
        {"{a: 1}", 1, "key in quotes"},
        {"[1,]", 3, "value is missing"},
        {R"({"a": nul})", 6, "without quotes"},
        {R"({"a": 01})", 6, "no number"},
        {R"({"a": 1.})", 6, "no number"},
        {R"({"a": -})", 6, "no number"},
        {R"({"a": 1} x)", 9, "behind the object"},
        {"{\"a\": \"\xFF\"}", 7, "not UTF-8"},
        {"\xFF\xFE{", 0, "UTF-16"},
    });
    for (const Faulty& faulty : kTexts) {
        const auto fault = find_json_fault(faulty.text);
        ASSERT_TRUE(fault.has_value()) << faulty.text;
        EXPECT_EQ(fault->offset, faulty.offset) << faulty.text;
        EXPECT_NE(fault->what.find(faulty.what), std::string_view::npos)
            << faulty.text << ": " << fault->what;
    }
}

TEST(JsonFault, IsNotFoundInJson) {
    for (const std::string_view text :
         {"{}", "[]",
          " {\"a\": [1, -2.5e+3, true, false, null, {}, []], \"石\": \"\\u77f3\\n\"} \n", "0",
          "\"text\""}) {
        EXPECT_FALSE(find_json_fault(text).has_value()) << text;
    }
    const std::string deep(1'000'000, '[');
    EXPECT_EQ(find_json_fault(deep)->offset, deep.size() - 1);
}

}  // namespace
}  // namespace yidi::codec::internal
