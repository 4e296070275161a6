#include "app/payer/internal/audit.h"

#include <algorithm>

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/row_reader.h"
#include "base/whole.h"

namespace yidi::payer::internal {

using ports::spec;
using ports::Table;

namespace {

/// "41,42": few bytes, since a list may show hundreds.
std::string text_of_shown(const std::vector<registry::Pid>& shown) {
    std::string text;
    for (const registry::Pid pid : shown) {
        if (!text.empty()) text += ',';
        text += std::to_string(pid);
    }
    return text;
}

ports::Value text_or_none(std::string_view text) {
    return text.empty() ? ports::Value{} : value_of(text);
}

Result<std::vector<registry::Pid>> parse_shown(std::string_view text) {
    std::vector<registry::Pid> shown;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(','), text.size());
        const std::optional<std::int64_t> pid = parse_whole(text.substr(0, end));
        if (!pid) return violated("a note of a list names persons by number");
        shown.push_back(*pid);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return shown;
}

}  // namespace

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
    out.note.list = in.maybe_text();
    YIDI_TRY(out.note.shown, parse_shown(in.maybe_text()));
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
    text += '|' + row.note.by + '|' + row.note.what;
    if (!row.note.list.empty()) {
        const std::string shown = text_of_shown(row.note.shown);
        text += "|list:" + std::to_string(row.note.what.size()) + ',' +
                std::to_string(row.note.list.size()) + '|' + row.note.list + '|' + shown;
    }
    std::string link = vault.look_up_hash(text);
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
    std::vector<registry::Pid>& shown = row.note.shown;
    std::ranges::sort(shown);
    shown.erase(std::ranges::unique(shown).begin(), shown.end());
    row.link = link_of(context.vault, row, last ? last->link : std::string{});
    return session.insert(
        spec(Table::audit),
        {value_of(row.day), row.id, value_of(row.at), note.by, value_of(note.pid), note.what,
         row.number, row.link, text_or_none(note.list), text_or_none(text_of_shown(shown))});
}

}  // namespace yidi::payer::internal
