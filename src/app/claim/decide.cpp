#include "domain/claim/decide.h"

#include <algorithm>
#include <utility>

#include "app/claim/internal/claim_facts.h"
#include "app/claim/internal/difference.h"
#include "app/claim/internal/owed.h"
#include "app/claim/internal/year_change.h"
#include "app/payer/internal/bill.h"
#include "app/payer/internal/books.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/resequence.h"
#include "app/payer/internal/undo.h"
#include "domain/adjudication/adjudicate.h"
#include "domain/settlement/year_shift.h"

/// The decision: what the claim pays, where in the year it counts, and what it changes of others.
namespace yidi::app {
namespace {

using claim::Claim;
using claim::EventKind;
using internal::ClaimFacts;
using internal::KeptClaim;
using payer::Context;
using payer::internal::inconsistent;
using payer::internal::OrderedYear;
using payer::internal::YearKey;
using ports::Session;
using settlement::Settlement;

/// A claim as it is computed where its care lies.
struct Computed {
    adjudication::Case facts;
    adjudication::Answer answer;
    YearKey key;
    OrderedYear year;
    std::size_t at = 0;  ///< its place among what stands in the year
    std::string cum;     ///< what the year holds with it
    /// Of an appeal or a correction where later settlements stay as they are: what the year held in
    /// the place of the claim before. Empty: what stands before it says that.
    std::string place;
};

/// No amount is taken from a range, nor from a rule that is not there: it is told what is missing.
tl::unexpected<Error> not_computed(const Context& context, const adjudication::Answer& answer) {
    auto refused = payer::internal::refuse(answer, context.book);
    if (answer.status != adjudication::Status::rejected && answer.range.ask.empty()) {
        refused.value().remedy = "补全所缺的规则或信息后再核定；不推定金额";
    }
    return refused;
}

Result<void> compute_at(const Context& context, Computed& out) {
    YIDI_TRY(adjudication::Accumulators cum,
             settlement::parse_accumulators(out.year.history.before(out.at)));
    out.facts.cum = std::move(cum);
    YIDI_TRY_VOID(
        adjudication::adjudicate_into(context.book, out.facts, {.trace = true}, out.answer));
    out.cum = settlement::to_text(out.answer.outcome.cum);
    return {};
}

/// In the place of the claim before it, which was taken out; it counts behind what stands.
Result<void> compute_in_place(const Context& context, Computed& out) {
    out.at = out.year.history.standing.size();
    YIDI_TRY(const auto place, settlement::parse_accumulators(out.place));
    YIDI_TRY(const auto rest, settlement::parse_accumulators(out.year.history.last()));
    const adjudication::Accumulators found = settlement::in_place(place, rest);
    out.facts.cum = found;
    YIDI_TRY_VOID(
        adjudication::adjudicate_into(context.book, out.facts, {.trace = true}, out.answer));
    out.cum = settlement::to_text(
        settlement::shifted(rest, {.from = found, .to = out.answer.outcome.cum}));
    return {};
}

/// Where the pack computes again, the claim counts where its care lies; else behind what stands.
Result<void> compute_in(Session& session, const Context& context, Computed& out) {
    YIDI_TRY(out.year, payer::internal::ordered_year(session, context, out.key));
    if (!out.place.empty()) {
        return compute_in_place(context, out);
    }
    out.at = out.year.place_of({.until = *out.facts.enddate,
                                .begins = *out.facts.begndate,
                                .fixmedins_code = out.facts.fixmedins_code,
                                .medfee = out.facts.medfee()});
    YIDI_TRY_VOID(compute_at(context, out));
    const std::size_t last = out.year.history.standing.size();
    if (out.at == last || payer::internal::recomputes(out.answer)) {
        return {};
    }
    out.at = last;
    return compute_at(context, out);
}

/// The claim before: its place is this one's where both count in the same year of a scheme.
struct Before {
    std::int64_t year = 0;
    policy::Insutype insutype = policy::Insutype::employee;
    std::string place;

    [[nodiscard]] std::string place_in(const payer::internal::YearKey& key) const {
        return year == key.year && insutype == key.insutype ? place : std::string{};
    }
};

Result<Computed> compute(Session& session, const Context& context, const ClaimFacts& facts,
                         const Claim& now, const Before& before) {
    Computed out;
    YIDI_TRY(out.facts,
             claim::case_of({.person = &facts.person,
                             .insurances = &facts.insurances,
                             .identities = &facts.identities,
                             .filings = &facts.filings,
                             .institution = facts.institution ? &*facts.institution : nullptr,
                             .statement = &facts.statement,
                             .claim = &now},
                            context.book));
    const Date guess =
        settlement::benefit_year_of(out.facts, context.book).value_or(*out.facts.enddate);
    out.key = {facts.person.pid, guess.year(), facts.statement.insutype};
    out.place = before.place_in(out.key);
    YIDI_TRY_VOID(compute_in(session, context, out));
    const std::optional<Date>& year = out.answer.outcome.benefit_year;
    if (year && year->year() != out.key.year) {
        out.key.year = year->year();
        out.place = before.place_in(out.key);
        YIDI_TRY_VOID(compute_in(session, context, out));
    }
    if (out.answer.status != adjudication::Status::computed) {
        return not_computed(context, out.answer);
    }
    return out;
}

Settlement settlement_of(const Context& context, const Claim& now, const Computed& computed) {
    const adjudication::Outcome& outcome = computed.answer.outcome;
    const auto business = policy::business_of(computed.facts.med_type);
    Settlement one;
    one.pid = computed.key.pid;
    one.kind = settlement::SettlementKind::claimed;
    one.mdtrt_id = now.id;
    one.msgid = internal::subject_of(now.id);
    one.setl_time = context.now;
    one.year = computed.key.year;
    one.insutype = computed.key.insutype;
    one.med_type = computed.facts.med_type;
    one.psn_type = computed.facts.psn_type;
    one.cvlserv_flag =
        computed.facts.psn_idet && std::ranges::find(*computed.facts.psn_idet, "civil_servant") !=
                                       computed.facts.psn_idet->end();
    one.clr_type = settlement::clr_type_of(business.value_or(policy::Business::outpatient));
    one.insuplc_admdvs = *computed.facts.insuplc_admdvs;
    one.mdtrtarea_admvs = *computed.facts.mdtrtarea_admvs;
    one.until = *computed.facts.enddate;
    one.info = outcome.setlinfo;
    one.computed_by = settlement::computed_by(outcome);
    one.payers = payer::internal::payers_of(context, computed.answer);
    return one;
}

/// The settlement of the claim that an appeal or a correction is about, if it stands.
Result<std::optional<Settlement>> settled_before(Session& session, const KeptClaim& kept) {
    std::int64_t before = kept.now().refers_to;
    while (before != 0) {
        YIDI_TRY(const KeptClaim earlier,
                 internal::read_claim(session, {.pid = kept.pid, .claim = before}));
        YIDI_TRY(const auto rows,
                 payer::internal::settlements_of(session, kept.pid, earlier.now().id));
        const auto standing = std::ranges::find_if(
            rows, [&rows](const Settlement& one) { return settlement::stands(rows, one); });
        if (standing != rows.end()) {
            return std::optional{*standing};
        }
        before = earlier.now().refers_to;
    }
    return std::optional<Settlement>{};
}

/// Two appeals about one decision: the second is about what the first has left.
Result<void> check_latest(Session& session, const KeptClaim& kept) {
    if (kept.now().refers_to == 0) {
        return {};
    }
    YIDI_TRY(const auto all, claims_of(session, kept.pid));
    for (const Claim& one : all) {
        if (one.refers_to == kept.now().refers_to && one.id != kept.now().id && one.decision) {
            return inconsistent("claim", "an appeal against the last decision",
                                "refer to claim " + std::to_string(one.id),
                                "the claim that is referred to has been decided anew");
        }
    }
    return {};
}

/// The fund that pays is the one whose agency decides. The register may say another one by now than
/// when the claim was stated.
Result<void> check_area(const Context& context, const Claim& now, const Settlement& one) {
    if (context.book.regions().pooling_area(one.insuplc_admdvs) == now.area) {
        return {};
    }
    return inconsistent("claim", "a claim of the area that insured the care",
                        "ask the applicant to state it anew, so that the right area decides",
                        "the register names another area since the claim was stated");
}

Result<std::vector<Settlement>> settle(Session& session, const Context& context,
                                       const payer::internal::UndoBy& by, Settlement& one,
                                       Computed computed) {
    one.setl_id = context.ids.next();
    one.case_text = context.texts.case_text(computed.facts);
    settlement::Places places;
    places.insured_area = context.book.regions().pooling_area(one.insuplc_admdvs);
    places.treating_area = places.insured_area;
    places.psn_no = registry::psn_no_of(one.insuplc_admdvs, one.pid);
    places.owed_psn_no = places.psn_no;
    places.insutype = one.insutype;
    YIDI_TRY_VOID(
        payer::internal::post(session, one, settlement::entry_with_person(one.info, places)));
    const payer::internal::CumEvent settled{
        .key = computed.key,
        .seq = static_cast<std::int64_t>(computed.year.events.size()) + 1,
        .setl_id = one.setl_id,
        .event = std::string{payer::internal::kSettled},
        .at = context.now,
        .cum = std::move(computed.cum)};
    return payer::internal::put_in(session, context, std::move(computed.year.history),
                                   {.at = computed.at, .settled = settled, .by = by});
}

}  // namespace

Result<DecidedClaim> decide_claim(Session& session, const ClaimContext& context,
                                  const ClaimStep& step) {
    const Context& payer = context.payer;
    YIDI_TRY(KeptClaim kept, internal::read_claim(session, step.key));
    claim::Event event = internal::event_of(kept, EventKind::decided, step);
    if (!claim::takes(&kept.now(), EventKind::decided)) {
        YIDI_TRY_VOID(internal::append(session, payer, kept, event));
    }
    if (!claim::has_bill(kept.now())) {
        DecidedClaim out;
        YIDI_TRY(out.reply, internal::decide_difference(session, context, step, std::move(kept)));
        return out;
    }
    YIDI_TRY_VOID(check_latest(session, kept));
    YIDI_TRY(const ClaimFacts facts, internal::facts_of(session, context, kept));
    YIDI_TRY_VOID(internal::check_findings(facts.findings));
    const payer::Caller caller{.fixmedins_code = {},
                               .msgid = internal::subject_of(kept.now().id),
                               .infno = {},
                               .opter = step.actor.by};
    const payer::internal::UndoBy by{.caller = caller, .hidden = false};
    const policy::Regions& regions = payer.book.regions();
    YIDI_TRY(const Money owed_before,
             internal::owed_to(session, kept.pid, regions, kept.now().area));
    YIDI_TRY(const auto before, settled_before(session, kept));
    Before replaced;
    if (before) {
        YIDI_TRY(payer::internal::TakenOut taken,
                 payer::internal::take_out(session, payer, *before, by));
        replaced = {
            .year = before->year, .insutype = before->insutype, .place = std::move(taken.place)};
    }
    YIDI_TRY(Computed computed, compute(session, payer, facts, kept.now(), replaced));
    DecidedClaim out;
    out.settlement = settlement_of(payer, kept.now(), computed);
    YIDI_TRY_VOID(check_area(payer, kept.now(), out.settlement));
    YIDI_TRY(out.corrections, settle(session, payer, by, out.settlement, std::move(computed)));
    YIDI_TRY(const Money owed_after,
             internal::owed_to(session, kept.pid, regions, kept.now().area));
    const Money grown = owed_after - owed_before;
    const Money amount = out.settlement.info.fund_pay_sumamt;
    const Money to_pay = std::max(Money{}, grown);
    event.after.decision = claim::Decision{
        .setl_id = out.settlement.setl_id,
        .claimed = kept.now().claimed,
        .refused = claim::refused_of(facts.statement, kept.now()),
        .amount = amount,
        .differences = grown - amount,
        .to_pay = to_pay,
        .four_eyes = internal::needs_four_eyes(context, kept.now().area, std::max(amount, to_pay))};
    YIDI_TRY_VOID(internal::append(session, payer, kept, std::move(event)));
    YIDI_TRY_VOID(internal::tell(session, payer, kept, NoticeKind::claim_decided,
                                 kept.now().decision->to_pay));
    YIDI_TRY_VOID(internal::tell_corrections(session, payer, out.corrections, kept.now().id));
    out.reply = internal::reply_of(kept);
    return out;
}

Result<DecidedClaim> try_claim(Session& session, const ClaimContext& context,
                               const ClaimStep& step) {
    YIDI_TRY(const KeptClaim kept, internal::read_claim(session, step.key));
    if (!claim::has_bill(kept.now())) {
        return inconsistent("claim", "a claim with a bill",
                            "look at what the difference is made of",
                            "of a difference nothing is computed");
    }
    ClaimStep trial = step;
    if (kept.now().phase == claim::Phase::accepted) {
        trial.actor.by = "trial check";
        YIDI_TRY_VOID(check_claim_lines(session, context, trial));
    }
    // Not the caller's name: a trial is no part in the claim, and may be anybody's of the desk.
    trial.actor.by = "trial";
    return decide_claim(session, context, trial);
}

}  // namespace yidi::app
