#include "adapters/codec/json_place.h"

#include <array>
#include <string>

#include <gtest/gtest.h>

namespace yidi::codec {
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
        {R"({"a": "\ud800"})", 7, "half of a surrogate pair"},
        {R"({"a": "\udc00\ud800"})", 7, "half of a surrogate pair"},
        {R"({"a": "\ud800\u0041"})", 7, "half of a surrogate pair"},
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

TEST(JsonFault, NamesTheMemberThatItIsIn) {
    const auto path = [](std::string_view text) { return find_json_fault(text)->path; };
    EXPECT_EQ(path("{\"a\": {\"b\": [{}, {\"c\": 1, \"d\": \"x\xFF\"}]}}"), "a.b[1].d");
    EXPECT_EQ(path(R"({"a": {"b": 1}, "c": "\ud800"})"), "c");
    EXPECT_EQ(path(R"({"a": [1, nul]})"), "a[1]");
    EXPECT_EQ(path("{\"\xFF\": 1}"), "");
    EXPECT_EQ(path("\xFF"), "");
}

TEST(JsonFault, IsNotFoundInJson) {
    for (const std::string_view text :
         {"{}", "[]",
          " {\"a\": [1, -2.5e+3, true, false, null, {}, []], \"石\": \"\\u77f3\\n\"} \n", "0",
          R"("\ud83d\ude00")", R"("text")"}) {
        EXPECT_FALSE(find_json_fault(text).has_value()) << text;
    }
    const std::string deep(1'000'000, '[');
    EXPECT_EQ(find_json_fault(deep)->offset, deep.size() - 1);
}

}  // namespace
}  // namespace yidi::codec
