#include "app/payer/check_entitlement.h"

#include <algorithm>

#include "app/payer/internal/entitled.h"
#include "app/payer/internal/filed.h"
#include "app/payer/internal/probe.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_filing.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_record.h"
#include "app/payer/internal/rows_settlement.h"
#include "app/payer/internal/visit_of.h"
#include "domain/adjudication/adjudicate.h"
#include "domain/explain/sentences.h"
#include "domain/settlement/settle.h"

namespace yidi::payer {
namespace {

using adjudication::Answer;
using adjudication::Status;
using ports::Session;

constexpr std::string_view kAccountFund = "310200";

std::string why_not(const Answer& answer, const policy::Book& book) {
    if (answer.status == Status::computed || answer.status == Status::range) {
        return {};
    }
    const explain::RefusalText text = explain::refusal(answer.outcome, book, explain::Language::zh);
    std::string why = text.sentence + "。" + text.remedy;
    if (text.clause) {
        why += "（依据：" + explain::short_text(*text.clause, explain::Language::zh) + "）";
    }
    return why;
}

std::string sentence_of(const Error& error) {
    const std::string source = error.source.empty() ? "" : "（依据：" + error.source + "）";
    return error.rule + "。" + error.remedy + source;
}

/// The days of the benefit: from the end of a waiting period to the last day that is known of.
void tell_days(const entitlement::Standing& standing, Date first, Entitlement& out) {
    out.begndate = first;
    if (standing.waiting_until && *standing.waiting_until >= first) {
        out.begndate = standing.waiting_until->next_day();
    }
    if (standing.insurance->paus_insu_date) {
        out.enddate = standing.insurance->paus_insu_date->previous_day();
    }
}

/// Why the settlement of such care today would be refused; empty where it would not.
Result<std::string> try_care(Session& session, const Context& context,
                             const EntitlementRequest& request, const registry::Person& person,
                             const std::vector<registry::Insurance>& insurances) {
    YIDI_TRY(const registry::Institution institution,
             internal::institution_of(session, request.fixmedins_code));
    YIDI_TRY(const auto identities,
             internal::identities_for(session, person.pid, request.insutype));
    YIDI_TRY(const auto events, internal::filing_events_of(session, person.pid));
    const std::vector<filing::Filing> filings = filing::filings_of(events);
    // One yuan in scope is enough to find what such care would be refused for.
    const internal::Probe probe{.person = person,
                                .insurances = insurances,
                                .identities = identities,
                                .filings = filings,
                                .institution = institution,
                                .insutype = request.insutype,
                                .med_type = request.med_type,
                                .dise_codg = request.dise_codg,
                                .at = request.begntime,
                                .amount = Money::from_yuan(1)};
    YIDI_TRY(adjudication::Case stated, internal::case_of(probe, context));
    const internal::FiledCare care{.person = person,
                                   .institution = institution,
                                   .filings = filings,
                                   .stated = stated,
                                   .begins = request.begntime.date(),
                                   .discharge = {}};
    if (const Result<void> counts = internal::check_filed(context, care); !counts) {
        return sentence_of(counts.error());
    }
    const Date year =
        settlement::benefit_year_of(stated, context.book).value_or(request.begntime.date());
    YIDI_TRY(const internal::Year used,
             internal::year_of(session, {person.pid, year.year(), request.insutype}));
    YIDI_TRY(stated.cum, settlement::parse_accumulators(used.cum));
    YIDI_TRY(const Answer answer, adjudication::adjudicate(context.book, stated));
    if (const auto refused = internal::filing_refusal(context, care, answer)) {
        return sentence_of(*refused);
    }
    return why_not(answer, context.book);
}

}  // namespace

Result<std::vector<Entitlement>> check_entitlement(Session& session, const Context& context,
                                                   const EntitlementRequest& request) {
    YIDI_TRY(const registry::Pid pid, internal::read_psn_no(session, request.psn_no));
    YIDI_TRY(const registry::Person person, internal::read_person(session, context.vault, pid));
    YIDI_TRY(const auto insurances, internal::insurances_of(session, pid));
    Entitlement pool;
    pool.psn_no = request.psn_no;
    pool.fund_pay_type = settlement::fund_code(policy::FundField::hifp_pay, request.insutype);
    YIDI_TRY(const auto identities, internal::identities_of(session, pid));
    const Date first = request.begntime.date();
    const entitlement::Facts facts{.insurances = insurances,
                                   .identities = identities,
                                   .born = person.personal.brdy,
                                   .died = person.died};
    const entitlement::Governing by = entitlement::governing(
        facts, context.book, request.insutype,
        {.first = first,
         .last = std::max(first, request.endtime.value_or(request.begntime).date())});
    if (by.standing.insurance == nullptr) {
        pool.trt_chk_rslt = "该日期没有这一险种的参保记录。请按 1101 返回的险种查询";
        return std::vector{pool};
    }
    tell_days(by.standing, entitlement::first_day(*by.standing.insurance, facts, context.book),
              pool);
    if (const Result<void> stands = internal::check_standing(by.standing, context.book); !stands) {
        pool.trt_chk_rslt = sentence_of(stands.error());
        Entitlement account = pool;
        account.fund_pay_type = kAccountFund;
        return std::vector{pool, account};
    }
    YIDI_TRY(pool.trt_chk_rslt, try_care(session, context, request, person, insurances));
    pool.trt_enjymnt_flag = pool.trt_chk_rslt.empty();

    Entitlement account = pool;
    account.fund_pay_type = kAccountFund;
    YIDI_TRY(const Money balance, internal::balance_of(session, pid));
    if (account.trt_enjymnt_flag && balance == Money{}) {
        account.trt_enjymnt_flag = false;
        account.trt_chk_rslt = "个人账户没有余额";
    }
    return std::vector{pool, account};
}

}  // namespace yidi::payer
