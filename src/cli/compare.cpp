#include "app/compare.h"

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/codec/answer_encoder.h"
#include "adapters/codec/case_decoder.h"
#include "adapters/codec/json_writer.h"
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
    std::vector<std::string> notes;  ///< what the columns mean here, where it is not plain
};

/// Why columns that look alike do, and what a filing means where none is needed.
std::vector<std::string> notes_on(const Context& context, const app::CaseFile& file,
                                  const policy::Regions& regions) {
    std::vector<std::string> notes;
    if (file.terms) {
        notes.emplace_back(in_language(
            context, {"所述条款不区分备案：各栏的备案情况不影响结果。要比较备案，请去掉 terms。",
                      "The stated terms do not tell filings apart: the columns for filings say the "
                      "same. To compare filings, leave terms out."}));
        return notes;
    }
    const adjudication::Case& facts = file.facts;
    const bool at_home =
        facts.insuplc_admdvs && facts.mdtrtarea_admvs &&
        regions.pooling_area(*facts.insuplc_admdvs) == regions.pooling_area(*facts.mdtrtarea_admvs);
    if (at_home) {
        notes.emplace_back(in_language(
            context, {"在参保地就医无需备案：各备案栏指备案到外地的人员回参保地就医。",
                      "Care in the insured region needs no filing: the columns for filings mean "
                      "somebody who is filed for another place and is treated at home."}));
    }
    return notes;
}

Result<Compared> load(Context& context, const std::string& path) {
    YIDI_TRY(const policy::Regions regions, load_region_list(context));
    YIDI_TRY(const std::string text, read_input(context, path));
    YIDI_TRY(const app::CaseFile file, codec::decode_case(text, regions));
    Compared compared;
    YIDI_TRY(compared.book, load_book_for(context, file.facts));
    YIDI_TRY(compared.columns, app::compare(compared.book, file));
    compared.notes = notes_on(context, file, regions);
    return compared;
}

void print_json(Context& context, const Compared& compared) {
    codec::AnswerEncoder encoder{context.lang};
    std::string json =
        R"({"base":")" + std::string{explain::name(explain::Column::as_given)} + R"(","columns":[)";
    for (const app::ComparedColumn& column : compared.columns) {
        if (&column != &compared.columns.front()) json += ',';
        encoder.append_column(explain::name(column.column), column.estimate.answer, column.diff,
                              json);
    }
    json += ']';
    if (!compared.notes.empty()) {
        json += R"(,"notes":)";
        codec::JsonWriter writer{json};
        writer.begin_array();
        for (const std::string& note : compared.notes) writer.value(note);
        writer.end_array();
    }
    json += '}';
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
    for (const std::string& note : compared.notes) context.out << note << '\n';
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
