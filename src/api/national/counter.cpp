#include "api/national/counter.h"

#include <memory>
#include <utility>
#include <vector>

#include "api/national/internal/ready.h"
#include "app/payer/message_log.h"
#include "app/payer/once.h"
#include "app/payer/upkeep.h"

namespace yidi::national {
namespace {

using internal::Done;
using internal::Ready;

/// What an envelope would say. `input` outlives it.
Envelope envelope_of(const CounterMessage& message, const registry::Institution& sender,
                     const codec::JsonNode& input, Instant now) {
    const payer::Caller& caller = message.caller;
    Envelope envelope;
    envelope.infno = caller.infno;
    envelope.msgid = caller.msgid;
    envelope.mdtrtarea_admvs = sender.admdvs;
    envelope.opter = caller.opter;
    envelope.opter_name = caller.opter_name;
    envelope.inf_time = now;
    envelope.fixmedins_code = sender.fixmedins_code;
    envelope.fixmedins_name = sender.fixmedins_name;
    envelope.input = &input;
    envelope.input_bytes = message.input;
    return envelope;
}

/// What the log keeps of an answer (internal::body_of).
Result<CounterAnswer> read_kept(const std::string& body) {
    codec::JsonTree tree;
    YIDI_TRY(const codec::JsonNode* kept, tree.read(body));
    const codec::JsonNode* warning = kept->member("warn_msg");
    const codec::JsonNode* output = kept->member("output");
    YIDI_ASSERT(warning != nullptr && output != nullptr);
    return CounterAnswer{.output = std::string{output->text},
                         .warn_msg = std::string{warning->text},
                         .is_repeat = false,
                         .pid = {}};
}

/// The label of the field that the error is about, at the beginning of what it says, in English
/// gives way to the field's name.
void name_field(const Form& form, Error& error) {
    const std::string_view where = error.where;
    const std::string_view name = where.substr(where.rfind('.') + 1);
    for (const Table& table : form.input) {
        for (const Field& field : table.fields) {
            if (field.name != name || !error.detail.starts_with(field.label)) continue;
            error.detail.replace(0, field.label.size(), field.name);
            return;
        }
    }
}

/// What the rules refuse says why in its rule, and its code what it is.
Error with_detail(Error error) {
    if (error.detail.empty()) error.detail = name(error.code);
    if (error.where == "policy" || error.where == "store") error.where.clear();
    return error;
}

Result<CounterAnswer> perform(ports::Session& session, const payer::Context& context,
                              const CounterMessage& message) {
    YIDI_TRY(const auto sender, payer::institution(session, message.caller.fixmedins_code));
    if (!sender) {
        return fail(Error{.code = ErrorCode::bad_value,
                          .where = "fixmedins_code",
                          .rule = "the code of a known institution",
                          .remedy = "have the institution registered",
                          .detail = "no institution has this code"});
    }
    codec::JsonTree tree;
    YIDI_TRY(const codec::JsonNode* input, tree.read(message.input));
    const Envelope envelope = envelope_of(message, *sender, *input, context.now);
    // A counter is told the msgid, and no other number.
    YIDI_TRY(Ready ready, internal::make_ready(tree, envelope,
                                               {.caller = message.caller,
                                                .profile = sender->profile,
                                                .vault = context.vault,
                                                .inf_refmsgid = message.caller.msgid}));
    if (ready.prepared.find_person) {
        ready.message.pid = ready.prepared.find_person(session, context);
    }
    if (ready.prepared.look) {
        YIDI_TRY_VOID(ready.prepared.look(session, context));
    }
    bool was_done = false;
    const auto use_case = [&]() -> Result<payer::Made> {
        YIDI_TRY(const Done done, ready.prepared.run(session, context));
        was_done = done.is_repeat;
        return payer::Made{.answer = internal::body_of(done), .id = done.id};
    };
    YIDI_TRY(const payer::Once once, payer::once(session, context, ready.message, use_case));
    YIDI_TRY(CounterAnswer answer, read_kept(once.answer));
    answer.is_repeat = was_done || once.repeated;
    answer.pid = ready.message.pid;
    return answer;
}

}  // namespace

Counter::Counter(const EndpointPorts& ports, EndpointOptions options)
    : ports_{ports}, options_{std::move(options)} {}

Result<CounterAnswer> Counter::run(ports::Session& session, const payer::Context& context,
                                   const CounterMessage& message) const {
    static const std::vector<SenderStep> kNothing;
    Result<CounterAnswer> answer = perform(session, context, message);
    if (options_.on_handled) {
        options_.on_handled({.caller = message.caller,
                             .error = answer ? nullptr : &answer.error(),
                             .took_ms = ports_.clock.now().ms() - context.now.ms(),
                             .let_pass = kNothing});
    }
    if (answer) return answer;
    note_refusal(message, answer.error());
    Error told = with_detail(std::move(answer).error());
    const Form* form = find_form(message.caller.infno);
    if (form != nullptr && message.language == explain::Language::en) name_field(*form, told);
    return fail(std::move(told));
}

/// After the session, which rolls back; what is to come again later, as it is, is not worth a row.
void Counter::note_refusal(const CounterMessage& message, const Error& error) const {
    const Instant now = ports_.clock.now();
    if (exit_code(error.code) == 5 || !refusals_.may_note(now)) return;
    auto refused = std::make_shared<payer::RefusedMessage>(
        payer::RefusedMessage{.caller = message.caller, .error = error, .body = message.input});
    ports_.store.submit(
        [this, refused, book = ports_.shelf.on(now.date())](ports::Session& session) {
            return payer::note_refusal(session,
                                       {.book = *book,
                                        .vault = ports_.vault,
                                        .ids = ports_.ids,
                                        .texts = ports_.texts,
                                        .now = ports_.clock.now()},
                                       *refused);
        },
        // The caller has the answer; a log that cannot be written changes nothing about it.
        [](const Result<void>&) {});
}

}  // namespace yidi::national
