#include "cli/cli.h"

#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include <CLI/CLI.hpp>

#include "adapters/codec/answer_error.h"
#include "adapters/codec/utf8.h"
#include "base/error.h"
#include "cli/clearing_common.h"
#include "domain/explain/error_words.h"

namespace yidi::cli {
namespace {

constexpr std::string_view kVersion = "yidi 0.1.0";
constexpr std::size_t kInputBytesMax = std::size_t{64} * 1024 * 1024;

/// Options are parsed before the usage error is known, so `--json` is looked for by hand.
bool asks_for_json(int argc, const char* const* argv) {
    for (int i = 1; i < argc; ++i) {
        if (std::string_view{argv[i]} == "--json") return true;
    }
    return false;
}

/// The library asks for a command before it says that it knows none of the name that was given.
std::string what_is_wrong(const CLI::App& app, const CLI::ParseError& error) {
    std::string says = error.what();
    if (says.find("subcommand") == std::string::npos) return says;
    for (const std::string& word : app.remaining(/*recurse=*/true)) {
        if (!word.starts_with('-')) return "there is no command \"" + word + "\"";
    }
    return says;
}

int report_usage(const CLI::App& app, const CLI::ParseError& error, Context& context) {
    if (error.get_exit_code() == 0) {  // --help and --version end here too.
        std::ostringstream text;
        app.exit(error, text, text);
        context.out << text.str();
        return context.exit = 0;
    }
    report(context, {.code = ErrorCode::usage,
                     .where = "",
                     .rule = "the command line that `yidi --help` describes",
                     .remedy = "run the command with --help",
                     .detail = what_is_wrong(app, error)});
    return context.exit;
}

void add_payer_commands(CLI::App& app, Context& context) {
    add_serve(app, context);
    add_mcp(app, context);
    add_faults(app, context);
    add_replay(app, context);
    add_demo(app, context);
    add_registry_import(app, context);
    add_message(app, context);
    add_institution(app, context);
    add_filing(app, context);
    add_claim(app, context);
    add_person(app, context);
    add_aid(app, context);
    add_route(app, context);
    add_catalogue(app, context);
    add_account(app, context);
    add_statement(app, context);
    add_ledger(app, context);
    add_clearing(app, context);
    add_backup(app, context);
    add_restore(app, context);
    add_verify(app, context);
    add_key(app, context);
    add_doctor(app, context);
}

}  // namespace

void add_common_options(CLI::App& command, Context& context) {
    command.add_flag("--json", context.json, "Print exactly one JSON object");
    command
        .add_option_function<std::string>(
            "--lang",
            [&context](const std::string& word) {
                context.lang = word == "zh" ? Language::zh : Language::en;
            },
            "Language of sentences: zh or en (default: that of the environment)")
        ->check(CLI::IsMember({"zh", "en"}));
}

void add_policy_option(CLI::App& command, Context& context) {
    command
        .add_option_function<std::string>(
            "--policy", [&context](const std::string& folder) { context.policy_dir = folder; },
            "Take the packs from this folder")
        ->type_name("DIR");
}

void report(Context& context, const Error& told) {
    Error error = explain::translated(told, context.lang);
    // Where no row of a pack says no, the clause does.
    if (error.rule.empty()) error.rule = error.source;
    context.exit = exit_code(error.code);
    if (context.json) context.out << "{\"error\":" << codec::encode_error(error) << "}\n";
    const auto line = [&](std::string_view before, const std::string& text) {
        if (!text.empty()) context.err << before << codec::shown_utf8(text) << '\n';
    };
    context.err << "yidi: ";
    if (!error.where.empty()) context.err << codec::shown_utf8(error.where) << ": ";
    line({}, error.detail.empty() ? std::string{name(error.code)} : error.detail);
    const bool is_clause = !error.source.empty();
    line((is_clause ? explain::Words{"  依据：", "  rule: "}
                    : explain::Words{"  应为：", "  expected: "})
             .in(context.lang),
         error.rule);
    line(explain::Words{"  怎么办：", "  remedy: "}.in(context.lang), error.remedy);
}

void report_lost_output(Context& context) {
    report(context, {.code = ErrorCode::unreadable_file,
                     .where = "standard output",
                     .rule = "an output that takes all that is printed",
                     .remedy = "check the space left",
                     .detail = "the output could not be written to its end"});
}

Result<std::string> read_input(Context& context, const std::filesystem::path& path) {
    std::ifstream file;
    const bool standard = path == "-";
    std::error_code error;
    if (!standard && !std::filesystem::is_directory(path, error)) file.open(path, std::ios::binary);
    std::istream& source = standard ? context.in : file;
    std::string text;
    // Read in pieces: no more is held than may be taken, and a stream that fails says so itself.
    constexpr std::size_t kPiece = std::size_t{64} * 1024;
    while (source && text.size() <= kInputBytesMax) {
        const std::size_t before = text.size();
        text.resize(before + kPiece);
        source.read(text.data() + before, static_cast<std::streamsize>(kPiece));
        text.resize(before + static_cast<std::size_t>(source.gcount()));
    }
    if (source.bad() || (!standard && !file.is_open())) {
        return fail({.code = ErrorCode::unreadable_file,
                     .where = standard ? "standard input" : path.string(),
                     .rule = "a file that can be read, or - for standard input",
                     .remedy = "check the name and the permissions",
                     .detail = standard ? "cannot read standard input" : "cannot read this file"});
    }
    if (text.size() > kInputBytesMax) {
        return fail({.code = ErrorCode::limit_exceeded,
                     .where = path.string(),
                     .rule = "at most 64 MiB",
                     .remedy = "split the file, or use `yidi batch`",
                     .detail = "the file is too large"});
    }
    return text;
}

int run(int argc, const char* const* argv, Context& context) {
    context.policy_dir = context.home / "policies";
    CLI::App app{
        "Health insurance that travels with the person: what is paid, by whom, and by which "
        "clause.",
        "yidi"};
    app.set_version_flag("--version", std::string{kVersion});
    app.require_subcommand(1);
    app.get_formatter()->column_width(32);
    add_estimate(app, context);
    add_compare(app, context);
    add_advise(app, context);
    add_check_example(app, context);
    add_batch(app, context);
    add_reconcile(app, context);
    add_policy_commands(app, context);
    add_sim(app, context);
    add_interface(app, context);
    add_completion(app, context);
    if (context.machine != nullptr) add_payer_commands(app, context);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        context.json = asks_for_json(argc, argv);
        return report_usage(app, error, context);
    } catch (const std::exception& error) {
        report(context, {.code = ErrorCode::internal, .detail = error.what()});
    }
    return context.exit;
}

}  // namespace yidi::cli
