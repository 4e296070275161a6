#include <algorithm>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/codec/answer_encoder.h"
#include "adapters/codec/answer_error.h"
#include "adapters/codec/json_writer.h"
#include "adapters/codec/utf8.h"
#include "cli/case_commands.h"
#include "domain/explain/error_words.h"

namespace yidi::cli {
namespace {

constexpr int kExitWrong = 4;
constexpr std::string_view kBlank = " \t\r\n";

struct Options {
    std::string path;
    bool strict = false;
};

/// One example of a file: the line it begins at, and what came of it.
struct Example {
    std::int64_t line = 1;
    Result<Answered> answered;
};

bool is_blank(std::string_view line) {
    return line.find_first_not_of(kBlank) == std::string_view::npos;
}

std::vector<std::string_view> split_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// One object a line: a first line that is closed, and more behind it.
bool is_ndjson(const std::vector<std::string_view>& lines) {
    std::vector<std::string_view> filled;
    std::ranges::copy_if(lines, std::back_inserter(filled),
                         [](std::string_view line) { return !is_blank(line); });
    if (filled.size() < 2) return false;
    const std::string_view first = filled.front();
    return first[first.find_last_not_of(kBlank)] == '}' &&
           filled[1].find('{') == filled[1].find_first_not_of(kBlank);
}

Result<Answered> check(const Context& context, std::string_view text,
                       const policy::Regions& regions) {
    YIDI_TRY(Answered answered, answer_case(context, std::string{text}, regions));
    if (answered.file.published.empty()) {
        return fail({.code = ErrorCode::missing_key,
                     .where = "/published",
                     .rule = "figures to check",
                     .remedy = "add published: {\"fund_pay_sumamt\": …}",
                     .detail = "the case has no published figures",
                     .source = {}});
    }
    return answered;
}

Result<std::vector<Example>> check_file(Context& context, const std::string& path, bool& many) {
    YIDI_TRY(const policy::Regions regions, load_region_list(context));
    YIDI_TRY(const std::string text, read_input(context, path));
    const std::vector<std::string_view> lines = split_lines(text);
    many = is_ndjson(lines);
    std::vector<Example> examples;
    if (!many) {
        examples.push_back({.line = 1, .answered = check(context, text, regions)});
        return examples;
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (is_blank(lines[i])) continue;
        examples.push_back({.line = static_cast<std::int64_t>(i + 1),
                            .answered = check(context, lines[i], regions)});
    }
    return examples;
}

struct Counts {
    std::int64_t checked = 0;  ///< figures
    std::int64_t wrong = 0;
    std::int64_t open = 0;        ///< figures that cannot be decided
    std::int64_t unreadable = 0;  ///< examples
};

Counts count(const std::vector<Example>& examples) {
    Counts counts;
    for (const Example& example : examples) {
        if (!example.answered) {
            ++counts.unreadable;
            continue;
        }
        for (const app::Verdict& verdict : example.answered->published) {
            ++counts.checked;
            counts.wrong += verdict.judgement == app::Judgement::wrong ? 1 : 0;
            counts.open += verdict.judgement == app::Judgement::open ? 1 : 0;
        }
    }
    return counts;
}

void print_json(Context& context, const std::vector<Example>& examples, const Counts& counts) {
    std::string text;
    codec::JsonWriter json{text};
    json.begin_object();
    // Whoever looks for an error only finds the first one here, as with every other command.
    const auto unread =
        std::ranges::find_if(examples, [](const Example& each) { return !each.answered; });
    if (unread != examples.end()) {
        json.key("error");
        json.raw(codec::encode_error(explain::translated(unread->answered.error(), context.lang)));
    }
    json.key("examples");
    json.begin_array();
    for (const Example& example : examples) {
        json.begin_object();
        json.member("line", example.line);
        if (example.answered) {
            std::string list;
            codec::AnswerEncoder::append_published(example.answered->published, list);
            json.member("status", adjudication::name(example.answered->estimate.answer.status));
            json.key("published");
            json.raw(list);
        } else {
            json.key("error");
            json.raw(
                codec::encode_error(explain::translated(example.answered.error(), context.lang)));
        }
        json.end_object();
    }
    json.end_array();
    json.member("checked", counts.checked);
    json.member("wrong", counts.wrong);
    json.member("open", counts.open);
    json.member("unreadable", counts.unreadable);
    json.end_object();
    context.out << text << '\n';
}

void print_text(Context& context, const std::vector<Example>& examples, const Counts& counts,
                bool many) {
    for (const Example& example : examples) {
        if (many) {
            context.out << in_language(context, {"第 ", "line "}) << example.line
                        << in_language(context, {" 行\n", "\n"});
        }
        if (example.answered) {
            print_published(context, example.answered->published);
        } else {
            context.out << "  "
                        << codec::shown_utf8(to_string(
                               explain::translated(example.answered.error(), context.lang)))
                        << '\n';
        }
    }
    const std::string checked = std::to_string(counts.checked);
    const std::string wrong = std::to_string(counts.wrong);
    if (context.lang == Language::zh) {
        context.out << "共核对 " << checked << " 个数字，" << wrong << " 个错误";
        if (counts.open > 0) context.out << "，" << counts.open << " 个无法核对";
    } else {
        context.out << checked << " figures checked, " << wrong << " wrong";
        if (counts.open > 0) context.out << ", " << counts.open << " cannot be checked";
    }
    context.out << '\n';
}

void run_check(Context& context, const Options& options) {
    bool many = false;
    const Result<std::vector<Example>> examples = check_file(context, options.path, many);
    if (!examples) return report(context, examples.error());
    if (!many && !examples->front().answered) {
        return report(context, examples->front().answered.error());
    }

    const Counts counts = count(*examples);
    if (!context.json) {
        print_text(context, *examples, counts, many);
    } else if (many) {
        print_json(context, *examples, counts);
    } else {
        const Answered& answered = *examples->front().answered;
        std::string json;
        codec::AnswerEncoder{context.lang}.append(answered.book, answered.file, answered.estimate,
                                                  answered.published, json);
        context.out << json << '\n';
    }
    // Nothing was checked where the one case has no amounts: then its answer is the reason.
    if (!many) context.exit = exit_of(examples->front().answered->estimate.answer);
    if (options.strict && counts.wrong > 0) context.exit = kExitWrong;
    if (counts.unreadable > 0) context.exit = exit_code(ErrorCode::bad_value);
}

}  // namespace

void add_check_example(CLI::App& app, Context& context) {
    CLI::App* command = app.add_subcommand(
        "check-example",
        "Check published figures: right or wrong, and the step where they go wrong");
    const auto options = std::make_shared<Options>();
    command
        ->add_option(
            "FILE", options->path,
            "Case file with published figures, or one such case a line; - for standard input")
        ->required();
    command->add_flag("--strict", options->strict, "Exit with 4 if a figure is wrong");
    add_common_options(*command, context);
    add_policy_option(*command, context);
    command->callback([&context, options] { run_check(context, *options); });
}

}  // namespace yidi::cli
