#pragma once

#include <initializer_list>
#include <memory>

#include "base/error.h"
#include "domain/adjudication/case.h"
#include "domain/policy/policy.h"

namespace yidi::explain::internal {

struct AlteredRule {
    policy::Parameter parameter;
    policy::Value value;
};

/// The rules of a case's regions with every row of some parameters saying something else: what
/// would be if there were no such limit. Other packs are left out. Not cheap: the pack is proved
/// anew. Errors    bad_pack.
[[nodiscard]] Result<std::unique_ptr<const policy::Book>> altered_book(
    const policy::Book& book, const adjudication::Case& facts,
    std::initializer_list<AlteredRule> rules);

}  // namespace yidi::explain::internal
