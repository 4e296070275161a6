#include "adapters/crypto/sm3.h"

#include "adapters/crypto/bytes.h"
#include "adapters/crypto/internal/digest.h"

namespace yidi::crypto {

std::string sm3_bytes(std::string_view bytes) {
    return digest_of(EVP_sm3(), bytes);
}

std::string sm3(std::string_view bytes) {
    return to_hex(sm3_bytes(bytes));
}

}  // namespace yidi::crypto
