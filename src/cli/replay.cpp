#include <algorithm>
#include <filesystem>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/codec/json_tree.h"
#include "adapters/codec/json_writer.h"
#include "adapters/codec/table.h"
#include "adapters/crypto/bytes.h"
#include "adapters/crypto/gateway_signature.h"
#include "adapters/http/client.h"
#include "api/line/replayer.h"
#include "cli/context.h"
#include "cli/machine.h"
#include "cli/policy_commands.h"

namespace yidi::cli {
namespace {

struct Options {
    std::string file;
    std::string url;
    std::string persons;
    std::string key;
    std::string paas_id;
    std::string secret_file;
    std::string authorities;
    bool new_msgids = false;
};

/// What a replay came to.
struct Outcome {
    struct One {
        std::size_t number;
        std::string infno;
        line::Difference difference;
    };
    std::vector<One> differences;
    std::size_t sent = 0;
    std::size_t left_out = 0;
    bool is_cut = false;
};

/// The recording's key, where there is one: given, or beside it.
Result<std::optional<line::Masker>> masker_of(Context& context, const Options& options,
                                              const line::RecordingHead& head) {
    const std::string file =
        options.key.empty() ? options.file + std::string{line::kRecordKeyEnd} : options.key;
    std::error_code code;
    if (options.key.empty() && !std::filesystem::exists(file, code)) {
        return std::optional<line::Masker>{};
    }
    YIDI_TRY(const std::string text, read_input(context, file));
    YIDI_TRY(const crypto::Secret key, line::read_record_key(text));
    line::Masker masker{key, head.is_demo};
    if (masker.key_check() == head.key_check) return std::optional{std::move(masker)};
    return fail({.code = ErrorCode::inconsistent,
                 .where = file,
                 .rule = "the key that was made with the recording",
                 .remedy = "name it with --key",
                 .detail = "this is another recording's key"});
}

/// Every cell of a table may be what a mask stands for.
Result<void> add_persons(Context& context, const Options& options, line::ReplayOptions& replay) {
    if (options.persons.empty()) return {};
    if (!replay.masker) {
        return fail({.code = ErrorCode::usage,
                     .where = "--persons",
                     .rule = "the recording's key beside it, or named with --key",
                     .remedy = "name it with --key",
                     .detail = "cannot use persons without the key"});
    }
    YIDI_TRY(const std::string text, read_input(context, options.persons));
    YIDI_TRY(const codec::CellTable table, codec::read_csv(text, options.persons));
    for (const codec::TableRow& row : table) {
        for (const std::string& cell : row.cells) {
            replay.persons.emplace(replay.masker->mask(cell), cell);
        }
    }
    return {};
}

class Sender {
public:
    Sender(Context& context, const Options& options, http::Url url, std::string secret)
        : context_{context},
          options_{options},
          secret_{std::move(secret)},
          client_{{.server = std::move(url), .authorities = options.authorities}} {}

    Result<http::Response> send(const line::Exchange& exchange, std::string body) {
        http::Request request{.method = "POST",
                              .target = exchange.path,
                              .headers = exchange.headers,
                              .body = std::move(body)};
        if (!secret_.empty()) sign(request);
        return client_.send(request);
    }

private:
    void sign(http::Request& request) const {
        constexpr std::int64_t kSecond = 1'000;
        constexpr std::size_t kNonceBytes = 8;
        const std::string seconds = std::to_string(context_.machine->now().ms() / kSecond);
        const std::string nonce = crypto::to_hex(crypto::random_bytes(kNonceBytes));
        request.headers.add("x-tif-paasid", options_.paas_id);
        request.headers.add("x-tif-timestamp", seconds);
        request.headers.add("x-tif-nonce", nonce);
        request.headers.add(
            "x-tif-signature",
            crypto::gateway_signature({.timestamp = seconds, .nonce = nonce, .secret = secret_}));
    }

    Context& context_;
    const Options& options_;
    std::string secret_;
    http::Client client_;
};

Error unknown_person(std::size_t number, const line::Exchange& exchange,
                     const std::vector<std::string>& fields) {
    return {.code = ErrorCode::bad_value,
            .where = '#' + std::to_string(number) + ' ' + exchange.infno,
            .rule = "real values of the persons in requests, in a table named with --persons",
            .remedy = "name a CSV of the test register's persons with --persons",
            .detail = "only a mask is known of " + fields.front()};
}

/// The number of a person comes from an answer of 1101; one that no answer has given is nobody's.
bool names_nobody(const line::Replayer::ToSend& send) {
    return !send.unknown.empty() &&
           std::ranges::all_of(send.unknown, [](const auto& name) { return name == "psn_no"; });
}

bool was_refused(const line::Exchange& exchange) {
    codec::JsonTree tree;
    const Result<const codec::JsonNode*> answer = tree.read(exchange.answer);
    const codec::JsonNode* infcode = answer ? (*answer)->member("infcode") : nullptr;
    return infcode != nullptr && infcode->text == "-1";
}

Result<Outcome> play(const line::Recording& recording, line::Replayer& replayer, Sender& sender) {
    Outcome outcome;
    outcome.is_cut = recording.is_cut;
    std::size_t number = 0;
    for (const line::Exchange& exchange : recording.exchanges) {
        ++number;
        std::optional<line::Replayer::ToSend> to_send = replayer.prepare(exchange);
        if (!to_send) {
            ++outcome.left_out;
            continue;
        }
        if (names_nobody(*to_send) && was_refused(exchange)) {
            ++outcome.left_out;
            continue;
        }
        if (!to_send->unknown.empty()) {
            return fail(unknown_person(number, exchange, to_send->unknown));
        }
        Result<http::Response> answer = sender.send(exchange, std::move(to_send->body));
        // Nobody is there: nothing was found out. A lost answer is one.
        if (!answer && answer.error().where != "answer") return fail(std::move(answer).error());
        ++outcome.sent;
        std::optional<http::Response> response;
        if (answer) response = *std::move(answer);
        for (line::Difference& one : replayer.take(exchange, response)) {
            outcome.differences.push_back({number, exchange.infno, std::move(one)});
        }
    }
    return outcome;
}

void print_json(Context& context, const Outcome& outcome) {
    std::string text;
    codec::JsonWriter json{text};
    json.begin_object();
    json.member("exchanges", static_cast<std::int64_t>(outcome.sent));
    json.member("left_out", static_cast<std::int64_t>(outcome.left_out));
    json.member("cut", outcome.is_cut);
    json.key("differences");
    json.begin_array();
    for (const Outcome::One& one : outcome.differences) {
        json.begin_object();
        json.member("exchange", static_cast<std::int64_t>(one.number));
        json.member("infno", one.infno);
        json.member("where", one.difference.where);
        json.member("recorded", one.difference.recorded);
        json.member("replayed", one.difference.replayed);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    context.out << text << '\n';
}

void print_text(Context& context, const Outcome& outcome) {
    for (const Outcome::One& one : outcome.differences) {
        context.out << '#' << one.number << ' ' << one.infno << ' ' << one.difference.where << ": "
                    << one.difference.recorded << " → " << one.difference.replayed << '\n';
    }
    context.out << outcome.sent << say(context, {" 次交互，", " exchanges, "})
                << outcome.differences.size() << say(context, {" 处不同", " differences"});
    if (outcome.is_cut) {
        context.out << say(context, {"；录制文件最后一行不完整，未重放",
                                     "; the recording's last line is cut off, and left out"});
    }
    if (outcome.left_out > 0) {
        context.out << say(context, {"；未重放：", "; not replayed: "}) << outcome.left_out;
    }
    context.out << '\n';
}

Result<void> replay(Context& context, const Options& options) {
    if (options.paas_id.empty() != options.secret_file.empty()) {
        return fail({.code = ErrorCode::usage,
                     .where = "--secret-file",
                     .rule = "--paas-id and --secret-file together",
                     .remedy = "run the command with --help",
                     .detail = "cannot sign with one of them"});
    }
    YIDI_TRY(http::Url url, http::parse_url(options.url));
    YIDI_TRY(const std::string text, read_input(context, options.file));
    YIDI_TRY(const line::Recording recording, line::read_recording(text));
    line::ReplayOptions replaying;
    YIDI_TRY(replaying.masker, masker_of(context, options, recording.head));
    YIDI_TRY_VOID(add_persons(context, options, replaying));
    if (options.new_msgids) replaying.new_msgids = to_compact(context.machine->now());
    std::string secret;
    if (!options.secret_file.empty()) {
        YIDI_TRY(secret, read_input(context, options.secret_file));
        while (secret.ends_with('\n') || secret.ends_with('\r')) secret.pop_back();
    }
    line::Replayer replayer{std::move(replaying)};
    Sender sender{context, options, std::move(url), std::move(secret)};
    YIDI_TRY(const Outcome outcome, play(recording, replayer, sender));
    context.json ? print_json(context, outcome) : print_text(context, outcome);
    context.exit = outcome.differences.empty() ? 0 : 1;
    return {};
}

}  // namespace

void add_replay(CLI::App& app, Context& context) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand(
        "replay", "Play a recording of `serve --record` against a server, and show what differs");
    add_common_options(*command, context);
    command->add_option("file", options->file, "The recording")->required()->type_name("FILE");
    command->add_option("--url", options->url, "The server, such as http://127.0.0.1:8460")
        ->required()
        ->type_name("URL");
    command->add_option("--persons", options->persons, "Persons of the register, in any columns")
        ->type_name("CSV");
    command->add_option("--key", options->key, "The recording's key (default: its name with .key)")
        ->type_name("FILE");
    command->add_flag("--new-msgids", options->new_msgids,
                      "Send under new msgids, to a server that knows the recorded ones");
    command->add_option("--paas-id", options->paas_id, "Sign as this sender (signature A)")
        ->type_name("ID");
    command->add_option("--secret-file", options->secret_file, "The secret to sign with")
        ->type_name("FILE");
    command->add_option("--ca", options->authorities, "Authorities of the server's certificate")
        ->type_name("FILE");
    command->callback([&context, options] {
        if (const Result<void> done = replay(context, *options); !done) {
            report(context, done.error());
        }
    });
}

}  // namespace yidi::cli
