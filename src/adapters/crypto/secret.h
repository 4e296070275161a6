#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace yidi::crypto {

/// Bytes of a key: wiped when they go, compared in constant time, never printed. Moving copies: a
/// short text lies in the object itself, and would stay behind unwiped.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string bytes) : bytes_{std::move(bytes)} {}
    Secret(const Secret&) = default;
    Secret& operator=(const Secret& other);
    ~Secret() { wipe(); }

    [[nodiscard]] std::string_view bytes() const { return bytes_; }
    friend bool operator==(const Secret& a, const Secret& b);

private:
    void wipe();
    std::string bytes_;
};

}  // namespace yidi::crypto
