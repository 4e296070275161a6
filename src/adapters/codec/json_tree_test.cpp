#include "adapters/codec/json_tree.h"

#include <string>

#include <gtest/gtest.h>

namespace yidi::codec {
namespace {

TEST(JsonTree, NumbersKeepTheirDigits) {
    JsonTree tree;
    const JsonNode* root = *tree.read(R"({"a":12.50,"b":-0.1e3,"c":12345678901234567890})");
    EXPECT_EQ(root->member("a")->text, "12.50");
    EXPECT_EQ(root->member("b")->text, "-0.1e3");
    EXPECT_EQ(root->member("c")->text, "12345678901234567890");
    EXPECT_EQ(root->member("c")->kind, JsonKind::number);
    EXPECT_EQ(root->member("d"), nullptr);
}

TEST(JsonTree, TextsLoseTheirEscapesAndNothingElse) {
    JsonTree tree;
    const JsonNode* root = *tree.read(R"(["a\"\\\/\n\t","\u533b\u4fdd","\ud83d\ude00","医保"])");
    const JsonNode* item = root->first;
    EXPECT_EQ(item->text, "a\"\\/\n\t");
    item = item->next;
    EXPECT_EQ(item->text, "医保");
    item = item->next;
    EXPECT_EQ(item->text, "\xF0\x9F\x98\x80");
    item = item->next;
    EXPECT_EQ(item->text, "医保");
    EXPECT_EQ(item->next, nullptr);
}

TEST(JsonTree, AByteOrderMarkAndBlanksAreSkipped) {
    JsonTree tree;
    const Result<const JsonNode*> root = tree.read("\xEF\xBB\xBF \r\n{ \"a\" : [ ] , \"b\":{}} \t");
    ASSERT_TRUE(root) << root.error();
    EXPECT_EQ((*root)->member("a")->kind, JsonKind::list);
    EXPECT_EQ((*root)->member("b")->first, nullptr);
}

TEST(JsonTree, ATextReadLaterLeavesTheEarlierOneStanding) {
    JsonTree tree;
    const JsonNode* outer = *tree.read(R"({"input":"{\"x\":\"医\"}"})");
    const JsonNode* inner = *tree.read(outer->member("input")->text);
    EXPECT_EQ(inner->member("x")->text, "医");
    EXPECT_EQ(outer->member("input")->text, R"({"x":"医"})");
}

TEST(JsonTree, WhatIsNotJsonIsToldByItsPlace) {
    JsonTree tree;
    for (const std::string_view text : {"",
                                        "{",
                                        "{\"a\":1,}",
                                        "{\"a\" 1}",
                                        "[1 2]",
                                        "01",
                                        "1.",
                                        "-",
                                        "1e",
                                        "nul",
                                        "\"a",
                                        R"("\x")",
                                        R"("\u12g4")",
                                        R"("\ud800")",
                                        R"("\udc00")",
                                        R"("\ud800\u0041")",
                                        "{\"a\":1} x",
                                        "\"\t\"",
                                        "\xB2\xA1",
                                        "{a:1}"}) {
        const Result<const JsonNode*> root = tree.read(text);
        ASSERT_FALSE(root) << text;
        EXPECT_EQ(root.error().code, ErrorCode::malformed_json) << text;
        EXPECT_TRUE(root.error().where.starts_with("line 1, column ")) << root.error().where;
    }
    EXPECT_EQ(tree.read("{\n\"a\":1,\n\"b\" 2}").error().where, "line 3, column 5");
}

TEST(JsonTree, AMemberThatStandsTwiceIsRefused) {
    JsonTree tree;
    EXPECT_EQ(tree.read(R"({"a":1,"\u0061":2})").error().code, ErrorCode::duplicate_key);
}

TEST(JsonTree, LevelsMembersAndValuesAreBounded) {
    JsonTree tree;
    EXPECT_TRUE(tree.read(std::string(32, '[') + std::string(32, ']')));
    EXPECT_EQ(tree.read(std::string(33, '[') + std::string(33, ']')).error().code,
              ErrorCode::limit_exceeded);
    std::string members = "{";
    for (int i = 0; i < 257; ++i) members += '"' + std::to_string(i) + "\":0,";
    members.back() = '}';
    EXPECT_EQ(tree.read(members).error().code, ErrorCode::limit_exceeded);
    std::string values = "[";
    for (std::size_t i = 0; i < JsonTree::kNodesMax; ++i) values += "{},";
    values.back() = ']';
    EXPECT_EQ(tree.read(values).error().code, ErrorCode::limit_exceeded);
}

std::string integers(std::size_t count, std::string_view between, std::string_view last = "-128") {
    std::string text = "[";
    for (std::size_t i = 1; i < count; ++i) text.append("255").append(between);
    return text.append(last).append("]");
}

TEST(JsonTree, ALongListOfSmallIntegersIsOneNode) {
    JsonTree tree;
    // More than kNodesMax values, as a file of 300 kB sends them.
    const std::string long_list = integers(300'000, ",");
    const JsonNode* root = *tree.read(R"({"in":)" + long_list + R"(,"filename":"a"})");
    EXPECT_EQ(root->member("in")->kind, JsonKind::integers);
    EXPECT_EQ(root->member("in")->text, long_list);
    EXPECT_EQ(root->member("filename")->text, "a");
    const std::string spaced = integers(JsonTree::kIntegersMin, " ,\n\t");
    EXPECT_EQ((*tree.read(spaced))->kind, JsonKind::integers);
    EXPECT_EQ(canonical(**tree.read(spaced)), integers(JsonTree::kIntegersMin, ","));
}

TEST(JsonTree, WhatIsNoLongListOfSmallIntegersIsReadAsEver) {
    JsonTree tree;
    EXPECT_EQ((*tree.read(integers(JsonTree::kIntegersMin - 1, ",")))->kind, JsonKind::list);
    for (const char* last : {"1000", "1.5", "\"1\"", "1e2", "[]", "null"}) {
        EXPECT_EQ((*tree.read(integers(JsonTree::kIntegersMin, ",", last)))->kind, JsonKind::list)
            << last;
    }
    for (const char* last : {"01", "-", "1,", "1 2", ""}) {
        EXPECT_EQ(tree.read(integers(JsonTree::kIntegersMin, ",", last)).error().code,
                  ErrorCode::malformed_json)
            << last;
    }
    EXPECT_FALSE(tree.read(integers(JsonTree::kIntegersMin, ",").substr(0, 4'000)));
}

TEST(JsonTree, AListThatEndsBeforeItsNextValueIsNotRead) {
    JsonTree tree;
    for (const char* text : {"[", "[ ", "[1,", "[1, ", "[-", "[[", "{\"a\":["}) {
        EXPECT_EQ(tree.read(text).error().code, ErrorCode::malformed_json) << text;
    }
}

TEST(JsonTree, TheCanonicalTextIgnoresLayoutAndOrderOnly) {
    JsonTree tree;
    const auto text = [&](std::string_view json) { return canonical(**tree.read(json)); };
    EXPECT_EQ(text(R"( { "b" : [1, "x"], "a":{"d":null,"c":true} })"),
              R"({"a":{"c":true,"d":null},"b":[1,"x"]})");
    EXPECT_EQ(text(R"({"a":"\u533b"})"), text(R"({"a":"医"})"));
    EXPECT_NE(text(R"({"a":1})"), text(R"({"a":"1"})"));
    EXPECT_NE(text(R"([1,2])"), text(R"([2,1])"));
}

}  // namespace
}  // namespace yidi::codec
