#pragma once

#include <optional>
#include <vector>

#include "domain/adjudication/answer.h"
#include "domain/filing/filing.h"
#include "domain/ledger/journal.h"
#include "domain/policy/policy.h"
#include "domain/settlement/records.h"

/// From what the registry holds to the case that the calculation takes, and from its outcome to the
/// postings. Pure: no clock, store or chance.
namespace yidi::settlement {

/// Everything that a settlement is decided by.
struct Facts {
    const registry::Person* person = nullptr;
    const std::vector<registry::Insurance>* insurances = nullptr;
    const std::vector<registry::Identity>* identities = nullptr;
    const std::vector<filing::Filing>* filings = nullptr;
    const registry::Institution* institution = nullptr;
    const Visit* visit = nullptr;
    const std::vector<PricedLine>* lines = nullptr;
    adjudication::Accumulators cum;
    Money balc;         ///< personal account, less what other windows hold
    Money mulaid_balc;  ///< what family accounts offer
    bool use_acct = false;
    bool mid_setl_flag = false;
    std::optional<adjudication::PreviousStay> prev;
    Instant now;
};

/// The case for the calculation: the insured region's policy, the treating region's attributes of
/// each line, direct settlement.
/// Errors    not_insured: no insurance of the visit's type has begun on the day of admission.
[[nodiscard]] Result<adjudication::Case> case_of(const Facts& facts, const policy::Book& book);

/// Lines that count: what was uploaded less returns and cancellations, each with its catalogue row.
/// A return reduces the line it names.
/// Errors    inconsistent: a return of more than there is, or of a line that is not there.
[[nodiscard]] Result<std::vector<FeeLine>> net_lines(const std::vector<FeeLine>& uploaded);

/// The catalogue row of a code on a day; null where the code is not listed then.
[[nodiscard]] const registry::CatalogueItem* item_on(
    const std::vector<registry::CatalogueItem>& items, Date day);

/// Where a settlement stands between areas.
struct Places {
    std::uint32_t insured_area = 0;
    std::uint32_t treating_area = 0;
    std::string fixmedins_code;
    std::string psn_no;
    std::string family_psn_no;  ///< owner of the family account that pays, empty if none
    policy::Insutype insutype = policy::Insutype::employee;
};

/// The double entry of a settlement: the institution's receivable is debited with the fee; what the
/// patient paid, the accounts and each fund are credited. For care elsewhere the funds are credited
/// through the clearing account between the two areas.
[[nodiscard]] ledger::Entry entry_of(const adjudication::Setlinfo& info, const Places& places);

/// 清算类别: 11 outpatient, 21 inpatient, 41 pharmacy. (Regions know finer codes of their own.)
[[nodiscard]] std::string_view clr_type_of(policy::Business business);

}  // namespace yidi::settlement
