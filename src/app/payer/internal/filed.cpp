#include "app/payer/internal/filed.h"

#include <utility>

#include "app/payer/internal/refusal.h"
#include "domain/guidance/tell.h"

namespace yidi::payer::internal {
namespace {

/// Of the filings alone: the rest has been judged before.
guidance::Chain chain_of(const Context& context, const Bill& bill) {
    guidance::ChainFacts facts;
    facts.insuplc_admdvs = bill.facts.insuplc_admdvs.value_or(bill.person.insuplc_admdvs);
    facts.mdtrtarea_admvs = bill.institution.admdvs;
    facts.business = policy::business_of(bill.facts.med_type).value_or(policy::Business::inpatient);
    facts.day = bill.visit.begntime.date();
    facts.today = context.now.date();
    if (bill.visit.is_stay) {
        facts.discharge = bill.until;
    }
    facts.filings = bill.filings;
    facts.emergency_flag = bill.facts.er_flag.value_or(false);
    return guidance::why(facts, context.book);
}

/// As refusals of the calculation are told: the code's name, then what broke.
tl::unexpected<Error> told(const guidance::Chain& chain) {
    Error error = guidance::refusal_of(chain, explain::Language::zh);
    error.where = "policy";
    error.rule = std::move(error.detail);
    error.detail.clear();
    return fail(std::move(error));
}

bool lacks_a_filing(ErrorCode code) {
    return code == ErrorCode::not_filed || code == ErrorCode::filing_elsewhere ||
           code == ErrorCode::filing_not_in_force;
}

}  // namespace

Result<void> check_promise(const Context& context, const Bill& bill) {
    const guidance::Chain chain = chain_of(context, bill);
    const guidance::ChainLink* broken = chain.broken();
    if (broken == nullptr || broken->cause != guidance::Cause::proof_before_settlement) {
        return {};
    }
    return told(chain);
}

tl::unexpected<Error> refuse_bill(const Context& context, const Bill& bill) {
    const bool rejected = bill.answer.status == adjudication::Status::rejected;
    if (rejected && lacks_a_filing(bill.answer.outcome.refusal.code)) {
        const guidance::Chain chain = chain_of(context, bill);
        const guidance::ChainLink* broken = chain.broken();
        if (broken != nullptr && broken->link == guidance::Link::reported) {
            return told(chain);
        }
    }
    return refuse(bill.answer, context.book);
}

}  // namespace yidi::payer::internal
