#include "adapters/crypto/access_token.h"

#include <charconv>
#include <cstddef>

#include "adapters/crypto/bytes.h"
#include "adapters/crypto/encoding.h"
#include "adapters/crypto/internal/lowercase.h"
#include "adapters/crypto/mac.h"
#include "adapters/crypto/sha256.h"
#include "base/assert.h"

namespace yidi::crypto {
namespace {

constexpr std::size_t kServerKeyBytes = 32;
constexpr std::size_t kTokenMax = 128;
constexpr std::string_view kWhere = "authorization";

tl::unexpected<Error> refuse(std::string_view where, std::string_view what, std::string_view rule,
                             std::string_view remedy) {
    return fail(Error{.code = ErrorCode::bad_value,
                      .where = std::string{where},
                      .rule = std::string{rule},
                      .remedy = std::string{remedy},
                      .detail = "OAuth2：" + std::string{what}});
}

/// The code of "<time>.<chance>" for this client. The secret goes into the key and not into the
/// text, so that no two pairs of id and secret read the same.
std::string code_of(const TokenKey& key, std::string_view text) {
    YIDI_ASSERT(key.server_key.size() >= kServerKeyBytes);
    std::string client_key = "yidi access token ";
    client_key += key.secret;
    std::string signed_text{text};
    signed_text += '.';
    signed_text += key.client_id;
    return to_hex(hmac_sha256(hmac_sha256(key.server_key, client_key), signed_text));
}

}  // namespace

std::string token_key(const ports::Vault& vault) {
    return sha256(vault.look_up_hash("access tokens"));
}

std::string issue_access_token(const TokenKey& key, const TokenTerms& terms) {
    YIDI_ASSERT(terms.chance.size() == kTokenChanceBytes);
    std::string token = std::to_string(terms.expires.ms());
    token += '.';
    token += to_hex(terms.chance);
    const std::string code = code_of(key, token);
    token += '.';
    token += code;
    return token;
}

Result<void> check_access_token(std::string_view token, const TokenKey& key, Instant now) {
    constexpr std::string_view kRule = "由本服务发给该机构的 access_token";
    constexpr std::string_view kRemedy = "请重新取得 access_token";
    const std::size_t end = token.rfind('.');
    if (token.size() > kTokenMax || end == std::string_view::npos ||
        !equal_in_constant_time(token.substr(end + 1), code_of(key, token.substr(0, end)))) {
        return refuse(kWhere, "访问令牌无效", kRule, kRemedy);
    }
    // From here on the text is our own.
    const std::string_view time = token.substr(0, token.find('.'));
    std::int64_t expires_ms = 0;
    const auto [rest, error] = std::from_chars(time.data(), time.data() + time.size(), expires_ms);
    YIDI_ASSERT(error == std::errc{} && rest == time.data() + time.size());
    if (now < Instant::from_ms(expires_ms)) return {};
    return refuse(kWhere, "访问令牌已于 " + to_string(Instant::from_ms(expires_ms)) + " 失效",
                  kRule, kRemedy);
}

Result<ClientCredentials> read_basic(std::string_view authorization) {
    constexpr std::string_view kBasic = "basic ";
    constexpr std::size_t kSizeMax = 1'024;
    constexpr std::string_view kRule = "Basic Base64(clientId:clientSecret)";
    constexpr std::string_view kRemedy = "请按 HTTP Basic 方式发送 clientId 与 clientSecret";
    if (authorization.size() > kSizeMax ||
        lowercase(authorization.substr(0, kBasic.size())) != kBasic) {
        return refuse(kWhere, "缺少客户端凭据", kRule, kRemedy);
    }
    YIDI_TRY(const std::string text, decode_base64(authorization.substr(kBasic.size()), kWhere));
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos) {
        return refuse(kWhere, "凭据中没有冒号", kRule, kRemedy);
    }
    return ClientCredentials{.id = text.substr(0, colon), .secret = text.substr(colon + 1)};
}

Result<void> check_token_request(const TokenRequest& request, const OAuthClient& client) {
    if (request.grant_type != "password" && request.grant_type != "client_credentials") {
        return refuse("grant_type", "不支持的 grant_type", "password 或 client_credentials",
                      "请改用支持的 grant_type");
    }
    const bool right_id = equal_in_constant_time(request.client.id, client.id);
    const bool right_secret = equal_in_constant_time(request.client.secret, client.secret);
    if (client.id.empty() || client.secret.empty() || !right_id || !right_secret) {
        return refuse("client_id", "非法用户，客户端凭据不一致",
                      "分配给该机构的 clientId 与 clientSecret", "请核对 clientId 与 clientSecret");
    }
    if (request.grant_type == "client_credentials" || client.username.empty()) return {};
    const bool right_user = equal_in_constant_time(request.username, client.username);
    const bool right_password = equal_in_constant_time(request.password, client.password);
    if (right_user && right_password) return {};
    return refuse("username", "非法用户，用户名或密码不一致", "分配给该机构的用户名与密码",
                  "请核对 username 与 password");
}

}  // namespace yidi::crypto
