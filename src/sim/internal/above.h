#pragma once

#include <map>
#include <string>

#include "ports/upward.h"
#include "sim/internal/history.h"

namespace yidi::sim {

/// The network above the payer, which is told of approved filings. It is not always reached, and
/// not always heard.
class Above final : public ports::Upward {
public:
    /// `history` outlives it.
    explicit Above(History& history) : history_{history} {}

    Result<void> report(const ports::FilingReport& report) override;
    [[nodiscard]] bool knows(std::int64_t filing) const {
        return known_.contains("filing-" + std::to_string(filing));
    }

private:
    History& history_;
    std::map<std::string, std::string> known_;  ///< person, by message
};

}  // namespace yidi::sim
