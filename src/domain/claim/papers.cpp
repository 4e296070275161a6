#include "domain/claim/papers.h"

#include <algorithm>
#include <array>

#include "domain/policy/regions.h"

namespace yidi::claim {
namespace {

constexpr std::array<std::string_view, kWhenCount> kWhens{
    "always", "inpatient",     "outpatient", "emergency",    "referral", "agent",
    "injury", "card_unusable", "filed",      "dual_channel", "heirs",    "third_party"};

bool speaks_for(const PaperRule& rule, const Asking& asking) {
    const bool here = rule.region == policy::kNationalFrame || rule.region == asking.area ||
                      policy::covers(rule.region, asking.area);
    return here && rule.valid.contains(asking.day);
}

}  // namespace

std::string_view name(When when) {
    return kWhens[static_cast<std::size_t>(when)];
}

std::optional<When> parse_when(std::string_view text) {
    const auto* const found = std::ranges::find(kWhens, text);
    if (found == kWhens.end()) {
        return {};
    }
    return static_cast<When>(found - kWhens.begin());
}

Situation situation_of(const Statement& statement, const Registered& registered) {
    Situation situation = bit(When::always);
    const auto add = [&situation](bool holds, When when) {
        if (holds) {
            situation = static_cast<Situation>(situation | bit(when));
        }
    };
    add(statement.is_stay(), When::inpatient);
    add(!statement.is_stay(), When::outpatient);
    add(statement.er_flag.value_or(false), When::emergency);
    add(statement.circumstances.referral, When::referral);
    add(statement.circumstances.by_agent, When::agent);
    add(statement.trum_flag && !statement.is_advance(), When::injury);
    add(statement.is_advance(), When::third_party);
    add(statement.circumstances.card_unusable, When::card_unusable);
    add(registered.is_filed, When::filed);
    add(statement.circumstances.dual_channel, When::dual_channel);
    add(registered.has_died, When::heirs);
    return situation;
}

std::vector<const PaperRule*> papers_for(const PaperRules& rules, Situation situation,
                                         const Asking& asking) {
    std::vector<const PaperRule*> papers;
    for (const PaperRule& rule : rules.all()) {
        const bool twice = std::ranges::any_of(
            papers, [&rule](const PaperRule* one) { return one->kind == rule.kind; });
        if ((situation & bit(rule.when)) != 0 && speaks_for(rule, asking) && !twice) {
            papers.push_back(&rule);
        }
    }
    return papers;
}

std::vector<const PaperRule*> missing(const std::vector<const PaperRule*>& asked,
                                      const std::vector<std::string>& handed_in) {
    std::vector<const PaperRule*> papers;
    std::ranges::copy_if(asked, std::back_inserter(papers), [&](const PaperRule* rule) {
        return std::ranges::find(handed_in, rule->kind) == handed_in.end();
    });
    return papers;
}

}  // namespace yidi::claim
