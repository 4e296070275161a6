#include "domain/guidance/tell_advice.h"

#include <utility>

#include "base/assert.h"
#include "domain/explain/labels.h"
#include "domain/explain/ranges.h"
#include "domain/guidance/internal/advice_words.h"

namespace yidi::guidance {
namespace {

using explain::Language;
using explain::Words;
using internal::fill;

std::string yuan(Money amount) {
    std::string text = to_yuan(amount);
    const std::size_t first = amount < Money{} ? 1 : 0;
    for (std::size_t at = text.size() - 3; at > first + 3;) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    return text;
}
std::string span(const std::array<Money, 2>& ends) {
    return ends[0] == ends[1] ? yuan(ends[0]) : yuan(ends[0]) + " – " + yuan(ends[1]);
}

/// What a column takes, beside the money.
std::string note_of(const Column& column, Language language) {
    std::string note;
    const auto add = [&](std::string_view text) {
        if (!note.empty()) note += language == Language::zh ? "；" : "; ";
        note += text;
    };
    if (column.closed) {
        add(Words{"参保地不办这一类", "the insured region does not take it"}.in(language));
    }
    if (!column.fits) {
        add(column.kind == policy::FilingKind::referral
                ? Words{"要有转诊证明", "needs a referral"}.in(language)
            : column.kind == policy::FilingKind::emergency
                ? Words{"仅限急诊抢救", "emergencies only"}.in(language)
                : Words{"要在那里长期居住、工作或定居", "only for those who live or work there"}.in(
                      language));
    }
    if (!column.kind && !column.manual && column.has_amounts()) {
        add(Words{"可直接结算", "settled directly"}.in(language));
    }
    if (column.manual) {
        add(Words{"先全额自付，再回参保地手工报销", "paid in full first, then claimed at home"}.in(
            language));
    }
    if (!column.has_amounts() && column.answer) {
        add(explain::label(column.answer->outcome.refusal.code).in(language));
    }
    return note;
}

AdviceRow row_of(const Column& column, bool advised, Language language) {
    AdviceRow row;
    row.name = column.kind ? policy::name(*column.kind) : "none";
    row.label =
        (column.kind ? explain::label(*column.kind) : Words{"不备案", "no filing"}).in(language);
    row.note = note_of(column, language);
    row.advised = advised;
    if (!column.answer) return row;
    row.status = adjudication::name(column.answer->status);
    if (column.has_amounts()) {
        row.funds = paid_in(*column.answer);
        row.person = borne_in(*column.answer);
    }
    return row;
}

Statement worth_of(const Advice& advice, Language language) {
    const std::string by_packs{
        Words{"按参保地政策包逐步计算，每一步都有依据",
              "computed by the insured region's pack, each step with its clause"}
            .in(language)};
    const std::string nobody{Words{"不编造数字", "no number is invented"}.in(language)};
    if (advice.action == Action::nothing) {
        return {
            .text =
                std::string{
                    Words{"无需备案，待遇不受影响", "No filing is needed, and nothing is lost"}.in(
                        language)},
            .clause = advice.exempt ? advice.exempt->clause : std::string{},
            .grade = {}};
    }
    if (!advice.worth) {
        const Words why = advice.columns.empty()
                              ? Words{"值多少钱未知：还缺必要的回答",
                                      "Its worth is not known: an answer is missing"}
                              : Words{"值多少钱未知：不掌握适用的规定",
                                      "Its worth is not known: no rule is known"};
        return {.text = std::string{why.in(language)}, .clause = nobody, .grade = {}};
    }
    const Words words =
        advice.against_window
            ? Words{"值 {amount} 元：不备案要在窗口全额自付，手工报销能报多少不清楚",
                    "Worth {amount} yuan at the window, where all is paid without it; what a "
                    "manual "
                    "claim would give back is not known"}
            : Words{"比不备案基金多付 {amount} 元",
                    "The funds pay {amount} yuan more than without"};
    return {.text = fill(words.in(language), {{"amount", span(*advice.worth)}}),
            .clause = by_packs,
            .grade = policy::Grade::I};
}

std::string question_of(const Advice& advice, Language language) {
    if (!advice.ask) return {};
    std::string text;
    for (const Question& question : questions()) {
        if (question.key == advice.ask->key) text = question.text.in(language);
    }
    if (text.empty()) text = explain::question_for(advice.ask->key, language);
    if (!advice.ask->name.empty()) {
        const std::string_view name = explain::label_of_word(advice.ask->name).in(language);
        text += language == Language::zh ? "（" : " (";
        text += name;
        text += language == Language::zh ? "）" : ")";
    }
    if (advice.ask->worth) {
        text += fill(Words{"答案不同，个人负担最多相差 {amount} 元",
                           " Its answers differ by up to {amount} yuan"}
                         .in(language),
                     {{"amount", yuan(*advice.ask->worth)}});
    }
    return text + " (" + advice.ask->key + ")";
}

void add_statements(std::string& page, Words title, const std::vector<Statement>& all,
                    Language language) {
    if (all.empty()) return;
    page += '\n';
    page += title.in(language);
    page += '\n';
    for (const Statement& one : all) {
        page += "  - " + one.text;
        if (!one.clause.empty()) {
            page += "  [" + one.clause;
            if (one.grade && one.clause.find("(" + std::string{policy::name(*one.grade)} + ")") ==
                                 std::string::npos) {
                page += std::string{", "} + std::string{policy::name(*one.grade)};
            }
            page += "]";
        }
        page += '\n';
    }
}

}  // namespace

AdviceText tell(const Advice& advice, const policy::Book& book, Language language) {
    const internal::AdviceWords words{advice, book, language};
    AdviceText out{.headline = words.headline(),
                   .say = words.say(),
                   .papers = words.papers(),
                   .deadlines = words.deadlines(),
                   .worth = worth_of(advice, language),
                   .rows = {},
                   .warnings = words.warnings(),
                   .question = question_of(advice, language)};
    for (std::size_t i = 0; i < advice.columns.size(); ++i) {
        out.rows.push_back(row_of(advice.columns[i], i == advice.chosen, language));
    }
    return out;
}

std::string to_text(const Advice& advice, const policy::Book& book, Language language) {
    const AdviceText text = tell(advice, book, language);
    std::string page = text.headline + '\n';
    page += text.worth.text + (language == Language::zh ? "。" : ".") + "\n";
    if (!text.say.empty()) {
        page += '\n';
        page += Words{"窗口这样说：", "Say at the window: "}.in(language);
        page += text.say + '\n';
    }
    add_statements(page, {"材料", "Papers"}, text.papers, language);
    add_statements(page, {"期限", "By when"}, text.deadlines, language);
    if (!text.rows.empty()) {
        page += '\n';
        page += Words{"同一笔费用，不同办法", "The same bill in each way"}.in(language);
        page += '\n';
    }
    for (const AdviceRow& row : text.rows) {
        page += row.advised ? "  * " : "    ";
        page += row.label;
        page += language == Language::zh ? "：" : ": ";
        page +=
            row.funds
                ? fill(Words{"基金 {funds}，个人 {person}", "funds {funds}, person {person}"}.in(
                           language),
                       {{"funds", span(*row.funds)}, {"person", span(*row.person)}})
                : std::string{Words{"未知", "unknown"}.in(language)};
        if (!row.note.empty()) page += " (" + row.note + ")";
        page += '\n';
    }
    add_statements(page, {"注意", "Mind"}, text.warnings, language);
    if (!text.question.empty()) {
        page += '\n';
        page += Words{"最有用的问题：", "The question that narrows it most: "}.in(language);
        page += text.question + '\n';
    }
    return page;
}

}  // namespace yidi::guidance
