#include <algorithm>
#include <set>
#include <utility>

#include "app/claim/internal/claim_facts.h"
#include "app/claim/internal/owed.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_claim.h"
#include "app/payer/internal/rows_settlement.h"
#include "domain/settlement/settle.h"

/// The steps of a claim between its arrival and its decision, and what is shown of it.
namespace yidi::app {
namespace {

using claim::Event;
using claim::EventKind;
using claim::Statement;
using internal::event_of;
using internal::KeptClaim;
using payer::internal::inconsistent;
using payer::internal::refuse;
using ports::Session;

/// One event with a message.
Result<ClaimReply> simple(Session& session, const ClaimContext& context, const ClaimStep& step,
                          EventKind kind, std::optional<NoticeKind> notice) {
    YIDI_TRY(KeptClaim kept, internal::read_claim(session, step.key));
    YIDI_TRY_VOID(internal::append(session, context.payer, kept, event_of(kept, kind, step)));
    if (notice) {
        YIDI_TRY_VOID(internal::tell(session, context.payer, kept, *notice));
    }
    return internal::reply_of(kept);
}

tl::unexpected<Error> no_such_line(std::int64_t line) {
    return refuse(ErrorCode::bad_value, "/lines", "lines of the claim, each once",
                  "name lines by their position, from 0",
                  "there is no such line, or it stands twice: " + std::to_string(line));
}

/// Each line is there, and named once; what is read of it is possible.
Result<void> check_lines(const ClaimStep& step, const Statement& said) {
    const auto count = static_cast<std::int64_t>(said.lines.size());
    std::set<std::int64_t> seen;
    for (const claim::RefusedLine& one : step.refused) {
        if (one.line < 0 || one.line >= count || !seen.insert(one.line).second) {
            return no_such_line(one.line);
        }
    }
    for (std::size_t i = 0; i < step.read.size(); ++i) {
        const ReadLine& one = step.read[i];
        if (one.line < 0 || one.line >= count || !seen.insert(one.line).second) {
            return no_such_line(one.line);
        }
        YIDI_TRY_VOID(claim::check_attributes(one.insured, "/read_lines/" + std::to_string(i)));
    }
    return {};
}

}  // namespace

Result<ClaimReply> ask_claim_material(Session& session, const ClaimContext& context,
                                      const ClaimStep& step) {
    return simple(session, context, step, EventKind::material_asked,
                  NoticeKind::claim_material_asked);
}

Result<ClaimReply> give_claim_material(Session& session, const ClaimContext& context,
                                       const ClaimStep& step) {
    YIDI_TRY_VOID(internal::check_claimant(session, context, step.key.pid, step.actor));
    YIDI_TRY(KeptClaim kept, internal::read_claim(session, step.key));
    Event event = event_of(kept, EventKind::material_given, step);
    for (std::size_t i = 0; i < step.papers.size(); ++i) {
        const std::string& paper = step.papers[i];
        YIDI_TRY_VOID(internal::check_paper_kind(context, paper, "/papers/" + std::to_string(i)));
        if (std::ranges::find(event.after.papers, paper) == event.after.papers.end()) {
            event.after.papers.push_back(paper);
        }
    }
    YIDI_TRY_VOID(internal::append(session, context.payer, kept, std::move(event)));
    return internal::reply_of(kept);
}

Result<ClaimReply> accept_claim(Session& session, const ClaimContext& context,
                                const ClaimStep& step) {
    YIDI_TRY(const KeptClaim kept, internal::read_claim(session, step.key));
    if (claim::takes(&kept.now(), EventKind::accepted)) {
        YIDI_TRY(internal::ClaimFacts facts, internal::facts_of(session, context, kept));
        std::erase_if(facts.findings,
                      [](const claim::Finding& one) { return one.check != claim::Check::papers; });
        YIDI_TRY_VOID(internal::check_findings(facts.findings));
    }
    return simple(session, context, step, EventKind::accepted, NoticeKind::claim_accepted);
}

Result<ClaimReply> check_claim_lines(Session& session, const ClaimContext& context,
                                     const ClaimStep& step) {
    YIDI_TRY(KeptClaim kept, internal::read_claim(session, step.key));
    YIDI_TRY(Statement said, internal::statement_of(context.payer.vault, kept));
    YIDI_TRY_VOID(check_lines(step, said));
    YIDI_TRY_VOID(internal::read_by_catalogue(session, kept.now().area, said));
    for (const ReadLine& one : step.read) {
        said.lines[static_cast<std::size_t>(one.line)].insured = one.insured;
    }
    Event event = event_of(kept, EventKind::checked, step);
    event.after.refused = step.refused;
    YIDI_TRY(const internal::ClaimFacts facts,
             internal::facts_of(session, context, kept, event.after, said));
    YIDI_TRY_VOID(internal::check_findings(facts.findings));
    YIDI_TRY_VOID(internal::append(session, context.payer, kept, std::move(event), &said));
    return internal::reply_of(kept);
}

Result<ClaimReply> send_claim_back(Session& session, const ClaimContext& context,
                                   const ClaimStep& step) {
    return simple(session, context, step, EventKind::sent_back, {});
}

Result<ClaimReply> refuse_claim(Session& session, const ClaimContext& context,
                                const ClaimStep& step) {
    YIDI_TRY(KeptClaim kept, internal::read_claim(session, step.key));
    Event event = event_of(kept, EventKind::refused, step);
    event.after.reasons = step.reasons;
    if (event.reason.empty()) {
        return refuse(ErrorCode::missing_key, "/reason", "why, in words that the person can act on",
                      "say what is missing or wrong", "no reason is given");
    }
    YIDI_TRY_VOID(internal::append(session, context.payer, kept, std::move(event)));
    YIDI_TRY_VOID(internal::tell(session, context.payer, kept, NoticeKind::claim_refused));
    return internal::reply_of(kept);
}

Result<ClaimReply> withdraw_claim(Session& session, const ClaimContext& context,
                                  const ClaimStep& step) {
    YIDI_TRY_VOID(internal::check_claimant(session, context, step.key.pid, step.actor));
    return simple(session, context, step, EventKind::withdrawn, {});
}

Result<ClaimView> view_claim(Session& session, const ClaimContext& context, const ClaimKey& key) {
    YIDI_TRY(const KeptClaim kept, internal::read_claim(session, key));
    YIDI_TRY(internal::ClaimFacts facts, internal::facts_of(session, context, kept));
    ClaimView view{.psn_name = facts.person.personal.psn_name,
                   .now = kept.now(),
                   .statement = std::move(facts.statement),
                   .history = kept.history,
                   .papers = std::move(facts.papers),
                   .attachments = std::move(facts.attachments),
                   .findings = std::move(facts.findings)};
    for (Event& event : view.history) {
        event.statement.clear();
    }
    return view;
}

Result<ClaimSettlement> settlement_of_claim(Session& session, const ClaimKey& key) {
    YIDI_TRY(const KeptClaim kept, internal::read_claim(session, key));
    if (!kept.now().decision) {
        return inconsistent("claim", "a claim that is decided", "wait for the decision",
                            "the claim is not decided yet");
    }
    if (!claim::has_bill(kept.now())) {
        return inconsistent("claim", "a claim with a bill", "look at the settlements it is about",
                            "a difference has no settlement of its own");
    }
    YIDI_TRY(const auto rows, payer::internal::settlements_of(session, key.pid, key.claim));
    ClaimSettlement out;
    for (const settlement::Settlement& row : rows) {
        if (row.setl_id == kept.now().decision->setl_id) {
            out.settlement = row;
            out.stands = settlement::stands(rows, row);
        }
        out.now = settlement::sum(out.now, row.info);
    }
    out.now.balc = {};
    out.now.pool_prop_selfpay = out.settlement.info.pool_prop_selfpay;
    return out;
}

Result<Money> owed_to_person(Session& session, registry::Pid pid) {
    return internal::owed_to(session, pid);
}

Result<std::vector<std::vector<Event>>> claim_histories_of(Session& session, registry::Pid pid) {
    YIDI_TRY(const auto events, payer::internal::claim_events_of(session, pid));
    std::vector<std::vector<Event>> histories;
    for (const Event& event : events) {
        const bool is_next = !histories.empty() && histories.back().back().claim == event.claim;
        if (!is_next) histories.emplace_back();
        histories.back().push_back(event);
        histories.back().back().statement.clear();
    }
    std::ranges::reverse(histories);
    return histories;
}

Result<std::vector<claim::Claim>> claims_of(Session& session, registry::Pid pid) {
    YIDI_TRY(const auto events, payer::internal::claim_events_of(session, pid));
    std::vector<claim::Claim> all = claim::claims_of(events);
    std::ranges::reverse(all);
    return all;
}

}  // namespace yidi::app
