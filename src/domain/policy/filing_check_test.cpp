#include "domain/policy/filing_check.h"

#include <string>

#include <gtest/gtest.h>

#include "domain/policy/filing_rules_test_support.h"

namespace yidi::policy {
namespace {

using testing::FilingRulesOf;

constexpr std::uint32_t kHome = 990001;

Date year(int number) {
    return Date::from_ymd({number, 1, 1});
}

Regions regions() {
    return *Regions::from({{kHome, kHome, "home"}, {990002, kHome, "district"}});
}

/// A pack whose inpatient scheme says what happens to unfiled bills inside the province.
Pack pack_with(UnfiledDirect inside, Date from, std::optional<Date> to = {},
               std::uint8_t distance = 1) {
    Value value;
    value.form = ValueForm::word;
    value.number = static_cast<std::int64_t>(inside);
    Row row;
    row.parameter = Parameter::unfiled_direct;
    row.when.distance = distance;
    row.readings = {value};
    row.source.from = from;
    row.source.to = to;
    Scheme scheme;
    scheme.rows = {row};
    Pack pack;
    pack.id = kHome;
    pack.schemes = {scheme};
    return pack;
}

/// The first finding as one text; empty without any.
std::string found(const FilingRules& rules, const Pack& pack) {
    const std::vector<Finding> findings = check_filing(rules, &pack, nullptr);
    return findings.empty() ? "" : findings.front().where + ": " + findings.front().rule;
}

// The rules of FilingRulesOf hold from 2020-01-01 on.
TEST(FilingCheck, TakesRulesThatThePackPaysBy) {
    const FilingRules none = FilingRulesOf{kHome}.none_in_province(true).rules();
    EXPECT_EQ(found(none, pack_with(UnfiledDirect::pay, year(2020))), "");
    EXPECT_EQ(found(none, pack_with(UnfiledDirect::pay, year(2019), {}, 0)), "");
    const FilingRules asked = FilingRulesOf{kHome}.none_in_province(false).rules();
    EXPECT_EQ(found(asked, pack_with(UnfiledDirect::reject, year(2020))), "");
    EXPECT_EQ(found(FilingRulesOf{kHome}.rules(), pack_with(UnfiledDirect::reject, year(2020))),
              "");
}

TEST(FilingCheck, FindsPeopleWhoAreToldThatTheyNeedNoFilingAndAreNotPaid) {
    const FilingRules none = FilingRulesOf{kHome}.none_in_province(true).rules();
    const std::string refused = found(none, pack_with(UnfiledDirect::reject, year(2019)));
    EXPECT_NE(refused.find("310 inpatient unfiled_direct"), std::string::npos);
    EXPECT_NE(refused.find("does not pay every unfiled bill"), std::string::npos);
    // From a year later on, and to a day on which the rule goes on.
    EXPECT_NE(found(none, pack_with(UnfiledDirect::pay, year(2021))), "");
    EXPECT_NE(found(none, pack_with(UnfiledDirect::pay, year(2020), year(2024))), "");
    // Only outside the province.
    EXPECT_NE(found(none, pack_with(UnfiledDirect::pay, year(2020), {}, 2)), "");
}

TEST(FilingCheck, PutsTheRowsOfSeveralPeriodsTogether) {
    Pack pack = pack_with(UnfiledDirect::pay, year(2019), year(2023));
    const Pack later = pack_with(UnfiledDirect::pay, year(2023));
    pack.schemes[0].rows.push_back(later.schemes[0].rows[0]);
    EXPECT_EQ(found(FilingRulesOf{kHome}.none_in_province(true).rules(), pack), "");
}

TEST(FilingCheck, FindsAPackThatPaysWhereTheRulesAskForAFilingOrSayNothing) {
    const Pack pack = pack_with(UnfiledDirect::pay, year(2020));
    EXPECT_NE(found(FilingRulesOf{kHome}.none_in_province(false).rules(), pack)
                  .find("a filing is needed"),
              std::string::npos);
    EXPECT_NE(found(FilingRulesOf{kHome}.rules(), pack).find("do not say that none is needed"),
              std::string::npos);
    // A pack that pays everywhere says nothing of the province.
    EXPECT_EQ(found(FilingRulesOf{kHome}.rules(), pack_with(UnfiledDirect::pay, year(2020), {}, 0)),
              "");
}

TEST(FilingCheck, FindsAGradeBetterThanTheDocument) {
    FilingRules rules =
        FilingRulesOf{kHome}.set(FilingKind::referral, &KindRules::promise_days, 30).rules();
    EXPECT_TRUE(check_filing(rules, nullptr, nullptr).empty());
    rules.kinds[static_cast<std::size_t>(FilingKind::referral)]
        .promise_days.values[0]
        .source.grade = Grade::O;
    const std::vector<Finding> findings = check_filing(rules, nullptr, nullptr);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].where, "referral.promise_days");
}

TEST(FilingCheck, FindsCodesThatAreNoPoolingAreaOrNoRegion) {
    const Regions list = regions();
    EXPECT_TRUE(check_filing(FilingRulesOf{kHome}.rules(), nullptr, &list).empty());
    EXPECT_EQ(check_filing(FilingRulesOf{990002}.rules(), nullptr, &list).size(), 1U);
    EXPECT_EQ(check_filing(FilingRulesOf{990009}.rules(), nullptr, &list).size(), 1U);
    EXPECT_EQ(
        check_filing(FilingRulesOf{kHome}.whole_places({kHome, 990009}).rules(), nullptr, &list)
            .size(),
        1U);
}

}  // namespace
}  // namespace yidi::policy
