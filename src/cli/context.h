#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

#include "base/error.h"
#include "domain/explain/language.h"

namespace CLI {  // NOLINT(readability-identifier-naming): the library's own name.
class App;
}

/// What every command shares: its streams, the options that all of them have, and the exit code it
/// leaves.
namespace yidi::cli {

class Machine;

using Language = explain::Language;

/// Made by main, or by a test with string streams; the options fill the rest in.
struct Context {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    Language lang = Language::en;  ///< `--lang`; before that what the environment says
    bool json = false;  ///< `--json`: exactly one JSON object on `out`, whatever the exit
    std::filesystem::path policy_dir;  ///< `--policy`, else `home`/policies
    std::filesystem::path home;  ///< folder that holds policies/, data/, schemas/ and examples/
    std::filesystem::path config_dir = {};  ///< keeps a user's choices; empty: none are kept
    int exit = 0;                           ///< exit code; 0 until a command says otherwise
    bool terminal = false;                  ///< `err` is a terminal: progress may be drawn
    Machine* machine = nullptr;  ///< what the payer's commands run on; null where there are none
};

/// Gives a command `--json` and `--lang zh|en`.
void add_common_options(CLI::App& command, Context& context);
/// Gives a command `--policy DIR` as well.
void add_policy_option(CLI::App& command, Context& context);

/// Ends a command with an error: sets `exit`, writes the sentence to `err`, and with `--json` the
/// object
/// {"error": {"code", "pointer" or "line", "rule", "remedy", "message"}} to `out`.
void report(Context& context, const Error& told);

/// Reads a whole file, or `in` for "-".
/// Errors    unreadable_file; limit_exceeded above 64 MiB.
[[nodiscard]] Result<std::string> read_input(Context& context, const std::filesystem::path& path);

/// One per command; each adds its subcommand, whose callback runs it.
void add_estimate(CLI::App& app, Context& context);
void add_compare(CLI::App& app, Context& context);
void add_advise(CLI::App& app, Context& context);
void add_check_example(CLI::App& app, Context& context);
void add_batch(CLI::App& app, Context& context);
void add_reconcile(CLI::App& app, Context& context);
void add_sim(CLI::App& app, Context& context);
void add_completion(CLI::App& app, Context& context);
void add_interface(CLI::App& app, Context& context);
void add_policy_commands(CLI::App& app, Context& context);
// Those of the payer need a Context::machine.
void add_serve(CLI::App& app, Context& context);
void add_mcp(CLI::App& app, Context& context);
void add_faults(CLI::App& app, Context& context);
void add_replay(CLI::App& app, Context& context);
void add_demo(CLI::App& app, Context& context);
void add_registry_import(CLI::App& app, Context& context);
void add_backup(CLI::App& app, Context& context);
void add_restore(CLI::App& app, Context& context);
void add_verify(CLI::App& app, Context& context);
void add_doctor(CLI::App& app, Context& context);
void add_key(CLI::App& app, Context& context);
void add_message(CLI::App& app, Context& context);
void add_statement(CLI::App& app, Context& context);
void add_ledger(CLI::App& app, Context& context);
void add_institution(CLI::App& app, Context& context);
void add_filing(CLI::App& app, Context& context);
void add_claim(CLI::App& app, Context& context);
void add_person(CLI::App& app, Context& context);
void add_aid(CLI::App& app, Context& context);
void add_route(CLI::App& app, Context& context);
void add_catalogue(CLI::App& app, Context& context);
void add_account(CLI::App& app, Context& context);

}  // namespace yidi::cli
