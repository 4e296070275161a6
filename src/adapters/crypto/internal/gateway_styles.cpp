#include <string>

#include "adapters/crypto/bytes.h"
#include "adapters/crypto/internal/gateway_steps.h"

/// Signatures A and B. The expected value is worked out even where an earlier step fails, so that
/// one attempt shows everything that is wrong.
namespace yidi::crypto {
namespace {

Result<void> verdict_on_tif(const GatewayHeaders& headers, const GatewayKey& key,
                            const GatewayTime& time) {
    if (!key.paas_id.empty() && headers.paasid != key.paas_id) {
        return refuse_gateway("x-tif-paasid", "非法用户，不是该机构的应用编号",
                              "分配给该机构的 paasid", "请核对 paasid 与 fixmedins_code");
    }
    YIDI_TRY_VOID(check_time(
        {.header = "x-tif-timestamp", .text = headers.timestamp, .unit = TimeUnit::seconds}, time));
    const GatewayMessage message{
        .timestamp = headers.timestamp, .nonce = headers.nonce, .secret = key.secret};
    if (is_signed_by_gateway(message, headers.signature)) return {};
    return refuse_gateway("x-tif-signature", "签名不一致",
                          "hex(SHA-256(timestamp + secret + nonce + timestamp))，UTF-8",
                          "请核对密钥与拼接顺序");
}

Result<void> verdict_on_csb(std::span<const GatewayHeader> headers, const GatewayKey& key,
                            const GatewayTime& time, std::string_view expected) {
    const std::string_view access_key = header_value(headers, "_api_access_key");
    if (!key.paas_id.empty() && access_key != key.paas_id) {
        return refuse_gateway("_api_access_key", "非法用户，不是该机构的 access_key",
                              "分配给该机构的 access_key", "请核对 access_key 与 fixmedins_code");
    }
    YIDI_TRY_VOID(check_time({.header = "_api_timestamp",
                              .text = header_value(headers, "_api_timestamp"),
                              .unit = TimeUnit::milliseconds},
                             time));
    if (equal_in_constant_time(header_value(headers, "_api_signature"), expected)) return {};
    return refuse_gateway("_api_signature", "签名不一致",
                          "Base64(HMAC-SHA1(secret, 按名称升序以 & 连接的 _api_ 请求头))",
                          "请核对密钥、各 _api_ 请求头与排序");
}

}  // namespace

SignatureFinding examine_tif(const GatewayHeaders& headers, const GatewayKey& key,
                             const GatewayTime& time) {
    SignatureFinding finding;
    finding.verdict = check_present({{.name = "x-tif-paasid", .value = headers.paasid},
                                     {.name = "x-tif-timestamp", .value = headers.timestamp},
                                     {.name = "x-tif-nonce", .value = headers.nonce},
                                     {.name = "x-tif-signature", .value = headers.signature}},
                                    "四个 x-tif- 请求头都须发送");
    if (finding.verdict) finding.verdict = check_has_secret("x-tif-signature", key);
    if (!finding.verdict) return finding;
    finding.signed_text = std::string{headers.timestamp} + "<secret>";
    finding.signed_text += headers.nonce;
    finding.signed_text += headers.timestamp;
    finding.expected = gateway_signature(
        {.timestamp = headers.timestamp, .nonce = headers.nonce, .secret = key.secret});
    finding.verdict = verdict_on_tif(headers, key, time);
    return finding;
}

SignatureFinding examine_csb(std::span<const GatewayHeader> headers, const GatewayKey& key,
                             const GatewayTime& time) {
    constexpr std::string_view kRule =
        "_api_ 开头的五个请求头都须发送（代理不得丢弃带下划线的请求头）";
    // What may be behind a thousand headers of this kind is no client.
    constexpr std::size_t kTextMax = 2'048;
    SignatureFinding finding;
    const auto named = [&headers](std::string_view name) {
        return GatewayHeader{.name = name, .value = header_value(headers, name)};
    };
    finding.verdict =
        check_present({named("_api_access_key"), named("_api_name"), named("_api_timestamp"),
                       named("_api_version"), named("_api_signature")},
                      kRule);
    if (finding.verdict) finding.verdict = check_has_secret("_api_signature", key);
    if (!finding.verdict) return finding;
    finding.signed_text = csb_text(headers);
    if (finding.signed_text.size() > kTextMax) {
        finding.signed_text.clear();
        finding.verdict = refuse_gateway("_api_signature", "请求头过长",
                                         "_api_ 请求头合计最多 2048 个字符", "请核对请求头");
        return finding;
    }
    finding.expected = csb_signature(key.secret, finding.signed_text);
    finding.verdict = verdict_on_csb(headers, key, time, finding.expected);
    return finding;
}

}  // namespace yidi::crypto
