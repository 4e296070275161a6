#include "api/line/faults.h"

#include <ostream>
#include <string>

#include <CLI/CLI.hpp>

#include "adapters/codec/json_writer.h"
#include "cli/context.h"
#include "cli/policy_commands.h"

namespace yidi::cli {
namespace {

std::string_view argument_of(const line::FaultEntry& entry) {
    switch (entry.argument) {
        case line::Argument::none: return "";
        case line::Argument::ms: return "[=MS]";
        case line::Argument::messages: return "[=MESSAGES]";
        case line::Argument::field: return "[=FIELD]";
    }
    return "";
}

void print_json(Context& context) {
    std::string text;
    codec::JsonWriter json{text};
    json.begin_object();
    json.key("faults");
    json.begin_array();
    for (const line::FaultEntry& entry : line::fault_catalogue()) {
        json.begin_object();
        json.member("fault", entry.name);
        json.member("argument", argument_of(entry));
        json.member("happens", say(context, entry.happens));
        json.member("client", say(context, entry.client));
        json.end_object();
    }
    json.end_array();
    json.end_object();
    context.out << text << '\n';
}

void print_text(Context& context) {
    for (const line::FaultEntry& entry : line::fault_catalogue()) {
        context.out << entry.name << argument_of(entry) << '\n'
                    << say(context, {"  发生什么：", "  what happens: "})
                    << say(context, entry.happens) << '\n'
                    << say(context, {"  正确的客户端：", "  a correct client: "})
                    << say(context, entry.client) << '\n';
    }
}

}  // namespace

void add_faults(CLI::App& app, Context& context) {
    CLI::App* command = app.add_subcommand(
        "faults", "The faults of `serve --faults`, and what a correct client does");
    add_common_options(*command, context);
    command->callback([&context] { context.json ? print_json(context) : print_text(context); });
}

}  // namespace yidi::cli
