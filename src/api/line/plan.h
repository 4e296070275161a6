#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/line/faults.h"
#include "api/line/internal/chance.h"
#include "base/error.h"

namespace yidi::line {

/// What happens to messages of one institution.
struct FaultRule {
    std::string fixmedins_code;
    Chosen chosen;
    std::optional<std::int64_t> messages = {};  ///< to so many of them; empty: to all

    friend bool operator==(const FaultRule&, const FaultRule&) = default;
};

/// "H99330100011=delay=50", "H99330100011=one-sided:2" for the next two messages.
/// Errors    usage.
[[nodiscard]] Result<FaultRule> parse_fault_rule(std::string_view text);

/// Probabilities for each transaction; "*" stands for those that are not named.
struct FaultScript {
    struct Odds {
        Chosen chosen;
        int percent = 0;

        friend bool operator==(const Odds&, const Odds&) = default;
    };
    std::uint64_t seed = 0;
    std::map<std::string, std::vector<Odds>, std::less<>> odds;  ///< sums to at most 100 each
};

/// {"seed": 7, "percent": {"2207": {"one-sided": 5, "delay=50": 10}, "*": {"duplicate": 2}}}
/// Errors    those of JSON; unknown_key, missing_key, bad_value: by JSON pointer.
[[nodiscard]] Result<FaultScript> read_fault_script(std::string_view json);

/// Which fault befalls a message: the institution's first rule that is not used up, else the
/// script. The same seed and the same order of messages give the same faults. Threads: any.
class FaultPlan {
public:
    FaultPlan(std::vector<FaultRule> rules, std::optional<FaultScript> script);

    [[nodiscard]] std::optional<Chosen> choose(std::string_view fixmedins_code,
                                               std::string_view infno);

private:
    std::optional<Chosen> by_script(std::string_view infno);

    std::mutex mutex_;
    std::vector<FaultRule> rules_;
    std::optional<FaultScript> script_;
    internal::Chance chance_;
};

}  // namespace yidi::line
