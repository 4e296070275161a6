#include "domain/explain/internal/altered_book.h"

#include <utility>
#include <vector>

namespace yidi::explain::internal {
namespace {

void alter(policy::Pack& pack, std::initializer_list<AlteredRule> rules) {
    for (policy::Scheme& scheme : pack.schemes) {
        for (policy::Row& row : scheme.rows) {
            for (const AlteredRule& rule : rules) {
                if (row.parameter != rule.parameter) continue;
                row.readings = {rule.value};
                row.interval = false;
                row.unknown.clear();
            }
        }
    }
}

}  // namespace

Result<std::unique_ptr<const policy::Book>> altered_book(const policy::Book& book,
                                                         const adjudication::Case& facts,
                                                         std::initializer_list<AlteredRule> rules) {
    const policy::Regions& regions = book.regions();
    std::vector<policy::Pack> packs;
    for (const auto& policy : book.policies()) {
        const std::uint32_t id = policy->pack.id;
        const bool is_home =
            facts.insuplc_admdvs && regions.pooling_area(*facts.insuplc_admdvs) == id;
        if (!is_home && id != policy::kNationalFrame) continue;
        packs.push_back(policy->pack);
        if (is_home) alter(packs.back(), rules);
    }
    YIDI_TRY(policy::Book altered, policy::Book::from(std::move(packs), regions));
    return std::make_unique<const policy::Book>(std::move(altered));
}

}  // namespace yidi::explain::internal
