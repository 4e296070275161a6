#include <memory>
#include <utility>

#include "domain/policy/filing_rules.h"
#include "sim/internal/country.h"

/// The filing rules of both areas. Everything is short, so that it happens within days.
namespace yidi::sim {
namespace {

using policy::FilingKind;
using policy::KindRules;
using policy::Rule;
using policy::Span;

class RulesOf {
public:
    explicit RulesOf(std::uint32_t area) {
        rules_.region = area;
        rules_.version = 1;
        rules_.documents["simulated"] = {.number = "simulated",
                                         .title = "A simulated area",
                                         .seen = policy::Grade::I,
                                         .note = {}};
    }
    template <class T>
    void set(FilingKind kind, Rule<T> KindRules::*rule, T value) {
        const policy::Source source{.document = "simulated",
                                    .article = "3",
                                    .from = Date::from_ymd({.year = 2020, .month = 1, .day = 1}),
                                    .to = {},
                                    .grade = policy::Grade::I};
        (rules_.kinds[static_cast<std::size_t>(kind)].*rule).values = {
            {.value = std::move(value), .source = source, .note = {}}};
    }
    template <class T>
    void set_all(Rule<T> KindRules::*rule, const T& value) {
        for (std::size_t i = 0; i < policy::kFilingKindCount; ++i) {
            set(static_cast<FilingKind>(i), rule, value);
        }
    }
    policy::FilingRules take() { return std::move(rules_); }

private:
    policy::FilingRules rules_;
};

policy::FilingRules rules_of(std::uint32_t area) {
    constexpr std::uint8_t kEverything = 0x3F;
    const std::vector<policy::AnyOf> papers(1, policy::AnyOf{std::string{kPaper}, "lease"});
    RulesOf rules{area};
    rules.set_all(&KindRules::open, true);
    rules.set_all(&KindRules::materials, std::vector<policy::AnyOf>{});
    rules.set_all(&KindRules::promise, false);
    rules.set_all(&KindRules::promise_days, 0);
    rules.set_all(&KindRules::validity, Span{.months = 0, .days = 2});
    rules.set_all(&KindRules::backdate_days, 2);
    rules.set_all(&KindRules::lock, Span{});
    rules.set_all(&KindRules::extension, Span{.months = 0, .days = 1});
    rules.set_all(&KindRules::extensions, 1);
    rules.set_all(&KindRules::several_places, true);
    rules.set_all(&KindRules::businesses, kEverything);
    rules.set_all(&KindRules::decision, policy::Decision::instant);
    rules.set(FilingKind::referral, &KindRules::validity, Span{.months = 0, .days = 1});
    rules.set(FilingKind::other_temporary, &KindRules::extends_itself, true);
    rules.set(FilingKind::posted_worker, &KindRules::decision, policy::Decision::review);
    for (const FilingKind kind : {FilingKind::long_term_resident, FilingKind::resettled_retiree}) {
        rules.set(kind, &KindRules::materials, papers);
        rules.set(kind, &KindRules::promise, true);
        rules.set(kind, &KindRules::validity, Span{});
    }
    rules.set(FilingKind::long_term_resident, &KindRules::lock, Span{.months = 0, .days = 2});
    rules.set(FilingKind::long_term_resident, &KindRules::lock_exceptions, std::uint8_t{0x7});
    rules.set(FilingKind::long_term_resident, &KindRules::after_lapse, policy::AfterLapse::ends);
    rules.set(FilingKind::resettled_retiree, &KindRules::after_lapse,
              policy::AfterLapse::other_temporary);
    rules.set(FilingKind::resettled_retiree, &KindRules::promise_days, 1);
    rules.set(FilingKind::resettled_retiree, &KindRules::automatic,
              std::vector<std::string>{std::string{kFeed}});
    return rules.take();
}

}  // namespace

Result<std::shared_ptr<const policy::FilingRuleBook>> make_filing_rules() {
    std::vector<policy::FilingRules> all;
    for (const std::uint32_t area : areas()) all.push_back(rules_of(area));
    YIDI_TRY(policy::FilingRuleBook book, policy::FilingRuleBook::from(std::move(all)));
    return std::make_shared<const policy::FilingRuleBook>(std::move(book));
}

}  // namespace yidi::sim
