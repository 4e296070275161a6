#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "base/quantity.h"
#include "base/rate.h"
#include "domain/policy/pack.h"

/// One case as a case file states it. A member that is empty was left out; `dont_know` remembers an
/// explicit "?". Keys, meanings and what an absent one stands for: docs/using/case-file.md.
namespace yidi::adjudication {

/// Keys for which "?" is allowed.
enum class Fact : std::uint8_t {
    insutype,
    psn_type,
    hosp_lv,
    inst_attr,
    psn_idet,
    mdtrtarea_admvs,
    filing,
    er_flag,
    ipt_cnt,
    age,
    insured_months,
    retire_date,
    insu_tier,
    civil_rank,
    dise_codg,
    fixmedins_code,
    recognised,
    date,
    prev_hosp_lv,
    prev_dedc,
    med_type,
    insuplc_admdvs,
};
inline constexpr std::size_t kFactCount = 22;
/// The case file's key that answers this fact, for `range.ask`.
[[nodiscard]] std::string_view key_of(Fact fact);

struct Filing {
    policy::FilingKind kind = policy::FilingKind::referral;
    std::optional<std::uint32_t> place;
    std::optional<Date> begndate;
    std::optional<Date> enddate;  ///< last day included
    bool promise = false;
};

/// How the key `filing` was given: absent or "?", null, or an object.
enum class FilingGiven : std::uint8_t { open, none, given };

enum class Relation : std::uint8_t { interim, transfer };

struct PreviousStay {
    Relation relation = Relation::interim;
    std::string hosp_lv;  ///< "01" … "11", empty = open
    std::optional<Money> dedc;
    std::optional<Date> enddate;
};

/// Attributes of a line in one catalogue.
struct LineAttributes {
    std::string chrgitm_lv;  ///< "01", "02", "03"; empty counts as 03
    Rate selfpay_prop;
    std::optional<UnitPrice> pric_uplmt_amt;  ///< empty: no limit
    bool lmt_used_flag = false;               ///< restricted use, condition not met
};

struct Line {
    std::string med_list_codg;
    std::string medins_list_name;
    Quantity cnt;
    UnitPrice pric;
    Money det_item_fee_sumamt;
    LineAttributes treating;
    std::optional<LineAttributes> insured;
    std::optional<Date> fee_ocur_time;
};

/// Totals instead of lines. Only `medfee_sumamt` given: `only_total`.
struct Fee {
    Money medfee_sumamt;
    Money inscp_scp_amt;
    Money preselfpay_amt;
    Money overlmt_selfpay;
    Money fulamt_ownpay_amt;
    bool only_total = false;
};

/// What one business has used of the benefit year.
struct YearCounter {
    Money dedc;   ///< deductible counted
    Money scope;  ///< in-scope cost
    Money pool;   ///< paid by the pooled fund
    bool operator==(const YearCounter&) const = default;
};

/// The same of one hospital, month or disease; one entry for each key and business.
struct Counter {
    std::string key;
    policy::Business business = policy::Business::inpatient;
    Money dedc;
    Money pool;
};

/// Yearly base and paid of a layer whose id has no accumulators of its own.
struct LayerCounter {
    std::string id;
    Money base;
    Money paid;
};

/// Layers with accumulators of their own, in this order: large, serious, civil, enterprise, aid,
/// tilt, disabled, other.
inline constexpr std::size_t kNamedLayerCount = 8;
[[nodiscard]] std::optional<std::size_t> named_layer(std::string_view id);

/// The benefit year's accumulators.
struct Accumulators {
    std::int64_t ipt_cnt = 0;
    std::array<YearCounter, policy::kBusinessCount> year;  ///< by business
    std::array<Money, kNamedLayerCount> layer_base;
    std::array<Money, kNamedLayerCount> layer_paid;
    std::vector<Counter> by_hosp;
    std::vector<Counter> by_month;  ///< key "YYYY-MM"
    std::vector<Counter> by_dise;
    std::vector<LayerCounter> by_layer;

    [[nodiscard]] YearCounter& of(policy::Business business) {
        return year[static_cast<std::size_t>(business)];
    }
    [[nodiscard]] const YearCounter& of(policy::Business business) const {
        return year[static_cast<std::size_t>(business)];
    }
};

enum class Catalog : std::uint8_t { treating, insured };

struct Case {
    std::optional<std::uint32_t> insuplc_admdvs;
    std::optional<std::uint32_t> mdtrtarea_admvs;
    std::optional<policy::Insutype> insutype;
    std::string insu_tier;  ///< empty = open
    std::string psn_type;   ///< empty = open
    std::optional<std::int64_t> age;
    std::optional<Date> retire_date;
    std::optional<std::int64_t> insured_months;
    std::optional<std::vector<std::string>> psn_idet;
    std::string civil_rank;
    std::int64_t psn_insu_stas = 1;
    std::optional<Date> waiting_until;
    std::string med_type;  ///< empty = open
    std::string dise_codg;
    std::optional<bool> recognised;
    std::string hosp_lv;  ///< empty = open
    std::optional<std::vector<std::string>> inst_attr;
    std::optional<std::uint8_t> inst_open;  ///< mask of Business; empty = connected
    std::string fixmedins_code;
    bool mid_setl_flag = false;
    std::optional<PreviousStay> prev;
    FilingGiven filing_given = FilingGiven::open;
    Filing filing;  ///< set when filing_given is `given`
    std::optional<bool> er_flag;
    bool trum_flag = false;
    bool rel_ttp_flag = false;
    std::optional<Date> begndate;
    std::optional<Date> enddate;  ///< last day included
    std::optional<Date> setl_date;
    std::optional<std::int64_t> ipt_cnt;
    std::vector<Line> feedetail;  ///< empty: `fee` holds
    Fee fee;
    std::optional<Accumulators> cum;  ///< empty: the key was absent
    bool cum_has_ipt_cnt = false;
    Money balc;
    bool use_acct = true;
    Money mulaid_balc;
    Catalog catalog = Catalog::treating;
    std::uint32_t dont_know = 0;  ///< bit per Fact: stated as "?"

    /// The bill's total: of the lines if there are lines.
    [[nodiscard]] Money medfee() const {
        Money sum = feedetail.empty() ? fee.medfee_sumamt : Money{};
        for (const Line& line : feedetail) {
            sum += line.det_item_fee_sumamt;
        }
        return sum;
    }
};

}  // namespace yidi::adjudication
