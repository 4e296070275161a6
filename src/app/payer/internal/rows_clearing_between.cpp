#include <array>
#include <map>
#include <utility>

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_clearing.h"

/// Notices, matters and journal entries: what parties have between them.
namespace yidi::payer::internal {
namespace {

using clearing::Notice;
using clearing::NoticeState;
using ports::Range;
using ports::Row;
using ports::Session;
using ports::spec;
using ports::Table;
using ports::Value;

constexpr std::array<std::string_view, kMatterKindCount> kKinds{"dispute", "deduction", "inquiry",
                                                                "prepayment", "increase"};

Value whole(std::uint32_t number) {
    return Value{std::int64_t{number}};
}

/// One step; the bank of earlier steps stands in their own rows.
Result<NoticeRow> read_notice(const Row& row) {
    RowReader in{Table::clearing_notice, row};
    NoticeRow one;
    Notice& notice = one.notice;
    notice.number = in.text();
    notice.seq = in.number();
    notice.month = month_of(in.number());
    notice.direction.insured = in.region();
    notice.direction.treating = in.region();
    notice.amount = in.amount();
    notice.state = in.word([](const std::string& word) {
        return parse_named<NoticeState>(word, clearing::kNoticeStateCount);
    });
    notice.published = in.date();
    clearing::BankReference bank;
    bank.bank = in.text();
    bank.serial_no = in.text();
    const auto date = in.maybe_date();
    if (date) {
        bank.date = *date;
        (notice.state == NoticeState::paid ? notice.payment : notice.receipt) = std::move(bank);
    }
    notice.late_days = static_cast<std::int32_t>(in.number());
    one.at = in.instant();
    one.by = in.text();
    YIDI_TRY_VOID(in.end());
    return one;
}

/// The last step, with the payment that an earlier one has told.
Notice folded(const std::vector<NoticeRow>& steps) {
    Notice now = steps.back().notice;
    for (const NoticeRow& step : steps) {
        if (step.notice.payment) now.payment = step.notice.payment;
    }
    return now;
}

Result<Matter> read_matter(const Row& row) {
    RowReader in{Table::clearing_matter, row};
    Matter one;
    one.kind = in.word(
        [](const std::string& word) { return parse_named<MatterKind>(word, kMatterKindCount); });
    one.id = in.number();
    one.seq = in.number();
    one.direction.insured = in.region();
    one.direction.treating = in.region();
    one.setl_id = in.number();
    one.fixmedins_code = in.text();
    one.money.insutype = in.insutype();
    one.money.clr_type = in.text();
    one.money.fund = in.text();
    one.sort = in.text();
    one.state = in.text();
    one.amount = in.amount();
    one.done = in.amount();
    one.day = in.date();
    one.due = in.maybe_date();
    one.is_provisional = in.flag();
    one.finding = in.text();
    one.reason = in.text();
    one.at = in.instant();
    one.by = in.text();
    one.bank_date = in.maybe_date();
    YIDI_TRY_VOID(in.end());
    return one;
}

Result<ledger::DatedEntry> read_entry(const Row& row) {
    RowReader in{Table::clearing_entry, row};
    ledger::DatedEntry one;
    one.about = in.text();
    one.date = in.instant().date();
    YIDI_TRY(one.entry, ledger::parse_entry(in.text()));
    YIDI_TRY_VOID(in.end());
    return one;
}

}  // namespace

std::string_view name(MatterKind kind) {
    return kKinds[static_cast<std::size_t>(kind)];
}

Result<void> insert(Session& session, const NoticeRow& one) {
    const Notice& notice = one.notice;
    const auto& bank = notice.state == NoticeState::paid       ? notice.payment
                       : notice.state == NoticeState::received ? notice.receipt
                                                               : std::nullopt;
    return session.insert(
        spec(Table::clearing_notice),
        {notice.number, notice.seq, number_of(notice.month), whole(notice.direction.insured),
         whole(notice.direction.treating), notice.amount.fen(), value_of(name(notice.state)),
         value_of(notice.published), bank ? bank->bank : std::string{},
         bank ? bank->serial_no : std::string{},
         value_of(bank ? std::optional{bank->date} : std::nullopt), std::int64_t{notice.late_days},
         value_of(one.at), one.by});
}

Result<std::optional<Notice>> find_notice(Session& session, const std::string& number,
                                          std::vector<NoticeRow>* steps) {
    Range range;
    range.prefix = {Value{number}};
    YIDI_TRY(auto rows, scan_rows<NoticeRow>(session, Table::clearing_notice, range, read_notice));
    if (rows.empty()) return std::optional<Notice>{};
    Notice now = folded(rows);
    if (steps != nullptr) *steps = std::move(rows);
    return std::optional{std::move(now)};
}

Result<std::vector<Notice>> notices_in(Session& session, clearing::Month month) {
    Range range;
    range.prefix = {Value{number_of(month)}};
    YIDI_TRY(auto rows, scan_rows<NoticeRow>(session, Table::clearing_notice, range, read_notice,
                                             ports::by::kMonth));
    std::map<std::string, std::vector<NoticeRow>, std::less<>> steps;
    for (NoticeRow& row : rows) {
        std::vector<NoticeRow>& of = steps[row.notice.number];
        of.push_back(std::move(row));
    }
    std::vector<Notice> notices;
    notices.reserve(steps.size());
    for (const auto& [number, of] : steps) notices.push_back(folded(of));
    return notices;
}

Result<void> insert(Session& session, const Matter& one) {
    return session.insert(spec(Table::clearing_matter), {value_of(name(one.kind)),
                                                         one.id,
                                                         one.seq,
                                                         whole(one.direction.insured),
                                                         whole(one.direction.treating),
                                                         one.setl_id,
                                                         one.fixmedins_code,
                                                         value_of(one.money.insutype),
                                                         one.money.clr_type,
                                                         one.money.fund,
                                                         one.sort,
                                                         one.state,
                                                         one.amount.fen(),
                                                         one.done.fen(),
                                                         value_of(one.day),
                                                         value_of(one.due),
                                                         value_of(one.is_provisional),
                                                         one.finding,
                                                         one.reason,
                                                         value_of(one.at),
                                                         one.by,
                                                         value_of(one.bank_date)});
}

Result<std::vector<Matter>> steps_of(Session& session, MatterKind kind, std::int64_t id) {
    Range range;
    range.prefix = {value_of(name(kind)), Value{id}};
    return scan_rows<Matter>(session, Table::clearing_matter, range, read_matter);
}

Result<std::vector<Matter>> matters(Session& session, MatterKind kind) {
    Range range;
    range.prefix = {value_of(name(kind))};
    YIDI_TRY(auto steps, scan_rows<Matter>(session, Table::clearing_matter, range, read_matter));
    std::vector<Matter> last;
    for (Matter& step : steps) {
        if (!last.empty() && last.back().id == step.id) {
            last.back() = std::move(step);
        } else {
            last.push_back(std::move(step));
        }
    }
    return last;
}

Result<void> insert_entry(Session& session, const std::string& about, Instant at,
                          const ledger::Entry& entry) {
    if (entry.legs.empty()) return {};
    if (!ledger::is_balanced(entry)) return violated("every journal entry balances");
    return session.insert(spec(Table::clearing_entry),
                          {about, value_of(at), ledger::to_text(entry)});
}

Result<std::vector<ledger::DatedEntry>> clearing_entries(Session& session) {
    return scan_rows<ledger::DatedEntry>(session, Table::clearing_entry, {}, read_entry);
}

}  // namespace yidi::payer::internal
