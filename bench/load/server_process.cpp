#include "bench/load/server_process.h"

#include <array>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace yidi::load {
namespace {

[[noreturn]] void give_up(const std::string& why) {
    std::cerr << why << '\n';
    std::exit(1);
}

/// Starts a program whose standard output goes to `out`.
pid_t start(const std::vector<std::string>& words, int out) {
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const pid_t process = ::fork();
    if (process < 0) give_up("cannot start " + words[0]);
    if (process == 0) {
        if (out != STDOUT_FILENO) ::dup2(out, STDOUT_FILENO);
        ::execv(arguments[0], arguments.data());
        ::_exit(127);
    }
    return process;
}

bool ended_well(pid_t process) {
    int status = 0;
    return ::waitpid(process, &status, 0) == process && WIFEXITED(status) &&
           WEXITSTATUS(status) == 0;
}

/// "Yidi is at http://127.0.0.1:40001" is its first line.
http::Url read_url(int descriptor) {
    std::string text;
    std::array<char, 512> piece{};
    while (text.find('\n') == std::string::npos) {
        const ssize_t size = ::read(descriptor, piece.data(), piece.size());
        if (size <= 0) give_up("the server ended before it served");
        text.append(piece.data(), static_cast<std::size_t>(size));
    }
    const std::size_t begin = text.find("http://");
    const Result<http::Url> url = http::parse_url(text.substr(begin, text.find('\n') - begin));
    if (!url) give_up("the server did not say where it is: " + text);
    return *url;
}

}  // namespace

ServerProcess::ServerProcess(const std::string& program, const std::string& folder) {
    const std::string data = folder + "/data";
    const pid_t import = start(
        {program, "import", "--data", data, "data/demo/institutions.csv", "data/demo/catalogue.csv",
         folder + "/persons.csv", folder + "/insurances.csv", folder + "/filings.csv"},
        STDERR_FILENO);
    if (!ended_well(import)) give_up("the persons cannot be imported");
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) give_up("no pipe");
    process_ = start({program, "serve", "--lang", "en", "--data", data, "--listen", "127.0.0.1:0"},
                     ends[1]);
    ::close(ends[1]);
    // Stays open: a server that cannot print would be another one.
    url_ = read_url(ends[0]);
}

ServerProcess::~ServerProcess() {
    if (process_ > 0) stop();
}

double ServerProcess::cpu_seconds() const {
    std::ifstream file{"/proc/" + std::to_string(process_) + "/stat"};
    std::string text;
    std::getline(file, text);
    // After the name in brackets: state, then user and system time as the 12th and 13th.
    std::istringstream rest{text.substr(text.rfind(')') + 1)};
    std::string word;
    for (int i = 0; i < 11; ++i) rest >> word;
    std::string skipped;
    rest >> skipped;
    double user = 0;
    double system = 0;
    std::istringstream{skipped} >> user;
    rest >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

bool ServerProcess::stop() {
    ::kill(process_, SIGTERM);
    const bool well = ended_well(process_);
    process_ = -1;
    return well;
}

}  // namespace yidi::load
