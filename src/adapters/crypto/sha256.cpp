#include "adapters/crypto/sha256.h"

#include <array>

#include <openssl/evp.h>

#include "base/assert.h"

namespace yidi::crypto {

std::string sha256(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    // Fails only where the library has no SHA-256 at all.
    const int done =
        EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
    YIDI_ASSERT(done == 1);
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string text;
    text.reserve(std::size_t{size} * 2);
    for (std::size_t i = 0; i < size; ++i) {
        text += kHex[digest[i] >> 4U];
        text += kHex[digest[i] & 0xFU];
    }
    return text;
}

}  // namespace yidi::crypto
