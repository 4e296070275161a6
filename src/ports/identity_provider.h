#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace yidi::ports {

/// What somebody shows to say who they are: a login and its password, or what another system has
/// signed (an ID token of OpenID Connect).
struct Credential {
    std::string_view login;
    std::string_view secret;
};

/// Turns a credential into the login of an account. The password of ours is one; a login service of
/// a province would be another: it checks the signature of an ID token and says whose it is.
/// Threads   any; may take its time.
class IdentityProvider {
public:
    IdentityProvider() = default;
    IdentityProvider(const IdentityProvider&) = delete;
    IdentityProvider& operator=(const IdentityProvider&) = delete;
    virtual ~IdentityProvider() = default;

    /// As `provider` of an account and of a sign-in names it.
    [[nodiscard]] virtual std::string_view name() const = 0;
    /// The login of the account that the credential proves; empty: it proves none, and why is not
    /// told.
    /// Errors    busy: whoever has to be asked does not answer.
    [[nodiscard]] virtual Result<std::optional<std::string>> identify(
        const Credential& credential) = 0;
};

}  // namespace yidi::ports
