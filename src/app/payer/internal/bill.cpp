#include "app/payer/internal/bill.h"

#include <algorithm>
#include <limits>

#include "app/payer/internal/claimed.h"
#include "app/payer/internal/entitled.h"
#include "app/payer/internal/family.h"
#include "app/payer/internal/filed.h"
#include "app/payer/internal/history.h"
#include "app/payer/internal/holds.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_filing.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_record.h"
#include "app/payer/internal/rows_visit.h"
#include "domain/adjudication/adjudicate.h"
#include "ports/tables.h"

namespace yidi::payer::internal {
namespace {

using ports::Session;
using settlement::PricedLine;
using settlement::Visit;
using settlement::VisitState;

Result<void> check_state(const SettleRequest& request, const Visit& visit) {
    if (visit.state == VisitState::cancelled) {
        return inconsistent("mdtrt_id", "a visit that is not cancelled", "register a new visit",
                            "the visit was cancelled");
    }
    if (request.mid_setl_flag && (!visit.is_stay || visit.state != VisitState::registered)) {
        return inconsistent("mid_setl_flag", "0, unless a stay goes on",
                            "send 0 after the discharge, and for outpatient visits",
                            "only a stay that goes on is settled in parts");
    }
    if (request.insutype != visit.insutype) {
        return inconsistent("insutype", "the visit's",
                            "send the type the visit was registered with",
                            "the visit was registered with another type");
    }
    if (!request.med_type.empty() && !visit.med_type.empty() &&
        request.med_type != visit.med_type) {
        return inconsistent("med_type", "the visit's: " + visit.med_type,
                            "change the visit (2203A, 2403), or send its type",
                            "the visit is of another type");
    }
    return {};
}

/// The last day of the bill: of a stay its discharge, the day it is settled up to, or today; of a
/// visit its last line's.
Date last_day(const Context& context, const SettleRequest& request, const Bill& bill) {
    const Date today = context.now.date();
    if (bill.visit.is_stay) {
        if (bill.visit.endtime && !request.mid_setl_flag) {
            return bill.visit.endtime->date();
        }
        return std::min(today, request.dscg_time.value_or(today));
    }
    Date last = bill.visit.begntime.date();
    for (const PricedLine& line : bill.charged) {
        last = std::max(last, line.line.fee_ocur_time.date());
    }
    return last;
}

/// A stay of which parts have settled every line is closed by a settlement of nothing.
bool closes_settled_stay(const SettleRequest& request, const Bill& bill) {
    return bill.visit.is_stay && !request.mid_setl_flag && !bill.lines.parts().empty() &&
           !bill.lines.has_open();
}

Result<void> check_total(const SettleRequest& request, const Bill& bill) {
    const std::vector<PricedLine>& charged = bill.charged;
    if (charged.empty() && !closes_settled_stay(request, bill)) {
        return inconsistent("chrg_bchno", "lines that are not settled",
                            "upload the lines first (2204, 2301)", "there is nothing to settle");
    }
    Money total;
    for (const PricedLine& line : charged) {
        total += line.line.det_item_fee_sumamt;
    }
    if (total == request.medfee_sumamt && total.fen() <= kInputFenMax) {
        return {};
    }
    return inconsistent("medfee_sumamt", "the sum of the uploaded lines: " + to_yuan(total),
                        "upload what is missing, withdraw what is too much, or mend the total",
                        "the message says " + to_yuan(request.medfee_sumamt) +
                            ", the uploaded lines sum to " + to_yuan(total));
}

/// The parts of the stay that are settled already, as the stay that this one continues.
std::optional<adjudication::PreviousStay> parts_before(const Bill& bill) {
    const auto parts = bill.lines.parts();
    if (!bill.visit.is_stay || parts.empty()) {
        return {};
    }
    adjudication::PreviousStay prev;
    prev.relation = adjudication::Relation::interim;
    prev.hosp_lv = bill.institution.hosp_lv;
    for (const settlement::Settlement* part : parts) {
        prev.enddate = std::max(prev.enddate.value_or(part->until), part->until);
    }
    prev.dedc =
        settlement::dedc_of_parts(bill.lines.settlements, std::numeric_limits<std::int64_t>::max());
    return prev;
}

/// Care at home needs the business open at home; care elsewhere is the calculation's to judge.
Result<void> check_open(const Context& context, const Bill& bill) {
    const policy::Regions& regions = context.book.regions();
    const bool home = regions.pooling_area(*bill.facts.insuplc_admdvs) ==
                      regions.pooling_area(bill.institution.admdvs);
    const auto business = policy::business_of(bill.facts.med_type);
    if (!home || !business ||
        (bill.institution.local_open >> static_cast<unsigned>(*business) & 1U) != 0) {
        return {};
    }
    return refuse(ErrorCode::not_connected, "med_type", "a kind of care that is open here",
                  "use an institution that is open for it, or claim by hand",
                  "this institution is not open for this kind of care");
}

Result<void> check_echo(const SettleRequest& request, const adjudication::Setlinfo& info) {
    struct Echo {
        std::string_view name;
        const std::optional<Money>& said;
        Money computed;
    };
    const EchoedAmounts& echo = request.echo;
    for (const Echo& one :
         {Echo{"fulamt_ownpay_amt", echo.fulamt_ownpay_amt, info.fulamt_ownpay_amt},
          Echo{"overlmt_selfpay", echo.overlmt_selfpay, info.overlmt_selfpay},
          Echo{"preselfpay_amt", echo.preselfpay_amt, info.preselfpay_amt},
          Echo{"inscp_scp_amt", echo.inscp_scp_amt, info.inscp_scp_amt}}) {
        if (one.said && *one.said != one.computed) {
            return inconsistent(one.name, "the computed " + to_yuan(one.computed),
                                "send what the pre-settlement answered, or leave it out",
                                "the message says " + to_yuan(*one.said));
        }
    }
    return {};
}

/// Reads the year, computes the bill from it, and says which year the outcome counts to.
Result<std::int64_t> compute_in_year(Session& session, const Context& context, const Holds& holds,
                                     Bill& bill) {
    YIDI_TRY(bill.year, year_of(session, bill.year_key));
    YIDI_TRY(adjudication::Accumulators cum, settlement::parse_accumulators(bill.year.cum));
    bill.held_pool = holds.take_pool(bill.year_key, cum);
    bill.facts.cum = std::move(cum);
    if (bill.facts.prev) {
        // A further part is of the same admission, whatever has been counted since.
        YIDI_TRY(const auto events, cum_events_of(session, bill.year_key));
        YIDI_TRY(bill.facts.ipt_cnt,
                 history_of(events).admissions_after(bill.lines.parts().front()->setl_id));
    }
    YIDI_TRY_VOID(
        adjudication::adjudicate_into(context.book, bill.facts, {.trace = true}, bill.answer));
    const std::optional<Date>& year = bill.answer.outcome.benefit_year;
    return year ? std::int64_t{year->year()} : bill.year_key.year;
}

}  // namespace

Result<Bill> open_bill(Session& session, const Context& context, const SettleRequest& request) {
    Bill bill;
    YIDI_TRY(bill.visit, visit_of(session, request.visit));
    YIDI_TRY(bill.lines, lines_of(session, bill.visit));
    YIDI_TRY(bill.person, read_person(session, context.vault, bill.visit.pid));
    return bill;
}

Result<void> compute(Session& session, const Context& context, const SettleRequest& request,
                     Mode mode, Bill& bill) {
    YIDI_TRY_VOID(check_state(request, bill.visit));
    if (bill.visit.med_type.empty()) {
        bill.visit.med_type = request.med_type;
    }
    YIDI_TRY(bill.institution, institution_of(session, bill.visit.fixmedins_code));
    YIDI_TRY(bill.insurances, insurances_of(session, bill.visit.pid));
    YIDI_TRY(bill.identities, identities_for(session, bill.visit.pid, bill.visit.insutype));
    YIDI_TRY(const auto events, filing_events_of(session, bill.visit.pid));
    bill.filings = filing::filings_of(events);
    YIDI_TRY(bill.charged, settlement::net_lines(bill.lines.open(
                               bill.visit.is_stay ? std::string_view{} : request.chrg_bchno)));
    bill.until = last_day(context, request, bill);
    if (request.mid_setl_flag) {
        std::erase_if(bill.charged, [&](const PricedLine& line) {
            return line.line.fee_ocur_time.date() > bill.until;
        });
    }
    YIDI_TRY_VOID(check_total(request, bill));
    YIDI_TRY_VOID(check_entitled(session, context, request, bill));
    YIDI_TRY_VOID(check_not_claimed(session, context, request, bill));

    const HoldsBeside beside{.mode = mode, .visit = bill.visit, .chrg_bchno = request.chrg_bchno};
    YIDI_TRY(const Holds holds, holds_beside(session, context, beside, bill.visit.pid));
    YIDI_TRY(const Money balance, balance_of(session, bill.visit.pid));
    if (request.acct_used_flag) {
        YIDI_TRY(bill.family, family_of_bill(session, context, beside));
    }
    bill.held_account = std::min(balance, holds.account());
    const settlement::Facts facts{.person = &bill.person,
                                  .insurances = &bill.insurances,
                                  .identities = &bill.identities,
                                  .filings = &bill.filings,
                                  .institution = &bill.institution,
                                  .visit = &bill.visit,
                                  .lines = &bill.charged,
                                  .cum = {},
                                  .balc = balance - bill.held_account,
                                  .mulaid_balc = bill.family.offers,
                                  .use_acct = request.acct_used_flag,
                                  .mid_setl_flag = request.mid_setl_flag,
                                  .prev = parts_before(bill),
                                  .until = bill.until,
                                  .now = context.now};
    YIDI_TRY(bill.facts, settlement::case_of(facts, context.book));
    YIDI_TRY_VOID(check_open(context, bill));
    YIDI_TRY_VOID(check_filed(context, care_of(bill)));

    const Date guess = settlement::benefit_year_of(bill.facts, context.book).value_or(bill.until);
    bill.year_key = {bill.visit.pid, guess.year(), bill.visit.insutype};
    YIDI_TRY(const std::int64_t year, compute_in_year(session, context, holds, bill));
    if (year != bill.year_key.year) {
        // Another scheme than the visit's type says has computed it, with a year of its own.
        bill.year_key.year = year;
        YIDI_TRY_VOID(compute_in_year(session, context, holds, bill));
    }
    if (bill.answer.status != adjudication::Status::computed) {
        return refuse_bill(context, bill);
    }
    return check_echo(request, bill.answer.outcome.setlinfo);
}

std::vector<settlement::Payer> payers_of(const Context& context,
                                         const adjudication::Answer& answer) {
    const std::vector<ports::PayerText> texts = context.texts.payer_texts(answer);
    YIDI_ASSERT(texts.size() == answer.outcome.setldetail.size());
    std::vector<settlement::Payer> payers;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const adjudication::Setldetail& detail = answer.outcome.setldetail[i];
        payers.push_back({.fund_pay_type = texts[i].fund_pay_type,
                          .fund_pay_type_name = texts[i].fund_pay_type_name,
                          .inscp_scp_amt = detail.inscp_scp_amt,
                          .crt_payb_lmt_amt = detail.crt_payb_lmt_amt,
                          .fund_payamt = detail.fund_payamt,
                          .setl_proc_info = texts[i].setl_proc_info});
    }
    return payers;
}

settlement::Settlement settlement_of(const Context& context, const SettleRequest& request,
                                     const Bill& bill) {
    const adjudication::Outcome& outcome = bill.answer.outcome;
    const policy::Business business = outcome.scheme->scheme == nullptr
                                          ? policy::Business::inpatient
                                          : outcome.scheme->scheme->business;
    settlement::Settlement one;
    one.pid = bill.visit.pid;
    one.is_interim = request.mid_setl_flag;
    one.mdtrt_id = bill.visit.mdtrt_id;
    one.chrg_bchno = bill.visit.is_stay ? std::string{} : request.chrg_bchno;
    one.fixmedins_code = bill.visit.fixmedins_code;
    one.msgid = request.visit.caller.msgid;
    one.setl_time = context.now;
    one.year = bill.year_key.year;
    one.insutype = bill.visit.insutype;
    one.med_type = bill.visit.med_type;
    one.psn_type = bill.facts.psn_type;
    one.cvlserv_flag =
        std::ranges::find(*bill.facts.psn_idet, "civil_servant") != bill.facts.psn_idet->end();
    one.clr_type =
        settlement::clr_type_of(bill.visit.is_stay ? policy::Business::inpatient : business);
    one.insuplc_admdvs = *bill.facts.insuplc_admdvs;
    one.mdtrtarea_admvs = bill.institution.admdvs;
    one.fee_seq = bill.lines.last_seq;
    one.until = bill.until;
    one.computed_by = settlement::computed_by(outcome);
    one.info = outcome.setlinfo;
    one.payers = payers_of(context, bill.answer);
    return one;
}

SettleReply reply_of(Bill&& bill, settlement::Settlement&& settlement) {
    return SettleReply{.settlement = std::move(settlement),
                       .person = std::move(bill.person),
                       .already_settled = false,
                       .held_pool = bill.held_pool,
                       .held_account = bill.held_account,
                       .held_family = bill.family.held};
}

settlement::Places places_of(const Context& context, const Bill& bill) {
    const policy::Regions& regions = context.book.regions();
    settlement::Places places;
    places.insured_area = regions.pooling_area(*bill.facts.insuplc_admdvs);
    places.treating_area = regions.pooling_area(bill.institution.admdvs);
    places.fixmedins_code = bill.visit.fixmedins_code;
    places.psn_no = registry::psn_no_of(bill.person.insuplc_admdvs, bill.visit.pid);
    places.family_psn_no = bill.family.psn_no;
    places.insutype = bill.visit.insutype;
    return places;
}

}  // namespace yidi::payer::internal
