#include "adapters/crypto/bytes.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include "adapters/crypto/internal/unsigned_bytes.h"
#include "adapters/crypto/secret.h"
#include "base/assert.h"

namespace yidi::crypto {
namespace {

std::optional<unsigned> digit_value(char digit) {
    if (digit >= '0' && digit <= '9') return static_cast<unsigned>(digit - '0');
    if (digit >= 'a' && digit <= 'f') return static_cast<unsigned>(digit - 'a' + 10);
    if (digit >= 'A' && digit <= 'F') return static_cast<unsigned>(digit - 'A' + 10);
    return {};
}

}  // namespace

std::string to_hex(std::string_view bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        text += kDigits[value >> 4U];
        text += kDigits[value & 0xFU];
    }
    return text;
}

std::optional<std::string> from_hex(std::string_view digits) {
    if (digits.size() % 2 != 0) return {};
    std::string bytes;
    bytes.reserve(digits.size() / 2);
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        const auto high = digit_value(digits[i]);
        const auto low = digit_value(digits[i + 1]);
        if (!high || !low) return {};
        bytes += static_cast<char>(*high << 4U | *low);
    }
    return bytes;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string random_bytes(std::size_t size) {
    std::string bytes(size, '\0');
    // Fails only where the system has no chance to give.
    const int done = RAND_bytes(unsigned_bytes(bytes), static_cast<int>(size));
    YIDI_ASSERT(done == 1);
    return bytes;
}

void Secret::wipe() {
    OPENSSL_cleanse(bytes_.data(), bytes_.size());
    bytes_.clear();
}

Secret& Secret::operator=(const Secret& other) {
    if (this != &other) {
        wipe();
        bytes_ = other.bytes_;
    }
    return *this;
}

bool operator==(const Secret& a, const Secret& b) {
    return equal_in_constant_time(a.bytes_, b.bytes_);
}

}  // namespace yidi::crypto
