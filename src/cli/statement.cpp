#include "app/payer/statement.h"

#include <ostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/codec/statement_encoder.h"
#include "adapters/render/statement_of.h"
#include "cli/output_file.h"
#include "cli/payer_commands.h"
#include "cli/text_table.h"

/// statement: a settlement as it is printed.
namespace yidi::cli {
namespace {

struct Options {
    DataOptions data;
    std::string psn_no;
    std::string setl_id;
    std::string html;
    std::string pdf;
    bool lines = false;
};

void print_facts(std::ostream& out, const render::SheetTable& table) {
    for (const render::SheetRow& row : table.rows) {
        for (std::size_t i = 0; i + 1 < row.cells.size(); i += 2) {
            if (row.cells[i].text.empty()) continue;
            out << row.cells[i].text << "：" << row.cells[i + 1].text << '\n';
        }
    }
}

std::vector<std::string> texts(const std::vector<render::Cell>& cells) {
    std::vector<std::string> all;
    for (const render::Cell& cell : cells) {
        all.push_back(cell.code.empty() ? cell.text : cell.text + "（" + cell.code + "）");
        all.resize(all.size() + cell.span - 1);
    }
    return all;
}

void print_table(std::ostream& out, const render::SheetTable& table) {
    out << '\n' << table.title << '\n';
    TextTable rows{texts(table.heads)};
    std::vector<std::string> how;
    std::string whose;
    for (const render::SheetRow& row : table.rows) {
        const render::Cell& first = row.cells.front();
        if (first.kind == render::CellKind::how) {
            how.push_back(whose + "：" + first.text);
        } else {
            whose = first.text;
            rows.add(texts(row.cells));
        }
    }
    rows.print(out, "  ");
    for (const std::string& text : how) out << text << '\n';
}

void print_sheet(std::ostream& out, const render::Sheet& sheet) {
    out << sheet.title << "  " << sheet.subtitle << '\n';
    if (sheet.state) out << sheet.state->word << "：" << sheet.state->sentence << '\n';
    for (const render::SheetTable& table : sheet.tables) {
        table.heads.empty() ? print_facts(out, table) : print_table(out, table);
    }
    out << '\n' << sheet.foot << '\n';
}

Result<void> show(Context& context, const Options& options) {
    YIDI_TRY(const std::unique_ptr<Payer> payer,
             Payer::open(context, place_of(context, options.data)));
    const payer::Context work = payer->context();
    payer::StatementReply reply;
    YIDI_TRY_VOID(payer->look("statement " + options.setl_id,
                              [&](ports::Session& session) -> Result<registry::Pid> {
                                  YIDI_TRY(reply, payer::statement(session, work,
                                                                   {.fixmedins_code = {},
                                                                    .psn_no = options.psn_no,
                                                                    .setl_id = options.setl_id}));
                                  return reply.person.pid;
                              }));
    render::Statement statement = render::statement_of(reply, payer->regions());
    statement.lists_lines = options.lines;
    const render::Sheet sheet = render::statement_sheet(statement);
    if (!options.html.empty()) {
        YIDI_TRY_VOID(write_file(options.html, render::sheet_html(sheet)));
    }
    if (!options.pdf.empty()) {
        YIDI_TRY(const std::string bytes, render::sheet_pdf(sheet));
        YIDI_TRY_VOID(write_file(options.pdf, bytes));
    }
    if (context.json) {
        context.out << codec::statement_json(reply) << '\n';
    } else if (options.html.empty() && options.pdf.empty()) {
        print_sheet(context.out, sheet);
    }
    return {};
}

}  // namespace

void add_statement(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("statement", "The printed statement of a settlement");
    add_data_options(*command, context, options->data);
    command->add_option("PSN_NO", options->psn_no, "The person's number")->required();
    command->add_option("SETL_ID", options->setl_id, "The settlement's number")->required();
    command->add_option("--pdf", options->pdf, "Write a PDF to this file")->type_name("FILE");
    command->add_option("--html", options->html, "Write a page to this file")->type_name("FILE");
    command->add_flag("--lines", options->lines, "With each line of the bill");
    command->callback([&context, options] {
        if (const Result<void> done = show(context, *options); !done) {
            report(context, done.error());
        }
    });
}

}  // namespace yidi::cli
