#include "domain/guidance/tell.h"

#include "base/assert.h"
#include "domain/explain/clause.h"
#include "domain/explain/labels.h"
#include "domain/guidance/internal/fill.h"

namespace yidi::guidance {
namespace {

using explain::Language;
using explain::Words;
using internal::fill;
using internal::Values;

std::string joined(const std::vector<std::string>& names, Language language) {
    std::string text;
    for (const std::string& one : names) {
        if (!text.empty()) text += language == Language::zh ? "、" : ", ";
        text += one;
    }
    return text;
}

Values values_of(const Chain& chain, const ChainLink& link, Language language) {
    const auto or_else = [&](const std::string& name, Words words) {
        return name.empty() ? std::string{words.in(language)} : name;
    };
    Values values{
        {"home", or_else(chain.home, {"参保地", "the insured region"})},
        {"place", or_else(chain.place, {"就医地", "the place of care"})},
        {"business", std::string{explain::label(chain.business).in(language)}},
        {"disease", chain.disease},
        {"institution", chain.institution},
        {"elsewhere", joined(chain.elsewhere, language)},
        {"name", link.name},
    };
    if (link.day) values["day"] = to_string(*link.day);
    if (link.days) values["days"] = std::to_string(*link.days);
    if (link.kind) values["kind"] = explain::label(*link.kind).in(language);
    if (link.amount) {
        values["amount"] = to_yuan(*link.amount) + (language == Language::zh ? " 元" : " yuan");
    }
    return values;
}

/// Those of the first group speak in the words of their link.
bool speaks_by_link(Cause cause) {
    return cause == Cause::in_order || cause == Cause::not_known;
}

std::string clause_of(const ChainLink& link, Language language) {
    if (!link.rule.empty()) return link.rule;
    return link.clause ? explain::to_text(*link.clause, language) : std::string{};
}

/// Care at home leaves several links without need, not only the filing.
Words what_of(const ChainLink& link) {
    const LinkWords& words = words_of(link.link);
    if (link.cause == Cause::in_order) return words.fine;
    if (link.cause == Cause::not_known) return words.unknown;
    return words_of(link.cause).what;
}

std::string_view mark(LinkState state) {
    switch (state) {
        case LinkState::green: return "[+]";
        case LinkState::red: return "[x]";
        case LinkState::not_needed: return "[-]";
        case LinkState::not_known: return "[?]";
        case LinkState::not_reached: return "[ ]";
    }
    YIDI_ASSERT(false);
}

void add_line(std::string& text, Words before, const std::string& what, Language language) {
    if (what.empty()) return;
    text += "      ";
    text += before.in(language);
    text += what;
    text += '\n';
}

}  // namespace

LinkText tell(const Chain& chain, Link link, Language language) {
    const ChainLink& one = chain.at(link);
    const Values values = values_of(chain, one, language);
    const CauseWords& words = words_of(one.cause);
    LinkText text{.label = std::string{words_of(link).label.in(language)},
                  .state = std::string{label(one.state).in(language)},
                  .what = fill(what_of(one).in(language), values),
                  .say = {},
                  .next = {},
                  .whom = {},
                  .clause = clause_of(one, language)};
    if (one.cause == Cause::not_known) {
        text.next = fill(words_of(link).look.in(language), values);
        text.whom = fill(label(words_of(link).ask).in(language), values);
    } else if (!speaks_by_link(one.cause)) {
        text.say = fill(words.say.in(language), values);
        text.next = fill(words.next.in(language), values);
        if (one.state == LinkState::red) text.whom = fill(label(words.ask).in(language), values);
    }
    return text;
}

std::string headline(const Chain& chain, Language language) {
    if (const ChainLink* broken = chain.broken()) {
        const LinkText text = tell(chain, broken->link, language);
        return fill(
            Words{"不能直接结算：{what}。", "Direct settlement fails: {what}."}.in(language),
            {{"what", text.what}});
    }
    if (chain.holds()) {
        return std::string{
            Words{"可以直接结算。", "The bill can be settled directly."}.in(language)};
    }
    std::vector<std::string> open;
    for (const ChainLink& one : chain.links) {
        if (one.state == LinkState::not_known && one.link != Link::limit) {
            open.emplace_back(words_of(one.link).label.in(language));
        }
    }
    return fill(Words{"没有发现不通的环节；尚不清楚：{open}。",
                      "Nothing known breaks it; not known yet: {open}."}
                    .in(language),
                {{"open", joined(open, language)}});
}

std::string to_text(const Chain& chain, Language language) {
    std::string text = headline(chain, language) + "\n\n";
    for (const ChainLink& one : chain.links) {
        const LinkText told = tell(chain, one.link, language);
        text += "  ";
        text += mark(one.state);
        text += ' ' + told.label + (language == Language::zh ? "：" : ": ") + told.what + '\n';
        add_line(text, {"窗口这样说：", "Say at the window: "}, told.say, language);
        add_line(text, {"怎么办：", "What to do: "}, told.next, language);
        add_line(text, {"问谁：", "Whom to ask: "}, told.whom, language);
        const bool cited = one.state != LinkState::green && one.state != LinkState::not_reached;
        if (cited) add_line(text, {"依据：", "Rule: "}, told.clause, language);
    }
    return text;
}

Error refusal_of(const Chain& chain, Language language) {
    const ChainLink* broken = chain.broken();
    YIDI_ASSERT(broken != nullptr);
    const CauseWords& words = words_of(broken->cause);
    LinkText text = tell(chain, broken->link, language);
    return {.code = words.code.value_or(ErrorCode::not_allowed),
            .where = std::string{name(broken->link)},
            .rule = std::move(text.label),
            .remedy = std::move(text.next),
            .detail = std::move(text.what),
            .source = std::move(text.clause)};
}

}  // namespace yidi::guidance
