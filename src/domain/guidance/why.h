#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "domain/explain/clause.h"
#include "domain/filing/filing.h"
#include "domain/guidance/cause.h"
#include "domain/policy/policy.h"

/// Why a settlement elsewhere works, or which link broke: ten links for one person, one place and
/// one day. Everything that tells somebody what broke reads this chain: refusals on the national
/// interface, the command, the endpoint, the pages; so they cannot disagree.
namespace yidi::guidance {

/// How the person's insurance stands on the day; enumerators as those of Cause.
enum class Insured : std::uint8_t {
    not_known,
    yes,
    person_not_found,
    none,
    not_begun,
    newborn_not_enrolled,
    paused,
    ended,
    waiting,
    dead,
    other_scheme,
    two_active,
    special_group,
};
/// Whose cost it is, if not this insurance's.
enum class Injury : std::uint8_t {
    none,
    declared,      ///< the statement that nobody else is liable is signed
    not_declared,  ///< and not
    third_party,
    work,  ///< or another insurance's: maternity
};
enum class Recognised : std::uint8_t {
    not_known,
    yes,
    no,
    later,
    ended,
    other_disease,
    chosen_elsewhere,
};
enum class Route : std::uint8_t {
    not_known,
    open,
    closed_by_home,
    closed_there,
    opens_later,
    suspended,  ///< for this person
};
/// What is out of order for the time being.
enum class Down : std::uint8_t { nothing, hospital, care_region, platform, home };
enum class Institution : std::uint8_t {
    not_known,  ///< none was named, or nothing is known of it
    connected,
    no_such,
    agreement_ended,
    not_connected,
};
enum class Credential : std::uint8_t {
    not_known,
    usable,
    not_activated,
    lost,
    damaged,
    token_unknown,
    token_expired,
    name_differs,
    number_changed,
    other_region,  ///< still bound to another insured region
};
/// How the visit stands at the hospital.
enum class Registered : std::uint8_t { not_yet, as_insured, self_pay, settled_self_pay };

// What a person can answer, as the interfaces spell it; a spelling that is none of these is empty.
inline constexpr std::array<std::string_view, 5> kInjuryNames{"none", "declared", "not_declared",
                                                              "third_party", "work"};
inline constexpr std::array<std::string_view, 5> kDownNames{"nothing", "hospital", "care_region",
                                                            "platform", "home"};
inline constexpr std::array<std::string_view, 10> kCredentialNames{
    "not_known",     "usable",        "not_activated", "lost",           "damaged",
    "token_unknown", "token_expired", "name_differs",  "number_changed", "other_region"};
inline constexpr std::array<std::string_view, 4> kRegisteredNames{"not_yet", "as_insured",
                                                                  "self_pay", "settled_self_pay"};
template <class T, std::size_t N>
[[nodiscard]] std::optional<T> parse_answer(const std::array<std::string_view, N>& names,
                                            std::string_view text) {
    for (std::size_t i = 0; i < N; ++i) {
        if (names.at(i) == text) return static_cast<T>(i);
    }
    return {};
}

/// What is known. App code fills it from the store, a command or a page from answers; what is left
/// as it is, is not known, and the link says so.
struct ChainFacts {
    std::uint32_t insuplc_admdvs = 0;
    std::uint32_t mdtrtarea_admvs = 0;
    policy::Business business = policy::Business::inpatient;
    Date day;    ///< of the care: admission, visit, or the day that is asked for
    Date today;  ///< decides whether a stay still goes on
    std::optional<Date> discharge;

    Insured insured = Insured::not_known;
    std::optional<Date> insured_day;  ///< since when, until when, of death: what the state needs
    std::string insured_name;         ///< scheme or group, for sentences
    std::string insured_clause;       ///< of the rule behind it, where there is one
    Injury injury = Injury::none;

    std::string disease;  ///< of chronic care; empty: none was named
    Recognised recognised = Recognised::not_known;
    std::optional<Date> recognised_day;
    std::string recognised_name;  ///< the other disease, the chosen institution

    /// All of the person's filings; empty optional: not known.
    std::optional<std::vector<filing::Filing>> filings;
    bool emergency_flag = false;  ///< uploaded by the hospital
    bool emergency_said = false;  ///< the person says that it was one
    bool unfiled_pays = false;    ///< the insured region pays directly without a filing

    Route route = Route::not_known;
    std::optional<Date> route_day;
    Down down = Down::nothing;

    Institution institution = Institution::not_known;
    std::string institution_name;
    std::optional<Date> institution_day;
    std::optional<std::uint8_t> open_for;  ///< mask of policy::Business, of people from elsewhere
    std::optional<bool> disease_open;      ///< of chronic care there, for this disease

    Credential credential = Credential::not_known;
    std::string credential_name;  ///< the region that it is bound to
    Registered registered = Registered::not_yet;

    std::optional<Money> year_left;     ///< of the pooled fund's cap
    std::optional<Money> disease_left;  ///< of the disease's limit
    std::optional<Money> account_left;  ///< set where the account is to pay
    bool account_allowed = true;        ///< its use elsewhere
};

struct ChainLink {
    Link link = Link::insured;
    LinkState state = LinkState::not_known;
    Cause cause = Cause::not_known;
    std::optional<Date> day;                 ///< that it concerns
    std::optional<std::int32_t> days;        ///< a number that its words need
    std::int64_t filing = 0;                 ///< the one that is meant; 0: none
    std::optional<policy::FilingKind> kind;  ///< of that filing
    std::string name;                        ///< scheme, corridor, disease, institution
    std::optional<Money> amount;             ///< what is left
    std::string rule;                        ///< the region's own clause, with its grade; else
    std::optional<explain::Clause> clause;   ///< the national one
};

struct Chain {
    std::array<ChainLink, kLinkCount> links;
    /// What its words need.
    std::string home;   ///< name of the insured region
    std::string place;  ///< of the care
    policy::Business business = policy::Business::inpatient;
    std::string disease;
    std::string institution;
    std::vector<std::string> elsewhere;  ///< names of the places filed for, if not this one

    [[nodiscard]] const ChainLink& at(Link link) const {
        return links[static_cast<std::size_t>(link)];
    }
    /// The first red link that refuses; null: nothing known refuses. `limit` never does.
    [[nodiscard]] const ChainLink* broken() const;
    /// Whether all that is needed is known and green.
    [[nodiscard]] bool holds() const;
};

/// Errors: none; what is not known is told as that. Pure.
[[nodiscard]] Chain why(const ChainFacts& facts, const policy::Book& book);

}  // namespace yidi::guidance
