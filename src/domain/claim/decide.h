#pragma once

#include <cstdint>
#include <vector>

#include "base/error.h"
#include "domain/claim/claim.h"
#include "domain/claim/statement.h"
#include "domain/filing/filing.h"
#include "domain/registry/records.h"
#include "domain/settlement/settle.h"

/// From a claim to the case that is computed, and from what was computed to entries. Pure.
namespace yidi::claim {

/// Everything that a claim is decided by. The accumulators are the caller's: they depend on where
/// in the year the care lies.
struct CaseFacts {
    const registry::Person* person = nullptr;
    const std::vector<registry::Insurance>* insurances = nullptr;
    const std::vector<registry::Identity>* identities = nullptr;
    const std::vector<filing::Filing>* filings = nullptr;
    const registry::Institution* institution = nullptr;  ///< null: the register does not know it
    const Statement* statement = nullptr;
    const Claim* claim = nullptr;
};

/// The case as of the last day of the care: the insured region's catalogue, no account, the lines
/// that were not refused. An institution that is not connected is no hindrance.
/// Errors    not_insured, inconsistent (settlement::case_of); rule_unknown: lines without the
///           insured region's attributes; missing_key: lines without the price that is limited;
///           bad_value: no line is left.
[[nodiscard]] Result<adjudication::Case> case_of(const CaseFacts& facts, const policy::Book& book);

/// Positions of the lines that count and have no attributes of the insured region's catalogue.
[[nodiscard]] std::vector<std::int64_t> lines_without_attributes(const Statement& statement,
                                                                 const Claim& claim);
/// Positions of the lines that count, whose price the insured region limits, and that do not say
/// their price.
[[nodiscard]] std::vector<std::int64_t> lines_without_price(const Statement& statement,
                                                            const Claim& claim);
/// Their attributes, by a catalogue row; null: the code is not listed on that day, and then nothing
/// is filled in.
void fill_attributes(adjudication::Line& line, const registry::CatalogueItem* item);

/// What the lines that were taken out sum to.
[[nodiscard]] Money refused_of(const Statement& statement, const Claim& claim);

/// Money that leaves an area's fund for a person: `payable` falls, `disbursed` grows. What the bank
/// sends back is its negative.
struct Payment {
    std::uint32_t area = 0;  ///< pooling area of the insured region
    std::string psn_no;
    Money amount;
};
[[nodiscard]] ledger::Entry entry_of(const Payment& payment);

}  // namespace yidi::claim
