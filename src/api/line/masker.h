#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/codec/json_tree.h"
#include "adapters/crypto/secret.h"

namespace yidi::line {

/// Takes persons out of messages. The same value under the same key always has the same mask, so
/// that what belonged together still does; without the key nobody can try values.
class Masker {
public:
    static constexpr std::string_view kMask = "masked-";

    /// `keeps_invented`: leaves what a demonstration has invented, by its form, readable.
    Masker(const crypto::Secret& key, bool keeps_invented)
        : key_{key}, keeps_invented_{keeps_invented} {}

    /// "masked-" and 16 hexadecimal digits. A mask stays as it is.
    [[nodiscard]] std::string mask(std::string_view value) const;
    /// A message: personal fields masked, signatures and secrets empty, an `input` or `output` that
    /// is ciphertext masked as a whole.
    [[nodiscard]] std::string mask_message(const codec::JsonNode& root) const;
    /// Says which key it is, and not more.
    [[nodiscard]] std::string key_check() const;
    [[nodiscard]] bool keeps_invented() const { return keeps_invented_; }

private:
    [[nodiscard]] std::optional<std::string> replace(std::string_view name,
                                                     const codec::JsonNode& value) const;
    crypto::Secret key_;
    bool keeps_invented_;
};

}  // namespace yidi::line
