#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/codec/pack_store.h"
#include "domain/filing/assess.h"
#include "domain/filing/lifecycle.h"
#include "domain/policy/filing_check.h"

/// The filing rules that the repository holds: that they are sound, that the synthetic regions show
/// every rule with each of its values, and that what they say comes out as they say it.
namespace yidi::codec {
namespace {

using policy::FilingKind;
using policy::FilingRules;
using policy::KindRules;
using policy::Span;

const policy::Book& book() {
    static const policy::Book kBook =
        *load_book({.policies = "policies", .regions = "data/regions/regions.tsv"}, {});
    return kBook;
}

/// What values of a type there are to show: by a value its sort, and all sorts of a rule.
std::set<std::string> sorts(std::string_view /*rule*/, bool value) {
    return {value ? "yes" : "no"};
}
std::set<std::string> sorts(std::string_view /*rule*/, const std::string& value) {
    return {value.empty() ? "empty" : "code"};
}
std::set<std::string> sorts(std::string_view /*rule*/, const std::vector<policy::AnyOf>& value) {
    std::set<std::string> found{value.empty() ? "nothing" : "papers"};
    if (value.size() > 1) found.insert("several groups");
    if (std::ranges::any_of(value, [](const auto& group) { return group.size() > 1; })) {
        found.insert("any of several");
    }
    return found;
}
std::set<std::string> sorts(std::string_view /*rule*/, const std::vector<std::string>& value) {
    return {value.size() == 1 ? "one" : "several"};
}
std::set<std::string> sorts(std::string_view /*rule*/, std::int32_t value) {
    return {value == 0 ? "zero" : value == 1 ? "one" : "many"};
}
std::set<std::string> sorts(std::string_view /*rule*/, Span value) {
    if (value.is_endless()) return {"none"};
    if (value.months == 0) return {"days"};
    return {value.days == 0 ? "months" : "months and days"};
}
std::set<std::string> sorts(std::string_view rule, std::uint8_t value) {
    if (value == 0) return {"none"};
    std::set<std::string> found;
    for (unsigned i = 0; i < 8; ++i) {
        if ((value >> i & 1U) != 0) found.insert(std::string{rule} + std::to_string(i));
    }
    return found;
}
template <class Enum>
std::set<std::string> sorts(std::string_view /*rule*/, Enum value) {
    return {std::string{name(value)}};
}

/// What the synthetic regions have to show of a rule.
std::set<std::string> all_sorts(std::string_view rule) {
    static const std::map<std::string_view, std::set<std::string>> kSorts{
        {"local_code", {"code"}},
        {"automatic", {"one", "several"}},
        {"materials", {"nothing", "papers", "several groups", "any of several"}},
        {"promise_days", {"many"}},
        {"after_lapse", {"ends", "other_temporary"}},
        {"validity", {"none", "days", "months"}},
        {"longest", {"none", "months"}},
        {"backdate_days", {"zero", "many"}},
        {"lock", {"none", "days", "months", "months and days"}},
        {"lock_exceptions", {"none", "lock_exceptions0", "lock_exceptions1", "lock_exceptions2"}},
        {"extension", {"months", "months and days"}},
        {"extensions", {"zero", "one", "many"}},
        {"place_level", {"city", "province"}},
        {"businesses", {"businesses0", "businesses1"}},
        {"decision", {"instant", "review"}}};
    const auto found = kSorts.find(rule);
    return found == kSorts.end() ? std::set<std::string>{"yes", "no"} : found->second;
}

TEST(FilingRegions, SyntheticOnesShowEveryRuleWithEachOfItsValues) {
    std::map<std::string_view, std::set<std::string>> shown;
    std::set<std::string_view> changing;
    for (const auto& [region, rules] : book().filing_rules()->all()) {
        if (policy::province(region) != 99) continue;
        for (const KindRules& kind : rules.kinds) {
            policy::for_each_rule([&](std::string_view rule, auto member) {
                const auto& values = (kind.*member).values;
                for (const auto& one : values) {
                    shown[rule].merge(sorts(rule, one.value));
                }
                if (values.size() > 1) changing.insert(rule);
            });
        }
    }
    policy::for_each_rule([&](std::string_view rule, auto /*member*/) {
        for (const std::string& sort : all_sorts(rule)) {
            EXPECT_TRUE(shown[rule].contains(sort)) << rule << " never shows " << sort;
        }
    });
    EXPECT_GE(changing.size(), 4U);
}

TEST(FilingRegions, SyntheticOnesShowCareInsideTheProvinceBothWays) {
    std::set<bool> shown;
    for (const auto& [region, rules] : book().filing_rules()->all()) {
        if (policy::province(region) != 99) continue;
        for (const auto& one : rules.none_in_province.values) {
            shown.insert(one.value);
        }
    }
    EXPECT_EQ(shown, (std::set<bool>{false, true}));
}

TEST(FilingRegions, AreSoundPublishedAndBesideAPack) {
    const Result<std::vector<PackFile>> files = list_filing_rules("policies");
    ASSERT_TRUE(files.has_value()) << files.error();
    const Result<Published> published = read_published("policies");
    ASSERT_TRUE(published.has_value());
    for (const PackFile& file : *files) {
        EXPECT_TRUE(published->contains(file.name)) << file.name;
    }
    for (const auto& [region, rules] : book().filing_rules()->all()) {
        const policy::Policy* beside = book().find(region);
        ASSERT_NE(beside, nullptr) << region;
        EXPECT_EQ(rules.name, beside->pack.name);
        for (const policy::Finding& finding :
             policy::check_filing(rules, &beside->pack, &book().regions())) {
            ADD_FAILURE() << region << " " << finding.where << ": " << finding.rule;
        }
    }
}

TEST(FilingRegions, FrameStatesNoCeilingAsAValue) {
    const FilingRules* frame = book().filing_rules()->find(policy::kNationalFrame);
    ASSERT_NE(frame, nullptr);
    for (const KindRules& kind : frame->kinds) {
        EXPECT_TRUE(kind.lock.values.empty());
        EXPECT_TRUE(kind.longest.values.empty());
        EXPECT_TRUE(kind.promise_days.values.empty());
        EXPECT_FALSE(kind.open.values.empty());
        EXPECT_FALSE(kind.materials.values.empty());
        EXPECT_FALSE(kind.validity.values.empty());
    }
}

/// An application on a day, for a place in the other synthetic province.
struct Asked {
    std::uint32_t home = 0;
    FilingKind kind = FilingKind::referral;
    Date today;
    std::vector<std::uint32_t> places = {980100};
    Date begndate = today;
    bool promise = false;
    std::vector<std::string> materials = {};

    [[nodiscard]] Result<filing::Assessment> assess() const {
        const std::vector<filing::Filing> none;
        return filing::assess({.kind = kind,
                               .places = places,
                               .begndate = begndate,
                               .enddate = {},
                               .promise = promise,
                               .materials = materials,
                               .channel = filing::Channel::self},
                              {.insured_area = home,
                               .filings = &none,
                               .replaces = {},
                               .today = today,
                               .admission = {},
                               .died = {}},
                              book());
    }
};

Date day(int year, unsigned month, unsigned of_month) {
    return Date::from_ymd({year, month, of_month});
}

TEST(FilingRegions, PromiseWithItsDeadlineAndTheLimitOfBackDating) {
    Asked asked{.home = 993001,
                .kind = FilingKind::long_term_resident,
                .today = day(2026, 3, 1),
                .promise = true};
    const auto promised = asked.assess();
    ASSERT_TRUE(promised.has_value()) << promised.error();
    EXPECT_TRUE(promised->instant);
    EXPECT_EQ(promised->filing.promise_until, day(2026, 3, 31));
    EXPECT_EQ(promised->filing.enddate, day(2028, 2, 29));
    EXPECT_EQ(promised->filing.local_code, "07");
    asked.begndate = day(2025, 12, 31);  // 60 days before
    EXPECT_TRUE(asked.assess().has_value());
    asked.begndate = day(2025, 12, 30);
    EXPECT_EQ(asked.assess().error().code, ErrorCode::filing_refused);
}

TEST(FilingRegions, LocksOfMonthsAndOfDaysWithTheirExceptions) {
    filing::Filing filing;
    filing.kind = FilingKind::posted_worker;
    filing.begndate = day(2026, 1, 1);
    const auto view = [&](std::uint32_t region) {
        return book().filing_rules()->kind(region, filing.kind, filing.begndate);
    };
    EXPECT_EQ(filing::locked_until(filing, view(993001)), day(2026, 4, 1));
    EXPECT_EQ(filing::locked_until(filing, view(993002)), day(2026, 3, 2));
    EXPECT_EQ(filing::locked_until(filing, view(993003)), day(2026, 2, 16));
    const Date early = day(2026, 2, 1);
    const auto lost = policy::LockException::insurance_lost;
    EXPECT_TRUE(filing::may_unlock(filing, view(993001), early, lost).has_value());
    EXPECT_EQ(filing::may_unlock(filing, view(993002), early, lost).error().code,
              ErrorCode::filing_locked);
    EXPECT_TRUE(filing::may_unlock(filing, view(330200), day(2026, 4, 1), {}).has_value());
    EXPECT_FALSE(filing::may_unlock(filing, view(330200), day(2026, 3, 31), {}).has_value());
}

TEST(FilingRegions, ValidityThatChangesOnADay) {
    Asked asked{.home = 993003, .kind = FilingKind::emergency, .today = day(2022, 12, 31)};
    EXPECT_EQ(asked.assess()->filing.enddate, day(2023, 1, 9));
    EXPECT_FALSE(asked.assess()->instant);
    asked.today = asked.begndate = day(2023, 1, 1);
    EXPECT_EQ(asked.assess()->filing.enddate, day(2023, 6, 30));
    EXPECT_TRUE(asked.assess()->instant);
}

TEST(FilingRegions, SeveralPlacesAWholeProvinceAndAKindThatIsNotTaken) {
    Asked asked{.home = 993004,
                .kind = FilingKind::resettled_retiree,
                .today = day(2026, 3, 1),
                .places = {320000, 980100}};
    const auto filed = asked.assess();
    ASSERT_TRUE(filed.has_value()) << filed.error();
    EXPECT_EQ(filed->filing.businesses, 0b111);
    asked.kind = FilingKind::referral;
    EXPECT_EQ(asked.assess().error().where, "/places");
    asked.places = {980000};  // Filed as a whole, though cities are filed elsewhere.
    EXPECT_TRUE(asked.assess().has_value());
    asked.kind = FilingKind::posted_worker;
    EXPECT_EQ(asked.assess().error().where, "/kind");
    asked.home = 993001;
    asked.kind = FilingKind::emergency;
    asked.places = {980100, 330200};
    EXPECT_EQ(asked.assess().error().where, "/places");
}

TEST(FilingRegions, CareInsideTheProvinceThatNeedsNoneFromADayOn) {
    Asked asked{.home = 993005, .today = day(2023, 12, 31), .places = {990001}};
    EXPECT_TRUE(asked.assess().has_value());
    asked.today = asked.begndate = day(2024, 1, 1);
    EXPECT_EQ(asked.assess().error().code, ErrorCode::filing_exists);
    asked.places = {980100};
    EXPECT_TRUE(asked.assess().has_value());
}

TEST(FilingRegions, FrameSpeaksWhereARegionHasNoRules) {
    Asked asked{
        .home = 130100, .kind = FilingKind::referral, .today = day(2026, 3, 1), .places = {310000}};
    const auto lacking = asked.assess();
    ASSERT_TRUE(lacking.has_value()) << lacking.error();
    ASSERT_EQ(lacking->missing.size(), 1U);
    EXPECT_EQ(lacking->missing[0], policy::AnyOf{"referral_certificate"});
    EXPECT_EQ(lacking->filing.enddate, day(2026, 8, 31));
    EXPECT_FALSE(lacking->instant);
    asked.places = {460000};
    EXPECT_TRUE(asked.assess().has_value());
    asked.places = {320000};
    EXPECT_FALSE(asked.assess().has_value());
}

}  // namespace
}  // namespace yidi::codec
