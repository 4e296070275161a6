#include <array>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <string_view>

#include <poll.h>
#include <unistd.h>

#include "cli/cli.h"
#include "main/machine.h"

namespace {

std::string_view environment(const char* name) {
    const char* value =
        std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before any thread starts.
    return value == nullptr ? std::string_view{} : std::string_view{value};
}

/// Whether the packs and the region list are there. A folder named policies/ alone may be anyone's.
bool is_home(const std::filesystem::path& folder) {
    std::error_code missing;
    return std::filesystem::is_directory(folder / "policies", missing) &&
           std::filesystem::is_regular_file(folder / "data" / "regions" / "regions.tsv", missing);
}

/// The folder with the packs: `YIDI_HOME`, else the nearest one above the program that has them, or
/// has them in share/yidi. The program's own link tells its real place, whatever it was started by.
std::filesystem::path find_home() {
    if (const std::string_view given = environment("YIDI_HOME"); !given.empty()) return given;
    std::error_code error;
    std::filesystem::path folder =
        std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
    while (!error && folder.has_relative_path()) {
        for (const std::filesystem::path& home : {folder, folder / "share" / "yidi"}) {
            if (is_home(home)) return home;
        }
        folder = folder.parent_path();
    }
    return ".";
}

/// Where the choices of this user are kept: `XDG_CONFIG_HOME`, else .config at home.
std::filesystem::path find_config() {
    if (const std::string_view given = environment("XDG_CONFIG_HOME"); !given.empty()) {
        return std::filesystem::path{given} / "yidi";
    }
    const std::string_view home = environment("HOME");
    return home.empty() ? std::filesystem::path{}
                        : std::filesystem::path{home} / ".config" / "yidi";
}

/// Chinese only where the environment says so, in the order in which the C library looks.
yidi::cli::Language find_language() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const std::string_view value = environment(name);
        if (value.empty()) continue;
        return value.starts_with("zh") ? yidi::cli::Language::zh : yidi::cli::Language::en;
    }
    return yidi::cli::Language::en;
}

/// What was printed is lost: bad input or usage, as far as a shell can tell.
constexpr int kExitLost = 2;

/// Whether standard output is a pipe whose other end is closed. Its reader knows, and needs no
/// message.
bool reader_has_gone() {
    pollfd out{.fd = STDOUT_FILENO, .events = POLLOUT, .revents = 0};
    return poll(&out, 1, 0) == 1 && (static_cast<unsigned>(out.revents) & POLLERR) != 0;
}

}  // namespace

int main(int argc, char** argv) {
    // A reader that stops (`| head`) must not kill us: `batch` still has to say what is missing.
    std::signal(SIGPIPE, SIG_IGN);
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    try {
        yidi::main::Machine machine;
        yidi::cli::Context context{.in = std::cin,
                                   .out = std::cout,
                                   .err = std::cerr,
                                   .lang = find_language(),
                                   .json = false,
                                   .policy_dir = {},
                                   .home = find_home(),
                                   .config_dir = find_config(),
                                   .exit = 0,
                                   .terminal = isatty(STDERR_FILENO) == 1,
                                   .machine = &machine};
        int exit = yidi::cli::run(argc, argv, context);
        if (!std::cout.flush()) {
            // A command that ended so has said why.
            if (exit != kExitLost && !reader_has_gone()) yidi::cli::report_lost_output(context);
            if (exit == 0) exit = kExitLost;
        }
        return exit;
    } catch (const std::exception& error) {
        std::cerr << "yidi: " << error.what() << '\n';
        return 1;
    }
}
