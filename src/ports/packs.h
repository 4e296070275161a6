#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "domain/policy/pack.h"

namespace yidi::ports {

/// Packs as the texts that people write and hashes are of.
/// Threads   any.
class Packs {
public:
    Packs() = default;
    Packs(const Packs&) = delete;
    Packs& operator=(const Packs&) = delete;
    virtual ~Packs() = default;

    /// `name` stands in messages where a file would. Errors    1xxx, with the line.
    [[nodiscard]] virtual Result<policy::Pack> read(std::string_view text,
                                                    std::string_view name) const = 0;
    /// The text that a pack came from with the program; empty if it is no longer there as it was.
    [[nodiscard]] virtual Result<std::optional<std::string>> text_of(
        const policy::Pack& pack) const = 0;
};

}  // namespace yidi::ports
