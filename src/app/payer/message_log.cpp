#include "app/payer/message_log.h"

#include "app/payer/internal/audit.h"
#include "app/payer/internal/messages.h"
#include "app/payer/internal/row_reader.h"

namespace yidi::payer {
namespace {

using internal::MessageKey;
using internal::RowReader;
using ports::Row;
using ports::spec;
using ports::Table;

std::string place_of_refusal(const MessageKey& key) {
    return "refusal/" + internal::place_of(key);
}

Result<NotedRefusal> read_refusal(const Context& context, const MessageKey& key, const Row& row) {
    RowReader in{Table::refusal, row};
    NotedRefusal one;
    in.skip();
    in.skip();
    in.skip();
    one.infno = in.text();
    one.opter = in.text();
    one.at = in.instant();
    one.code = in.text();
    one.where = in.text();
    one.rule = in.text();
    one.detail = in.text();
    const std::string sealed = in.text();
    YIDI_TRY_VOID(in.end());
    YIDI_TRY(one.body, context.vault.open(sealed, place_of_refusal(key)));
    return one;
}

/// Text columns hold UTF-8 without U+0000; what a client sends may be anything.
std::string kept(std::string_view text) {
    std::string out;
    for (const char character : text) {
        if (character != '\0') {
            out += character;
        }
    }
    return out;
}

}  // namespace

Result<void> note_refusal(ports::Session& session, const Context& context,
                          const RefusedMessage& message) {
    const Caller& caller = message.caller;
    const MessageKey key{caller.fixmedins_code, caller.msgid};
    const Error& error = message.error;
    return session.insert(
        spec(Table::refusal),
        {key.fixmedins_code, key.msgid, context.ids.next(), kept(caller.infno), kept(caller.opter),
         internal::value_of(context.now), std::string{name(error.code)}, kept(error.where),
         kept(error.rule), kept(error.detail),
         context.vault.seal(std::string_view{message.body}.substr(0, kRefusedBodyBytes),
                            place_of_refusal(key))});
}

Result<MessageTale> tell_message(ports::Session& session, const Context& context,
                                 const Caller& message) {
    const MessageKey key{message.fixmedins_code, message.msgid};
    MessageTale tale;
    YIDI_TRY(const std::optional<internal::MessageRow> row, internal::find_message(session, key));
    if (row) {
        YIDI_TRY(std::string answer, context.vault.open(row->sealed, internal::place_of(key)));
        YIDI_TRY(std::string input, internal::input_of(context.vault, key, *row));
        tale.done = DoneMessage{.infno = row->infno,
                                .opter = row->opter,
                                .at = row->at,
                                .pid = row->pid,
                                .made = row->made,
                                .input = std::move(input),
                                .answer = std::move(answer)};
    }
    YIDI_TRY(const std::optional<internal::UndoneRow> undone, internal::find_undone(session, key));
    if (undone) {
        tale.undone = UndoneMessage{.infno = undone->infno,
                                    .at = undone->at,
                                    .by_msgid = undone->by_msgid,
                                    .came = undone->came};
    }
    ports::Range range;
    range.prefix = {key.fixmedins_code, key.msgid};
    YIDI_TRY(tale.refusals,
             internal::scan_rows<NotedRefusal>(session, Table::refusal, range, [&](const Row& one) {
                 return read_refusal(context, key, one);
             }));
    return tale;
}

Result<void> note_look(ports::Session& session, const Context& context, const MessageTale& tale,
                       const std::string& msgid) {
    return internal::audit(session, context,
                           {.by = "command line",
                            .pid = tale.done ? tale.done->pid : std::nullopt,
                            .what = "message " + msgid});
}

}  // namespace yidi::payer
