#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/error.h"
#include "domain/explain/language.h"

/// What can be said of each link of the chain that a settlement elsewhere hangs on: the ten links,
/// the causes for which one breaks, and the words for them. docs/using/why.md lists them all.
namespace yidi::guidance {

/// In the order in which they are looked at.
enum class Link : std::uint8_t {
    insured,
    recognised,  ///< the chronic disease, at home
    filed,
    reported,    ///< upward, so that hospitals elsewhere see it
    effective,   ///< on the day of the care
    route,       ///< between the two regions, for this business
    connected,   ///< the institution
    business,    ///< of the institution, and the disease
    credential,  ///< card or code, and what stands on it
    limit,       ///< what the year still pays; never refuses
};
inline constexpr std::size_t kLinkCount = 10;
[[nodiscard]] std::string_view name(Link link);

enum class LinkState : std::uint8_t {
    green,
    red,
    not_needed,
    not_known,    ///< nobody has said it: ask
    not_reached,  ///< it hangs on a link that is red
};
inline constexpr std::size_t kLinkStateCount = 5;
[[nodiscard]] std::string_view name(LinkState state);

/// Who can do something about it.
enum class Ask : std::uint8_t { insured_region, care_region, hospital, platform };
inline constexpr std::size_t kAskCount = 4;
[[nodiscard]] std::string_view name(Ask ask);

/// Why a link is as it is. Each belongs to one link, except those of the first group, whose words
/// are the link's own.
enum class Cause : std::uint8_t {
    in_order,
    not_known,
    not_reached,
    // Not needed.
    not_chronic,       ///< only chronic care needs a recognition
    local_care,        ///< care at home needs no filing
    deemed_filed,      ///< by a corridor between regions
    province_is_open,  ///< the insured region asks for none inside its province
    emergency_counts,  ///< the hospital has uploaded the emergency flag
    unfiled_is_paid,   ///< the insured region pays without one, mostly less
    // In order, with a word to it.
    filed_in_time,   ///< during the stay: it counts from the admission on
    ended_mid_stay,  ///< what held on admission holds for the stay
    // Insured.
    person_not_found,
    no_insurance,
    insurance_not_begun,
    newborn_not_enrolled,
    insurance_paused,
    insurance_ended,
    waiting_period,
    person_dead,
    other_scheme,
    two_insurances,
    special_group,
    third_party_liable,
    injury_not_declared,
    work_injury,
    // Recognised.
    disease_not_named,
    disease_not_recognised,
    recognised_later,
    recognition_ended,
    other_disease_recognised,
    chosen_elsewhere,
    // Filed.
    not_filed,
    emergency_not_flagged,
    only_a_draft,
    under_review,
    material_missing,
    filing_rejected,
    filed_elsewhere,
    filed_for_other_business,
    // Reported.
    not_reported,
    report_failed,
    // Effective.
    begins_later,
    begins_after_admission,
    begins_after_discharge,
    filing_expired,
    promise_lapsed,
    filing_cancelled,
    filing_replaced,
    proof_before_settlement,
    home_on_promise,
    home_is_closed,
    // Route.
    closed_by_home,
    closed_there,
    route_opens_later,
    direct_settlement_suspended,
    home_is_down,
    care_region_is_down,
    platform_is_down,
    // Connected.
    institution_unknown,
    agreement_ended,
    not_connected,
    institution_is_down,
    // Business.
    business_not_open,
    disease_not_open,
    not_dual_channel,
    // Credential.
    card_not_activated,
    card_lost,
    card_damaged,
    token_unknown,
    token_expired,
    name_differs,
    number_changed,
    other_region_bound,
    registered_self_pay,
    settled_self_pay,
    // Limit.
    year_cap_used,
    disease_cap_used,
    account_empty,
    account_not_allowed,
};
inline constexpr std::size_t kCauseCount = static_cast<std::size_t>(Cause::account_not_allowed) + 1;
[[nodiscard]] std::string_view name(Cause cause);
[[nodiscard]] std::optional<Cause> parse_cause(std::string_view text);

/// The words for one cause. Patterns: {day}, {home}, {place}, {business}, {kind}, {elsewhere},
/// {disease}, {institution}, {name}, {amount}, {days} stand for what the chain knows, and a part in
/// [brackets] is left out where one of those in it is not known.
struct CauseWords {
    Cause cause = Cause::in_order;
    std::string_view name;
    Link link = Link::insured;
    LinkState state = LinkState::red;
    Ask ask = Ask::insured_region;
    std::optional<ErrorCode> code;  ///< of a refusal; empty: it refuses nothing by itself
    explain::Words what;            ///< what is the matter
    explain::Words say;             ///< to say at the window; empty: nothing need be said
    explain::Words next;            ///< what to do
};
/// All of them, in the order of Cause.
[[nodiscard]] std::span<const CauseWords> cause_words();
[[nodiscard]] const CauseWords& words_of(Cause cause);

/// What is said of a link itself.
struct LinkWords {
    Link link = Link::insured;
    std::string_view name;
    explain::Words label;    ///< "Insured"
    explain::Words fine;     ///< it is in order
    explain::Words unknown;  ///< nobody has said
    explain::Words look;     ///< how to find out
    Ask ask = Ask::insured_region;
    /// The link that it hangs on; itself: none.
    std::array<Link, 2> after;
};
[[nodiscard]] const LinkWords& words_of(Link link);
[[nodiscard]] explain::Words label(LinkState state);
[[nodiscard]] explain::Words label(Ask ask);

}  // namespace yidi::guidance
