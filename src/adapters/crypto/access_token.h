#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/instant.h"
#include "ports/vault.h"

/// Access tokens of gateway signature C (OAuth2). A token says who it is for and until when, under
/// a code of the server: nothing is kept, and every server with the same key knows it. It ends with
/// its time, or with the client's secret: a new secret makes all older tokens void.
namespace yidi::crypto {

/// What a token is made and checked with.
struct TokenKey {
    std::string_view server_key;  ///< at least 32 bytes that nobody else has (asserted)
    std::string_view client_id;
    std::string_view secret;  ///< the client's
};

/// The server's key for them: made of the vault's, so that it is kept nowhere else and changes with
/// it.
[[nodiscard]] std::string token_key(const ports::Vault& vault);

inline constexpr std::size_t kTokenChanceBytes = 16;

struct TokenTerms {
    Instant expires;
    std::string_view chance;  ///< kTokenChanceBytes bytes (asserted), so that two tokens differ
};

/// "<milliseconds since 1970>.<32 hexadecimal digits>.<64 hexadecimal digits>": fit for a header.
[[nodiscard]] std::string issue_access_token(const TokenKey& key, const TokenTerms& terms);

/// Whether the token is this client's and its time is not over.
/// Errors    bad_value, in Chinese: `where` is "authorization". That it is over is told only of a
///           token that is genuine.
[[nodiscard]] Result<void> check_access_token(std::string_view token, const TokenKey& key,
                                              Instant now);

/// One who may ask for tokens.
struct ClientCredentials {
    std::string id;
    std::string secret;
};

/// Those within "Basic <Base64 of id:secret>".
/// Errors    bad_value, in Chinese; nothing of it is repeated.
[[nodiscard]] Result<ClientCredentials> read_basic(std::string_view authorization);

/// A request for a token, its form fields decoded; empty where one is missing.
struct TokenRequest {
    ClientCredentials client;
    std::string grant_type;  ///< "password" or "client_credentials"
    std::string username;
    std::string password;
};

/// What the register holds. An empty user name: none is asked for, since id and secret already say
/// who it is.
struct OAuthClient {
    std::string_view id;
    std::string_view secret;
    std::string_view username = {};
    std::string_view password = {};
};

/// Whether a token may be given. In constant time, and without saying which of id and secrets is
/// wrong.
/// Errors    bad_value, in Chinese: `where` is grant_type, client_id or username.
[[nodiscard]] Result<void> check_token_request(const TokenRequest& request,
                                               const OAuthClient& client);

}  // namespace yidi::crypto
