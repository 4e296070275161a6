#pragma once

#include "app/access/accounts.h"
#include "ports/identity_provider.h"
#include "ports/passwords.h"

namespace yidi::accounts {

/// Accounts whose password we keep.
class PasswordProvider final : public ports::IdentityProvider {
public:
    /// All outlive the provider.
    PasswordProvider(ports::Store& store, const ports::Vault& vault,
                     const ports::Passwords& passwords)
        : store_{store}, vault_{vault}, passwords_{passwords} {}

    [[nodiscard]] std::string_view name() const override { return kPassword; }
    [[nodiscard]] Result<std::optional<std::string>> identify(
        const ports::Credential& credential) override;

private:
    ports::Store& store_;
    const ports::Vault& vault_;
    const ports::Passwords& passwords_;
};

}  // namespace yidi::accounts
