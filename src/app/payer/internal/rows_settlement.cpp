#include "app/payer/internal/rows_settlement.h"

#include <algorithm>
#include <array>

#include "app/payer/internal/compact.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/row_reader.h"

namespace yidi::payer::internal {
namespace {

using adjudication::Setlinfo;
using ports::Row;
using ports::spec;
using ports::Table;
using ports::Value;
using settlement::Payer;

constexpr std::array kAmounts{
    &Setlinfo::medfee_sumamt,   &Setlinfo::fulamt_ownpay_amt,
    &Setlinfo::overlmt_selfpay, &Setlinfo::preselfpay_amt,
    &Setlinfo::inscp_scp_amt,   &Setlinfo::rloc_preselfpay,
    &Setlinfo::act_pay_dedc,    &Setlinfo::fund_pay_sumamt,
    &Setlinfo::hosp_part_amt,   &Setlinfo::psn_part_amt,
    &Setlinfo::acct_pay,        &Setlinfo::acct_mulaid_pay,
    &Setlinfo::psn_cash_pay,    &Setlinfo::balc,
};

/// In millionths: the national interface shows four decimals of it.
std::int64_t ppm_of(Ratio ratio) {
    constexpr std::int64_t kMillion = 1'000'000;
    return static_cast<std::int64_t>(Int128{ratio.num()} * kMillion / ratio.den());
}

std::string answer_text(const Settlement& one) {
    CompactWriter out;
    for (const auto amount : kAmounts) {
        out.amount(one.info.*amount);
    }
    for (const Money fund : one.info.fund) {
        out.amount(fund);
    }
    out.number(ppm_of(one.info.pool_prop_selfpay));
    for (const Payer& payer : one.payers) {
        out.text(payer.fund_pay_type);
        out.text(payer.fund_pay_type_name);
        out.amount(payer.inscp_scp_amt);
        out.number(payer.crt_payb_lmt_amt ? 1 : 0);
        out.amount(payer.crt_payb_lmt_amt.value_or(Money{}));
        out.amount(payer.fund_payamt);
        out.text(payer.setl_proc_info);
    }
    return out.take();
}

bool read_answer(std::string_view text, Settlement& one) {
    CompactReader in{text};
    for (const auto amount : kAmounts) {
        one.info.*amount = in.amount();
    }
    for (Money& fund : one.info.fund) {
        fund = in.amount();
    }
    one.info.pool_prop_selfpay = Rate::from_ppm(in.number());
    while (in.good() && !in.at_end()) {
        Payer& payer = one.payers.emplace_back();
        payer.fund_pay_type = in.text();
        payer.fund_pay_type_name = in.text();
        payer.inscp_scp_amt = in.amount();
        const bool limited = in.number() != 0;
        const Money limit = in.amount();
        if (limited) {
            payer.crt_payb_lmt_amt = limit;
        }
        payer.fund_payamt = in.amount();
        payer.setl_proc_info = in.text();
    }
    return in.good();
}

std::string place_of(const Settlement& one) {
    return "settlement/" + std::to_string(one.pid) + "/" + std::to_string(one.setl_id);
}

Value value_or_none(const std::string& text) {
    return text.empty() ? Value{} : value_of(text);
}

ports::Range of_year(const YearKey& key) {
    ports::Range range;
    range.prefix = {Value{key.pid}, Value{key.year}, value_of(key.insutype)};
    return range;
}

}  // namespace

Result<void> insert(Session& session, const Settlement& one) {
    return session.insert(spec(Table::settlement), {one.pid,
                                                    one.setl_id,
                                                    value_of(settlement::name(one.kind)),
                                                    one.undoes,
                                                    value_of(one.hidden),
                                                    value_of(one.is_interim),
                                                    one.mdtrt_id,
                                                    one.chrg_bchno,
                                                    one.fixmedins_code,
                                                    one.msgid,
                                                    value_of(one.setl_time),
                                                    one.year,
                                                    value_of(one.insutype),
                                                    one.med_type,
                                                    one.psn_type,
                                                    value_of(one.cvlserv_flag),
                                                    one.clr_type,
                                                    std::int64_t{one.insuplc_admdvs},
                                                    std::int64_t{one.mdtrtarea_admvs},
                                                    one.fee_seq,
                                                    value_of(one.until),
                                                    one.info.medfee_sumamt.fen(),
                                                    one.info.fund_pay_sumamt.fen(),
                                                    one.info.acct_pay.fen(),
                                                    answer_text(one),
                                                    one.case_text,
                                                    one.computed_by,
                                                    value_or_none(one.particulars)});
}

Result<Settlement> read_settlement(const Row& row) {
    RowReader in{Table::settlement, row};
    Settlement one;
    one.pid = in.number();
    one.setl_id = in.number();
    one.kind =
        in.word([](const std::string& word) { return settlement::parse_settlement_kind(word); });
    one.undoes = in.number();
    one.hidden = in.flag();
    one.is_interim = in.flag();
    one.mdtrt_id = in.number();
    one.chrg_bchno = in.text();
    one.fixmedins_code = in.text();
    one.msgid = in.text();
    one.setl_time = in.instant();
    one.year = in.number();
    one.insutype = in.insutype();
    one.med_type = in.text();
    one.psn_type = in.text();
    one.cvlserv_flag = in.flag();
    one.clr_type = in.text();
    one.insuplc_admdvs = in.region();
    one.mdtrtarea_admvs = in.region();
    one.fee_seq = in.number();
    one.until = in.date();
    const Money medfee = in.amount();
    const Money fund = in.amount();
    const Money account = in.amount();
    const std::string answer = in.text();
    one.case_text = in.text();
    one.computed_by = in.text();
    one.particulars = in.maybe_text();
    YIDI_TRY_VOID(in.end());
    const bool agrees = read_answer(answer, one) && medfee == one.info.medfee_sumamt &&
                        fund == one.info.fund_pay_sumamt && account == one.info.acct_pay;
    if (!agrees) {
        return violated("the amounts of a settlement are those of its answer");
    }
    return one;
}

std::string sealed(ports::Vault& vault, const Settlement& one, const Particulars& particulars) {
    if (particulars == Particulars{}) {
        return {};
    }
    CompactWriter out;
    out.text(particulars.invono);
    out.text(particulars.mdtrt_cert_type);
    out.text(particulars.opter_name);
    return vault.seal(out.take(), place_of(one));
}

Result<Particulars> particulars_of(const ports::Vault& vault, const Settlement& one) {
    Particulars particulars;
    if (one.particulars.empty()) {
        return particulars;
    }
    YIDI_TRY(const std::string plain, vault.open(one.particulars, place_of(one)));
    CompactReader in{plain};
    particulars.invono = in.text();
    particulars.mdtrt_cert_type = in.text();
    particulars.opter_name = in.text();
    if (!in.at_end()) {
        return violated("particulars of a settlement as this program writes them");
    }
    return particulars;
}

Result<std::optional<Settlement>> find_settlement(Session& session, Pid pid, std::int64_t setl_id) {
    const std::array<Value, 2> key{pid, setl_id};
    YIDI_TRY(const std::optional<Row> row, session.get(spec(Table::settlement), key));
    if (!row) {
        return std::optional<Settlement>{};
    }
    YIDI_TRY(Settlement one, read_settlement(*row));
    return std::optional{std::move(one)};
}

Result<std::vector<Settlement>> settlements_of(Session& session, Pid pid, std::int64_t mdtrt_id) {
    ports::Range range;
    range.prefix = {Value{pid}, Value{mdtrt_id}};
    return scan_rows<Settlement>(session, Table::settlement, range, read_settlement,
                                 ports::by::kVisit);
}

Result<void> insert(Session& session, const JournalRow& one) {
    return session.insert(spec(Table::journal),
                          {one.pid, one.setl_id, value_of(one.at), ledger::to_text(one.entry)});
}

Result<JournalRow> read_journal(const Row& row) {
    RowReader in{Table::journal, row};
    JournalRow one;
    one.pid = in.number();
    one.setl_id = in.number();
    one.at = in.instant();
    const std::string legs = in.text();
    YIDI_TRY_VOID(in.end());
    YIDI_TRY(one.entry, ledger::parse_entry(legs));
    return one;
}

Result<ledger::Entry> entry_of(Session& session, Pid pid, std::int64_t setl_id) {
    const std::array<Value, 2> key{pid, setl_id};
    YIDI_TRY(const std::optional<Row> row, session.get(spec(Table::journal), key));
    if (!row) {
        return violated("every settlement has its journal entry");
    }
    YIDI_TRY(JournalRow one, read_journal(*row));
    return std::move(one.entry);
}

Result<Year> year_of(Session& session, const YearKey& key) {
    const std::array<Value, 3> columns{key.pid, key.year, value_of(key.insutype)};
    YIDI_TRY(const std::optional<Row> row, session.get(spec(Table::cum), columns));
    if (!row) {
        return Year{.seq = 0, .cum = settlement::to_text(adjudication::Accumulators{})};
    }
    RowReader in{Table::cum, *row};
    in.skip();
    in.skip();
    in.skip();
    Year year;
    year.seq = in.number();
    year.cum = in.text();
    YIDI_TRY_VOID(in.end());
    return year;
}

Result<void> append(Session& session, const CumEvent& event) {
    const Value insutype = value_of(event.key.insutype);
    YIDI_TRY_VOID(session.insert(spec(Table::cum_event),
                                 {event.key.pid, event.key.year, insutype, event.seq, event.setl_id,
                                  event.event, value_of(event.at), event.cum}));
    return session.put(spec(Table::cum),
                       {event.key.pid, event.key.year, insutype, event.seq, event.cum});
}

Result<CumEvent> read_cum_event(const Row& row) {
    RowReader in{Table::cum_event, row};
    CumEvent event;
    event.key.pid = in.number();
    event.key.year = in.number();
    event.key.insutype = in.insutype();
    event.seq = in.number();
    event.setl_id = in.number();
    event.event = in.text();
    event.at = in.instant();
    event.cum = in.text();
    YIDI_TRY_VOID(in.end());
    return event;
}

Result<std::vector<CumEvent>> cum_events_of(Session& session, const YearKey& key) {
    return scan_rows<CumEvent>(session, Table::cum_event, of_year(key), read_cum_event);
}

Result<std::vector<CumEvent>> cum_events_of(Session& session, Pid pid) {
    ports::Range range;
    range.prefix = {Value{pid}};
    return scan_rows<CumEvent>(session, Table::cum_event, range, read_cum_event);
}

Result<Money> balance_of(Session& session, Pid pid) {
    const std::array<Value, 1> key{pid};
    YIDI_TRY(const std::optional<Row> row, session.get(spec(Table::account), key));
    if (!row) {
        return Money{};
    }
    RowReader in{Table::account, *row};
    in.skip();
    const Money balance = in.amount();
    YIDI_TRY_VOID(in.end());
    return balance;
}

Result<void> move_accounts(Session& session, const ledger::Entry& entry) {
    for (const ledger::Leg& leg : entry.legs) {
        if (leg.account.kind != ledger::AccountKind::personal) {
            continue;
        }
        const std::optional<Pid> owner = registry::pid_of(leg.account.key);
        if (!owner) {
            return violated("a personal account belongs to a person");
        }
        YIDI_TRY(const Money before, balance_of(session, *owner));
        const Money after = before + leg.amount;
        if (after < Money{}) {
            return refuse(ErrorCode::changed_meanwhile, "balc", "an account that is not overdrawn",
                          "read the balance again, then decide", "the account has been used since");
        }
        YIDI_TRY_VOID(session.put(spec(Table::account), {*owner, after.fen()}));
    }
    return {};
}

}  // namespace yidi::payer::internal
