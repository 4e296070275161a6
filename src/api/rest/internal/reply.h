#pragma once

#include <string>
#include <string_view>

#include "adapters/http/message.h"
#include "base/error.h"

/// Answers that handlers share.
namespace yidi::rest::internal {

inline constexpr int kOk = 200;
inline constexpr int kBadRequest = 400;
inline constexpr int kUnauthorized = 401;
inline constexpr int kNotFound = 404;
inline constexpr int kNotAllowed = 405;
inline constexpr int kServerError = 500;
inline constexpr int kUnavailable = 503;

/// What a problem (RFC 9457) says beside its status. Empty members are left out.
struct Problem {
    std::string_view detail = {};
    std::string_view code = {};    ///< name(ErrorCode)
    std::string_view where = {};   ///< the parameter or header to mend
    std::string_view remedy = {};  ///< what to do
};
[[nodiscard]] http::Response problem(int status, const Problem& problem);
/// The status follows from the error's code; `missing` is that of what the request names and is
/// not there.
[[nodiscard]] http::Response problem(const Error& error, int missing);

/// 405 with what the path does take.
[[nodiscard]] http::Response not_allowed(std::string_view allow);

/// A page that no cache keeps and that can load nothing and run nothing.
[[nodiscard]] http::Response page(std::string html);

}  // namespace yidi::rest::internal
