#pragma once

#include "api/rest/internal/call.h"

namespace yidi::rest::internal {

/// The cookie of a session.
inline constexpr std::string_view kCookieName = "yidi_session";
/// A page sends it with every write, since no other site can make a browser send it.
inline constexpr std::string_view kPageHeader = "X-Yidi-Page";
inline constexpr std::string_view kKeyHeader = "Idempotency-Key";

/// Who asks: by `Authorization: Bearer`, else by cookie. Whoever shows neither, or a cookie that is
/// over, is nobody.
/// Errors    bad_value: a bearer token that lets nobody in (401); those of reading the store.
[[nodiscard]] Result<Caller> identify(const RouterPorts& ports, const payer::Context& context,
                                      const http::Request& request);

/// Whether the caller may use the operation at all.
/// Returns   why not.
[[nodiscard]] std::optional<Refusal> check_caller(const Endpoint& endpoint, const Caller& caller,
                                                  const http::Request& request);

/// Of the first language that we speak; Chinese.
[[nodiscard]] explain::Language language_of(const http::Request& request);

/// "yidi_session=…; HttpOnly; …", which ends with the session, or at once without a token.
[[nodiscard]] std::string cookie_of(std::string_view token, std::int64_t life_ms, bool is_tls);

}  // namespace yidi::rest::internal
