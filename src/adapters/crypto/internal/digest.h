#pragma once

#include <array>
#include <string>
#include <string_view>

#include <openssl/evp.h>

#include "base/assert.h"

namespace yidi::crypto {

/// The digest's bytes. Fails only where the library does not have the algorithm at all.
[[nodiscard]] inline std::string digest_of(const EVP_MD* algorithm, std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    const int done =
        EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, algorithm, nullptr);
    YIDI_ASSERT(done == 1);
    return {reinterpret_cast<const char*>(digest.data()), size};
}

}  // namespace yidi::crypto
