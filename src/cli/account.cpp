#include <ostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/codec/json_writer.h"
#include "adapters/crypto/bytes.h"
#include "app/access/accounts.h"
#include "app/access/first_administrator.h"
#include "cli/first_code.h"
#include "cli/payer_commands.h"
#include "cli/policy_commands.h"
#include "cli/text_table.h"

/// account add, first, list, reset, lock, key, keys: for whoever has the data folder, such as the
/// first administrator.
namespace yidi::cli {
namespace {

using accounts::Account;
using accounts::Key;

constexpr std::string_view kBy = "command line";

struct Options {
    DataOptions data;
    std::string name;
    std::vector<std::string> roles;
    std::string psn_no;
    std::string provider{accounts::kPassword};
    std::string until;
    bool opens = false;
};

std::string new_token(std::string_view head) {
    constexpr std::size_t kBytes = 24;
    return std::string{head} + crypto::to_hex(crypto::random_bytes(kBytes));
}

Result<std::vector<access::Grant>> grants_of(const Options& options) {
    std::vector<access::Grant> grants;
    for (const std::string& one : options.roles) {
        YIDI_TRY(access::Grant grant, access::parse_grant(one));
        grants.push_back(std::move(grant));
    }
    return grants;
}

tl::unexpected<Error> no_account() {
    return fail(Error{.code = ErrorCode::bad_value,
                      .where = "LOGIN",
                      .rule = "the login of an account",
                      .remedy = "see `yidi account list`",
                      .detail = "there is no such account"});
}

void write_roles(codec::JsonWriter& json, const std::vector<access::Grant>& grants) {
    json.key("roles");
    json.begin_array();
    for (const access::Grant& one : grants) json.value(access::to_string(one));
    json.end_array();
}

void write_account(codec::JsonWriter& json, const Account& account) {
    json.begin_object();
    json.member("account_id", std::to_string(account.id));
    json.member("login", account.login);
    json.member("provider", account.provider);
    write_roles(json, account.grants);
    json.member("state", accounts::name(account.state));
    json.end_object();
}

void write_key(codec::JsonWriter& json, const Key& key) {
    json.begin_object();
    json.member("key_id", std::to_string(key.id));
    json.member("name", key.name);
    write_roles(json, key.grants);
    json.member("state", accounts::name(key.state));
    json.key("until");
    key.until ? json.value(to_string(*key.until)) : json.null();
    json.end_object();
}

/// One object; or what it says in words.
void print(Context& context, const std::function<void(codec::JsonWriter&)>& members,
           const std::string& words) {
    std::string text;
    codec::JsonWriter json{text};
    json.begin_object();
    members(json);
    json.end_object();
    context.out << (context.json ? text : words) << '\n';
}

std::string words_of_token(const Context& context, const std::string& token) {
    return std::string{
               say(context, {"设置密码的一次性令牌（一天内有效，只显示这一次）：\n  ",
                             "One-time token for the password (a day, shown this once):\n  "})} +
           token;
}

Result<void> give_token(Context& context, Payer& payer, const std::string& login) {
    const std::string token = new_token("yr_");
    Account account;
    const Result<void> given =
        ports::write(payer.store(), [&](ports::Session& session) -> Result<void> {
            const payer::Context work = payer.context();
            YIDI_TRY_VOID(accounts::give_reset(session, work, login, token, std::string{kBy}));
            YIDI_TRY(const auto found, accounts::find_account(session, work.vault, login));
            account = *found;
            return {};
        });
    if (!given) return fail(given.error());
    print(
        context,
        [&](codec::JsonWriter& json) {
            json.key("account");
            write_account(json, account);
            json.member("reset_token", token);
        },
        words_of_token(context, token));
    return {};
}

Result<void> add(Context& context, Payer& payer, const Options& options) {
    Account account;
    account.login = options.name;
    account.provider = options.provider;
    YIDI_TRY(account.grants, grants_of(options));
    YIDI_TRY_VOID(ports::write(payer.store(), [&](ports::Session& session) -> Result<void> {
        const payer::Context work = payer.context();
        if (!options.psn_no.empty()) {
            YIDI_TRY(const access::Subject person,
                     accounts::subject_of(session, work, options.psn_no));
            account.pid = person.pid;
        }
        YIDI_TRY(account, accounts::put_account(session, work, account, std::string{kBy}));
        return {};
    }));
    if (account.provider == accounts::kPassword) return give_token(context, payer, account.login);
    print(
        context,
        [&](codec::JsonWriter& json) {
            json.key("account");
            write_account(json, account);
        },
        account.login);
    return {};
}

Result<void> list(Context& context, Payer& payer, const Options&) {
    std::vector<Account> all;
    YIDI_TRY_VOID(payer.store().read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(all, accounts::all_accounts(session, payer.context().vault));
        return {};
    }));
    if (context.json) {
        print(context,
              [&](codec::JsonWriter& json) {
                  json.key("accounts");
                  json.begin_array();
                  for (const Account& one : all) write_account(json, one);
                  json.end_array();
              },
              {});
        return {};
    }
    TextTable table{{std::string{say(context, {"登录名", "login"})},
                     std::string{say(context, {"角色", "roles"})},
                     std::string{say(context, {"状态", "state"})}}};
    for (const Account& one : all) {
        table.add(
            {one.login, access::to_string(one.grants), std::string{accounts::name(one.state)}});
    }
    table.print(context.out, "");
    return {};
}

Result<void> reset(Context& context, Payer& payer, const Options& options) {
    return give_token(context, payer, options.name);
}

Result<void> first(Context& context, Payer& payer, const Options&) {
    YIDI_TRY(const std::string code, give_first_code(payer));
    print(
        context, [&](codec::JsonWriter& json) { json.member("code", code); },
        std::string{say(context, {"第一个管理员的一次性代码（一天内有效，只显示这一次）：\n  ",
                                  "One-time code for the first administrator (a day, shown this "
                                  "once):\n  "})} +
            code);
    return {};
}

Result<void> lock(Context& context, Payer& payer, const Options& options) {
    Account account;
    YIDI_TRY_VOID(ports::write(payer.store(), [&](ports::Session& session) -> Result<void> {
        const payer::Context work = payer.context();
        YIDI_TRY(const auto found, accounts::find_account(session, work.vault, options.name));
        if (!found) return no_account();
        account = *found;
        account.state = options.opens ? accounts::State::active : accounts::State::locked;
        account.sessions_from = work.now;
        YIDI_TRY(account, accounts::put_account(session, work, account, std::string{kBy}));
        return {};
    }));
    print(
        context,
        [&](codec::JsonWriter& json) {
            json.key("account");
            write_account(json, account);
        },
        account.login + ": " + std::string{accounts::name(account.state)});
    return {};
}

Result<void> key(Context& context, Payer& payer, const Options& options) {
    Key key;
    key.name = options.name;
    key.by = kBy;
    YIDI_TRY(key.grants, grants_of(options));
    if (!options.until.empty()) {
        key.until = parse_instant(options.until);
        if (!key.until) {
            return fail(Error{.code = ErrorCode::bad_date,
                              .where = "--until",
                              .rule = "a time such as '2026-12-31 23:59:59', or a day",
                              .remedy = "mend it, or leave it out",
                              .detail = "no time"});
        }
    }
    const std::string token = new_token(accounts::kKeyHead);
    YIDI_TRY_VOID(ports::write(payer.store(), [&](ports::Session& session) -> Result<void> {
        YIDI_TRY(key, accounts::add_key(session, payer.context(), key, token));
        return {};
    }));
    print(
        context,
        [&](codec::JsonWriter& json) {
            json.key("key");
            write_key(json, key);
            json.member("token", token);
        },
        std::string{
            say(context, {"密钥（只显示这一次）：\n  ", "The key (shown this once):\n  "})} +
            token);
    return {};
}

Result<void> keys(Context& context, Payer& payer, const Options&) {
    std::vector<Key> all;
    YIDI_TRY_VOID(payer.store().read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(all, accounts::all_keys(session));
        return {};
    }));
    if (context.json) {
        print(context,
              [&](codec::JsonWriter& json) {
                  json.key("keys");
                  json.begin_array();
                  for (const Key& one : all) write_key(json, one);
                  json.end_array();
              },
              {});
        return {};
    }
    TextTable table{{std::string{say(context, {"编号", "id"})},
                     std::string{say(context, {"用途", "name"})},
                     std::string{say(context, {"角色", "roles"})},
                     std::string{say(context, {"状态", "state"})}}};
    for (const Key& one : all) {
        table.add({std::to_string(one.id), one.name, access::to_string(one.grants),
                   std::string{accounts::name(one.state)}});
    }
    table.print(context.out, "");
    return {};
}

}  // namespace

void add_account(CLI::App& app, Context& context) {
    CLI::App* group =
        app.add_subcommand("account", "Who may sign in on the REST interface, and programs' keys");
    group->require_subcommand(1);
    const auto add_command = [&](const std::string& name, const std::string& help,
                                 Result<void> (*run)(Context&, Payer&, const Options&)) {
        auto options = std::make_shared<Options>();
        CLI::App* command = group->add_subcommand(name, help);
        add_data_options(*command, context, options->data);
        command->callback([&context, options, run] {
            const auto all = [&]() -> Result<void> {
                DataPlace place = place_of(context, options->data);
                // The first administrator may come before the first start.
                place.may_create = run == first;
                YIDI_TRY(const std::unique_ptr<Payer> payer, Payer::open(context, place));
                return run(context, *payer, *options);
            };
            if (const Result<void> done = all(); !done) report(context, done.error());
        });
        return std::pair{command, options};
    };
    constexpr const char* kRoles =
        "A role in a place: window@1301, window@H13010200001, auditor@*; citizen, proxy";
    const auto [added, add_options] =
        add_command("add", "Add an account; prints a one-time token for its password", add);
    added->add_option("LOGIN", add_options->name, "What they sign in with")->required();
    added->add_option("--role", add_options->roles, kRoles)->required();
    added->add_option("--psn-no", add_options->psn_no,
                      "The insured person: citizen and proxy only");
    added->add_option("--provider", add_options->provider, "Who keeps the password")
        ->capture_default_str();
    add_command("first", "A one-time code for the first administrator", first);
    add_command("list", "All accounts", list);
    const auto [resets, reset_options] =
        add_command("reset", "A one-time token for a new password", reset);
    resets->add_option("LOGIN", reset_options->name, "Whose")->required();
    const auto [locks, lock_options] =
        add_command("lock", "Lock an account; its sessions end at once", lock);
    locks->add_option("LOGIN", lock_options->name, "Whose")->required();
    locks->add_flag("--open", lock_options->opens, "The reverse");
    const auto [gives, key_options] = add_command("key", "Give a program a key", key);
    gives->add_option("NAME", key_options->name, "What it is for")->required();
    gives->add_option("--role", key_options->roles, kRoles);
    gives->add_option("--until", key_options->until, "When it ends")->type_name("TIME");
    add_command("keys", "All keys", keys);
}

}  // namespace yidi::cli
