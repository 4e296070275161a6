#pragma once

#include <string>
#include <string_view>

namespace yidi::crypto {

/// OpenSSL's view of a text: the one place where the kind of a byte is changed.
[[nodiscard]] inline unsigned char* unsigned_bytes(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}
[[nodiscard]] inline const unsigned char* unsigned_bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace yidi::crypto
