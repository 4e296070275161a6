#include "app/publishing/internal/rows_change.h"

#include <algorithm>
#include <utility>

#include "app/payer/internal/row_reader.h"

namespace yidi::publishing::internal {
namespace {

using payer::internal::RowReader;
using payer::internal::scan_rows;
using payer::internal::value_of;
using ports::Row;
using ports::Table;
using ports::Value;

Result<ChangeRow> read_row(const Row& row) {
    RowReader in{Table::policy_change, row};
    ChangeRow one;
    Event& event = one.event;
    event.change = in.number();
    event.seq = in.number();
    event.area = in.region();
    event.kind =
        in.word([](const std::string& word) { return publication::parse_event_kind(word); });
    event.at = in.instant();
    event.by = in.text();
    event.sha256 = in.text();
    event.from = in.maybe_date();
    event.reason = in.text();
    std::string text = in.maybe_text();
    YIDI_TRY_VOID(in.end());
    if (!text.empty()) one.text = std::move(text);
    return one;
}

}  // namespace

Result<void> insert(Session& session, const ChangeRow& one) {
    const Event& event = one.event;
    return session.insert(
        ports::spec(Table::policy_change),
        {event.change, event.seq, std::int64_t{event.area}, std::string{name(event.kind)},
         value_of(event.at), event.by, event.sha256, value_of(event.from), event.reason,
         one.text ? Value{*one.text} : Value{}});
}

Result<std::vector<ChangeRow>> history_of(Session& session, std::int64_t change) {
    return scan_rows<ChangeRow>(session, Table::policy_change, {.prefix = {change}}, read_row);
}

Result<std::vector<Change>> all_changes(Session& session) {
    YIDI_TRY(
        const std::vector<Event> events,
        scan_rows<Event>(session, Table::policy_change, {}, [](const Row& row) -> Result<Event> {
            YIDI_TRY(ChangeRow one, read_row(row));
            return std::move(one.event);
        }));
    return publication::changes_of(events);
}

Result<std::string> text_of(Session& session, std::int64_t change) {
    YIDI_TRY(std::vector<ChangeRow> rows, history_of(session, change));
    const auto last = std::find_if(rows.rbegin(), rows.rend(),
                                   [](const ChangeRow& row) { return row.text.has_value(); });
    if (last != rows.rend()) return *std::move(last->text);
    return fail(Error{.code = ErrorCode::internal,
                      .where = "policy_change",
                      .rule = "a change begins with its text",
                      .remedy = "run verify, and restore the store from a backup",
                      .detail = "change " + std::to_string(change) + " has no text"});
}

}  // namespace yidi::publishing::internal
