#include "app/access/password_provider.h"

#include <utility>

namespace yidi::accounts {

Result<std::optional<std::string>> PasswordProvider::identify(const ports::Credential& credential) {
    std::optional<Account> account;
    YIDI_TRY_VOID(store_.read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(account, find_account(session, vault_, std::string{credential.login}));
        return {};
    }));
    const bool is_ours = account && account->provider == kPassword;
    // Compared in any case: how long it takes does not tell which logins there are.
    const bool fits =
        passwords_.matches(credential.secret, is_ours ? std::string_view{account->password} : "");
    if (!fits || !is_ours) return std::optional<std::string>{};
    return std::optional{std::move(account->login)};
}

}  // namespace yidi::accounts
