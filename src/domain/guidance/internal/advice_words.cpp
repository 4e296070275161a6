#include "domain/guidance/internal/advice_words.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"
#include "domain/explain/clause.h"
#include "domain/explain/filing_words.h"
#include "domain/explain/labels.h"

namespace yidi::guidance::internal {
namespace {

using explain::Language;
using explain::Words;
using policy::Found;
using policy::Grade;
using policy::KindRules;

Values values_of(const Advice& advice, const policy::Book& book, Language language) {
    const auto region = [&](std::optional<std::uint32_t> code, Words words) {
        const std::string_view name = code ? book.regions().name(*code) : std::string_view{};
        return std::string{name.empty() ? words.in(language) : name};
    };
    Values values{
        {"home", region(advice.answers.insuplc_admdvs, {"参保地", "the insured region"})},
        {"place", region(advice.answers.mdtrtarea_admvs, {"就医地", "the place of care"})},
        {"kind", std::string{explain::label(advice.kind).in(language)}},
        {"first", to_string(advice.first)},
    };
    if (advice.last) values["last"] = to_string(*advice.last);
    return values;
}

}  // namespace

AdviceWords::AdviceWords(const Advice& advice, const policy::Book& book, Language language)
    : advice_{advice}, language_{language}, values_{values_of(advice, book, language)} {}

std::string AdviceWords::text(Words words) const {
    return fill(words.in(language_), values_);
}
std::string AdviceWords::text(Words words, Values more) const {
    more.insert(values_.begin(), values_.end());
    return fill(words.in(language_), more);
}

Statement AdviceWords::national(Words words, std::string_view article, Grade grade) const {
    const std::optional<explain::Clause> clause = explain::national_clause(ErrorCode::not_filed);
    YIDI_ASSERT(clause.has_value());
    // The number says enough: with its title a page of statements could not be read.
    return {
        .text = text(words), .clause = clause->doc + ", " + std::string{article}, .grade = grade};
}

Statement AdviceWords::unknown(Words words) const {
    return {.text = text(words),
            .clause = text({"没有掌握这项规定，请问{home}", "no rule is known: ask {home}"}),
            .grade = {}};
}

template <class T>
Statement AdviceWords::ruled(std::string_view text, const Found<T>& rule) const {
    return {.text = std::string{text}, .clause = rule.clause(), .grade = rule.ruled->source.grade};
}

template <class T>
Found<T> AdviceWords::find(policy::Rule<T> KindRules::*rule) const {
    return advice_.rules ? advice_.rules->find(rule) : Found<T>{};
}

std::string AdviceWords::headline() const {
    switch (advice_.action) {
        case Action::file:
            return text(
                {"办理“{kind}”备案，备到{place}（到市，不到医院），{first} 起[，至 {last}]。",
                 "File as \"{kind}\" for {place} (the city, not the hospital), from "
                 "{first}[ to {last}]."});
        case Action::nothing:
            return advice_.exempt
                       ? text(
                             {"到{place}就医无需备案，带医保码或社保卡即可。",
                              "Care in {place} needs no filing: bring the insurance code or card."})
                       : text({"在参保地就医，无需备案。",
                               "Care in the insured region needs no filing."});
        case Action::flag_emergency:
            return text({"急诊抢救视同已备案：请医院在结算前上传急诊标志。",
                         "An emergency counts as filed: have the hospital upload the flag before "
                         "it settles."});
        case Action::claim:
            return text({"已经自费结算：备齐材料，回{home}申请手工报销。",
                         "All is paid already: claim manually in {home} with the papers."});
    }
    YIDI_ASSERT(false);
}

std::string AdviceWords::say() const {
    switch (advice_.action) {
        case Action::file:
            return advice_.answers.stage == Stage::in_hospital
                       ? text({"我在{home}参保，正在{place}住院，要补办“{kind}”备案，{first} 起；"
                               "请告诉我办好后医院怎样重新登记。",
                               "I am insured in {home} and in hospital in {place}. I want to file "
                               "as \"{kind}\" from {first}. How does the hospital register me "
                               "again after that?"})
                       : text({"我在{home}参保，要到{place}就医，办理“{kind}”备案，{first} 起；"
                               "请问缺哪些材料，能否先签承诺书？",
                               "I am insured in {home} and want to file as \"{kind}\" for {place}, "
                               "from {first}. Which papers are missing, and would a promise letter "
                               "do for now?"});
        case Action::nothing:
            return advice_.exempt
                       ? text({"我是{home}参保人，到{place}就医无需备案，请按医保患者登记。",
                               "I am insured in {home} and need no filing for {place}. "
                               "Please register me with my insurance."})
                       : std::string{};
        case Action::flag_emergency:
            return text({"我在{home}参保，是急诊抢救，请如实上传急诊标志，按异地急诊抢救直接结算。",
                         "I am insured in {home} and came as an emergency. Please upload the flag "
                         "and settle directly as an emergency."});
        case Action::claim:
            return text({"我在{home}参保，在{place}自费结算了，请问手工报销要哪些材料、何时截止？",
                         "I am insured in {home} and paid by myself in {place}. Which papers does "
                         "a manual claim need, and by when?"});
    }
    YIDI_ASSERT(false);
}

std::string AdviceWords::paper_group(const policy::AnyOf& group) const {
    std::string names;
    bool have = false;
    for (const std::string& one : group) {
        if (!names.empty()) names += Words{" 或 ", " or "}.in(language_);
        names += explain::label_of_paper(one).in(language_);
        have =
            have || std::ranges::find(advice_.answers.papers, one) != advice_.answers.papers.end();
    }
    if (have) names += Words{"（已有）", " (at hand)"}.in(language_);
    return names;
}

void AdviceWords::add_filing_papers(std::vector<Statement>& out) const {
    out.push_back(national({"医保码、身份证或社保卡，备案表（网上填写即可）",
                            "insurance code, identity card or social security card, and the form "
                            "(filled in online)"},
                           "规程第八条"));
    const Found<std::vector<policy::AnyOf>> asked = find(&KindRules::materials);
    if (!asked) {
        out.push_back(unknown(
            {"这一类备案还要哪些证明不清楚", "which other papers this kind needs is not known"}));
        return;
    }
    for (const policy::AnyOf& group : *asked) out.push_back(ruled(paper_group(group), asked));
    if (asked.ruled->value.empty()) {
        out.push_back(ruled(text({"不需要其他证明", "no other papers are needed"}), asked));
        return;
    }
    add_promise(out);
}

void AdviceWords::add_promise(std::vector<Statement>& out) const {
    const Found<bool> taken = find(&KindRules::promise);
    if (!taken) {
        out.push_back(
            unknown({"能否先签承诺书不清楚", "whether a promise letter does is not known"}));
        return;
    }
    if (!*taken) {
        out.push_back(ruled(
            text({"不接受承诺书，要交证明", "a promise letter does not do: the papers are needed"}),
            taken));
        return;
    }
    out.push_back(ruled(text({"证明一时不齐的，可先签个人承诺书",
                              "where they are not at hand, a promise letter does for now"}),
                        taken));
    const Found<std::int32_t> days = find(&KindRules::promise_days);
    if (!days) {
        out.push_back(unknown(
            {"承诺的材料多久内补交不清楚", "by when the promised papers are due is not known"}));
        return;
    }
    out.push_back(ruled(text({"承诺的材料要在 {days} 天内（{due} 前）补交",
                              "the promised papers are due within {days} days, by {due}"},
                             {{"days", std::to_string(*days)},
                              {"due", to_string(advice_.answers.today.plus_days(*days))}}),
                        days));
}

void AdviceWords::add_claim_papers(std::vector<Statement>& out) const {
    const auto by_guide = [&](Words words) {
        return Statement{.text = text(words),
                         .clause = text({"办事指南的通常要求，以{home}为准",
                                         "usual lists of service guides; {home} decides"}),
                         .grade = Grade::P};
    };
    const bool stay = !advice_.answers.care || advice_.answers.care == Care::inpatient;
    out.push_back(by_guide({"医保码、身份证或社保卡，本人银行账户",
                            "insurance code or card, identity card, own bank account"}));
    out.push_back(by_guide({"发票（原件或电子票据）、费用清单", "receipt and itemised list"}));
    out.push_back(stay ? by_guide({"出院记录或诊断证明", "discharge record or diagnosis"})
                       : by_guide({"处方或门诊病历", "prescription or outpatient record"}));
    if (advice_.kind == policy::FilingKind::emergency) {
        out.push_back(by_guide({"病历上的急诊标志", "the emergency mark on the record"}));
    }
    if (advice_.kind == policy::FilingKind::referral) {
        out.push_back(by_guide({"转诊转院证明", "the referral certificate"}));
    }
}

std::vector<Statement> AdviceWords::papers() const {
    std::vector<Statement> out;
    switch (advice_.action) {
        case Action::file: add_filing_papers(out); break;
        case Action::claim: add_claim_papers(out); break;
        case Action::flag_emergency:
            out.push_back(national({"医保码、身份证或社保卡，不需要备案材料",
                                    "insurance code, identity card or social security card; no "
                                    "papers for a filing"},
                                   "规程第八条"));
            break;
        case Action::nothing: break;
    }
    return out;
}

void AdviceWords::add_backdating(std::vector<Statement>& out) const {
    const Found<std::int32_t> back = find(&KindRules::backdate_days);
    if (!back) {
        out.push_back(unknown({"备案起始日最多能往前追溯几天不清楚",
                               "how far back a filing may begin is not known"}));
        return;
    }
    const Date earliest = advice_.answers.today.plus_days(-*back);
    out.push_back(ruled(text({"备案起始日最早可写 {day}（往前 {days} 天）",
                              "the filing may begin on {day} at the earliest ({days} days back)"},
                             {{"day", to_string(earliest)}, {"days", std::to_string(*back)}}),
                        back));
}

std::vector<Statement> AdviceWords::deadlines() const {
    std::vector<Statement> out;
    switch (advice_.action) {
        case Action::file: {
            const bool before = advice_.answers.stage == Stage::before;
            if (before) {
                out.push_back(national({"入院前办好，起始日不晚于入院当日",
                                        "before the admission; it begins no later than that day"},
                                       "通知二（四）；规程第十六条"));
            }
            out.push_back(national({"最迟在出院结算前办好，医院就应直接结算",
                                    "at the latest before the discharge is settled: then the "
                                    "hospital has to settle directly"},
                                   "通知二（四）；规程第十六条"));
            if (!before) add_backdating(out);
            const Found<policy::Decision> who = find(&KindRules::decision);
            if (who && *who == policy::Decision::instant) {
                out.push_back(ruled(text({"提交后即时生效", "it takes effect at once"}), who));
            } else if (who) {
                out.push_back(ruled(
                    text({"要经审核，请提前几天办", "it is reviewed: allow a few days"}), who));
            } else {
                out.push_back(unknown({"是否即时办结不清楚，请提前办",
                                       "whether it is instant is not known: do it early"}));
            }
            break;
        }
        case Action::flag_emergency:
            out.push_back(national({"医院结算前上传急诊标志", "before the hospital settles"},
                                   "规程第三十四条"));
            break;
        case Action::claim:
            out.push_back(national({"自费结算后补办备案的，能否按已备案报销由{home}规定",
                                    "whether a filing made after paying counts is for {home} to "
                                    "say"},
                                   "通知二（四）；规程第十六条"));
            out.push_back(
                unknown({"手工报销的截止时间不清楚，尽快办理，跨年前最好交齐",
                         "by when a manual claim has to be made is not known: do it soon, best "
                         "within the year"}));
            break;
        case Action::nothing: break;
    }
    return out;
}

void AdviceWords::add_lock(std::vector<Statement>& out) const {
    const Found<policy::Span> lock = find(&KindRules::lock);
    if (!lock) {
        out.push_back(national({"备案后一段时间内可能不能变更或取消（一般不超过 6 个月）",
                                "for a time it may not be changed or cancelled, in principle at "
                                "most 6 months"},
                               "通知二（三）"));
        return;
    }
    if (lock.ruled->value.is_endless()) return;
    const Date free = lock.ruled->value.first_day_after(advice_.first);
    out.push_back(ruled(text({"{day} 前不能变更或取消", "no change or cancellation before {day}"},
                             {{"day", to_string(free)}}),
                        lock));
}

std::vector<Statement> AdviceWords::warnings() const {
    std::vector<Statement> out;
    const auto experience = [&](Words words) {
        return Statement{.text = text(words),
                         .clause = text({"患者经验，不是政策", "patients' experience, not policy"}),
                         .grade = Grade::P};
    };
    const auto by_guides = [&](Words words) {
        return Statement{
            .text = text(words),
            .clause = text({"多份办事指南的说法", "as several service guides tell it"}),
            .grade = Grade::P};
    };
    if (advice_.refused) {
        out.push_back(
            {.text = text(
                 {"按参保地规定可能不受理：{why}", "the insured region may not take it: {why}"},
                 {{"why", std::string{explain::label(advice_.refused->code).in(language_)}}}),
             .clause = advice_.refused->source,
             .grade = Grade::P});
    }
    if (advice_.action == Action::file && !advice_.kind_is_sure) {
        out.push_back(
            national({"就医原因未说明：在那里长期居住、工作、退休定居或有转诊的，另有更合适的类型",
                      "the reason is not stated: living, working, having retired there "
                      "or a referral each have a kind that suits better"},
                     "规程第七条；通知二（二）"));
    }
    if (advice_.answers.care == Care::chronic && advice_.answers.recognised != true) {
        out.push_back(
            by_guides({"门诊慢特病要先在{home}认定，机构也要开通该病种",
                       "the chronic disease has to be recognised in {home} first, and the "
                       "institution open for it"}));
    }
    if (advice_.action != Action::claim) {
        out.push_back(experience({"不要在自助机上按自费挂号，会断开医保；到人工窗口说明是异地医保",
                                  "do not register as self-pay at a kiosk: it loses the link; go "
                                  "to a staffed window"}));
    }
    if (advice_.action == Action::file) {
        out.push_back(experience({"备案不收费，不要把钱或银行密码给代办的人",
                                  "filing is free: give no money and no bank password to agents"}));
        out.push_back(experience(
            {"签完承诺书还要再按一次提交", "after signing the promise letter, submit once more"}));
        add_lock(out);
    }
    return out;
}

}  // namespace yidi::guidance::internal
