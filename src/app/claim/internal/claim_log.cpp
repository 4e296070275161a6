#include "app/claim/internal/claim_log.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "app/filing/internal/paper_files.h"
#include "app/filing/internal/steps.h"
#include "app/payer/internal/audit.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_claim.h"
#include "app/payer/internal/rows_person.h"
#include "domain/claim/decide.h"
#include "domain/settlement/settle.h"

namespace yidi::app::internal {

using claim::Claim;
using claim::Event;
using claim::Statement;
using payer::Context;
using payer::internal::refuse;
using ports::Session;
using registry::Pid;

namespace {

Result<void> queue(Session& session, const KeptClaim& kept) {
    const Claim& now = kept.now();
    if (!payer::internal::waits(now)) {
        return payer::internal::erase_waiting(session, kept.pid, now.id);
    }
    return payer::internal::put(session, {.pid = kept.pid,
                                          .claim = now.id,
                                          .area = now.area,
                                          .phase = std::string{claim::name(now.phase)},
                                          .since = kept.history.back().at});
}

/// The invoices of a claim that is not over in vain stand on it.
Result<void> index_invoices(Session& session, const KeptClaim& kept) {
    const Claim& now = kept.now();
    const std::size_t events = kept.history.size();
    if (events > 1) {
        for (const std::string& hash : kept.history[events - 2].after.invoices) {
            YIDI_TRY_VOID(payer::internal::erase(session, {hash, kept.pid, now.id}));
        }
    }
    if (!claim::holds_invoices(now)) {
        return {};
    }
    for (const std::string& hash : now.invoices) {
        YIDI_TRY_VOID(payer::internal::put(session, {hash, kept.pid, now.id}));
    }
    return {};
}

/// What has happened to the claims that an appeal is about.
Result<std::vector<Event>> events_before(Session& session, const KeptClaim& kept) {
    std::vector<Event> earlier;
    if (kept.history.empty() || kept.now().kind != claim::Kind::appeal) {
        return earlier;
    }
    YIDI_TRY(const std::vector<Event> all, payer::internal::claim_events_of(session, kept.pid));
    const std::vector<Claim> claims = claim::claims_of(all);
    std::ranges::copy_if(all, std::back_inserter(earlier), [&](const Event& one) {
        return one.claim != kept.now().id && claim::are_of_one(claims, kept.now(), one.after);
    });
    return earlier;
}

/// Who has handed a file in has acted for the applicant, though no event says so.
Result<void> check_no_paper_of(Session& session, const Context& context, const KeptClaim& kept,
                               const Event& wanted) {
    if (kept.history.empty() ||
        claim::part_of(wanted.kind, kept.now().phase) == claim::Part::applicant) {
        return {};
    }
    YIDI_TRY(const auto files,
             files_of(session, context, {.pid = kept.pid, .name = subject_of(kept.now().id)}));
    if (std::ranges::find(files, wanted.by, &Attachment::by) == files.end()) {
        return {};
    }
    return refuse(ErrorCode::not_allowed, "claim", "somebody else than who handed a paper in",
                  "let another account do it", "this account has had its part in the claim");
}

}  // namespace

Result<KeptClaim> read_claim(Session& session, const ClaimKey& key) {
    KeptClaim kept{.pid = key.pid, .history = {}};
    YIDI_TRY(std::vector<Event> all, payer::internal::claim_events_of(session, key.pid));
    std::ranges::copy_if(all, std::back_inserter(kept.history),
                         [&](const Event& one) { return one.claim == key.claim; });
    if (kept.history.empty()) {
        return refuse(ErrorCode::bad_value, "claim", "the number of one of the person's claims",
                      "list the person's claims", "the person has no such claim");
    }
    return kept;
}

Result<Statement> statement_of(const ports::Vault& vault, const KeptClaim& kept) {
    const auto last =
        std::ranges::find_if(kept.history.rbegin(), kept.history.rend(),
                             [](const Event& event) { return !event.statement.empty(); });
    if (last == kept.history.rend()) {
        return payer::internal::violated("a claim begins with what is stated");
    }
    YIDI_TRY(const std::string text,
             vault.open(last->statement, payer::internal::statement_place(kept.pid, *last)));
    return payer::internal::parse_statement(text);
}

Result<void> append(Session& session, const Context& context, KeptClaim& kept, Event event,
                    const Statement* statement) {
    event.at = context.now;
    YIDI_TRY(const std::vector<Event> earlier, events_before(session, kept));
    YIDI_TRY_VOID(check_no_paper_of(session, context, kept, event));
    YIDI_TRY(Event next, claim::next_event(kept.history, std::move(event), earlier));
    if (statement != nullptr) {
        next.statement = context.vault.seal(payer::internal::to_text(*statement),
                                            payer::internal::statement_place(kept.pid, next));
    }
    YIDI_TRY_VOID(payer::internal::insert(session, kept.pid, next));
    YIDI_TRY_VOID(payer::internal::audit(session, context,
                                         {.by = next.by,
                                          .pid = kept.pid,
                                          .what = "claim " + std::to_string(next.claim) + " " +
                                                  std::string{claim::name(next.kind)}}));
    kept.history.push_back(std::move(next));
    YIDI_TRY_VOID(queue(session, kept));
    return index_invoices(session, kept);
}

Event event_of(const KeptClaim& kept, claim::EventKind kind, const ClaimStep& step) {
    Event event;
    event.claim = kept.now().id;
    event.kind = kind;
    event.by = step.actor.by;
    event.reason = step.reason;
    event.after = kept.now();
    return event;
}

Result<void> tell(Session& session, const Context& context, const KeptClaim& kept, NoticeKind kind,
                  Money amount) {
    const Event& last = kept.history.back();
    Notice notice;
    notice.code = "claim/" + std::to_string(last.claim) + "/" + std::string{name(kind)} + "/" +
                  std::to_string(last.seq);
    notice.kind = kind;
    notice.claim = last.claim;
    notice.begndate = last.after.begndate;
    notice.enddate = last.after.enddate;
    notice.reason = last.reason;
    notice.amount = amount;
    return notify(session, context, kept.pid, std::move(notice));
}

ClaimReply reply_of(const KeptClaim& kept) {
    return {.claim = kept.now().id, .now = kept.now()};
}

Result<void> check_claimant(Session& session, const ClaimContext& context, Pid pid,
                            const ClaimActor& actor) {
    if (actor.channel == claim::Channel::window) {
        return {};
    }
    if (actor.channel == claim::Channel::proxy) {
        return check_actor(
            session, {.payer = context.payer, .upward = nullptr}, pid,
            {.channel = filing::Channel::proxy, .by = actor.by, .proxy = actor.proxy});
    }
    YIDI_TRY(const registry::Person person,
             payer::internal::read_person(session, context.payer.vault, pid));
    if (!person.died || *person.died >= context.payer.now.date()) {
        return {};
    }
    return refuse(ErrorCode::not_allowed, "/psn_no", "a person who lives, or heirs at a window",
                  "the heirs claim at a window of the insured region, with their proof",
                  "the person has died");
}

std::string subject_of(std::int64_t claim) {
    return "claim:" + std::to_string(claim);
}

Result<void> read_by_catalogue(Session& session, std::uint32_t area, Statement& statement) {
    for (adjudication::Line& line : statement.lines) {
        if (line.insured || line.med_list_codg.empty()) {
            continue;
        }
        YIDI_TRY(const auto items,
                 payer::internal::catalogue_of(session, area, line.med_list_codg));
        const Date day = line.fee_ocur_time.value_or(statement.enddate);
        claim::fill_attributes(line, settlement::item_on(items, day));
    }
    return {};
}

}  // namespace yidi::app::internal
