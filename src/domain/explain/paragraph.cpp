#include "domain/explain/paragraph.h"

#include <vector>

#include "domain/explain/internal/story.h"
#include "domain/explain/internal/text.h"
#include "domain/explain/labels.h"
#include "domain/explain/ranges.h"
#include "domain/explain/sentences.h"
#include "domain/policy/terms.h"

namespace yidi::explain {
namespace {

using adjudication::Answer;
using adjudication::Status;
using internal::fill;
using internal::yuan;

constexpr Words kEstimate{
    "本结果为估算，以参保地经办机构的结算为准。",
    "This is an estimate; what the insured region's agency settles is binding."};

[[nodiscard]] std::string ended(const std::string& text, Language language) {
    return text + (language == Language::zh ? "。" : ".");
}

[[nodiscard]] std::string capital(std::string text) {
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    }
    return text;
}

void append(std::vector<std::string>& to, const std::vector<std::string>& more) {
    to.insert(to.end(), more.begin(), more.end());
}

/// How the care stands towards the insured region; a corridor makes it as good as filed.
[[nodiscard]] std::string_view state_text(const adjudication::Outcome& outcome, Language language) {
    for (const adjudication::Assumption& assumption : outcome.assumptions) {
        if (assumption.kind == adjudication::AssumptionKind::deemed_filed) {
            return label(assumption.kind).in(language);
        }
    }
    return label(outcome.filing_state).in(language);
}

/// Whose rules. A refusal may come before it is known how the care stands.
void add_scheme(std::vector<std::string>& parts, const Answer& answer, Language language) {
    const policy::CompiledScheme* scheme = answer.outcome.scheme;
    if (scheme == nullptr || scheme->pack == nullptr || scheme->scheme == nullptr) return;
    const bool is_stated = scheme->pack->version == policy::kStatedTermsVersion;
    const bool is_computed = answer.outcome.status == Status::computed;
    Words pattern{"按{0}的{1}{2}待遇。", "By the rules of {0} ({1}, {2})."};
    if (is_computed) {
        pattern = {"按{0}的{1}{2}待遇（{3}）计算。", "By the rules of {0} ({1}, {2}; {3})."};
    }
    if (is_stated) {
        pattern = {"按案例给出的条件（{1}{2}）。", "By the terms that the case states ({1}, {2})."};
    }
    if (is_stated && is_computed) {
        pattern = {"按案例给出的条件计算（{1}{2}，{3}）。",
                   "By the terms that the case states ({1}, {2}; {3})."};
    }
    parts.push_back(
        fill(pattern, language,
             {scheme->pack->name, label(scheme->scheme->insutype).in(language),
              label(scheme->scheme->business).in(language), state_text(answer.outcome, language)}));
}

void add_refusal(std::vector<std::string>& parts, const Answer& answer, const policy::Book& book,
                 Language language) {
    const RefusalText text = refusal(answer.outcome, book, language);
    const bool is_unknown = answer.outcome.status == Status::unknown;
    parts.push_back(fill(is_unknown ? Words{"没有答案：{0}。", "There is no answer: {0}."}
                                    : Words{"不予支付：{0}。", "Not paid: {0}."},
                         language, {text.sentence}));
    if (text.clause) {
        parts.push_back(
            fill(Words{"依据：{0}。", "By {0}."}, language, {to_text(*text.clause, language)}));
    }
}

void add_next_step(std::vector<std::string>& parts, const Answer& answer, Language language) {
    parts.push_back(fill(Words{"下一步：{0}。", "What to do: {0}."}, language,
                         {remedy(answer.outcome.refusal.code).in(language)}));
}

void add_range(std::vector<std::string>& parts, const Answer& answer, const policy::Book& book,
               Language language) {
    const adjudication::Range& range = answer.range;
    parts.push_back(
        fill(Words{"结果是一个区间：基金支付 {0} 至 {1}，个人负担 {2} 至 {3}。",
                   "The answer is a range: the funds pay {0} to {1}, you pay {2} to {3}."},
             language,
             {internal::grouped(range.fund_pay_sumamt[0]), yuan(range.fund_pay_sumamt[1], language),
              internal::grouped(range.psn_part_amt[0]), yuan(range.psn_part_amt[1], language)}));
    append(parts, because(answer, book, language));
    const std::string ask = question(answer, language);
    if (!ask.empty()) {
        parts.push_back(fill(Words{"先弄清：{0}", "Find out first: {0}"}, language, {ask}));
    }
    parts.emplace_back(
        Words{"以下是对您较不利的一端。", "What follows is the end that is worse for you."}.in(
            language));
}

void add_offers(std::vector<std::string>& parts, std::span<const adjudication::WhatIf> filings,
                Language language) {
    if (filings.empty()) return;
    parts.emplace_back(Words{"如果办理了备案：", "With a filing in force:"}.in(language));
    append(parts, filing_offers(filings, language));
}

[[nodiscard]] std::string joined(const std::vector<std::string>& parts, Language language) {
    std::string text;
    for (const std::string& part : parts) {
        if (language == Language::en && !text.empty()) text += ' ';
        text += part;
    }
    return text;
}

}  // namespace

std::string headline(const Answer& answer, Language language) {
    const adjudication::Setlinfo& paid = answer.outcome.setlinfo;
    const adjudication::Range& range = answer.range;
    switch (answer.status) {
        case Status::computed:
            return fill(Words{"基金支付 {0}，个人负担 {1}。", "The funds pay {0}; {1} are yours."},
                        language,
                        {yuan(paid.fund_pay_sumamt, language), yuan(paid.psn_part_amt, language)});
        case Status::range:
            return fill(
                Words{"基金支付 {0} 至 {1}，个人负担 {2} 至 {3}。",
                      "The funds pay {0} to {1}; {2} to {3} are yours."},
                language,
                {internal::grouped(range.fund_pay_sumamt[0]),
                 yuan(range.fund_pay_sumamt[1], language), internal::grouped(range.psn_part_amt[0]),
                 yuan(range.psn_part_amt[1], language)});
        case Status::unknown:
        case Status::rejected: break;
    }
    return ended(capital(std::string{label(answer.outcome.refusal.code).in(language)}), language);
}

std::string paragraph(const Answer& answer, const policy::Book& book, Language language,
                      std::span<const adjudication::WhatIf> filings, Told told) {
    std::vector<std::string> parts;
    add_scheme(parts, answer, language);
    if (answer.status == Status::range) add_range(parts, answer, book, language);
    const bool has_amounts = answer.outcome.status == Status::computed;
    if (has_amounts) {
        append(parts, internal::Story{answer, book, language}.sentences());
    } else {
        add_refusal(parts, answer, book, language);
        add_offers(parts, filings, language);
        add_next_step(parts, answer, language);
    }
    const bool is_told = has_amounts || answer.status == Status::range;
    if (is_told && told == Told::estimate) parts.emplace_back(kEstimate.in(language));
    return joined(parts, language);
}

}  // namespace yidi::explain
