#include "adapters/crypto/passwords.h"

#include <string>

#include <argon2.h>

#include "adapters/crypto/bytes.h"
#include "base/assert.h"

namespace yidi::crypto {
namespace {

constexpr std::size_t kSaltBytes = 16;
constexpr std::uint32_t kHashBytes = 32;
constexpr std::uint32_t kLanes = 1;

}  // namespace

Argon2Passwords::Argon2Passwords(PasswordCost cost)
    : cost_{cost}, nobodys_{hash(random_bytes(kSaltBytes))} {}

std::string Argon2Passwords::hash(std::string_view password) const {
    const std::string salt = random_bytes(kSaltBytes);
    std::string encoded(argon2_encodedlen(cost_.passes, cost_.memory_kib, kLanes, kSaltBytes,
                                          kHashBytes, Argon2_id),
                        '\0');
    const int done = argon2id_hash_encoded(cost_.passes, cost_.memory_kib, kLanes, password.data(),
                                           password.size(), salt.data(), salt.size(), kHashBytes,
                                           encoded.data(), encoded.size());
    // Only a machine without memory, or a cost that is none, gets here.
    YIDI_ASSERT(done == ARGON2_OK);
    encoded.resize(encoded.find('\0'));
    return encoded;
}

bool Argon2Passwords::matches(std::string_view password, std::string_view stored) const {
    const std::string known{stored.empty() ? std::string_view{nobodys_} : stored};
    const int found = argon2id_verify(known.c_str(), password.data(), password.size());
    return found == ARGON2_OK && !stored.empty();
}

}  // namespace yidi::crypto
