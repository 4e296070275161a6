#include "adapters/crypto/sha256.h"

#include <array>

#include <openssl/evp.h>

#include "adapters/crypto/bytes.h"
#include "base/assert.h"

namespace yidi::crypto {

std::string sha256(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    // Fails only where the library has no SHA-256 at all.
    const int done =
        EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
    YIDI_ASSERT(done == 1);
    return to_hex({reinterpret_cast<const char*>(digest.data()), size});
}

}  // namespace yidi::crypto
