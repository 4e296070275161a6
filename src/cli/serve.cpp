#include <charconv>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/codec/pack_store.h"
#include "adapters/render/paper_templates.h"
#include "api/pages/site.h"
#include "base/instant.h"
#include "cli/clearing_common.h"
#include "cli/first_code.h"
#include "cli/lookup_common.h"
#include "cli/payer_commands.h"
#include "cli/places.h"
#include "cli/policy_commands.h"
#include "cli/policy_publishing.h"

namespace yidi::cli {
namespace {

struct Options {
    DataOptions data;
    std::string listen = "127.0.0.1:8460";
    ServeOptions serve;
    bool demo = false;
    std::string now;
    bool faults = false;
    std::vector<std::string> fault_rules;
    std::string fault_script;
    std::string pages;
};

Error bad_option(std::string_view name, std::string_view rule, const std::string& given) {
    return {.code = ErrorCode::usage,
            .where = std::string{name},
            .rule = std::string{rule},
            .remedy = "run the command with --help",
            .detail = "cannot use " + given};
}

/// "127.0.0.1:8460", "[::1]:8460", or a port alone.
Result<void> read_listen(const std::string& text, ServeOptions& serve) {
    const std::size_t colon = text.rfind(':');
    const std::string port = colon == std::string::npos ? text : text.substr(colon + 1);
    std::string address = colon == std::string::npos ? serve.address : text.substr(0, colon);
    if (address.starts_with('[') && address.ends_with(']')) {
        address = address.substr(1, address.size() - 2);
    }
    const char* const end = port.data() + port.size();
    const auto read = std::from_chars(port.data(), end, serve.port);
    if (read.ec != std::errc{} || read.ptr != end || address.empty()) {
        return fail(bad_option("--listen", "ADDRESS:PORT, such as 127.0.0.1:8460", text));
    }
    serve.address = std::move(address);
    return {};
}

/// The days for which the demonstration's people are made.
bool is_demo_day(Date day) {
    return day >= Date::from_ymd({2026, 1, 1}) && day <= Date::from_ymd({2026, 12, 30});
}
constexpr std::string_view kDemoStart = "2026-06-15 09:00:00";

/// How far a demonstration's clock is ahead: as `--now` says; else as before; else not at all, if
/// its people are made for today.
Result<DemoMark> demo_clock(Context& context, const Options& options,
                            const std::optional<DemoMark>& before) {
    const Instant real = context.machine->now();
    std::string start = options.now;
    if (start.empty()) {
        if (before) return *before;
        if (is_demo_day(real.date())) return DemoMark{};
        start = kDemoStart;
    }
    const std::optional<Instant> now = parse_instant(start);
    if (!now) {
        return fail(bad_option("--now", "a time such as '2026-06-15 09:00:00', or a day", start));
    }
    const DemoMark mark{.clock_ahead_ms = now->ms() - real.ms()};
    if (before && mark.clock_ahead_ms < before->clock_ahead_ms) {
        return fail({.code = ErrorCode::inconsistent,
                     .where = "--now",
                     .rule = "a time that is not before the one that this data has reached",
                     .remedy = "leave --now out, or begin anew with `yidi demo reset`",
                     .detail = "the demonstration's clock would go back"});
    }
    return mark;
}

Result<void> prepare_demo(Context& context, const Options& options, DataPlace& place) {
    const std::optional<DemoMark> before = read_demo_mark(place.folder);
    if (!before && context.machine->has_store(place)) {
        return fail({.code = ErrorCode::usage,
                     .where = place.folder.string(),
                     .rule = "an empty folder, or one that a demonstration has made",
                     .remedy = "name another folder with --data, or leave --demo out",
                     .detail = "this folder holds data that are no demonstration's"});
    }
    YIDI_TRY(const DemoMark mark, demo_clock(context, options, before));
    place.clock_ahead_ms = mark.clock_ahead_ms;
    if (before && before->clock_ahead_ms == mark.clock_ahead_ms) return {};
    return write_demo_mark(place.folder, mark);
}

/// What goes wrong on demand, from the options.
Result<void> read_faults(Context& context, Options& options) {
    if (!options.faults) {
        if (options.fault_rules.empty() && options.fault_script.empty()) return {};
        return fail(bad_option("--faults", "--faults with --fault and --fault-script",
                               "one of these without --faults"));
    }
    FaultOptions& faults = options.serve.faults.emplace();
    for (const std::string& text : options.fault_rules) {
        YIDI_TRY(line::FaultRule rule, line::parse_fault_rule(text));
        faults.rules.push_back(std::move(rule));
    }
    if (options.fault_script.empty()) return {};
    YIDI_TRY(const std::string json, read_input(context, options.fault_script));
    YIDI_TRY(faults.script, line::read_fault_script(json));
    return {};
}

/// The built pages: of the folder that is named, else of an installation, else of a source tree;
/// empty where none are built.
Result<std::optional<pages::Site>> load_pages(const Context& context, const Options& options) {
    if (!options.pages.empty()) {
        YIDI_TRY(pages::Site site, pages::Site::load(options.pages));
        return std::optional{std::move(site)};
    }
    for (const auto& folder : {context.home / "pages", context.home / "build" / "web"}) {
        std::error_code missing;
        if (!std::filesystem::exists(folder / "routes.txt", missing)) continue;
        YIDI_TRY(pages::Site site, pages::Site::load(folder));
        return std::optional{std::move(site)};
    }
    return std::optional<pages::Site>{};
}

Result<std::vector<rest::DemoAccount>> demo_accounts(const Context& context) {
    YIDI_TRY(std::vector<DemoRecord> records, read_demo_records(context, "logins"));
    std::vector<rest::DemoAccount> accounts;
    accounts.reserve(records.size());
    for (DemoRecord& one : records) {
        accounts.push_back({.login = one["login"],
                            .password = one["password"],
                            .roles = one["roles"],
                            .note = one["note"]});
    }
    return accounts;
}

/// What somebody has to do before anybody can sign in. Only here: no log has the code.
void tell_first(Context& context, const FirstStart& first, const std::string& url) {
    if (!first.needs_administrator) return;
    std::ostream& out = context.out;
    if (first.code.empty()) {
        out << say(context,
                   {"  管理员：还没有。这里的输出进入日志，不打印代码：请停止服务，运行 yidi "
                    "account "
                    "first，再启动",
                    "  administrator: none yet. What is printed here goes into a log, so no code "
                    "is: stop the server, run `yidi account first`, start again"})
            << '\n';
        return;
    }
    out << say(context, {"  管理员：还没有。请打开 ", "  administrator: none yet. Open "}) << url
        << "/first"
        << say(context, {" ，用这个一次性代码设立（一天内有效，只显示这一次）：\n      ",
                         " and use this one-time code (a day, shown this once):\n      "})
        << first.code << '\n';
}

void tell_start(Context& context, const Options& options, const DataPlace& place,
                const FirstStart& first, const std::string& url) {
    std::ostream& out = context.out;
    out << say(context, {"易迪在此：", "Yidi is at "}) << url << '\n'
        << say(context, {"  数据：", "  data:  "}) << place.folder.string() << '\n'
        << say(context, {"  密钥：", "  keys:  "}) << place.key.string()
        << say(context,
               {"（备份不含它，请另行保管）", " (no backup holds it: keep a copy elsewhere)"})
        << '\n'
        << say(context, {"  状态：", "  state: "}) << url << "/healthz  " << url << "/readyz  "
        << url << "/metrics\n"
        << say(context, {"  接口：", "  REST:  "}) << url << "/docs\n";
    if (options.serve.pages != nullptr) {
        out << say(context, {"  页面：", "  pages: "}) << url << "/\n";
    }
    tell_first(context, first, url);
    if (options.faults) {
        out << say(context,
                   {"  "
                    "！故障已启用（--"
                    "faults）：报文会按要求丢失、重复、延迟或出错，切勿用于真实业务",
                    "  ! FAULTS ARE ON (--faults): messages are lost, doubled, delayed and "
                    "falsified on demand; never for real business"})
            << '\n';
    }
    if (!options.serve.record.empty()) {
        out << say(context, {"  记录：", "  record: "}) << options.serve.record
            << say(context, {"（人员已掩码，密钥在其旁 .key）",
                             " (persons are masked; the key lies beside it as .key)"})
            << '\n';
    }
    out << say(context, {"按 Ctrl-C 停止。", "Stop it with Ctrl-C."}) << '\n' << std::flush;
}

Result<void> serve(Context& context, Options& options) {
    YIDI_TRY_VOID(read_listen(options.listen, options.serve));
    YIDI_TRY_VOID(read_faults(context, options));
    if (options.serve.tls_certificate.empty() != options.serve.tls_key.empty()) {
        return fail(bad_option("--tls-cert", "--tls-cert and --tls-key together",
                               "a certificate or a key alone"));
    }
    DataPlace place = place_of(context, options.data);
    place.may_create = true;
    if (options.demo) {
        YIDI_TRY_VOID(prepare_demo(context, options, place));
    } else if (!options.now.empty()) {
        return fail(bad_option("--now", "a demonstration (--demo)", "it without --demo"));
    }
    options.serve.is_demo = options.demo;
    options.serve.clock_ahead_ms = place.clock_ahead_ms;
    // A demonstration's days before its start have had their people; what they left is for whoever
    // looks at it.
    if (options.demo) {
        options.serve.night.since = context.machine->now().plus_ms(place.clock_ahead_ms);
    }
    YIDI_TRY(options.serve.case_schema,
             codec::read_file(context.home / "schemas" / "case.schema.json"));
    YIDI_TRY(const render::PaperTemplates papers,
             render::PaperTemplates::load(context.home / "data" / "templates"));
    options.serve.papers = &papers;
    YIDI_TRY(const ClaimRules claims, read_claim_rules(context));
    options.serve.claim_papers = &claims.papers;
    options.serve.claim_limits = &claims.limits;
    YIDI_TRY(const std::optional<pages::Site> pages, load_pages(context, options));
    if (pages) options.serve.pages = &*pages;
    if (options.demo) {
        YIDI_TRY(options.serve.shown.demo_accounts, demo_accounts(context));
    }
    YIDI_TRY(const std::unique_ptr<Payer> payer, Payer::open(context, place));
    options.serve.example_cases = example_cases(context, payer->regions());
    if (options.demo) YIDI_TRY_VOID(fill_demo(context, *payer));
    // Its own: the payer's are the writer's, and catalogues are looked up on every thread.
    YIDI_TRY(const std::unique_ptr<ports::Readings> readings, read_readings(context));
    options.serve.readings = readings.get();
    options.serve.shown.places = places(payer->context().book, *payer->context().readings);
    YIDI_TRY_VOID(ensure_institution_index(*payer));
    YIDI_TRY(const app::ClearingRules clearing, load_clearing(context, payer->regions()));
    options.serve.clearing = &clearing;
    FirstStart first;
    if (!options.demo) {
        YIDI_TRY(first, prepare_first_start(*payer));
    }
    YIDI_TRY_VOID(context.machine->serve(
        payer->service(), options.serve,
        [&](const std::string& url) { tell_start(context, options, place, first, url); }));
    context.out << say(context,
                       {"已停止，已答复的都已落盘。", "Stopped; all that was answered is on disk."})
                << '\n';
    return {};
}

}  // namespace

void add_serve(CLI::App& app, Context& context) {
    auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("serve", "Serve hospitals over the national interface, until Ctrl-C");
    add_data_options(*command, context, options->data);
    command->add_option("--listen", options->listen, "Where to listen")
        ->type_name("ADDRESS:PORT")
        ->capture_default_str();
    command->add_option("--tls-cert", options->serve.tls_certificate, "Certificate chain (PEM)")
        ->type_name("FILE");
    command->add_option("--tls-key", options->serve.tls_key, "Its key (PEM)")->type_name("FILE");
    command->add_option("--threads", options->serve.threads, "Threads that read and answer")
        ->check(CLI::Range(1, 64));
    command->add_flag("--log-messages", options->serve.logs_messages,
                      "Write a line for each message, not only for failures of our own");
    command->add_flag("--demo", options->demo, "A small invented world to try things in");
    command->add_flag("--faults", options->faults,
                      "Let messages go wrong on demand (see `yidi faults`); never for real");
    command
        ->add_option("--fault", options->fault_rules,
                     "With --faults: what befalls an institution's messages")
        ->type_name("CODE=FAULT[:N]");
    command
        ->add_option("--fault-script", options->fault_script,
                     "With --faults: probabilities with a seed (JSON)")
        ->type_name("FILE");
    command
        ->add_option("--record", options->serve.record,
                     "Keep what is said, without persons, for `yidi replay`")
        ->type_name("FILE");
    command->add_option("--pages", options->pages, "The built pages, if they are elsewhere")
        ->type_name("DIR");
    command
        ->add_option("--clearing-hour", options->serve.night.hour,
                     "From which hour bills are taken and days reconciled, every night")
        ->type_name("HOUR")
        ->check(CLI::Range(1, 23))
        ->capture_default_str();
    command->add_option("--now", options->now, "With --demo: the time at which its clock starts")
        ->type_name("TIME");
    command->callback([&context, options] {
        if (const Result<void> served = serve(context, *options); !served) {
            report(context, served.error());
        }
    });
}

}  // namespace yidi::cli
