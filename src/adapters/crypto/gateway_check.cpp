#include "adapters/crypto/gateway_check.h"

#include <array>
#include <charconv>
#include <optional>
#include <string>

#include "adapters/crypto/gateway_signature.h"

namespace yidi::crypto {
namespace {

tl::unexpected<Error> refuse(std::string_view header, std::string_view what, std::string_view rule,
                             std::string_view remedy) {
    return fail(Error{.code = ErrorCode::bad_value,
                      .where = std::string{header},
                      .rule = std::string{rule},
                      .remedy = std::string{remedy},
                      .detail = "网关签名：" + std::string{what}});
}

Result<void> check_present(const GatewayHeaders& headers) {
    struct Header {
        std::string_view name;
        std::string_view value;
    };
    constexpr std::size_t kSizeMax = 128;
    for (const Header& header :
         {Header{"x-tif-paasid", headers.paasid}, Header{"x-tif-timestamp", headers.timestamp},
          Header{"x-tif-nonce", headers.nonce}, Header{"x-tif-signature", headers.signature}}) {
        if (header.value.empty()) {
            return refuse(header.name, "缺少服务网关的请求头", "四个 x-tif- 请求头都须发送",
                          "请补上该请求头");
        }
        if (header.value.size() > kSizeMax) {
            return refuse(header.name, "请求头过长", "最多 128 个字符", "请核对该请求头");
        }
    }
    return {};
}

Result<void> check_time(std::string_view text, Instant now, std::int64_t window_ms) {
    constexpr std::int64_t kSecondMs = 1'000;
    constexpr std::int64_t kSecondsMax = 100'000'000'000;
    constexpr std::string_view kHeader = "x-tif-timestamp";
    std::int64_t seconds = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, seconds);
    if (error != std::errc{} || rest != end || seconds < 0 || seconds > kSecondsMax) {
        return refuse(kHeader, "时间戳不是 Unix 秒数", "1970 年以来的秒数，10 位数字",
                      "请发送秒而不是毫秒");
    }
    const std::int64_t off_ms = seconds * kSecondMs - now.ms();
    if (off_ms <= window_ms && off_ms >= -window_ms) return {};
    return refuse(kHeader,
                  "签名时间戳超时，与服务器时间 " + to_string(now) + " 相差 " +
                      std::to_string(off_ms / kSecondMs) + " 秒",
                  "与服务器时间相差不超过 " + std::to_string(window_ms / kSecondMs) + " 秒",
                  "请校准时钟，并核对时区（时间戳按 UTC 计）");
}

}  // namespace

Result<void> check_gateway(const GatewayHeaders& headers, const GatewayKey& key, Instant now,
                           std::int64_t window_ms) {
    YIDI_TRY_VOID(check_present(headers));
    if (!key.paas_id.empty() && headers.paasid != key.paas_id) {
        return refuse("x-tif-paasid", "非法用户，不是该机构的应用编号", "分配给该机构的 paasid",
                      "请核对 paasid 与 fixmedins_code");
    }
    YIDI_TRY_VOID(check_time(headers.timestamp, now, window_ms));
    const GatewayMessage message{
        .timestamp = headers.timestamp, .nonce = headers.nonce, .secret = key.secret};
    if (!is_signed_by_gateway(message, headers.signature)) {
        return refuse("x-tif-signature", "签名不一致",
                      "hex(SHA-256(timestamp + secret + nonce + timestamp))，UTF-8",
                      "请核对密钥与拼接顺序");
    }
    return {};
}

}  // namespace yidi::crypto
