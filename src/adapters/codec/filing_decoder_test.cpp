#include "adapters/codec/filing_decoder.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "domain/policy/filing_rules.h"

namespace yidi::codec {
namespace {

using policy::AnyOf;
using policy::FilingKind;
using policy::FilingRules;
using policy::KindRules;
using policy::Rule;
using policy::Span;

constexpr std::string_view kRules = R"(yidi_filing: 1
id: "990001"
name: x
version: 1
known_since: 2026-11-21
documents:
  first:  {number: 示例〔2020〕1号, title: unknown, seen: I}
  second: {number: 示例〔2024〕2号, title: unknown, seen: I}
notes:
- a note
source: {document: first, article: "1", from: 2020-01-01, grade: I}
kinds:
- kind: [resettled_retiree, posted_worker]
  source: {article: "2"}
  rules:
    open: true
    local_code: "02"
    materials: [household_register, [posting_letter, labour_contract]]
    promise_days: 30
    after_lapse: other_temporary
    validity: endless
    lock:
    - {value: {months: 3}, source: {to: 2024-01-01}}
    - {value: {months: 1, days: 15}, source: {document: second, article: "9", from: 2024-01-01}, note: shorter}
    lock_exceptions: [death, insurance_lost]
    place_level: province
    businesses: [inpatient, chronic]
    decision: review
- kind: posted_worker
  rules:
    longest: {months: 12}
    extends_itself: {unknown: the page does not say}
- kind: emergency
  rules:
    materials: []
    lock: none
    lock_exceptions: none
none_in_province: true
whole_places: ["460000", "660000"]
)";

std::string replaced(std::string_view from, std::string_view to) {
    std::string text{kRules};
    return text.replace(text.find(from), from.size(), to);
}

FilingRules decoded(const std::string& text = std::string{kRules}) {
    const Result<FilingRules> rules = decode_filing_rules(text, "filing-v1.yaml");
    EXPECT_TRUE(rules.has_value()) << rules.error();
    return rules.value_or(FilingRules{});
}

Error refused(std::string_view from, std::string_view to) {
    const Result<FilingRules> rules = decode_filing_rules(replaced(from, to), "filing-v1.yaml");
    EXPECT_FALSE(rules.has_value()) << to;
    return rules ? Error{} : rules.error();
}

const KindRules& of(const FilingRules& rules, FilingKind kind) {
    return rules.kinds.at(static_cast<std::size_t>(kind));
}

/// The value of a rule that has one alone.
template <class T>
T only(const FilingRules& rules, FilingKind kind, Rule<T> KindRules::*member) {
    const Rule<T>& rule = of(rules, kind).*member;
    EXPECT_EQ(rule.values.size(), 1U);
    return rule.values.empty() ? T{} : rule.values.front().value;
}

TEST(FilingDecoder, ReadsWhatTheFileSaysOfItself) {
    const FilingRules rules = decoded();
    EXPECT_EQ(rules.region, 990001U);
    EXPECT_EQ(rules.version, 1U);
    EXPECT_EQ(rules.file, "filing-v1.yaml");
    EXPECT_EQ(rules.sha256.size(), 64U);
    EXPECT_EQ(rules.documents.size(), 2U);
    EXPECT_TRUE(looks_like_filing_rules(kRules));
    EXPECT_FALSE(looks_like_filing_rules("yidi_pack: 1\n"));
    EXPECT_FALSE(looks_like_filing_rules("not: [yaml"));
}

TEST(FilingDecoder, ReadsEachFormOfAValue) {
    const FilingRules rules = decoded();
    const FilingKind kind = FilingKind::posted_worker;
    EXPECT_TRUE(only(rules, kind, &KindRules::open));
    EXPECT_EQ(only(rules, kind, &KindRules::local_code), "02");
    EXPECT_EQ(only(rules, kind, &KindRules::materials),
              (std::vector<AnyOf>{{"household_register"}, {"posting_letter", "labour_contract"}}));
    EXPECT_EQ(only(rules, kind, &KindRules::promise_days), 30);
    EXPECT_EQ(only(rules, kind, &KindRules::after_lapse), policy::AfterLapse::other_temporary);
    EXPECT_TRUE(only(rules, kind, &KindRules::validity).is_endless());
    EXPECT_EQ(only(rules, kind, &KindRules::longest), (Span{.months = 12, .days = 0}));
    EXPECT_EQ(only(rules, kind, &KindRules::lock_exceptions), 0b101);
    EXPECT_EQ(only(rules, kind, &KindRules::place_level), policy::PlaceLevel::province);
    EXPECT_EQ(only(rules, kind, &KindRules::businesses), 0b101);
    EXPECT_EQ(only(rules, kind, &KindRules::decision), policy::Decision::review);
    EXPECT_TRUE(only(rules, FilingKind::emergency, &KindRules::materials).empty());
    EXPECT_TRUE(only(rules, FilingKind::emergency, &KindRules::lock).is_endless());
    EXPECT_EQ(only(rules, FilingKind::emergency, &KindRules::lock_exceptions), 0);
    EXPECT_TRUE(rules.none_in_province.values.at(0).value);
    EXPECT_EQ(rules.whole_places.values.at(0).value, (std::vector<std::uint32_t>{460000, 660000}));
}

TEST(FilingDecoder, SharesTheRulesOfAnEntryAmongItsKindsAlone) {
    const FilingRules rules = decoded();
    EXPECT_EQ(of(rules, FilingKind::resettled_retiree).lock,
              of(rules, FilingKind::posted_worker).lock);
    EXPECT_TRUE(of(rules, FilingKind::resettled_retiree).longest.values.empty());
    EXPECT_EQ(of(rules, FilingKind::long_term_resident), KindRules{});
}

TEST(FilingDecoder, PutsTheInnerSourceOverTheOuterOne) {
    const FilingRules rules = decoded();
    const auto& lock = of(rules, FilingKind::posted_worker).lock.values;
    ASSERT_EQ(lock.size(), 2U);
    EXPECT_EQ(lock[0].source.document, "first");
    EXPECT_EQ(lock[0].source.article, "2");
    EXPECT_EQ(lock[0].source.to, Date::from_ymd({2024, 1, 1}));
    EXPECT_EQ(lock[1].source.document, "second");
    EXPECT_FALSE(lock[1].source.to.has_value());
    EXPECT_EQ(lock[1].value, (Span{.months = 1, .days = 15}));
    EXPECT_EQ(lock[1].note, "shorter");
    EXPECT_EQ(of(rules, FilingKind::emergency).lock.values[0].source.article, "1");
}

TEST(FilingDecoder, KeepsADeclaredUnknownAsANote) {
    const FilingRules rules = decoded();
    EXPECT_TRUE(of(rules, FilingKind::posted_worker).extends_itself.values.empty());
    EXPECT_EQ(rules.notes, (std::vector<std::string>{
                               "a note", "posted_worker.extends_itself: the page does not say"}));
}

TEST(FilingDecoder, MakesABook) {
    const auto book = policy::FilingRuleBook::from({decoded()});
    ASSERT_TRUE(book.has_value()) << book.error();
    const auto view = book->kind(990001, FilingKind::posted_worker, Date::from_ymd({2024, 1, 1}));
    EXPECT_EQ(view.find(&KindRules::lock).clause(), "示例〔2024〕2号, 9 (I)");
}

TEST(FilingDecoder, RefusesWhatItDoesNotKnowAndSaysWhatIsNear) {
    const Error rule = refused("promise_days:", "promise_day:");
    EXPECT_EQ(rule.code, ErrorCode::unknown_key);
    EXPECT_EQ(rule.where, "filing-v1.yaml:19");
    EXPECT_EQ(rule.remedy, "write \"promise_days\"");
    EXPECT_EQ(refused("none_in_province:", "none_in_provence:").code, ErrorCode::unknown_key);
    EXPECT_EQ(refused("note: shorter", "nota: shorter").code, ErrorCode::unknown_key);
    EXPECT_EQ(refused("{months: 12}", "{month: 12}").code, ErrorCode::unknown_key);
    const Error kind = refused("kind: emergency", "kind: emergencies");
    EXPECT_EQ(kind.code, ErrorCode::bad_value);
    EXPECT_NE(kind.detail.find("did you mean \"emergency\""), std::string::npos);
}

TEST(FilingDecoder, RefusesAFileOfAnotherFormat) {
    EXPECT_EQ(refused("yidi_filing: 1", "yidi_filing: 2").code, ErrorCode::bad_value);
    EXPECT_EQ(refused("yidi_filing: 1", "yidi_pack: 1").code, ErrorCode::missing_key);
    EXPECT_EQ(refused("version: 1", "version: 0").code, ErrorCode::bad_value);
    EXPECT_EQ(refused("id: \"990001\"", "id: \"9900\"").code, ErrorCode::bad_region);
    EXPECT_EQ(refused("kinds:\n-", "kinds:\n  a:").code, ErrorCode::bad_pack);
}

TEST(FilingDecoder, RefusesValuesOfAnotherForm) {
    EXPECT_EQ(refused("open: true", "open: \"true\"").code, ErrorCode::bad_value);
    EXPECT_EQ(refused("promise_days: 30", "promise_days: -1").code, ErrorCode::bad_value);
    EXPECT_EQ(refused("promise_days: 30", "promise_days: {days: 30}").code, ErrorCode::bad_value);
    EXPECT_EQ(refused("{months: 12}", "12").code, ErrorCode::bad_value);
    EXPECT_EQ(refused("{months: 12}", "{months: 0}").remedy, "write endless");
    EXPECT_EQ(refused("{months: 12}", "none").code, ErrorCode::bad_value);
    EXPECT_EQ(refused("lock: none", "lock: endless").code, ErrorCode::bad_value);
    EXPECT_EQ(refused("extends_itself: {unknown: the page does not say}",
                      "extension: {months: 0, days: 0}")
                  .remedy,
              "write how long it is, or leave the rule out");
    EXPECT_EQ(refused("[death, insurance_lost]", "[deaths]").code, ErrorCode::bad_value);
    EXPECT_EQ(refused("decision: review", "decision: soon").code, ErrorCode::bad_value);
    EXPECT_EQ(refused("[inpatient, chronic]", "[inpatient, inpatient]").code, ErrorCode::bad_value);
    EXPECT_EQ(refused("[household_register, [", "[[], [").code, ErrorCode::bad_value);
    EXPECT_EQ(refused("materials: []", "materials: photo").code, ErrorCode::bad_pack);
    EXPECT_EQ(refused("\"660000\"", "\"66\"").code, ErrorCode::bad_region);
}

TEST(FilingDecoder, RefusesARuleThatStandsTwice) {
    const Error error = refused("    longest: {months: 12}", "    validity: {months: 12}");
    EXPECT_EQ(error.code, ErrorCode::duplicate_key);
    EXPECT_NE(error.detail.find("validity of posted_worker stands twice (first in line 21)"),
              std::string::npos);
}

TEST(FilingDecoder, RefusesAValueWithoutItsSource) {
    EXPECT_EQ(refused("source: {document: first,", "source: {document: third,").code,
              ErrorCode::inconsistent);
    EXPECT_EQ(
        refused("source: {document: first, article: \"1\",", "source: {document: first,").code,
        ErrorCode::missing_key);
    EXPECT_EQ(refused("source: {to: 2024-01-01}", "source: {to: 2019-01-01}").code,
              ErrorCode::inconsistent);
    EXPECT_EQ(refused("{unknown: the page does not say}", "{unknown: why, value: true}").code,
              ErrorCode::inconsistent);
}

}  // namespace
}  // namespace yidi::codec
