#include "app/payer/internal/filed.h"

#include <utility>

#include "app/payer/internal/refusal.h"
#include "domain/guidance/tell.h"

namespace yidi::payer::internal {
namespace {

using guidance::Cause;
using guidance::Link;

/// Of the filings alone: the rest has been judged before.
guidance::Chain chain_of(const Context& context, const FiledCare& care) {
    guidance::ChainFacts facts;
    facts.insuplc_admdvs = care.stated.insuplc_admdvs.value_or(care.person.insuplc_admdvs);
    facts.mdtrtarea_admvs = care.institution.admdvs;
    facts.business =
        policy::business_of(care.stated.med_type).value_or(policy::Business::inpatient);
    facts.day = care.begins;
    facts.today = context.now.date();
    facts.discharge = care.discharge;
    facts.filings = care.filings;
    facts.emergency_flag = care.stated.er_flag.value_or(false);
    return guidance::why(facts, context.book);
}

/// As refusals of the calculation are told: the code's name, then what broke.
Error told(const guidance::Chain& chain) {
    Error error = guidance::refusal_of(chain, explain::Language::zh);
    error.where = "policy";
    error.rule = std::move(error.detail);
    error.detail.clear();
    return error;
}

/// What refuses care that the calculation would pay.
bool stops_payment(Cause cause) {
    return cause == Cause::proof_before_settlement || cause == Cause::home_on_promise ||
           cause == Cause::home_is_closed;
}

bool lacks_a_filing(ErrorCode code) {
    return code == ErrorCode::not_filed || code == ErrorCode::filing_elsewhere ||
           code == ErrorCode::filing_not_in_force;
}

bool is_of_filings(Link link) {
    return link == Link::filed || link == Link::reported || link == Link::effective;
}

}  // namespace

FiledCare care_of(const Bill& bill) {
    return {.person = bill.person,
            .institution = bill.institution,
            .filings = bill.filings,
            .stated = bill.facts,
            .begins = bill.visit.begntime.date(),
            .discharge = bill.visit.is_stay ? std::optional{bill.until} : std::nullopt};
}

Result<void> check_filed(const Context& context, const FiledCare& care) {
    const guidance::Chain chain = chain_of(context, care);
    const guidance::ChainLink* broken = chain.broken();
    if (broken == nullptr || !stops_payment(broken->cause)) {
        return {};
    }
    return fail(told(chain));
}

std::optional<Error> filing_refusal(const Context& context, const FiledCare& care,
                                    const adjudication::Answer& answer) {
    const bool rejected = answer.status == adjudication::Status::rejected;
    if (!rejected || !lacks_a_filing(answer.outcome.refusal.code)) {
        return {};
    }
    const guidance::Chain chain = chain_of(context, care);
    const guidance::ChainLink* broken = chain.broken();
    if (broken == nullptr || !is_of_filings(broken->link)) {
        return {};
    }
    return told(chain);
}

tl::unexpected<Error> refuse_bill(const Context& context, const Bill& bill) {
    if (std::optional<Error> error = filing_refusal(context, care_of(bill), bill.answer)) {
        return fail(*std::move(error));
    }
    return refuse(bill.answer, context.book);
}

}  // namespace yidi::payer::internal
