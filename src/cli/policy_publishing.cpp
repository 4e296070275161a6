#include "cli/policy_publishing.h"

#include <functional>
#include <optional>
#include <ostream>

#include <CLI/CLI.hpp>

#include "adapters/codec/publishing_encoder.h"
#include "app/access/accounts.h"
#include "base/whole.h"
#include "cli/policy_commands.h"

/// policy draft, submit, approve, reject, withdraw, rollback: on a data folder whose server is
/// stopped. The persons are the accounts that sign in to the server, so that two of them are two
/// on either way.
namespace yidi::cli {
namespace {

using publishing::Change;
using publishing::Step;

struct Options {
    DataOptions data;
    std::string change;
    std::string file;
    std::string area;
    std::string by;
    std::string reason;
    std::string seen;
    std::string from;
    std::string to;
};

/// An account that may publish for the area.
/// Errors    bad_value: no such login; not_allowed: another role, or elsewhere.
Result<std::string> officer(ports::Session& session, const payer::Context& work,
                            const std::string& login, std::uint32_t area) {
    YIDI_TRY(const auto account, accounts::find_account(session, work.vault, login));
    if (!account || account->state != accounts::State::active) {
        return fail(Error{.code = ErrorCode::bad_value,
                          .where = "--by",
                          .rule = "the login of an account",
                          .remedy = "see `yidi account list`",
                          .detail = "there is no such account"});
    }
    const access::Principal person{.id = "user:" + std::to_string(account->id),
                                   .grants = account->grants,
                                   .account = account->id};
    const access::Rule rule{.roles = access::roles(access::Role::policy_officer),
                            .about = access::About::place};
    const access::Subject place{.regions = {area}};
    if (access::may(person, rule, place) == access::Verdict::yes) return person.id;
    return fail(Error{.code = ErrorCode::not_allowed,
                      .where = "--by",
                      .rule = "an account with the role policy_officer for " + std::to_string(area),
                      .remedy = "see `yidi account list`, or add one with `yidi account add`",
                      .detail = "this account does not publish policies for this area"});
}

Result<std::optional<Date>> day_of(const std::string& text) {
    if (text.empty()) return std::optional<Date>{};
    YIDI_TRY(const Date day, parse_date(text));
    return std::optional{day};
}

/// What a step leaves.
struct Stepped {
    Change change;
    std::vector<policy::Finding> findings;
};
using Verb =
    std::function<Result<Stepped>(ports::Session&, const payer::Context&, const Options&, Payer&)>;

void print_json(Context& context, const Stepped& done, const policy::Regions& regions) {
    std::string text;
    codec::JsonWriter json{text};
    json.begin_object();
    json.key("change");
    json.begin_object();
    codec::write_change(json, done.change, regions, {});
    json.end_object();
    codec::write_findings(json, done.findings, context.lang);
    json.end_object();
    context.out << text << '\n';
}

void print(Context& context, const Stepped& done, const policy::Regions& regions) {
    if (context.json) return print_json(context, done, regions);
    const Change& change = done.change;
    context.out << say(context, {"变更 ", "change "}) << change.id << "  " << change.area << ' '
                << regions.name(change.area) << "  " << publication::name(change.state);
    if (change.from) {
        context.out << say(context, {"  自 ", "  from "}) << to_string(*change.from);
    }
    context.out << "\n  sha256 " << change.sha256 << '\n';
    for (const policy::Finding& one : done.findings) {
        context.out << "  " << one.line << ": " << one.where << ": " << one.rule << "; "
                    << one.remedy << '\n';
    }
    if (!done.findings.empty()) {
        context.out << say(context, {"有问题的文本可以保存，不能提交。",
                                     "A text with findings is kept, but cannot be submitted."})
                    << '\n';
    }
}

Result<void> run(Context& context, const Options& options, const Verb& verb) {
    YIDI_TRY(const std::unique_ptr<Payer> payer,
             Payer::open(context, place_of(context, options.data)));
    const payer::Context work = payer->context();
    Stepped done;
    YIDI_TRY_VOID(ports::write(payer->store(), [&](ports::Session& session) -> Result<void> {
        YIDI_TRY(done, verb(session, work, options, *payer));
        return {};
    }));
    print(context, done, payer->regions());
    return {};
}

/// The change of the command line, by somebody who may, in the text that they have seen: without
/// --seen the one that is there.
Result<Step> step_of(ports::Session& session, const payer::Context& work, const Options& options) {
    YIDI_TRY(const std::int64_t id, read_change(options.change));
    YIDI_TRY(const publishing::Shown shown, find_change(session, id));
    YIDI_TRY(std::string by, officer(session, work, options.by, shown.change.area));
    return Step{.change = id,
                .sha256 = options.seen.empty() ? shown.change.sha256 : options.seen,
                .act = {.by = std::move(by), .reason = options.reason}};
}

Result<Stepped> checked(ports::Session& session, Payer& payer, Change change) {
    YIDI_TRY(publishing::Checked found, publishing::check(session, payer.tools(), change));
    return Stepped{.change = std::move(change), .findings = std::move(found.findings)};
}

Result<Stepped> draft(ports::Session& session, const payer::Context& work, const Options& options,
                      Payer& payer) {
    YIDI_TRY(std::string bytes, codec::read_file(options.file));
    YIDI_TRY(const publishing::Text text, publishing::read_text(payer.tools(), std::move(bytes)));
    if (!options.change.empty()) {
        YIDI_TRY(const Step step, step_of(session, work, options));
        YIDI_TRY(Change change, publishing::revise(session, work, text, step));
        return checked(session, payer, std::move(change));
    }
    YIDI_TRY(std::string by, officer(session, work, options.by, text.pack.id));
    YIDI_TRY(Change change, publishing::draft(session, work, text,
                                              {.by = std::move(by), .reason = options.reason}));
    return checked(session, payer, std::move(change));
}

Result<Stepped> submit(ports::Session& session, const payer::Context& work, const Options& options,
                       Payer& payer) {
    YIDI_TRY(const Step step, step_of(session, work, options));
    YIDI_TRY(const std::optional<Date> from, day_of(options.from));
    YIDI_TRY(Change change, publishing::submit(session, work, payer.tools(), step, from));
    return Stepped{.change = std::move(change), .findings = {}};
}

Result<Stepped> approve(ports::Session& session, const payer::Context& work, const Options& options,
                        Payer& payer) {
    YIDI_TRY(const Step step, step_of(session, work, options));
    YIDI_TRY(publishing::Approved done, publishing::approve(session, work, payer.tools(), step));
    return Stepped{.change = std::move(done.change), .findings = {}};
}

Result<Stepped> reject(ports::Session& session, const payer::Context& work, const Options& options,
                       Payer& /*payer*/) {
    YIDI_TRY(const Step step, step_of(session, work, options));
    YIDI_TRY(Change change, publishing::reject(session, work, step));
    return Stepped{.change = std::move(change), .findings = {}};
}

Result<Stepped> withdraw(ports::Session& session, const payer::Context& work,
                         const Options& options, Payer& /*payer*/) {
    YIDI_TRY(const Step step, step_of(session, work, options));
    YIDI_TRY(Change change, publishing::withdraw(session, work, step));
    return Stepped{.change = std::move(change), .findings = {}};
}

Result<Stepped> roll_back(ports::Session& session, const payer::Context& work,
                          const Options& options, Payer& payer) {
    YIDI_TRY(const std::int64_t area, read_change(options.area));
    publishing::ReturnRequest request;
    request.area = static_cast<std::uint32_t>(area);
    YIDI_TRY(request.act.by, officer(session, work, options.by, request.area));
    request.act.reason = options.reason;
    YIDI_TRY(request.from, day_of(options.from));
    if (!options.to.empty()) {
        YIDI_TRY(request.to, read_change(options.to));
    }
    YIDI_TRY(Change change, publishing::roll_back(session, work, payer.tools(), request));
    return Stepped{.change = std::move(change), .findings = {}};
}

CLI::App& add_step(CLI::App& policy, Context& context, const std::shared_ptr<Options>& options,
                   const std::pair<std::string, std::string>& name_and_words, Verb verb) {
    CLI::App* command = policy.add_subcommand(name_and_words.first, name_and_words.second);
    add_data_options(*command, context, options->data);
    command->add_option("--by", options->by, "Who does it: a policy officer's account")
        ->type_name("LOGIN")
        ->required();
    command->add_option("--reason", options->reason, "Why, for colleagues")->type_name("TEXT");
    command->callback([&context, options, verb = std::move(verb)] {
        if (const Result<void> done = run(context, *options, verb); !done) {
            report(context, done.error());
        }
    });
    return *command;
}

void add_change(CLI::App& command, const std::shared_ptr<Options>& options) {
    command.add_option("CHANGE", options->change, "The change's number")->required();
}

}  // namespace

Result<std::int64_t> read_change(const std::string& text) {
    if (const std::optional<std::int64_t> number = parse_whole(text)) return *number;
    return fail(Error{.code = ErrorCode::bad_value,
                      .where = text,
                      .rule = "一个变更的编号",
                      .remedy = "全部变更见 GET /policy-changes 或 yidi policy changes",
                      .detail = "没有这个变更"});
}

Result<publishing::Shown> find_change(ports::Session& session, std::int64_t change) {
    YIDI_TRY(std::optional<publishing::Shown> shown, publishing::show(session, change));
    if (shown) return *std::move(shown);
    return fail(Error{.code = ErrorCode::bad_value,
                      .where = std::to_string(change),
                      .rule = "一个变更的编号",
                      .remedy = "全部变更见 GET /policy-changes 或 yidi policy changes",
                      .detail = "没有这个变更"});
}

void add_publishing_steps(CLI::App& policy, Context& context) {
    auto options = std::make_shared<Options>();
    CLI::App& drafts =
        add_step(policy, context, options,
                 {"draft", "Keep a new text of a pack; nothing is computed with it yet"}, draft);
    drafts.add_option("FILE", options->file, "The pack's text (YAML)")->required();
    drafts.add_option("--change", options->change, "Puts it in the place of this change's text")
        ->type_name("CHANGE");

    options = std::make_shared<Options>();
    CLI::App& submits = add_step(policy, context, options,
                                 {"submit", "Ask for the approval of a sound text"}, submit);
    add_change(submits, options);
    submits
        .add_option("--from", options->from,
                    "The first day of computing with it (default: that of the approval)")
        ->type_name("DATE");

    options = std::make_shared<Options>();
    CLI::App& approves = add_step(
        policy, context, options,
        {"approve", "Freeze a text that somebody else wrote, and compute with it"}, approve);
    add_change(approves, options);
    approves.add_option("--sha256", options->seen, "The hash of the text that was checked")
        ->type_name("HASH")
        ->required();

    options = std::make_shared<Options>();
    add_change(
        add_step(policy, context, options, {"reject", "Send a change back, with a reason"}, reject),
        options);

    options = std::make_shared<Options>();
    add_change(
        add_step(policy, context, options, {"withdraw", "Take one's own change back"}, withdraw),
        options);

    options = std::make_shared<Options>();
    CLI::App& returns =
        add_step(policy, context, options,
                 {"rollback", "Ask for an earlier pack to be computed with again, from a day on"},
                 roll_back);
    returns.add_option("AREA", options->area, "The pooling area's code")->required();
    returns
        .add_option("--to", options->to,
                    "An earlier change, 0 for the pack of the program (default: the one before)")
        ->type_name("CHANGE");
    returns.add_option("--from", options->from, "The first day (default: that of the approval)")
        ->type_name("DATE");
}

}  // namespace yidi::cli
