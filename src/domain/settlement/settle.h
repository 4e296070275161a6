#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/adjudication/answer.h"
#include "domain/entitlement/standing.h"
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
    std::optional<adjudication::PreviousStay> prev;  ///< the parts of this stay before this one
    Date until;                                      ///< last day of the bill
    Instant now;
};

/// What decides whether the person is insured.
[[nodiscard]] entitlement::Facts standing_facts(const Facts& facts);

/// The case for the calculation: the insured region's policy, the treating region's attributes of
/// each line, direct settlement. Filings count as they are known now: one made during the stay
/// counts for all of it.
/// Errors    not_insured: no insurance of the visit's type has begun on the day of admission;
///           inconsistent: days out of order.
[[nodiscard]] Result<adjudication::Case> case_of(const Facts& facts, const policy::Book& book);

/// First day of the benefit year that a case will count to, as far as it can be told before the
/// calculation; the outcome's own decides. Empty where no pack or no scheme is known.
[[nodiscard]] std::optional<Date> benefit_year_of(const adjudication::Case& input,
                                                  const policy::Book& book);

/// Lines that count: what was uploaded less returns. A return reduces the line it names.
/// Errors    inconsistent: a return of more than there is, or of a line that is not there; a rest
///           that is more than 0.01 off price times count.
[[nodiscard]] Result<std::vector<PricedLine>> net_lines(const std::vector<PricedLine>& uploaded);

/// Whether a line's amount is its price times its count, at most 0.01 off.
[[nodiscard]] bool fits_price(const FeeLine& line);

/// The catalogue row of a code on a day; null where the code is not listed then.
[[nodiscard]] const registry::CatalogueItem* item_on(
    const std::vector<registry::CatalogueItem>& items, Date day);

/// A line as the catalogue reads it; `item` null: not listed. A restricted item is own expense
/// unless the hospital says that the restriction is met.
[[nodiscard]] PricedLine priced(FeeLine line, const registry::CatalogueItem* item);

/// What the calculation will make of a line (calculation.md, step 1); of a return the negative.
[[nodiscard]] adjudication::FeedetailResult parts_of(const PricedLine& priced);

/// Where a settlement stands between areas.
struct Places {
    std::uint32_t insured_area = 0;
    std::uint32_t treating_area = 0;
    std::string fixmedins_code;
    std::string psn_no;         ///< whose account pays
    std::string family_psn_no;  ///< owner of the family account that pays, empty if none
    /// Of a claim or a correction: the number under which the insured area owes the person. It is
    /// not the account's where they have moved since.
    std::string owed_psn_no = {};
    policy::Insutype insutype = policy::Insutype::employee;
};

/// The double entry of a settlement: the institution's receivable is debited with the fee less what
/// it bears itself; what the patient paid, the accounts and each fund are credited. For care
/// elsewhere each fund's leg stands on the clearing account between the two areas, until the month
/// is cleared.
[[nodiscard]] ledger::Entry entry_of(const adjudication::Setlinfo& info, const Places& places);

/// The entry of a claim by hand, or of a correction: between the fund at home and the person. What
/// funds and accounts pay is owed to the person; what an institution bears itself stays with it.
[[nodiscard]] ledger::Entry entry_with_person(const adjudication::Setlinfo& info,
                                              const Places& places);

/// Amount by amount; the ratio of the pooled fund and the balance are no sums and stay those of
/// `a` (of a difference: none, 0).
[[nodiscard]] adjudication::Setlinfo sum(const adjudication::Setlinfo& a,
                                         const adjudication::Setlinfo& b);
[[nodiscard]] adjudication::Setlinfo difference(const adjudication::Setlinfo& a,
                                                const adjudication::Setlinfo& b);

/// The code of the fund that a field of setlinfo stands for: "310100" …
[[nodiscard]] std::string_view fund_code(policy::FundField field, policy::Insutype insutype);

/// 清算类别: 11 outpatient, 21 inpatient, 41 pharmacy. (Regions know finer codes of their own.)
[[nodiscard]] std::string_view clr_type_of(policy::Business business);

}  // namespace yidi::settlement
