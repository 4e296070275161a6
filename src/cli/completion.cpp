#include <ostream>
#include <string>
#include <string_view>

#include <CLI/CLI.hpp>

#include "cli/context.h"

namespace yidi::cli {
namespace {

/// The words that can follow a command: its subcommands and its long options.
std::string words_of(const CLI::App& command) {
    std::string words;
    for (const CLI::App* inner : command.get_subcommands({})) words += inner->get_name() + " ";
    for (const CLI::Option* option : command.get_options()) {
        for (const std::string& name : option->get_lnames()) words += "--" + name + " ";
    }
    if (!words.empty()) words.pop_back();
    return words;
}

void append_cases(const CLI::App& command, const std::string& path, std::string& out) {
    const bool is_group = !path.empty() && !command.get_subcommands({}).empty();
    out += "        \"" + path + "\") words=\"" + words_of(command) + "\"" +
           (is_group ? " group=yes" : "") + " ;;\n";
    for (const CLI::App* inner : command.get_subcommands({})) {
        append_cases(*inner, path.empty() ? inner->get_name() : path + " " + inner->get_name(),
                     out);
    }
}

/// The command's words are found by leaving out options and files: what is left is "policy show".
constexpr std::string_view kBegin =
    R"(# Completion of yidi for bash: source it, or put it into /etc/bash_completion.d/.
_yidi() {
    local current="${COMP_WORDS[COMP_CWORD]}" path="" words="" group="" word
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case "$word" in
            -* | */* | *.*) ;;
            [a-z]*) path="${path:+$path }$word" ;;
        esac
    done
    while :; do
        case "$path" in
)";
constexpr std::string_view kEnd = R"(        *) words="" ;;
        esac
        [[ -n "$words" || -z "$path" ]] && break
        [[ "$path" == *" "* ]] && path="${path% *}" || path=""
    done
    if [[ "$current" == -* || -z "$path" || -n "$group" ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    fi
}
complete -o filenames -F _yidi yidi
)";

}  // namespace

void add_completion(CLI::App& app, Context& context) {
    CLI::App* command = app.add_subcommand("completion", "Print the completion script for bash");
    command->callback([&app, &context] {
        std::string cases;
        append_cases(app, "", cases);
        context.out << kBegin << cases << kEnd;
    });
}

}  // namespace yidi::cli
