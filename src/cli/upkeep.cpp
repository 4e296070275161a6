#include <ostream>
#include <string>

#include <CLI/CLI.hpp>

#include "adapters/codec/json_writer.h"
#include "app/payer/rotate.h"
#include "app/payer/verify.h"
#include "cli/payer_commands.h"
#include "cli/policy_commands.h"

/// backup, restore, verify, key rotate.
namespace yidi::cli {
namespace {

struct Options {
    DataOptions data;
    std::string folder;
};

/// Registers a command whose work is `run(context, options)`.
CLI::App* add(CLI::App& app, Context& context, const std::string& name, const std::string& help,
              Result<void> (*run)(Context&, const Options&)) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand(name, help);
    add_data_options(*command, context, options->data);
    if (name == "backup" || name == "restore") {
        command->add_option("FOLDER", options->folder, "The folder of the backup")->required();
    }
    command->callback([&context, options, run] {
        if (const Result<void> done = run(context, *options); !done) report(context, done.error());
    });
    return command;
}

/// One object with a few members, or the sentence.
void tell(Context& context, const std::function<void(codec::JsonWriter&)>& members,
          const std::string& sentence) {
    if (!context.json) {
        context.out << sentence << '\n';
        return;
    }
    std::string text;
    codec::JsonWriter json{text};
    json.begin_object();
    members(json);
    json.end_object();
    context.out << text << '\n';
}

Result<void> back_up(Context& context, const Options& options) {
    const DataPlace place = place_of(context, options.data);
    YIDI_TRY_VOID(context.machine->back_up(place, options.folder));
    if (const auto mark = read_demo_mark(place.folder)) {
        YIDI_TRY_VOID(write_demo_mark(options.folder, *mark));
    }
    tell(
        context,
        [&](codec::JsonWriter& json) {
            json.member("backup", options.folder);
            json.member("key_included", false);
            json.member("key", place.key.string());
        },
        std::string{say(context, {"已备份到 ", "Backed up to "})} + options.folder +
            std::string{
                say(context, {"。密钥文件不在其中，没有它备份无法使用，请另行保管：",
                              ". The key file is not in it, and the backup is useless without it: "
                              "keep a copy elsewhere of "})} +
            place.key.string());
    return {};
}

Result<void> restore(Context& context, const Options& options) {
    DataPlace place = place_of(context, options.data);
    // Before anything is written. Where a store is already, that is what has to be said.
    if (!context.machine->has_store(place)) YIDI_TRY_VOID(context.machine->check_key(place));
    YIDI_TRY_VOID(context.machine->restore(options.folder, place));
    // A demonstration stays one: its clock goes on where its data are.
    if (const auto mark = read_demo_mark(options.folder)) {
        YIDI_TRY_VOID(write_demo_mark(place.folder, *mark));
        place.clock_ahead_ms = mark->clock_ahead_ms;
    }
    YIDI_TRY(const std::unique_ptr<Payer> payer, Payer::open(context, place));
    YIDI_TRY_VOID(check_key_fits(*payer));
    tell(
        context, [&](codec::JsonWriter& json) { json.member("data", place.folder.string()); },
        std::string{say(context, {"已恢复到 ", "Restored into "})} + place.folder.string() +
            std::string{
                say(context, {"；请用 yidi verify 核对。", "; check it with `yidi verify`."})});
    return {};
}

void print_verified(Context& context, const payer::VerifyReply& reply) {
    tell(
        context,
        [&](codec::JsonWriter& json) {
            json.member("settlements", reply.settlements);
            json.member("journal_entries", reply.journal_entries);
            json.member("years", reply.years);
            json.member("accounts", reply.accounts);
            json.key("mismatches");
            json.begin_array();
            for (const payer::Mismatch& one : reply.mismatches) {
                json.begin_object();
                json.member("table", one.table);
                json.member("key", one.key);
                json.member("problem", one.problem);
                json.end_object();
            }
            json.end_array();
        },
        std::string{say(context, {"结算 ", "settlements "})} + std::to_string(reply.settlements) +
            std::string{say(context, {"，分录 ", ", journal entries "})} +
            std::to_string(reply.journal_entries) +
            std::string{say(context, {"，年度累计 ", ", years "})} + std::to_string(reply.years) +
            std::string{say(context, {"，账户 ", ", accounts "})} + std::to_string(reply.accounts) +
            std::string{say(context, {"；不符 ", "; mismatches "})} +
            std::to_string(reply.mismatches.size()));
    if (context.json) return;
    for (const payer::Mismatch& one : reply.mismatches) {
        context.out << "  " << one.table << ' ' << one.key << ": " << one.problem << '\n';
    }
}

Result<void> verify(Context& context, const Options& options) {
    const DataPlace place = place_of(context, options.data);
    payer::VerifyReply reply;
    {
        YIDI_TRY(const std::unique_ptr<Payer> payer, Payer::open(context, place));
        YIDI_TRY_VOID(payer->store().read([&](ports::Session& session) -> Result<void> {
            YIDI_TRY(reply, payer::verify(session));
            return {};
        }));
    }
    YIDI_TRY_VOID(context.machine->check_storage(place));
    print_verified(context, reply);
    if (reply.mismatches.empty()) return {};
    context.exit = exit_code(ErrorCode::invariant_violated);
    return {};
}

Result<void> rotate(Context& context, const Options& options) {
    const DataPlace place = place_of(context, options.data);
    YIDI_TRY(const std::uint32_t number, context.machine->rotate_key(place));
    YIDI_TRY(const std::unique_ptr<Payer> payer, Payer::open(context, place));
    payer::ResealReply reply;
    const payer::Context work = payer->context();
    YIDI_TRY_VOID(ports::write(payer->store(), [&](ports::Session& session) -> Result<void> {
        YIDI_TRY(reply, payer::reseal(session, work));
        return {};
    }));
    tell(
        context,
        [&](codec::JsonWriter& json) {
            json.member("key", std::int64_t{number});
            json.member("persons", reply.persons);
            json.member("institutions", reply.institutions);
        },
        std::string{say(context, {"新密钥编号 ", "New key number "})} + std::to_string(number) +
            std::string{say(context, {"；已重新加密：人员 ", "; sealed again: persons "})} +
            std::to_string(reply.persons) +
            std::string{say(context, {"，机构 ", ", institutions "})} +
            std::to_string(reply.institutions) +
            std::string{say(context, {"。旧密钥仍用于打开历史报文，请更新密钥文件的副本。",
                                      ". Older keys still open what is never changed, such as "
                                      "answers: renew your copy of the key file."})});
    return {};
}

}  // namespace

void add_backup(CLI::App& app, Context& context) {
    add(app, context, "backup", "Copy the store into a new folder, also while a server works on it",
        back_up);
}

void add_restore(CLI::App& app, Context& context) {
    add(app, context, "restore", "Make a data folder from a backup", restore);
}

void add_verify(CLI::App& app, Context& context) {
    add(app, context, "verify",
        "Prove every invariant over the whole store; 1 if one does not hold", verify);
}

void add_key(CLI::App& app, Context& context) {
    CLI::App* group =
        app.add_subcommand("key", "The file of keys that personal data are sealed with");
    group->require_subcommand(1);
    add(*group, context, "rotate", "Add a key and seal the register again under it", rotate);
}

}  // namespace yidi::cli
