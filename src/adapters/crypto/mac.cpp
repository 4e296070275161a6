#include "adapters/crypto/mac.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "adapters/crypto/internal/unsigned_bytes.h"
#include "base/assert.h"

namespace yidi::crypto {
namespace {

constexpr std::size_t kDigestBytes = 32;

std::string hmac(const EVP_MD* algorithm, std::string_view key, std::string_view text) {
    std::string digest(static_cast<std::size_t>(EVP_MD_get_size(algorithm)), '\0');
    unsigned int size = 0;
    const unsigned char* const done =
        HMAC(algorithm, key.data(), static_cast<int>(key.size()), unsigned_bytes(text), text.size(),
             unsigned_bytes(digest), &size);
    YIDI_ASSERT(done != nullptr);
    YIDI_ASSERT(size == digest.size());
    return digest;
}

}  // namespace

std::string hmac_sha256(std::string_view key, std::string_view text) {
    return hmac(EVP_sha256(), key, text);
}

std::string hmac_sha1(std::string_view key, std::string_view text) {
    return hmac(EVP_sha1(), key, text);
}

std::string hkdf_expand(std::string_view key, std::string_view info, std::size_t size) {
    constexpr std::size_t kBlocksMax = 255;
    YIDI_ASSERT(size <= kBlocksMax * kDigestBytes);
    std::string bytes;
    std::string block;
    for (unsigned number = 1; bytes.size() < size; ++number) {
        block += info;
        block += static_cast<char>(number);
        block = hmac_sha256(key, block);
        bytes += block;
    }
    bytes.resize(size);
    return bytes;
}

}  // namespace yidi::crypto
