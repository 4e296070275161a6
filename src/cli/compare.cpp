#include "app/compare.h"

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/codec/case_decoder.h"
#include "adapters/codec/comparison_encoder.h"
#include "cli/case_commands.h"
#include "cli/text_table.h"
#include "domain/explain/labels.h"

namespace yidi::cli {
namespace {

using adjudication::Answer;
using adjudication::Status;

struct Compared {
    policy::Book book;
    std::vector<app::ComparedColumn> columns;
    std::vector<explain::Words> notes;  ///< what the columns mean here, where it is not plain
};

Result<Compared> load(Context& context, const std::string& path) {
    YIDI_TRY(const policy::Regions regions, load_region_list(context));
    YIDI_TRY(const std::string text, read_input(context, path));
    YIDI_TRY(const app::CaseFile file, codec::decode_case(text, regions));
    Compared compared;
    YIDI_TRY(compared.book, load_book_for(context, file.facts));
    YIDI_TRY(compared.columns, app::compare(compared.book, file));
    compared.notes = app::notes_on(file, regions);
    return compared;
}

void print_json(Context& context, const Compared& compared) {
    std::string json;
    codec::append_comparison(compared.columns, compared.notes, context.lang, json);
    context.out << json << '\n';
}

/// Fund and person of an answer for a table; what stands there instead where it has no amounts.
std::vector<std::string> cells(const Context& context, const Answer& answer) {
    switch (answer.status) {
        case Status::computed:
            return {grouped(answer.outcome.setlinfo.fund_pay_sumamt),
                    grouped(answer.outcome.setlinfo.psn_part_amt)};
        case Status::range:
            return {grouped(answer.range.fund_pay_sumamt), grouped(answer.range.psn_part_amt)};
        case Status::unknown:
        case Status::rejected: break;
    }
    return {std::string{explain::label(answer.status).in(context.lang)},
            std::string{explain::label(answer.outcome.refusal.code).in(context.lang)}};
}

void print_text(Context& context, const Compared& compared) {
    const auto word = [&](explain::Words words) {
        return std::string{in_language(context, words)};
    };
    TextTable table{{word({"备案", "Filing"}), word({"基金支付", "Funds"}),
                     word({"个人负担", "Person"}), word({"与现状相差", "Difference"})}};
    for (const app::ComparedColumn& column : compared.columns) {
        std::vector<std::string> row{std::string{explain::label(column.column, context.lang)}};
        for (std::string& cell : cells(context, column.estimate.answer)) {
            row.push_back(std::move(cell));
        }
        const bool base = column.column == explain::Column::as_given;
        std::string difference;
        if (column.diff && !base) {
            difference = (*column.diff > Money{} ? "+" : "") + grouped(*column.diff);
        }
        row.push_back(std::move(difference));
        table.add(std::move(row));
    }
    table.print(context.out, "");
    context.out << '\n';
    const Answer& base = compared.columns.front().estimate.answer;
    for (const app::ComparedColumn& column : compared.columns) {
        if (column.column == explain::Column::as_given) continue;
        context.out << explain::comparison(base, column.estimate.answer, column.column,
                                           context.lang)
                    << '\n';
    }
    for (const explain::Words& note : compared.notes) context.out << note.in(context.lang) << '\n';
}

void run_compare(Context& context, const std::string& path) {
    const Result<Compared> compared = load(context, path);
    if (!compared) return report(context, compared.error());
    bool any = false;
    for (const app::ComparedColumn& column : compared->columns) {
        any = any || exit_of(column.estimate.answer) == 0;
    }
    if (!any) {
        // Nothing to set side by side: then the reason why is the answer.
        const app::Estimate& given = compared->columns.front().estimate;
        return report(context, error_of(context, given.answer, given.book(compared->book)));
    }
    return context.json ? print_json(context, *compared) : print_text(context, *compared);
}

}  // namespace

void add_compare(CLI::App& app, Context& context) {
    CLI::App* command = app.add_subcommand(
        "compare", "The same case as given, unfiled, under each filing, and at home");
    const auto path = std::make_shared<std::string>();
    command->add_option("CASE", *path, "Case file (JSON), - for standard input")->required();
    add_common_options(*command, context);
    add_policy_option(*command, context);
    command->callback([&context, path] { run_compare(context, *path); });
}

}  // namespace yidi::cli
