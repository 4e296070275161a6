#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "adapters/codec/case_decoder.h"
#include "adapters/codec/pack_store.h"

namespace yidi::codec {
namespace {

using nlohmann::json;

/// schemas/case.schema.json and the decoder say the same; tests run in the repository's root.
class CaseSchema : public testing::Test {
protected:
    void SetUp() override {
        const Result<std::string> text = read_file("schemas/case.schema.json");
        ASSERT_TRUE(text.has_value()) << text.error();
        schema_text_ = json::parse(*text);
        const valijson::adapters::NlohmannJsonAdapter adapter{schema_text_};
        valijson::SchemaParser{}.populateSchema(adapter, schema_);
        Result<policy::Regions> regions = load_regions("data/regions/regions.tsv");
        ASSERT_TRUE(regions.has_value()) << regions.error();
        regions_ = *std::move(regions);
    }

    bool fits(const std::string& text) {
        const json instance = json::parse(text);
        const valijson::adapters::NlohmannJsonAdapter adapter{instance};
        return valijson::Validator{}.validate(schema_, adapter, nullptr);
    }
    ErrorCode refusal(const std::string& text) {
        const Result<app::CaseFile> file = decode_case(text, regions_);
        return file ? ErrorCode{} : file.error().code;
    }

    json schema_text_;
    valijson::Schema schema_;
    policy::Regions regions_;
};

TEST_F(CaseSchema, TakesEveryExample) {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator{"examples"}) {
        if (entry.path().extension() != ".json") continue;
        const Result<std::string> text = read_file(entry.path());
        ASSERT_TRUE(text.has_value());
        EXPECT_TRUE(fits(*text)) << entry.path();
        EXPECT_EQ(refusal(*text), ErrorCode{}) << entry.path();
        ++count;
    }
    EXPECT_GE(count, 3U);
}

/// Every key that the schema names at a place is one that the decoder knows there.
void expect_known(const json& properties, const std::string& before, const std::string& after,
                  const policy::Regions& regions) {
    for (const auto& [key, unused] : properties.items()) {
        // An object is a wrong value for nearly every key, but never an unknown key.
        std::string text = before;
        text.append("\"").append(key).append("\":{}").append(after);
        const Result<app::CaseFile> file = decode_case(text, regions);
        if (!file) {
            EXPECT_NE(file.error().code, ErrorCode::unknown_key) << key;
        }
    }
}

TEST_F(CaseSchema, NamesOnlyKeysThatTheDecoderKnows) {
    const json& parts = schema_text_["definitions"];
    expect_known(schema_text_["properties"], "{", "}", regions_);
    expect_known(parts["fee"]["properties"], R"({"fee":{)", "}}", regions_);
    expect_known(parts["cum"]["properties"], R"({"cum":{)", "}}", regions_);
    expect_known(parts["line"]["properties"], R"({"feedetail":[{)", "}]}", regions_);
    expect_known(parts["filing"]["properties"], R"({"filing":{)", "}}", regions_);
    expect_known(parts["terms"]["properties"], R"({"terms":{)", "}}", regions_);
    expect_known(parts["layer"]["properties"], R"({"terms":{"large":{)", "}}}", regions_);
}

TEST_F(CaseSchema, AgreesWithTheDecoderAboutSingleMembers) {
    const std::vector<std::string> taken{
        R"("age": 4)",
        R"("age": "?")",
        R"("psn_type": 11)",
        R"("psn_type": "1101")",
        R"("med_type": "9216")",
        R"("filing": null)",
        R"("filing": {"kind": "referral", "place": 120000})",
        R"("hosp_lv": "11")",
        R"("psn_idet": ["student"])",
        R"("er_flag": "1")",
        R"("cum": {"by_month": {"2025-01": {"dedc": "1.00"}}, "overcap": 3})",
        R"("terms": {"bands": [[0, 100, "0.5"], [100, null, "1"]]})",
        R"("terms": {"ratio": "0.9", "remote": {"form": "factor", "value": "0.8"}})",
        R"("published": {"fund_pay_sumamt": 1, "pool_prop_selfpay": "0.9"})",
    };
    for (const std::string& member : taken) {
        const std::string text = "{" + member + R"(, "fee": {"medfee_sumamt": 1}})";
        EXPECT_TRUE(fits(text)) << text;
        EXPECT_EQ(refusal(text), ErrorCode{}) << text;
    }
    const std::vector<std::string> refused{
        R"("agee": 4)",
        R"("age": 151)",
        R"("age": -1)",
        R"("psn_type": "17")",
        R"("psn_type": "?")",
        R"("dise_codg": "?")",
        R"("med_type": "2")",
        R"("insutype": "311")",
        R"("hosp_lv": 2)",
        R"("filing": {})",
        R"("filing": {"kind": "trip"})",
        R"("psn_idet": "student")",
        R"("psn_idet": ["Student"])",
        R"("er_flag": 2)",
        R"("begndate": "2025-1-1")",
        R"("balc": -1)",
        R"("balc": "1.005")",
        R"("balc": "01")",
        R"("cum": {"pool_": 1})",
        R"("cum": {"by_month": {"2025-13": {}}})",
        R"("terms": {})",
        R"("terms": {"ratio": 0.9})",
        R"("terms": {"ratio": "1.1"})",
        R"("terms": {"ratio": "0.9", "bands": [[0, null, "0.9"]]})",
        R"("terms": {"ratio": "0.9", "remote": {"form": "factor"}})",
        R"("feedetail": [{"pric": 1}])",
    };
    for (const std::string& member : refused) {
        const std::string text = "{" + member + R"(, "fee": {"medfee_sumamt": 1}})";
        EXPECT_FALSE(fits(text)) << text;
        EXPECT_NE(refusal(text), ErrorCode{}) << text;
    }
}

}  // namespace
}  // namespace yidi::codec
