#pragma once

#include <cstdint>
#include <string_view>

#include "base/error.h"
#include "base/instant.h"
#include "domain/access/access.h"

/// Rules of signing in: what a password must be, how long whoever errs has to wait, how long a
/// session lasts.
namespace yidi::access {

inline constexpr std::size_t kPasswordMin = 10;   ///< characters
inline constexpr std::size_t kPasswordMax = 128;  ///< bytes, so that hashing has an end

/// Errors    bad_value at "password": too short, too long, one character over and over, fewer than
///           three kinds of characters below 16, or the login in it. The password is not repeated.
[[nodiscard]] Result<void> check_password(std::string_view password, std::string_view login);
/// Letters, digits and . _ - @, 2 to 64 of them.
/// Errors    bad_value at "login".
[[nodiscard]] Result<void> check_login(std::string_view login);

/// Wrong passwords for one login, one after another.
struct Failures {
    std::int64_t count = 0;
    Instant last;
};
/// Nothing waits before so many.
inline constexpr std::int64_t kFreeFailures = 5;
/// After so long without an attempt the count begins anew.
inline constexpr std::int64_t kForgetMs = 86'400'000;

/// From when on the next attempt is looked at: at once before the fifth failure, then 30 seconds,
/// doubling with each further one to at most an hour.
[[nodiscard]] Instant open_again(const Failures& failures);
/// One more.
[[nodiscard]] Failures counted(const Failures& before, Instant now);

/// How long a session lasts.
[[nodiscard]] std::int64_t session_ms(Via via);
/// How long a token for a new password lasts.
inline constexpr std::int64_t kResetMs = 86'400'000;

}  // namespace yidi::access
