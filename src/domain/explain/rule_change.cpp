#include "domain/explain/rule_change.h"

#include <algorithm>

#include "base/assert.h"
#include "domain/explain/fill.h"

namespace yidi::explain {
namespace {

using policy::PolicyDate;

Words day_that_counts(PolicyDate date) {
    switch (date) {
        case PolicyDate::admission: return {"入院日", "the day of admission"};
        case PolicyDate::discharge: return {"出院日", "the day of discharge"};
        case PolicyDate::settlement: return {"结算日", "the day of settlement"};
    }
    YIDI_ASSERT(false);
}

}  // namespace

std::optional<RuleChange> rule_change(const adjudication::Case& facts,
                                      const adjudication::Outcome& outcome, Language language) {
    const policy::CompiledScheme* scheme = outcome.scheme;
    if (scheme == nullptr || !facts.begndate || (!facts.enddate && !facts.setl_date)) return {};
    const Date discharged = facts.enddate.value_or(facts.setl_date.value_or(*facts.begndate));
    const Date settled = facts.setl_date.value_or(discharged);
    const policy::Epoch* last = scheme->at(std::max(discharged, settled));
    if (last == nullptr || last == scheme->at(*facts.begndate)) return {};
    const Date counts = scheme->policy_date == PolicyDate::admission    ? *facts.begndate
                        : scheme->policy_date == PolicyDate::settlement ? settled
                                                                        : discharged;
    return RuleChange{
        .on = last->valid.from,
        .counts = counts,
        .text =
            fill(Words{"参保地的规定从 {0} 起有变化，这次就医跨过了这一天；按{1}（{2}）的规定算。",
                       "The insured region's rules changed on {0}, within this care; those of "
                       "{1} ({2}) count."},
                 language,
                 {to_string(last->valid.from), day_that_counts(scheme->policy_date).in(language),
                  to_string(counts)})};
}

}  // namespace yidi::explain
