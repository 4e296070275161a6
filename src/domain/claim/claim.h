#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/instant.h"
#include "base/money.h"
#include "domain/policy/vocabulary.h"

/// A claim by hand (零星报销): a history of events; its state is what the last one leaves
/// (docs/design/claim.md).
namespace yidi::claim {

enum class Kind : std::uint8_t {
    first,
    appeal,      ///< against a refusal or an amount
    correction,  ///< something was stated wrongly
    difference,  ///< of no bill: what years that were computed again have left in one's favour
};
inline constexpr std::size_t kKindCount = 4;
[[nodiscard]] std::string_view name(Kind kind);
[[nodiscard]] std::optional<Kind> parse_kind(std::string_view text);

/// By which way it came in.
enum class Channel : std::uint8_t {
    self,
    proxy,   ///< a relative with a bond
    window,  ///< a counter of the insured region
};
inline constexpr std::size_t kChannelCount = 3;
[[nodiscard]] std::string_view name(Channel channel);
[[nodiscard]] std::optional<Channel> parse_channel(std::string_view text);

enum class Phase : std::uint8_t {
    draft,  ///< kept for the applicant alone; nobody else sees it
    received,
    needs_material,
    accepted,
    checked,  ///< also a difference that came in: there is nothing to check
    decided,  ///< the amount stands; over, where nothing is to be paid
    ordered,
    sent,
    returned,  ///< by the bank
    paid,      ///< the money has arrived
    refused,
    withdrawn,
    set_off,  ///< decided, and nothing of it is owed: it went against what the person owes
};
inline constexpr std::size_t kPhaseCount = 13;
[[nodiscard]] std::string_view name(Phase phase);
[[nodiscard]] std::optional<Phase> parse_phase(std::string_view text);

enum class EventKind : std::uint8_t {
    drafted,
    received,  ///< sent in, at once or from a draft
    changed,
    material_asked,
    material_given,
    accepted,
    checked,
    sent_back,  ///< by who was to decide: to be checked again
    decided,
    refused,
    withdrawn,
    ordered,
    sent,
    returned,
    account_corrected,
    arrived,
    set_off,
};
inline constexpr std::size_t kEventKindCount = 17;
[[nodiscard]] std::string_view name(EventKind kind);
[[nodiscard]] std::optional<EventKind> parse_event_kind(std::string_view text);

/// Whose act an event is.
enum class Part : std::uint8_t { applicant, reviewer, approver, finance };
/// Of a refusal: the reviewer's before the check, the approver's after it.
[[nodiscard]] Part part_of(EventKind kind, Phase before);

/// Why a line, or the whole claim, is not paid.
enum class Reason : std::uint8_t {
    duplicate,        ///< paid already, directly or by another claim
    not_on_invoice,   ///< the line stands on no invoice
    outside_days,     ///< not of the days of the care
    not_covered,      ///< the insured region's catalogue does not pay for it
    restriction,      ///< its restricted use is not met
    no_indication,    ///< nothing in the records calls for it
    third_party,      ///< somebody else is liable
    not_insured,      ///< no benefit on that day
    not_designated,   ///< the institution has no agreement, and the region asks for one
    too_late,         ///< after the region's last day for claims
    papers_missing,   ///< asked for and not handed in
    false_statement,  ///< invoice or records are not genuine
    other,
};
inline constexpr std::size_t kReasonCount = 13;
[[nodiscard]] std::string_view name(Reason reason);
[[nodiscard]] std::optional<Reason> parse_reason(std::string_view text);

/// A line that the reviewer takes out.
struct RefusedLine {
    std::int64_t line = 0;  ///< position in the statement, from 0
    Reason reason = Reason::other;
    std::string words;  ///< for people; empty: the reason says it
    bool operator==(const RefusedLine&) const = default;
};

/// What was decided.
struct Decision {
    std::int64_t setl_id = 0;  ///< 0: of a difference, which no settlement pays
    Money claimed;
    Money refused;      ///< lines that were taken out
    Money amount;       ///< what the funds pay for it
    Money differences;  ///< to other settlements of the person; negative: taken back
    Money to_pay;       ///< all of it, at least nothing
    bool four_eyes = true;
    bool operator==(const Decision&) const = default;
};

/// A claim as an event leaves it. What is stated of the care is the statement's.
struct Claim {
    std::int64_t id = 0;
    Kind kind = Kind::first;
    std::int64_t refers_to = 0;  ///< the claim that an appeal or a correction is about
    Channel channel = Channel::self;
    Phase phase = Phase::received;
    bool was_accepted = false;
    std::uint32_t area = 0;  ///< pooling area of the insured region, which decides
    Date begndate;           ///< of a difference: the care whose settlements it is about
    Date enddate;
    bool is_stay = false;
    std::string fixmedins_code;
    Money claimed;
    std::vector<std::string> invoices;  ///< keyed hashes of their numbers
    std::vector<std::string> papers;    ///< kinds that were shown or handed in
    std::vector<RefusedLine> refused;
    std::vector<Reason> reasons;  ///< of a refusal of the whole
    std::optional<Decision> decision;
    Money ordered;
    std::int64_t payment = 0;    ///< number of the journal entry of what was sent last
    std::string bank_reference;  ///< of what was sent last
    bool operator==(const Claim&) const = default;
};

/// Whether it is about care, with papers and lines to look at; a difference is about money alone.
[[nodiscard]] bool has_bill(const Claim& claim);
/// Whether nothing more happens to it by itself.
[[nodiscard]] bool is_over(const Claim& claim);
/// Whether it was over without a decision, so that its invoices may be claimed again.
[[nodiscard]] bool is_in_vain(const Claim& claim);
/// Whether its invoices stand on it: it was sent in, and is not over in vain.
[[nodiscard]] bool holds_invoices(const Claim& claim);
/// What of the fund's debt to the person waits to be paid by this claim: ordered, or decided and to
/// be ordered.
[[nodiscard]] Money waits_to_be_paid(const Claim& claim);

struct Event {
    std::int64_t claim = 0;
    std::int64_t seq = 0;  ///< from 1, without gaps
    EventKind kind = EventKind::received;
    Claim after;
    Instant at;
    std::string by;         ///< account, operator or job
    std::string reason;     ///< for people
    std::string statement;  ///< with an event that brings one: opaque here, sealed in the store
};

/// Whether it was ever sent in. What was only ever a draft is the applicant's alone, also after it
/// was withdrawn.
[[nodiscard]] bool was_sent_in(const std::vector<Event>& history);

/// The next event of a claim, or why it may not happen. `wanted.after` is read where the kind says
/// something about the claim itself: drafted, received, changed (all that is stated),
/// material_given (papers), checked (refused), refused (reasons), decided (decision), ordered
/// (ordered), sent and returned (payment, bank_reference). `earlier`: of an appeal, the events of
/// the claims that it is about. Errors    inconsistent: an event that the phase does not take;
/// missing_key: no reason, or none
///           of the words for one; not_allowed: the same account as before, where there have to be
///           others.
[[nodiscard]] Result<Event> next_event(const std::vector<Event>& history, Event wanted,
                                       const std::vector<Event>& earlier = {});

/// Whether a claim takes an event now; null: a claim that is not there yet.
[[nodiscard]] bool takes(const Claim* before, EventKind kind);

/// The claims as the events leave them, by number.
[[nodiscard]] std::vector<Claim> claims_of(const std::vector<Event>& events);

/// Whether one is about the other, by appeals and corrections. `all`: the person's claims; of `a`
/// and `b` one may be new.
[[nodiscard]] bool are_of_one(const std::vector<Claim>& all, const Claim& a, const Claim& b);

}  // namespace yidi::claim
