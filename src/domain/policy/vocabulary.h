#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

/// The words that packs, cases and answers share. Each enumeration has `name()` (spelt as in packs
/// and on the wire) and `parse_*()` (empty for an unknown word). The English terms and their
/// regulation's own words: docs/domain/glossary.md.
namespace yidi::policy {

/// 险种类型, `insutype`: 310 employee (职工), 390 resident (城乡居民).
enum class Insutype : std::uint8_t { employee, resident };
inline constexpr std::size_t kInsutypeCount = 2;

/// Kind of business a scheme is for; `med_type` decides it (docs/domain/calculation.md, step 0.2).
enum class Business : std::uint8_t {
    inpatient,
    outpatient,
    chronic,
    pharmacy,
    dual_channel,
    maternity
};
inline constexpr std::size_t kBusinessCount = 6;

/// Group of persons that packs tell apart; from the first two digits of `psn_type` (11, 12, 14, 15,
/// 16).
enum class Person : std::uint8_t { active, retired, child, adult, old };
inline constexpr std::size_t kPersonCount = 5;

/// Hospital level as packs tell it apart.
enum class Level : std::uint8_t { primary, secondary, tertiary, top };
inline constexpr std::size_t kLevelCount = 4;

/// Where the care stands towards the insured region once the gate has looked at regions, corridors,
/// filing and emergency.
enum class FilingState : std::uint8_t {
    local,
    home,
    long_term,
    referral,
    emergency,
    other_temporary,
    unfiled
};
inline constexpr std::size_t kFilingStateCount = 7;

/// The six kinds of filing (备案) as the case file names them.
enum class FilingKind : std::uint8_t {
    resettled_retiree,
    long_term_resident,
    posted_worker,
    referral,
    emergency,
    other_temporary,
};
inline constexpr std::size_t kFilingKindCount = 6;

/// Distance of remote care: another pooling area of the same province, or another province.
enum class Distance : std::uint8_t { in_province, out_province };
inline constexpr std::size_t kDistanceCount = 2;

/// Grade of evidence: official, press or third party, data set, assumed from knowledge, inferred.
enum class Grade : std::uint8_t { O, P, D, K, I };

/// What the person still bears after the pooled fund, in the order in which a layer's payment is
/// taken off.
enum class Bucket : std::uint8_t {
    over_cap,
    coinsurance,
    deductible,
    first_pay,
    preselfpay,
    overlmt,
    ownpay
};
inline constexpr std::size_t kBucketCount = 7;

/// The fields of `setlinfo` that hold what a fund paid.
enum class FundField : std::uint8_t {
    hifp_pay,
    hifob_pay,
    hifmi_pay,
    cvlserv_pay,
    hifes_pay,
    hifdm_pay,
    maf_pay,
    oth_pay,
};
inline constexpr std::size_t kFundFieldCount = 8;

[[nodiscard]] std::string_view code(Insutype value);  ///< "310", "390"
[[nodiscard]] std::string_view name(Business value);
[[nodiscard]] std::string_view name(Person value);
[[nodiscard]] std::string_view name(Level value);
[[nodiscard]] std::string_view name(FilingState value);
[[nodiscard]] std::string_view name(FilingKind value);
[[nodiscard]] std::string_view name(Distance value);
[[nodiscard]] std::string_view name(Grade value);
[[nodiscard]] std::string_view name(Bucket value);
[[nodiscard]] std::string_view name(FundField value);

[[nodiscard]] std::optional<Insutype> parse_insutype(std::string_view text);
[[nodiscard]] std::optional<Business> parse_business(std::string_view text);
[[nodiscard]] std::optional<Person> parse_person(std::string_view text);
[[nodiscard]] std::optional<Level> parse_level(std::string_view text);
[[nodiscard]] std::optional<FilingState> parse_filing_state(std::string_view text);
[[nodiscard]] std::optional<FilingKind> parse_filing_kind(std::string_view text);
[[nodiscard]] std::optional<Distance> parse_distance(std::string_view text);
[[nodiscard]] std::optional<Grade> parse_grade(std::string_view text);
[[nodiscard]] std::optional<Bucket> parse_bucket(std::string_view text);
[[nodiscard]] std::optional<FundField> parse_fund_field(std::string_view text);

/// The business that a visit type belongs to; empty for a type no table covers.
[[nodiscard]] std::optional<Business> business_of(std::string_view med_type);
/// The person group of a `psn_type` of two or four digits; empty for others (13 veterans: another
/// scheme).
[[nodiscard]] std::optional<Person> person_of(std::string_view psn_type);
/// Which insurance a person group belongs to.
[[nodiscard]] Insutype insutype_of(Person person);
/// The state that a filing of this kind gives when it is in force at the place of care.
[[nodiscard]] FilingState state_of(FilingKind kind);

}  // namespace yidi::policy
