#include <algorithm>
#include <ostream>
#include <string>

#include <CLI/CLI.hpp>

#include "adapters/codec/json_writer.h"
#include "adapters/crypto/access_token.h"
#include "api/national/rehearsal.h"
#include "app/payer/upkeep.h"
#include "cli/lookup_common.h"
#include "cli/payer_commands.h"
#include "cli/policy_commands.h"

/// institution profile test.
namespace yidi::cli {
namespace {

using national::RehearsedStep;

struct Options {
    DataOptions data;
    std::string request;
    std::string institution;  ///< empty: the options below say how it speaks
    std::string profile = "none";
    std::string paas_id;
    std::string secret_file;
    std::string sm2_public_key;
    std::string body_key_file;
    std::string at;
};

tl::unexpected<Error> no_request(std::string_view detail) {
    return fail(Error{.code = ErrorCode::malformed_json,
                      .where = "REQUEST",
                      .rule = "a saved request: POST and path, headers, an empty line, the body",
                      .remedy = "save it as it went over the line",
                      .detail = std::string{detail}});
}

/// Takes the first line off a text, without its end.
std::string_view next_line(std::string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

Result<http::Request> read_request(std::string_view text) {
    http::Request request;
    const std::string_view first = next_line(text);
    const std::size_t space = first.find(' ');
    if (!first.starts_with("POST ")) return no_request("it does not begin with POST and a path");
    const std::string_view target = first.substr(space + 1);
    request.method = "POST";
    request.target = target.substr(0, target.find(' '));
    while (!text.empty()) {
        const std::string_view line = next_line(text);
        if (line.empty()) break;
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) return no_request("a line is no header");
        std::string_view value = line.substr(colon + 1);
        value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
        request.headers.add(std::string{line.substr(0, colon)}, std::string{value});
    }
    request.body = text;
    request.body.reserve(request.body.size() + http::Request::kBodyPadding);
    return request;
}

/// The first line of a file that holds a secret.
Result<std::string> read_secret(Context& context, const std::string& path) {
    if (path.empty()) return std::string{};
    YIDI_TRY(const std::string text, read_input(context, path));
    std::string_view rest = text;
    return std::string{next_line(rest)};
}

Result<registry::Institution> sender_of_options(Context& context, const Options& options) {
    registry::Institution sender;
    YIDI_TRY(sender.profile, registry::parse_profile(options.profile));
    sender.paas_id = options.paas_id;
    YIDI_TRY(sender.secret, read_secret(context, options.secret_file));
    sender.sm2_public_key = options.sm2_public_key;
    YIDI_TRY(sender.body_key, read_secret(context, options.body_key_file));
    return sender;
}

void print_json(Context& context, const std::vector<RehearsedStep>& steps, bool passes) {
    std::string text;
    codec::JsonWriter json{text};
    json.begin_object();
    json.member("passes", passes);
    json.key("steps");
    json.begin_array();
    for (const RehearsedStep& step : steps) {
        json.begin_object();
        json.member("step", step.name);
        json.member("passes", step.passes);
        json.member("why", step.why);
        json.member("signed", step.signed_text);
        json.member("expected", step.expected);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    context.out << text << '\n';
}

void print_text(Context& context, const std::vector<RehearsedStep>& steps) {
    for (const RehearsedStep& step : steps) {
        context.out << (step.passes ? "ok      " : "FAILED  ") << step.name << '\n';
        if (!step.why.empty()) context.out << "        " << step.why << '\n';
        if (step.passes) continue;
        if (!step.signed_text.empty()) {
            context.out << say(context, {"        所签内容：", "        signed: "})
                        << step.signed_text << '\n';
        }
        if (!step.expected.empty()) {
            context.out << say(context, {"        应为：", "        expected: "}) << step.expected
                        << '\n';
        }
    }
}

Result<void> test(Context& context, const Options& options) {
    YIDI_TRY(const std::string text, read_input(context, options.request));
    YIDI_TRY(const http::Request request, read_request(text));
    registry::Institution sender;
    std::string token_key;
    if (options.institution.empty()) {
        YIDI_TRY(sender, sender_of_options(context, options));
    } else {
        YIDI_TRY(const std::unique_ptr<Payer> payer,
                 Payer::open(context, place_of(context, options.data)));
        const payer::Context work = payer->context();
        token_key = crypto::token_key(work.vault);
        std::optional<registry::Institution> found;
        YIDI_TRY_VOID(payer->store().read([&](ports::Session& session) -> Result<void> {
            YIDI_TRY(found, payer::institution_with_keys(session, work, options.institution));
            return {};
        }));
        if (!found) {
            return fail(Error{.code = ErrorCode::bad_value,
                              .where = "--institution",
                              .rule = "the code of a registered institution",
                              .remedy = "check the code, or say --profile",
                              .detail = "no such institution"});
        }
        sender = *std::move(found);
    }
    Instant now = context.machine->now();
    if (!options.at.empty()) {
        const std::optional<Instant> at = parse_instant(options.at);
        if (!at) {
            return fail(Error{.code = ErrorCode::bad_date,
                              .where = "--at",
                              .rule = "yyyy-MM-dd HH:mm:ss in China",
                              .remedy = "write the time at which the request was sent",
                              .detail = "no time"});
        }
        now = *at;
    }
    const std::vector<RehearsedStep> steps =
        national::rehearse(request, {.sender = sender, .token_key = token_key, .now = now});
    const bool passes = std::ranges::all_of(steps, &RehearsedStep::passes);
    context.json ? print_json(context, steps, passes) : print_text(context, steps);
    constexpr int kMendTheRequest = 2;
    if (!passes) context.exit = kMendTheRequest;
    return {};
}

}  // namespace

void add_institution(CLI::App& app, Context& context) {
    CLI::App* group = app.add_subcommand(
        "institution", "Institutions: looking them up, and how they speak the interface");
    group->require_subcommand(1);
    add_institution_lookup(*group, context);
    CLI::App* profiles = group->add_subcommand("profile", "How an institution's software speaks");
    profiles->require_subcommand(1);
    auto options = std::make_shared<Options>();
    CLI::App* command = profiles->add_subcommand(
        "test", "Check a saved request against a profile, step by step; nothing is sent");
    add_data_options(*command, context, options->data);
    command->add_option("REQUEST", options->request, "The saved request; - reads it from stdin")
        ->required();
    CLI::Option* registered = command->add_option(
        "--institution", options->institution,
        "A registered institution: its profile and keys (the server must be stopped)");
    const auto only_free = [registered](CLI::Option* option) { option->excludes(registered); };
    only_free(command->add_option("--profile", options->profile,
                                  "The profile, such as \"csb;infcode=string\""));
    only_free(
        command->add_option("--paas-id", options->paas_id, "Application, access key or client id"));
    only_free(command->add_option("--secret-file", options->secret_file,
                                  "A file whose first line is the secret"));
    only_free(command->add_option("--sm2-public-key", options->sm2_public_key,
                                  "The public key of the message signature"));
    only_free(command->add_option("--body-key-file", options->body_key_file,
                                  "A file whose first line is the key of SM4"));
    command->add_option("--at", options->at, "When it was sent (default: now)");
    command->callback([&context, options] {
        if (const Result<void> done = test(context, *options); !done) {
            report(context, done.error());
        }
    });
}

}  // namespace yidi::cli
