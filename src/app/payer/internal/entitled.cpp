#include "app/payer/internal/entitled.h"

#include <algorithm>

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_visit.h"

namespace yidi::payer::internal {
namespace {

using settlement::Visit;
using settlement::VisitState;

tl::unexpected<Error> refused(ErrorCode code, std::string where, std::string rule,
                              std::string remedy) {
    return fail(Error{.code = code,
                      .where = std::move(where),
                      .rule = std::move(rule),
                      .remedy = std::move(remedy),
                      .detail = {},
                      .source = {}});
}

/// The part up to the change is settled by the first insurance; the rest is another visit's.
Result<void> check_split(const entitlement::Governing& by, const SettleRequest& request,
                         const Bill& bill) {
    if (!by.split_on || (request.mid_setl_flag && bill.until < *by.split_on)) {
        return {};
    }
    const std::string day = to_string(*by.split_on);
    Error error{.code = ErrorCode::interim_required,
                .where = "policy",
                .rule = "住院期间险种自 " + day + " 起变更，参保地按变更日分段结算",
                .remedy = "先以 mid_setl_flag 1 结算 " + day +
                          " 以前的费用；其后的费用按新的险种另行登记结算",
                .detail = {},
                .source = entitlement::clause_of(*by.rule)};
    return fail(std::move(error));
}

Date last_day_of(const Visit& visit, Date today) {
    return visit.endtime ? visit.endtime->date() : today;
}

/// Of two insurances that hold on the same days only one pays for a stay.
Result<void> check_no_double(Session& session, const Context& context, const Bill& bill,
                             const entitlement::Standing& standing) {
    if (standing.others.empty() || !bill.visit.is_stay) {
        return {};
    }
    YIDI_TRY(const std::vector<Visit> visits, visits_of(session, bill.visit.pid));
    for (const Visit& other : visits) {
        const bool shares_days =
            other.begntime.date() < bill.until &&
            last_day_of(other, context.now.date()) > bill.visit.begntime.date();
        if (other.mdtrt_id == bill.visit.mdtrt_id || !other.is_stay || !shares_days ||
            other.state == VisitState::cancelled || other.insutype == bill.visit.insutype) {
            continue;
        }
        YIDI_TRY(const Lines lines, lines_of(session, other));
        if (lines.has_standing()) {
            return refused(ErrorCode::not_covered, "insutype",
                           "同一时段的住院已按" + entitlement::insurance_name(other.insutype).zh +
                               "结算，同一费用不能享受两份待遇",
                           "请参保人选择一份并停止另一份；按错险种结算的，先撤销原结算");
        }
    }
    return {};
}

}  // namespace

Result<void> check_standing(const entitlement::Standing& standing, const policy::Book& book) {
    entitlement::Told told = entitlement::told(standing, book);
    if (!told.code) {
        return {};
    }
    return fail(Error{.code = *told.code,
                      .where = "policy",
                      .rule = std::move(told.cause.zh),
                      .remedy = std::move(told.next_step.zh),
                      .detail = {},
                      .source = std::move(told.clause)});
}

Result<void> check_entitled(Session& session, const Context& context, const SettleRequest& request,
                            const Bill& bill) {
    const Date admission = bill.visit.begntime.date();
    const std::optional<Date>& died = bill.person.died;
    if (died && bill.until > *died) {
        return refused(ErrorCode::inconsistent, "endtime",
                       "参保人已于 " + to_string(*died) + " 死亡，费用结算至该日",
                       "按死亡之日办理出院；其后的费用请删除");
    }
    const entitlement::Governing by =
        entitlement::governing({.insurances = bill.insurances,
                                .identities = bill.identities,
                                .born = bill.person.personal.brdy,
                                .died = died},
                               context.book, bill.visit.insutype,
                               {.first = admission, .last = std::max(admission, bill.until)});
    if (by.standing.insurance == nullptr) {
        return {};  // The case refuses it by the message's field.
    }
    YIDI_TRY_VOID(check_standing(by.standing, context.book));
    YIDI_TRY_VOID(check_split(by, request, bill));
    return check_no_double(session, context, bill, by.standing);
}

}  // namespace yidi::payer::internal
