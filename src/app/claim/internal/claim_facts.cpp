#include "app/claim/internal/claim_facts.h"

#include <algorithm>
#include <utility>

#include "app/filing/internal/paper_files.h"
#include "app/payer/internal/claimed.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_claim.h"
#include "app/payer/internal/rows_filing.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_record.h"
#include "app/payer/internal/rows_settlement.h"
#include "app/payer/internal/rows_visit.h"
#include "domain/claim/decide.h"

namespace yidi::app::internal {
namespace {

using claim::Claim;
using claim::Finding;
using claim::Other;
using claim::Statement;
using payer::Context;
using ports::Session;
using registry::Pid;
using settlement::Settlement;

/// What the person has settled directly and what of it stands.
Result<std::vector<Other>> direct_settlements(Session& session, const Context& context, Pid pid,
                                              const Statement& said) {
    ports::Range range;
    range.prefix = {ports::Value{pid}};
    YIDI_TRY(const auto rows,
             payer::internal::scan_rows<Settlement>(session, ports::Table::settlement, range,
                                                    payer::internal::read_settlement));
    YIDI_TRY(const auto visits, payer::internal::visits_of(session, pid));
    std::vector<Other> others;
    for (const Settlement& one : rows) {
        if (one.kind != settlement::SettlementKind::settled || !settlement::stands(rows, one)) {
            continue;
        }
        YIDI_TRY(const auto told, payer::internal::particulars_of(context.vault, one));
        YIDI_TRY(const auto institution,
                 payer::internal::find_institution(session, one.fixmedins_code));
        const auto visit = std::ranges::find(visits, one.mdtrt_id, &settlement::Visit::mdtrt_id);
        const bool known = visit != visits.end();
        others.push_back(
            {.id = one.setl_id,
             .care = {.fixmedins_code = one.fixmedins_code,
                      .fixmedins_name = institution ? institution->fixmedins_name : std::string{},
                      .admdvs = one.mdtrtarea_admvs,
                      .begndate = known ? visit->begntime.date() : one.until,
                      .enddate = one.until,
                      .is_stay = known && visit->is_stay,
                      .total = one.info.medfee_sumamt},
             .same_invoice = std::ranges::any_of(said.invoices, [&](const claim::Invoice& invoice) {
                 return invoice.number == told.invono;
             })});
    }
    return others;
}

bool shares_invoice(const Claim& a, const Claim& b) {
    return std::ranges::any_of(a.invoices, [&b](const std::string& hash) {
        return std::ranges::find(b.invoices, hash) != b.invoices.end();
    });
}

Result<std::vector<Other>> other_claims(Session& session, const Context& context,
                                        const KeptClaim& kept, const Claim& now) {
    YIDI_TRY(const auto events, payer::internal::claim_events_of(session, kept.pid));
    const std::vector<Claim> all = claim::claims_of(events);
    std::vector<Other> others;
    for (const Claim& one : all) {
        if (one.id == now.id || !claim::has_bill(one) || !claim::holds_invoices(one) ||
            claim::are_of_one(all, now, one)) {
            continue;
        }
        const bool same_invoice = shares_invoice(now, one);
        if (!same_invoice && (one.begndate > now.enddate || one.enddate < now.begndate)) {
            continue;
        }
        YIDI_TRY(claim::Care care,
                 payer::internal::care_of_claim(context.vault, kept.pid, one, events));
        others.push_back({.id = one.id, .care = std::move(care), .same_invoice = same_invoice});
    }
    // One invoice, one person: somebody else's claim with it is told by its number alone.
    for (const std::string& hash : now.invoices) {
        YIDI_TRY(const auto with, payer::internal::claims_with(session, hash));
        for (const payer::internal::InvoiceClaim& other : with) {
            if (other.pid != kept.pid) {
                Other& one = others.emplace_back();
                one.id = other.claim;
                one.same_invoice = true;
            }
        }
    }
    return others;
}

/// A draft has not come in yet: whether it would be in time today.
Date day_sent_in(const KeptClaim& kept, Date today) {
    const auto sent =
        std::ranges::find(kept.history, claim::EventKind::received, &claim::Event::kind);
    return sent == kept.history.end() ? today : sent->at.date();
}

/// The day from which the deadline is counted back: an appeal came in time if what it is about did.
Result<Date> day_received(Session& session, const KeptClaim& kept, Date today) {
    Date day = day_sent_in(kept, today);
    std::int64_t before = kept.now().refers_to;
    while (before != 0) {
        YIDI_TRY(const KeptClaim earlier, read_claim(session, {.pid = kept.pid, .claim = before}));
        day = day_sent_in(earlier, today);
        before = earlier.now().refers_to;
    }
    return day;
}

entitlement::Told standing_of(const Context& context, const ClaimFacts& facts) {
    const entitlement::Governing by = entitlement::governing(
        {.insurances = facts.insurances,
         .identities = facts.identities,
         .born = facts.person.personal.brdy,
         .died = facts.person.died},
        context.book, facts.statement.insutype,
        {.first = facts.statement.begndate, .last = facts.statement.enddate});
    return entitlement::told(by.standing, context.book);
}

/// Kinds that were shown or handed in.
std::vector<std::string> papers_there(const Claim& now, const ClaimFacts& facts) {
    std::vector<std::string> there = now.papers;
    for (const Attachment& one : facts.attachments) {
        there.push_back(one.kind);
    }
    return there;
}

/// The papers that the situation asks for, and which of them nobody has handed in.
void look_at_papers(const ClaimContext& context, const Claim& now, ClaimFacts& facts,
                    claim::CheckFacts& checks) {
    checks.are_papers_known = context.papers != nullptr;
    if (context.papers == nullptr) {
        return;
    }
    const Statement& said = facts.statement;
    const std::uint32_t place = said.place.mdtrtarea_admvs;
    const filing::Filing* filed = filing::best_for(
        facts.filings, place, context.payer.book.regions().pooling_area(place), said.begndate);
    const bool counts = filed != nullptr && filing::holds_on(*filed, said.begndate);
    const claim::Situation situation =
        claim::situation_of(said, {.is_filed = counts, .has_died = facts.person.died.has_value()});
    facts.papers =
        claim::papers_for(*context.papers, situation, {.area = now.area, .day = said.enddate});
    checks.missing_papers = claim::missing(facts.papers, papers_there(now, facts));
}

const claim::StatedLimit* limit_of(const ClaimContext& context, claim::Limit limit,
                                   std::uint32_t area, Date day) {
    return context.limits == nullptr ? nullptr : context.limits->find(limit, area, day);
}

void look_at_deadline(const ClaimContext& context, const Claim& now, claim::CheckFacts& checks) {
    const claim::StatedLimit* deadline =
        limit_of(context, claim::Limit::deadline_months, now.area, now.enddate);
    if (deadline != nullptr && deadline->value) {
        checks.deadline_months = deadline->value;
        checks.deadline_clause = claim::clause_of(*deadline);
    }
}

}  // namespace

Result<ClaimFacts> facts_of(Session& session, const ClaimContext& context, const KeptClaim& kept,
                            const Claim& now, Statement statement) {
    const Context& payer = context.payer;
    ClaimFacts facts;
    facts.statement = std::move(statement);
    YIDI_TRY(facts.person, payer::internal::read_person(session, payer.vault, kept.pid));
    YIDI_TRY(facts.insurances, payer::internal::insurances_of(session, kept.pid));
    YIDI_TRY(facts.identities,
             payer::internal::identities_for(session, kept.pid, facts.statement.insutype));
    YIDI_TRY(const auto filing_events, payer::internal::filing_events_of(session, kept.pid));
    facts.filings = filing::filings_of(filing_events);
    if (!facts.statement.place.fixmedins_code.empty()) {
        YIDI_TRY(facts.institution,
                 payer::internal::find_institution(session, facts.statement.place.fixmedins_code));
    }
    YIDI_TRY(facts.attachments,
             files_of(session, payer, {.pid = kept.pid, .name = subject_of(now.id)}));
    claim::CheckFacts checks;
    checks.claim = &now;
    checks.statement = &facts.statement;
    checks.person = &facts.person;
    checks.standing = standing_of(payer, facts);
    checks.institution = facts.institution ? &*facts.institution : nullptr;
    YIDI_TRY(checks.settlements, direct_settlements(session, payer, kept.pid, facts.statement));
    YIDI_TRY(checks.claims, other_claims(session, payer, kept, now));
    look_at_papers(context, now, facts, checks);
    look_at_deadline(context, now, checks);
    checks.lines_without_attributes = claim::lines_without_attributes(facts.statement, now);
    checks.lines_without_price = claim::lines_without_price(facts.statement, now);
    checks.today = payer.now.date();
    YIDI_TRY(checks.received, day_received(session, kept, checks.today));
    facts.findings = claim::check_claim(checks);
    return facts;
}

namespace {

/// Of a difference there is nothing to look at but whose account it is, and the heirs' proof.
Result<ClaimFacts> facts_of_difference(Session& session, const ClaimContext& context,
                                       const KeptClaim& kept) {
    const Claim& now = kept.now();
    ClaimFacts facts;
    YIDI_TRY(facts.statement, statement_of(context.payer.vault, kept));
    YIDI_TRY(facts.person, payer::internal::read_person(session, context.payer.vault, kept.pid));
    YIDI_TRY(facts.attachments,
             files_of(session, context.payer, {.pid = kept.pid, .name = subject_of(now.id)}));
    facts.findings.push_back(claim::check_holder(facts.person, facts.statement));
    if (!facts.person.died) {
        return facts;
    }
    claim::CheckFacts checks;
    checks.are_papers_known = context.papers != nullptr;
    if (context.papers != nullptr) {
        facts.papers = claim::papers_for(*context.papers, claim::bit(claim::When::heirs),
                                         {.area = now.area, .day = context.payer.now.date()});
        checks.missing_papers = claim::missing(facts.papers, papers_there(now, facts));
    }
    facts.findings.push_back(claim::check_papers(checks));
    return facts;
}

}  // namespace

Result<ClaimFacts> facts_of(Session& session, const ClaimContext& context, const KeptClaim& kept) {
    if (!claim::has_bill(kept.now())) {
        return facts_of_difference(session, context, kept);
    }
    YIDI_TRY(Statement said, statement_of(context.payer.vault, kept));
    return facts_of(session, context, kept, kept.now(), std::move(said));
}

Result<void> check_findings(const std::vector<Finding>& findings) {
    const auto found = std::ranges::find(findings, claim::Verdict::blocks, &Finding::verdict);
    if (found == findings.end()) {
        return {};
    }
    std::string about;
    for (const std::string& one : found->about) {
        about += (about.empty() ? "" : ", ") + one;
    }
    // Papers have names in each language; here they are told as the list names them in code.
    const std::string what = found->check == claim::Check::papers
                                 ? std::string{"papers are missing"}
                                 : found->sentence.en;
    return fail(Error{.code = ErrorCode::inconsistent,
                      .where = std::string{claim::name(found->check)},
                      .rule = "a claim that no check blocks",
                      .remedy = "let the applicant mend it, take lines out, or refuse with reasons",
                      .detail = what + (about.empty() ? "" : " (" + about + ")"),
                      .source = found->clause});
}

Result<void> check_paper_kind(const ClaimContext& context, const std::string& kind,
                              std::string_view where) {
    constexpr std::string_view kOtherPaper = "other_paper";
    if (context.papers == nullptr || kind == kOtherPaper ||
        std::ranges::find(context.papers->all(), kind, &claim::PaperRule::kind) !=
            context.papers->all().end()) {
        return {};
    }
    return payer::internal::refuse(ErrorCode::bad_value, where,
                                   "a paper of the list, or other_paper",
                                   "name the paper as the list does", "no list has such a paper");
}

bool needs_four_eyes(const ClaimContext& context, std::uint32_t area, Money amount) {
    const claim::StatedLimit* above =
        limit_of(context, claim::Limit::four_eyes_amount, area, context.payer.now.date());
    return above == nullptr || !above->value || amount.fen() > *above->value;
}

}  // namespace yidi::app::internal
