#include "domain/guidance/advise.h"

#include <istream>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/codec/advice_codec.h"
#include "adapters/codec/pack_store.h"
#include "cli/case_commands.h"
#include "cli/machine.h"
#include "cli/policy_commands.h"
#include "domain/guidance/tell_advice.h"

namespace yidi::cli {
namespace {

using guidance::Answers;
using guidance::Form;
using guidance::Question;

/// Six digits, a name of the list, or the only name that begins so.
std::string region_of(const std::string& said, const policy::Regions& regions) {
    std::string found;
    for (const policy::Region& one : regions.all()) {
        std::string code = std::to_string(one.code);
        if (code == said || one.name == said) return code;
        // Of a city and its districts the city is meant.
        const bool whole = one.pooling_area == one.code;
        if (said.empty() || !whole || !one.name.starts_with(said)) continue;
        if (!found.empty()) return {};
        found = code;
    }
    return found;
}

/// The interview on a terminal.
class Interview {
public:
    Interview(Context& context, const policy::Regions& regions)
        : context_{context}, regions_{regions} {}

    /// Until all is asked, or the input ends: what was not answered is not known.
    Answers run(Date today) {
        Answers answers;
        answers.today = today;
        context_.err << in_language(context_,
                                    {"七个问题，不知道的直接按回车。\n",
                                     "Seven questions; press Enter where you do not know.\n"});
        int number = 1;
        for (const Question& question : guidance::questions()) {
            context_.err << '\n'
                         << number++ << ". " << in_language(context_, question.text) << "  ("
                         << in_language(context_, question.why) << ")\n";
            for (std::size_t i = 0; i < question.options.size(); ++i) {
                context_.err << "   " << i + 1 << ") "
                             << in_language(context_, question.options[i].words) << '\n';
            }
            if (!ask(question, answers)) break;
        }
        context_.err << '\n';
        return answers;
    }

private:
    /// False once there is no more input.
    bool ask(const Question& question, Answers& answers) {
        std::string line;
        context_.err << "> " << std::flush;
        while (std::getline(context_.in, line)) {
            if (guidance::take(answers, question.key, value_of(question, line))) return true;
            context_.err << in_language(context_,
                                        {"没有看懂，请重新输入，或按回车跳过。\n> ",
                                         "That is no answer to it: try again, or press Enter.\n> "})
                         << std::flush;
        }
        return false;
    }
    /// What was typed as the value that is kept; "!" for what is no answer.
    [[nodiscard]] std::string value_of(const Question& question, const std::string& line) const {
        const std::size_t first = line.find_first_not_of(" \t\r");
        if (first == std::string::npos) return "?";
        std::string said = line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
        if (said == "?" || question.form == Form::amount) return said;
        if (question.form == Form::region) {
            const std::string code = region_of(said, regions_);
            return code.empty() ? "!" : code;
        }
        const bool digit = said.size() == 1 && said[0] >= '1' && said[0] <= '9';
        const auto index = digit ? static_cast<std::size_t>(said[0] - '1') : 0;
        if (digit && index < question.options.size()) {
            return std::string{question.options[index].value};
        }
        return said;
    }

    Context& context_;
    const policy::Regions& regions_;
};

Result<policy::Book> book_for(const Context& context, const Answers& answers) {
    adjudication::Case facts;
    facts.insuplc_admdvs = answers.insuplc_admdvs;
    facts.mdtrtarea_admvs = answers.mdtrtarea_admvs;
    return load_book_for(context, facts);
}

Result<Answers> answers_of(Context& context, const std::string& path,
                           const policy::Regions& regions) {
    const Date today = context.machine == nullptr ? Date{} : context.machine->now().date();
    if (path.empty()) return Interview{context, regions}.run(today);
    YIDI_TRY(const std::string text, read_input(context, path));
    return codec::decode_answers(text, regions, today);
}

/// Says no where the rules do, and unknown where none is known; a range and an open question are
/// done.
int exit_of(const guidance::Advice& advice) {
    if (advice.action == guidance::Action::nothing || advice.columns.empty()) return 0;
    const guidance::Column& advised = advice.columns.at(advice.chosen);
    return !advised.answer || advised.has_amounts() ? 0 : cli::exit_of(*advised.answer);
}

Result<void> run(Context& context, const std::string& path) {
    YIDI_TRY(const policy::Regions regions, load_region_list(context));
    YIDI_TRY(const Answers answers, answers_of(context, path, regions));
    YIDI_TRY(const policy::Book book, book_for(context, answers));
    YIDI_TRY(const guidance::Advice advice, guidance::advise(answers, book));
    context.exit = exit_of(advice);
    if (context.json) {
        std::string json;
        codec::append_advice(advice, book, context.lang, json);
        context.out << json << '\n';
    } else {
        context.out << guidance::to_text(advice, book, context.lang);
    }
    return {};
}

}  // namespace

void add_advise(CLI::App& app, Context& context) {
    CLI::App* command = app.add_subcommand(
        "advise", "Which filing to make, with which papers, by when, and what it is worth");
    const auto path = std::make_shared<std::string>();
    const auto lists = std::make_shared<bool>(false);
    command->add_option("--answers", *path,
                        "File of answers (JSON), - for standard input; without it, an interview");
    command->add_flag("--questions", *lists, "Print the questions as JSON, and nothing else");
    add_common_options(*command, context);
    add_policy_option(*command, context);
    command->callback([&context, path, lists] {
        if (*lists) {
            std::string json = R"({"questions":)";
            codec::append_questions(context.lang, json);
            context.out << json << "}\n";
            return;
        }
        const Result<void> done = run(context, *path);
        if (!done) report(context, done.error());
    });
}

}  // namespace yidi::cli
