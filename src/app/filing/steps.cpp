#include "app/filing/internal/steps.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "app/filing/file.h"
#include "app/payer/internal/refusal.h"
#include "domain/filing/lifecycle.h"

/// The steps of a filing after it was submitted.
namespace yidi::app {
namespace {

using filing::Channel;
using filing::Event;
using filing::EventKind;
using internal::event_of;
using internal::KeptFiling;
using internal::reply_of;
using internal::take;
using payer::internal::inconsistent;
using payer::internal::refuse;
using ports::Session;

Result<KeptFiling> begin(Session& session, const FilingContext& context, const Step& step) {
    YIDI_TRY_VOID(internal::check_actor(session, context, step.pid, step.actor));
    return payer::internal::read_filing(session, context.payer, step.pid, step.filing);
}

Event event_of(const KeptFiling& kept, const Step& step, EventKind kind) {
    return event_of(kept, kind, step.actor.by, step.reason);
}

Result<void> needs_reason(const Step& step) {
    if (!step.reason.empty()) {
        return {};
    }
    return refuse(ErrorCode::missing_key, "/reason", "why, in words that the person can act on",
                  "say what is missing or wrong", "no reason is given");
}

/// One event with a message.
Result<FilingReply> simple(Session& session, const FilingContext& context, const Step& step,
                           EventKind kind, std::optional<NoticeKind> notice) {
    YIDI_TRY(KeptFiling kept, begin(session, context, step));
    YIDI_TRY_VOID(take(session, context, kept, event_of(kept, step, kind), notice));
    return reply_of(context, kept);
}

/// Those who may decide what no rule decides.
bool decides(const Actor& actor) {
    return actor.channel == Channel::window || actor.channel == Channel::registry;
}

/// A promise of any length would be none: a year, or longer where the region's rule says so.
Result<void> check_promise_until(const FilingContext& context, const KeptFiling& kept,
                                 const Step& step) {
    constexpr std::int32_t kMonths = 12;
    if (!step.promise_until) return {};
    const Date last = std::max(context.payer.now.date().plus_months_clamp_to_month_end(kMonths),
                               kept.now().promise_until.value_or(Date{}));
    if (*step.promise_until <= last) return {};
    return refuse(ErrorCode::inconsistent, "/promise_until",
                  "a last day for the papers not after " + to_string(last),
                  "name a day until " + to_string(last), "the promise would last too long");
}

/// Who sends a filing in does not decide it, even where one account may do both.
Result<void> check_other_eyes(const KeptFiling& kept, const Step& step) {
    const auto sent = std::ranges::find(kept.history.rbegin(), kept.history.rend(),
                                        EventKind::submitted, &Event::kind);
    if (sent == kept.history.rend() || sent->by != step.actor.by) return {};
    return refuse(ErrorCode::not_allowed, "/decision", "somebody else than who sent it in",
                  "let another reviewer approve it", "this account sent the filing in itself");
}

Result<void> end_now(Session& session, const FilingContext& context, KeptFiling& kept,
                     const Step& step) {
    Event event = event_of(kept, step, EventKind::cancelled);
    if (step.because == policy::LockException::wrong_entry) {
        event.after.enddate = kept.now().begndate.previous_day();
    }
    return take(session, context, kept, std::move(event), NoticeKind::cancelled);
}

}  // namespace

Result<FilingReply> begin_review(Session& session, const FilingContext& context, const Step& step) {
    return simple(session, context, step, EventKind::review_begun, {});
}

Result<FilingReply> ask_material(Session& session, const FilingContext& context, const Step& step) {
    YIDI_TRY_VOID(needs_reason(step));
    return simple(session, context, step, EventKind::material_asked, NoticeKind::material_asked);
}

Result<FilingReply> give_material(Session& session, const FilingContext& context,
                                  const Step& step) {
    YIDI_TRY(KeptFiling kept, begin(session, context, step));
    if (step.materials.empty()) {
        return refuse(ErrorCode::missing_key, "/materials", "the papers that are handed in",
                      "name at least one paper", "no paper is named");
    }
    Event event = event_of(kept, step, EventKind::material_given);
    event.after.materials = kept.now().materials;
    event.after.materials.insert(event.after.materials.end(), step.materials.begin(),
                                 step.materials.end());
    YIDI_TRY_VOID(take(session, context, kept, std::move(event)));
    return reply_of(context, kept);
}

Result<FilingReply> approve(Session& session, const FilingContext& context, const Step& step) {
    YIDI_TRY(KeptFiling kept, begin(session, context, step));
    YIDI_TRY_VOID(check_other_eyes(kept, step));
    YIDI_TRY_VOID(check_promise_until(context, kept, step));
    Event event = event_of(kept, step, EventKind::approved);
    event.after.promise_until = step.promise_until;
    const bool promised = kept.now().proof == filing::ProofState::promised;
    const std::optional<Date> until =
        step.promise_until ? step.promise_until : kept.now().promise_until;
    if (promised && (!until || *until < context.payer.now.date())) {
        return refuse(ErrorCode::missing_key, "/promise_until",
                      "the last day for the papers, from today on",
                      "name the day: no rule of the region does, or its day has passed",
                      "a promise without a deadline that can be kept");
    }
    YIDI_TRY_VOID(internal::approve_now(session, context, kept, std::move(event)));
    return reply_of(context, kept);
}

Result<FilingReply> reject(Session& session, const FilingContext& context, const Step& step) {
    YIDI_TRY_VOID(needs_reason(step));
    return simple(session, context, step, EventKind::rejected, NoticeKind::rejected);
}

Result<FilingReply> keep_promise(Session& session, const FilingContext& context, const Step& step) {
    YIDI_TRY(KeptFiling kept, begin(session, context, step));
    Event event = event_of(kept, step, EventKind::proof_completed);
    const auto lapsed = std::ranges::find(kept.history.rbegin(), kept.history.rend(),
                                          EventKind::proof_lapsed, &Event::kind);
    if (kept.now().proof == filing::ProofState::reduced && lapsed != kept.history.rend()) {
        event.after = std::next(lapsed)->after;
    }
    YIDI_TRY_VOID(take(session, context, kept, std::move(event), NoticeKind::promise_kept));
    return reply_of(context, kept);
}

Result<FilingReply> cancel(Session& session, const FilingContext& context, const Step& step) {
    YIDI_TRY(KeptFiling kept, begin(session, context, step));
    const bool asked_before = kept.now().phase == filing::Phase::cancel_requested;
    if (asked_before && decides(step.actor)) {
        YIDI_TRY_VOID(end_now(session, context, kept, step));
        return reply_of(context, kept);
    }
    if (!filing::is_known_upward(kept.now()) && kept.now().phase != filing::Phase::approved) {
        YIDI_TRY_VOID(end_now(session, context, kept, step));
        return reply_of(context, kept);
    }
    const Date today = context.payer.now.date();
    YIDI_TRY(filing::Ruling ruling,
             filing::may_unlock(kept.now(), payer::internal::rules_of(context.payer, kept, today),
                                today, step.because));
    // That it was wrong from its first day somebody of the agency has to see.
    ruling.needs_review = ruling.needs_review || step.because == policy::LockException::wrong_entry;
    if (ruling.needs_review && !decides(step.actor)) {
        Event event = event_of(kept, step, EventKind::cancel_requested);
        if (step.because) {
            event.reason = std::string{policy::name(*step.because)} + ": " + event.reason;
        }
        YIDI_TRY_VOID(take(session, context, kept, std::move(event), NoticeKind::cancel_requested));
        return reply_of(context, kept);
    }
    YIDI_TRY_VOID(end_now(session, context, kept, step));
    return reply_of(context, kept);
}

Result<FilingReply> decline_cancel(Session& session, const FilingContext& context,
                                   const Step& step) {
    YIDI_TRY_VOID(needs_reason(step));
    return simple(session, context, step, EventKind::cancel_declined, NoticeKind::cancel_declined);
}

Result<FilingReply> extend(Session& session, const FilingContext& context, const Step& step) {
    YIDI_TRY(KeptFiling kept, begin(session, context, step));
    const Date today = context.payer.now.date();
    YIDI_TRY(const filing::Extension extension,
             filing::may_extend(kept.now(), payer::internal::rules_of(context.payer, kept, today),
                                today));
    if (extension.ruling.needs_review && !decides(step.actor)) {
        return refuse(ErrorCode::needs_approval, "/filing", "a window of the insured region",
                      "ask the insured region to extend it",
                      "how often a filing may be extended is not known");
    }
    Event event = event_of(kept, step, EventKind::extended);
    event.after.enddate = extension.enddate;
    YIDI_TRY_VOID(take(session, context, kept, std::move(event), NoticeKind::extended));
    return reply_of(context, kept);
}

Result<FilingReply> refuse_automatic(Session& session, const FilingContext& context,
                                     const Step& step) {
    YIDI_TRY(KeptFiling kept, begin(session, context, step));
    if (step.actor.channel != Channel::self && step.actor.channel != Channel::proxy) {
        return refuse(ErrorCode::not_allowed, "/step", "the person, or a family member",
                      "cancel the filing instead",
                      "only the person refuses what was filed for them");
    }
    if (kept.now().channel != Channel::feed) {
        return inconsistent("/filing", "a filing that was made without an application",
                            "cancel this one", "the filing was applied for");
    }
    YIDI_TRY_VOID(take(session, context, kept, event_of(kept, step, EventKind::refused_by_person),
                       NoticeKind::refused));
    return reply_of(context, kept);
}

}  // namespace yidi::app
