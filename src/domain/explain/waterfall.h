#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"
#include "domain/adjudication/answer.h"
#include "domain/explain/language.h"
#include "domain/policy/policy.h"

namespace yidi::explain {

/// What a bar stands for. The costs and the funds sum to the total, and so do the funds and the
/// payers: the costs say why the person bears something, the payers with which money.
enum class BarGroup : std::uint8_t {
    total,
    cost,  ///< not covered, over limit, first-pay, remote first-pay, deductible, the person's share
           ///< above it
    fund,  ///< each fund that paid
    payer,  ///< account, family account, cash, hospital
};
[[nodiscard]] std::string_view name(BarGroup group);

struct Bar {
    BarGroup group = BarGroup::total;
    std::string id;  ///< field of the answer, or "layer:large", or "share"
    std::string label;
    Money amount;  ///< only "share" can be negative: a layer gave back some of the costs before it
    std::string step;    ///< id of the step that tells it ("s12"); empty without a trace
    std::string clause;  ///< the rule's clause; empty where arithmetic decides
};

/// The bars of a settlement from the total down to cash, those of zero left out except total and
/// cash. The amounts are the answer's own. Empty for unknown and rejected; for a range those of its
/// worse end.
[[nodiscard]] std::vector<Bar> waterfall(const adjudication::Answer& answer,
                                         const policy::Book& book, Language language);

}  // namespace yidi::explain
