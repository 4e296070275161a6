#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/instant.h"
#include "base/money.h"
#include "base/quantity.h"
#include "base/rate.h"
#include "domain/policy/vocabulary.h"
#include "domain/registry/profile.h"

/// What an agency keeps: persons with their insurance, institutions, catalogues. Names are the
/// national elements'. Days are included on both ends where a name ends in `date`.
namespace yidi::registry {

/// Number of an insured person; first column of every key that belongs to one. 1 to 10^14 − 1.
using Pid = std::int64_t;

/// `psn_no`: the insured region, then the pid in 14 digits, so that it can be read without a
/// look-up.
[[nodiscard]] std::string psn_no_of(std::uint32_t insuplc_admdvs, Pid pid);
/// The pid in a `psn_no`; empty if it is not one of ours.
[[nodiscard]] std::optional<Pid> pid_of(std::string_view psn_no);

/// Sealed as one: nothing of it is stored or logged in the open.
struct Personal {
    std::string psn_name;
    std::string psn_cert_type;  ///< "01" identity card, …
    std::string certno;
    std::string gend;  ///< "1", "2", "9", "0"
    std::string naty;
    std::optional<Date> brdy;
    std::string tel;
    std::string card_sn;
    bool operator==(const Personal&) const = default;
};

struct Person {
    Pid pid = 0;
    std::uint32_t insuplc_admdvs = 0;
    Personal personal;
    std::optional<Date> died;
};

/// Full years on a day; empty without a date of birth.
[[nodiscard]] std::optional<std::int64_t> age_on(const Personal& person, Date day);

/// One insurance over one interval. A person may have several.
struct Insurance {
    std::int64_t seq = 0;
    std::uint32_t insuplc_admdvs = 0;
    policy::Insutype insutype = policy::Insutype::employee;
    std::string psn_type;                ///< two or four digits
    std::int64_t psn_insu_stas = 1;      ///< 0 none, 1 normal, 2 paused, 3 invalid, 4 ended
    Date psn_insu_date;                  ///< first day
    std::optional<Date> paus_insu_date;  ///< first day no longer insured
    std::optional<Date> waiting_until;   ///< last day without benefit
    std::optional<Date> retire_date;
    std::optional<std::int64_t> insured_months;
    std::string insu_tier;
    std::string civil_rank;  ///< empty: no civil servant
    std::string emp_name;
    /// What a waiting period (待遇等待期) follows from; all of it may be empty.
    std::optional<Date> enrolled;  ///< day of the enrolment, where it is not the first day insured
    /// Full years missed before this insurance; 0: enrolled late only; empty: neither.
    std::optional<std::int64_t> missed_years;
    std::optional<std::int64_t> repaid_years;  ///< of them paid back
    std::string waiting_exempt;                ///< group that need not wait; empty: none
};

/// Groups whose members need not wait, as the register names them. The national rule names the
/// newborn "and other special groups"; which others is the region's to say, so that its register
/// says it of the person.
inline constexpr std::array<std::string_view, 5> kWaitingExempt{
    "newborn", "new_graduate", "discharged_soldier", "released_prisoner", "aid_recipient"};

/// The insurance of a type that holds on a day: the last to begin of those that have begun and not
/// paused; else the last that has begun. Null if none has.
[[nodiscard]] const Insurance* in_force(const std::vector<Insurance>& all,
                                        policy::Insutype insutype, Date day);

/// `psn_insu_stas` on a day, of an insurance whose record says how it stands now.
[[nodiscard]] std::int64_t state_on(const Insurance& insurance, Date day);
/// Of each type that has begun by a day the insurance that holds then, or else the last, with its
/// state of that day; in the order of the types.
[[nodiscard]] std::vector<Insurance> as_of(const std::vector<Insurance>& all, Date day);

/// The `psn_idet_type` that records the recognition (认定) of a disease; `psn_type_lv` is its code.
inline constexpr std::string_view kRecognisedDisease = "recognised_disease";

struct Identity {
    std::int64_t seq = 0;
    std::string psn_idet_type;  ///< the name that packs use, the national code, or
                                ///< kRecognisedDisease
    std::string psn_type_lv;
    Date begndate;
    std::optional<Date> enddate;
};
/// The names in force on a day, each once; recognised diseases are no names.
[[nodiscard]] std::vector<std::string> names_on(const std::vector<Identity>& all, Date day);

/// Another person's account that may pay for this one (家庭共济).
struct FamilyLink {
    std::int64_t seq = 0;
    Pid owner = 0;
    std::optional<Money> year_limit;
    Date begndate;
    std::optional<Date> enddate;
};

struct Institution {
    std::string fixmedins_code;
    std::string fixmedins_name;
    std::uint32_t admdvs = 0;    ///< where it stands
    std::string fixmedins_type;  ///< "1" hospital, "2" pharmacy
    std::string hosp_lv;         ///< "01" … "11"
    std::vector<std::string> inst_attr;
    std::uint8_t local_open = 0;   ///< mask of policy::Business open to the region's own insured
    std::uint8_t remote_open = 0;  ///< the same for patients from elsewhere
    Profile profile;               ///< how its software speaks
    std::string paas_id;           ///< or access key, or client id
    std::string secret;            ///< sealed in the store
    std::string sm2_public_key;    ///< in a form that Sm2PublicKey reads
    std::string body_key;          ///< of SM4, 16 bytes, sealed in the store; empty: paas_id is it
    bool must_sign_in = false;
    /// Chronic diseases it is open for to patients from elsewhere; empty: not stated.
    std::vector<std::string> remote_diseases = {};
};

/// One item of a treating region's catalogue over one interval.
struct CatalogueItem {
    std::uint32_t admdvs = 0;
    std::string med_list_codg;
    Date begndate;
    std::optional<Date> enddate;
    std::string name;
    std::string list_type;         ///< "101" …
    std::string med_chrgitm_type;  ///< "01" …
    std::string chrgitm_lv;        ///< "01", "02", "03"
    Rate selfpay_prop;
    std::optional<UnitPrice> pric_uplmt_amt;
    bool lmt_used_flag = false;
};

}  // namespace yidi::registry
