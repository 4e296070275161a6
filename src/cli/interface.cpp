#include <filesystem>
#include <memory>
#include <ostream>
#include <string>
#include <system_error>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/codec/json_writer.h"
#include "adapters/codec/pack_store.h"
#include "api/national/table.h"
#include "api/rest/description.h"
#include "cli/context.h"
#include "cli/internal/interface_json.h"
#include "cli/internal/interface_requests.h"
#include "cli/output_file.h"
#include "cli/policy_commands.h"
#include "cli/text_table.h"

namespace yidi::cli {
namespace {

namespace fs = std::filesystem;
using national::Dictionary;
using national::Field;
using national::Form;
using national::Table;

/// The word for the fields around every `input`.
constexpr std::string_view kEnvelope = "envelope";

struct ExportOptions {
    std::string format;
    std::string out;
};

void list_json(Context& context) {
    std::string text;
    codec::JsonWriter json{text};
    json.begin_object();
    json.key("transactions");
    json.begin_array();
    for (const Form& form : national::forms()) {
        json.begin_object();
        json.member("infno", form.infno);
        json.member("label", form.label);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    context.out << text << '\n';
}

void list(Context& context) {
    if (context.json) return list_json(context);
    TextTable table{{"infno", std::string{say(context, {"名称", "name"})}}};
    for (const Form& form : national::forms()) {
        table.add({std::string{form.infno}, std::string{form.label}});
    }
    table.print(context.out, "");
}

/// What a row says beside name, label and type.
std::string remarks_on(const Context& context, const Field& field) {
    std::string text;
    const auto add = [&](explain::Words words, std::string_view name) {
        if (!text.empty()) text += say(context, {"；", "; "});
        text.append(say(context, words)).append(name);
    };
    if (field.codes != nullptr && field.codes->name.empty()) {
        add({"代码未公布", "codes that are not published"}, "");
    } else if (field.codes != nullptr) {
        add({"字典 ", "dictionary "}, field.codes->name);
    }
    if (!field.other.empty()) add({"也可写作 ", "also "}, field.other);
    if (field.in_exp) add({"也可放在 exp_content 中", "or in exp_content"}, "");
    return text;
}

void print_fields(Context& context, const Table& table) {
    TextTable rows{
        {std::string{say(context, {"字段", "field"})}, std::string{say(context, {"名称", "label"})},
         std::string{say(context, {"类型", "type"})}, std::string{say(context, {"必填", "must"})},
         std::string{say(context, {"说明", "remarks"})}}};
    for (const Field& field : table.fields) {
        rows.add({std::string{field.name}, std::string{field.label}, internal::type_text(field),
                  field.is_required ? "Y" : "", remarks_on(context, field)});
    }
    rows.print(context.out, "  ");
}

void print_nodes(Context& context, std::string_view root, std::span<const Table> tables) {
    for (const Table& table : tables) {
        context.out << '\n' << root;
        if (!table.node.empty()) context.out << '.' << table.node;
        if (table.is_list) context.out << "[]";
        if (!table.is_required) context.out << say(context, {"（可不填）", " (optional)"});
        if (!table.other.empty()) {
            context.out << say(context, {"，也可写作 ", ", also "}) << table.other;
        }
        context.out << '\n';
        print_fields(context, table);
    }
}

void print_dictionaries(Context& context, const std::vector<const Dictionary*>& dictionaries) {
    if (dictionaries.empty()) return;
    context.out << '\n' << say(context, {"字典", "dictionaries"}) << '\n';
    for (const Dictionary* dictionary : dictionaries) {
        context.out << "  " << dictionary->name;
        if (dictionary->is_open) {
            context.out << say(context, {"（可另有地方代码）", " (regions may add codes)"});
        }
        context.out << ':';
        std::string_view comma = " ";
        for (const national::Code& code : dictionary->codes) {
            context.out << comma << code.value;
            if (!code.label.empty()) context.out << ' ' << code.label;
            comma = say(context, {"、", ", "});
        }
        context.out << '\n';
    }
}

void show_envelope(Context& context) {
    if (context.json) {
        context.out << internal::envelope_json() << '\n';
        return;
    }
    print_fields(context, national::envelope_table());
    print_dictionaries(context, internal::dictionaries_of({&national::envelope_table()}));
}

Result<void> show(Context& context, const std::string& infno) {
    if (infno == kEnvelope) {
        show_envelope(context);
        return {};
    }
    const Form* form = national::find_form(infno);
    if (form == nullptr) {
        return fail(Error{.code = ErrorCode::bad_value,
                          .where = infno,
                          .rule = "a transaction that is answered, or `envelope`",
                          .remedy = "see `yidi interface list`",
                          .detail = "there is no such transaction"});
    }
    if (context.json) {
        context.out << internal::form_json(*form) << '\n';
        return {};
    }
    context.out << form->infno << ' ' << form->label << '\n';
    print_nodes(context, "input", form->input);
    print_nodes(context, "output", form->output);
    print_dictionaries(context, internal::dictionaries_of(internal::tables_of(*form)));
    return {};
}

Result<void> write_folder(const fs::path& folder, const std::vector<internal::NamedText>& files) {
    for (const internal::NamedText& file : files) {
        const fs::path path = folder / file.path;
        std::error_code problem;
        fs::create_directories(path.parent_path(), problem);
        if (problem) return fail(not_written(path));
        YIDI_TRY_VOID(write_file(path, file.text));
    }
    return {};
}

Result<void> write_export(Context& context, const ExportOptions& options) {
    if (options.format == "json") return write_file(options.out, internal::interface_json() + '\n');
    YIDI_TRY(const std::vector<internal::RequestSample> requests,
             internal::request_samples(context.home / "data" / "samples"));
    if (options.format == "postman") {
        return write_file(options.out, internal::postman_collection(requests) + '\n');
    }
    return write_folder(options.out, internal::bruno_collection(requests));
}

void export_as(Context& context, const ExportOptions& options) {
    if (const Result<void> done = write_export(context, options); !done) {
        return report(context, done.error());
    }
    if (!context.json) {
        context.out << say(context, {"已写入 ", "written to "}) << options.out << '\n';
        return;
    }
    std::string text;
    codec::JsonWriter json{text};
    json.begin_object();
    json.member("written", options.out);
    json.member("transactions", static_cast<std::int64_t>(national::forms().size()));
    json.end_object();
    context.out << text << '\n';
}

void add_export(CLI::App& group, Context& context) {
    auto options = std::make_shared<ExportOptions>();
    CLI::App* command =
        group.add_subcommand("export", "Write the interface as data, or a collection of requests");
    command->add_option("--format", options->format, "json, postman or bruno")
        ->required()
        ->check(CLI::IsMember({"json", "postman", "bruno"}));
    command->add_option("--out", options->out, "The file; for bruno the folder")->required();
    add_common_options(*command, context);
    command->callback([&context, options] { export_as(context, *options); });
}

Result<void> describe(Context& context) {
    YIDI_TRY(const std::string schema,
             codec::read_file(context.home / "schemas" / "case.schema.json"));
    context.out << rest::description(schema) << '\n';
    return {};
}

}  // namespace

void add_interface(CLI::App& app, Context& context) {
    CLI::App* group = app.add_subcommand(
        "interface", "The transactions of the national interface, field by field");
    group->require_subcommand(1);

    CLI::App* lister = group->add_subcommand("list", "The transactions that are answered");
    add_common_options(*lister, context);
    lister->callback([&context] { list(context); });

    auto infno = std::make_shared<std::string>();
    CLI::App* shower =
        group->add_subcommand("show", "A transaction's nodes, fields and dictionaries");
    shower->add_option("infno", *infno, "The transaction's number, or `envelope`")->required();
    add_common_options(*shower, context);
    shower->callback([&context, infno] {
        if (const Result<void> done = show(context, *infno); !done) report(context, done.error());
    });
    add_export(*group, context);

    CLI::App* describer =
        group->add_subcommand("openapi", "The REST interface as OpenAPI 3.1, as /openapi.json is");
    describer->callback([&context] {
        if (const Result<void> done = describe(context); !done) report(context, done.error());
    });
}

}  // namespace yidi::cli
