#pragma once

#include <string>
#include <string_view>

#include "app/access/accounts.h"

/// The first administrator of an installation is whoever holds a one-time code, which the server
/// prints when it starts and keeps only as a hash. The code waits as an account without a password;
/// who uses it gives that account their login and password.
namespace yidi::accounts {

/// The login under which the code waits. Nobody signs in with it: it has no password.
inline constexpr std::string_view kFirstLogin = "first-administrator";

/// Whether nobody is there yet who could make accounts. Reads accounts up to the first who could:
/// anybody may have this asked.
[[nodiscard]] Result<bool> needs_administrator(ports::Session& session, const ports::Vault& vault);
/// Whether a code waits, be its day over or not. One look-up.
[[nodiscard]] Result<bool> awaits_administrator(ports::Session& session, const ports::Vault& vault);

/// Keeps a code for a day; an earlier one is over.
/// Errors    changed_meanwhile: there is an administrator.
[[nodiscard]] Result<void> give_first_code(ports::Session& session, const payer::Context& context,
                                           std::string_view code, const std::string& by);
/// Takes back a code that waits, since there is an administrator. Nothing happens without one.
[[nodiscard]] Result<void> forget_first_code(ports::Session& session, const payer::Context& context,
                                             const std::string& by);

/// Whether this is the code that waits, and its day is not over.
[[nodiscard]] Result<bool> fits_first_code(ports::Session& session, const payer::Context& context,
                                           std::string_view code);
struct FirstAdministrator {
    std::string login;
    std::string stored;  ///< the password as ports::Passwords stores it
};
/// Uses the code up. Requires that it fits.
/// Errors    changed_meanwhile: there is an administrator by now, or the login is taken; bad_value:
///           the login.
[[nodiscard]] Result<Account> make_first_administrator(ports::Session& session,
                                                       const payer::Context& context,
                                                       const FirstAdministrator& first);

}  // namespace yidi::accounts
