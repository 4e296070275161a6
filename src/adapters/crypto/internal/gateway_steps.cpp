#include "adapters/crypto/internal/gateway_steps.h"

#include <charconv>
#include <string>

#include "adapters/crypto/internal/lowercase.h"

namespace yidi::crypto {
namespace {

constexpr std::int64_t kSecondMs = 1'000;
// The year 5138, and what a moment after 1973 has at least: what lies beyond is the other unit.
constexpr std::int64_t kSecondsMax = 100'000'000'000;
constexpr std::int64_t kMillisecondsMax = kSecondsMax * kSecondMs;

/// Milliseconds since 1970; below zero if the text is no time in its unit.
std::int64_t milliseconds_of(const SentTime& sent) {
    std::int64_t number = 0;
    const char* end = sent.text.data() + sent.text.size();
    const auto [rest, error] = std::from_chars(sent.text.data(), end, number);
    if (error != std::errc{} || rest != end || number < 0) return -1;
    if (sent.unit == TimeUnit::seconds) return number > kSecondsMax ? -1 : number * kSecondMs;
    return number < kSecondsMax || number > kMillisecondsMax ? -1 : number;
}

}  // namespace

tl::unexpected<Error> refuse_gateway(std::string_view header, std::string_view what,
                                     std::string_view rule, std::string_view remedy) {
    return fail(Error{.code = ErrorCode::bad_value,
                      .where = std::string{header},
                      .rule = std::string{rule},
                      .remedy = std::string{remedy},
                      .detail = "网关签名：" + std::string{what}});
}

std::string_view header_value(std::span<const GatewayHeader> headers, std::string_view name) {
    for (const GatewayHeader& header : headers) {
        if (header.name.size() == name.size() && lowercase(header.name) == name) {
            return header.value;
        }
    }
    return {};
}

Result<void> check_present(std::initializer_list<GatewayHeader> headers, std::string_view rule) {
    constexpr std::size_t kSizeMax = 128;
    for (const GatewayHeader& header : headers) {
        if (header.value.empty()) {
            return refuse_gateway(header.name, "缺少服务网关的请求头", rule, "请补上该请求头");
        }
        if (header.value.size() > kSizeMax) {
            return refuse_gateway(header.name, "请求头过长", "最多 128 个字符", "请核对该请求头");
        }
    }
    return {};
}

Result<void> check_has_secret(std::string_view header, const GatewayKey& key) {
    if (!key.secret.empty()) return {};
    return refuse_gateway(header, "该机构没有登记密钥", "先登记密钥，再接入", "请联系经办机构登记");
}

Result<void> check_time(const SentTime& sent, const GatewayTime& time) {
    const bool in_seconds = sent.unit == TimeUnit::seconds;
    const std::int64_t sent_ms = milliseconds_of(sent);
    if (sent_ms < 0) {
        return in_seconds ? refuse_gateway(sent.header, "时间戳不是 Unix 秒数",
                                           "1970 年以来的秒数，10 位数字", "请发送秒而不是毫秒")
                          : refuse_gateway(sent.header, "时间戳不是 Unix 毫秒数",
                                           "1970 年以来的毫秒数，13 位数字", "请发送毫秒而不是秒");
    }
    const std::int64_t off_ms = sent_ms - time.now.ms();
    if (off_ms <= time.window_ms && off_ms >= -time.window_ms) return {};
    return refuse_gateway(
        sent.header,
        "签名时间戳超时，与服务器时间 " + to_string(time.now) + " 相差 " +
            std::to_string(off_ms / kSecondMs) + " 秒",
        "与服务器时间相差不超过 " + std::to_string(time.window_ms / kSecondMs) + " 秒",
        "请校准时钟，并核对时区（时间戳按 UTC 计）");
}

}  // namespace yidi::crypto
