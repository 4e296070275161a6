#pragma once

#include <cstdint>
#include <string_view>

#include "base/error.h"
#include "base/instant.h"

/// Whether a request comes from the institution that it names: by the profile with the headers
/// x-tif-*, on every interface that hospitals call.
namespace yidi::crypto {

/// Headers of gateway signature A, as they came; empty where one is missing.
struct GatewayHeaders {
    std::string_view paasid;     ///< x-tif-paasid
    std::string_view timestamp;  ///< x-tif-timestamp, seconds since 1970
    std::string_view nonce;      ///< x-tif-nonce
    std::string_view signature;  ///< x-tif-signature, hexadecimal
};

struct GatewayKey {
    std::string_view paas_id;  ///< empty: any
    std::string_view secret;
};

/// How far a client's clock may be off: clocks of hospitals are, and one client computes its
/// seconds from local time.
inline constexpr std::int64_t kClockWindowMs = std::int64_t{30} * 60 * 1'000;

/// Whether hex(SHA-256(timestamp + secret + nonce + timestamp)) is the signature. The body is not
/// signed.
/// Errors    bad_value, in Chinese: `where` is the header, `detail` says which step failed. The
///           signature that would be right is never told: who knows it could use it.
[[nodiscard]] Result<void> check_gateway(const GatewayHeaders& headers, const GatewayKey& key,
                                         Instant now, std::int64_t window_ms = kClockWindowMs);

}  // namespace yidi::crypto
