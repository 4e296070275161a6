#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "adapters/crypto/secret.h"
#include "base/error.h"

namespace yidi::crypto {

/// A key that seals. Its number stands in every seal made with it.
struct SealKey {
    std::uint32_t number = 0;
    Secret secret;  ///< kKeyBytes, for AES-256-GCM
};

inline constexpr std::size_t kKeyBytes = 32;

/// The keys of one store. Never printed.
struct KeyRing {
    Secret look_up;             ///< for equality look-ups; a rotation leaves it as it is
    std::vector<SealKey> keys;  ///< ascending numbers, at least one; the last one seals
};

/// One key, from the system's chance.
[[nodiscard]] KeyRing make_key_ring();

/// The key file:
///
///     yidi-keys 1
///     # Without this file …
///     look-up HEX
///     key 1 aes-256-gcm HEX
///     key 2 aes-256-gcm HEX
///     checksum HEX
///
/// The algorithm stands with each key, so that a rotation can change it. The checksum is the
/// SHA-256 of all before it, and is there for damage, not against an enemy: who can write the file
/// has the keys.
struct KeyPlace {
    std::string file;
    std::string data_folder;  ///< where the file must not be: a copy of the data is then no copy
                              ///< of the keys
    /// Whether a file that is not there is made: only before anything was sealed.
    bool is_first_start = false;
};

/// Reads the key file; on the first start makes it, readable by its owner alone.
/// Errors    usage: it lies in the data folder; unreadable_file: it is not there, cannot be read or
///           made, is damaged, or others than its owner may read or write it; busy: another process
///           is making it.
[[nodiscard]] Result<KeyRing> open_key_file(const KeyPlace& place);

/// Rotation: adds a key to the file, which then seals. The older ones stay, to open what they have
/// sealed. Takes effect when the file is opened the next time.
/// Returns   the new key's number. Errors: as above; limit_exceeded.
[[nodiscard]] Result<std::uint32_t> add_key(const std::string& file);

}  // namespace yidi::crypto
