#include <memory>
#include <ostream>
#include <string>

#include <CLI/CLI.hpp>

#include "adapters/codec/chain_encoder.h"
#include "adapters/codec/filing_feed.h"
#include "adapters/codec/json_writer.h"
#include "adapters/codec/pack_store.h"
#include "app/filing/feed.h"
#include "app/filing/jobs.h"
#include "app/filing/read.h"
#include "app/guidance/why_for.h"
#include "cli/payer_commands.h"
#include "cli/policy_commands.h"
#include "domain/guidance/tell.h"

/// filing list, why, import: on a data folder whose server is stopped.
namespace yidi::cli {
namespace {

struct Options {
    DataOptions data;
    std::string psn_no;
    std::uint32_t place = 0;
    std::string institution;
    std::string business = "inpatient";
    std::string disease;
    std::string day;
    bool emergency = false;
    std::string file;
    std::string source;
};

void print_filings(Context& context, const std::vector<app::FilingView>& views) {
    std::string text;
    codec::JsonWriter json{text};
    json.begin_object();
    json.key("filings");
    json.begin_array();
    for (const app::FilingView& view : views) {
        json.begin_object();
        json.member("filing", view.now.id);
        json.member("kind", policy::name(view.now.kind));
        json.member("state", filing::name(view.state));
        json.member("begndate", view.now.begndate);
        json.key("enddate");
        view.now.enddate ? json.value(*view.now.enddate) : json.null();
        json.member("proof", filing::name(view.now.proof));
        json.key("places");
        json.begin_array();
        for (const std::uint32_t place : view.now.places) json.value(std::to_string(place));
        json.end_array();
        json.key("locked_until");
        view.locked_until ? json.value(*view.locked_until) : json.null();
        json.end_object();
    }
    json.end_array();
    json.end_object();
    if (context.json) {
        context.out << text << '\n';
        return;
    }
    for (const app::FilingView& view : views) {
        context.out << view.now.id << "  " << policy::name(view.now.kind) << "  "
                    << filing::name(view.state) << "  " << to_string(view.now.begndate) << " - "
                    << (view.now.enddate ? to_string(*view.now.enddate)
                                         : std::string{say(context, {"长期", "without end"})});
        for (const std::uint32_t place : view.now.places) context.out << "  " << place;
        context.out << '\n';
    }
}

Result<void> list(Context& context, const Options& options) {
    YIDI_TRY(const registry::Pid pid, pid_of_argument(options.psn_no));
    YIDI_TRY(const std::unique_ptr<Payer> payer,
             Payer::open(context, place_of(context, options.data)));
    const payer::Context work = payer->context();
    std::vector<app::FilingView> views;
    YIDI_TRY_VOID(
        payer->look("filings read", [&](ports::Session& session) -> Result<registry::Pid> {
            YIDI_TRY(views, app::filings_of(session, work, pid));
            return pid;
        }));
    print_filings(context, views);
    return {};
}

Result<void> why(Context& context, const Options& options) {
    YIDI_TRY(const registry::Pid pid, pid_of_argument(options.psn_no));
    YIDI_TRY(const std::unique_ptr<Payer> payer,
             Payer::open(context, place_of(context, options.data)));
    const payer::Context work = payer->context();
    app::ChainQuery query;
    query.pid = pid;
    query.place = options.place;
    query.fixmedins_code = options.institution;
    query.disease = options.disease;
    query.emergency_flag = options.emergency;
    query.business = policy::parse_business(options.business).value_or(policy::Business::inpatient);
    query.day = work.now.date();
    if (!options.day.empty()) {
        YIDI_TRY(query.day, parse_date(options.day));
    }
    guidance::Chain chain;
    YIDI_TRY_VOID(payer->look("why", [&](ports::Session& session) -> Result<registry::Pid> {
        YIDI_TRY(chain, app::why_for(session, work, query));
        return pid;
    }));
    if (context.json) {
        std::string text;
        codec::append_chain(chain, context.lang, text);
        context.out << text << '\n';
    } else {
        context.out << guidance::to_text(chain, context.lang);
    }
    constexpr int kRulesSayNo = 4;
    if (chain.broken() != nullptr) context.exit = kRulesSayNo;
    return {};
}

Result<void> import(Context& context, const Options& options) {
    YIDI_TRY(const std::string text, read_input(context, options.file));
    YIDI_TRY(const codec::CellTable table, codec::read_csv(text, options.file));
    YIDI_TRY(const std::unique_ptr<Payer> payer,
             Payer::open(context, place_of(context, options.data)));
    YIDI_TRY(app::FilingFeed feed,
             codec::read_filing_feed(table, options.source, options.file, payer->regions()));
    YIDI_TRY(
        const app::FilingFeedCounts counts,
        app::take_feed({.store = payer->store(), .context_now = [&] { return payer->context(); }},
                       std::move(feed)));
    if (counts.bad > 0) {
        constexpr int kFixTheRequest = 2;
        context.exit = kFixTheRequest;
    }
    if (context.json) {
        std::string out;
        codec::JsonWriter json{out};
        json.begin_object();
        json.member("filed", static_cast<std::int64_t>(counts.filed));
        json.member("waiting", static_cast<std::int64_t>(counts.waiting));
        json.member("in_place", static_cast<std::int64_t>(counts.in_place));
        json.member("already", static_cast<std::int64_t>(counts.already));
        json.member("bad", static_cast<std::int64_t>(counts.bad));
        json.key("problems");
        json.begin_array();
        for (const Error& one : counts.problems.kept()) {
            json.begin_object();
            json.member("where", one.where);
            json.member("rule", one.rule);
            json.member("remedy", one.remedy);
            json.member("message", one.detail);
            json.end_object();
        }
        json.end_array();
        json.end_object();
        context.out << out << '\n';
        return {};
    }
    context.out << say(context, {"已自动备案 ", "filed "}) << counts.filed
                << say(context, {"，待审核 ", ", waiting "}) << counts.waiting
                << say(context, {"，已有 ", ", in place "}) << counts.in_place
                << say(context, {"，先前已收 ", ", taken before "}) << counts.already
                << say(context, {"，有问题 ", ", bad "}) << counts.bad
                << say(context, {" 行", counts.bad == 1 ? " row" : " rows"}) << '\n';
    print_problems(context, counts.problems);
    return {};
}

struct CommandWords {
    std::string_view name;
    std::string_view about;
    Result<void> (*run)(Context& context, const Options& options) = nullptr;
};

/// A command of the group, which runs with the group's options.
CLI::App* add(CLI::App& group, Context& context, const std::shared_ptr<Options>& options,
              const CommandWords& words) {
    CLI::App* one = group.add_subcommand(std::string{words.name}, std::string{words.about});
    add_data_options(*one, context, options->data);
    one->callback([&context, options, run = words.run] {
        if (const Result<void> done = run(context, *options); !done) {
            report(context, done.error());
        }
    });
    return one;
}

void add_person(CLI::App& command, Options& options) {
    command.add_option("PSN_NO", options.psn_no, "The person's number")->required();
}

}  // namespace

void add_filing(CLI::App& app, Context& context) {
    CLI::App* group =
        app.add_subcommand("filing", "Filings: a person's, why a settlement fails, feeds");
    group->require_subcommand(1);
    const auto options = std::make_shared<Options>();
    add_person(*add(*group, context, options,
                    {.name = "list", .about = "A person's filings with their states", .run = list}),
               *options);
    CLI::App* chain = add(
        *group, context, options,
        {.name = "why", .about = "Which link of the chain is broken, and what to do", .run = why});
    add_person(*chain, *options);
    chain->add_option("--place", options->place, "Where the care is: a region's code");
    chain->add_option("--institution", options->institution, "Or at which institution");
    chain->add_option("--business", options->business,
                      "inpatient, outpatient, chronic, pharmacy, dual_channel, maternity");
    chain->add_option("--disease", options->disease, "Of chronic care");
    chain->add_option("--day", options->day, "Of the admission or the visit (default: today)");
    chain->add_flag("--emergency", options->emergency, "The hospital has uploaded the flag");
    add_filing_form(*group, context);
    CLI::App* feed = add(*group, context, options,
                         {.name = "import",
                          .about = "File automatically from shared data; 2 if a row was not taken",
                          .run = import});
    feed->add_option("FILE", options->file, "A CSV file; - reads standard input")->required();
    feed->add_option("--source", options->source,
                     "Whose data: residence_permit, retirement_move, posting …")
        ->required();
}

}  // namespace yidi::cli
