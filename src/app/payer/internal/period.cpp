#include "app/payer/internal/period.h"

#include <set>
#include <utility>

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_settlement.h"
#include "ports/tables.h"

namespace yidi::payer::internal {
namespace {

/// A year and its leap day: the whole period is read for one answer.
constexpr std::int32_t kDaysMax = 366;

using settlement::SettlementKind;

/// Midnight in China.
Instant start_of(Date day) {
    constexpr std::int64_t kDayMs = std::int64_t{24} * 60 * 60 * 1'000;
    constexpr std::int64_t kAheadMs = std::int64_t{8} * 60 * 60 * 1'000;
    return Instant::from_ms(day.days() * kDayMs - kAheadMs);
}

Result<void> check(const Period& period) {
    if (period.enddate < period.begndate) {
        return inconsistent("stmt_enddate", "a day on or after stmt_begndate",
                            "mend one of the two days", "the period would end before it begins");
    }
    if (days_between(period.begndate, period.enddate) > kDaysMax) {
        return inconsistent("stmt_enddate", "a period of at most 366 days",
                            "ask for a shorter period", "the period is longer than a year");
    }
    return {};
}

PeriodRow row_of(Settlement&& one) {
    return {.pid = one.pid,
            .setl_id = one.setl_id,
            .mdtrt_id = one.mdtrt_id,
            .msgid = std::move(one.msgid),
            .kind = one.kind,
            .insutype = one.insutype,
            .clr_type = std::move(one.clr_type),
            .insuplc_admdvs = one.insuplc_admdvs,
            .medfee = one.info.medfee_sumamt,
            .fund = one.info.fund_pay_sumamt,
            .account = one.info.acct_pay};
}

}  // namespace

Result<std::vector<PeriodRow>> settled_in(Session& session, const Period& period) {
    YIDI_TRY_VOID(check(period));
    // What 2601 hides may come after the period, so everything from its beginning on is looked at.
    ports::Range range;
    range.prefix = {ports::Value{period.fixmedins_code}};
    range.from = ports::Value{start_of(period.begndate).ms()};
    std::vector<PeriodRow> rows;
    std::set<std::int64_t> hidden;
    Result<void> state;
    YIDI_TRY_VOID(session.scan(ports::spec(ports::Table::settlement), ports::by::kInstitution,
                               range, [&](const ports::Row& row) {
                                   Result<Settlement> one = read_settlement(row);
                                   if (!one) {
                                       state = fail(one.error());
                                       return false;
                                   }
                                   if (one->hidden) {
                                       hidden.insert(one->setl_id);
                                       // A hidden correction undoes another correction, and names
                                       // the settlement, which stands.
                                       if (one->kind != SettlementKind::recomputed) {
                                           hidden.insert(one->undoes);
                                       }
                                   } else if (one->kind != SettlementKind::recomputed &&
                                              one->setl_time.date() <= period.enddate) {
                                       rows.push_back(row_of(*std::move(one)));
                                   }
                                   return true;
                               }));
    if (!state) {
        return fail(std::move(state).error());
    }
    std::erase_if(rows, [&](const PeriodRow& row) { return hidden.contains(row.setl_id); });
    return rows;
}

}  // namespace yidi::payer::internal
