#include <memory>
#include <string>
#include <utility>

#include <CLI/CLI.hpp>

#include "adapters/codec/pack_store.h"
#include "api/mcp/server.h"
#include "cli/lookup_common.h"
#include "cli/payer_commands.h"
#include "cli/policy_commands.h"

/// The engine for assistants, over standard input and output: docs/integrating/mcp.md.
namespace yidi::cli {
namespace {

struct Options {
    DataOptions data;
    std::string version;
};

Result<mcp::Options> read_options(const Context& context, const Options& options) {
    mcp::Options out;
    out.version = options.version;
    out.language = context.lang;
    YIDI_TRY(out.case_schema, codec::read_file(context.home / "schemas" / "case.schema.json"));
    // Pages are not installed everywhere.
    if (Result<std::string> guide = codec::read_file(context.home / "docs/using/case-file.md")) {
        out.case_guide = *std::move(guide);
    }
    return out;
}

Result<void> run(Context& context, const Options& options) {
    YIDI_TRY(mcp::Options told, read_options(context, options));
    if (options.data.data.empty()) {
        const Machine& machine = *context.machine;
        told.today = [&machine] { return machine.now().date(); };
        YIDI_TRY(const policy::Book book, codec::load_book(places_of(context), {}));
        mcp::Server server{book, std::move(told)};
        mcp::serve(context.in, context.out, server);
        return {};
    }
    YIDI_TRY(const std::unique_ptr<Payer> payer,
             Payer::open(context, place_of(context, options.data)));
    YIDI_TRY_VOID(ensure_institution_index(*payer));
    told.today = [&payer] { return payer->now().date(); };
    mcp::Server server{
        payer->context().book, std::move(told),
        mcp::DataFolder{.store = payer->store(), .context = [&payer] { return payer->context(); }}};
    mcp::serve(context.in, context.out, server);
    return {};
}

}  // namespace

void add_mcp(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand(
        "mcp", "Answer an assistant over standard input and output (Model Context Protocol)");
    add_data_options(*command, context, options->data);
    command->get_option("--data")->description(
        "A payer's data folder, for the tools on persons and institutions (default: none)");
    command->callback([&app, &context, options] {
        const std::string version = app.version();
        options->version = version.substr(version.rfind(' ') + 1);
        // Standard output is the protocol's: a failure is told on standard error alone.
        context.json = false;
        if (const Result<void> done = run(context, *options); !done) report(context, done.error());
    });
}

}  // namespace yidi::cli
