#pragma once

#include <cstdint>

#include "ports/passwords.h"

namespace yidi::crypto {

/// Cost of one hash.
struct PasswordCost {
    std::uint32_t memory_kib = 19'456;
    std::uint32_t passes = 2;
};

/// argon2id (RFC 9106) in its usual text form, which says the cost: what was stored with another
/// one stays valid.
class Argon2Passwords final : public ports::Passwords {
public:
    explicit Argon2Passwords(PasswordCost cost = {});

    [[nodiscard]] std::string hash(std::string_view password) const override;
    [[nodiscard]] bool matches(std::string_view password, std::string_view stored) const override;

private:
    PasswordCost cost_;
    std::string nobodys_;  ///< of no password, compared with where nothing is stored
};

}  // namespace yidi::crypto
