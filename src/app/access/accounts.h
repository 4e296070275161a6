#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/payer/context.h"
#include "domain/access/access.h"
#include "domain/access/sign_in.h"

/// Who may sign in: accounts of people, keys of programs, and what both are let in by. Tokens come
/// from the caller, who makes them by chance; only their keyed hash is kept.
namespace yidi::accounts {

enum class State : std::uint8_t { active, locked };
[[nodiscard]] std::string_view name(State state);

/// The provider whose credential is a password that we keep.
inline constexpr std::string_view kPassword = "password";

struct Account {
    std::int64_t id = 0;
    std::string login;
    std::string provider{kPassword};
    std::vector<access::Grant> grants;
    std::optional<registry::Pid> pid;  ///< of a citizen or proxy
    State state = State::active;
    std::string password;      ///< as ports::Passwords stores it; empty: none
    bool must_change = false;  ///< the password was given by another
    std::string reset;         ///< hash of a token for a new password; empty: none
    Instant reset_until;
    Instant sessions_from;  ///< those begun by then are over
    Instant at;             ///< when it was made
};

[[nodiscard]] Result<std::optional<Account>> find_account(ports::Session& session,
                                                          const ports::Vault& vault,
                                                          const std::string& login);
[[nodiscard]] Result<std::optional<Account>> account_of(ports::Session& session,
                                                        const ports::Vault& vault, std::int64_t id);
/// By number.
[[nodiscard]] Result<std::vector<Account>> all_accounts(ports::Session& session,
                                                        const ports::Vault& vault);
/// Whether there is one that fits; reads no further than that one.
[[nodiscard]] Result<bool> has_account(ports::Session& session, const ports::Vault& vault,
                                       const std::function<bool(const Account&)>& fits);

/// The logins behind ids of people, "user:12"; what is none, or is no longer there, is left out.
[[nodiscard]] Result<std::map<std::string, std::string, std::less<>>> logins_of(
    ports::Session& session, const ports::Vault& vault, const std::set<std::string>& ids);

/// Inserts or replaces, and notes it. An account without a number is given one.
/// Errors    bad_value: the login, or roles that do not fit the pid; changed_meanwhile: another
///           account has this login.
[[nodiscard]] Result<Account> put_account(ports::Session& session, const payer::Context& context,
                                          Account account, const std::string& by);

/// Gives a token with which the account's owner sets a new password, once, within a day. Sessions
/// go on.
/// Errors    bad_value: no such login, or one whose password is kept elsewhere.
[[nodiscard]] Result<void> give_reset(ports::Session& session, const payer::Context& context,
                                      const std::string& login, std::string_view token,
                                      const std::string& by);
/// What was wrong before is forgotten, and every session is over.
struct NewPassword {
    std::string stored;  ///< as ports::Passwords stores it
    std::string by;
};
[[nodiscard]] Result<void> set_password(ports::Session& session, const payer::Context& context,
                                        Account account, const NewPassword& password);
/// Whether the token is the one that give_reset was given, and its day is not over.
[[nodiscard]] bool fits_reset(const Account& account, const ports::Vault& vault,
                              std::string_view token, Instant now);

/// Wrong passwords are counted by login, whether or not there is such an account.
[[nodiscard]] Result<access::Failures> failures_of(ports::Session& session,
                                                   const ports::Vault& vault,
                                                   std::string_view login);
[[nodiscard]] Result<void> note_failure(ports::Session& session, const payer::Context& context,
                                        std::string_view login);
[[nodiscard]] Result<void> forget_failures(ports::Session& session, const ports::Vault& vault,
                                           std::string_view login);

/// Begins a session. Returns when it ends.
struct NewSession {
    std::int64_t account = 0;
    access::Via via = access::Via::token;
    std::string_view token;
};
[[nodiscard]] Result<Instant> open_session(ports::Session& session, const payer::Context& context,
                                           const NewSession& opened);
/// Nothing happens where there is none.
[[nodiscard]] Result<void> close_session(ports::Session& session, const ports::Vault& vault,
                                         std::string_view token);

/// A program's key.
struct Key {
    std::int64_t id = 0;
    std::string name;
    std::vector<access::Grant> grants;
    State state = State::active;
    std::optional<Instant> until;
    std::string by;
    Instant at;
};
/// Keeps a new key under its token, and notes it. Returns it with its number.
[[nodiscard]] Result<Key> add_key(ports::Session& session, const payer::Context& context, Key key,
                                  std::string_view token);
/// Errors    bad_value: no such key.
[[nodiscard]] Result<void> lock_key(ports::Session& session, const payer::Context& context,
                                    std::int64_t id, const std::string& by);
[[nodiscard]] Result<std::optional<Key>> key_of(ports::Session& session, std::int64_t id);
/// By number.
[[nodiscard]] Result<std::vector<Key>> all_keys(ports::Session& session);

/// Begin of a key's token; that of a session begins with another.
inline constexpr std::string_view kKeyHead = "yk_";
inline constexpr std::string_view kSessionHead = "ys_";

/// Whom a token lets in; empty: nobody, whatever the reason.
[[nodiscard]] Result<std::optional<access::Principal>> principal_of(ports::Session& session,
                                                                    const payer::Context& context,
                                                                    std::string_view token);

/// What an operation about a person holds against the caller's scope. Reads no personal data.
/// Errors    bad_value: nobody has this number.
[[nodiscard]] Result<access::Subject> subject_of(ports::Session& session,
                                                 const payer::Context& context,
                                                 std::string_view psn_no);
[[nodiscard]] Result<access::Subject> subject_of(ports::Session& session,
                                                 const payer::Context& context, registry::Pid pid);

/// The number that the person is told, in the area where they are insured now.
/// Errors    bad_value: nobody has this pid.
[[nodiscard]] Result<std::string> psn_no_of(ports::Session& session, registry::Pid pid);
/// What a scope reaches, as a subject: an institution with its region, or a region.
[[nodiscard]] Result<access::Subject> subject_of_scope(ports::Session& session,
                                                       const access::Scope& scope);

/// Notes who changed or looked at whose data.
struct Access {
    std::string by;
    std::optional<registry::Pid> pid;
    std::string what;
    /// Of a look at a list of persons: which list (list_at, kFilingList, kClaimList), and whom it
    /// showed.
    std::string list = {};
    std::vector<registry::Pid> shown = {};
};
/// The lists on which somebody may have been shown: an institution's, and that of what waits at
/// agencies.
[[nodiscard]] std::string list_at(std::string_view fixmedins_code);
inline constexpr std::string_view kFilingList = "filings";
inline constexpr std::string_view kClaimList = "claims";
[[nodiscard]] Result<void> note(ports::Session& session, const payer::Context& context,
                                const Access& access);

}  // namespace yidi::accounts
