#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace yidi::ports {

/// Seals personal data for storage. A seal holds the number of its key, so that keys can be
/// rotated.
/// Threads   any.
class Vault {
public:
    Vault() = default;
    Vault(const Vault&) = delete;
    Vault& operator=(const Vault&) = delete;
    virtual ~Vault() = default;

    /// Bytes that nobody without the key can read or change unnoticed. `bound_to` names the place
    /// of the seal (table and key): it opens nowhere else.
    [[nodiscard]] virtual std::string seal(std::string_view plain, std::string_view bound_to) = 0;
    /// Errors    internal: another key, another place, or changed bytes.
    [[nodiscard]] virtual Result<std::string> open(std::string_view sealed,
                                                   std::string_view bound_to) const = 0;
    /// A keyed hash for equality look-ups, 32 hexadecimal digits. The same text gives the same hash
    /// under every key of the vault.
    [[nodiscard]] virtual std::string look_up_hash(std::string_view text) const = 0;
};

}  // namespace yidi::ports
