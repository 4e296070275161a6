#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "adapters/crypto/gateway_signature.h"
#include "adapters/crypto/signature_finding.h"
#include "base/error.h"
#include "base/instant.h"
#include "domain/registry/profile.h"

/// Whether a request comes from the institution that it names, on every interface that hospitals
/// call.
namespace yidi::crypto {

/// Headers of gateway signature A, as they came; empty where one is missing.
struct GatewayHeaders {
    std::string_view paasid;     ///< x-tif-paasid
    std::string_view timestamp;  ///< x-tif-timestamp, seconds since 1970
    std::string_view nonce;      ///< x-tif-nonce
    std::string_view signature;  ///< x-tif-signature, hexadecimal
};

/// What the register holds of an institution.
struct GatewayKey {
    std::string_view paas_id;  ///< or access key, or client id; empty: any
    std::string_view secret;   ///< empty: nobody passes
    /// What the server's own tokens are made with (`oauth2` only).
    std::string_view token_key = {};
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

/// When, and how far a clock may be off.
struct GatewayTime {
    Instant now;
    std::int64_t window_ms = kClockWindowMs;
};

/// The check that a profile's gateway asks for, on the headers of one request; of two with the same
/// name the first counts.
///   none        passes
///   tif         as check_gateway
///   csb         _api_timestamp in milliseconds; _api_signature as csb_signature
///   oauth2      Authorization: Bearer, with a token of access_token.h
///   static_key  apikey is the secret
[[nodiscard]] SignatureFinding examine_gateway(registry::GatewayStyle style,
                                               std::span<const GatewayHeader> headers,
                                               const GatewayKey& key, const GatewayTime& time);

}  // namespace yidi::crypto
