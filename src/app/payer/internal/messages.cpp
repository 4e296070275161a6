#include "app/payer/internal/messages.h"

#include <algorithm>
#include <array>

#include "app/payer/internal/row_reader.h"

namespace yidi::payer::internal {

using ports::Row;
using ports::spec;
using ports::Table;
using ports::Value;

Result<std::optional<MessageRow>> find_message(ports::Session& session, const MessageKey& key) {
    const std::array<Value, 2> columns{key.fixmedins_code, key.msgid};
    YIDI_TRY(const std::optional<Row> row, session.get(spec(Table::message), columns));
    if (!row) {
        return std::optional<MessageRow>{};
    }
    RowReader in{Table::message, *row};
    MessageRow one;
    in.skip();
    in.skip();
    one.infno = in.text();
    one.pid = in.maybe_number();
    one.hash = in.text();
    one.at = in.instant();
    one.opter = in.text();
    one.made = in.maybe_number().value_or(0);
    one.sealed = in.text();
    one.sealed_input = in.maybe_text();
    YIDI_TRY_VOID(in.end());
    return std::optional{std::move(one)};
}

Result<void> insert(ports::Session& session, const MessageKey& key, const MessageRow& row) {
    const auto made = row.made == 0 ? std::nullopt : std::optional{row.made};
    const Value input = row.sealed_input.empty() ? Value{} : Value{row.sealed_input};
    return session.insert(spec(Table::message),
                          {key.fixmedins_code, key.msgid, row.infno, value_of(row.pid), row.hash,
                           value_of(row.at), row.opter, value_of(made), row.sealed, input});
}

std::string sealed_input(ports::Vault& vault, const MessageKey& key, std::string_view input) {
    return input.empty() ? std::string{} : vault.seal(input, "input/" + place_of(key));
}

Result<std::string> input_of(const ports::Vault& vault, const MessageKey& key,
                             const MessageRow& row) {
    if (row.sealed_input.empty()) {
        return std::string{};
    }
    return vault.open(row.sealed_input, "input/" + place_of(key));
}

std::string place_of(const MessageKey& key) {
    return "message/" + key.fixmedins_code + "/" + key.msgid;
}

Result<std::optional<UndoneRow>> find_undone(ports::Session& session, const MessageKey& key) {
    const std::array<Value, 2> columns{key.fixmedins_code, key.msgid};
    YIDI_TRY(const std::optional<Row> row, session.get(spec(Table::undone), columns));
    if (!row) {
        return std::optional<UndoneRow>{};
    }
    RowReader in{Table::undone, *row};
    UndoneRow one;
    in.skip();
    in.skip();
    one.infno = in.text();
    one.pid = in.number();
    one.at = in.instant();
    one.by_msgid = in.text();
    one.came = in.flag();
    YIDI_TRY_VOID(in.end());
    return std::optional{std::move(one)};
}

Result<void> insert(ports::Session& session, const MessageKey& key, const UndoneRow& row) {
    return session.insert(spec(Table::undone),
                          {key.fixmedins_code, key.msgid, row.infno, row.pid, value_of(row.at),
                           row.by_msgid, value_of(row.came)});
}

bool can_be_undone(std::string_view infno) {
    constexpr std::array<std::string_view, 7> kUndoable{"2102", "2207", "2207A", "2208",
                                                        "2304", "2305", "2401"};
    return std::ranges::find(kUndoable, infno) != kUndoable.end();
}

}  // namespace yidi::payer::internal
