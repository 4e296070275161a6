#include "app/filing/internal/steps.h"

#include <algorithm>
#include <utility>

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_aid.h"
#include "app/payer/internal/rows_person.h"

namespace yidi::app::internal {

using filing::Event;
using filing::EventKind;
using ports::Session;
using registry::Pid;

Event event_of(const KeptFiling& kept, EventKind kind, const std::string& by, std::string reason) {
    Event event;
    event.filing = kept.now().id;
    event.kind = kind;
    event.by = by;
    event.reason = std::move(reason);
    return event;
}

Notice notice_of(const KeptFiling& kept, NoticeKind kind) {
    const filing::Filing& now = kept.now();
    Notice notice;
    notice.code = "filing/" + std::to_string(now.id) + "/" + std::string{name(kind)} + "/" +
                  std::to_string(kept.history.back().seq);
    notice.kind = kind;
    notice.filing = now.id;
    notice.filing_kind = now.kind;
    notice.places = now.places;
    notice.begndate = now.begndate;
    notice.enddate = now.enddate;
    notice.reason = kept.history.back().reason;
    return notice;
}

Result<void> take(Session& session, const FilingContext& context, KeptFiling& kept, Event event,
                  std::optional<NoticeKind> notice) {
    YIDI_TRY_VOID(payer::internal::append(session, context.payer, kept, std::move(event)));
    if (!notice) {
        return {};
    }
    return notify(session, context.payer, kept.pid, notice_of(kept, *notice));
}

Result<void> approve_now(Session& session, const FilingContext& context, KeptFiling& kept,
                         Event event) {
    const std::string by = event.by;
    const bool automatic = kept.now().channel == filing::Channel::feed;
    YIDI_TRY_VOID(take(session, context, kept, std::move(event),
                       automatic ? NoticeKind::filed_for_you : NoticeKind::approved));
    if (context.upward != nullptr) {
        return {};
    }
    return report_now(session, context, kept, by);
}

Result<void> report_now(Session& session, const FilingContext& context, KeptFiling& kept,
                        const std::string& by, std::optional<NoticeKind> notice) {
    YIDI_TRY_VOID(take(session, context, kept, event_of(kept, EventKind::reported, by), notice));
    if (kept.now().replaces == 0) {
        return {};
    }
    YIDI_TRY(KeptFiling old,
             payer::internal::read_filing(session, context.payer, kept.pid, kept.now().replaces));
    if (!filing::takes(&old.now(), EventKind::superseded)) {
        return {};  // It has ended meanwhile by another way.
    }
    Event superseded = event_of(old, EventKind::superseded, by);
    superseded.after.enddate = kept.now().begndate.previous_day();
    if (context.upward != nullptr) {
        // Until the report arrived the old one was all that hospitals knew.
        superseded.after.enddate =
            std::max(*superseded.after.enddate, context.payer.now.date().previous_day());
    }
    return take(session, context, old, std::move(superseded), NoticeKind::superseded);
}

FilingReply reply_of(const FilingContext& context, const KeptFiling& kept,
                     filing::Assessment assessment) {
    return {.filing = kept.now().id,
            .now = kept.now(),
            .state = filing::state_on(kept.now(), context.payer.now.date()),
            .assessment = std::move(assessment)};
}

Result<void> check_actor(Session& session, const FilingContext& context, Pid pid,
                         const Actor& actor) {
    if (actor.channel != filing::Channel::proxy || actor.proxy == pid) {
        return {};
    }
    if (actor.proxy) {
        const Date today = context.payer.now.date();
        YIDI_TRY(const auto agents, payer::internal::agents_of(session, pid, today));
        YIDI_TRY(const auto dependants, payer::internal::agents_of(session, *actor.proxy, today));
        const bool binds = std::ranges::find(agents, *actor.proxy) != agents.end();
        const bool is_bound = std::ranges::find(dependants, pid) != dependants.end();
        if (binds || is_bound) {
            return {};
        }
    }
    return payer::internal::refuse(ErrorCode::not_allowed, "/psn_no",
                                   "a person to whom the one who acts is bound as family",
                                   "bind the family member first", "the two are not bound");
}

}  // namespace yidi::app::internal
