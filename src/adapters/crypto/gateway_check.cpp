#include "adapters/crypto/gateway_check.h"

#include <string>
#include <utility>

#include "adapters/crypto/access_token.h"
#include "adapters/crypto/bytes.h"
#include "adapters/crypto/internal/gateway_steps.h"
#include "adapters/crypto/internal/lowercase.h"
#include "base/assert.h"

namespace yidi::crypto {
namespace {

constexpr std::string_view kBearer = "bearer ";

Result<void> check_bearer(std::span<const GatewayHeader> headers, const GatewayKey& key,
                          Instant now) {
    constexpr std::string_view kHeader = "authorization";
    const std::string_view value = header_value(headers, kHeader);
    if (lowercase(value.substr(0, kBearer.size())) != kBearer) {
        return refuse_gateway(kHeader, "缺少访问令牌", "Authorization: Bearer <access_token>",
                              "请先取得 access_token，并随每个请求发送");
    }
    YIDI_TRY_VOID(check_has_secret(kHeader, key));
    return check_access_token(
        value.substr(kBearer.size()),
        {.server_key = key.token_key, .client_id = key.paas_id, .secret = key.secret}, now);
}

Result<void> check_static_key(std::span<const GatewayHeader> headers, const GatewayKey& key) {
    constexpr std::string_view kHeader = "apikey";
    const std::string_view value = header_value(headers, kHeader);
    if (value.empty()) {
        return refuse_gateway(kHeader, "缺少服务网关的请求头", "请求头 apikey 须发送",
                              "请补上该请求头");
    }
    YIDI_TRY_VOID(check_has_secret(kHeader, key));
    if (equal_in_constant_time(value, key.secret)) return {};
    return refuse_gateway(kHeader, "apikey 不一致", "分配给该机构的 apikey",
                          "请核对 apikey 与 fixmedins_code");
}

}  // namespace

Result<void> check_gateway(const GatewayHeaders& headers, const GatewayKey& key, Instant now,
                           std::int64_t window_ms) {
    return std::move(examine_tif(headers, key, {.now = now, .window_ms = window_ms}).verdict);
}

SignatureFinding examine_gateway(registry::GatewayStyle style,
                                 std::span<const GatewayHeader> headers, const GatewayKey& key,
                                 const GatewayTime& time) {
    using registry::GatewayStyle;
    switch (style) {
        case GatewayStyle::none: return {};
        case GatewayStyle::tif:
            return examine_tif({.paasid = header_value(headers, "x-tif-paasid"),
                                .timestamp = header_value(headers, "x-tif-timestamp"),
                                .nonce = header_value(headers, "x-tif-nonce"),
                                .signature = header_value(headers, "x-tif-signature")},
                               key, time);
        case GatewayStyle::csb: return examine_csb(headers, key, time);
        // The code of a token is a token: what would be right is not told, nor is a key.
        case GatewayStyle::oauth2:
            return {.verdict = check_bearer(headers, key, time.now),
                    .signed_text = "Authorization: Bearer <access_token>",
                    .expected = {}};
        case GatewayStyle::static_key:
            return {.verdict = check_static_key(headers, key),
                    .signed_text = "apikey: <secret>",
                    .expected = {}};
    }
    YIDI_ASSERT(false);
    return {};
}

}  // namespace yidi::crypto
