#include "adapters/render/page_template.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace yidi::render {
namespace {

Values shape() {
    Values row;
    row.texts["place"] = "x";
    Values all;
    all.texts["name"] = "x";
    all.texts["note"] = "x";
    all.lists["places"].push_back(std::move(row));
    return all;
}

Result<PageTemplate> read(std::string text) {
    return PageTemplate::parse(
        {.file = "form.html", .text = std::move(text), .style = "p{color:#000}"}, shape());
}

std::string filled(const std::string& text, const Values& values) {
    const auto page = read(text);
    EXPECT_TRUE(page) << page.error().detail;
    return page ? page->fill(values) : std::string{};
}

Values values() {
    Values one = shape();
    one.texts["name"] = "张三";
    one.texts["note"] = "";
    one.lists["places"].push_back(one.lists["places"].front());
    one.lists["places"].front().texts["place"] = "天津";
    one.lists["places"].back().texts["place"] = "北京";
    return one;
}

TEST(PageTemplate, FillsTextsAndRowsAndLeavesTheRestAsItIs) {
    EXPECT_EQ(filled("<p>{{name}}：{{#places}}[{{ place }} {{name}}]{{/places}}{{! why }}</p>\n",
                     values()),
              "<p>张三：[天津 张三][北京 张三]</p>\n");
}

TEST(PageTemplate, ASectionOfATextIsThereIfTheTextIsAndItsOppositeIfNot) {
    const std::string text = "{{#note}}<i>{{note}}</i>{{/note}}{{^note}}-{{/note}}";
    EXPECT_EQ(filled(text, values()), "-");
    Values one = values();
    one.texts["note"] = "see";
    EXPECT_EQ(filled(text, one), "<i>see</i>");
    one.lists["places"].clear();
    EXPECT_EQ(filled("{{#places}}x{{/places}}{{^places}}none{{/places}}", one), "none");
}

TEST(PageTemplate, WhatIsFilledInIsTextAndNothingElse) {
    Values one = values();
    one.texts["name"] = "<script>\"&' {{note}}";
    EXPECT_EQ(filled("<p>{{name}}</p>", one), "<p>&lt;script&gt;&quot;&amp;&#39; {{note}}</p>");
}

RC_GTEST_PROP(PageTemplate, NoTextOpensATag, (const std::string& text)) {
    Values one = values();
    one.texts["name"] = text;
    const std::string page = read("{{name}}")->fill(one);
    RC_ASSERT(page.find_first_of("<>\"'") == std::string::npos);
}

TEST(PageTemplate, TakesItsStyleFromTheSheet) {
    EXPECT_EQ(filled("<style>{{> style}}</style>", values()), "<style>p{color:#000}</style>");
}

struct Bad {
    const char* text;
    const char* where;
    const char* detail;
};

class BadTemplate : public ::testing::TestWithParam<Bad> {};

TEST_P(BadTemplate, IsRefusedWithItsLine) {
    const auto page = read(GetParam().text);
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code, ErrorCode::bad_value);
    EXPECT_EQ(page.error().where, GetParam().where);
    EXPECT_EQ(page.error().detail, GetParam().detail);
}

INSTANTIATE_TEST_SUITE_P(
    Each, BadTemplate,
    ::testing::Values(
        Bad{"<p>\n{{nmae}}", "form.html:2", "nothing is called {{nmae}} here"},
        Bad{"{{place}}", "form.html:1", "nothing is called {{place}} here"},
        Bad{"{{#plaecs}}x{{/plaecs}}", "form.html:1", "nothing is called {{#plaecs}} here"},
        Bad{"{{places}}", "form.html:1", "nothing is called {{places}} here"},
        Bad{"{{&name}}", "form.html:1", "nothing is called {{&name}} here"},
        Bad{"{{{name}}}", "form.html:1", "nothing is called {{{name}} here"},
        Bad{"{{> other}}", "form.html:1", "nothing is called {{> other}} here"},
        Bad{"{{name", "form.html:1", "a gap does not end"},
        Bad{"{{#places}}\n", "form.html:2", "a section does not end"},
        Bad{"{{/places}}", "form.html:1", "{{/places}} ends nothing"},
        Bad{"{{#places}}{{#note}}{{/places}}", "form.html:1", "{{/places}} ends nothing"},
        Bad{"<p title=\"{{name}}\">", "form.html:1", "a gap stands inside of a tag or a style"},
        Bad{"<style>p{{{name}}}</style>", "form.html:1", "nothing is called {{{name}} here"},
        Bad{"<style>p{ {{name}} }</style>", "form.html:1",
            "a gap stands inside of a tag or a style"},
        Bad{"<p>\n<script>", "form.html:2", "there is a script"}));

TEST(PageTemplate, ManySectionsInsideOfEachOtherAreRefused) {
    std::string text;
    for (int i = 0; i < 9; ++i) text += "{{#note}}";
    const auto page = read(text);
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().detail, "too many sections inside of each other");
}

}  // namespace
}  // namespace yidi::render
