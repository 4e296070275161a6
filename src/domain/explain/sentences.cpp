#include "domain/explain/sentences.h"

#include <array>
#include <set>

#include "base/assert.h"
#include "domain/explain/internal/text.h"
#include "domain/explain/labels.h"

namespace yidi::explain {
namespace {

using adjudication::Answer;
using adjudication::Assumption;
using adjudication::AssumptionKind;
using adjudication::Fact;
using adjudication::Outcome;
using internal::fill;

[[nodiscard]] std::string names_text(const std::optional<std::vector<std::string>>& names,
                                     Language language) {
    if (!names || names->empty()) return std::string{label_of_word("none").in(language)};
    std::vector<std::string> words;
    for (const std::string& name : *names) words.emplace_back(label_of_word(name).in(language));
    return internal::listed(words, language);
}

[[nodiscard]] std::string number_text(const std::optional<std::int64_t>& number) {
    return number ? std::to_string(*number) : std::string{};
}

[[nodiscard]] std::string flag_text(const std::optional<bool>& flag, Language language) {
    return std::string{
        (flag.value_or(false) ? Words{"是", "yes"} : Words{"否", "no"}).in(language)};
}

/// The value that a pack takes for a fact that the case leaves out.
[[nodiscard]] std::string default_text(Fact fact, const policy::Defaults& defaults,
                                       Language language) {
    switch (fact) {
        case Fact::psn_idet: return names_text(defaults.psn_idet, language);
        case Fact::inst_attr: return names_text(defaults.inst_attr, language);
        case Fact::insu_tier: return defaults.insu_tier.value_or("");
        case Fact::civil_rank: return defaults.civil_rank.value_or("");
        case Fact::hosp_lv: return defaults.hosp_lv.value_or("");
        case Fact::age: return number_text(defaults.age);
        case Fact::insured_months: return number_text(defaults.insured_months);
        case Fact::ipt_cnt: return number_text(defaults.ipt_cnt);
        case Fact::retire_date:
            return defaults.retire_date ? to_string(*defaults.retire_date) : std::string{};
        case Fact::recognised: return flag_text(defaults.recognised, language);
        case Fact::er_flag: return flag_text(defaults.er_flag, language);
        case Fact::insutype:
        case Fact::psn_type:
        case Fact::mdtrtarea_admvs:
        case Fact::filing:
        case Fact::dise_codg:
        case Fact::fixmedins_code:
        case Fact::date:
        case Fact::prev_hosp_lv:
        case Fact::prev_dedc:
        case Fact::med_type:
        case Fact::insuplc_admdvs: break;  // No pack can name a default for these.
    }
    return {};
}

[[nodiscard]] std::string pack_default_text(const Assumption& assumption, const Outcome& outcome,
                                            Language language) {
    const std::string_view fact = label(assumption.fact).in(language);
    std::string value;
    if (outcome.scheme != nullptr && outcome.scheme->pack != nullptr) {
        value = default_text(assumption.fact, outcome.scheme->pack->defaults, language);
    }
    if (value.empty()) {
        return fill(
            Words{"未说明{0}，按参保地政策包的默认值计算。",
                  "The case does not state the {0}; the default of the region's pack is taken."},
            language, {fact});
    }
    return fill(Words{"未说明{0}，按参保地政策包的默认值“{1}”计算。",
                      "The case does not state the {0}; the region's pack takes \"{1}\" then."},
                language, {fact, value});
}

[[nodiscard]] std::string row_text(const policy::Row* row, const policy::Book& book,
                                   Language language) {
    if (row == nullptr) return {};
    std::string text = shown_rule(*row, book, language);
    if (const std::optional<Clause> clause = clause_of(*row, book)) {
        text += (language == Language::zh ? "，" : ", ") + to_text(*clause, language);
    }
    return text;
}

[[nodiscard]] std::string start_date_text(const Assumption& assumption, const policy::Book& book,
                                          Language language) {
    YIDI_ASSERT(assumption.row != nullptr);
    const policy::Row& row = *assumption.row;
    const std::string rule = shown_rule(row, book, language);
    const std::string from = to_string(row.source.from);
    const std::optional<Clause> clause = clause_of(row, book);
    if (!clause || clause->doc.empty() || clause->doc == "unknown") {
        return fill(Words{"规定 {0} 的起始日期未知，推定自 {1} 起施行。",
                          "The start date of rule {0} is not known; {1} is assumed."},
                    language, {rule, from});
    }
    // One document gives many rules, and what is said of it holds for all of them.
    return fill(Words{"{2}（规定 {0} 等出自该文件）的起始日期未知，推定自 {1} 起施行。",
                      "The start date of {2}, which rule {0} is from, is not known; {1} is "
                      "assumed."},
                language, {rule, from, clause->doc});
}

/// Behind the documents that are told one by one.
[[nodiscard]] std::string further_dates_text(std::size_t documents, Language language) {
    return fill(Words{"另有 {0} 份文件的起始日期也是推定的。",
                      "The start dates of {0} more documents are assumed too."},
                language, {std::to_string(documents)});
}

[[nodiscard]] std::string frame_text(const Assumption& assumption, const policy::Book& book,
                                     Language language) {
    if (assumption.row == nullptr) {
        return std::string{Words{
            "参保地没有自己的异地待遇规定，按国家规定的幅度计算。",
            "The insured region has no rule of its own for care elsewhere; the national frame's "
            "limits are used."}
                               .in(language)};
    }
    return fill(Words{"参保地没有自己的异地待遇规定，按国家规定的幅度计算（{0}）。",
                      "The insured region has no rule of its own for care elsewhere; the national "
                      "frame's limits are "
                      "used ({0})."},
                language, {row_text(assumption.row, book, language)});
}

[[nodiscard]] std::string corridor_text(const Assumption& assumption, Language language) {
    YIDI_ASSERT(assumption.corridor != nullptr);
    return fill(
        Words{"两地同属“{0}”，视同已备案，无需另行备案。",
              "Both places belong to \"{0}\": the care counts as filed, no filing is needed."},
        language, {assumption.corridor->name});
}

/// Sentences that need nothing filled in.
[[nodiscard]] Words fixed_text(AssumptionKind kind) {
    switch (kind) {
        case AssumptionKind::ungraded_is_primary:
            return {"就诊机构未定级，按一级医院计算。",
                    "The institution has no level; it counts as a primary hospital."};
        case AssumptionKind::year_unused_before:
            return {
                "本次不是本年度首次住院，但未提供年度累计（cum），按此前没有使用计算。若限额已部分"
                "用去，基金支付会减少；"
                "若按年累计的分段已进入下一段，支付比例会改变；若年度起付线已付，个人负担会减少。",
                "This is not the year's first admission, but what was used before (cum) is not "
                "stated: computed as if "
                "nothing had been used. A cap partly used would lower what the fund pays, a band "
                "that counts by the "
                "year would change the ratio, and a yearly deductible already paid would lower "
                "your part."};
        case AssumptionKind::no_filing_for_local_care:
            return {"在参保地就医，未说明备案情况，视为没有异地备案。",
                    "Care is in the insured region and no filing is stated: none for another place "
                    "is assumed."};
        case AssumptionKind::filing_place_assumed:
            return {"备案未写明备案地，视为包含本次就医地。",
                    "The filing states no place; it is taken to cover the place of care."};
        case AssumptionKind::no_third_party_promise:
            return {"外伤就医，以承诺无第三方责任为前提。",
                    "An injury: a promise that no third party is liable is taken for granted."};
        case AssumptionKind::split_open:
            return {"未知的情况不影响总额，只影响由谁支付、如何构成。",
                    "What is not known does not change the totals, only who pays which part."};
        case AssumptionKind::stay_of_one_day:
            return {"未同时说明入院和出院日期，住院天数按不重新计起付线处理。",
                    "Admission and discharge are not both stated: the stay is taken to be too "
                    "short for a second deductible."};
        case AssumptionKind::transfer_in_time:
            return {"未说明前一次住院的出院日期，视为在转院的规定天数内。",
                    "The end of the earlier stay is not known: the transfer is taken to be within "
                    "the days that count as one admission."};
        case AssumptionKind::hospital_not_visited:
            return {"未说明医疗机构编号，视为本年度在该机构未计过起付线。",
                    "The hospital is not named: nothing is taken to have been counted there this "
                    "year."};
        case AssumptionKind::only_total_in_scope:
        case AssumptionKind::rest_is_own_expense:
        case AssumptionKind::er_flag_from_med_type:
        case AssumptionKind::pack_default:
        case AssumptionKind::insured_attributes_missing:
        case AssumptionKind::national_frame:
        case AssumptionKind::assumed_start_date:
        case AssumptionKind::deemed_filed: break;  // sentence() fills these.
    }
    YIDI_ASSERT(false);
}

[[nodiscard]] std::string sentence(const Assumption& assumption, const Outcome& outcome,
                                   const policy::Book& book, Language language) {
    switch (assumption.kind) {
        case AssumptionKind::only_total_in_scope:
            return fill(Words{"只给出了总费用，{0}全部视为符合政策范围；实际报销一般会低一些。",
                              "Only the total is stated: all of {0} counts as in scope. The real "
                              "payment is usually "
                              "lower."},
                        language, {internal::yuan(assumption.amount, language)});
        case AssumptionKind::rest_is_own_expense:
            return fill(Words{"总费用中未说明的 {0}计为全自费。",
                              "{0} of the total are not told apart and count as own expense."},
                        language, {internal::yuan(assumption.amount, language)});
        case AssumptionKind::er_flag_from_med_type:
            return std::string{
                (assumption.number != 0
                     ? Words{"按医疗类别推定为急诊。",
                             "The visit type tells that it is an emergency."}
                     : Words{"未说明急诊标志，按医疗类别视为不是急诊。",
                             "No emergency flag is stated; by the visit type it is none."})
                    .in(language)};
        case AssumptionKind::pack_default: return pack_default_text(assumption, outcome, language);
        case AssumptionKind::insured_attributes_missing:
            return fill(Words{"{0} 条明细没有参保地目录信息，按就医地目录计算。",
                              "{0} lines lack the insured region's catalogue; their own attributes "
                              "are used."},
                        language, {std::to_string(assumption.number)});
        case AssumptionKind::national_frame: return frame_text(assumption, book, language);
        case AssumptionKind::assumed_start_date: return start_date_text(assumption, book, language);
        case AssumptionKind::deemed_filed: return corridor_text(assumption, language);
        case AssumptionKind::ungraded_is_primary:
        case AssumptionKind::year_unused_before:
        case AssumptionKind::no_filing_for_local_care:
        case AssumptionKind::filing_place_assumed:
        case AssumptionKind::no_third_party_promise:
        case AssumptionKind::stay_of_one_day:
        case AssumptionKind::transfer_in_time:
        case AssumptionKind::hospital_not_visited:
        case AssumptionKind::split_open: break;
    }
    return std::string{fixed_text(assumption.kind).in(language)};
}

/// The detail that goes behind a refusal's first clause: the missing fact, the parameter, the
/// pack's own words.
[[nodiscard]] std::vector<std::string> details(const Outcome& outcome, Language language) {
    const adjudication::Refusal& refusal = outcome.refusal;
    std::vector<std::string> parts;
    if (refusal.fact) {
        const Words words = refusal.code == ErrorCode::unbounded
                                ? Words{"缺少{0}（{1}）", "missing: {0} ({1})"}
                                : Words{"{0}（{1}）的代码未知", "no such {0} is known ({1})"};
        parts.push_back(
            fill(words, language,
                 {label(*refusal.fact).in(language), adjudication::key_of(*refusal.fact)}));
    }
    if (refusal.parameter) parts.emplace_back(label(*refusal.parameter).in(language));
    if (!refusal.reason.empty()) {
        parts.push_back(refusal.reason);
    } else if (refusal.row != nullptr) {
        const std::string& said =
            refusal.row->unknown.empty() ? refusal.row->note : refusal.row->unknown;
        if (!said.empty()) parts.push_back(said);
    }
    return parts;
}

/// Rules that a trace used, each once, in no particular order.
[[nodiscard]] std::set<const policy::Row*> rules_used(const adjudication::Trace& trace) {
    std::set<const policy::Row*> rules;
    for (const adjudication::Entry& entry : trace.entries()) {
        if (entry.rule != nullptr) rules.insert(entry.rule);
    }
    return rules;
}

/// The key that says what was assumed.
std::string_view key_of(const Assumption& assumption) {
    switch (assumption.kind) {
        case AssumptionKind::only_total_in_scope:
        case AssumptionKind::rest_is_own_expense: return "inscp_scp_amt";
        case AssumptionKind::er_flag_from_med_type: return "er_flag";
        case AssumptionKind::ungraded_is_primary: return "hosp_lv";
        case AssumptionKind::year_unused_before: return "cum";
        case AssumptionKind::pack_default: return adjudication::key_of(assumption.fact);
        case AssumptionKind::no_filing_for_local_care: return "filing";
        case AssumptionKind::stay_of_one_day: return "enddate";
        case AssumptionKind::filing_place_assumed:
        case AssumptionKind::no_third_party_promise:
        case AssumptionKind::insured_attributes_missing:
        case AssumptionKind::national_frame:
        case AssumptionKind::assumed_start_date:
        case AssumptionKind::deemed_filed:
        case AssumptionKind::split_open:
        case AssumptionKind::transfer_in_time:
        case AssumptionKind::hospital_not_visited: break;
    }
    return {};
}

}  // namespace

std::vector<Assumed> assumed(const Outcome& outcome, const policy::Book& book, Language language) {
    std::vector<Assumed> sentences;
    sentences.reserve(outcome.assumptions.size());
    constexpr std::size_t kDatesTold = 3;
    std::size_t dates = 0;
    for (const Assumption& assumption : outcome.assumptions) {
        const bool is_date = assumption.kind == AssumptionKind::assumed_start_date;
        dates += is_date ? 1 : 0;
        if (is_date && dates > kDatesTold) continue;
        sentences.push_back({sentence(assumption, outcome, book, language), key_of(assumption)});
    }
    if (dates > kDatesTold) {
        sentences.push_back({further_dates_text(dates - kDatesTold, language), {}});
    }
    return sentences;
}

std::vector<std::string> assumptions(const Outcome& outcome, const policy::Book& book,
                                     Language language) {
    std::vector<std::string> texts;
    for (Assumed& one : assumed(outcome, book, language)) texts.push_back(std::move(one.text));
    return texts;
}

std::vector<std::string> warnings(const Answer& answer, const policy::Book& book,
                                  Language language) {
    std::size_t rules = 0;
    std::array<std::size_t, 5> by_grade{};
    std::size_t without_article = 0;
    for (const policy::Row* row : rules_used(answer.trace)) {
        const std::optional<Clause> clause = clause_of(*row, book);
        // What the case states itself is for its author to answer for.
        if (!clause || clause->stated) continue;
        ++rules;
        ++by_grade[static_cast<std::size_t>(clause->grade)];
        if (clause->article == "unknown") ++without_article;
    }
    const std::size_t official = by_grade[static_cast<std::size_t>(policy::Grade::O)];
    std::vector<std::string> sentences;
    if (official < rules) {
        std::vector<std::string> grades;
        for (std::size_t i = 1; i < by_grade.size(); ++i) {
            if (by_grade[i] == 0) continue;
            const auto grade = static_cast<policy::Grade>(i);
            grades.push_back(fill(
                Words{"{0}（{1}）{2} 条", "{2} {0} ({1})"}, language,
                {policy::name(grade), label(grade).in(language), std::to_string(by_grade[i])}));
        }
        sentences.push_back(
            fill(Words{"用到的 {0} 条规定中，{1} 条未经官方文件证实：{2}。",
                       "Of {0} rules used, {1} are not confirmed by an official text: {2}."},
                 language,
                 {std::to_string(rules), std::to_string(rules - official),
                  internal::listed(grades, language)}));
    }
    if (without_article > 0) {
        sentences.push_back(
            fill(Words{"{0} 条规定的条款未知。", "The article of {0} rules is not known."},
                 language, {std::to_string(without_article)}));
    }
    return sentences;
}

RefusalText refusal(const Outcome& outcome, const policy::Book& book, Language language) {
    const adjudication::Refusal& found = outcome.refusal;
    RefusalText text;
    text.code = name(found.code);
    text.sentence = std::string{label(found.code).in(language)};
    const std::vector<std::string> parts = details(outcome, language);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool is_first = i == 0;
        text.sentence +=
            language == Language::zh ? (is_first ? "：" : "，") : (is_first ? ": " : ", ");
        text.sentence += parts[i];
    }
    text.remedy = std::string{remedy(found.code).in(language)};
    if (found.fact && found.code == ErrorCode::rule_unknown) {
        text.remedy = fill(Words{"核对 {0}；可用的代码见 docs/using/case-file.md",
                                 "check {0}; its codes are in docs/using/case-file.md"},
                           language, {adjudication::key_of(*found.fact)});
    }
    if (found.row != nullptr) {
        text.rule = rule_id(*found.row, book);
        text.clause = clause_of(*found.row, book);
    } else {
        text.clause = national_clause(found.code);
    }
    return text;
}

}  // namespace yidi::explain
