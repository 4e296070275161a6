#pragma once

#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "domain/adjudication/answer.h"
#include "domain/explain/internal/trace_reader.h"
#include "domain/explain/language.h"
#include "domain/policy/policy.h"

namespace yidi::explain::internal {

/// Tells one computed settlement from its trace, a sentence for each part of the calculation.
class Story {
public:
    Story(const adjudication::Answer& answer, const policy::Book& book, Language language)
        : answer_{answer}, book_{book}, language_{language}, trace_{answer.trace} {}

    [[nodiscard]] std::vector<std::string> sentences();

private:
    void bill();
    void before_deductible();
    void deductible();
    void pooled_fund();
    void floor_and_cap();
    void layers();
    void layer(const adjudication::Setldetail& detail);
    void outcome();

    [[nodiscard]] std::string deductible_reasons();
    [[nodiscard]] std::string band(std::size_t index);
    [[nodiscard]] std::string ratio_origin(const adjudication::Operand& ratio);
    /// "（《…》，第 9 条）" the first time a clause is cited, nothing afterwards.
    [[nodiscard]] std::string cited(const policy::Row* row);
    /// "三级医院、在职职工", or a word for everyone.
    [[nodiscard]] std::string conditions(const policy::Row* row) const;
    /// "三级医院的", "for tertiary hospital "; empty for everyone.
    [[nodiscard]] std::string for_whom(const policy::Row* row) const;
    /// Whether the deductible charged is the whole cost, because the cost is less.
    [[nodiscard]] bool is_short(const adjudication::Entry& charged) const;
    [[nodiscard]] std::string ratio_text(const adjudication::Operand& operand) const;
    [[nodiscard]] std::string amount(std::size_t index) const;
    [[nodiscard]] std::string amount(Money money) const;
    [[nodiscard]] std::string say(Words pattern,
                                  std::initializer_list<std::string_view> values) const;
    void add(Words pattern, std::initializer_list<std::string_view> values);

    const adjudication::Answer& answer_;
    const policy::Book& book_;
    Language language_;
    TraceReader trace_;
    std::set<std::string> cited_;
    std::vector<std::string> sentences_;
};

}  // namespace yidi::explain::internal
