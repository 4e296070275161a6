#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/crypto/key_file.h"
#include "ports/vault.h"

namespace yidi::crypto {

/// Seals with AES-256-GCM under the ring's last key, and opens with any.
///
/// A seal: version 1 (1 byte), key number (4, big-endian), salt (16, random), text, tag (16). Key
/// and nonce of the cipher are derived from the ring's key and the salt by HKDF, so that each seal
/// has its own: a random nonce of 12 bytes under one key would begin to repeat after 2^32 seals,
/// which a country makes in weeks. Version, key number and the place are authenticated with the
/// text.
class KeyVault final : public ports::Vault {
public:
    static constexpr std::size_t kOverheadBytes = 37;

    /// The ring as open_key_file gives it.
    explicit KeyVault(KeyRing ring);
    ~KeyVault() override;

    [[nodiscard]] std::string seal(std::string_view plain, std::string_view bound_to) override;
    [[nodiscard]] Result<std::string> open(std::string_view sealed,
                                           std::string_view bound_to) const override;
    [[nodiscard]] std::string look_up_hash(std::string_view text) const override;

    /// The number of the key that seals now.
    [[nodiscard]] std::uint32_t newest() const { return ring_.keys.back().number; }
    /// The number of the key of a seal; empty if it is no seal. One below newest() is to be sealed
    /// again after a rotation.
    [[nodiscard]] static std::optional<std::uint32_t> key_number_of(std::string_view sealed);

private:
    struct Cipher;
    [[nodiscard]] const SealKey* find(std::uint32_t number) const;

    KeyRing ring_;
    Secret look_up_key_;
    std::unique_ptr<const Cipher> cipher_;
};

}  // namespace yidi::crypto
