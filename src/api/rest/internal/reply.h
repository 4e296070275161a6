#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/http/message.h"
#include "api/rest/endpoint.h"
#include "base/error.h"

/// Answers that handlers share.
namespace yidi::rest::internal {

inline constexpr int kOk = 200;
inline constexpr int kBadRequest = 400;
inline constexpr int kUnauthorized = 401;
inline constexpr int kForbidden = 403;
inline constexpr int kNotFound = 404;
inline constexpr int kNotAllowed = 405;
inline constexpr int kConflict = 409;
inline constexpr int kUnsupportedMedia = 415;
inline constexpr int kRefused = 422;
inline constexpr int kTooMany = 429;
inline constexpr int kServerError = 500;
inline constexpr int kUnavailable = 503;

/// Of a status (RFC 9110).
[[nodiscard]] std::string_view title_of(int status);

/// What a problem (RFC 9457) says beside its status. Empty members are left out.
struct Problem {
    std::string_view detail = {};
    std::string_view code = {};     ///< name(ErrorCode), or name(Trouble)
    std::string_view pointer = {};  ///< a parameter or header by name, or a JSON pointer
    std::string_view rule = {};     ///< what was expected there
    std::string_view remedy = {};   ///< what to do
    std::string_view clause = {};   ///< of a regulation
};
[[nodiscard]] http::Response problem(int status, const Problem& problem);
/// The status follows from the error's code: fix the request 400, the rules say no 422, read again
/// 409, try again 503, no rule known 422, our fault 500.
[[nodiscard]] http::Response problem(const Error& error);
/// The status and the code are the trouble's.
[[nodiscard]] http::Response problem(Trouble trouble, const Error& error,
                                     std::int64_t retry_after_s = 0);

/// 405 with what the path does take.
[[nodiscard]] http::Response not_allowed(std::string_view allow);

/// A page that no cache keeps and that can load nothing and run nothing.
[[nodiscard]] http::Response page(std::string html);
/// Bytes of somebody else's, which a browser keeps as a file and does not show.
[[nodiscard]] http::Response file(std::string_view media, std::string bytes);
/// A PDF of ours, which a browser may show.
[[nodiscard]] http::Response document(std::string bytes);
/// JSON that no cache keeps.
[[nodiscard]] http::Response json(std::string body, int status = kOk);

}  // namespace yidi::rest::internal
