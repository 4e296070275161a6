#include <algorithm>
#include <filesystem>
#include <memory>
#include <ostream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/codec/reconciliation_encoder.h"
#include "adapters/codec/utf8.h"
#include "adapters/render/difference_ledger.h"
#include "cli/context.h"
#include "cli/output_file.h"
#include "cli/reconcile_report.h"
#include "domain/explain/error_words.h"

/// reconcile: two settlement files held against each other, without a server.
namespace yidi::cli {
namespace {

namespace fs = std::filesystem;
using codec::ColumnChoice;
using codec::ColumnMemory;
using codec::ReconciledFile;

struct Options {
    std::string a;
    std::string b;
    std::vector<std::string> map;
    std::vector<std::string> map_a;
    std::vector<std::string> map_b;
    std::string mapping;
    std::string out;
    bool skip_bad = false;
    bool all = false;
};

/// What goes on, on a terminal; nothing in a pipe.
class Phase {
public:
    explicit Phase(Context& context) : context_{context} {}
    Phase(const Phase&) = delete;
    Phase& operator=(const Phase&) = delete;
    ~Phase() { show({}); }
    void show(const std::string& text) {
        if (context_.terminal) context_.err << "\r\x1b[K" << text << std::flush;
    }

private:
    Context& context_;
};

Result<ColumnChoice> parse_choices(const std::vector<std::string>& words) {
    ColumnChoice choice;
    for (const std::string& word : words) {
        const std::size_t mark = word.find('=');
        const std::string said = word.substr(0, mark);
        const std::optional<codec::SettlementField> field = codec::field_of_head(said);
        if (mark == std::string::npos || mark + 1 == word.size() || !field) {
            return fail({.code = ErrorCode::usage,
                         .where = "--map " + word,
                         .rule = "NAME=HEAD with the name of a national element, such as "
                                 "medfee_sumamt",
                         .remedy = "look the name up in docs/using/reconcile.md",
                         .detail = "there is no element \"" + said + "\" here"});
        }
        choice[*field] = word.substr(mark + 1);
    }
    return choice;
}

/// Of two choices for one field the second counts.
ColumnChoice joined(ColumnChoice choice, const ColumnChoice& stronger) {
    for (const auto& [field, head] : stronger) choice[field] = head;
    return choice;
}

bool has_taken(const ReconciledFile& file, codec::SettlementField field) {
    return std::ranges::any_of(file.book.columns, [field](const codec::ReadColumn& column) {
        return column.field == field && column.by == codec::KnownBy::option;
    });
}

/// A choice that no file could follow is a slip of the pen.
Result<void> check_taken(const ColumnChoice& choice,
                         std::initializer_list<const ReconciledFile*> of) {
    for (const auto& [field, head] : choice) {
        if (std::ranges::any_of(
                of, [&](const ReconciledFile* file) { return has_taken(*file, field); })) {
            continue;
        }
        return fail({.code = ErrorCode::usage,
                     .where = "--map " + std::string{name(field)} + "=" + head,
                     .rule = "a head that stands in the file",
                     .remedy = "write the head as it stands in the file",
                     .detail = "no column has the head \"" + head + "\""});
    }
    return {};
}

Result<ReconciledFile> read_side(Context& context, const std::string& path,
                                 const codec::BookOptions& options) {
    YIDI_TRY(std::string bytes, read_input(context, path));
    const std::string name = path == "-" ? "standard input" : path;
    YIDI_TRY(const codec::TableFile file, codec::read_table_file(bytes, name));
    bytes = {};  // A large file is held in one form at a time.
    ReconciledFile side{
        .name = name, .form = file.form, .encoding = file.encoding, .book = {}, .sums = {}};
    YIDI_TRY(side.book, codec::read_settlements(file.table, name, options));
    YIDI_TRY(side.sums, reconciliation::sum_of(side.book.rows));
    for (Error& error : side.book.skipped) {
        error = explain::translated(std::move(error), context.lang);
    }
    return side;
}

Result<ColumnMemory> read_memory(Context& context, const fs::path& path) {
    std::error_code none;
    if (path.empty() || !fs::exists(path, none)) return ColumnMemory{};
    YIDI_TRY(const std::string text, read_input(context, path));
    return ColumnMemory::from(text, path.string());
}

/// Keeps what options have said, for the next file with the same heads.
void remember(Context& context, ColumnMemory memory, const fs::path& path,
              std::initializer_list<const ReconciledFile*> files) {
    bool is_new = false;
    for (const ReconciledFile* file : files) {
        ColumnChoice choice;
        bool was_said = false;
        for (const codec::ReadColumn& column : file->book.columns) {
            was_said = was_said || column.by == codec::KnownBy::option;
            const bool is_choice =
                column.by == codec::KnownBy::option || column.by == codec::KnownBy::memory;
            if (is_choice) choice[column.field] = column.head;
        }
        if (!was_said) continue;
        memory.keep(file->book.heads, choice);
        is_new = true;
    }
    if (!is_new || path.empty()) return;
    std::error_code problem;
    if (path.has_parent_path()) fs::create_directories(path.parent_path(), problem);
    const bool is_kept = write_file(path, memory.json()).has_value();
    const explain::Words words =
        is_kept ? explain::Words{"已记住这些列：", "columns remembered in "}
                : explain::Words{"未能记住这些列：", "cannot remember columns in "};
    context.err << words.in(context.lang) << codec::shown_utf8(path.string()) << '\n';
}

Result<void> write_ledger(const std::string& path, const render::LedgerOf& of) {
    if (path.ends_with(".html")) return write_file(path, render::ledger_html(of));
    const codec::CellTable table = render::ledger_table(of);
    if (path.ends_with(".csv")) return write_file(path, codec::write_csv(table));
    const std::string sheet = of.language == Language::zh ? "对账差异" : "differences";
    YIDI_TRY(const std::string bytes, codec::xlsx_bytes(table, sheet));
    return write_file(path, bytes);
}

Result<void> check_usage(const Options& options) {
    if (options.a == "-" && options.b == "-") {
        return fail({.code = ErrorCode::usage,
                     .rule = "two files, of which at most one is -",
                     .remedy = "save one of the two as a file",
                     .detail = "both files are standard input"});
    }
    const std::string ending = fs::path{options.out}.extension().string();
    if (!options.out.empty() && ending != ".xlsx" && ending != ".html" && ending != ".csv") {
        return fail({.code = ErrorCode::usage,
                     .where = options.out,
                     .rule = "a file that ends in .xlsx, .html or .csv",
                     .remedy = "give the file one of these endings",
                     .detail = "the ending of the name does not say which form is meant"});
    }
    return {};
}

Result<void> run_reconcile(Context& context, const Options& options) {
    YIDI_TRY_VOID(check_usage(options));
    YIDI_TRY(const ColumnChoice either, parse_choices(options.map));
    YIDI_TRY(const ColumnChoice for_a, parse_choices(options.map_a));
    YIDI_TRY(const ColumnChoice for_b, parse_choices(options.map_b));
    fs::path remembered = options.mapping;
    if (remembered.empty() && !context.config_dir.empty()) {
        remembered = context.config_dir / "reconcile-columns.json";
    }
    YIDI_TRY(ColumnMemory memory, read_memory(context, remembered));
    Phase phase{context};
    const auto read = [&](std::string_view side, const std::string& path,
                          const ColumnChoice& of_side) {
        const std::string label = std::string{side} + "  " + codec::shown_utf8(path) + "  ";
        phase.show(label);
        return read_side(context, path,
                         {.said = joined(either, of_side),
                          .memory = &memory,
                          .skips_bad = options.skip_bad,
                          .progress = [&phase, &label](std::size_t rows) {
                              phase.show(label + std::to_string(rows));
                          }});
    };
    YIDI_TRY(const ReconciledFile a, read("A", options.a, for_a));
    YIDI_TRY(const ReconciledFile b, read("B", options.b, for_b));
    YIDI_TRY_VOID(check_taken(for_a, {&a}));
    YIDI_TRY_VOID(check_taken(for_b, {&b}));
    YIDI_TRY_VOID(check_taken(either, {&a, &b}));
    phase.show("A ↔ B");
    const reconciliation::Outcome outcome = reconciliation::compare_books(a.book.rows, b.book.rows);
    phase.show({});
    if (!options.out.empty()) {
        YIDI_TRY_VOID(write_ledger(options.out,
                                   {.outcome = outcome, .a = a, .b = b, .language = context.lang}));
    }
    remember(context, std::move(memory), remembered, {&a, &b});
    if (context.json) {
        context.out << codec::encode_reconciliation(outcome, a, b) << '\n';
    } else {
        print_reconciliation(context, outcome, a, b, options.all);
    }
    return {};
}

}  // namespace

void add_reconcile(CLI::App& app, Context& context) {
    CLI::App* command = app.add_subcommand(
        "reconcile", "Hold two settlement files against each other: what matches, what differs");
    const auto options = std::make_shared<Options>();
    command->add_option("A", options->a, "CSV or XLSX, UTF-8 or GBK; - for standard input")
        ->required();
    command->add_option("B", options->b, "The other side's file")->required();
    command
        ->add_option("--map", options->map,
                     "NAME=HEAD: which column holds an element, in either file; again for others")
        ->type_name("NAME=HEAD");
    command->add_option("--map-a", options->map_a, "The same for A alone")->type_name("NAME=HEAD");
    command->add_option("--map-b", options->map_b, "The same for B alone")->type_name("NAME=HEAD");
    command
        ->add_option("--mapping", options->mapping,
                     "Remember columns in this file instead of the user's own")
        ->type_name("FILE");
    command->add_flag("--skip-bad", options->skip_bad,
                      "Leave out rows that cannot be read, and list them");
    command
        ->add_option("--out", options->out,
                     "Write the differences as .xlsx, .html (to print) or .csv")
        ->type_name("FILE");
    command->add_flag("--all", options->all, "List all differences, not the first 20");
    add_common_options(*command, context);
    command->callback([&context, options] {
        if (const Result<void> done = run_reconcile(context, *options); !done) {
            report(context, done.error());
        }
    });
}

}  // namespace yidi::cli
