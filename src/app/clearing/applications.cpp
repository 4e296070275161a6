#include "app/clearing/applications.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "app/clearing/internal/cycles.h"
#include "app/clearing/internal/details.h"
#include "app/payer/internal/period.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_hospital_clearing.h"

namespace yidi::app {
namespace {

namespace rows = payer::internal;
using clearing::Application;
using clearing::ApplicationState;
using ports::Session;
using rows::inconsistent;
using rows::refuse;

Result<void> check_period(const payer::Context& context, const ApplicationRequest& request) {
    if (!request.setlym.contains(request.begndate)) {
        return inconsistent("begndate", "a day of the month setlym",
                            "apply for each calendar month by itself",
                            "the period begins in another month");
    }
    if (!request.setlym.contains(request.enddate)) {
        return inconsistent("enddate", "a day of the month setlym",
                            "apply for each calendar month by itself",
                            "the period ends in another month");
    }
    if (request.enddate >= context.now.date()) {
        return refuse(
            ErrorCode::not_allowed, "enddate", "a period that is over",
            "apply when its last day has passed",
            "this can be applied for from " + to_string(request.enddate.next_day()) + " on");
    }
    return {};
}

/// "fund_appy_sum 800.01 (800.00), …": what was sent, and ours.
std::string told(const std::vector<clearing::SumDifference>& differing) {
    std::string text;
    for (const clearing::SumDifference& one : differing) {
        if (!text.empty()) text += ", ";
        text.append(one.field).append(" ").append(one.theirs).append(" (").append(one.ours) += ')';
    }
    return text;
}

}  // namespace

Result<ApplicationSummed> sum_application(Session& session, const payer::Context& context,
                                          const ApplicationRequest& request) {
    YIDI_TRY(const auto settled,
             rows::settled_in(session, {.fixmedins_code = request.caller.fixmedins_code,
                                        .begndate = request.begndate,
                                        .enddate = request.enddate,
                                        .last_field = "enddate"}));
    YIDI_TRY_VOID(check_period(context, request));
    ApplicationSummed summed;
    clearing::ApplicationSums& sums = summed.ours.sums;
    for (const rows::PeriodRow& one : settled) {
        if (one.clr_type != request.clr_type) continue;
        ++sums.psntime;
        summed.ours.standing += one.kind == settlement::SettlementKind::reversed ? -1 : 1;
        sums.medfee_sumamt += one.medfee;
        sums.fund_appy_sum += one.fund;
        sums.cash_payamt += one.cash;
        sums.acct_pay += one.account;
        summed.in_scope += one.in_scope;
    }
    return summed;
}

Result<Application> apply_for_clearing(Session& session, const payer::Context& context,
                                       const ApplicationRequest& request,
                                       const ApplicationSummed& summed) {
    const auto differing = clearing::differences(request.theirs, summed.ours);
    if (!differing.empty()) {
        return inconsistent(
            differing.front().field, "the sums of the settlements of this period",
            "reconcile by 3201 and 3202, then apply",
            "what was sent differs from the settlements (in brackets): " + told(differing));
    }
    Application one{.fixmedins_code = request.caller.fixmedins_code,
                    .evt_id = 0,
                    .month = request.setlym,
                    .clr_type = request.clr_type,
                    .clr_way = request.clr_way,
                    .begndate = request.begndate,
                    .enddate = request.enddate,
                    .sums = summed.ours.sums,
                    .at = context.now,
                    .by = request.caller.opter};
    one.sums.med_sumfee = request.theirs.med_sumfee;
    YIDI_TRY(const auto earlier,
             rows::applications_of(session, request.setlym, request.caller.fixmedins_code));
    const auto held = std::ranges::find_if(earlier, [&one](const Application& other) {
        return other.state == ApplicationState::applied && clearing::overlap(other, one);
    });
    if (held != earlier.end()) {
        return refuse(
            ErrorCode::changed_meanwhile, "begndate", "settlements that no other application holds",
            "withdraw the first application (3204), or send other days",
            "the application " + std::to_string(held->evt_id) + " holds days of this period");
    }
    one.evt_id = context.ids.next();
    YIDI_TRY_VOID(rows::insert(session, one));
    return one;
}

Result<Withdrawn> withdraw_application(Session& session, const payer::Context& context,
                                       const WithdrawRequest& request) {
    YIDI_TRY(const std::int64_t evt_id, rows::read_id(request.clr_appy_evt_id, "clr_appy_evt_id"));
    YIDI_TRY(auto found, rows::find_application(session, request.caller.fixmedins_code, evt_id));
    if (!found) {
        return refuse(ErrorCode::bad_value, "clr_appy_evt_id",
                      "the number of an application of this institution",
                      "send the clr_appy_evt_id that 3203 answered",
                      "this institution has made no such application");
    }
    if (found->state == ApplicationState::withdrawn) {
        return Withdrawn{.application = *std::move(found), .before = true};
    }
    YIDI_TRY(const std::optional<Date> tables, internal::tables_day(session, found->month));
    if (tables) return internal::tables_are_made("clr_appy_evt_id", *tables);
    Application after = *std::move(found);
    ++after.seq;
    after.state = ApplicationState::withdrawn;
    after.at = context.now;
    after.by = request.caller.opter;
    YIDI_TRY_VOID(rows::insert(session, after));
    return Withdrawn{.application = std::move(after)};
}

Result<std::vector<Application>> applications_in(Session& session, std::uint32_t party,
                                                 clearing::Month month) {
    YIDI_TRY(const auto all, rows::applications_of(session, month, {}));
    std::vector<Application> found;
    for (const Application& one : all) {
        YIDI_TRY(const internal::Treating treating,
                 internal::treating_of(session, one.fixmedins_code));
        if (treating.party == party) found.push_back(one);
    }
    return found;
}

}  // namespace yidi::app
