#include "app/filing/notices.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/payer/internal/compact.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/row_reader.h"

namespace yidi::app {
namespace {

using payer::Context;
using payer::internal::CompactReader;
using payer::internal::CompactWriter;
using payer::internal::RowReader;
using payer::internal::value_of;
using ports::Row;
using ports::Session;
using ports::spec;
using ports::Table;
using ports::Value;
using registry::Pid;

constexpr std::array<std::string_view, kNoticeKindCount> kKinds{"submitted",
                                                                "material_asked",
                                                                "approved",
                                                                "rejected",
                                                                "reported",
                                                                "report_failed",
                                                                "active",
                                                                "expiry",
                                                                "ended",
                                                                "extended",
                                                                "promise_expiry",
                                                                "promise_lapsed",
                                                                "promise_kept",
                                                                "cancel_requested",
                                                                "cancelled",
                                                                "cancel_declined",
                                                                "superseded",
                                                                "filed_for_you",
                                                                "refused",
                                                                "bond_made",
                                                                "bond_given",
                                                                "bond_ended",
                                                                "transfer_offered",
                                                                "transfer_accepted",
                                                                "transfer_refused",
                                                                "transfer_returned",
                                                                "claim_received",
                                                                "claim_material_asked",
                                                                "claim_accepted",
                                                                "claim_refused",
                                                                "claim_decided",
                                                                "claim_sent",
                                                                "claim_arrived",
                                                                "claim_returned",
                                                                "settlement_changed",
                                                                "claim_set_off"};

std::string place_of(Pid pid, const std::string& code) {
    return "notice/" + std::to_string(pid) + "/" + code;
}

void write_date(CompactWriter& out, std::optional<Date> day) {
    out.number(day.has_value() ? 1 : 0);
    out.number(day.value_or(Date{}).days());
}

std::optional<Date> read_date(CompactReader& in) {
    const bool there = in.number() != 0;
    const std::int64_t days = in.number();
    return there && in.good() ? std::optional{Date::from_days(days)} : std::nullopt;
}

std::string body_of(const Notice& notice) {
    CompactWriter out;
    if (is_of_relative(notice.kind)) {
        out.text(notice.other);
        out.amount(notice.amount);
        out.number(notice.due.ms());
        return out.take();
    }
    if (is_of_claim(notice.kind)) {
        out.number(notice.claim);
        out.number(notice.begndate.days());
        write_date(out, notice.enddate);
        out.amount(notice.amount);
        out.text(notice.reason);
        return out.take();
    }
    out.number(notice.filing);
    out.text(policy::name(notice.filing_kind));
    out.number(notice.begndate.days());
    write_date(out, notice.enddate);
    write_date(out, notice.until);
    out.number(notice.days);
    out.text(notice.reason);
    for (const std::uint32_t place : notice.places) {
        out.number(place);
    }
    return out.take();
}

bool read_body(std::string_view text, Notice& out) {
    CompactReader in{text};
    if (is_of_relative(out.kind)) {
        out.other = in.text();
        out.amount = in.amount();
        out.due = Instant::from_ms(in.number());
        return in.at_end();
    }
    if (is_of_claim(out.kind)) {
        out.claim = in.number();
        out.begndate = Date::from_days(in.number());
        out.enddate = read_date(in);
        out.amount = in.amount();
        out.reason = in.text();
        return in.at_end();
    }
    out.filing = in.number();
    const auto kind = policy::parse_filing_kind(in.text());
    out.begndate = Date::from_days(in.number());
    out.enddate = read_date(in);
    out.until = read_date(in);
    out.days = static_cast<std::int32_t>(in.number());
    out.reason = in.text();
    while (!in.at_end() && in.good()) {
        out.places.push_back(static_cast<std::uint32_t>(in.number()));
    }
    out.filing_kind = kind.value_or(out.filing_kind);
    return in.good() && kind.has_value();
}

Result<Notice> read_notice(const Row& row, const ports::Vault& vault) {
    RowReader in{Table::notice, row};
    Notice out;
    const Pid pid = in.number();
    out.code = in.text();
    out.at = in.instant();
    out.kind = in.word([](const std::string& word) -> std::optional<NoticeKind> {
        const auto* const found = std::ranges::find(kKinds, word);
        if (found == kKinds.end()) {
            return {};
        }
        return static_cast<NoticeKind>(found - kKinds.begin());
    });
    const std::string sealed = in.text();
    YIDI_TRY_VOID(in.end());
    YIDI_TRY(const std::string body, vault.open(sealed, place_of(pid, out.code)));
    if (!read_body(body, out)) {
        return payer::internal::violated("messages as this program writes them");
    }
    return out;
}

}  // namespace

std::string_view name(NoticeKind kind) {
    return kKinds[static_cast<std::size_t>(kind)];
}

Result<void> notify(Session& session, const Context& context, Pid pid, Notice notice) {
    const std::array<Value, 2> key{pid, notice.code};
    YIDI_TRY(const std::optional<Row> before, session.get(spec(Table::notice), key));
    if (before) {
        return {};
    }
    return session.insert(spec(Table::notice),
                          {pid, notice.code, value_of(context.now), value_of(name(notice.kind)),
                           context.vault.seal(body_of(notice), place_of(pid, notice.code))});
}

Result<std::vector<Notice>> notices_of(Session& session, const Context& context, Pid pid) {
    ports::Range range;
    range.prefix = {Value{pid}};
    YIDI_TRY(std::vector<Notice> all,
             payer::internal::scan_rows<Notice>(session, Table::notice, range, [&](const Row& row) {
                 return read_notice(row, context.vault);
             }));
    for (Notice& one : all) {
        const std::array<Value, 2> key{pid, one.code};
        YIDI_TRY(const std::optional<Row> read, session.get(spec(Table::notice_read), key));
        one.is_read = read.has_value();
    }
    std::ranges::stable_sort(all, std::ranges::greater{}, &Notice::at);
    return all;
}

Result<std::int64_t> count_unread(Session& session, Pid pid) {
    std::vector<std::string> codes;
    const ports::Range range{.prefix = {Value{pid}}};
    YIDI_TRY_VOID(session.scan(spec(Table::notice), {}, range, [&](const Row& row) {
        codes.push_back(std::get<std::string>(row[1]));
        return true;
    }));
    std::int64_t unread = 0;
    for (const std::string& code : codes) {
        const std::array<Value, 2> key{pid, code};
        YIDI_TRY(const std::optional<Row> read, session.get(spec(Table::notice_read), key));
        unread += read ? 0 : 1;
    }
    return unread;
}

Result<void> mark_read(Session& session, const Context& context, Pid pid, const std::string& code) {
    const std::array<Value, 2> key{pid, code};
    YIDI_TRY(const std::optional<Row> row, session.get(spec(Table::notice), key));
    if (!row) {
        return payer::internal::refuse(ErrorCode::bad_value, "code", "the code of a message",
                                       "list the person's messages", "there is no such message");
    }
    return session.put(spec(Table::notice_read), {pid, code, value_of(context.now)});
}

}  // namespace yidi::app
