#include <memory>
#include <ostream>
#include <string>

#include <CLI/CLI.hpp>

#include "adapters/codec/filing_schema.h"
#include "adapters/codec/pack_schema.h"
#include "cli/context.h"
#include "cli/policy_commands.h"
#include "cli/policy_publishing.h"

namespace yidi::cli {
namespace {

CLI::App* add_command(CLI::App& parent, Context& context, const std::string& name,
                      const std::string& says) {
    CLI::App* command = parent.add_subcommand(name, says);
    add_common_options(*command, context);
    return command;
}

void add_list(CLI::App& policy, Context& context) {
    CLI::App* command =
        add_command(policy, context, "list", "The packs with version, grade and dates");
    add_policy_option(*command, context);
    command->callback([&context] { policy_list(context); });
}

void add_show(CLI::App& policy, Context& context) {
    CLI::App* command =
        add_command(policy, context, "show", "One pack as tables with sources and dates");
    add_policy_option(*command, context);
    const auto options = std::make_shared<ShowOptions>();
    command
        ->add_option("PACK", options->pack,
                     "Region code, CODE@VERSION, a file or - (of a pack or of filing rules)")
        ->required();
    command->add_option("--at", options->at, "Only the rows in force on this day")
        ->type_name("DATE");
    command->callback([&context, options] { policy_show(context, *options); });
}

void add_check(CLI::App& policy, Context& context) {
    CLI::App* command = add_command(
        policy, context, "check", "Proof that each cell is exactly one rule or a declared unknown");
    add_policy_option(*command, context);
    const auto path = std::make_shared<std::string>();
    command->add_option("PATH", *path,
                        "Folder of packs, a file, - or a region code (default: the policy folder)");
    command->callback([&context, path] { policy_check(context, *path); });
}

void add_diff(CLI::App& policy, Context& context) {
    CLI::App* command =
        add_command(policy, context, "diff", "What differs between two versions or files");
    add_policy_option(*command, context);
    const auto options = std::make_shared<DiffOptions>();
    command->add_option("BEFORE", options->before, "Region code, CODE@VERSION, a file or -")
        ->required();
    command->add_option("AFTER", options->after, "Region code, CODE@VERSION, a file or -")
        ->required();
    command
        ->add_option("--cases", options->cases,
                     "Show the effect on these cases, one JSON object a line")
        ->type_name("FILE");
    command->callback([&context, options] { policy_diff(context, *options); });
}

void add_import(CLI::App& policy, Context& context) {
    CLI::App* command =
        add_command(policy, context, "import",
                    "A table becomes the next version of a pack; nothing is written on error");
    add_policy_option(*command, context);
    const auto options = std::make_shared<ImportOptions>();
    command
        ->add_option("FILE", options->file,
                     "A .csv or .xlsx table as `policy export` writes it, or -")
        ->required();
    command
        ->add_option("-o,--output", options->folder, "Folder of packs (default: the policy folder)")
        ->type_name("DIR");
    command->callback([&context, options] { policy_import(context, *options); });
}

void add_export(CLI::App& policy, Context& context) {
    CLI::App* command =
        add_command(policy, context, "export", "One pack as a flat table, or as YAML");
    add_policy_option(*command, context);
    const auto options = std::make_shared<ExportOptions>();
    command->add_option("PACK", options->pack, "Region code, CODE@VERSION, a file or -")
        ->required();
    command->add_option("-o,--output", options->file, "FILE.csv, FILE.xlsx or FILE.yaml")
        ->required()
        ->type_name("FILE");
    command->callback([&context, options] { policy_export(context, *options); });
}

void add_freeze(CLI::App& policy, Context& context) {
    CLI::App* command =
        add_command(policy, context, "freeze",
                    "Proves a pack and lists its hash, so that it cannot change unseen");
    const auto path = std::make_shared<std::string>();
    command->add_option("FILE", *path, "The file of the pack, or of filing rules")->required();
    command->callback([&context, path] { policy_freeze(context, *path); });
}

void add_schema(CLI::App& policy, Context& context) {
    CLI::App* command =
        policy.add_subcommand("schema", "The JSON Schema of packs or filing rules, for editors");
    const auto kind = std::make_shared<std::string>("pack");
    command->add_option("KIND", *kind, "pack (default) or filing")
        ->check(CLI::IsMember({"pack", "filing"}));
    command->callback([&context, kind] {
        context.out << (*kind == "filing" ? codec::filing_schema() : codec::pack_schema());
    });
}

}  // namespace

void add_policy_commands(CLI::App& app, Context& context) {
    CLI::App* policy =
        app.add_subcommand("policy", "The rules: list, show, prove, compare, exchange, publish");
    policy->require_subcommand(1);
    add_list(*policy, context);
    add_show(*policy, context);
    add_check(*policy, context);
    add_diff(*policy, context);
    add_import(*policy, context);
    add_export(*policy, context);
    add_freeze(*policy, context);
    add_schema(*policy, context);
    add_publishing_steps(*policy, context);
    add_publishing_views(*policy, context);
}

}  // namespace yidi::cli
