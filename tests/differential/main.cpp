#include <cstdint>
#include <iostream>
#include <string>

#include "tests/property/differential.h"

/// The differential proof from the shell:
///   yidi_differential [--cases N] [--seed S] [--index I] [--threads T] [--differences N]
/// Exit 1 if the executors differ, or if after 1,000,000 cases or more some value of V1 to V17 has
/// ended in some status less than 1,000 times.
namespace {

constexpr std::uint64_t kFullProof = 1'000'000;
constexpr std::uint64_t kLeast = 1'000;

int usage() {
    std::cerr << "usage: yidi_differential [--cases N] [--seed S] [--index I] [--threads T] "
                 "[--differences N]\n";
    return 2;
}

}  // namespace

int main(int argc, char** argv) {
    yidi::property::DifferentialOptions options;
    for (int i = 1; i < argc; i += 2) {
        const std::string name = argv[i];
        if (i + 1 >= argc) return usage();
        const std::uint64_t value = std::stoull(argv[i + 1]);
        if (name == "--cases") {
            options.cases = value;
        } else if (name == "--seed") {
            options.seed = value;
        } else if (name == "--index") {
            options.first = value;
            options.cases = 1;
        } else if (name == "--threads") {
            options.threads = static_cast<unsigned>(value);
        } else if (name == "--differences") {
            options.differences_max = value;
        } else {
            return usage();
        }
    }
    std::cout << "seed " << options.seed << ", cases from " << options.first << '\n';
    const auto report = yidi::property::run_differential(options);
    for (const std::string& difference : report.differences) std::cout << difference << '\n';
    const std::uint64_t least = options.cases >= kFullProof ? kLeast : 0;
    if (options.cases > 1) std::cout << yidi::property::table_of(report.coverage, least);
    std::cout << report.cases << " cases, " << report.bills << " bills, " << report.undone
              << " undone, " << report.differences.size() << " differences\n";
    const bool enough = yidi::property::too_few(report.coverage, least).empty();
    return report.differences.empty() && enough ? 0 : 1;
}
