#include <ostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/codec/json_writer.h"
#include "cli/payer_commands.h"
#include "cli/policy_commands.h"
#include "cli/text_table.h"

namespace yidi::cli {
namespace {

struct Options {
    DataOptions data;
    std::vector<std::string> files;
    std::string kind;
    std::string by = "command line";
};

/// What a file holds, by `--kind`, else by its name: persons.csv, persons-2026.xlsx.
Result<app::RegistryKind> kind_of(const Options& options, const std::filesystem::path& path) {
    if (const auto kind = app::parse_registry_kind(options.kind)) return *kind;
    const std::string stem = path.stem();
    const std::string word = stem.substr(0, stem.find_first_of("-_."));
    if (const auto kind = app::parse_registry_kind(word)) return *kind;
    std::string kinds;
    for (const app::RegistryKind kind : app::kRegistryKinds) {
        kinds.append(kinds.empty() ? "" : ", ").append(app::name(kind));
    }
    return fail({.code = ErrorCode::usage,
                 .where = path.string(),
                 .rule = "a file name that begins with one of " + kinds,
                 .remedy = "rename the file, or say --kind",
                 .detail = "this name does not say what the file holds"});
}

void print(Context& context, const app::ImportReport& report) {
    if (context.json) {
        std::string text;
        codec::JsonWriter json{text};
        json.begin_object();
        for (const app::RegistryKind kind : app::kRegistryKinds) {
            const app::ImportCounts& counts = report.of(kind);
            json.key(app::name(kind));
            json.begin_object();
            json.member("added", counts.added);
            json.member("changed", counts.changed);
            json.member("unchanged", counts.unchanged);
            json.end_object();
        }
        json.end_object();
        context.out << text << '\n';
        return;
    }
    TextTable table{{std::string{say(context, {"内容", "what"})},
                     std::string{say(context, {"新增", "added"})},
                     std::string{say(context, {"变更", "changed"})},
                     std::string{say(context, {"未变", "unchanged"})}}};
    for (const app::RegistryKind kind : app::kRegistryKinds) {
        const app::ImportCounts& counts = report.of(kind);
        if (counts == app::ImportCounts{}) continue;
        table.add({std::string{app::name(kind)}, std::to_string(counts.added),
                   std::to_string(counts.changed), std::to_string(counts.unchanged)});
    }
    table.print(context.out, "");
}

Result<void> import_into(Context& context, const Options& options) {
    RegistryFiles files{.files = {}, .by = options.by};
    // In the order in which they refer to each other, however they were named.
    std::vector<RegistryFiles::One> named;
    for (const std::string& file : options.files) {
        YIDI_TRY(const app::RegistryKind kind, kind_of(options, file));
        named.push_back({kind, file});
    }
    for (const app::RegistryKind kind : app::kRegistryKinds) {
        for (const RegistryFiles::One& one : named) {
            if (one.kind == kind) files.files.push_back(one);
        }
    }
    DataPlace place = place_of(context, options.data);
    place.may_create = true;
    YIDI_TRY(const std::unique_ptr<Payer> payer, Payer::open(context, place));
    app::ImportReport report;
    if (Result<void> done = import_files(*payer, files, report); !done) {
        print_problems(context, report.problems);
        return done;
    }
    print(context, report);
    return {};
}

}  // namespace

void add_registry_import(CLI::App& app, Context& context) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand(
        "import", "Bring an agency's tables into the register: all of them or nothing");
    add_data_options(*command, context, options->data);
    command
        ->add_option("FILE", options->files,
                     "persons.csv, institutions.xlsx, …: docs/operating/registry.md")
        ->required();
    command
        ->add_option("--kind", options->kind, "What the files hold, where their names do not say")
        ->check([](const std::string& word) {
            return app::parse_registry_kind(word) ? std::string{} : "no such kind: " + word;
        });
    command->add_option("--by", options->by, "Who brings them, for the audit")
        ->capture_default_str();
    command->callback([&context, options] {
        if (const Result<void> done = import_into(context, *options); !done) {
            report(context, done.error());
        }
    });
}

}  // namespace yidi::cli
