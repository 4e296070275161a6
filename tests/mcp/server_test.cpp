#include "api/mcp/server.h"

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "adapters/codec/pack_store.h"

// The tools as an assistant's program sees them: every schema is held against what is sent and
// answered.

namespace yidi::mcp {
namespace {

using Json = nlohmann::json;

constexpr std::array kVersions{"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"};
constexpr std::string_view kLatest = "2025-11-25";

/// Tests run in the repository's root.
class McpServer : public testing::Test {
protected:
    static void SetUpTestSuite() {
        Result<policy::Book> loaded =
            codec::load_book({.policies = "policies", .regions = "data/regions/regions.tsv"}, {});
        ASSERT_TRUE(loaded.has_value()) << loaded.error();
        book = std::make_unique<const policy::Book>(*std::move(loaded));
        Result<std::string> schema = codec::read_file("schemas/case.schema.json");
        ASSERT_TRUE(schema.has_value()) << schema.error();
        case_schema = *std::move(schema);
    }

    static Server fresh() {
        return {*book,
                {.version = "9.8.7",
                 .case_schema = case_schema,
                 .language = explain::Language::en,
                 .today = [] { return *parse_date("2026-03-03"); }}};
    }
    static Server begun(std::string_view version = kLatest) {
        Server server = fresh();
        const std::string text = server.answer(initialize(version));
        EXPECT_EQ(Json::parse(text).at("result").at("protocolVersion"), version);
        EXPECT_EQ(server.answer(R"({"jsonrpc":"2.0","method":"notifications/initialized"})"), "");
        return server;
    }
    static std::string initialize(std::string_view version) {
        return R"({"jsonrpc":"2.0","id":"first","method":"initialize","params":{"protocolVersion":")" +
               std::string{version} +
               R"(","capabilities":{},"clientInfo":{"name":"t","version":"1"}}})";
    }
    static Json ask(Server& server, const std::string& method, const Json& params = {}) {
        Json message{{"jsonrpc", "2.0"}, {"id", 7}, {"method", method}};
        if (!params.is_null()) message["params"] = params;
        const std::string text = server.answer(message.dump());
        EXPECT_EQ(text.find('\n'), std::string::npos);
        EXPECT_TRUE(text.starts_with(R"({"jsonrpc":"2.0","id":7,)")) << text;
        return Json::parse(text);
    }
    /// By value: a loop over a member of what ask() returns would outlive it.
    static Json tools_of(Server& server) {
        return ask(server, "tools/list").at("result").at("tools");
    }
    static Json call(Server& server, const std::string& tool, const Json& arguments) {
        const Json answer = ask(server, "tools/call", {{"name", tool}, {"arguments", arguments}});
        EXPECT_TRUE(answer.contains("result")) << answer;
        return answer.value("result", Json::object());
    }
    /// What is told as the tool's failure.
    static Json error_of(const Json& result) {
        EXPECT_TRUE(result.at("isError")) << result;
        return result.at("structuredContent").value("error", Json::object());
    }
    static std::string misfit(const Json& schema_text, const Json& instance) {
        const valijson::adapters::NlohmannJsonAdapter schema_adapter{schema_text};
        valijson::Schema schema;
        valijson::SchemaParser{}.populateSchema(schema_adapter, schema);
        const valijson::adapters::NlohmannJsonAdapter adapter{instance};
        valijson::ValidationResults results;
        if (valijson::Validator{}.validate(schema, adapter, &results)) return "";
        valijson::ValidationResults::Error error;
        std::string told = "does not fit";
        while (results.popError(error)) {
            for (const std::string& step : error.context) told += " " + step;
            told += ": " + error.description;
        }
        return told;
    }
    static Json guide_case() {
        const Result<std::string> text = codec::read_file("examples/guide-shijiazhuang.json");
        return Json::parse(*text);
    }
    static Json unfiled_case() {
        const Result<std::string> text =
            codec::read_file("examples/unfiled-wuhan-to-guangzhou.json");
        return Json::parse(*text);
    }
    /// A call of each tool that is answered.
    static Json good_calls() {
        return {{"estimate", {{"case", guide_case()}}},
                {"compare", {{"cases", {unfiled_case()}}, {"language", "en"}}},
                {"check_example", {{"case", guide_case()}, {"language", nullptr}}},
                {"advise", {{"answers", {{"stage", "before"}, {"medfee_sumamt", 30000}}}}},
                {"policy_lookup",
                 {{"region", "130102"},
                  {"insutype", "310"},
                  {"business", "inpatient"},
                  {"parameter", "deductible"},
                  {"day", "2026-01-01"}}},
                {"filing_rules", {{"region", "130100"}}},
                {"find_region", {{"name", "石家庄"}}}};
    }

    static std::unique_ptr<const policy::Book> book;
    static std::string case_schema;
};
std::unique_ptr<const policy::Book> McpServer::book;
std::string McpServer::case_schema;

TEST_F(McpServer, AgreesOnEachVersionThatItKnows) {
    for (const std::string_view version : kVersions) {
        Server server = fresh();
        const Json result = Json::parse(server.answer(initialize(version))).at("result");
        EXPECT_EQ(result.at("protocolVersion"), version);
        EXPECT_EQ(result.at("serverInfo").at("name"), "yidi");
        EXPECT_EQ(result.at("serverInfo").at("version"), "9.8.7");
        EXPECT_TRUE(result.at("capabilities").contains("tools"));
        EXPECT_NE(std::string{result.at("instructions")}.find("never work one out"),
                  std::string::npos);
    }
}

TEST_F(McpServer, OffersItsLatestVersionForOneThatItDoesNotKnow) {
    Server server = fresh();
    const Json answer = Json::parse(server.answer(initialize("2031-01-01")));
    EXPECT_EQ(answer.at("id"), "first");
    EXPECT_EQ(answer.at("result").at("protocolVersion"), kLatest);
}

TEST_F(McpServer, AnswersNothingButAPingBeforeItIsInitialized) {
    Server server = fresh();
    EXPECT_EQ(ask(server, "ping").at("result"), Json::object());
    EXPECT_EQ(ask(server, "tools/list").at("error").at("code"), -32600);
    EXPECT_EQ(ask(server, "server/discover").at("error").at("code"), -32601);
    EXPECT_EQ(ask(server, "initialize", Json::object()).at("error").at("data").at("pointer"),
              "/params/protocolVersion");
    EXPECT_NE(server.answer(R"([{"jsonrpc":"2.0","id":1,"method":"ping"}])").find("-32600"),
              std::string::npos);
}

TEST_F(McpServer, IsInitializedOnce) {
    Server server = begun();
    EXPECT_EQ(Json::parse(server.answer(initialize(kLatest))).at("error").at("code"), -32600);
}

TEST_F(McpServer, AnswersNothingToNotificationsAndResponses) {
    Server server = begun();
    for (const char* const line :
         {R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7}})",
          R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":[1]})",
          R"({"jsonrpc":"2.0","method":"tools/call","params":{"name":"estimate"}})",
          R"({"jsonrpc":"2.0","method":"notifications/anything"})",
          R"({"jsonrpc":"2.0","id":3,"result":{}})",
          R"({"jsonrpc":"2.0","id":3,"error":{"code":1,"message":"no"}})", "", "  \r"}) {
        EXPECT_EQ(server.answer(line), "") << line;
    }
}

TEST_F(McpServer, RefusesWhatIsNoMessage) {
    struct One {
        std::string line;
        int code;
        std::string pointer;
    };
    Server server = begun();
    for (
        const One& one : {
            One{"{", -32700, "line 1, column 1"},
            One{"no", -32700, "line 1, column 1"},
            One{"\xFF\xFE", -32700, "line 1, column 1"},
            One{"7", -32600, ""},
            One{"[]", -32600, ""},
            One{R"({"a":1,"a":2})", -32600, "line 1, column 11"},
            One{std::string(40, '[') + std::string(40, ']'), -32600, "line 1, column 33"},
            One{R"({"id":1,"method":"ping"})", -32600, "/jsonrpc"},
            One{R"({"jsonrpc":"1.0","id":1,"method":"ping"})", -32600, "/jsonrpc"},
            One{R"({"jsonrpc":"2.0","id":null,"method":"ping"})", -32600, "/id"},
            One{R"({"jsonrpc":"2.0","id":1.5,"method":"ping"})", -32600, "/id"},
            One{R"({"jsonrpc":"2.0","id":"","method":7})", -32600, "/method"},
            One{R"({"jsonrpc":"2.0","id":1})", -32600, "/method"},
            One{R"({"jsonrpc":"2.0","id":1,"method":"ping","params":[]})", -32602, "/params"},
            One{R"({"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":"x"}})", -32602,
                "/params/cursor"},
            One{R"({"jsonrpc":"2.0","id":1,"method":"prompts/list"})", -32601, "/method"},
            One{R"({"jsonrpc":"2.0","id":1,"method":"tools/call"})", -32602, "/params/name"},
            One{R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"why"}})", -32602,
                "/params/name"},
            One{R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"advise","arguments":[]}})",
                -32602, "/params/arguments"},
            One{R"({"jsonrpc":"2.0","id":1,"method":"resources/read","params":{}})", -32602,
                "/params/uri"},
            One{R"({"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"file:///etc/passwd"}})",
                -32002, "/params/uri"},
        }) {
        const Json answer = Json::parse(server.answer(one.line));
        EXPECT_EQ(answer.at("error").at("code"), one.code) << one.line;
        EXPECT_EQ(answer.at("error").at("data").at("pointer"), one.pointer) << one.line;
        EXPECT_FALSE(answer.at("error").at("data").at("remedy").get<std::string>().empty())
            << one.line;
    }
}

TEST_F(McpServer, RefusesInTheLanguageThatItWasStartedWith) {
    const auto ask_in = [](explain::Language language, const std::string& line) {
        Server server{
            *book, {.version = "0", .case_schema = case_schema, .language = language, .today = [] {
                        return *parse_date("2026-03-03");
                    }}};
        return Json::parse(server.answer(line)).at("error");
    };
    for (const char* const line : {R"({"jsonrpc":"2.0","id":1,"method":"no"})",
                                   R"({"jsonrpc":"2.0","id":1,"method":"tools/list"})",
                                   R"({"jsonrpc":"2.0","id":1,"method":"initialize"})"}) {
        const Json zh = ask_in(explain::Language::zh, line);
        const Json en = ask_in(explain::Language::en, line);
        EXPECT_EQ(zh.at("code"), en.at("code"));
        EXPECT_NE(zh.at("message"), en.at("message"));
        EXPECT_NE(zh.at("data").at("remedy"), en.at("data").at("remedy"));
    }
}

TEST_F(McpServer, GivesBackTheIdAsItWas) {
    Server server = begun();
    for (const char* const id : {"0", "-12", R"("a\"b")", R"("石")", R"("")"}) {
        const Json answer = Json::parse(
            server.answer(R"({"jsonrpc":"2.0","method":"ping","id":)" + std::string{id} + "}"));
        EXPECT_EQ(answer.at("id"), Json::parse(id));
    }
    // One that cannot be given back is not: null says that it could not be read.
    const Json answer = Json::parse(server.answer(R"({"jsonrpc":"2.0","method":"ping","id":")" +
                                                  std::string(201, 'x') + "\"}"));
    EXPECT_TRUE(answer.at("id").is_null());
}

TEST_F(McpServer, TakesABatchOnlyOfTheVersionThatHasThem) {
    const std::string batch =
        R"([{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","method":"x"},7,)"
        R"({"jsonrpc":"2.0","id":2,"method":"no"}])";
    for (const std::string_view version : kVersions) {
        Server server = begun(version);
        const Json answer = Json::parse(server.answer(batch));
        if (version != "2025-03-26") {
            EXPECT_EQ(answer.at("error").at("code"), -32600) << version;
            continue;
        }
        ASSERT_EQ(answer.size(), 3U);
        EXPECT_EQ(answer[0].at("result"), Json::object());
        EXPECT_EQ(answer[1].at("error").at("code"), -32600);
        EXPECT_EQ(answer[2].at("error").at("code"), -32601);
        EXPECT_EQ(server.answer(R"([{"jsonrpc":"2.0","method":"x"}])"), "");
        EXPECT_NE(server.answer("[]").find("-32600"), std::string::npos);
        std::string many = "[1";
        for (int i = 0; i < 64; ++i) many += ",1";
        EXPECT_NE(server.answer(many + "]").find("-32600"), std::string::npos);
    }
}

TEST_F(McpServer, ListsItsToolsAsTheVersionHasThem) {
    for (const std::string_view version : kVersions) {
        Server server = begun(version);
        const Json tools = tools_of(server);
        ASSERT_EQ(tools.size(), good_calls().size());
        for (const Json& tool : tools) {
            EXPECT_TRUE(good_calls().contains(tool.at("name"))) << tool.at("name");
            EXPECT_EQ(tool.at("inputSchema").at("type"), "object");
            EXPECT_EQ(tool.contains("outputSchema"), version >= "2025-06-18") << version;
            EXPECT_EQ(tool.contains("title"), version >= "2025-06-18") << version;
            EXPECT_EQ(tool.contains("annotations"), version >= "2025-03-26") << version;
            const std::string about = tool.at("description");
            EXPECT_TRUE(about.find("ever invent") != std::string::npos ||
                        about.find("ever guess") != std::string::npos ||
                        about.find("ever fill") != std::string::npos ||
                        about.find("none may be invented") != std::string::npos ||
                        about.find("never fill it in") != std::string::npos ||
                        about.find("never decide") != std::string::npos)
                << tool.at("name");
        }
    }
}

TEST_F(McpServer, AnswersWhatFitsASchemaWithWhatFitsASchema) {
    Server server = begun();
    for (const Json& tool : tools_of(server)) {
        const std::string name = tool.at("name");
        const Json arguments = good_calls().at(name);
        Json sent = arguments;
        // Null stands for an argument that is left out.
        if (sent.contains("language") && sent["language"].is_null()) sent.erase("language");
        EXPECT_EQ(misfit(tool.at("inputSchema"), sent), "") << name;
        EXPECT_NE(misfit(tool.at("inputSchema"), {{"no_such", 1}}), "") << name;
        const Json result = call(server, name, arguments);
        EXPECT_FALSE(result.at("isError")) << result;
        EXPECT_EQ(misfit(tool.at("outputSchema"), result.at("structuredContent")), "") << name;
        EXPECT_EQ(Json::parse(result.at("content").at(0).at("text").get<std::string>()),
                  result.at("structuredContent"));
        const Json refused = call(server, name, {{"no_such", 1}});
        EXPECT_EQ(error_of(refused).at("code"), "unknown_key");
        EXPECT_EQ(error_of(refused).at("pointer"), "/no_such");
        EXPECT_EQ(misfit(tool.at("outputSchema"), refused.at("structuredContent")), "") << name;
    }
}

TEST_F(McpServer, KeepsToItsSchemasWhateverTheAnswerIs) {
    Server server = begun();
    std::map<std::string, Json> schemas;
    for (const Json& tool : tools_of(server)) {
        schemas[tool.at("name")] = tool.at("outputSchema");
    }
    Json open = unfiled_case();
    open["filing"] = "?";
    Json nowhere = unfiled_case();
    nowhere["insuplc_admdvs"] = "620100";
    const std::vector<std::pair<std::string, Json>> calls{
        {"estimate", {{"case", unfiled_case()}}},
        {"estimate", {{"case", open}}},
        {"estimate", {{"case", nowhere}}},
        {"compare", {{"cases", {guide_case()}}}},  // stated terms: the columns carry notes
        {"compare", {{"cases", {open, nowhere, guide_case()}}}},
        {"advise", {{"answers", Json::object()}}},
        {"find_region", {{"name", "市"}}},
    };
    for (const auto& [tool, arguments] : calls) {
        const Json told = call(server, tool, arguments).at("structuredContent");
        EXPECT_EQ(misfit(schemas.at(tool), told), "") << tool << arguments;
        EXPECT_FALSE(told.contains("error")) << told;
    }
}

TEST_F(McpServer, TellsAResultAsTextAloneWhereTheVersionHasNothingElse) {
    Server server = begun("2025-03-26");
    const Json result = call(server, "find_region", {{"name", "武汉市"}});
    EXPECT_FALSE(result.contains("structuredContent"));
    const Json told = Json::parse(result.at("content").at(0).at("text").get<std::string>());
    EXPECT_EQ(told.at("regions").at(0).at("code"), "420100");
}

TEST_F(McpServer, NamesThePlaceOfAWrongArgument) {
    struct One {
        const char* tool;
        Json arguments;
        const char* code;
        const char* pointer;
    };
    const Json lookup{{"region", "130100"}, {"insutype", "310"}, {"business", "inpatient"}};
    const auto with = [&](const char* key, const Json& value) {
        Json changed = lookup;
        changed[key] = value;
        return changed;
    };
    Json bad_case = guide_case();
    bad_case["insuplc_admdvs"] = "139999";
    Server server = begun();
    const std::vector<One> all{
        {"estimate", Json::object(), "missing_key", "/case"},
        {"estimate", {{"case", nullptr}}, "missing_key", "/case"},
        {"estimate", {{"case", "x"}}, "bad_value", "/case"},
        {"estimate", {{"case", bad_case}}, "bad_region", "/case/insuplc_admdvs"},
        {"estimate", {{"case", {{"agee", 1}}}}, "unknown_key", "/case/agee"},
        {"estimate", {{"case", guide_case()}, {"language", "fr"}}, "bad_value", "/language"},
        {"compare", {{"cases", Json::array()}}, "bad_value", "/cases"},
        {"compare", {{"cases", {1}}}, "bad_value", "/cases"},
        {"compare", {{"cases", {guide_case(), bad_case}}}, "bad_region", "/cases/1/insuplc_admdvs"},
        {"compare", {{"cases", {1, 2, 3, 4}}}, "bad_value", "/cases"},
        {"compare",
         {{"cases", {Json::object(), Json::object(), Json::object(), Json::object()}}},
         "limit_exceeded",
         "/cases"},
        {"check_example", {{"case", unfiled_case()}}, "missing_key", "/case/published"},
        {"advise", {{"answers", {{"stage", "later"}}}}, "bad_value", "/answers/stage"},
        {"policy_lookup", with("region", "13010"), "bad_region", "/region"},
        {"policy_lookup", with("region", "139999"), "bad_region", "/region"},
        {"policy_lookup", with("insutype", "320"), "bad_value", "/insutype"},
        {"policy_lookup", with("day", "2026-02-30"), "bad_date", "/day"},
        {"policy_lookup", with("parameter", "colour"), "bad_value", "/parameter"},
        {"policy_lookup", with("parameter", std::string(61, 'x')), "bad_value", "/parameter"},
        {"find_region", {{"name", std::string{"a\0b", 3}}}, "bad_value", "/name"},
    };
    for (const One& one : all) {
        const Json error = error_of(call(server, one.tool, one.arguments));
        EXPECT_EQ(error.at("code"), one.code) << one.arguments;
        EXPECT_EQ(error.at("pointer"), one.pointer) << one.arguments;
        EXPECT_FALSE(error.at("remedy").get<std::string>().empty()) << one.arguments;
        EXPECT_FALSE(error.at("rule").get<std::string>().empty()) << one.arguments;
        if (one.arguments.contains("language")) continue;
        Json in_chinese = one.arguments;
        in_chinese["language"] = "zh";
        const Json told = error_of(call(server, one.tool, in_chinese));
        for (const char* const part : {"message", "rule", "remedy"}) {
            EXPECT_NE(told.at(part), error.at(part)) << told;
        }
    }
}

TEST_F(McpServer, RefusesWhereNoRuleIsKnown) {
    Server server = begun();
    Json nowhere = unfiled_case();
    nowhere["insuplc_admdvs"] = "620100";  // 兰州: no pack
    const Json estimated = call(server, "estimate", {{"case", nowhere}});
    EXPECT_TRUE(estimated.at("isError"));
    EXPECT_EQ(estimated.at("structuredContent").at("status"), "unknown");
    EXPECT_EQ(estimated.at("structuredContent").at("refusal").at("code"), "no_pack");
    EXPECT_TRUE(estimated.at("structuredContent").at("setlinfo").is_null());
    EXPECT_EQ(error_of(call(server, "compare", {{"cases", {nowhere}}})).at("code"), "no_pack");
    EXPECT_TRUE(call(server, "compare", {{"cases", {nowhere, nowhere}}}).at("isError"));
    const Json advised = call(server, "advise",
                              {{"answers",
                                {{"stage", "before"},
                                 {"insuplc_admdvs", "620100"},
                                 {"mdtrtarea_admvs", "110000"},
                                 {"insured_as", "11"},
                                 {"reason", "live"},
                                 {"care", "inpatient"},
                                 {"medfee_sumamt", 30000}}}});
    EXPECT_TRUE(advised.at("isError"));
    EXPECT_TRUE(advised.at("structuredContent").at("worth").at("fund_pay_sumamt").is_null());
    const auto lookup = [&](const char* region, const char* business, const char* day) {
        return error_of(call(server, "policy_lookup",
                             {{"region", region},
                              {"insutype", "310"},
                              {"business", business},
                              {"parameter", "ratio"},
                              {"day", day}}));
    };
    EXPECT_EQ(lookup("620100", "inpatient", "2026-01-01").at("code"), "no_pack");
    EXPECT_EQ(lookup("130100", "inpatient", "1999-01-01").at("code"), "rule_unknown");
    EXPECT_EQ(lookup("100000", "inpatient", "2026-01-01").at("code"), "rule_unknown");
}

TEST_F(McpServer, TellsARejectionAndARangeAsAnswers) {
    Server server = begun();
    const Json rejected = call(server, "estimate", {{"case", unfiled_case()}});
    EXPECT_FALSE(rejected.at("isError"));
    EXPECT_EQ(rejected.at("structuredContent").at("refusal").at("code"), "not_filed");
    Json open = unfiled_case();
    open["filing"] = "?";
    const Json range = call(server, "estimate", {{"case", open}});
    EXPECT_FALSE(range.at("isError"));
    EXPECT_EQ(range.at("structuredContent").at("status"), "range");
    EXPECT_EQ(range.at("structuredContent").at("range").at("ask"), "filing");
}

TEST_F(McpServer, SetsSeveralCasesBesideEachOther) {
    Server server = begun();
    Json dearer = guide_case();
    dearer["fee"]["medfee_sumamt"] = 101000;  // 1000 out of scope: the person bears it
    dearer["fee"]["fulamt_ownpay_amt"] = 21000;
    const Json told = call(server, "compare", {{"cases", {guide_case(), dearer, unfiled_case()}}})
                          .at("structuredContent");
    ASSERT_EQ(told.at("answers").size(), 3U);
    EXPECT_EQ(told.at("diffs").at(0), 0);
    EXPECT_EQ(told.at("diffs").at(1), 1000);
    EXPECT_TRUE(told.at("diffs").at(2).is_null());
}

TEST_F(McpServer, LooksARuleUpWithItsSource) {
    Server server = begun();
    const Json arguments{{"region", "130102"},  // a district of 130100
                         {"insutype", "310"},
                         {"business", "inpatient"},
                         {"parameter", "deductible"}};
    const Json told = call(server, "policy_lookup", arguments).at("structuredContent");
    EXPECT_EQ(told.at("id"), "130100");
    EXPECT_EQ(told.at("day"), "2026-03-03");
    EXPECT_TRUE(told.at("default").is_null());
    ASSERT_FALSE(told.at("rows").empty());
    for (const Json& row : told.at("rows")) {
        EXPECT_EQ(row.at("parameter"), "deductible");
        EXPECT_TRUE(row.contains("value") != row.contains("unknown"));
        EXPECT_TRUE(told.at("documents").contains(row.at("source").at("document")));
        EXPECT_FALSE(row.at("source").at("grade").get<std::string>().empty());
    }
}

TEST_F(McpServer, TellsADefaultApartFromARule) {
    Server server = begun();
    const Json told = call(server, "policy_lookup",
                           {{"region", "130100"},
                            {"insutype", "310"},
                            {"business", "inpatient"},
                            {"parameter", "undo_rule"}})
                          .at("structuredContent");
    EXPECT_TRUE(told.at("rows").empty());
    EXPECT_EQ(told.at("default").at("value"), "block");
}

TEST_F(McpServer, SaysWhoseFilingRulesHold) {
    Server server = begun();
    const Json frame = call(server, "filing_rules", {{"region", "130100"}}).at("structuredContent");
    EXPECT_EQ(frame.at("is_own"), false);
    EXPECT_EQ(frame.at("rules").at("id"), "100000");
    const Json own = call(server, "filing_rules", {{"region", "360100"}}).at("structuredContent");
    EXPECT_EQ(own.at("is_own"), true);
    EXPECT_EQ(own.at("rules").at("id"), "360100");
}

TEST_F(McpServer, TakesEveryAnswerThatTheSchemaOfAdviseNames) {
    Server server = begun();
    for (const Json& tool : tools_of(server)) {
        if (tool.at("name") != "advise") continue;
        const Json keys = tool.at("inputSchema").at("properties").at("answers").at("properties");
        EXPECT_EQ(keys.size(), 18U);
        for (const auto& [key, schema] : keys.items()) {
            const Json arguments{{"answers", {{key, "?"}}}};
            EXPECT_EQ(misfit(tool.at("inputSchema"), arguments), "") << key;
            EXPECT_FALSE(call(server, "advise", arguments).at("isError")) << key;
        }
    }
}

TEST_F(McpServer, SpeaksTheLanguageOfACall) {
    Server server = begun();
    EXPECT_EQ(error_of(call(server, "estimate", {{"language", "zh"}})).at("message"),
              "工具需要这个参数");
    EXPECT_EQ(error_of(call(server, "estimate", {{"language", "en"}})).at("message"),
              "the tool needs this argument");
    const Json zh = call(server, "estimate", {{"case", unfiled_case()}, {"language", "zh"}});
    const Json en = call(server, "estimate", {{"case", unfiled_case()}, {"language", "en"}});
    EXPECT_NE(zh.at("structuredContent").at("refusal").at("message"),
              en.at("structuredContent").at("refusal").at("message"));
}

TEST_F(McpServer, ReadsEveryResourceThatItLists) {
    Server server = begun();
    const Json listed = ask(server, "resources/list").at("result").at("resources");
    EXPECT_GT(listed.size(), 20U);
    for (const Json& one : listed) {
        const Json result =
            ask(server, "resources/read", {{"uri", one.at("uri")}}).at("result").at("contents");
        ASSERT_EQ(result.size(), 1U);
        EXPECT_EQ(result[0].at("uri"), one.at("uri"));
        EXPECT_TRUE(Json::accept(result[0].at("text").get<std::string>())) << one.at("uri");
    }
    EXPECT_EQ(ask(server, "resources/templates/list")
                  .at("result")
                  .at("resourceTemplates")
                  .at(0)
                  .at("uriTemplate"),
              "yidi://pack/{code}");
}

TEST_F(McpServer, AnswersLineAfterLineAndThrowsALongOneAway) {
    Server server = begun();
    const std::string ping = R"({"jsonrpc":"2.0","id":5,"method":"ping"})";
    std::string longest = ping;
    longest.resize(kLineBytesMax, ' ');
    std::istringstream in{ping + "\n\n" + longest + "\n" + longest + " \n" + ping};
    std::ostringstream out;
    serve(in, out, server);
    std::istringstream lines{out.str()};
    std::vector<Json> answers;
    for (std::string line; std::getline(lines, line);) answers.push_back(Json::parse(line));
    ASSERT_EQ(answers.size(), 4U);
    EXPECT_TRUE(answers[0].contains("result"));
    EXPECT_TRUE(answers[1].contains("result"));
    EXPECT_EQ(answers[2].at("error").at("code"), -32600);
    EXPECT_EQ(answers[2].at("error").at("data").at("code"), "limit_exceeded");
    EXPECT_TRUE(answers[3].contains("result"));
    EXPECT_EQ(out.str().back(), '\n');
}

TEST_F(McpServer, EndsWhenNobodyReads) {
    Server server = begun();
    std::istringstream in{"{\n{\n"};
    std::ostringstream out;
    out.setstate(std::ios::badbit);
    serve(in, out, server);
    std::string rest;
    std::getline(in, rest);
    EXPECT_EQ(rest, "{");
}

}  // namespace
}  // namespace yidi::mcp
