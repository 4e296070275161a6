#include <algorithm>
#include <filesystem>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/codec/json_writer.h"
#include "adapters/codec/month_columns.h"
#include "app/clearing/months.h"
#include "cli/clearing_common.h"
#include "cli/policy_commands.h"
#include "cli/text_table.h"

/// `yidi clearing allocation`.
namespace yidi::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
    DataOptions data;
    std::string month;
    std::string area;  ///< first digits of the treating area
    bool is_csv = false;
};

constexpr std::uint32_t kThreads = 2;

/// A sum of the month: one institution, one insured area, one kind.
struct Allocated {
    std::string fixmedins_code;
    std::uint32_t treating_area = 0;
    std::uint32_t insured_area = 0;
    clearing::RowKind kind;
    std::int64_t rows = 0;
    Money amount;
};

/// Amounts of each direction between provinces.
std::vector<std::pair<clearing::Direction, Money>> sums_of(
    const std::vector<clearing::Line>& lines) {
    std::vector<std::pair<clearing::Direction, Money>> sums;
    for (const clearing::Line& line : lines) {
        using clearing::Origin;
        const bool is_of_bills = line.origin == Origin::settled || line.origin == Origin::late ||
                                 line.origin == Origin::reversed;
        if (!is_of_bills) continue;
        // Lines are sorted by direction.
        if (sums.empty() || sums.back().first != line.direction) {
            sums.emplace_back(line.direction, Money{});
        }
        sums.back().second += line.amount;
    }
    std::erase_if(sums, [](const auto& one) { return one.second == Money{}; });
    return sums;
}

Result<codec::TalliedColumns> read_columns(const fs::path& file,
                                           const std::vector<clearing::Line>& tables) {
    YIDI_TRY(codec::TalliedColumns tallied, codec::tally_columns(file, kThreads));
    YIDI_TRY(
        const auto lines,
        clearing::lines_of(tallied.cells, clearing::in_provinces(tallied.dictionaries.places)));
    if (sums_of(lines) == sums_of(tables)) return tallied;
    return fail(Error{.code = ErrorCode::invariant_violated,
                      .where = file.string(),
                      .rule = "a side file with the sums of the month's tables",
                      .remedy = "remove the file: it is made again from the books",
                      .detail = "the file's sums are not those of the tables"});
}

/// The side file, made first where there is none. Tables never change, and so neither does it.
Result<codec::TalliedColumns> columns_of(ports::Session& session,
                                         const app::ClearingContext& context, clearing::Month month,
                                         const fs::path& folder) {
    YIDI_TRY(const app::MonthView view, app::month_view(session, context, month));
    if (view.cycle.takes_bills()) {
        return fail(Error{.code = ErrorCode::not_allowed,
                          .where = "MONTH",
                          .rule = "a month whose tables are made",
                          .remedy = "ask again after the 21st of the next month, when they are",
                          .detail = "the month still takes bills"});
    }
    const fs::path file = folder / (to_string(month) + ".columns");
    std::error_code problem;
    if (!fs::exists(file, problem)) {
        fs::create_directories(folder, problem);
        YIDI_TRY_VOID(codec::write_month_columns(file, [&](const app::VisitAllocated& visit) {
            return app::each_allocated(session, context, month, visit);
        }));
    }
    return read_columns(file, view.lines);
}

std::vector<Allocated> sums_of(const codec::TalliedColumns& tallied, const std::string& area) {
    const codec::ColumnDictionaries& ids = tallied.dictionaries;
    std::vector<Allocated> all;
    for (const std::vector<clearing::Cell>& part : tallied.cells) {
        for (const clearing::Cell& cell : part) {
            const std::uint32_t treating = ids.places.institution_areas[cell.institution];
            if (!std::to_string(treating).starts_with(area)) continue;
            all.push_back({.fixmedins_code = ids.institutions[cell.institution],
                           .treating_area = treating,
                           .insured_area = ids.places.insured_areas[cell.insured_area],
                           .kind = ids.places.kinds[cell.kind],
                           .rows = cell.rows,
                           .amount = Money::from_fen(cell.fen)});
        }
    }
    return all;
}

std::vector<std::string> cells_of(const Allocated& one) {
    return {one.fixmedins_code,
            std::to_string(one.treating_area),
            std::to_string(one.insured_area),
            std::string{policy::code(one.kind.kind.insutype)},
            one.kind.kind.clr_type,
            one.kind.kind.fund,
            std::string{clearing::name(one.kind.origin)},
            std::to_string(one.rows),
            to_yuan(one.amount)};
}

const std::vector<std::string> kColumns{
    "fixmedins_code", "mdtrtarea_admvs", "insuplc_admdvs", "insutype", "clr_type",
    "fund_pay_type",  "origin",          "rows",           "amount"};

/// No cell holds a comma or a quotation mark: all are codes and numbers.
void print_csv_row(std::ostream& out, const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) out << (i == 0 ? "" : ",") << cells[i];
    out << '\n';
}

void print_json(std::ostream& out, const std::string& month, const std::vector<Allocated>& all) {
    std::string text;
    codec::JsonWriter json{text};
    json.begin_object();
    json.member("month", month);
    json.key("allocation");
    json.begin_array();
    for (const Allocated& one : all) {
        json.begin_object();
        const std::vector<std::string> cells = cells_of(one);
        for (std::size_t i = 0; i + 2 < kColumns.size(); ++i) json.member(kColumns[i], cells[i]);
        json.member("rows", one.rows);
        json.member("amount", one.amount);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    out << text << '\n';
}

void print(Context& context, const Options& options, const std::vector<Allocated>& all) {
    if (context.json) return print_json(context.out, options.month, all);
    if (options.is_csv) {
        print_csv_row(context.out, kColumns);
        for (const Allocated& one : all) print_csv_row(context.out, cells_of(one));
        return;
    }
    TextTable table{{std::string{say(context, {"机构", "institution"})},
                     std::string{say(context, {"就医地", "treating"})},
                     std::string{say(context, {"参保地", "insured"})},
                     std::string{say(context, {"险种", "scheme"})},
                     std::string{say(context, {"清算类别", "clearing type"})},
                     std::string{say(context, {"基金", "fund"})},
                     std::string{say(context, {"来源", "origin"})},
                     std::string{say(context, {"笔数", "rows"})},
                     std::string{say(context, {"金额", "amount"})}}};
    for (const Allocated& one : all) table.add(cells_of(one));
    table.print(context.out, "");
}

Result<void> show(Context& context, const Options& options) {
    YIDI_TRY(const clearing::Month month, clearing::parse_month(options.month));
    const DataPlace place = place_of(context, options.data);
    return look_at_clearing(
        context, options.data,
        [&](ports::Session& session, const app::ClearingContext& now) -> Result<void> {
            YIDI_TRY(const codec::TalliedColumns tallied,
                     columns_of(session, now, month, place.columns_folder()));
            print(context, options, sums_of(tallied, options.area));
            return {};
        });
}

}  // namespace

void add_clearing_allocation(CLI::App& group, Context& context) {
    auto options = std::make_shared<Options>();
    CLI::App* shown = group.add_subcommand(
        "allocation", "What the institutions of a month are owed, by insured area and fund");
    add_data_options(*shown, context, options->data);
    shown->add_option("MONTH", options->month, "Such as 2026-01, whose tables are made")
        ->required();
    shown->add_option("--area", options->area, "First digits of the treating area");
    shown->add_flag("--csv", options->is_csv, "Print comma-separated values");
    shown->callback([&context, options] {
        if (const Result<void> done = show(context, *options); !done) {
            report(context, done.error());
        }
    });
}

}  // namespace yidi::cli
