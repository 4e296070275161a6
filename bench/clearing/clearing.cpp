#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/codec/calendar.h"
#include "adapters/codec/clearing_columns.h"
#include "bench/clearing/forecast_year.h"
#include "bench/clearing/month.h"

/// The allocation of a month of the whole country: from the columnar side file to what every pair
/// of provinces owes.
namespace yidi::clearing_bench {
namespace {

using Clock = std::chrono::steady_clock;

template <class T>
T taken(Result<T> result) {
    if (!result) {
        std::cerr << to_string(result.error()) << '\n';
        std::exit(1);
    }
    return *std::move(result);
}

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// What the process has had in memory at most, in MB, as the kernel counts it.
std::int64_t peak_memory_mb() {
    std::ifstream status{"/proc/self/status"};
    for (std::string word; status >> word;) {
        if (word != "VmHWM:") continue;
        std::int64_t kib = 0;
        status >> kib;
        return kib / 1024;
    }
    return 0;
}

void make(const std::filesystem::path& folder, const MonthSize& size) {
    const auto start = Clock::now();
    const std::uint64_t rows =
        taken(make_month(size, folder / "month.columns", folder / "month.tsv"));
    std::cout << size.settlements << " settlements of " << size.institutions << " institutions in "
              << size.areas << " areas: " << rows << " rows, made in " << seconds_since(start)
              << " s\n";
}

/// The numbers by which another's sums are held against these: groups, rows, fen, and the fen of
/// each group times its place, which two wrong groups would not leave alone.
void print_check(const codec::TalliedColumns& tallied) {
    std::size_t groups = 0;
    std::int64_t fen = 0;
    std::int64_t weighed = 0;
    for (const std::vector<clearing::Cell>& part : tallied.cells) {
        groups += part.size();
        for (const clearing::Cell& cell : part) {
            const std::uint32_t place = cell.institution * 7 + cell.insured_area * 3U + cell.kind;
            fen += cell.fen;
            weighed += cell.fen * (1 + place % 97);
        }
    }
    std::cout << "check " << groups << '|' << tallied.rows << '|' << fen << '|' << weighed << '\n';
}

void tally(const std::filesystem::path& folder, std::uint32_t threads, int times) {
    double best = 0;
    for (int i = 0; i < times; ++i) {
        const auto start = Clock::now();
        const std::clock_t processor = std::clock();
        const codec::TalliedColumns tallied =
            taken(codec::tally_columns(folder / "month.columns", threads));
        const double summed = seconds_since(start);
        const double used = static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC;
        const clearing::Places& places = tallied.dictionaries.places;
        const auto areas = taken(clearing::lines_of(tallied.cells, places));
        const auto provinces =
            taken(clearing::lines_of(tallied.cells, clearing::in_provinces(places)));
        Money balance;
        for (const clearing::Position& one : clearing::positions_of(provinces)) {
            balance += one.balance();
        }
        if (balance != Money{}) std::exit(1);
        std::cout << std::fixed << std::setprecision(3) << "sums by institution " << summed
                  << " s (processor " << used << " s), with the tables of areas (" << areas.size()
                  << " lines) and provinces (" << provinces.size() << ") " << seconds_since(start)
                  << " s" << '\n';
        best = i == 0 ? summed : std::min(best, summed);
        if (i + 1 == times) print_check(tallied);
    }
    std::cout << "best " << best << " s with " << threads << " threads, peak memory "
              << peak_memory_mb() << " MB\n";
}

/// A ratio of two whole numbers with two decimals, for people.
std::string ratio(std::int64_t num, std::int64_t den) {
    if (den == 0) return "-";
    const std::int64_t hundredths = num * 100 / den;
    const std::int64_t rest = hundredths % 100;
    return std::to_string(hundredths / 100) + (rest < 10 ? ".0" : ".") + std::to_string(rest);
}

void forecasts(const std::filesystem::path& calendar) {
    const clearing::WorkingDays days = taken(codec::load_calendar(calendar));
    for (const std::int64_t percent : {70, 90, 100}) {
        const ForecastError error = test_forecast(days, Rate::from_ppm(percent * 10'000));
        const clearing::BackTest& sum = error.sum;
        std::cout << percent << " %: " << error.pairs << " pairs, " << sum.forecasts
                  << " months that reach it or were expected to; both " << sum.reached_both
                  << ", days off " << ratio(sum.days_off, sum.reached_both) << " in the mean, "
                  << sum.days_off_max << " at most; missed " << sum.missed << ", feared "
                  << sum.feared << "; a month's amount off by "
                  << ratio(sum.amount_off.fen() / 100, sum.amount.fen() / 10'000) << " %\n";
    }
}

int run(int argc, char** argv) {
    CLI::App app{"Measures the allocation of a clearing month and the forecast of prepayments."};
    std::filesystem::path folder = ".";
    MonthSize size;
    std::uint32_t threads = 2;
    int times = 5;
    CLI::App* making = app.add_subcommand("make", "Writes a month.");
    CLI::App* tallying = app.add_subcommand("tally", "Adds it up.");
    CLI::App* forecasting = app.add_subcommand("forecast", "Tests the forecast on a made-up year.");
    std::filesystem::path calendar = "data/calendar/cn.csv";
    forecasting->add_option("--calendar", calendar, "Notices about holidays.");
    app.require_subcommand(1);
    for (CLI::App* command : {making, tallying}) {
        command->add_option("--data", folder, "Folder of the month.")->required();
    }
    making->add_option("--settlements", size.settlements);
    making->add_option("--institutions", size.institutions);
    making->add_option("--areas", size.areas);
    tallying->add_option("--threads", threads);
    tallying->add_option("--times", times);
    CLI11_PARSE(app, argc, argv);
    if (making->parsed()) {
        make(folder, size);
    } else if (forecasting->parsed()) {
        forecasts(calendar);
    } else {
        tally(folder, threads, times);
    }
    return 0;
}

}  // namespace
}  // namespace yidi::clearing_bench

int main(int argc, char** argv) {
    return yidi::clearing_bench::run(argc, argv);
}
