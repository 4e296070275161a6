#include "app/payer/internal/audit.h"

#include "app/payer/internal/row_reader.h"

namespace yidi::payer::internal {

using ports::spec;
using ports::Table;

Result<AuditRow> read_audit(const ports::Row& row) {
    RowReader in{Table::audit, row};
    AuditRow out;
    out.day = in.date();
    out.id = in.number();
    out.at = in.instant();
    out.note.by = in.text();
    out.note.pid = in.maybe_number();
    out.note.what = in.text();
    out.number = in.maybe_number().value_or(0);
    out.link = in.maybe_text();
    YIDI_TRY_VOID(in.end());
    return out;
}

std::string link_of(const ports::Vault& vault, const AuditRow& row, std::string_view before) {
    // The lengths of what anybody may choose keep two notes from reading the same.
    std::string text{before};
    for (const std::int64_t number :
         {row.number, std::int64_t{row.day.days()}, row.id, row.at.ms(),
          std::int64_t{row.note.pid.has_value()}, row.note.pid.value_or(0),
          static_cast<std::int64_t>(row.note.by.size())}) {
        text += '|' + std::to_string(number);
    }
    std::string link = vault.look_up_hash(text + '|' + row.note.by + '|' + row.note.what);
    // Of a vault of tests, which hides nothing and cuts nothing short.
    constexpr std::size_t kDigits = 32;
    if (link.size() > kDigits) link.erase(0, link.size() - kDigits);
    return link;
}

Result<std::optional<AuditRow>> last_audit(ports::Session& session) {
    std::optional<ports::Row> last;
    // Rows without a number come before all that have one.
    YIDI_TRY_VOID(session.scan(spec(Table::audit), kByNumber, {.descending = true},
                               [&](const ports::Row& row) {
                                   last = row;
                                   return false;
                               }));
    if (!last) return std::optional<AuditRow>{};
    YIDI_TRY(AuditRow row, read_audit(*last));
    if (row.number == 0) return std::optional<AuditRow>{};
    return std::optional{std::move(row)};
}

Result<void> audit(ports::Session& session, const Context& context, const AuditNote& note) {
    YIDI_TRY(const std::optional<AuditRow> last, last_audit(session));
    AuditRow row{.day = context.now.date(),
                 .id = context.ids.next(),
                 .at = context.now,
                 .note = note,
                 .number = last ? last->number + 1 : 1,
                 .link = {}};
    row.link = link_of(context.vault, row, last ? last->link : std::string{});
    return session.insert(spec(Table::audit),
                          {value_of(row.day), row.id, value_of(row.at), note.by, value_of(note.pid),
                           note.what, row.number, row.link});
}

}  // namespace yidi::payer::internal
