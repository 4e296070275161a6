#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <CLI/CLI.hpp>
#include <unistd.h>

#include "bench/load/server_process.h"
#include "bench/load/speech.h"
#include "bench/load/window.h"
#include "bench/load/world.h"

/// Durable settlements through HTTP, the load generator on the same machine: many windows that
/// each send the next message when the one before is answered.
namespace yidi::load {
namespace {

using Clock = std::chrono::steady_clock;

struct Options {
    std::string program = "./yidi";
    std::string data;
    int seconds = 60;
    int windows = 64;
    std::int64_t visits = 0;  ///< 0: enough for 6,000 a second
    double chain_seconds = 20;
    bool profiles = false;
};

struct Figures {
    std::vector<std::int64_t> took_us;
    double seconds = 0;
    double server_cpu_seconds = 0;
    std::int64_t refused = 0;

    [[nodiscard]] std::int64_t at(double share) const {
        if (took_us.empty()) return 0;
        const auto last = static_cast<double>(took_us.size() - 1);
        return took_us[static_cast<std::size_t>(last * share)];
    }
    [[nodiscard]] double per_second() const {
        return static_cast<double>(took_us.size()) / seconds;
    }
};

/// Runs `work(window, number)` with numbers from 0 below `count` in so many windows at once, until
/// the numbers or the seconds end. A work returns whether it was done.
class Run {
public:
    using Work = std::function<bool(Window&, std::int64_t)>;

    Run(ServerProcess& server, int windows, const Speech& speech = usual_speech())
        : server_{server}, windows_{windows}, speech_{speech} {}

    Figures operator()(std::int64_t count, double seconds, const Work& work) {
        next_ = 0;
        const double cpu_before = server_.cpu_seconds();
        const Clock::time_point begin = Clock::now();
        const Clock::time_point end = begin + std::chrono::duration_cast<Clock::duration>(
                                                  std::chrono::duration<double>{seconds});
        std::vector<std::vector<std::int64_t>> took(static_cast<std::size_t>(windows_));
        std::atomic<std::int64_t> refused = 0;
        {
            std::vector<std::jthread> threads;
            threads.reserve(took.size());
            for (int i = 0; i < windows_; ++i) {
                threads.emplace_back([&, i] {
                    Window window{server_.url(), first_window_ + i, speech_};
                    refused += loop(window, {count, end}, work, took[static_cast<std::size_t>(i)]);
                });
            }
        }
        first_window_ += windows_;
        Figures figures;
        figures.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
        figures.server_cpu_seconds = server_.cpu_seconds() - cpu_before;
        figures.refused = refused;
        for (const auto& one : took) {
            figures.took_us.insert(figures.took_us.end(), one.begin(), one.end());
        }
        std::ranges::sort(figures.took_us);
        return figures;
    }

private:
    struct Until {
        std::int64_t count;
        Clock::time_point end;
    };
    std::int64_t loop(Window& window, const Until& until, const Work& work,
                      std::vector<std::int64_t>& took) {
        std::int64_t refused = 0;
        for (;;) {
            const Clock::time_point begin = Clock::now();
            const std::int64_t number = begin < until.end ? next_++ : until.count;
            if (number >= until.count) return refused;
            if (work(window, number)) {
                took.push_back(
                    std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin)
                        .count());
            } else if (refused++ == 0) {
                std::cerr << "refused: " << window.last_answer() << '\n';
            }
        }
    }

    ServerProcess& server_;
    int windows_;
    const Speech& speech_;
    int first_window_ = 1;
    std::atomic<std::int64_t> next_ = 0;
};

void print(const char* what, const Figures& figures, int messages) {
    const auto count = static_cast<double>(figures.took_us.size()) * messages;
    std::cout << what << ": " << static_cast<std::int64_t>(figures.per_second()) << " a second"
              << ", p50 " << figures.at(0.5) << " us, p99 " << figures.at(0.99) << " us, p99.9 "
              << figures.at(0.999) << " us, most " << figures.at(1) << " us; server "
              << static_cast<std::int64_t>(figures.server_cpu_seconds * 1e6 / std::max(count, 1.0))
              << " us of CPU a message; " << figures.took_us.size() << " done, " << figures.refused
              << " refused in " << figures.seconds << " s\n"
              << std::flush;
}

/// Each person has few visits, so that rows fall into many pages.
std::int64_t persons_for(std::int64_t visits) {
    return std::max<std::int64_t>(visits / 4, 1'000);
}

/// Registers so many visits, and settles what it can of them in the seconds.
Figures open_and_settle(Run& many, std::int64_t visits, double seconds) {
    const std::int64_t persons = persons_for(visits);
    std::vector<std::string> opened(static_cast<std::size_t>(visits));
    const Figures opening = many(visits, 1e6, [&](Window& window, std::int64_t number) {
        const auto visit = window.open_visit(psn_no_of(number % persons));
        if (visit) opened[static_cast<std::size_t>(number)] = *visit;
        return visit.has_value();
    });
    print("register and upload (2201, 2204)", opening, 2);
    return many(visits, seconds, [&](Window& window, std::int64_t number) {
        return window.settle(psn_no_of(number % persons), opened[static_cast<std::size_t>(number)]);
    });
}

/// Settles in each dialect, against a server of its own.
int run_profiles(const Options& options) {
    std::int64_t refused = 0;
    for (const Speech& speech : speeches()) {
        const std::string data = options.data + '/' + speech.hospital;
        std::filesystem::create_directories(data);
        const std::int64_t visits =
            options.visits > 0 ? options.visits : std::int64_t{5'000} * options.seconds;
        write_persons(data, persons_for(visits));
        ServerProcess server{options.program, data};
        Run many{server, options.windows, speech};
        std::cout << "== " << speech.name << '\n';
        const Figures settling = open_and_settle(many, visits, options.seconds);
        print("settle (2207)", settling, 1);
        refused += settling.refused;
        if (!server.stop()) return 1;
        std::filesystem::remove_all(data);
    }
    return refused == 0 ? 0 : 1;
}

int run(const Options& options) {
    if (options.profiles) return run_profiles(options);
    const std::int64_t visits =
        options.visits > 0 ? options.visits : std::int64_t{6'500} * options.seconds;
    const std::int64_t persons = persons_for(visits);
    write_persons(options.data, persons);
    ServerProcess server{options.program, options.data};

    Run many{server, options.windows};
    const Figures settling = open_and_settle(many, visits, options.seconds);
    print("settle (2207)", settling, 1);
    const Figures chain =
        many(visits, options.chain_seconds, [&](Window& window, std::int64_t number) {
            const std::string psn_no = psn_no_of(number % persons);
            const auto visit = window.open_visit(psn_no);
            return visit && window.diagnose_and_try(psn_no, *visit) &&
                   window.settle(psn_no, *visit);
        });
    print("whole visit (2201, 2204, 2203, 2206, 2207)", chain, 5);
    const bool stopped = server.stop();
    std::cout << "store: " << std::filesystem::file_size(options.data + "/data/yidi.db") / 1'000'000
              << " MB\n";
    return stopped && settling.refused == 0 ? 0 : 1;
}

}  // namespace
}  // namespace yidi::load

int main(int argc, char** argv) {
    yidi::load::Options options;
    CLI::App app{"Settlements through HTTP a second, against a server of its own"};
    app.add_option("--program", options.program, "The yidi to measure");
    app.add_option("--data", options.data, "An empty folder")->required();
    app.add_option("--seconds", options.seconds, "How long to settle");
    app.add_option("--windows", options.windows, "Connections, each with one message under way");
    app.add_option("--visits", options.visits, "Visits to prepare (default: 6,500 a second)");
    app.add_option("--chain-seconds", options.chain_seconds, "How long to run whole visits");
    app.add_flag("--profiles", options.profiles,
                 "Settle in each dialect of the demonstration, instead of one for long");
    CLI11_PARSE(app, argc, argv);
    return yidi::load::run(options);
}
