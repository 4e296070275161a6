#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "domain/policy/filing_rules.h"

namespace yidi::policy::testing {

/// Filing rules of one region, all in force since 2020-01-01 by one synthetic document.
class FilingRulesOf {
public:
    explicit FilingRulesOf(std::uint32_t region) {
        rules_.region = region;
        rules_.version = 1;
        rules_.file = "filing-v1.yaml";
        rules_.documents["synthetic"] = {
            .number = "synthetic", .title = "test", .seen = Grade::I, .note = {}};
    }

    template <class T>
    FilingRulesOf& set(FilingKind kind, Rule<T> KindRules::*rule, T value) {
        (rules_.kinds[static_cast<std::size_t>(kind)].*rule).values = {
            {.value = std::move(value), .source = source(), .note = {}}};
        return *this;
    }
    /// For each of the six kinds.
    template <class T>
    FilingRulesOf& set_all(Rule<T> KindRules::*rule, T value) {
        for (std::size_t i = 0; i < kFilingKindCount; ++i) {
            set(static_cast<FilingKind>(i), rule, value);
        }
        return *this;
    }
    FilingRulesOf& none_in_province(bool none) {
        rules_.none_in_province.values = {{.value = none, .source = source(), .note = {}}};
        return *this;
    }
    FilingRulesOf& whole_places(std::vector<std::uint32_t> places) {
        rules_.whole_places.values = {{.value = std::move(places), .source = source(), .note = {}}};
        return *this;
    }
    [[nodiscard]] const FilingRules& rules() const { return rules_; }

private:
    static Source source() {
        return {.document = "synthetic",
                .article = "1",
                .from = Date::from_ymd({2020, 1, 1}),
                .to = {},
                .grade = Grade::I,
                .assumed_from = false};
    }
    FilingRules rules_;
};

inline std::shared_ptr<const FilingRuleBook> filing_book(std::vector<FilingRules> all) {
    return std::make_shared<const FilingRuleBook>(*FilingRuleBook::from(std::move(all)));
}

}  // namespace yidi::policy::testing
