#pragma once

#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/adjudication/answer.h"
#include "domain/settlement/settle.h"

/// A bill that nobody has sent: what the calculation would make of such care.
namespace yidi::payer::internal {

struct Probe {
    const registry::Person& person;
    const std::vector<registry::Insurance>& insurances;
    const std::vector<registry::Identity>&
        identities;  ///< with the diseases that records recognise
    const std::vector<filing::Filing>& filings;
    const registry::Institution& institution;
    policy::Insutype insutype = policy::Insutype::employee;
    std::string med_type;
    std::string dise_codg = {};
    Instant at;
    Money amount;  ///< in scope, in one line
};

/// The med_type of a usual visit of this kind.
[[nodiscard]] std::string_view med_type_of(policy::Business business);

/// The case of such a bill; what the year holds is the caller's to add.
/// Errors    not_insured: no insurance of this type has begun.
[[nodiscard]] Result<adjudication::Case> case_of(const Probe& probe, const Context& context);

}  // namespace yidi::payer::internal
