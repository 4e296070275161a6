#include "domain/policy/filing_rules.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "domain/policy/filing_rules_test_support.h"

namespace yidi::policy {
namespace {

using testing::FilingRulesOf;

constexpr auto kKind = FilingKind::referral;
constexpr std::uint32_t kHome = 990001;

FilingRules with_lock(const std::vector<std::pair<Date, std::optional<Date>>>& days) {
    FilingRules rules = FilingRulesOf{kHome}.set(kKind, &KindRules::lock, Span{}).rules();
    auto& values = rules.kinds[static_cast<std::size_t>(kKind)].lock.values;
    const auto first = values.front();
    values.clear();
    for (const auto& [from, to] : days) {
        values.push_back(first);
        values.back().source.from = from;
        values.back().source.to = to;
    }
    return rules;
}

ErrorCode refused(FilingRules rules) {
    const auto book = FilingRuleBook::from({std::move(rules)});
    EXPECT_FALSE(book.has_value());
    return book ? ErrorCode::internal : book.error().code;
}

TEST(FilingRules, AreWalkedEachByItsOwnName) {
    std::set<std::string_view> names;
    for_each_rule([&names](std::string_view name, auto /*member*/) { names.insert(name); });
    EXPECT_EQ(names.size(), 21U);
}

TEST(FilingRules, HoldOneValueOnADayAndMayLeaveDaysOpen) {
    const Date a = Date::from_ymd({2023, 1, 1});
    const Date b = Date::from_ymd({2024, 1, 1});
    const Date c = Date::from_ymd({2025, 1, 1});
    EXPECT_TRUE(FilingRuleBook::from({with_lock({{a, b}, {b, {}}})}));
    const auto book = *FilingRuleBook::from({with_lock({{a, b}, {c, {}}})});
    EXPECT_TRUE(book.kind(kHome, kKind, a).find(&KindRules::lock));
    EXPECT_FALSE(book.kind(kHome, kKind, b).find(&KindRules::lock));
    EXPECT_TRUE(book.kind(kHome, kKind, c).find(&KindRules::lock));
    EXPECT_EQ(refused(with_lock({{a, c}, {b, {}}})), ErrorCode::bad_pack);
    EXPECT_EQ(refused(with_lock({{a, {}}, {b, c}})), ErrorCode::bad_pack);
    EXPECT_EQ(refused(with_lock({{b, a}})), ErrorCode::bad_pack);
}

TEST(FilingRules, RefuseValuesThatCannotBe) {
    const std::vector<AnyOf> empty_group(1);
    EXPECT_EQ(refused(FilingRulesOf{kHome}.set(kKind, &KindRules::backdate_days, -1).rules()),
              ErrorCode::bad_pack);
    EXPECT_EQ(refused(FilingRulesOf{kHome}
                          .set(kKind, &KindRules::lock, Span{.months = -1, .days = 0})
                          .rules()),
              ErrorCode::bad_pack);
    EXPECT_EQ(refused(FilingRulesOf{kHome}.set(kKind, &KindRules::materials, empty_group).rules()),
              ErrorCode::bad_pack);
    FilingRules unlisted = FilingRulesOf{kHome}.none_in_province(true).rules();
    unlisted.documents.clear();
    EXPECT_EQ(refused(std::move(unlisted)), ErrorCode::bad_pack);
    EXPECT_EQ(FilingRuleBook::from({FilingRulesOf{kHome}.rules(), FilingRulesOf{kHome}.rules()})
                  .error()
                  .code,
              ErrorCode::duplicate_key);
}

TEST(FilingRules, AreTheRegionsOwnBeforeThoseOfTheFrame) {
    const auto book = *FilingRuleBook::from(
        {FilingRulesOf{kHome}.set(kKind, &KindRules::promise_days, 30).rules(),
         FilingRulesOf{kNationalFrame}
             .set(kKind, &KindRules::promise_days, 60)
             .set(kKind, &KindRules::two_way, true)
             .none_in_province(false)
             .whole_places({460000})
             .rules()});
    const Date day = Date::from_ymd({2026, 1, 1});
    const KindView view = book.kind(kHome, kKind, day);
    EXPECT_EQ(*view.find(&KindRules::promise_days), 30);
    EXPECT_EQ(view.find(&KindRules::two_way).by->region, kNationalFrame);
    EXPECT_FALSE(view.find(&KindRules::lock));
    EXPECT_EQ(*book.kind(990002, kKind, day).find(&KindRules::promise_days), 60);
    EXPECT_FALSE(*book.none_in_province(kHome, day));
    EXPECT_EQ((*book.whole_places(kHome, day)).size(), 1U);
    EXPECT_FALSE(book.whole_places(kHome, Date::from_ymd({2019, 1, 1})));
}

}  // namespace
}  // namespace yidi::policy
