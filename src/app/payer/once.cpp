#include "app/payer/once.h"

#include "app/payer/internal/messages.h"
#include "app/payer/internal/refusal.h"

namespace yidi::payer {

Result<Once> once(ports::Session& session, const Context& context, const Message& message,
                  const std::function<Result<Made>()>& run) {
    const Caller& caller = message.caller;
    const internal::MessageKey key{caller.fixmedins_code, caller.msgid};
    // Only these leave marks, so the others need not look for one.
    if (internal::can_be_undone(caller.infno)) {
        YIDI_TRY(const auto undone, internal::find_undone(session, key));
        if (undone) {
            return internal::inconsistent("msgid", "a message that 2601 has not undone",
                                          "send the transaction again under a new msgid",
                                          "2601 has undone this message");
        }
    }
    YIDI_TRY(const auto before, internal::find_message(session, key));
    if (before) {
        if (before->hash != message.hash || before->infno != caller.infno) {
            return internal::inconsistent("msgid",
                                          "one msgid for one message, repeated without any change",
                                          "send other content under a new msgid",
                                          "this msgid has been used for another message");
        }
        YIDI_TRY(std::string answer, context.vault.open(before->sealed, internal::place_of(key)));
        return Once{.answer = std::move(answer), .repeated = true};
    }
    YIDI_TRY(Made made, run());
    YIDI_TRY_VOID(
        internal::insert(session, key,
                         {.infno = caller.infno,
                          .pid = message.pid,
                          .hash = message.hash,
                          .at = context.now,
                          .opter = caller.opter,
                          .made = made.id,
                          .sealed = context.vault.seal(made.answer, internal::place_of(key)),
                          .sealed_input = internal::sealed_input(
                              context.vault, key, message.input.substr(0, kKeptInputBytes))}));
    return Once{.answer = std::move(made.answer)};
}

}  // namespace yidi::payer
