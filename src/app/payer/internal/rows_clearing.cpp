#include "app/payer/internal/rows_clearing.h"

#include <array>
#include <utility>

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_nights.h"

namespace yidi::payer::internal {
namespace {

using clearing::BookedBill;
using clearing::CycleEvent;
using clearing::Month;
using ports::Range;
using ports::Row;
using ports::Session;
using ports::spec;
using ports::Table;
using ports::Value;

constexpr std::int64_t kMonths = 12;

Value whole(std::uint32_t number) {
    return Value{std::int64_t{number}};
}

Result<std::vector<clearing::FundPart>> parts_in(RowReader& in) {
    return clearing::parse_fund_parts(in.text());
}

Result<BillKey> read_waiting(const Row& row) {
    RowReader in{Table::clearing_waiting, row};
    BillKey key;
    key.holder = in.region();
    key.setl_id = in.number();
    YIDI_TRY_VOID(in.end());
    return key;
}

Result<BookedBill> only_bill(const Row& row) {
    YIDI_TRY(HeldBill one, read_bill(row));
    return std::move(one.bill);
}

Result<CycleEvent> read_event(const Row& row) {
    RowReader in{Table::clearing_event, row};
    CycleEvent one;
    one.month = month_of(in.number());
    one.seq = in.number();
    one.kind = in.word([](const std::string& word) {
        return parse_named<clearing::CycleEventKind>(word, clearing::kCycleEventKindCount);
    });
    one.party = in.region();
    one.at = in.instant();
    one.by = in.text();
    one.late_days = static_cast<std::int32_t>(in.number());
    YIDI_TRY_VOID(in.end());
    return one;
}

struct LineRow {
    bool is_next = false;
    clearing::Line line;
};

Result<LineRow> read_line(const Row& row) {
    RowReader in{Table::clearing_line, row};
    LineRow one;
    in.skip();
    in.skip();
    one.is_next = in.flag();
    one.line.direction.insured = in.region();
    one.line.direction.treating = in.region();
    one.line.kind.insutype = in.insutype();
    one.line.kind.clr_type = in.text();
    one.line.kind.fund = in.text();
    one.line.origin = in.word([](const std::string& word) {
        return parse_named<clearing::Origin>(word, clearing::kOriginCount);
    });
    one.line.about = in.number();
    one.line.rows = in.number();
    one.line.amount = in.amount();
    YIDI_TRY_VOID(in.end());
    return one;
}

}  // namespace

std::int64_t number_of(Month month) {
    return std::int64_t{month.year()} * kMonths + month.month() - 1;
}

Month month_of(std::int64_t number) {
    const std::int64_t months = number - std::int64_t{1970} * kMonths;
    return Month{}.plus(static_cast<std::int32_t>(months));
}

Result<HeldBill> read_bill(const Row& row) {
    RowReader in{Table::clearing_bill, row};
    HeldBill one;
    one.holder = in.region();
    BookedBill& bill = one.bill;
    bill.setl_id = in.number();
    bill.day = in.date();
    bill.insuplc_admdvs = in.region();
    bill.mdtrtarea_admvs = in.region();
    bill.fixmedins_code = in.text();
    bill.insutype = in.insutype();
    bill.clr_type = in.text();
    bill.original = in.number();
    bill.medfee_sumamt = in.amount();
    bill.fund_pay_sumamt = in.amount();
    bill.acct_pay = in.amount();
    bill.psn_cash_pay = in.amount();
    YIDI_TRY(bill.funds, parts_in(in));
    bill.via = in.word([](const std::string& word) { return clearing::parse_via(word); });
    in.skip();
    YIDI_TRY_VOID(in.end());
    return one;
}

Result<bool> book(Session& session, std::uint32_t holder, const BookedBill& bill, Instant at) {
    YIDI_TRY(const auto known, find_bill(session, holder, bill.setl_id));
    if (known) return false;
    YIDI_TRY_VOID(session.insert(
        spec(Table::clearing_bill),
        {whole(holder), bill.setl_id, value_of(bill.day), whole(bill.insuplc_admdvs),
         whole(bill.mdtrtarea_admvs), bill.fixmedins_code, value_of(bill.insutype), bill.clr_type,
         bill.original, bill.medfee_sumamt.fen(), bill.fund_pay_sumamt.fen(), bill.acct_pay.fen(),
         bill.psn_cash_pay.fen(), to_text(bill.funds), value_of(name(bill.via)), value_of(at)}));
    YIDI_TRY_VOID(session.put(spec(Table::clearing_waiting), {whole(holder), bill.setl_id}));
    // A correction of one book belongs to a difference that is known: no day is held for it.
    if (bill.via == clearing::Via::corrected) return true;
    const clearing::Direction direction = clearing::direction_of(bill);
    const std::uint32_t counterpart =
        holder == direction.insured ? direction.treating : direction.insured;
    YIDI_TRY_VOID(
        make_due(session, {.holder = holder, .counterpart = counterpart, .day = bill.day}));
    return true;
}

Result<std::optional<BookedBill>> find_bill(Session& session, std::uint32_t holder,
                                            std::int64_t setl_id) {
    const std::array<Value, 2> key{whole(holder), setl_id};
    YIDI_TRY(const auto row, session.get(spec(Table::clearing_bill), key));
    if (!row) return std::optional<BookedBill>{};
    YIDI_TRY(HeldBill found, read_bill(*row));
    return std::optional{std::move(found.bill)};
}

Result<std::vector<BookedBill>> bills_between(Session& session, std::uint32_t holder, Date from,
                                              Date to) {
    Range range;
    range.prefix = {whole(holder)};
    range.from = value_of(from);
    range.to = value_of(to);
    return scan_rows<BookedBill>(session, Table::clearing_bill, range, only_bill, ports::by::kDay);
}

Result<std::vector<BookedBill>> bills_about(Session& session, std::uint32_t holder,
                                            std::int64_t original) {
    Range range;
    range.prefix = {whole(holder), original};
    return scan_rows<BookedBill>(session, Table::clearing_bill, range, only_bill,
                                 ports::by::kOriginal);
}

Result<std::vector<BillKey>> waiting(Session& session, std::optional<std::uint32_t> holder) {
    Range range;
    if (holder) range.prefix = {whole(*holder)};
    return scan_rows<BillKey>(session, Table::clearing_waiting, range, read_waiting);
}

Result<PlaceRow> read_place(const Row& row) {
    RowReader in{Table::clearing_place, row};
    PlaceRow one;
    one.key.holder = in.region();
    one.key.setl_id = in.number();
    one.decided_in = month_of(in.number());
    if (const auto period = in.maybe_number()) one.placing.period = month_of(*period);
    one.placing.reason = in.word([](const std::string& word) {
        return parse_named<clearing::PlacingReason>(word, clearing::kPlacingReasonCount);
    });
    one.placing.months_late = static_cast<std::int32_t>(in.number());
    one.at = in.instant();
    YIDI_TRY_VOID(in.end());
    return one;
}

Result<void> insert(Session& session, const PlaceRow& one) {
    const std::optional<std::int64_t> period =
        one.placing.period ? std::optional{number_of(*one.placing.period)} : std::nullopt;
    YIDI_TRY_VOID(session.insert(spec(Table::clearing_place),
                                 {whole(one.key.holder), one.key.setl_id, number_of(one.decided_in),
                                  value_of(period), value_of(name(one.placing.reason)),
                                  std::int64_t{one.placing.months_late}, value_of(one.at)}));
    const std::array<Value, 2> key{whole(one.key.holder), one.key.setl_id};
    return session.erase(spec(Table::clearing_waiting), key);
}

Result<std::optional<PlaceRow>> find_place(Session& session, const BillKey& key) {
    const std::array<Value, 2> found{whole(key.holder), key.setl_id};
    YIDI_TRY(const auto row, session.get(spec(Table::clearing_place), found));
    if (!row) return std::optional<PlaceRow>{};
    YIDI_TRY(const PlaceRow place, read_place(*row));
    return std::optional{place};
}

Result<std::vector<PlaceRow>> places_in(Session& session, std::uint32_t holder, Month month) {
    Range range;
    range.prefix = {whole(holder), Value{number_of(month)}};
    return scan_rows<PlaceRow>(session, Table::clearing_place, range, read_place,
                               ports::by::kMonth);
}

Result<void> insert(Session& session, const CycleEvent& one) {
    return session.insert(
        spec(Table::clearing_event),
        {number_of(one.month), one.seq, value_of(name(one.kind)), whole(one.party),
         value_of(one.at), one.by, std::int64_t{one.late_days}});
}

Result<std::vector<CycleEvent>> events_of(Session& session, Month month) {
    Range range;
    range.prefix = {Value{number_of(month)}};
    return scan_rows<CycleEvent>(session, Table::clearing_event, range, read_event);
}

Result<std::vector<CycleEvent>> all_events(Session& session) {
    return scan_rows<CycleEvent>(session, Table::clearing_event, {}, read_event);
}

Result<void> insert(Session& session, Month month, const clearing::Carried& lines) {
    std::int64_t seq = 0;
    for (const bool is_next : {false, true}) {
        for (const clearing::Line& line : is_next ? lines.next : lines.month) {
            YIDI_TRY_VOID(session.insert(
                spec(Table::clearing_line),
                {number_of(month), ++seq, value_of(is_next), whole(line.direction.insured),
                 whole(line.direction.treating), value_of(line.kind.insutype), line.kind.clr_type,
                 line.kind.fund, value_of(name(line.origin)), line.about, line.rows,
                 line.amount.fen()}));
        }
    }
    return {};
}

Result<clearing::Carried> lines_in(Session& session, Month month) {
    Range range;
    range.prefix = {Value{number_of(month)}};
    YIDI_TRY(auto rows, scan_rows<LineRow>(session, Table::clearing_line, range, read_line));
    clearing::Carried lines;
    for (LineRow& row : rows) {
        (row.is_next ? lines.next : lines.month).push_back(std::move(row.line));
    }
    return lines;
}

}  // namespace yidi::payer::internal
