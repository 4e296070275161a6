#pragma once

#include <optional>
#include <string>

#include "app/filing/file.h"
#include "app/filing/notices.h"
#include "app/payer/internal/filing_log.h"

/// What the steps of a filing share.
namespace yidi::app::internal {

using payer::internal::KeptFiling;

/// An event by an actor.
[[nodiscard]] filing::Event event_of(const KeptFiling& kept, filing::EventKind kind,
                                     const std::string& by, std::string reason = {});

/// Appends an event and tells the person, if there is something to tell.
[[nodiscard]] Result<void> take(ports::Session& session, const FilingContext& context,
                                KeptFiling& kept, filing::Event event,
                                std::optional<NoticeKind> notice = {});

/// Approves; where no network stands above it is known at once.
[[nodiscard]] Result<void> approve_now(ports::Session& session, const FilingContext& context,
                                       KeptFiling& kept, filing::Event event);

/// What the rules of the day of its application say of a filing, beside the person's others as they
/// are now. Errors    those of filing::assess: what the rules would refuse.
[[nodiscard]] Result<filing::Assessment> assess_again(ports::Session& session,
                                                      const FilingContext& context,
                                                      const KeptFiling& kept);

/// It is known where hospitals ask, and the filing that it replaces ends: not before, so that there
/// is no day on which neither counts.
[[nodiscard]] Result<void> report_now(ports::Session& session, const FilingContext& context,
                                      KeptFiling& kept, const std::string& by,
                                      std::optional<NoticeKind> notice = {});

/// A message about a filing as it is.
[[nodiscard]] Notice notice_of(const KeptFiling& kept, NoticeKind kind);

[[nodiscard]] FilingReply reply_of(const FilingContext& context, const KeptFiling& kept,
                                   filing::Assessment assessment = {});

/// Errors    not_allowed: a proxy who is not bound to the person.
[[nodiscard]] Result<void> check_actor(ports::Session& session, const FilingContext& context,
                                       registry::Pid pid, const Actor& actor);

}  // namespace yidi::app::internal
