#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/money.h"
#include "domain/adjudication/case.h"
#include "domain/adjudication/trace.h"
#include "domain/policy/policy.h"

/// What the adjudicator answers. Fields of `Setlinfo` are the national element names; all amounts
/// fen.
namespace yidi::adjudication {

enum class Status : std::uint8_t { computed, range, unknown, rejected };
[[nodiscard]] std::string_view name(Status status);

struct Setlinfo {
    Money medfee_sumamt;
    Money fulamt_ownpay_amt;
    Money overlmt_selfpay;
    Money preselfpay_amt;
    Money inscp_scp_amt;
    Money rloc_preselfpay;  ///< inside inscp_scp_amt and psn_part_amt
    Money act_pay_dedc;
    Ratio pool_prop_selfpay;  ///< ratio of the last band reached, after all rules; 0 where the pool
                              ///< did not pay
    std::array<Money, policy::kFundFieldCount> fund;  ///< by policy::FundField
    Money fund_pay_sumamt;
    Money hosp_part_amt;
    Money psn_part_amt;
    Money acct_pay;
    Money acct_mulaid_pay;
    Money psn_cash_pay;
    Money balc;
    bool operator==(const Setlinfo&) const = default;
};

/// One payer. `layer` −1: pooled fund; −2: personal account; −3: family account; −4: hospital.
struct Setldetail {
    std::int8_t layer = -1;
    Money inscp_scp_amt;
    std::optional<Money>
        crt_payb_lmt_amt;  ///< what the limit left before this bill; empty: no limit
    Money fund_payamt;
    bool operator==(const Setldetail&) const = default;
};

struct FeedetailResult {
    Money fulamt_ownpay_amt;
    Money overlmt_amt;
    Money preselfpay_amt;
    Money inscp_scp_amt;
    bool operator==(const FeedetailResult&) const = default;
};

/// Something taken for granted. Rendered in zh and en by domain/explain.
enum class AssumptionKind : std::uint8_t {
    only_total_in_scope,  ///< medfee alone: everything is in scope
    rest_is_own_expense,  ///< what is left of the total counts as own expense (amount)
    er_flag_from_med_type,
    ungraded_is_primary,
    year_unused_before,        ///< ipt_cnt > 1 without cum: computed as if nothing had been used
    pack_default,              ///< a default of the pack (fact)
    no_filing_for_local_care,  ///< local care, filing not stated: no filing elsewhere
    filing_place_assumed,
    no_third_party_promise,
    insured_attributes_missing,  ///< a line had no insured catalogue attributes (count)
    national_frame,              ///< no rule of its own for remote care: the national frame's
    assumed_start_date,          ///< a document's start date is assumed (its first row used)
    deemed_filed,                ///< corridor
    split_open,                  ///< what is not known changes only the split between payers
    stay_of_one_day,       ///< begndate or enddate is missing where the deductible counts days
    transfer_in_time,      ///< the earlier stay's end is not known: it is near enough to be merged
    hospital_not_visited,  ///< the hospital is not named: nothing was counted there this year
};
struct Assumption {
    AssumptionKind kind = AssumptionKind::only_total_in_scope;
    Fact fact = Fact::date;
    Money amount = {};
    std::int64_t number = 0;
    const policy::Row* row = nullptr;
    const policy::Corridor* corridor = nullptr;
    bool operator==(const Assumption&) const = default;
};

/// Why an outcome is rejected or unknown. `code` is in family 2xxx (rejected) or 6xxx (unknown).
struct Refusal {
    ErrorCode code = ErrorCode::rule_unknown;
    const policy::Row* row = nullptr;  ///< the rule, if a row of a pack says so
    std::string reason;                ///< the pack's own words (declared unknown), else empty
    std::optional<Fact> fact = {};     ///< the key that is missing, or whose code no rule knows
    std::optional<policy::Parameter> parameter;
};

/// One outcome for complete facts.
struct Outcome {
    Status status = Status::computed;  ///< computed, unknown or rejected
    Setlinfo setlinfo;
    std::vector<Setldetail> setldetail;
    std::vector<FeedetailResult> feedetail;
    Accumulators cum;
    Refusal refusal;
    std::vector<Assumption> assumptions;
    const policy::CompiledScheme* scheme =
        nullptr;  ///< the scheme that computed, null if none was reached
    std::size_t epoch = 0;
    /// First day of the benefit year that the bill counts to; empty if no date is known.
    std::optional<Date> benefit_year;
    policy::FilingState filing_state = policy::FilingState::local;
};

/// What one open fact or choice does to the range: fund and personal amount under each candidate.
struct Because {
    bool is_choice = false;
    Fact fact = Fact::date;
    std::string name;                  ///< attribute or identity name, else empty
    const policy::Row* row = nullptr;  ///< the row with several readings, for a choice
    struct Reading {
        std::string
            label;  ///< candidate as written in the case file; for choices the reading's index
        std::array<Money, 2> fund;
        std::array<Money, 2> person;
    };
    std::vector<Reading> readings;
};

struct Range {
    std::array<Money, 2> fund_pay_sumamt;
    std::array<Money, 2> psn_part_amt;
    std::vector<Because> because;
    std::string ask;  ///< the key that narrows it most; empty if only choices of the pack are open
    std::string ask_name;  ///< the attribute or identity to ask for, where `ask` holds such names
};

struct Answer {
    Status status = Status::computed;
    Outcome outcome;  ///< for a range the outcome worst for the patient
    Range range;      ///< set when status is range
    Trace trace;      ///< empty unless asked for
};

}  // namespace yidi::adjudication
