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

/// Messages to a person: what became of a filing and what is to be done. Kept as facts, told in the
/// reader's language. A message has a code made of what it is about, so that it is written once.
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
};
inline constexpr std::size_t kNoticeKindCount = 19;
[[nodiscard]] std::string_view name(NoticeKind kind);

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
    bool is_read = false;
};

/// Writes a message, unless one with its code is there.
[[nodiscard]] Result<void> notify(ports::Session& session, const payer::Context& context,
                                  registry::Pid pid, Notice notice);
/// All messages of a person, the newest first.
[[nodiscard]] Result<std::vector<Notice>> notices_of(ports::Session& session,
                                                     const payer::Context& context,
                                                     registry::Pid pid);
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
