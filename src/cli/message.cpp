#include <ostream>
#include <string>

#include <CLI/CLI.hpp>

#include "adapters/codec/json_writer.h"
#include "adapters/codec/utf8.h"
#include "app/payer/message_log.h"
#include "cli/payer_commands.h"
#include "cli/policy_commands.h"

namespace yidi::cli {
namespace {

/// A msgid begins with the sender's code, then the time and a number.
constexpr std::size_t kCodeSize = 12;

struct Options {
    DataOptions data;
    std::string msgid;
    std::string fixmedins_code;
};

void append(codec::JsonWriter& json, const payer::DoneMessage& done) {
    json.begin_object();
    json.member("infno", done.infno);
    json.member("at", to_string(done.at));
    json.member("opter", done.opter);
    json.key("psn");
    done.pid ? json.value(*done.pid) : json.null();
    json.key("made");
    done.made != 0 ? json.value(std::to_string(done.made)) : json.null();
    json.key("answer");
    json.raw(done.answer);
    json.end_object();
}

void print_json(Context& context, const Options& options, const payer::MessageTale& tale) {
    std::string text;
    codec::JsonWriter json{text};
    json.begin_object();
    json.member("fixmedins_code", options.fixmedins_code);
    json.member("msgid", options.msgid);
    json.key("done");
    tale.done ? append(json, *tale.done) : json.null();
    json.key("undone");
    if (tale.undone) {
        json.begin_object();
        json.member("infno", tale.undone->infno);
        json.member("at", to_string(tale.undone->at));
        json.member("by_msgid", tale.undone->by_msgid);
        json.member("came", tale.undone->came);
        json.end_object();
    } else {
        json.null();
    }
    json.key("refusals");
    json.begin_array();
    for (const payer::NotedRefusal& one : tale.refusals) {
        json.begin_object();
        json.member("infno", one.infno);
        json.member("at", to_string(one.at));
        json.member("opter", one.opter);
        json.member("code", one.code);
        json.member("where", one.where);
        json.member("rule", one.rule);
        json.member("detail", one.detail);
        json.member("body", codec::shown_utf8(one.body));
        json.end_object();
    }
    json.end_array();
    json.end_object();
    context.out << text << '\n';
}

void print_text(Context& context, const payer::MessageTale& tale) {
    std::ostream& out = context.out;
    for (const payer::NotedRefusal& one : tale.refusals) {
        out << to_string(one.at) << "  " << one.infno << say(context, {"  未受理：", "  refused: "})
            << one.code;
        if (!one.where.empty()) out << say(context, {"，字段 ", " at "}) << one.where;
        out << '\n';
        if (!one.detail.empty()) out << "  " << one.detail << '\n';
        if (!one.rule.empty()) {
            out << say(context, {"  应为：", "  expected: "}) << one.rule << '\n';
        }
        out << say(context, {"  来文：", "  came: "}) << codec::shown_utf8(one.body) << '\n';
    }
    if (tale.done) {
        const payer::DoneMessage& done = *tale.done;
        out << to_string(done.at) << "  " << done.infno << say(context, {"  已办理", "  done"});
        if (done.made != 0) out << say(context, {"，编号 ", ", number "}) << done.made;
        out << '\n' << say(context, {"  答复：", "  answered: "}) << done.answer << '\n';
    }
    if (tale.undone) {
        out << to_string(tale.undone->at) << "  "
            << (tale.undone->came
                    ? say(context, {"已被冲正，报文 ", "undone by message "})
                    : say(context, {"未收到原交易，已留冲正标记，报文 ",
                                    "had not come; marked so that it is refused, by message "}))
            << tale.undone->by_msgid << '\n';
    }
}

Result<void> show(Context& context, Options& options) {
    if (options.fixmedins_code.empty()) {
        options.fixmedins_code = options.msgid.substr(0, kCodeSize);
    }
    YIDI_TRY(const std::unique_ptr<Payer> payer,
             Payer::open(context, place_of(context, options.data)));
    payer::MessageTale tale;
    const payer::Context work = payer->context();
    YIDI_TRY_VOID(ports::write(payer->store(), [&](ports::Session& session) -> Result<void> {
        YIDI_TRY(tale, payer::tell_message(session, work,
                                           {.fixmedins_code = options.fixmedins_code,
                                            .msgid = options.msgid,
                                            .infno = {},
                                            .opter = {}}));
        return payer::note_look(session, work, tale, options.msgid);
    }));
    if (!tale.done && !tale.undone && tale.refusals.empty()) {
        return fail({.code = ErrorCode::bad_value,
                     .where = options.msgid,
                     .rule = "a message that came, or that 2601 has named",
                     .remedy = "check the msgid, and say --institution if it does not begin with "
                               "the sender's code",
                     .detail = "no such message"});
    }
    context.json ? print_json(context, options, tale) : print_text(context, tale);
    return {};
}

}  // namespace

void add_message(CLI::App& app, Context& context) {
    CLI::App* group = app.add_subcommand("message", "Messages of the national interface");
    group->require_subcommand(1);
    auto options = std::make_shared<Options>();
    CLI::App* command = group->add_subcommand(
        "show", "What came under a msgid, what was answered, and the field that failed");
    add_data_options(*command, context, options->data);
    command->add_option("MSGID", options->msgid, "The message's number")->required();
    command->add_option("--institution", options->fixmedins_code,
                        "The sender (default: the first 12 characters of the msgid)");
    command->callback([&context, options] {
        if (const Result<void> done = show(context, *options); !done) {
            report(context, done.error());
        }
    });
}

}  // namespace yidi::cli
