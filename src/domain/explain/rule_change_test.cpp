#include "domain/explain/rule_change.h"

#include <gtest/gtest.h>

#include "domain/adjudication/case_test_support.h"

namespace yidi::explain {
namespace {

namespace testing = adjudication::testing;
using testing::date;
using testing::Parameter;
using testing::pays;
using testing::Rules;

/// 80 % until the end of February 2025, then 70 %; the stay's `counting` day decides.
policy::Book book_of(policy::PolicyDate counting) {
    return testing::book_of(
        {testing::pack_of({Rules{}
                               .set(Parameter::policy_date, testing::word(counting))
                               .clear(Parameter::ratio)
                               .add(Parameter::ratio, pays("0.80"))
                               .from(policy::testing::kFirstDay, "2025-03-01")
                               .add(Parameter::ratio, pays("0.70"))
                               .from("2025-03-01")})});
}

std::optional<RuleChange> told(const policy::Book& book, std::string_view from,
                               std::string_view to) {
    adjudication::Case facts = testing::bill(5'000);
    facts.begndate = date(from);
    facts.enddate = date(to);
    facts.setl_date = facts.enddate;
    const auto answer = adjudication::adjudicate(book, facts);
    return rule_change(facts, answer->outcome, Language::en);
}

TEST(RuleChange, WithinAStayIsToldWithTheDayThatCounts) {
    const auto change = told(book_of(policy::PolicyDate::discharge), "2025-02-20", "2025-03-05");
    ASSERT_TRUE(change.has_value());
    EXPECT_EQ(change->on, date("2025-03-01"));
    EXPECT_EQ(change->counts, date("2025-03-05"));
    EXPECT_NE(change->text.find("discharge (2025-03-05)"), std::string::npos) << change->text;
    const auto admitted = told(book_of(policy::PolicyDate::admission), "2025-02-20", "2025-03-05");
    EXPECT_EQ(admitted->counts, date("2025-02-20"));
}

TEST(RuleChange, OutsideAStayIsNone) {
    const policy::Book book = book_of(policy::PolicyDate::discharge);
    EXPECT_FALSE(told(book, "2025-02-01", "2025-02-28").has_value());
    EXPECT_FALSE(told(book, "2025-03-01", "2025-03-05").has_value());
}

TEST(RuleChange, WithoutItsDaysIsNone) {
    const policy::Book book = book_of(policy::PolicyDate::discharge);
    adjudication::Case facts = testing::bill(5'000);
    facts.enddate.reset();
    facts.setl_date.reset();
    const auto answer = adjudication::adjudicate(book, facts);
    EXPECT_FALSE(rule_change(facts, answer->outcome, Language::zh).has_value());
}

}  // namespace
}  // namespace yidi::explain
