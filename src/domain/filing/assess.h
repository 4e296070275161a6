#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/filing/filing.h"
#include "domain/filing/lifecycle.h"
#include "domain/policy/policy.h"

/// Whether an application can become a filing, what it would be, and who decides it: by the rules
/// of the insured region (domain/policy/filing_rules.h), which are data.
namespace yidi::filing {

/// What somebody asks for.
struct Application {
    policy::FilingKind kind = policy::FilingKind::referral;
    std::vector<std::uint32_t> places;
    Date begndate;
    std::optional<Date> enddate;         ///< empty: as long as the region gives without being asked
    bool promise = false;                ///< papers follow; a promise letter is signed
    std::vector<std::string> materials;  ///< papers that are handed in
    Channel channel = Channel::self;
};

/// What is known of the person and the day.
struct Circumstances {
    std::uint32_t insured_area = 0;                ///< pooling area
    const std::vector<Filing>* filings = nullptr;  ///< all of the person
    std::optional<std::int64_t> replaces;          ///< the filing that this one changes
    Date today;
    std::optional<Date> admission;  ///< in hospital there now, since this day
    std::optional<Date> died;
    std::optional<Date> born = {};           ///< empty: not known
    std::optional<Date> insured_since = {};  ///< first day of the first insurance; empty: not known
};

enum class Caution : std::uint8_t {
    starts_after_admission,  ///< the stay that has begun would not count as filed
    backdated,               ///< it begins before the day of filing
    rule_unknown,            ///< the agency decides, because a rule is not known
    other_in_force,          ///< another filing is in force; both may stand
};
[[nodiscard]] std::string_view name(Caution caution);

struct Assessment {
    Filing filing;                       ///< as it would stand once approved, phase `submitted`
    bool instant = false;                ///< approved at once; else a person of the agency decides
    std::vector<policy::AnyOf> missing;  ///< papers that are asked for and not there
    std::vector<Caution> cautions;
    std::vector<std::string> unknown;  ///< names of the rules that nobody has stated
    std::vector<std::string> clauses;  ///< of the rules that were used, each once
};

/// Works the application out. Papers may be missing: then `missing` says which, and it can be kept
/// as a draft but not submitted.
/// Errors    filing_refused: local care, a place that may not be filed, several places, a kind that
///           is not taken, too far back or ahead, before birth or insurance, too long, no promise
///           taken, a person who has died; filing_exists: the same is filed already, or needs no
///           filing (corridor, province); bad_region, inconsistent: the application contradicts
///           itself.
[[nodiscard]] Result<Assessment> assess(const Application& wanted, const Circumstances& known,
                                        const policy::Book& book);

/// Why care at a place needs no filing; empty if it does.
struct NoFiling {
    std::string rule;  ///< for people
    std::string clause;
};
[[nodiscard]] std::optional<NoFiling> needs_none(std::uint32_t insured_area, std::uint32_t place,
                                                 policy::Business business, Date day,
                                                 const policy::Book& book);

}  // namespace yidi::filing
