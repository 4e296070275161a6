#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

#include "adapters/crypto/gateway_check.h"

/// Steps that the gateways' checks have in common.
namespace yidi::crypto {

[[nodiscard]] tl::unexpected<Error> refuse_gateway(std::string_view header, std::string_view what,
                                                   std::string_view rule, std::string_view remedy);

/// The first header of that name, whatever its case; empty where there is none.
[[nodiscard]] std::string_view header_value(std::span<const GatewayHeader> headers,
                                            std::string_view name);

/// Whether each is there and of a length that a log can hold. `rule` says which are asked for.
[[nodiscard]] Result<void> check_present(std::initializer_list<GatewayHeader> headers,
                                         std::string_view rule);

/// Whether the institution has a secret at all: without one anybody could sign.
[[nodiscard]] Result<void> check_has_secret(std::string_view header, const GatewayKey& key);

enum class TimeUnit : std::uint8_t { seconds, milliseconds };

struct SentTime {
    std::string_view header;
    std::string_view text;
    TimeUnit unit;
};

[[nodiscard]] Result<void> check_time(const SentTime& sent, const GatewayTime& time);

[[nodiscard]] SignatureFinding examine_tif(const GatewayHeaders& headers, const GatewayKey& key,
                                           const GatewayTime& time);
[[nodiscard]] SignatureFinding examine_csb(std::span<const GatewayHeader> headers,
                                           const GatewayKey& key, const GatewayTime& time);

}  // namespace yidi::crypto
