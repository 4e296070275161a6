#include "adapters/crypto/sm4.h"

#include <algorithm>
#include <memory>

#include <openssl/evp.h>

#include "adapters/crypto/internal/unsigned_bytes.h"
#include "base/assert.h"

namespace yidi::crypto {
namespace {

struct ContextDeleter {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

tl::unexpected<Error> refuse(std::string rule, std::string remedy, std::string detail) {
    return fail(Error{.code = ErrorCode::bad_value,
                      .where = "input",
                      .rule = std::move(rule),
                      .remedy = std::move(remedy),
                      .detail = "SM4：" + std::move(detail)});
}

Result<void> check_key(std::string_view key) {
    if (key.size() == kSm4KeyBytes) return {};
    return refuse("16 字节的密钥", "请核对该机构登记的 SM4 密钥",
                  "密钥为 " + std::to_string(key.size()) + " 字节");
}

Result<void> check_sizes(std::string_view key, std::string_view text) {
    YIDI_TRY_VOID(check_key(key));
    if (text.size() > kSm4BytesMax) {
        return fail(Error{.code = ErrorCode::limit_exceeded,
                          .where = "input",
                          .rule = "不超过 " + std::to_string(kSm4BytesMax) + " 字节",
                          .remedy = "请分批发送",
                          .detail = "SM4：内容过长"});
    }
    return {};
}

/// Whole blocks in, whole blocks out.
std::string transform(bool encrypts, std::string_view key, std::string_view blocks) {
    const std::unique_ptr<EVP_CIPHER_CTX, ContextDeleter> context{EVP_CIPHER_CTX_new()};
    std::string out(blocks.size(), '\0');
    int size = 0;
    const bool done =
        context != nullptr &&
        EVP_CipherInit_ex2(context.get(), EVP_sm4_ecb(), unsigned_bytes(key), nullptr,
                           encrypts ? 1 : 0, nullptr) == 1 &&
        EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1 &&
        EVP_CipherUpdate(context.get(), unsigned_bytes(out), &size, unsigned_bytes(blocks),
                         static_cast<int>(blocks.size())) == 1;
    YIDI_ASSERT(done && static_cast<std::size_t>(size) == blocks.size());
    return out;
}

/// How many bytes of padding stand at the end; 0 if they are none.
std::size_t padding_of(std::string_view plain) {
    const auto count = static_cast<unsigned char>(plain.back());
    if (count > kSm4BlockBytes) return 0;
    const std::string_view tail = plain.substr(plain.size() - count);
    return tail.find_first_not_of(plain.back()) == std::string_view::npos ? count : 0;
}

}  // namespace

Result<std::string> sm4_encrypt(std::string_view key, std::string_view plain) {
    YIDI_TRY_VOID(check_key(key));
    const std::size_t count = kSm4BlockBytes - plain.size() % kSm4BlockBytes;
    std::string padded;
    padded.reserve(plain.size() + count);
    padded += plain;
    padded.append(count, static_cast<char>(count));
    return transform(/*encrypts=*/true, key, padded);
}

Result<std::string> sm4_decrypt(std::string_view key, std::string_view cipher) {
    // The longest plain text has one block of padding more.
    YIDI_TRY_VOID(check_sizes(
        key, cipher.substr(0, cipher.size() - std::min(cipher.size(), kSm4BlockBytes))));
    if (cipher.empty() || cipher.size() % kSm4BlockBytes != 0) {
        return refuse("16 字节的整数倍，至少一组", "请检查密文是否被截断，是否先经 Base64 解码",
                      "密文 " + std::to_string(cipher.size()) + " 字节，不是 16 的整数倍");
    }
    std::string plain = transform(/*encrypts=*/false, key, cipher);
    const std::size_t count = padding_of(plain);
    if (count == 0) {
        return refuse("SM4/ECB/PKCS7（PKCS5）填充", "请核对密钥、模式与填充方式",
                      "解密后末尾不是 PKCS7 填充，多半是密钥不对");
    }
    plain.resize(plain.size() - count);
    return plain;
}

}  // namespace yidi::crypto
