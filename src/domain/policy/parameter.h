#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

/// The parameters that a pack may set. One table (`specs()`) drives the decoder, the check, the
/// JSON Schema, the CSV columns and the reference in docs/policies/pack-reference.md, so that they
/// cannot drift apart.
namespace yidi::policy {

/// Spelt as in packs. Those from `layer_threshold` on belong to a layer of the chain (written there
/// without the prefix).
enum class Parameter : std::uint8_t {
    policy_date,
    benefit_year_start,
    year_crossing,
    catalogue_direct,
    catalogue_manual,
    top_level,
    level_map,
    gate,
    unfiled_direct,
    unrecognised,
    first_pay,
    first_pay_order,
    deductible_way,
    deductible,
    deductible_nth,
    deductible_factor,
    deductible_limit,
    deductible_again_days,
    merge_interim,
    merge_transfer_up,
    merge_transfer_same,
    merge_transfer_down,
    merge_within_days,
    ratio,
    band_basis,
    band_count,
    ratio_adjust,
    remote_ratio,
    rounding_place,
    rounding_mode,
    floor,
    floor_base,
    cap,
    cap_basis,
    cap_counts,
    year_counter,
    cap_visit,
    cap_month,
    cap_quarter,
    disease_limit,
    account_covers,
    account_first,
    account_remote,
    undo_rule,
    layer_threshold,
    layer_threshold_factor,
    layer_ratio,
    layer_adjust,
    layer_limit,
    layer_limit_includes,
};
inline constexpr std::size_t kParameterCount = 50;
inline constexpr std::size_t kSchemeParameterCount = 44;

/// What kind of value a parameter takes.
enum class ValueType : std::uint8_t {
    word,          ///< one of `ParameterSpec::words`
    flag,          ///< true, false
    day_of_year,   ///< "MM-DD"
    level,         ///< a Level
    amount,        ///< yuan
    limit,         ///< yuan or none
    count,         ///< whole number or none
    rate_or_none,  ///< rate or none
    decimal,       ///< factor that may exceed 1
    deductible,    ///< yuan, or percent with min and max
    nth_rule,      ///< none, factor, minus, minus_share, falling
    ratio,         ///< rate, bands, or an age formula
    layer_ratio,   ///< rate, bands, or none
    adjust,        ///< none, points, share
    remote_ratio,  ///< none, points, factor
    account_set,   ///< set of in_scope_self, first_pay, preselfpay, overlmt, ownpay
    limit_set,     ///< set of pool, outpatient_pool, earlier layer ids
};

/// One parameter's entry. `words` are the allowed words in the order of the enum that the
/// adjudicator uses for them.
struct ParameterSpec {
    Parameter parameter;
    std::string_view name;  ///< as written in packs
    ValueType type;
    std::string_view default_text;  ///< as written in packs; empty: must be given, or the empty set
    std::string_view variation;     ///< "V5" …, may be empty
    bool conditions_allowed;        ///< false: one value for all days, no conditions
    bool of_layer;                  ///< belongs to a layer of the chain
    std::span<const std::string_view> words;
    std::string_view says_en;  ///< one sentence, for docs and `policy show`
    std::string_view says_zh;
};

[[nodiscard]] std::span<const ParameterSpec> specs();
[[nodiscard]] const ParameterSpec& spec(Parameter parameter);
/// Whether a pack must give the parameter (`deductible` only where `deductible_way` is not none).
[[nodiscard]] bool must_be_given(Parameter parameter);
/// Looks a name up as written in packs; `of_layer` chooses between the two groups (both have
/// `ratio`).
[[nodiscard]] std::optional<Parameter> parse_parameter(std::string_view name, bool of_layer);

/// Words of the word-typed parameters, in the order of their specs.
enum class PolicyDate : std::uint8_t { admission, discharge, settlement };
enum class YearCrossing : std::uint8_t { by_discharge, by_admission, settle_at_year_end };
enum class CatalogueOwner : std::uint8_t { treating, insured };
enum class TopLevel : std::uint8_t { none, hosp_lv_01, province_owned };
enum class Gate : std::uint8_t { open, reject };
enum class UnfiledDirect : std::uint8_t { reject, pay };
enum class Unrecognised : std::uint8_t { reject, ordinary_outpatient };
enum class FirstPayOrder : std::uint8_t { before_deductible, after_deductible };
enum class DeductibleWay : std::uint8_t {
    none,
    per_stay,
    per_year,
    per_hospital_year,
    per_quarter,
    per_month,
    yearly_top_up,
    yearly_sum_limit,
};
enum class Merge : std::uint8_t {
    fresh,
    none,
    difference
};  // `fresh` is spelt "new" in packs (a keyword here).
enum class BandBasis : std::uint8_t { net, gross };
enum class BandCount : std::uint8_t { per_stay, per_year };
enum class RoundingPlace : std::uint8_t { per_band, on_sum };
enum class FloorBase : std::uint8_t { net, in_scope };
enum class CapBasis : std::uint8_t { fund_paid, in_scope };
enum class CapCounts : std::uint8_t { own, joint };
/// `own`, or the business at this place minus 1.
enum class YearCounterOf : std::uint8_t {
    own,
    inpatient,
    outpatient,
    chronic,
    pharmacy,
    dual_channel,
    maternity,
};
enum class AccountRemote : std::uint8_t { allowed, refused };
enum class UndoRule : std::uint8_t { block, recompute };
/// What `account_covers` can name.
enum class AccountCover : std::uint8_t { in_scope_self, first_pay, preselfpay, overlmt, ownpay };

}  // namespace yidi::policy
