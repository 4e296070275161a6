#pragma once

#include <string>
#include <string_view>

#include "adapters/crypto/bytes.h"

namespace yidi::rest::internal {

/// A token that nobody can guess, with a head that says what it is for.
[[nodiscard]] inline std::string new_token(std::string_view head) {
    constexpr std::size_t kBytes = 24;
    return std::string{head} + crypto::to_hex(crypto::random_bytes(kBytes));
}

}  // namespace yidi::rest::internal
