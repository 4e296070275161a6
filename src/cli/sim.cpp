#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/codec/json_writer.h"
#include "cli/case_commands.h"
#include "cli/context.h"
#include "sim/simulation.h"

namespace yidi::cli {
namespace {

struct SimArguments {
    std::optional<std::uint64_t> seed;
    sim::Options options;
    std::vector<std::string> faults;
    bool verbose = false;
};

Result<sim::FaultSet> fault_set(const std::vector<std::string>& words) {
    sim::FaultSet set;
    for (const std::string& word : words) {
        const std::optional<sim::Fault> fault = sim::parse_fault(word);
        if (!fault && word != "none") {
            std::string known = "none";
            for (std::size_t i = 0; i < sim::kFaultCount; ++i) {
                known.append(", ").append(sim::name(static_cast<sim::Fault>(i)));
            }
            return fail({.code = ErrorCode::usage,
                         .where = "--faults",
                         .rule = known,
                         .remedy = "name faults of this list, separated by commas",
                         .detail = "there is no fault called " + word});
        }
        if (fault) set.add(*fault);
    }
    return set;
}

void print_json(Context& context, const sim::Report& report) {
    std::string text;
    codec::JsonWriter writer{text};
    writer.begin_object();
    writer.member("seeds", report.seeds);
    writer.key("failed");
    writer.begin_array();
    for (const sim::Failure& one : report.failed) {
        writer.begin_object();
        writer.member("seed", static_cast<std::int64_t>(one.seed));
        writer.member("step", one.step);
        writer.member("invariant", one.invariant);
        writer.end_object();
    }
    writer.end_array();
    writer.key("faults_fired");
    writer.begin_object();
    for (std::size_t i = 0; i < sim::kFaultCount; ++i) {
        writer.member(sim::name(static_cast<sim::Fault>(i)), report.faults_fired[i]);
    }
    writer.end_object();
    writer.key("filings");
    writer.begin_object();
    for (std::size_t i = 0; i < sim::kSituationCount; ++i) {
        writer.member(sim::name(static_cast<sim::Situation>(i)), report.situations[i]);
    }
    writer.end_object();
    writer.member("settlements", report.settlements);
    writer.end_object();
    context.out << text << '\n';
}

void print_text(Context& context, const sim::Report& report) {
    const auto word = [&](explain::Words words) { return in_language(context, words); };
    for (const sim::Failure& one : report.failed) {
        context.out << word({"种子 ", "seed "}) << one.seed << word({" 第 ", " step "}) << one.step
                    << word({" 步：", ": "}) << one.invariant << '\n';
    }
    context.out << report.seeds << word({" 段历史，", " histories, "}) << report.settlements
                << word({" 笔结算，", " settlements, "}) << report.failed.size()
                << word({" 段失败\n", " failed\n"});
    for (std::size_t i = 0; i < sim::kFaultCount; ++i) {
        context.out << "  " << sim::name(static_cast<sim::Fault>(i)) << ' '
                    << report.faults_fired[i] << '\n';
    }
    context.out << word({"备案：\n", "filings:\n"});
    for (std::size_t i = 0; i < sim::kSituationCount; ++i) {
        context.out << "  " << sim::name(static_cast<sim::Situation>(i)) << ' '
                    << report.situations[i] << '\n';
    }
}

void run_sim(Context& context, SimArguments& arguments) {
    sim::Options& options = arguments.options;
    if (!arguments.faults.empty()) {
        const Result<sim::FaultSet> faults = fault_set(arguments.faults);
        if (!faults) return report(context, faults.error());
        options.faults = *faults;
    }
    if (arguments.seed) options.first_seed = *arguments.seed;
    if (arguments.verbose) {
        options.events = [&](std::string_view line) { context.err << line << '\n'; };
    }
    if (context.terminal && !arguments.verbose) {
        options.progress = [&](std::int64_t done) {
            context.err << '\r' << done << " / " << options.seeds << std::flush;
            if (done == options.seeds) context.err << '\n';
        };
    }
    const Result<sim::Report> told = sim::run(options);
    if (!told) return report(context, told.error());
    context.exit = told->failed.empty() ? 0 : exit_code(ErrorCode::invariant_violated);
    return context.json ? print_json(context, *told) : print_text(context, *told);
}

}  // namespace

void add_sim(CLI::App& app, Context& context) {
    CLI::App* command = app.add_subcommand(
        "sim", "Hospitals, a network and a payer with faults, replayed from a seed");
    const auto arguments = std::make_shared<SimArguments>();
    command->add_option("--seed", arguments->seed, "The first history's seed (default: 1)");
    command->add_option("--seeds", arguments->options.seeds, "How many histories (default: 1)")
        ->check(CLI::Range(1, 1'000'000));
    command->add_option("--days", arguments->options.days, "Days of each history (default: 1)")
        ->check(CLI::Range(1, 365));
    command->add_option("--faults", arguments->faults, "Which faults, with commas (default: all)")
        ->delimiter(',')
        ->type_name("LIST");
    command->add_flag("--verbose", arguments->verbose, "Print each event to standard error");
    add_common_options(*command, context);
    command->callback([&context, arguments] { run_sim(context, *arguments); });
}

}  // namespace yidi::cli
