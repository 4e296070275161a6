#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <ostream>
#include <set>
#include <system_error>

#include <CLI/CLI.hpp>

#include "adapters/codec/case_decoder.h"
#include "adapters/codec/publishing_encoder.h"
#include "app/access/accounts.h"
#include "cli/policy_commands.h"
#include "cli/policy_publishing.h"
#include "cli/text_table.h"

/// policy changes, effect, timeline.
namespace yidi::cli {
namespace {

namespace fs = std::filesystem;

using codec::JsonWriter;
using publishing::Change;

struct Options {
    DataOptions data;
    std::string change;
    std::string area;
    std::string on;
    std::string cases;
    std::size_t sample = 200;
    bool text = false;
};

/// What a look at the store prints.
using Look = Result<void> (*)(Context&, const Options&, Payer&, ports::Session&);

std::string day_text(const std::optional<Date>& day) {
    return day ? to_string(*day) : std::string{};
}

Result<codec::Logins> logins_of(ports::Session& session, Payer& payer,
                                const std::set<std::string>& ids) {
    return accounts::logins_of(session, payer.context().vault, ids);
}

std::string shown_login(const codec::Logins& logins, const std::string& id) {
    const auto found = logins.find(id);
    return found == logins.end() ? id : found->second;
}

Result<void> print_all(Context& context, const Options& options, Payer& payer,
                       ports::Session& session) {
    YIDI_TRY(std::vector<Change> changes, publishing::all(session));
    if (!options.area.empty()) {
        YIDI_TRY(const std::int64_t area, read_change(options.area));
        std::erase_if(changes, [area](const Change& one) { return one.area != area; });
    }
    std::set<std::string> ids;
    for (const Change& one : changes) ids.insert(one.by);
    YIDI_TRY(const codec::Logins logins, logins_of(session, payer, ids));
    if (context.json) {
        std::string text;
        JsonWriter json{text};
        json.begin_object();
        json.key("changes");
        json.begin_array();
        for (const Change& one : changes) {
            json.begin_object();
            codec::write_change(json, one, payer.regions(), logins);
            json.end_object();
        }
        json.end_array();
        json.end_object();
        context.out << text << '\n';
        return {};
    }
    const bool zh = context.lang == Language::zh;
    if (changes.empty()) {
        context.out << (zh ? "没有变更。\n" : "There are no changes.\n");
        return {};
    }
    TextTable table{
        zh ? std::vector<std::string>{"变更", "统筹区", "状态", "自", "最近一步", "何人", "原因"}
           : std::vector<std::string>{"change", "area", "state", "from", "last step", "by",
                                      "reason"}};
    for (const Change& one : changes) {
        table.add({std::to_string(one.id), std::to_string(one.area),
                   std::string{publication::name(one.state)}, day_text(one.from), to_string(one.at),
                   shown_login(logins, one.by), one.reason});
    }
    table.print(context.out, "");
    return {};
}

Result<void> print_one(Context& context, const Options& options, Payer& payer,
                       ports::Session& session) {
    YIDI_TRY(const std::int64_t id, read_change(options.change));
    YIDI_TRY(const publishing::Shown shown, find_change(session, id));
    YIDI_TRY(const publishing::Checked checked,
             publishing::check(session, payer.tools(), shown.change));
    std::set<std::string> ids;
    for (const publication::Event& event : shown.events) ids.insert(event.by);
    YIDI_TRY(const codec::Logins logins, logins_of(session, payer, ids));
    if (context.json) {
        std::string text;
        JsonWriter json{text};
        json.begin_object();
        json.key("change");
        json.begin_object();
        codec::write_change(json, shown.change, payer.regions(), logins);
        json.end_object();
        codec::write_events(json, shown.events, logins);
        codec::write_findings(json, checked.findings, context.lang);
        json.member("text", shown.text);
        json.end_object();
        context.out << text << '\n';
        return {};
    }
    if (options.text) {
        context.out << shown.text;
        return {};
    }
    const Change& change = shown.change;
    context.out << say(context, {"变更 ", "change "}) << change.id << "  " << change.area << ' '
                << payer.regions().name(change.area) << "  v" << checked.pack.version << "  "
                << publication::name(change.state) << "\n  sha256 " << change.sha256 << '\n';
    for (const publication::Event& event : shown.events) {
        context.out << "  " << to_string(event.at) << "  " << publication::name(event.kind) << "  "
                    << shown_login(logins, event.by);
        if (event.from) {
            context.out << say(context, {"  自 ", "  from "}) << to_string(*event.from);
        }
        context.out << (event.reason.empty() ? "" : "  ") << event.reason << '\n';
    }
    if (change.state == publication::State::approved) return {};
    for (const policy::Finding& one : checked.findings) {
        context.out << "  " << one.line << ": " << one.where << ": " << one.rule << "; "
                    << one.remedy << '\n';
    }
    if (checked.findings.empty()) {
        context.out << say(context, {"  核对无误，已证明的单元格数：", "  sound; cells proved: "})
                    << checked.cells << '\n';
    }
    return {};
}

Result<void> print_changes(Context& context, const Options& options, Payer& payer,
                           ports::Session& session) {
    return options.change.empty() ? print_all(context, options, payer, session)
                                  : print_one(context, options, payer, session);
}

Result<std::vector<publishing::NamedCase>> cases_of(Context& context, const Options& options,
                                                    const policy::Regions& regions) {
    if (options.cases.empty()) return example_cases(context, regions);
    YIDI_TRY(const std::string text, read_input(context, options.cases));
    std::vector<publishing::NamedCase> cases;
    std::string_view rest = text;
    for (std::size_t line = 1; !rest.empty(); ++line) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view one = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (one.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        const std::string name = options.cases + ":" + std::to_string(line);
        Result<app::CaseFile> file = codec::decode_case(one, regions);
        if (!file) {
            Error error = std::move(file).error();
            error.where = name + " " + error.where;
            return fail(std::move(error));
        }
        cases.push_back({.name = name, .facts = std::move(file->facts)});
    }
    return cases;
}

void print_tallies(Context& context, const publishing::Effect& effect) {
    const bool zh = context.lang == Language::zh;
    TextTable table{zh ? std::vector<std::string>{"差别", "案例", "基金之差", "个人之差",
                                                  "相差最大", "个人前", "个人后"}
                       : std::vector<std::string>{"difference", "cases", "fund", "person", "most",
                                                  "person before", "person after"}};
    for (std::size_t i = 0; i < publishing::kDifferenceCount; ++i) {
        const auto kind = static_cast<publishing::Difference>(i);
        const publishing::Tally& tally = effect.of(kind);
        const bool has_example = tally.example && kind != publishing::Difference::same;
        table.add({std::string{publishing::name(kind)}, std::to_string(tally.cases),
                   to_yuan(tally.fund), to_yuan(tally.person),
                   has_example ? tally.example->name : "",
                   has_example ? to_yuan(tally.example->before.person) : "",
                   has_example ? to_yuan(tally.example->after.person) : ""});
    }
    table.print(context.out, "");
    context.out << effect.cases << (zh ? " 个案例，其中已结算 " : " cases, settled of them ")
                << effect.settlements << (zh ? "；基金合计 " : "; the funds in sum ")
                << to_yuan(effect.fund) << (zh ? "，个人合计 " : ", persons in sum ")
                << to_yuan(effect.person) << '\n';
    if (effect.unreadable > 0) {
        context.out << effect.unreadable
                    << (zh ? " 笔结算不能再算\n" : " settlements cannot be computed again\n");
    }
}

Result<void> print_effect(Context& context, const Options& options, Payer& payer,
                          ports::Session& session) {
    publishing::EffectRequest request;
    YIDI_TRY(request.change, read_change(options.change));
    if (!options.on.empty()) {
        YIDI_TRY(request.on, parse_date(options.on));
    }
    request.sample = options.sample;
    YIDI_TRY(const std::vector<publishing::NamedCase> cases,
             cases_of(context, options, payer.regions()));
    request.cases = cases;
    YIDI_TRY(const publishing::Effect effect,
             publishing::effect(session, payer.context(), payer.tools(), request));
    if (!context.json) {
        print_tallies(context, effect);
        return {};
    }
    std::string text;
    JsonWriter json{text};
    codec::write_effect(json, effect);
    context.out << text << '\n';
    return {};
}

Result<void> print_timeline(Context& context, const Options& options, Payer& payer,
                            ports::Session& session) {
    YIDI_TRY(const std::int64_t area, read_change(options.area));
    YIDI_TRY(const std::vector<publishing::InForce> timeline,
             publishing::timeline(session, payer.tools(), static_cast<std::uint32_t>(area)));
    if (context.json) {
        std::string text;
        JsonWriter json{text};
        json.begin_object();
        codec::write_timeline(json, timeline);
        json.end_object();
        context.out << text << '\n';
        return {};
    }
    const bool zh = context.lang == Language::zh;
    TextTable table{zh ? std::vector<std::string>{"自", "至", "版本", "变更", "sha256"}
                       : std::vector<std::string>{"from", "to", "version", "change", "sha256"}};
    for (const publishing::InForce& one : timeline) {
        table.add({day_text(one.from), last_day(one.to), std::to_string(one.version),
                   one.change == 0 ? "" : std::to_string(one.change), one.sha256});
    }
    table.print(context.out, "");
    return {};
}

Result<void> look_at(Context& context, const Options& options, Look look) {
    YIDI_TRY(const std::unique_ptr<Payer> payer,
             Payer::open(context, place_of(context, options.data)));
    return payer->store().read(
        [&](ports::Session& session) { return look(context, options, *payer, session); });
}

CLI::App& add_view(CLI::App& policy, Context& context, const std::shared_ptr<Options>& options,
                   const std::pair<std::string, std::string>& name_and_words, Look look) {
    CLI::App* command = policy.add_subcommand(name_and_words.first, name_and_words.second);
    add_data_options(*command, context, options->data);
    command->callback([&context, options, look] {
        if (const Result<void> done = look_at(context, *options, look); !done) {
            report(context, done.error());
        }
    });
    return *command;
}

}  // namespace

std::vector<publishing::NamedCase> example_cases(const Context& context,
                                                 const policy::Regions& regions) {
    std::vector<fs::path> files;
    std::error_code problem;
    for (fs::directory_iterator entry{context.home / "examples", problem};
         !problem && entry != fs::directory_iterator{}; entry.increment(problem)) {
        if (entry->path().extension() == ".json") files.push_back(entry->path());
    }
    std::sort(files.begin(), files.end());
    std::vector<publishing::NamedCase> cases;
    for (const fs::path& path : files) {
        const Result<std::string> text = codec::read_file(path);
        if (!text) continue;
        Result<app::CaseFile> file = codec::decode_case(*text, regions);
        if (!file) continue;
        cases.push_back({.name = path.stem().string(), .facts = std::move(file->facts)});
    }
    return cases;
}

void add_publishing_views(CLI::App& policy, Context& context) {
    auto options = std::make_shared<Options>();
    CLI::App& changes = add_view(
        policy, context, options,
        {"changes", "Changes of policies and their steps; one with its findings"}, print_changes);
    changes.add_option("CHANGE", options->change, "Only this one, with every step");
    changes.add_option("--area", options->area, "Only those of this pooling area")
        ->type_name("CODE");
    changes.add_flag("--text", options->text, "With CHANGE: the text alone");

    options = std::make_shared<Options>();
    CLI::App& effect =
        add_view(policy, context, options,
                 {"effect", "Who would pay more or less, by examples and by what was settled"},
                 print_effect);
    effect.add_option("CHANGE", options->change, "The change's number")->required();
    effect
        .add_option("--on", options->on,
                    "Every case as if it ended on this day, such as the first of next year")
        ->type_name("DATE");
    effect
        .add_option("--cases", options->cases,
                    "Cases, one JSON object a line (default: the program's examples)")
        ->type_name("FILE");
    effect.add_option("--sample", options->sample, "At most so many of the latest settlements")
        ->check(CLI::Range(std::size_t{0}, publishing::kSampleMax))
        ->capture_default_str();

    options = std::make_shared<Options>();
    add_view(policy, context, options,
             {"timeline", "Which version of a pack is computed with on which day"}, print_timeline)
        .add_option("AREA", options->area, "The pooling area's code")
        ->required();
}

}  // namespace yidi::cli
