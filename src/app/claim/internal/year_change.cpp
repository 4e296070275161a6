#include "app/claim/internal/year_change.h"

#include <set>
#include <string>

#include "app/claim/claims.h"
#include "app/filing/notices.h"
#include "app/payer/internal/audit.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/resequence.h"

namespace yidi::app {

using payer::Context;
using ports::Session;
using registry::Pid;
using settlement::Settlement;

namespace {

/// The person, and every other owner of an account that the correction moves.
Result<std::set<Pid>> concerned(Session& session, const Settlement& correction) {
    std::set<Pid> persons{correction.pid};
    YIDI_TRY(const ledger::Entry entry,
             payer::internal::entry_of(session, correction.pid, correction.setl_id));
    for (const ledger::Leg& leg : entry.legs) {
        const auto owner = leg.account.kind == ledger::AccountKind::personal
                               ? registry::pid_of(leg.account.key)
                               : std::nullopt;
        if (owner) {
            persons.insert(*owner);
        }
    }
    return persons;
}

}  // namespace

Result<void> internal::tell_corrections(Session& session, const Context& context,
                                        const std::vector<Settlement>& corrections,
                                        std::int64_t claim) {
    for (const Settlement& one : corrections) {
        Notice notice;
        notice.code = "settlement/" + std::to_string(one.setl_id) + "/changed";
        notice.kind = NoticeKind::settlement_changed;
        notice.claim = claim;
        notice.begndate = one.until;
        notice.amount = one.info.fund_pay_sumamt + one.info.acct_pay + one.info.acct_mulaid_pay;
        YIDI_TRY(const std::set<Pid> persons, concerned(session, one));
        for (const Pid pid : persons) {
            YIDI_TRY_VOID(notify(session, context, pid, notice));
        }
    }
    return {};
}

Result<std::vector<Settlement>> put_year_in_order(Session& session, const Context& context,
                                                  const YearToOrder& wanted) {
    const payer::Caller caller{.fixmedins_code = {}, .msgid = {}, .infno = {}, .opter = wanted.by};
    const payer::internal::YearKey key{wanted.pid, wanted.year, wanted.insutype};
    YIDI_TRY(
        std::vector<Settlement> corrections,
        payer::internal::put_in_order(session, context, key, {.caller = caller, .hidden = false}));
    YIDI_TRY_VOID(internal::tell_corrections(session, context, corrections, 0));
    YIDI_TRY_VOID(
        payer::internal::audit(session, context,
                               {.by = wanted.by,
                                .pid = wanted.pid,
                                .what = "year put in order " + std::to_string(wanted.year)}));
    return corrections;
}

}  // namespace yidi::app
