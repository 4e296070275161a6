#include "domain/explain/render.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "base/assert.h"
#include "domain/explain/internal/describe.h"
#include "domain/explain/internal/formula.h"
#include "domain/explain/internal/text.h"
#include "domain/explain/labels.h"

namespace yidi::explain {
namespace {

using adjudication::Answer;
using adjudication::Entry;
using adjudication::Op;
using adjudication::Refused;

[[nodiscard]] bool is_line(adjudication::Step step) {
    return step >= adjudication::Step::line_amount && step <= adjudication::Step::line_inscope;
}

/// "大病保险：第 2 段，本段支付".
[[nodiscard]] std::string full_label(const Entry& entry, const Answer& answer, Language language) {
    std::string text;
    const policy::CompiledScheme* scheme = answer.outcome.scheme;
    const auto layer = static_cast<std::size_t>(int{entry.layer});
    if (entry.layer >= 0 && scheme != nullptr && scheme->scheme != nullptr &&
        layer < scheme->scheme->layers.size()) {
        text += layer_name(scheme->scheme->layers[layer], language) +
                (language == Language::zh ? "：" : ": ");
    }
    if (entry.number >= 0) {
        const Words place = is_line(entry.step) ? Words{"第 {0} 行，", "line {0}, "}
                                                : Words{"第 {0} 段，", "band {0}, "};
        text += internal::fill(place, language, {std::to_string(entry.number + 1)});
    }
    return text + std::string{label(entry.step).in(language)};
}

[[nodiscard]] std::vector<std::string> inputs(internal::Entries entries, std::size_t index) {
    const Entry& entry = entries[index];
    std::vector<std::string> texts;
    if (entry.op == Op::sum_range) {
        for (const std::size_t term : internal::range_terms(entries, index)) {
            texts.push_back(internal::step_id(term));
        }
        return texts;
    }
    for (std::size_t i = 0; i < entry.in_count; ++i) {
        texts.push_back(internal::exact_text(entry.in[i]));
    }
    return texts;
}

[[nodiscard]] std::string_view shown_op(const Entry& entry) {
    return name(entry.op == Op::sum_range ? Op::sum : entry.op);
}

[[nodiscard]] std::string basis_of(const RenderedStep& step, const Entry& entry,
                                   Language language) {
    if (step.clause) return short_text(*step.clause, language);
    const Words words =
        entry.op == Op::given ? Words{"案例", "the case"} : Words{"计算", "arithmetic"};
    return std::string{words.in(language)};
}

/// "subject: text", or the text alone if there is no subject.
[[nodiscard]] std::string after(std::string subject, std::string_view text, Language language) {
    if (!subject.empty()) subject += language == Language::zh ? "：" : ": ";
    return subject.append(text);
}

/// The other rows of the same parameter that are in force on the same day, with the conditions for
/// which they are meant: a reader sees why this row applies and not its neighbour.
[[nodiscard]] std::vector<RenderedRefusal> other_rows(const policy::Row& rule, const Answer& answer,
                                                      const policy::Book& book, Language language) {
    std::vector<RenderedRefusal> others;
    const policy::RowPlace place = book.locate(rule);
    const adjudication::Outcome& outcome = answer.outcome;
    if (place.scheme == nullptr || outcome.scheme == nullptr) return others;
    const Date day = outcome.scheme->epochs[outcome.epoch].valid.from;
    for (const policy::Row& row : place.scheme->rows) {
        const bool neighbour = &row != &rule && row.parameter == rule.parameter &&
                               row.layer == rule.layer &&
                               DateInterval{row.source.from, row.source.to}.contains(day);
        if (!neighbour) continue;
        others.push_back(
            {rule_id(row, book),
             after(internal::conditions_text(row.when, language),
                   label(adjudication::RefusedWhy::other_condition).in(language), language)});
    }
    return others;
}

}  // namespace

std::vector<RenderedStep> render(const Answer& answer, const policy::Book& book,
                                 Language language) {
    const internal::Entries entries = answer.trace.entries();
    std::vector<RenderedStep> steps;
    steps.reserve(entries.size());
    std::vector<const policy::Row*> told;  // The neighbours of a row are told once.
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Entry& entry = entries[i];
        RenderedStep step;
        step.id = internal::step_id(i);
        step.step = name(entry.step);
        step.label = full_label(entry, answer, language);
        step.op = shown_op(entry);
        step.in = inputs(entries, i);
        if (entry.rounds) step.rounding = name(entry.rounding);
        step.out = internal::exact_out(entry);
        step.formula = internal::formula(entries, i, language);
        if (entry.rule != nullptr) {
            step.rule = rule_id(*entry.rule, book);
            step.clause = clause_of(*entry.rule, book);
            if (std::ranges::find(told, entry.rule) == told.end()) {
                told.push_back(entry.rule);
                step.refused = other_rows(*entry.rule, answer, book, language);
            }
        }
        step.basis = basis_of(step, entry, language);
        steps.push_back(std::move(step));
    }
    for (const Refused& refused : answer.trace.refused()) {
        if (refused.entry >= steps.size()) continue;
        const std::string rule =
            refused.rule == nullptr ? std::string{} : rule_id(*refused.rule, book);
        const std::string about{refused.parameter ? label(*refused.parameter).in(language) : ""};
        steps[refused.entry].refused.push_back(
            {rule, after(about, label(refused.why).in(language), language)});
    }
    return steps;
}

std::string told_step(const Answer& answer, std::size_t index, Language language) {
    const internal::Entries entries = answer.trace.entries();
    YIDI_ASSERT(index < entries.size());
    return after(full_label(entries[index], answer, language),
                 internal::formula(entries, index, language), language);
}

}  // namespace yidi::explain
