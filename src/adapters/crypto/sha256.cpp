#include "adapters/crypto/sha256.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <vector>

#include <openssl/evp.h>

#include "adapters/crypto/bytes.h"
#include "adapters/crypto/internal/digest.h"
#include "base/assert.h"

namespace yidi::crypto {

std::string sha256(std::string_view bytes) {
    return to_hex(digest_of(EVP_sha256(), bytes));
}

std::array<std::uint8_t, kSha256Bytes> sha256_bytes(std::string_view bytes) {
    const std::string digest = digest_of(EVP_sha256(), bytes);
    YIDI_ASSERT(digest.size() == kSha256Bytes);
    std::array<std::uint8_t, kSha256Bytes> made{};
    std::ranges::copy(digest, made.begin());
    return made;
}

Result<std::string> sha256_of_file(const std::string& path) {
    struct Free {
        void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    };
    const std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};
    YIDI_ASSERT(context != nullptr);
    YIDI_ASSERT(EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1);
    std::ifstream file{path, std::ios::binary};
    constexpr std::size_t kPiece = std::size_t{256} * 1024;
    std::vector<char> piece(kPiece);
    while (file) {
        file.read(piece.data(), static_cast<std::streamsize>(kPiece));
        const auto count = static_cast<std::size_t>(file.gcount());
        YIDI_ASSERT(EVP_DigestUpdate(context.get(), piece.data(), count) == 1);
    }
    if (!file.eof()) {
        return fail({.code = ErrorCode::unreadable_file,
                     .where = path,
                     .rule = "a file that can be read",
                     .remedy = "check the name and the permissions",
                     .detail = "cannot read this file"});
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    YIDI_ASSERT(EVP_DigestFinal_ex(context.get(), digest.data(), &size) == 1);
    return to_hex({reinterpret_cast<const char*>(digest.data()), size});
}

}  // namespace yidi::crypto
