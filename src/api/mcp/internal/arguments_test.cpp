#include "api/mcp/internal/arguments.h"

#include <array>
#include <string>

#include <gtest/gtest.h>

namespace yidi::mcp::internal {
namespace {

constexpr std::array<std::string_view, 2> kColours{"red", "blue"};
constexpr std::array kTaken{
    Argument{.name = "name", .about = "a name", .most = 4}.must(),
    Argument{.name = "colour", .kind = Kind::word, .choices = kColours},
    Argument{.name = "place", .kind = Kind::region},
    Argument{.name = "day", .kind = Kind::day},
    Argument{.name = "open", .kind = Kind::flag},
    Argument{.name = "count", .kind = Kind::whole, .most = 9},
    Argument{.name = "list", .kind = Kind::objects, .most = 2},
};

class McpArguments : public testing::Test {
protected:
    Result<Arguments> read(const std::string& json) {
        const Result<const codec::JsonNode*> node = tree_.read(json);
        EXPECT_TRUE(node.has_value());
        return Arguments::from(*node, kTaken);
    }
    std::string fault(const std::string& json) {
        const Result<Arguments> read_ones = read(json);
        if (read_ones) return "";
        return std::string{name(read_ones.error().code)} + " " + read_ones.error().where;
    }

    codec::JsonTree tree_;
};

TEST_F(McpArguments, AreReadByTheirKinds) {
    const Result<Arguments> found = read(
        R"({"name":"a b","colour":"blue","place":"130100","day":"2026-02-28","open":true,"count":9})");
    ASSERT_TRUE(found.has_value()) << found.error();
    EXPECT_EQ(found->text("name"), "a b");
    EXPECT_EQ(found->text("colour"), "blue");
    EXPECT_EQ(found->region("place"), 130'100U);
    EXPECT_EQ(found->day("day"), *parse_date("2026-02-28"));
    EXPECT_TRUE(found->flag("open"));
    EXPECT_EQ(found->whole("count"), 9);
}

TEST_F(McpArguments, ThatAreLeftOutOrNullAreEmpty) {
    const Result<Arguments> found = read(R"({"name":"a","place":null,"open":null})");
    ASSERT_TRUE(found.has_value()) << found.error();
    EXPECT_EQ(found->text("colour"), "");
    EXPECT_FALSE(found->region("place"));
    EXPECT_FALSE(found->day("day"));
    EXPECT_FALSE(found->flag("open"));
    EXPECT_FALSE(found->whole("count"));
    EXPECT_EQ(found->find("list"), nullptr);
}

TEST_F(McpArguments, ThatDoNotFitAreRefusedAtTheirPlace) {
    EXPECT_EQ(fault("{}"), "missing_key /name");
    EXPECT_EQ(fault(R"({"name":null})"), "missing_key /name");
    EXPECT_EQ(fault(R"({"name":"abcde"})"), "bad_value /name");
    EXPECT_EQ(fault(R"({"name":7})"), "bad_value /name");
    EXPECT_EQ(fault(R"({"name":"a\u0000"})"), "bad_value /name");
    EXPECT_EQ(fault(R"({"name":"a","size":1})"), "unknown_key /size");
    EXPECT_EQ(fault(R"({"name":"a","colour":"green"})"), "bad_value /colour");
    EXPECT_EQ(fault(R"({"name":"a","place":"13010"})"), "bad_region /place");
    EXPECT_EQ(fault(R"({"name":"a","place":"-30100"})"), "bad_region /place");
    EXPECT_EQ(fault(R"({"name":"a","day":"2026-02-29"})"), "bad_date /day");
    EXPECT_EQ(fault(R"({"name":"a","open":"true"})"), "bad_value /open");
    EXPECT_EQ(fault(R"({"name":"a","count":0})"), "bad_value /count");
    EXPECT_EQ(fault(R"({"name":"a","count":10})"), "bad_value /count");
    EXPECT_EQ(fault(R"({"name":"a","count":1.0})"), "bad_value /count");
    EXPECT_EQ(fault(R"({"name":"a","list":[]})"), "bad_value /list");
    EXPECT_EQ(fault(R"({"name":"a","list":[{},1]})"), "bad_value /list");
    EXPECT_EQ(fault(R"({"name":"a","list":[{},{},{}]})"), "limit_exceeded /list");
    EXPECT_EQ(fault(R"({"name":"a","language":"fr"})"), "bad_value /language");
}

TEST_F(McpArguments, OfALanguageAreTakenEverywhere) {
    const Result<Arguments> found = read(R"({"name":"a","language":"en"})");
    ASSERT_TRUE(found.has_value()) << found.error();
    EXPECT_EQ(found->text(language_argument().name), "en");
}

}  // namespace
}  // namespace yidi::mcp::internal
