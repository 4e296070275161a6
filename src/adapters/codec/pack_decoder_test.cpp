#include "adapters/codec/pack_decoder.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "domain/policy/pack.h"
#include "domain/policy/parameter.h"

namespace yidi::codec {
namespace {

using policy::Pack;
using policy::Parameter;
using policy::Row;
using policy::ValueForm;

constexpr std::string_view kHeader = R"(yidi_pack: 1
id: "130100"
name: 石家庄市
version: 1
known_since: 2026-11-21
documents:
  doc: {number: 石政办发〔2023〕18号, title: unknown, seen: D}
)";

constexpr std::string_view kScheme = R"(schemes:
- insutype: "310"
  business: inpatient
  source: {document: doc, article: unknown, from: 2023-11-01, grade: D}
  rules:
)";

/// A pack with these rules, which begin in line 13 with four blanks.
std::string with_rules(std::string_view rules) {
    return std::string{kHeader}.append(kScheme).append(rules);
}

Pack decoded(const std::string& text) {
    Result<Pack> pack = decode_pack(text, "p.yaml");
    if (!pack) {
        ADD_FAILURE() << pack.error();
        return {};
    }
    return *std::move(pack);
}

Row only_row(const std::string& rules) {
    const Pack pack = decoded(with_rules(rules));
    if (pack.schemes.size() != 1 || pack.schemes[0].rows.size() != 1) {
        ADD_FAILURE() << "not one row";
        return {};
    }
    return pack.schemes[0].rows[0];
}

Error refused(const std::string& text) {
    const Result<Pack> pack = decode_pack(text, "p.yaml");
    EXPECT_FALSE(pack.has_value());
    return pack ? Error{.code = ErrorCode::internal} : pack.error();
}

Error refused_rules(std::string_view rules) {
    return refused(with_rules(rules));
}

TEST(DecodePack, ReadsTheHeaderAndNamesTheFile) {
    const Pack pack = decoded(with_rules("    cap: 350000\n"));
    EXPECT_EQ(pack.id, 130100U);
    EXPECT_EQ(pack.name, "石家庄市");
    EXPECT_EQ(pack.version, 1U);
    EXPECT_EQ(to_string(pack.known_since), "2026-11-21");
    EXPECT_EQ(pack.documents.at("doc").number, "石政办发〔2023〕18号");
    EXPECT_EQ(pack.file, "p.yaml");
    EXPECT_EQ(pack.sha256.size(), 64U);
}

TEST(DecodePack, TakesAPlainValueForOneRowWithoutConditions) {
    const Row row = only_row("    cap: 350000.50\n");
    EXPECT_EQ(row.parameter, Parameter::cap);
    EXPECT_EQ(row.readings.at(0).money, Money::from_fen(35'000'050));
    EXPECT_EQ(row.when, policy::Conditions{});
    EXPECT_EQ(row.line, 13U);
}

TEST(DecodePack, TakesAListOfRowsWithTheirConditions) {
    const Pack pack =
        decoded(with_rules("    deductible:\n"
                           "    - {level: [primary, secondary], person: retired, value: 100}\n"
                           "    - {nth: [1, \"3+\"], age: [\"<45\", \"60-69\"], value: 200}\n"));
    const auto& rows = pack.schemes.at(0).rows;
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].when.level, 0b0011);
    EXPECT_EQ(rows[0].when.person, 0b00010);
    EXPECT_EQ(rows[0].line, 14U);
    EXPECT_EQ(rows[1].when.nth,
              (std::vector<policy::WholeRange>{{.low = 1, .high = 1}, {.low = 3, .high = {}}}));
    EXPECT_EQ(rows[1].when.age,
              (std::vector<policy::WholeRange>{{.low = {}, .high = 44}, {.low = 60, .high = 69}}));
}

TEST(DecodePack, OverridesTheSourceKeyByKeyFromSchemeToRuleToRow) {
    const Pack pack = decoded(with_rules(
        "    ratio:\n"
        "      source: {article: \"9\", grade: O}\n"
        "      rows:\n"
        "      - {person: active, value: \"0.90\", source: {from: 2024-01-01, to: 2025-01-01}}\n"
        "      - {person: retired, value: \"0.95\"}\n"));
    const policy::Source& first = pack.schemes.at(0).rows.at(0).source;
    EXPECT_EQ(first.document, "doc");
    EXPECT_EQ(first.article, "9");
    EXPECT_EQ(first.grade, policy::Grade::O);
    EXPECT_EQ(to_string(first.from), "2024-01-01");
    EXPECT_EQ(to_string(*first.to), "2025-01-01");
    const policy::Source& second = pack.schemes.at(0).rows.at(1).source;
    EXPECT_EQ(to_string(second.from), "2023-11-01");
    EXPECT_FALSE(second.to.has_value());
}

TEST(DecodePack, DoesNotCallANewStartDateAssumed) {
    const std::string text = std::string{kHeader} +
                             "schemes:\n- insutype: \"310\"\n  business: inpatient\n"
                             "  source: {document: doc, article: unknown, from: 2025-01-01, grade: "
                             "D, assumed_from: true}\n"
                             "  rules:\n"
                             "    cap:\n"
                             "    - {person: active, value: 1}\n"
                             "    - {person: retired, value: 2, source: {from: 2024-03-01}}\n";
    const Pack pack = decoded(text);
    EXPECT_TRUE(pack.schemes.at(0).rows.at(0).source.assumed_from);
    EXPECT_FALSE(pack.schemes.at(0).rows.at(1).source.assumed_from);
}

TEST(DecodePack, ReadsBandsAndAgeFormulas) {
    const Row bands = only_row("    ratio: [[10000, \"0.80\"], [null, \"0.85\"]]\n");
    ASSERT_EQ(bands.readings.at(0).bands.size(), 2U);
    EXPECT_EQ(bands.readings[0].bands[0].up_to, Money::from_yuan(10'000));
    EXPECT_EQ(bands.readings[0].bands[1].up_to, std::nullopt);
    EXPECT_EQ(bands.readings[0].bands[1].rate, Rate::from_ppm(850'000));
    const Row formula = only_row("    ratio: {base: \"0.75\", per_year_of_age: \"0.002\"}\n");
    EXPECT_EQ(formula.readings.at(0).form, ValueForm::age_ratio);
    EXPECT_EQ(formula.readings[0].step, Rate::from_ppm(2'000));
}

TEST(DecodePack, MakesTwoReadingsOfLowAndHigh) {
    const Row cap = only_row("    cap: {low: 400000, high: 500000}\n");
    EXPECT_TRUE(cap.interval);
    ASSERT_EQ(cap.readings.size(), 2U);
    EXPECT_EQ(cap.readings[1].money, Money::from_yuan(500'000));
    const Row inner = only_row("    remote_ratio: {points: {low: \"0\", high: \"0.10\"}}\n");
    const Row outer =
        only_row("    remote_ratio: {low: {points: \"0\"}, high: {points: \"0.10\"}}\n");
    EXPECT_TRUE(inner.interval);
    EXPECT_EQ(inner.readings, outer.readings);
    EXPECT_EQ(inner.readings.at(1).form, ValueForm::points);
}

TEST(DecodePack, MakesReadingsOfEither) {
    const Row row =
        only_row("    ratio: {either: [\"0.80\", [[10000, \"0.70\"], [null, \"0.90\"]]]}\n");
    EXPECT_FALSE(row.interval);
    ASSERT_EQ(row.readings.size(), 2U);
    EXPECT_EQ(row.readings[0].form, ValueForm::rate);
    EXPECT_EQ(row.readings[1].form, ValueForm::bands);
}

TEST(DecodePack, KeepsADeclaredUnknownWithItsReason) {
    const Row row = only_row("    cap: {unknown: not found in any document}\n");
    EXPECT_TRUE(row.readings.empty());
    EXPECT_EQ(row.unknown, "not found in any document");
}

TEST(DecodePack, ExpandsAnUnknownSchemeOverItsBusinesses) {
    const Pack pack = decoded(
        std::string{kHeader} +
        "schemes:\n- {insutype: \"390\", business: [chronic, pharmacy], unknown: no table}\n");
    ASSERT_EQ(pack.schemes.size(), 2U);
    EXPECT_EQ(pack.schemes[1].business, policy::Business::pharmacy);
    EXPECT_EQ(pack.schemes[1].unknown, "no table");
}

TEST(DecodePack, ReadsAChainWhoseLayersMayCountEarlierOnes) {
    const Pack pack = decoded(
        with_rules("    cap: 1\n"
                   "  chain:\n"
                   "  - {id: large, name: 大额, field: hifob_pay, fund_pay_type: \"330100\",\n"
                   "     counts: [over_cap], rules: {ratio: \"0.90\"}}\n"
                   "  - id: serious\n"
                   "    name: 大病\n"
                   "    field: hifmi_pay\n"
                   "    fund_pay_type: \"390200\"\n"
                   "    counts: [in_scope]\n"
                   "    by: year\n"
                   "    banding: whole\n"
                   "    source: {article: \"3\"}\n"
                   "    rules: {ratio: none, limit_includes: [pool, large]}\n"));
    const policy::Scheme& scheme = pack.schemes.at(0);
    ASSERT_EQ(scheme.layers.size(), 2U);
    EXPECT_EQ(scheme.layers[1].source.article, "3");
    EXPECT_TRUE(scheme.layers[1].in_scope);
    EXPECT_EQ(scheme.layers[1].banding, policy::Banding::whole);
    const Row& includes = scheme.rows.back();
    EXPECT_EQ(includes.parameter, Parameter::layer_limit_includes);
    EXPECT_EQ(includes.layer, 1);
    EXPECT_EQ(includes.readings.at(0).mask, 0b101U);  // pool, and the layer at index 0
    EXPECT_EQ(includes.source.article, "3");
}

TEST(DecodePack, PutsRowsIntoTheOrderOfTheParameters) {
    const Pack pack = decoded(with_rules("    cap: 1\n    deductible_way: none\n"));
    EXPECT_EQ(pack.schemes.at(0).rows.at(0).parameter, Parameter::deductible_way);
    EXPECT_EQ(pack.schemes.at(0).rows.at(1).parameter, Parameter::cap);
}

TEST(DecodePack, TakesJsonAsWell) {
    const Pack pack = decoded(
        R"({"yidi_pack": 1, "id": "130100", "name": "x", "version": 2, "known_since": "2026-11-21",
  "documents": {"doc": {"number": "unknown", "title": "unknown", "seen": "K"}},
  "schemes": [{"insutype": "310", "business": "inpatient",
    "source": {"document": "doc", "article": "unknown", "from": "2025-01-01", "grade": "K"},
    "rules": {"cap": "none", "ratio": [[10000, "0.80"], [null, "0.85"]], "account_first": true}}]})");
    EXPECT_EQ(pack.schemes.at(0).rows.size(), 3U);
}

TEST(DecodePack, RefusesADuplicateKeyWithBothLines) {
    const Error error = refused_rules("    cap: 1\n    ratio: \"0.9\"\n    cap: 2\n");
    EXPECT_EQ(error.code, ErrorCode::duplicate_key);
    EXPECT_EQ(error.where, "p.yaml:15");
    EXPECT_NE(error.detail.find("\"cap\""), std::string::npos);
    EXPECT_NE(error.detail.find("line 13"), std::string::npos);
}

TEST(DecodePack, RefusesAnUnknownKeyAndSuggestsTheNearest) {
    const Error error = refused_rules("    cap:\n    - {levle: primary, value: 1}\n");
    EXPECT_EQ(error.code, ErrorCode::unknown_key);
    EXPECT_EQ(error.where, "p.yaml:14");
    EXPECT_NE(error.detail.find("did you mean \"level\"?"), std::string::npos);
    EXPECT_EQ(refused_rules("    deductable: 5\n").remedy, "write \"deductible\"");
}

TEST(DecodePack, RefusesARateWithoutQuotes) {
    const Error error = refused_rules("    deductible_way: none\n    ratio: 0.85\n");
    EXPECT_EQ(error.code, ErrorCode::bad_value);
    EXPECT_EQ(error.where, "p.yaml:14");
    EXPECT_EQ(error.remedy, "put it in quotes: \"0.85\"");
    EXPECT_EQ(refused_rules("    ratio:\n    - {value: [[10000, 0.8], [null, \"0.9\"]]}\n").where,
              "p.yaml:14");
}

TEST(DecodePack, RefusesAnAmountInQuotesOrWithThreeDecimalsOrBelowZero) {
    EXPECT_EQ(refused_rules("    cap: \"5\"\n").code, ErrorCode::bad_amount);
    EXPECT_EQ(refused_rules("    cap: 5.123\n").code, ErrorCode::bad_amount);
    EXPECT_EQ(refused_rules("    cap: -5\n").code, ErrorCode::bad_amount);
    EXPECT_EQ(refused_rules("    cap: 1e3\n").where, "p.yaml:13");
}

TEST(DecodePack, RefusesARateAboveOneExceptForFactors) {
    EXPECT_EQ(refused_rules("    ratio: \"1.2\"\n").code, ErrorCode::bad_value);
    EXPECT_EQ(only_row("    deductible_factor: \"2\"\n").readings.at(0).rate,
              Rate::from_ppm(2'000'000));
}

TEST(DecodePack, RefusesAValueOfTheWrongType) {
    EXPECT_EQ(refused_rules("    cap: many\n").code, ErrorCode::bad_amount);
    EXPECT_EQ(refused_rules("    account_first: yes\n").code, ErrorCode::bad_value);
    EXPECT_EQ(refused_rules("    account_first: yes\n").where, "p.yaml:13");
    EXPECT_EQ(refused_rules("    ratio_adjust: {factor: \"0.5\"}\n").code, ErrorCode::unknown_key);
    const Error word = refused_rules("    deductible_way: per_yaer\n");
    EXPECT_NE(word.detail.find("did you mean \"per_year\"?"), std::string::npos);
}

TEST(DecodePack, RefusesDatesThatDoNotExistOrEndBeforeTheyBegin) {
    const Error date = refused_rules("    cap:\n    - {value: 1, source: {from: 2023-02-29}}\n");
    EXPECT_EQ(date.code, ErrorCode::bad_date);
    EXPECT_EQ(date.where, "p.yaml:14");
    const Error order =
        refused_rules("    cap:\n    - {value: 1, source: {from: 2024-01-01, to: 2024-01-01}}\n");
    EXPECT_EQ(order.code, ErrorCode::inconsistent);
    EXPECT_EQ(order.where, "p.yaml:14");
    EXPECT_NE(order.detail.find("2024-01-01"), std::string::npos);
}

TEST(DecodePack, RefusesARegionThatIsNotSixDigits) {
    std::string text = with_rules("    cap: 1\n");
    text.replace(text.find("130100"), 6, "1301");
    const Error error = refused(text);
    EXPECT_EQ(error.code, ErrorCode::bad_region);
    EXPECT_EQ(error.where, "p.yaml:2");
}

TEST(DecodePack, RefusesASourceThatIsNotWhole) {
    std::string text = with_rules("    cap: 1\n");
    text.replace(text.find(", grade: D}\n  rules"), 10, "");
    const Error error = refused(text);
    EXPECT_EQ(error.code, ErrorCode::missing_key);
    EXPECT_EQ(error.where, "p.yaml:13");
    EXPECT_NE(error.detail.find("grade"), std::string::npos);
}

TEST(DecodePack, RefusesADocumentThatIsNotListed) {
    const Error error = refused_rules("    cap:\n    - {value: 1, source: {document: dcc}}\n");
    EXPECT_EQ(error.code, ErrorCode::inconsistent);
    EXPECT_NE(error.detail.find("did you mean \"doc\"?"), std::string::npos);
}

TEST(DecodePack, RefusesARowWithBothValueAndUnknownOrNeither) {
    EXPECT_EQ(refused_rules("    cap:\n    - {value: 1, unknown: why}\n").code,
              ErrorCode::inconsistent);
    EXPECT_EQ(refused_rules("    cap:\n    - {person: active}\n").code, ErrorCode::missing_key);
}

TEST(DecodePack, RefusesBandsThatDoNotAscendOrEnd) {
    EXPECT_EQ(
        refused_rules("    ratio: [[10000, \"0.8\"], [5000, \"0.8\"], [null, \"0.9\"]]\n").code,
        ErrorCode::bad_value);
    EXPECT_EQ(refused_rules("    ratio: [[10000, \"0.8\"]]\n").code, ErrorCode::bad_value);
    EXPECT_EQ(refused_rules("    ratio: [[null, \"0.8\"], [null, \"0.9\"]]\n").code,
              ErrorCode::bad_value);
}

TEST(DecodePack, RefusesConditionsWhereOneValueHoldsForAll) {
    EXPECT_EQ(refused_rules("    policy_date:\n    - {person: active, value: admission}\n").code,
              ErrorCode::inconsistent);
}

TEST(DecodePack, RefusesPersonsOfTheOtherInsurance) {
    EXPECT_EQ(refused_rules("    cap:\n    - {person: child, value: 1}\n").where, "p.yaml:14");
}

TEST(DecodePack, RefusesALimitThatCountsALaterLayer) {
    const Error error = refused_rules(
        "    cap: 1\n  chain:\n"
        "  - {id: large, name: x, field: hifob_pay, fund_pay_type: \"330100\", counts: "
        "[over_cap],\n"
        "     rules: {ratio: \"0.9\", limit_includes: [serious]}}\n");
    EXPECT_EQ(error.code, ErrorCode::bad_value);
    EXPECT_EQ(error.where, "p.yaml:16");
}

TEST(DecodePack, RefusesTheSameSchemeTwice) {
    const Error error =
        refused_rules("    cap: 1\n- {insutype: \"310\", business: [inpatient], unknown: why}\n");
    EXPECT_EQ(error.code, ErrorCode::inconsistent);
    EXPECT_EQ(error.where, "p.yaml:14");
}

TEST(DecodePack, TakesADefaultGradeOnlyOfTheCodesThatACaseMayName) {
    const auto with_grade = [](const std::string& grade) {
        std::string text = with_rules("    cap: 350000\n");
        return text.insert(text.find("documents:"), "defaults: {hosp_lv: \"" + grade + "\"}\n");
    };
    EXPECT_EQ(decoded(with_grade("05")).defaults.hosp_lv, "05");
    for (const std::string grade : {"77", "00", "12", "5", "?"}) {
        const Error error = refused(with_grade(grade));
        EXPECT_EQ(error.code, ErrorCode::bad_value) << grade;
        EXPECT_NE(error.rule.find("hosp_lv is one of 01, 02"), std::string::npos) << error.rule;
    }
}

TEST(DecodePack, RefusesARejectingGateWithoutItsReason) {
    EXPECT_EQ(refused_rules("    gate:\n    - {attr: x, value: reject}\n").code,
              ErrorCode::missing_key);
}

TEST(DecodePack, RefusesAnchorsTagsAndFurtherDocuments) {
    EXPECT_EQ(refused_rules("    cap: &a 1\n").code, ErrorCode::bad_pack);
    EXPECT_EQ(refused_rules("    cap: !!int 1\n").code, ErrorCode::bad_pack);
    EXPECT_EQ(refused_rules("    cap: 1\n---\nx: 1\n").code, ErrorCode::bad_pack);
    EXPECT_EQ(refused("").code, ErrorCode::bad_pack);
    EXPECT_EQ(refused("a: [1, 2").code, ErrorCode::bad_pack);
}

TEST(DecodePack, RefusesDirectivesAndBytesThatAreNoText) {
    EXPECT_EQ(refused("%TAG ! x\na: 1\n").code, ErrorCode::bad_pack);
    const Error bytes = refused_rules("    cap: 1 # \xFF\n");
    EXPECT_EQ(bytes.code, ErrorCode::bad_pack);
    EXPECT_EQ(bytes.where, "p.yaml:13");
    EXPECT_EQ(refused(with_rules("    cap: 1\n") + std::string(1, '\0')).code, ErrorCode::bad_pack);
}

TEST(DecodePack, RefusesInvisibleCharactersInTexts) {
    std::string text = with_rules("    cap: 1\n");
    text.replace(text.find("石家庄市"), 12, R"("a\u2028b")");
    EXPECT_EQ(refused(text).where, "p.yaml:3");
}

TEST(DecodePack, RefusesDepthThatNoPackHas) {
    const std::string deep = "a: " + std::string(40, '[') + std::string(40, ']');
    EXPECT_EQ(refused(deep).code, ErrorCode::bad_pack);
}

}  // namespace
}  // namespace yidi::codec
