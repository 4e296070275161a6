#include "adapters/crypto/sm2.h"

#include <array>
#include <optional>

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/params.h>

#include "adapters/crypto/bytes.h"
#include "adapters/crypto/internal/sm2_material.h"
#include "adapters/crypto/internal/unsigned_bytes.h"
#include "adapters/crypto/sm3.h"
#include "base/assert.h"

namespace yidi::crypto {
namespace {

using registry::Sm2Form;

constexpr std::size_t kRawBytes = 2 * kSm2FieldBytes;
// The standard writes the user id's length in bits into two bytes; the library takes one byte less
// than would fit.
constexpr std::size_t kUserMax = 8'190;

struct MdContextDeleter {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using MdContext = std::unique_ptr<EVP_MD_CTX, MdContextDeleter>;
struct SignatureDeleter {
    void operator()(ECDSA_SIG* signature) const { ECDSA_SIG_free(signature); }
};
using Signature = std::unique_ptr<ECDSA_SIG, SignatureDeleter>;

tl::unexpected<Error> refuse(std::string rule, std::string remedy, std::string detail) {
    ERR_clear_error();
    return fail(Error{.code = ErrorCode::bad_value,
                      .where = "signature",
                      .rule = std::move(rule),
                      .remedy = std::move(remedy),
                      .detail = "SM2 签名：" + std::move(detail)});
}

Result<std::string_view> user_of(const Sm2Message& message) {
    if (message.user.size() > kUserMax) {
        return fail(Error{.code = ErrorCode::limit_exceeded,
                          .where = "user",
                          .rule = "最多 8190 字节",
                          .remedy = "请核对 SM2 用户标识",
                          .detail = "SM2 用户标识过长"});
    }
    return message.user.empty() ? kSm2DefaultUser : message.user;
}

/// The user id as the library takes it: by a pointer to bytes that it does not change. It is set
/// after the digest has begun: from 3.0.19 on the library refuses it as a parameter of the
/// beginning.
std::array<OSSL_PARAM, 2> params_of(std::string_view user) {
    return {OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_DIST_ID,
                                              const_cast<char*>(user.data()), user.size()),
            OSSL_PARAM_construct_end()};
}

MdContext new_context() {
    MdContext context{EVP_MD_CTX_new()};
    YIDI_ASSERT(context != nullptr);
    return context;
}

/// Null unless the bytes are one such structure and nothing more. That each number is written in
/// its one right way is asked by the library when it verifies.
Signature parse_der(std::string_view der) {
    const unsigned char* at = unsigned_bytes(der);
    Signature signature{d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size()))};
    if (signature == nullptr || at != unsigned_bytes(der) + der.size()) return nullptr;
    return signature;
}

std::string to_raw(const std::string& der) {
    const Signature signature = parse_der(der);
    YIDI_ASSERT(signature != nullptr);
    std::string raw(kRawBytes, '\0');
    unsigned char* const out = unsigned_bytes(raw);
    constexpr int kSize = kSm2FieldBytes;
    const bool done = BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), out, kSize) == kSize &&
                      BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), out + kSize, kSize) == kSize;
    YIDI_ASSERT(done);
    return raw;
}

std::string to_der(std::string_view raw) {
    const Signature signature{ECDSA_SIG_new()};
    constexpr int kSize = kSm2FieldBytes;
    BigNumber r{BN_bin2bn(unsigned_bytes(raw), kSize, nullptr)};
    BigNumber s{BN_bin2bn(unsigned_bytes(raw) + kSize, kSize, nullptr)};
    YIDI_ASSERT(signature != nullptr && r != nullptr && s != nullptr);
    YIDI_ASSERT(ECDSA_SIG_set0(signature.get(), r.release(), s.release()) == 1);
    unsigned char* bytes = nullptr;
    const int size = i2d_ECDSA_SIG(signature.get(), &bytes);
    YIDI_ASSERT(size > 0);
    std::string der{reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
    OPENSSL_free(bytes);
    return der;
}

/// The form that the library reads, which is DER.
Result<std::string> read_signature(std::string_view signature, Sm2Form form) {
    const bool looks_raw = signature.size() == kRawBytes;
    if (form == Sm2Form::raw) {
        if (looks_raw) return to_der(signature);
        const bool looks_der = parse_der(signature) != nullptr;
        return refuse(
            "r‖s，共 64 字节", "请改用 r‖s，或将该机构登记为 DER",
            std::to_string(signature.size()) + " 字节，不是 r‖s" + (looks_der ? "，像是 DER" : ""));
    }
    if (parse_der(signature) != nullptr) return std::string{signature};
    return refuse(
        "DER 编码的 SEQUENCE { r, s }", "请改用 DER，或将该机构登记为 r‖s",
        std::to_string(signature.size()) + " 字节，不是 DER" + (looks_raw ? "，像是 r‖s" : ""));
}

/// ENTL‖user‖a‖b‖x‖y of the curve's base point: GB/T 32918.2, 5.5, with the parameters of 32918.5.
std::string identity_head(std::string_view user) {
    constexpr std::string_view kCurveHex =
        "fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc"
        "28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93"
        "32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7"
        "bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0";
    const std::optional<std::string> curve = from_hex(kCurveHex);
    YIDI_ASSERT(curve);
    const std::size_t bits = user.size() * 8;
    std::string head{static_cast<char>(bits >> 8U), static_cast<char>(bits & 0xFFU)};
    head += user;
    head += *curve;
    return head;
}

}  // namespace

Result<std::string> sm2_sign(const Sm2PrivateKey& key, const Sm2Message& message, Sm2Form form) {
    YIDI_TRY(const std::string_view user, user_of(message));
    const MdContext context = new_context();
    const auto params = params_of(user);
    const unsigned char* const text = unsigned_bytes(message.text);
    constexpr std::size_t kDerMax = 80;
    std::string signature(kDerMax, '\0');
    std::size_t size = signature.size();
    EVP_PKEY_CTX* settings = nullptr;  // the context's own
    const bool done = EVP_DigestSignInit_ex(context.get(), &settings, "SM3", nullptr, nullptr,
                                            key.material().key.get(), nullptr) == 1 &&
                      EVP_PKEY_CTX_set_params(settings, params.data()) == 1 &&
                      EVP_DigestSign(context.get(), unsigned_bytes(signature), &size, text,
                                     message.text.size()) == 1;
    YIDI_ASSERT(done);
    signature.resize(size);
    return form == Sm2Form::raw ? to_raw(signature) : signature;
}

Result<void> sm2_verify(const Sm2PublicKey& key, const Sm2Message& message,
                        std::string_view signature, Sm2Form form) {
    YIDI_TRY(const std::string_view user, user_of(message));
    YIDI_TRY(const std::string der, read_signature(signature, form));
    const MdContext context = new_context();
    const auto params = params_of(user);
    EVP_PKEY_CTX* settings = nullptr;  // the context's own
    const bool ready = EVP_DigestVerifyInit_ex(context.get(), &settings, "SM3", nullptr, nullptr,
                                               key.material().key.get(), nullptr) == 1 &&
                       EVP_PKEY_CTX_set_params(settings, params.data()) == 1;
    YIDI_ASSERT(ready);
    const int fits =
        EVP_DigestVerify(context.get(), unsigned_bytes(std::string_view{der}), der.size(),
                         unsigned_bytes(message.text), message.text.size());
    if (fits == 1) return {};
    return refuse("SM3withSM2，密钥、用户标识与所签内容一致",
                  "请依次核对公钥、SM2 用户标识（默认 1234567812345678）与所签的字节",
                  "签名不一致");
}

Result<std::string> sm2_digest(const Sm2PublicKey& key, const Sm2Message& message) {
    YIDI_TRY(const std::string_view user, user_of(message));
    std::string identity = identity_head(user);
    identity += key.point().substr(1);
    std::string text = sm3_bytes(identity);
    text += message.text;
    return sm3(text);
}

}  // namespace yidi::crypto
