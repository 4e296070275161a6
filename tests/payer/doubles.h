#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ports/ids.h"
#include "ports/vault.h"

namespace yidi::tests {

/// Counts up.
class CountingIds final : public ports::Ids {
public:
    std::int64_t next() override { return ++last_; }

private:
    std::int64_t last_ = 1'000;
};

/// Hides nothing, but opens only what was sealed for the place that is named.
class OpenVault final : public ports::Vault {
public:
    std::string seal(std::string_view plain, std::string_view bound_to) override {
        return "sealed for " + std::string{bound_to} + ": " + std::string{plain};
    }
    [[nodiscard]] Result<std::string> open(std::string_view sealed,
                                           std::string_view bound_to) const override {
        const std::string head = "sealed for " + std::string{bound_to} + ": ";
        if (sealed.substr(0, head.size()) != head) {
            return fail(Error{.code = ErrorCode::internal, .where = std::string{bound_to}});
        }
        return std::string{sealed.substr(head.size())};
    }
    [[nodiscard]] std::string look_up_hash(std::string_view text) const override {
        return "hash of " + std::string{text};
    }
};

}  // namespace yidi::tests
