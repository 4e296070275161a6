#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/filing/details.h"
#include "app/payer/context.h"
#include "domain/filing/assess.h"
#include "domain/registry/records.h"
#include "ports/upward.h"

/// Filing (备案) from every channel: the same rules, the same life. Each verb is one use case in
/// one savepoint of the store's writer.
namespace yidi::app {

/// What filing needs beside its session.
struct FilingContext {
    const payer::Context& payer;
    /// Null: this server is the whole network, and what is approved is known at once.
    const ports::Upward* upward = nullptr;
};

/// Who acts, by which way.
struct Actor {
    filing::Channel channel = filing::Channel::self;
    std::string by;                      ///< account, operator or job; no personal data
    std::optional<registry::Pid> proxy;  ///< with Channel::proxy: the family member who acts
};

struct FilingRequest {
    registry::Pid pid = 0;
    Actor actor;
    filing::Application wanted;  ///< its channel is the actor's
    FilingDetails details;
    std::optional<Date> admission;         ///< in hospital at the place now, since this day
    std::optional<std::int64_t> replaces;  ///< a change: this filing ends when the new one counts
    bool is_draft = false;
};

struct FilingReply {
    std::int64_t filing = 0;
    filing::Filing now;
    filing::State state = filing::State::draft;
    filing::Assessment assessment;
};

/// Works out what would come of it; nothing is written.
/// Errors    those of filing::assess; bad_value: nobody's number; not_allowed: a proxy who is not
///           bound to the person; filing_locked: a change before it may be.
[[nodiscard]] Result<filing::Assessment> try_filing(ports::Session& session,
                                                    const FilingContext& context,
                                                    const FilingRequest& request);

/// Submits a filing, or keeps it as a draft. What the rules decide is approved at once; the rest
/// waits for a person of the agency.
/// Errors    those of try_filing; filing_refused: papers are missing and it is no draft.
[[nodiscard]] Result<FilingReply> file(ports::Session& session, const FilingContext& context,
                                       const FilingRequest& request);

/// Submits a draft, or a rejected filing again; `request` states it anew.
/// Errors    those of file; inconsistent: it is neither.
[[nodiscard]] Result<FilingReply> resubmit(ports::Session& session, const FilingContext& context,
                                           const FilingRequest& request, std::int64_t filing);

/// A step that somebody takes in a filing that is there.
struct Step {
    registry::Pid pid = 0;
    std::int64_t filing = 0;
    Actor actor;
    std::string reason;
    std::vector<std::string> materials = {};  ///< given, or kept a promise with
    std::optional<Date> promise_until = {};   ///< approving a promise whose deadline no rule names
    std::optional<policy::LockException> because = {};  ///< what lifts the lock
};
/// Each returns the filing as it is then. Errors of all: bad_value: no such filing; inconsistent:
/// it does not take the step now; missing_key: a step that needs a reason has none.
[[nodiscard]] Result<FilingReply> begin_review(ports::Session& session,
                                               const FilingContext& context, const Step& step);
[[nodiscard]] Result<FilingReply> ask_material(ports::Session& session,
                                               const FilingContext& context, const Step& step);
[[nodiscard]] Result<FilingReply> give_material(ports::Session& session,
                                                const FilingContext& context, const Step& step);
/// Errors    missing_key: a promise without a deadline. The filing it replaces ends.
[[nodiscard]] Result<FilingReply> approve(ports::Session& session, const FilingContext& context,
                                          const Step& step);
[[nodiscard]] Result<FilingReply> reject(ports::Session& session, const FilingContext& context,
                                         const Step& step);
/// The promised papers have come.
[[nodiscard]] Result<FilingReply> keep_promise(ports::Session& session,
                                               const FilingContext& context, const Step& step);
/// Ends the filing with this day, so that a stay that began today keeps it; one that nobody knows
/// yet is withdrawn. Where the rules do not
/// decide, and the actor is no window, a request is kept for the agency.
/// Errors    filing_locked, with the day from which it may.
[[nodiscard]] Result<FilingReply> cancel(ports::Session& session, const FilingContext& context,
                                         const Step& step);
[[nodiscard]] Result<FilingReply> decline_cancel(ports::Session& session,
                                                 const FilingContext& context, const Step& step);
/// Errors    filing_refused, rule_unknown (filing::may_extend); needs_approval: only a window may.
[[nodiscard]] Result<FilingReply> extend(ports::Session& session, const FilingContext& context,
                                         const Step& step);
/// The person does not want what was filed for them.
/// Errors    inconsistent: it was no automatic filing.
[[nodiscard]] Result<FilingReply> refuse_automatic(ports::Session& session,
                                                   const FilingContext& context, const Step& step);

}  // namespace yidi::app
