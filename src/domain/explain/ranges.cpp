#include "domain/explain/ranges.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/assert.h"
#include "domain/explain/clause.h"
#include "domain/explain/internal/describe.h"
#include "domain/explain/internal/text.h"
#include "domain/explain/labels.h"

namespace yidi::explain {
namespace {

using adjudication::Answer;
using adjudication::Because;
using adjudication::Fact;
using internal::fill;

[[nodiscard]] std::string yes_no(std::string_view flag, std::string_view subject,
                                 Language language) {
    return fill(flag == "true" ? Words{"是{0}", "{0}: yes"} : Words{"不是{0}", "{0}: no"}, language,
                {subject});
}

/// "三级（01）": a level's code says nothing to a patient.
[[nodiscard]] std::string level_text(std::string_view code, Language language) {
    const int number = code.size() == 2 ? (code[0] - '0') * 10 + (code[1] - '0') : 0;
    Words words{"医院等级 {0}", "hospital level {0}"};
    if (number >= 1 && number <= 4) words = {"三级医院（{0}）", "tertiary hospital ({0})"};
    if (number >= 5 && number <= 7) words = {"二级医院（{0}）", "secondary hospital ({0})"};
    if (number >= 8 && number <= 10) words = {"一级医院（{0}）", "primary hospital ({0})"};
    return fill(words, language, {code});
}

[[nodiscard]] std::string filing_text(std::string_view kind, Language language) {
    if (kind == "none") return std::string{Words{"没有备案", "no filing"}.in(language)};
    const std::optional<policy::FilingKind> parsed = policy::parse_filing_kind(kind);
    if (!parsed) return std::string{kind};
    return fill(Words{"备案为{0}", "filed as {0}"}, language, {label(*parsed).in(language)});
}

[[nodiscard]] std::string person_text(std::string_view code, Language language) {
    const std::optional<policy::Person> person = policy::person_of(code);
    if (!person) return std::string{code};
    return fill(Words{"{0}（{1}）", "{0} ({1})"}, language, {label(*person).in(language), code});
}

/// A candidate of an open fact as people say it.
[[nodiscard]] std::string candidate_text(const Because& open, std::string_view candidate,
                                         Language language) {
    const std::string subject{open.name.empty() ? label(open.fact).in(language)
                                                : label_of_word(open.name).in(language)};
    if (!open.name.empty()) {
        return std::string{
            (candidate == "true" ? Words{"是", "if so"} : Words{"不是", "if not"}).in(language)};
    }
    switch (open.fact) {
        case Fact::hosp_lv:
        case Fact::prev_hosp_lv: return level_text(candidate, language);
        case Fact::filing: return filing_text(candidate, language);
        case Fact::psn_type: return person_text(candidate, language);
        case Fact::insutype: {
            const std::optional<policy::Insutype> type = policy::parse_insutype(candidate);
            return type ? std::string{label(*type).in(language)} : std::string{candidate};
        }
        case Fact::mdtrtarea_admvs:
            return std::string{(candidate == "local"
                                    ? Words{"在参保地就医", "care in the insured region"}
                                    : Words{"在外省就医", "care in another province"})
                                   .in(language)};
        case Fact::er_flag:
            return yes_no(candidate, Words{"急诊", "emergency"}.in(language), language);
        case Fact::recognised:
            return yes_no(candidate, Words{"已认定的慢特病", "recognised disease"}.in(language),
                          language);
        case Fact::prev_dedc:
            if (candidate == "standard") {
                return std::string{
                    Words{"前次已付足起付线", "the deductible was paid in full in the stay before"}
                        .in(language)};
            }
            break;
        case Fact::inst_attr:
        case Fact::psn_idet:
        case Fact::ipt_cnt:
        case Fact::age:
        case Fact::insured_months:
        case Fact::retire_date:
        case Fact::insu_tier:
        case Fact::civil_rank:
        case Fact::dise_codg:
        case Fact::fixmedins_code:
        case Fact::date:
        case Fact::med_type:
        case Fact::insuplc_admdvs: break;
    }
    return fill(Words{"{0}为 {1}", "{0} {1}"}, language, {subject, candidate});
}

/// A reading of a pack's row, or one end of what a row leaves open. The label is the candidate's
/// index.
[[nodiscard]] std::string reading_text(const Because& open, std::string_view candidate,
                                       Language language) {
    YIDI_ASSERT(open.row != nullptr);
    const policy::Row& row = *open.row;
    const std::size_t index =
        candidate.size() == 1 ? static_cast<std::size_t>(candidate[0] - '0') : row.readings.size();
    if (row.readings.size() > 1 && index < row.readings.size()) {
        return internal::value_text(row, index, language);
    }
    // The one reading "falling": the deductible of a further admission is only known to lie between
    // two ends.
    return std::string{(candidate == "0" ? Words{"降到最低", "fallen to the lowest"}
                                         : Words{"没有降低", "not fallen at all"})
                           .in(language)};
}

[[nodiscard]] std::string subject_text(const Because& open, const policy::Book& book,
                                       Language language) {
    if (!open.is_choice) {
        if (open.name.empty()) {
            return fill(Words{"{0}未知", "The {0} is not known"}, language,
                        {label(open.fact).in(language)});
        }
        const Words pattern = open.fact == Fact::psn_idet
                                  ? Words{"参保人是否属于“{0}”未知",
                                          "It is not known whether the person counts as \"{0}\""}
                                  : Words{"医疗机构是否属于“{0}”未知",
                                          "It is not known whether the institution is {0}"};
        return fill(pattern, language, {label_of_word(open.name).in(language)});
    }
    YIDI_ASSERT(open.row != nullptr);
    return fill(
        Words{"规定没有写明{0}应怎样理解（{1}）", "The rules leave open how to read the {0} ({1})"},
        language, {label(open.row->parameter).in(language), shown_rule(*open.row, book, language)});
}

/// Whether what the readings give is less than the whole range: then there are ways in which the
/// open matter is never looked at (a bill that is refused does not ask for the hospital's level).
[[nodiscard]] bool leaves_amounts_out(const Because& open, const adjudication::Range& range) {
    if (open.readings.empty() || range.psn_part_amt[1] == Money{}) return false;
    Money least = open.readings.front().person[0];
    Money most = least;
    for (const Because::Reading& reading : open.readings) {
        least = std::min(least, reading.person[0]);
        most = std::max(most, reading.person[1]);
    }
    return range.psn_part_amt[0] < least || most < range.psn_part_amt[1];
}

[[nodiscard]] std::string because_sentence(const Because& open, const adjudication::Range& range,
                                           const policy::Book& book, Language language) {
    std::string text = subject_text(open, book, language);
    for (std::size_t i = 0; i < open.readings.size(); ++i) {
        const Because::Reading& reading = open.readings[i];
        const std::string candidate = open.is_choice
                                          ? reading_text(open, reading.label, language)
                                          : candidate_text(open, reading.label, language);
        text += language == Language::zh ? (i == 0 ? "：" : "；") : (i == 0 ? ": " : "; ");
        text +=
            fill(Words{"{0}，基金支付 {1}，个人负担 {2}", "{0}, the funds pay {1} and you pay {2}"},
                 language,
                 {candidate, internal::yuan_span(reading.fund, language),
                  internal::yuan_span(reading.person, language)});
    }
    text += language == Language::zh ? "。" : ".";
    if (leaves_amounts_out(open, range)) {
        text += Words{"其余金额与此无关。", " The other amounts do not depend on it."}.in(language);
    }
    return text;
}

struct Question {
    std::string_view key;
    Words words;
};

constexpr std::array kQuestions{
    Question{"insuplc_admdvs", {"在哪里参保？", "In which region is the person insured?"}},
    Question{
        "insutype",
        {"参加的是职工医保还是城乡居民医保？", "Which insurance is it, employee or resident?"}},
    Question{"psn_type",
             {"参保人是在职、退休，还是居民（未成年、成年、老年）？",
              "Is the person active or retired, or a resident (child, adult, old)?"}},
    Question{"hosp_lv", {"就诊医院是几级？", "Of which level is the hospital?"}},
    Question{"inst_attr",
             {"医院属于哪一类（例如是否省属）？",
              "Of which kind is the hospital (say, does the province own it)?"}},
    Question{"psn_idet",
             {"参保人有无特殊身份（特困、低保、公务员等）？",
              "Has the person a special status (extreme poverty, low income, civil servant)?"}},
    Question{"mdtrtarea_admvs", {"在哪里就医？", "Where is the care?"}},
    Question{"filing", {"办了哪一种异地就医备案？", "Which filing was made, if any?"}},
    Question{"er_flag", {"是不是急诊抢救？", "Was it an emergency?"}},
    Question{"ipt_cnt", {"这是本年度第几次住院？", "Which admission of the year is this?"}},
    Question{"age", {"参保人多大年龄？", "How old is the person?"}},
    Question{"insured_months",
             {"连续参保多少个月？", "For how many months has the person been insured?"}},
    Question{"retire_date", {"哪一天退休的？", "On which day did the person retire?"}},
    Question{"insu_tier", {"缴费是哪一档？", "Which tier is the insurance?"}},
    Question{"civil_rank", {"公务员是哪一级别？", "Which rank has the civil servant?"}},
    Question{"dise_codg", {"是哪一种疾病？", "Which disease is it?"}},
    Question{"fixmedins_code", {"在哪一家医院？", "Which institution is it?"}},
    Question{"recognised",
             {"这种慢特病是否已经认定？", "Has the chronic disease been recognised?"}},
    Question{"setl_date", {"哪一天就医、结算？", "On which day was the care, or its settlement?"}},
    Question{"prev/hosp_lv",
             {"前一次住院的医院是几级？", "Of which level was the hospital of the stay before?"}},
    Question{"prev/dedc",
             {"前一次住院付了多少起付线？", "How much deductible was paid in the stay before?"}},
    Question{"med_type",
             {"是住院、门诊还是购药？", "Was it a stay, an outpatient visit, or a pharmacy?"}},
};

}  // namespace

std::vector<std::string> because(const Answer& answer, const policy::Book& book,
                                 Language language) {
    std::vector<std::string> sentences;
    sentences.reserve(answer.range.because.size());
    for (const Because& open : answer.range.because) {
        sentences.push_back(because_sentence(open, answer.range, book, language));
    }
    return sentences;
}

std::string candidate(const Because& open, std::size_t reading, Language language) {
    YIDI_ASSERT(reading < open.readings.size());
    const std::string& said = open.readings[reading].label;
    if (open.is_choice) {
        return fill(Words{"{0}：{1}", "{0}: {1}"}, language,
                    {label(open.row->parameter).in(language), reading_text(open, said, language)});
    }
    if (open.name.empty()) return candidate_text(open, said, language);
    return yes_no(said, label_of_word(open.name).in(language), language);
}

std::string question_for(std::string_view key, Language language) {
    for (const Question& entry : kQuestions) {
        if (entry.key == key) return std::string{entry.words.in(language)};
    }
    return {};
}

std::string question(const Answer& answer, Language language) {
    const std::string& name = answer.range.ask_name;
    if (name.empty()) return question_for(answer.range.ask, language);
    // One name is what narrows the range; to ask for any other would not.
    const bool of_person = answer.range.ask == adjudication::key_of(Fact::psn_idet);
    const Words words = of_person
                            ? Words{"参保人是不是“{0}”？", "Does the person count as \"{0}\"?"}
                            : Words{"医疗机构是不是“{0}”？", "Is the institution {0}?"};
    return fill(words, language, {label_of_word(name).in(language)});
}

std::vector<std::string> filing_offers(std::span<const adjudication::WhatIf> filings,
                                       Language language) {
    using adjudication::Status;
    std::vector<std::string> sentences;
    for (const adjudication::WhatIf& filing : filings) {
        const std::string_view kind = label(filing.kind).in(language);
        const adjudication::Setlinfo& paid = filing.answer.outcome.setlinfo;
        switch (filing.answer.status) {
            case Status::computed:
                sentences.push_back(fill(Words{"{0}备案：基金支付 {1}，个人负担 {2}。",
                                               "Filed as {0}: the funds pay {1}, you pay {2}."},
                                         language,
                                         {kind, internal::yuan(paid.fund_pay_sumamt, language),
                                          internal::yuan(paid.psn_part_amt, language)}));
                break;
            case Status::range:
                sentences.push_back(
                    fill(Words{"{0}备案：基金支付 {1}，个人负担 {2}。",
                               "Filed as {0}: the funds pay {1}, you pay {2}."},
                         language,
                         {kind, internal::yuan_span(filing.answer.range.fund_pay_sumamt, language),
                          internal::yuan_span(filing.answer.range.psn_part_amt, language)}));
                break;
            case Status::unknown:
            case Status::rejected:
                sentences.push_back(
                    fill(Words{"{0}备案：{1}。", "Filed as {0}: {1}."}, language,
                         {kind, label(filing.answer.outcome.refusal.code).in(language)}));
                break;
        }
    }
    return sentences;
}

}  // namespace yidi::explain
