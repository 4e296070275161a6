#include "sim/internal/people.h"

#include <array>
#include <utility>

#include "app/filing/feed.h"
#include "domain/filing/lifecycle.h"

namespace yidi::sim {
namespace {

using filing::Channel;
using filing::Phase;
using policy::FilingKind;

constexpr std::int64_t kSecond = 1'000;
constexpr std::int64_t kTimeout = 3 * kSecond;
constexpr std::int64_t kTwiceOfTenThousand = 600;

}  // namespace

void People::act(registry::Pid pid) {
    if (busy_.contains(pid)) return;
    constexpr int kFromSharedData = 10;
    if (history_.chance().percent(kFromSharedData)) return feed(pid);
    const std::vector<app::FilingView> all = filings(pid);
    std::vector<const app::FilingView*> living;
    for (const app::FilingView& one : all) {
        const bool may_go_on = !filing::is_ended(one.now) && one.now.channel != Channel::registry &&
                               one.state != filing::State::expired;
        if (may_go_on) living.push_back(&one);
    }
    const std::size_t chosen = history_.chance().below(living.size() + 1);
    if (chosen < living.size()) return go_on(*living[chosen], pid);
    file(any_request(pid), "files");
}

void People::file_for(registry::Pid pid, Date admission) {
    if (busy_.contains(pid)) return;
    Chance& chance = history_.chance();
    app::FilingRequest request;
    request.pid = pid;
    request.actor = actor(chance.percent(50) ? Channel::hospital : Channel::self);
    request.wanted.kind = chance.percent(50) ? FilingKind::emergency : FilingKind::referral;
    request.wanted.places = {other_area(pid)};
    // From the admission on, or only from the day on which somebody thought of it.
    request.wanted.begndate = chance.percent(50) ? admission : today();
    request.admission = admission;
    file(std::move(request), "files late");
}

std::vector<app::FilingView> People::filings(registry::Pid pid) const {
    std::vector<app::FilingView> all;
    const Result<void> read = machine_.read(
        [&](ports::Session& session, const app::FilingContext& context) -> Result<void> {
            YIDI_TRY(all, app::filings_of(session, context.payer, pid));
            return {};
        });
    if (!read) history_.violated("filings can be read: " + read.error().rule);
    return all;
}

/// Under a name that is never used again, so that what is done twice is seen.
app::Actor People::actor(Channel channel) {
    return {.channel = channel, .by = "act " + std::to_string(++acts_), .proxy = {}};
}

app::FilingRequest People::any_request(registry::Pid pid) {
    Chance& chance = history_.chance();
    constexpr std::array kChannels{Channel::self, Channel::window, Channel::phone,
                                   Channel::other_region};
    app::FilingRequest request;
    request.pid = pid;
    request.actor = actor(kChannels[chance.below(kChannels.size())]);
    request.wanted.kind = static_cast<FilingKind>(chance.below(policy::kFilingKindCount));
    request.wanted.places = {other_area(pid)};
    request.wanted.begndate = today().plus_days(static_cast<std::int32_t>(chance.between(-2, 1)));
    if (chance.percent(25)) {
        request.wanted.enddate =
            request.wanted.begndate.plus_days(static_cast<std::int32_t>(chance.between(0, 2)));
    }
    request.wanted.promise = chance.percent(60);
    if (!request.wanted.promise) request.wanted.materials = {std::string{kPaper}};
    request.is_draft = chance.percent(8);
    return request;
}

void People::file(app::FilingRequest request, std::string_view what) {
    const registry::Pid pid = request.pid;
    ask(pid, what,
        [request = std::move(request)](ports::Session& session,
                                       const app::FilingContext& context) -> Result<void> {
            YIDI_TRY_VOID(app::file(session, context, request));
            return {};
        });
}

void People::file_again(const app::FilingView& view, registry::Pid pid) {
    app::FilingRequest request = any_request(pid);
    request.is_draft = false;
    ask(pid, "submits again",
        [request = std::move(request), filing = view.now.id](
            ports::Session& session, const app::FilingContext& context) -> Result<void> {
            YIDI_TRY_VOID(app::resubmit(session, context, request, filing));
            return {};
        });
}

void People::change(const app::FilingView& view, registry::Pid pid) {
    app::FilingRequest request = any_request(pid);
    request.is_draft = false;
    request.replaces = view.now.id;
    file(std::move(request), "changes");
}

void People::feed(registry::Pid pid) {
    app::FilingFeed feed;
    feed.source = kFeed;
    app::FilingFeedRow row;
    row.row_key = std::to_string(pid) + "/" + to_string(today());
    row.psn_no = registry::psn_no_of(area_of(pid), pid);
    row.kind = FilingKind::resettled_retiree;
    row.place = other_area(pid);
    row.begndate = today();
    feed.rows.push_back(std::move(row));
    ask(pid, "is filed for",
        [feed = std::move(feed)](ports::Session& session,
                                 const app::FilingContext& context) -> Result<void> {
            app::FilingFeedCounts counts;
            return app::take_feed_rows(session, context, feed, feed.rows, counts);
        });
}

void People::step(Verb verb, app::Step step, std::string_view what) {
    const registry::Pid pid = step.pid;
    ask(pid, what,
        [verb, step = std::move(step)](ports::Session& session,
                                       const app::FilingContext& context) -> Result<void> {
            YIDI_TRY_VOID(verb(session, context, step));
            return {};
        });
}

void People::go_on(const app::FilingView& view, registry::Pid pid) {
    app::Step next{.pid = pid,
                   .filing = view.now.id,
                   .actor = actor(history_.chance().percent(50) ? Channel::self : Channel::window),
                   .reason = "simulated"};
    switch (view.now.phase) {
        case Phase::draft:
        case Phase::rejected: return file_again(view, pid);
        case Phase::submitted:
        case Phase::under_review: return decide(view, std::move(next));
        case Phase::needs_material:
            next.materials = {std::string{kPaper}};
            return step(app::give_material, std::move(next), "gives papers");
        case Phase::cancel_requested:
            next.actor.channel = Channel::window;
            if (history_.chance().percent(50)) {
                return step(app::decline_cancel, std::move(next), "declines to cancel");
            }
            return step(app::cancel, std::move(next), "cancels as asked");
        case Phase::approved:
        case Phase::reported: return live(view, std::move(next));
        case Phase::cancelled:
        case Phase::superseded: break;
    }
}

void People::decide(const app::FilingView& view, app::Step next) {
    Chance& chance = history_.chance();
    next.actor.channel = Channel::window;
    next.promise_until = today();
    if (view.now.phase == Phase::submitted && chance.percent(30)) {
        return step(app::begin_review, std::move(next), "looks at it");
    }
    if (chance.percent(60)) return step(app::approve, std::move(next), "approves");
    if (chance.percent(50)) return step(app::reject, std::move(next), "rejects");
    step(app::ask_material, std::move(next), "asks for papers");
}

void People::live(const app::FilingView& view, app::Step next) {
    Chance& chance = history_.chance();
    if (view.now.channel == Channel::feed && chance.percent(50)) {
        return step(app::refuse_automatic, std::move(next), "refuses what was filed");
    }
    if (view.now.proof != filing::ProofState::complete && chance.percent(40)) {
        return step(app::keep_promise, std::move(next), "brings the papers");
    }
    const std::int64_t wish = chance.between(1, 100);
    constexpr std::int64_t kCancel = 35;
    constexpr std::int64_t kExtend = 65;
    if (wish > kExtend) return change(view, next.pid);
    if (wish > kCancel) return step(app::extend, std::move(next), "extends");
    if (chance.percent(30)) next.because = policy::LockException::wrong_entry;
    step(app::cancel, std::move(next), "cancels");
}

void People::ask(registry::Pid pid, std::string_view what, Machine::FilingWork work) {
    busy_.insert(pid);
    try_it(
        std::make_shared<Act>(Act{.pid = pid, .what = std::string{what}, .work = std::move(work)}));
}

void People::try_it(const ActPtr& act) {
    const int attempt = ++act->attempt;
    if (history_.is_told()) {
        history_.tell("person " + std::to_string(act->pid),
                      act->what + (attempt == 1 ? "" : " again"));
    }
    const auto submit = [&] {
        machine_.submit(act->work, [this, act](const Result<void>& result) { ended(act, result); });
    };
    submit();
    // Who is impatient presses the button twice.
    if (history_.strikes(Fault::doubled, kTwiceOfTenThousand)) submit();
    history_.time().after(kTimeout, [this, act, attempt] {
        if (!act->is_over && act->attempt == attempt) try_later(act);
    });
}

/// What was done before is refused the second time, because it is there: that is an end as well.
void People::ended(const ActPtr& act, const Result<void>& result) {
    if (act->is_over) return;
    if (!result && result.error().code == ErrorCode::busy) return try_later(act);
    act->is_over = true;
    busy_.erase(act->pid);
    if (history_.is_told()) {
        history_.tell("person " + std::to_string(act->pid),
                      act->what + (result ? ": done" : ": " + result.error().detail));
    }
}

void People::try_later(const ActPtr& act) {
    // Whatever still comes of this attempt no longer counts as its failure.
    ++act->attempt;
    history_.time().after(history_.chance().between(1, 4 * kSecond), [this, act] {
        if (!act->is_over) try_it(act);
    });
}

}  // namespace yidi::sim
