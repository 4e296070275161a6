#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/adjudication/case.h"
#include "domain/entitlement/standing.h"
#include "domain/filing/filing.h"
#include "domain/filing/lifecycle.h"
#include "domain/registry/care_record.h"

/// Everything that decides what a person is entitled to, as it was or will be on a day.
namespace yidi::app {

struct EntitlementQuery {
    std::string psn_no;
    Date day;
    /// Where care is thought of: an institution's code. Empty: a hospital at home.
    std::string fixmedins_code;
};

/// How much a fund still pays in a benefit year.
struct LimitLeft {
    policy::Insutype insutype = policy::Insutype::employee;
    policy::Business business = policy::Business::inpatient;
    std::string dise_codg;      ///< of a chronic disease's own limit
    bool is_known = false;      ///< false: the rules give no one amount here; `why` says it
    std::optional<Money> left;  ///< empty, and known: no limit
    std::string why;
};

/// What a benefit year held at the end of the day.
struct YearUsed {
    policy::Insutype insutype = policy::Insutype::employee;
    std::int64_t year = 0;  ///< in which it begins
    adjudication::Accumulators cum;
    std::optional<Instant> at;  ///< of the last event by then; empty: nothing was counted
};

/// A move to another insured region within the benefit year.
struct Moved {
    std::uint32_t from = 0;  ///< pooling area
    std::uint32_t to = 0;
    Date day;
    /// What the new region says of the year's accumulators; null or without a value: not known, and
    /// they are carried over.
    const policy::StatedRule* rule = nullptr;
};

/// The lists that `standings` points into live here too, so that it is moved, never copied.
struct EntitlementAsOf {
    EntitlementAsOf() = default;
    EntitlementAsOf(EntitlementAsOf&&) = default;
    EntitlementAsOf& operator=(EntitlementAsOf&&) = default;
    EntitlementAsOf(const EntitlementAsOf&) = delete;
    EntitlementAsOf& operator=(const EntitlementAsOf&) = delete;
    ~EntitlementAsOf() = default;

    registry::Person person;
    std::string psn_no;
    Date day;
    std::vector<registry::Insurance> insurances;
    std::vector<registry::Identity> identities;
    std::vector<entitlement::Standing> standings;  ///< of each type that the register knows
    std::vector<registry::Identity> recognised;    ///< diseases that count on the day
    std::vector<registry::CareRecord> chosen;      ///< institutions
    std::vector<registry::CareRecord> referrals;
    std::vector<filing::Filing> filings;  ///< in force on the day; none after death
    std::vector<YearUsed> years;
    std::vector<LimitLeft> limits;
    std::optional<Moved> moved;
};

/// Accumulators are sums of events, so the state of a past day is what had been counted by its end;
/// of a day to come, what is counted now. The register and the filings are as they are known now.
/// Errors    bad_value: nobody has this number, or no institution this code.
[[nodiscard]] Result<EntitlementAsOf> entitlement_as_of(ports::Session& session,
                                                        const payer::Context& context,
                                                        const EntitlementQuery& query);

}  // namespace yidi::app
