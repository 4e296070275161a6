#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>

namespace yidi::crypto {

inline constexpr std::size_t kSm2FieldBytes = 32;

struct PkeyDeleter {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using Pkey = std::unique_ptr<EVP_PKEY, PkeyDeleter>;

struct BigNumberDeleter {
    void operator()(BIGNUM* number) const { BN_clear_free(number); }
};
using BigNumber = std::unique_ptr<BIGNUM, BigNumberDeleter>;

/// OpenSSL's key, and the point of its public half as 04‖x‖y.
struct Sm2Material {
    Pkey key;
    std::string point;
};

}  // namespace yidi::crypto
