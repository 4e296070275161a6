#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/payer/context.h"
#include "domain/explain/language.h"
#include "domain/filing/filing.h"
#include "domain/registry/records.h"

/// Messages to a person: what became of a filing, of a claim, of a bond with a relative or of money
/// between the two, and what is to be done. Kept as facts, told in the reader's language. A message
/// has a code made of what it is about, so that it is written once.
namespace yidi::app {

enum class NoticeKind : std::uint8_t {
    submitted,
    material_asked,
    approved,
    rejected,
    reported,
    report_failed,
    active,
    expiry,  ///< ends in `days` days
    ended,
    extended,
    promise_expiry,  ///< papers are due in `days` days
    promise_lapsed,
    promise_kept,
    cancel_requested,
    cancelled,
    cancel_declined,
    superseded,
    filed_for_you,  ///< an automatic filing, which can be refused
    refused,
    bond_made,   ///< a relative may act for this person from now on
    bond_given,  ///< this person may act for a relative
    bond_ended,
    transfer_offered,  ///< money waits to be accepted
    transfer_accepted,
    transfer_refused,
    transfer_returned,  ///< was not accepted in time
    claim_received,
    claim_material_asked,
    claim_accepted,
    claim_refused,
    claim_decided,  ///< so much is paid
    claim_sent,
    claim_arrived,
    claim_returned,      ///< by the bank: another account is needed
    settlement_changed,  ///< a claim counts before it, or came late: its amounts are others
    claim_set_off,       ///< nothing is sent: it goes against what the person owes
};
inline constexpr std::size_t kNoticeKindCount = 36;
[[nodiscard]] std::string_view name(NoticeKind kind);
/// Whether it tells of a relative and not of a filing.
[[nodiscard]] constexpr bool is_of_relative(NoticeKind kind) {
    return kind >= NoticeKind::bond_made && kind <= NoticeKind::transfer_returned;
}
/// Whether it tells of a claim by hand.
[[nodiscard]] constexpr bool is_of_claim(NoticeKind kind) {
    return kind >= NoticeKind::claim_received;
}

struct Notice {
    std::string code;
    NoticeKind kind = NoticeKind::submitted;
    Instant at;
    std::int64_t filing = 0;
    policy::FilingKind filing_kind = policy::FilingKind::referral;
    std::vector<std::uint32_t> places;
    Date begndate;
    std::optional<Date> enddate;
    std::optional<Date> until;  ///< the day that matters: papers, end, lock
    std::int32_t days = 0;
    std::string reason;
    // Of a relative only.
    std::string other;  ///< who, as registry::shown_name gives it
    Money amount;
    Instant due;  ///< not accepted by then, the money goes back
    // Of a claim only: its days and `amount` besides.
    std::int64_t claim = 0;
    bool is_read = false;
};

/// Writes a message, unless one with its code is there.
[[nodiscard]] Result<void> notify(ports::Session& session, const payer::Context& context,
                                  registry::Pid pid, Notice notice);
/// All messages of a person, the newest first.
[[nodiscard]] Result<std::vector<Notice>> notices_of(ports::Session& session,
                                                     const payer::Context& context,
                                                     registry::Pid pid);
/// How many of them have not been read.
[[nodiscard]] Result<std::int64_t> count_unread(ports::Session& session, registry::Pid pid);
/// Errors    bad_value: the person has no such message.
[[nodiscard]] Result<void> mark_read(ports::Session& session, const payer::Context& context,
                                     registry::Pid pid, const std::string& code);

/// A message in a language: what has happened, and what to do.
struct NoticeText {
    std::string title;
    std::string text;
};
[[nodiscard]] NoticeText text_of(const Notice& notice, const policy::Regions& regions,
                                 explain::Language language);

}  // namespace yidi::app
