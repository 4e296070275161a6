#pragma once

#include <string>
#include <string_view>

namespace yidi::ports {

/// Keeps passwords so that whoever reads the store cannot tell them: slow on purpose, with much
/// memory.
/// Threads   any; the caller sees to it that not too many run at once.
class Passwords {
public:
    Passwords() = default;
    Passwords(const Passwords&) = delete;
    Passwords& operator=(const Passwords&) = delete;
    virtual ~Passwords() = default;

    /// What is stored instead of the password, with a salt of its own: twice the same password
    /// gives two texts.
    [[nodiscard]] virtual std::string hash(std::string_view password) const = 0;
    /// Whether the password is the one. Takes as long for an empty `stored`, and says no, so that
    /// whoever asks does not learn which logins there are.
    [[nodiscard]] virtual bool matches(std::string_view password,
                                       std::string_view stored) const = 0;
};

}  // namespace yidi::ports
