#include "app/payer/internal/books.h"

#include <algorithm>
#include <array>

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/row_reader.h"

namespace yidi::payer::internal {

using ledger::AccountKind;

bool adds_up(const adjudication::Setlinfo& info) {
    Money funds;
    for (const Money fund : info.fund) {
        funds += fund;
    }
    return info.medfee_sumamt == info.fulamt_ownpay_amt + info.overlmt_selfpay +
                                     info.preselfpay_amt + info.inscp_scp_amt &&
           info.medfee_sumamt == info.fund_pay_sumamt + info.hosp_part_amt + info.psn_part_amt &&
           info.psn_part_amt == info.acct_pay + info.acct_mulaid_pay + info.psn_cash_pay &&
           info.fund_pay_sumamt == funds;
}

bool agrees(const Settlement& one, const ledger::Entry& entry) {
    Money owed;
    Money payable;
    Money funds;
    Money accounts;
    Money cash;
    for (const ledger::Leg& leg : entry.legs) {
        switch (leg.account.kind) {
            case AccountKind::receivable: owed += leg.amount; break;
            case AccountKind::fund:
            case AccountKind::clearing: funds -= leg.amount; break;
            case AccountKind::personal: accounts -= leg.amount; break;
            case AccountKind::cash: cash -= leg.amount; break;
            case AccountKind::payable: payable += leg.amount; break;
            case AccountKind::transit:
            case AccountKind::fiscal:
            case AccountKind::prepaid:
            case AccountKind::disbursed: return false;  // No settlement moves money out.
        }
    }
    const adjudication::Setlinfo& info = one.info;
    const bool paid =
        funds == info.fund_pay_sumamt && accounts == info.acct_pay + info.acct_mulaid_pay;
    if (settlement::is_by_hand(one)) {
        return paid && payable == funds + accounts && owed == Money{} && cash == Money{};
    }
    // What a person bears less or more than a window has told is not paid at the window.
    return paid && owed == info.medfee_sumamt - info.hosp_part_amt &&
           cash - payable == info.psn_cash_pay;
}

Result<void> post(ports::Session& session, const Settlement& one, const ledger::Entry& entry) {
    if (!adds_up(one.info)) {
        return violated("the parts of a settlement sum to its total");
    }
    if (!ledger::is_balanced(entry)) {
        return violated("every journal entry balances");
    }
    if (!agrees(one, entry)) {
        return violated("a journal entry says what its settlement says");
    }
    YIDI_TRY_VOID(insert(session, one));
    YIDI_TRY_VOID(insert(
        session, {.pid = one.pid, .setl_id = one.setl_id, .at = one.setl_time, .entry = entry}));
    return move_accounts(session, entry);
}

Result<void> count(ports::Session& session, const CumEvent& event) {
    YIDI_TRY_VOID(append(session, event));
    // Read again: what the next settlement will start from must be what this one has left.
    YIDI_TRY(const Year year, year_of(session, event.key));
    const std::array<ports::Value, 4> key{event.key.pid, event.key.year,
                                          value_of(event.key.insutype), event.seq};
    YIDI_TRY(const auto row, session.get(ports::spec(ports::Table::cum_event), key));
    if (!row) {
        return violated("an event that was appended is there");
    }
    YIDI_TRY(const CumEvent last, read_cum_event(*row));
    if (year.seq != last.seq || year.cum != last.cum || last.cum != event.cum) {
        return violated("a year is as its last event leaves it");
    }
    return {};
}

}  // namespace yidi::payer::internal
