#include <array>
#include <utility>

#include "app/access/accounts.h"
#include "app/payer/internal/row_reader.h"

/// Sessions, keys, and attempts that failed.
namespace yidi::accounts {
namespace {

using access::Principal;
using access::Via;
using payer::internal::RowReader;
using payer::internal::value_of;
using ports::Row;
using ports::Session;
using ports::spec;
using ports::Table;
using ports::Value;

constexpr std::string_view kCookie = "cookie";
constexpr std::string_view kToken = "token";

Result<Key> read_key(const Row& row) {
    RowReader in{Table::api_key, row};
    Key key;
    key.id = in.number();
    in.skip();
    key.name = in.text();
    const std::string grants = in.text();
    key.state = in.text() == name(State::active) ? State::active : State::locked;
    if (const auto until = in.maybe_number()) key.until = Instant::from_ms(*until);
    key.by = in.text();
    key.at = in.instant();
    YIDI_TRY_VOID(in.end());
    YIDI_TRY(key.grants, access::parse_grants(grants));
    return key;
}

Result<std::optional<Row>> key_row(Session& session, std::int64_t id) {
    const std::array<Value, 1> key{id};
    return session.get(spec(Table::api_key), key);
}

Result<std::optional<Principal>> of_key(Session& session, const payer::Context& context,
                                        std::string_view token) {
    const std::string hash = context.vault.look_up_hash(token);
    YIDI_TRY(const std::vector<Key> found,
             payer::internal::scan_rows<Key>(session, Table::api_key, {.prefix = {hash}}, read_key,
                                             ports::by::kHash));
    if (found.empty()) return std::optional<Principal>{};
    const Key& key = found.front();
    if (key.state != State::active || (key.until && *key.until < context.now)) {
        return std::optional<Principal>{};
    }
    return std::optional{
        Principal{.id = "key:" + std::to_string(key.id), .grants = key.grants, .via = Via::key}};
}

Result<std::optional<Principal>> of_session(Session& session, const payer::Context& context,
                                            std::string_view token) {
    const std::array<Value, 1> key{context.vault.look_up_hash(token)};
    YIDI_TRY(const std::optional<Row> row, session.get(spec(Table::user_session), key));
    if (!row) return std::optional<Principal>{};
    RowReader in{Table::user_session, *row};
    in.skip();
    const std::int64_t id = in.number();
    const Via via = in.text() == kCookie ? Via::cookie : Via::token;
    const Instant begun = in.instant();
    const Instant until = in.instant();
    YIDI_TRY_VOID(in.end());
    YIDI_TRY(const std::optional<Account> account, account_of(session, context.vault, id));
    const bool holds = account && account->state == State::active && context.now <= until &&
                       account->sessions_from < begun;
    if (!holds) return std::optional<Principal>{};
    return std::optional{Principal{.id = "user:" + std::to_string(id),
                                   .grants = account->grants,
                                   .pid = account->pid,
                                   .account = id,
                                   .via = via,
                                   .must_change_password = account->must_change}};
}

/// What is over by a time leaves with the next one that comes, a few at a time.
Result<void> forget_old(Session& session, Table table, Instant until) {
    constexpr std::size_t kAtOnce = 8;
    std::vector<std::string> old;
    YIDI_TRY_VOID(session.scan(spec(table), ports::by::kTime, {.to = value_of(until)},
                               [&old](const Row& row) {
                                   old.push_back(std::get<std::string>(row.front()));
                                   return old.size() < kAtOnce;
                               }));
    for (const std::string& hash : old) {
        const std::array<Value, 1> key{hash};
        YIDI_TRY_VOID(session.erase(spec(table), key));
    }
    return {};
}

/// A login is hashed in a place of its own, so that it equals no other hash of the same text.
std::string failure_key(const ports::Vault& vault, std::string_view login) {
    return vault.look_up_hash("login " + std::string{login});
}

}  // namespace

Result<access::Failures> failures_of(Session& session, const ports::Vault& vault,
                                     std::string_view login) {
    const std::array<Value, 1> key{failure_key(vault, login)};
    YIDI_TRY(const std::optional<Row> row, session.get(spec(Table::login_failure), key));
    if (!row) return access::Failures{};
    RowReader in{Table::login_failure, *row};
    in.skip();
    access::Failures failures;
    failures.count = in.number();
    failures.last = in.instant();
    YIDI_TRY_VOID(in.end());
    return failures;
}

Result<void> note_failure(Session& session, const payer::Context& context, std::string_view login) {
    YIDI_TRY_VOID(
        forget_old(session, Table::login_failure, context.now.plus_ms(-access::kForgetMs)));
    YIDI_TRY(const access::Failures before, failures_of(session, context.vault, login));
    const access::Failures now = access::counted(before, context.now);
    return session.put(spec(Table::login_failure),
                       {failure_key(context.vault, login), now.count, value_of(now.last)});
}

Result<void> forget_failures(Session& session, const ports::Vault& vault, std::string_view login) {
    const std::array<Value, 1> key{failure_key(vault, login)};
    return session.erase(spec(Table::login_failure), key);
}

Result<Instant> open_session(Session& session, const payer::Context& context,
                             const NewSession& opened) {
    YIDI_TRY_VOID(forget_old(session, Table::user_session, context.now));
    const Instant until = context.now.plus_ms(access::session_ms(opened.via));
    YIDI_TRY_VOID(session.insert(spec(Table::user_session),
                                 {context.vault.look_up_hash(opened.token), opened.account,
                                  std::string{opened.via == Via::cookie ? kCookie : kToken},
                                  value_of(context.now), value_of(until)}));
    YIDI_TRY_VOID(note(
        session, context,
        {.by = "user:" + std::to_string(opened.account), .pid = std::nullopt, .what = "sign in"}));
    return until;
}

Result<void> close_session(Session& session, const ports::Vault& vault, std::string_view token) {
    const std::array<Value, 1> key{vault.look_up_hash(token)};
    return session.erase(spec(Table::user_session), key);
}

Result<Key> add_key(Session& session, const payer::Context& context, Key key,
                    std::string_view token) {
    key.id = context.ids.next();
    key.at = context.now;
    YIDI_TRY_VOID(session.insert(
        spec(Table::api_key),
        {key.id, context.vault.look_up_hash(token), key.name, access::to_string(key.grants),
         std::string{name(key.state)}, value_of(key.until), key.by, value_of(key.at)}));
    YIDI_TRY_VOID(note(
        session, context,
        {.by = key.by,
         .pid = std::nullopt,
         .what = "key " + std::to_string(key.id) + " added " + access::to_string(key.grants)}));
    return key;
}

Result<void> lock_key(Session& session, const payer::Context& context, std::int64_t id,
                      const std::string& by) {
    YIDI_TRY(std::optional<Row> row, key_row(session, id));
    if (!row) {
        return fail(Error{.code = ErrorCode::bad_value,
                          .where = "key_id",
                          .rule = "一个密钥的编号",
                          .remedy = "请核对编号",
                          .detail = "没有这个密钥"});
    }
    constexpr std::size_t kStateColumn = 4;
    (*row)[kStateColumn] = std::string{name(State::locked)};
    YIDI_TRY_VOID(session.put(spec(Table::api_key), *row));
    return note(session, context,
                {.by = by, .pid = std::nullopt, .what = "key " + std::to_string(id) + " locked"});
}

Result<std::optional<Key>> key_of(Session& session, std::int64_t id) {
    YIDI_TRY(const std::optional<Row> row, key_row(session, id));
    if (!row) return std::optional<Key>{};
    YIDI_TRY(Key key, read_key(*row));
    return std::optional{std::move(key)};
}

Result<std::vector<Key>> all_keys(Session& session) {
    return payer::internal::scan_rows<Key>(session, Table::api_key, {}, read_key);
}

Result<std::optional<Principal>> principal_of(Session& session, const payer::Context& context,
                                              std::string_view token) {
    if (token.starts_with(kKeyHead)) return of_key(session, context, token);
    if (token.starts_with(kSessionHead)) return of_session(session, context, token);
    return std::optional<Principal>{};
}

}  // namespace yidi::accounts
