#include "cli/case_commands.h"

#include <array>
#include <ostream>
#include <utility>
#include <vector>

#include "adapters/codec/case_decoder.h"
#include "adapters/codec/pack_store.h"
#include "cli/policy_commands.h"
#include "domain/explain/sentences.h"

namespace yidi::cli {

using adjudication::Answer;
using adjudication::Status;

Result<policy::Regions> load_region_list(const Context& context) {
    return codec::load_regions(places_of(context).regions);
}

Result<policy::Book> load_book_for(const Context& context, const adjudication::Case& facts) {
    std::vector<std::uint32_t> codes{policy::kNationalFrame};
    if (facts.insuplc_admdvs) codes.push_back(*facts.insuplc_admdvs);
    if (facts.mdtrtarea_admvs) codes.push_back(*facts.mdtrtarea_admvs);
    return codec::load_book(places_of(context), codes);
}

Result<Answered> answer_case(const Context& context, const std::string& text,
                             const policy::Regions& regions) {
    Answered answered;
    YIDI_TRY(answered.file, codec::decode_case(text, regions));
    YIDI_TRY(answered.book, load_book_for(context, answered.file.facts));
    YIDI_TRY_VOID(app::estimate(answered.book, answered.file, {.trace = true}, answered.estimate));
    if (answered.file.published.empty()) return answered;
    YIDI_TRY(answered.published,
             app::check_published(answered.book, answered.file, answered.estimate, context.lang));
    return answered;
}

int exit_of(const Answer& answer) {
    const bool has_amounts = answer.status == Status::computed || answer.status == Status::range;
    return has_amounts ? 0 : exit_code(answer.outcome.refusal.code);
}

Error error_of(const Context& context, const Answer& answer, const policy::Book& book) {
    explain::RefusalText text = explain::refusal(answer.outcome, book, context.lang);
    return {
        .code = answer.outcome.refusal.code,
        .where = {},
        .rule = std::move(text.rule),
        .remedy = std::move(text.remedy),
        .detail = std::move(text.sentence),
        .source = text.clause ? explain::short_text(*text.clause, context.lang) : std::string{}};
}

std::string grouped(Money amount) {
    std::string text = to_yuan(amount);
    const std::size_t first = amount < Money{} ? 1 : 0;
    for (std::size_t at = text.size() - 3; at > first + 3;) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    return text;
}

std::string grouped(const std::array<Money, 2>& ends) {
    return ends[0] == ends[1] ? grouped(ends[0]) : grouped(ends[0]) + " – " + grouped(ends[1]);
}

void print_published(Context& context, std::span<const app::Verdict> published) {
    for (const app::Verdict& verdict : published) {
        context.out << "  " << verdict.name << ' ' << verdict.stated << "  ";
        switch (verdict.judgement) {
            case app::Judgement::right:
                context.out << in_language(context, {"正确", "right"});
                break;
            case app::Judgement::open:
                context.out << in_language(context, {"无法核对", "cannot be checked"});
                break;
            case app::Judgement::wrong:
                context.out << in_language(context, {"错误", "WRONG"});
                if (verdict.computed) {
                    context.out << in_language(context, {"，应为 ", ", it is "})
                                << *verdict.computed;
                }
                if (!verdict.step.empty()) {
                    context.out << in_language(context, {"；出错步骤：", "; at step "})
                                << verdict.step;
                }
                break;
        }
        context.out << '\n';
        if (!verdict.why.empty()) context.out << "    " << verdict.why << '\n';
    }
}

std::string_view in_language(const Context& context, explain::Words words) {
    return words.in(context.lang);
}

}  // namespace yidi::cli
