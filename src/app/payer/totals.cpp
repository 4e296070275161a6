#include "app/payer/totals.h"

#include <set>
#include <vector>

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_settlement.h"
#include "ports/tables.h"

namespace yidi::payer {
namespace {

/// A year and its leap day: the whole period is read for one answer.
constexpr std::int32_t kDaysMax = 366;

using ports::Session;
using settlement::Settlement;
using settlement::SettlementKind;

/// Midnight in China.
Instant start_of(Date day) {
    constexpr std::int64_t kDayMs = std::int64_t{24} * 60 * 60 * 1'000;
    constexpr std::int64_t kAheadMs = std::int64_t{8} * 60 * 60 * 1'000;
    return Instant::from_ms(day.days() * kDayMs - kAheadMs);
}

/// What totals need of a row.
struct Counted {
    std::int64_t setl_id = 0;
    Money medfee;
    Money fund;
    Money account;
};

bool is_asked_for(const Context& context, const TotalsRequest& request, const Settlement& one) {
    return one.insutype == request.insutype && one.clr_type == request.clr_type &&
           context.book.regions().pooling_area(one.insuplc_admdvs) == request.setl_optins &&
           one.kind != SettlementKind::recomputed && one.setl_time.date() <= request.stmt_enddate &&
           (!request.without_refunds || one.kind != SettlementKind::reversed);
}

std::string told(const Totals& totals) {
    return std::to_string(totals.count) + "笔，总费用" + to_yuan(totals.medfee_sumamt) + "，基金" +
           to_yuan(totals.fund_pay_sumamt) + "，账户" + to_yuan(totals.acct_pay);
}

Totals difference(const Totals& a, const Totals& b) {
    return {.medfee_sumamt = a.medfee_sumamt - b.medfee_sumamt,
            .fund_pay_sumamt = a.fund_pay_sumamt - b.fund_pay_sumamt,
            .acct_pay = a.acct_pay - b.acct_pay,
            .count = a.count - b.count};
}

}  // namespace

Result<TotalsReply> totals(Session& session, const Context& context, const TotalsRequest& request) {
    if (request.stmt_enddate < request.stmt_begndate) {
        return internal::inconsistent("stmt_enddate", "a day on or after stmt_begndate",
                                      "mend one of the two days",
                                      "the period would end before it begins");
    }
    if (days_between(request.stmt_begndate, request.stmt_enddate) > kDaysMax) {
        return internal::inconsistent("stmt_enddate", "a period of at most 366 days",
                                      "ask for a shorter period",
                                      "the period is longer than a year");
    }
    // What 2601 hides may come after the period, so everything from its beginning on is looked at.
    ports::Range range;
    range.prefix = {ports::Value{request.caller.fixmedins_code}};
    range.from = ports::Value{start_of(request.stmt_begndate).ms()};
    std::vector<Counted> counted;
    std::set<std::int64_t> hidden;
    Result<void> state;
    YIDI_TRY_VOID(session.scan(ports::spec(ports::Table::settlement), ports::by::kInstitution,
                               range, [&](const ports::Row& row) {
                                   const Result<Settlement> one = internal::read_settlement(row);
                                   if (!one) {
                                       state = fail(one.error());
                                       return false;
                                   }
                                   if (one->hidden) {
                                       hidden.insert(one->setl_id);
                                       // A hidden correction undoes another correction, and names
                                       // the settlement, which stands.
                                       if (one->kind != settlement::SettlementKind::recomputed) {
                                           hidden.insert(one->undoes);
                                       }
                                   } else if (is_asked_for(context, request, *one)) {
                                       counted.push_back({.setl_id = one->setl_id,
                                                          .medfee = one->info.medfee_sumamt,
                                                          .fund = one->info.fund_pay_sumamt,
                                                          .account = one->info.acct_pay});
                                   }
                                   return true;
                               }));
    if (!state) {
        return fail(std::move(state).error());
    }
    TotalsReply reply;
    for (const Counted& one : counted) {
        if (!hidden.contains(one.setl_id)) {
            reply.ours.medfee_sumamt += one.medfee;
            reply.ours.fund_pay_sumamt += one.fund;
            reply.ours.acct_pay += one.account;
            ++reply.ours.count;
        }
    }
    reply.equal = reply.ours == request.theirs;
    reply.dscr = reply.equal ? "相符：" + told(reply.ours)
                             : "不符。机构" + told(request.theirs) + "；中心" + told(reply.ours) +
                                   "；差额" + told(difference(request.theirs, reply.ours));
    return reply;
}

}  // namespace yidi::payer
