#include "app/payer/internal/period.h"

#include <algorithm>
#include <utility>

#include "app/payer/internal/messages.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_settlement.h"
#include "ports/tables.h"

namespace yidi::payer::internal {
namespace {

/// A year and its leap day: the whole period is read for one answer.
constexpr std::int32_t kDaysMax = 366;
constexpr std::int64_t kDayMs = std::int64_t{24} * 60 * 60 * 1'000;

using settlement::SettlementKind;

/// Midnight in China.
Instant start_of(Date day) {
    constexpr std::int64_t kAheadMs = std::int64_t{8} * 60 * 60 * 1'000;
    return Instant::from_ms(day.days() * kDayMs - kAheadMs);
}

Result<void> check(const Period& period) {
    if (period.enddate < period.begndate) {
        return inconsistent(period.last_field, "a last day that is not before the first",
                            "mend one of the two days", "the period would end before it begins");
    }
    if (days_between(period.begndate, period.enddate) >= kDaysMax) {
        return inconsistent(period.last_field, "a period of at most 366 days",
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
            .mdtrtarea_admvs = one.mdtrtarea_admvs,
            .medfee = one.info.medfee_sumamt,
            .in_scope = one.info.inscp_scp_amt,
            .fund = one.info.fund_pay_sumamt,
            .account = one.info.acct_pay,
            .cash = one.info.psn_cash_pay};
}

}  // namespace

Result<std::vector<PeriodRow>> settled_in(Session& session, const Period& period) {
    YIDI_TRY_VOID(check(period));
    ports::Range range;
    range.prefix = {ports::Value{period.fixmedins_code}};
    range.from = ports::Value{start_of(period.begndate).ms()};
    range.to = ports::Value{start_of(period.enddate).plus_ms(kDayMs).ms() - 1};
    std::vector<PeriodRow> all;
    Result<void> state;
    YIDI_TRY_VOID(session.scan(ports::spec(ports::Table::settlement), ports::by::kInstitution,
                               range, [&](const ports::Row& row) {
                                   Result<Settlement> one = read_settlement(row);
                                   if (!one) {
                                       state = fail(one.error());
                                       return false;
                                   }
                                   if (!one->hidden && one->kind != SettlementKind::recomputed) {
                                       all.push_back(row_of(*std::move(one)));
                                   }
                                   return true;
                               }));
    YIDI_TRY_VOID(std::move(state));
    std::vector<PeriodRow> rows;
    for (PeriodRow& row : all) {
        YIDI_TRY(const bool hidden, is_hidden(session, {.fixmedins_code = period.fixmedins_code,
                                                        .msgid = row.msgid,
                                                        .pid = row.pid,
                                                        .mdtrt_id = row.mdtrt_id,
                                                        .setl_id = row.setl_id}));
        if (!hidden) rows.push_back(std::move(row));
    }
    return rows;
}

Result<bool> is_hidden(Session& session, const MadeRow& made) {
    YIDI_TRY(const auto undone, find_undone(session, {made.fixmedins_code, made.msgid}));
    if (!undone) return false;
    // A message may have been undone when its settlement was taken back already: then nothing is
    // hidden. A hidden correction undoes another correction, and names the settlement, which
    // stands.
    YIDI_TRY(const auto of_visit, settlements_of(session, made.pid, made.mdtrt_id));
    return std::ranges::any_of(of_visit, [&](const Settlement& one) {
        return one.hidden && one.kind != SettlementKind::recomputed && one.undoes == made.setl_id;
    });
}

}  // namespace yidi::payer::internal
