#include <algorithm>
#include <utility>

#include "app/claim/internal/claim_facts.h"
#include "app/claim/internal/claim_log.h"
#include "app/filing/internal/paper_files.h"
#include "app/payer/internal/audit.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_aid.h"
#include "app/payer/internal/rows_claim.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_record.h"
#include "app/payer/look_up_institution.h"
#include "domain/entitlement/standing.h"

/// Claims come in: by the person, a relative, or a window.
namespace yidi::app {
namespace {

using claim::Claim;
using claim::Event;
using claim::EventKind;
using claim::Statement;
using internal::KeptClaim;
using payer::internal::inconsistent;
using payer::internal::refuse;
using ports::Session;
using registry::Pid;

/// What an appeal or a correction is about must be there and decided, or refused.
Result<void> check_reference(Session& session, const ClaimRequest& request) {
    if (request.kind == claim::Kind::difference) {
        return inconsistent("/kind", "a claim with a bill", "claim the difference by itself",
                            "a difference has no bill");
    }
    if (request.kind == claim::Kind::first) {
        if (request.refers_to == 0) {
            return {};
        }
        return inconsistent("/refers_to", "no claim, for one that is neither appeal nor correction",
                            "say that it is an appeal or a correction",
                            "a first claim refers to none");
    }
    if (request.reason.empty()) {
        return refuse(ErrorCode::missing_key, "/reason", "why, in words that the agency can act on",
                      "say what was wrong", "no reason is given");
    }
    YIDI_TRY(const KeptClaim before,
             internal::read_claim(session, {.pid = request.pid, .claim = request.refers_to}));
    if (!claim::has_bill(before.now())) {
        return inconsistent("/refers_to", "the claim of the bill that is wrong",
                            "name the claim, or ask the hospital about its settlement",
                            "a difference only pays what others have left");
    }
    const claim::Phase phase = before.now().phase;
    if (before.now().decision || phase == claim::Phase::refused) {
        return {};
    }
    return inconsistent("/refers_to", "a claim that is decided or refused",
                        "wait for the decision, or change the claim itself",
                        "the claim that is referred to is not decided yet");
}

/// An invoice of the person's that stands on another claim. Of somebody else's the check tells the
/// agency, and not the applicant.
Result<void> check_invoices(Session& session, Pid pid, const Claim& claim) {
    for (const std::string& hash : claim.invoices) {
        YIDI_TRY(const auto others, payer::internal::claims_with(session, hash));
        for (const payer::internal::InvoiceClaim& other : others) {
            if (other.pid != pid || other.claim == claim.id) {
                continue;
            }
            YIDI_TRY(const auto all, claims_of(session, pid));
            const auto one = std::ranges::find(all, other.claim, &Claim::id);
            if (one == all.end() || !claim::are_of_one(all, claim, *one)) {
                return inconsistent("/invoices", "invoices that stand on no other claim",
                                    "look at that claim; appeal against it where it was decided",
                                    "an invoice stands on claim " + std::to_string(other.claim));
            }
        }
    }
    return {};
}

/// Who decides and pays: the pooling area of the insurance that governs the care, wherever the
/// person is insured by now. It is the one that the case is computed by.
Result<std::uint32_t> area_of(Session& session, const payer::Context& context,
                              const ClaimRequest& request) {
    const policy::Insutype insutype = request.statement.insutype;
    YIDI_TRY(const registry::Person person,
             payer::internal::read_person(session, context.vault, request.pid));
    YIDI_TRY(const auto insurances, payer::internal::insurances_of(session, request.pid));
    YIDI_TRY(const auto identities,
             payer::internal::identities_for(session, request.pid, insutype));
    const entitlement::Governing by = entitlement::governing(
        {.insurances = insurances,
         .identities = identities,
         .born = person.personal.brdy,
         .died = person.died},
        context.book, insutype,
        {.first = request.statement.begndate, .last = request.statement.enddate});
    const registry::Insurance* const insurance = by.standing.insurance;
    return context.book.regions().pooling_area(insurance == nullptr ? person.insuplc_admdvs
                                                                    : insurance->insuplc_admdvs);
}

/// The code of the institution that was stated by its name alone, if one of the place has it.
Result<std::string> code_of(Session& session, const payer::Context& context,
                            const claim::StatedPlace& place) {
    if (!place.fixmedins_code.empty() || place.fixmedins_name.empty()) {
        return place.fixmedins_code;
    }
    YIDI_TRY(auto found, payer::look_up_institution(session, context,
                                                    {.fixmedins_code = {},
                                                     .fixmedins_name = place.fixmedins_name,
                                                     .fixmedins_type = {}}));
    const policy::Regions& regions = context.book.regions();
    std::erase_if(found, [&](const registry::Institution& one) {
        return one.fixmedins_name != place.fixmedins_name ||
               regions.pooling_area(one.admdvs) != regions.pooling_area(place.mdtrtarea_admvs);
    });
    return found.size() == 1 ? found.front().fixmedins_code : std::string{};
}

/// What is stated, as the claim keeps it in the open.
void state(const payer::Context& context, const ClaimRequest& request, Claim& claim) {
    const Statement& said = request.statement;
    claim.begndate = said.begndate;
    claim.enddate = said.enddate;
    claim.is_stay = said.is_stay();
    claim.claimed = said.claimed();
    claim.papers = request.papers;
    claim.invoices.clear();
    for (const claim::Invoice& one : said.invoices) {
        claim.invoices.push_back(payer::internal::invoice_hash(context.vault, one.number));
    }
}

/// Nobody who claims says how the insured region reads a line.
Result<Statement> read_anew(Session& session, const ClaimRequest& request, const Claim& claim) {
    Statement said = request.statement;
    said.place.fixmedins_code = claim.fixmedins_code;
    for (adjudication::Line& line : said.lines) {
        line.insured.reset();
    }
    YIDI_TRY_VOID(internal::read_by_catalogue(session, claim.area, said));
    return said;
}

/// What a draft lacks is said when it is sent in.
Result<Event> event_of(Session& session, const ClaimContext& context, const ClaimRequest& request,
                       Claim claim, EventKind kind) {
    YIDI_TRY_VOID(internal::check_claimant(session, context, request.pid, request.actor));
    for (std::size_t i = 0; i < request.papers.size(); ++i) {
        YIDI_TRY_VOID(
            internal::check_paper_kind(context, request.papers[i], "/papers/" + std::to_string(i)));
    }
    state(context.payer, request, claim);
    const bool is_draft = kind == EventKind::drafted || claim.phase == claim::Phase::draft;
    if (is_draft) {
        YIDI_TRY_VOID(claim::check_draft(request.statement));
    } else {
        YIDI_TRY_VOID(claim::check_statement(request.statement));
        YIDI_TRY_VOID(check_invoices(session, request.pid, claim));
    }
    YIDI_TRY(claim.area, area_of(session, context.payer, request));
    YIDI_TRY(claim.fixmedins_code, code_of(session, context.payer, request.statement.place));
    Event event;
    event.claim = claim.id;
    event.kind = kind;
    event.by = request.actor.by;
    event.reason = request.reason;
    event.after = std::move(claim);
    return event;
}

}  // namespace

Result<ClaimReply> receive_claim(Session& session, const ClaimContext& context,
                                 const ClaimRequest& request) {
    const payer::Context& payer = context.payer;
    YIDI_TRY_VOID(payer::internal::read_alive(session, request.pid));
    YIDI_TRY_VOID(check_reference(session, request));
    Claim claim;
    claim.id = payer.ids.next();
    claim.kind = request.kind;
    claim.refers_to = request.refers_to;
    claim.channel = request.actor.channel;
    const EventKind kind = request.is_draft ? EventKind::drafted : EventKind::received;
    YIDI_TRY(Event event, event_of(session, context, request, std::move(claim), kind));
    YIDI_TRY(const Statement said, read_anew(session, request, event.after));
    KeptClaim kept{.pid = request.pid, .history = {}};
    YIDI_TRY_VOID(internal::append(session, payer, kept, std::move(event), &said));
    if (!request.is_draft) {
        YIDI_TRY_VOID(internal::tell(session, payer, kept, NoticeKind::claim_received));
    }
    return internal::reply_of(kept);
}

Result<ClaimReply> submit_claim(Session& session, const ClaimContext& context,
                                const ClaimStep& step) {
    YIDI_TRY_VOID(internal::check_claimant(session, context, step.key.pid, step.actor));
    YIDI_TRY(KeptClaim kept, internal::read_claim(session, step.key));
    YIDI_TRY(const Statement said, internal::statement_of(context.payer.vault, kept));
    YIDI_TRY_VOID(claim::check_statement(said));
    YIDI_TRY_VOID(check_invoices(session, step.key.pid, kept.now()));
    YIDI_TRY_VOID(internal::append(session, context.payer, kept,
                                   internal::event_of(kept, EventKind::received, step)));
    YIDI_TRY_VOID(internal::tell(session, context.payer, kept, NoticeKind::claim_received));
    return internal::reply_of(kept);
}

Result<ClaimReply> change_claim(Session& session, const ClaimContext& context,
                                const ClaimRequest& request, std::int64_t claim) {
    YIDI_TRY(KeptClaim kept, internal::read_claim(session, {.pid = request.pid, .claim = claim}));
    YIDI_TRY(Event event, event_of(session, context, request, kept.now(), EventKind::changed));
    YIDI_TRY(const Statement said, read_anew(session, request, event.after));
    YIDI_TRY_VOID(internal::append(session, context.payer, kept, std::move(event), &said));
    return internal::reply_of(kept);
}

Result<AttachmentReply> attach_to_claim(Session& session, const ClaimContext& context,
                                        const NewClaimPaper& wanted) {
    YIDI_TRY_VOID(internal::check_claimant(session, context, wanted.key.pid, wanted.actor));
    YIDI_TRY(const KeptClaim kept, internal::read_claim(session, wanted.key));
    const internal::PaperSubject subject{.pid = wanted.key.pid,
                                         .name = internal::subject_of(wanted.key.claim)};
    const internal::SentFile file{.kind = wanted.kind,
                                  .filename = wanted.filename,
                                  .bytes = wanted.bytes,
                                  .sha256 = wanted.sha256,
                                  .by = wanted.actor.by};
    YIDI_TRY(const auto all, internal::files_of(session, context.payer, subject));
    if (const Attachment* same = internal::same_file(all, file)) {
        return AttachmentReply{.attachment = *same, .is_new = false};
    }
    if (claim::is_over(kept.now())) {
        return inconsistent("claim", "a claim that is not over",
                            "hand it in with an appeal or a new claim", "the claim is over");
    }
    YIDI_TRY_VOID(internal::check_paper_kind(context, wanted.kind, "/kind"));
    if (all.size() >= kClaimAttachmentsMax) {
        return refuse(ErrorCode::limit_exceeded, "claim", "at most 30 files for one claim",
                      "put several pages into one PDF", "the claim has 30 files already");
    }
    AttachmentReply reply;
    YIDI_TRY(reply.attachment, internal::keep_file(session, context.payer, subject, file));
    YIDI_TRY_VOID(payer::internal::audit(
        session, context.payer,
        {.by = wanted.actor.by,
         .pid = wanted.key.pid,
         .what = "claim " + std::to_string(wanted.key.claim) + " paper " + wanted.kind}));
    return reply;
}

Result<AttachmentBytes> open_claim_paper(Session& session, const ClaimContext& context,
                                         const ClaimKey& key, std::int64_t attachment) {
    return internal::open_file(session, context.payer,
                               {.pid = key.pid, .name = internal::subject_of(key.claim)},
                               attachment);
}

}  // namespace yidi::app
