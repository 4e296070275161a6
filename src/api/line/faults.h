#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "domain/explain/language.h"

/// What a real line does to messages, on demand: faults, and records of what was said.
namespace yidi::line {

/// Nine ways in which a line goes wrong, and a client has to do the right thing.
enum class Fault : std::uint8_t {
    timeout_before_commit,
    timeout_after_commit,
    duplicate,
    delay,
    wrong_amount,
    gateway_refusal,
    maintenance,
    one_sided,
    catalogue_changed,
};
inline constexpr std::size_t kFaultCount = 9;

/// What a fault's `=argument` is.
enum class Argument : std::uint8_t { none, ms, messages, field };

/// One entry of the catalogue of faults.
struct FaultEntry {
    Fault fault;
    std::string_view name;  ///< "timeout-before-commit"
    Argument argument;
    std::int64_t by_default;  ///< where no argument is given: ms or messages
    explain::Words happens;   ///< what happens
    explain::Words client;    ///< what a correct client does
};
[[nodiscard]] const std::array<FaultEntry, kFaultCount>& fault_catalogue();
[[nodiscard]] std::string_view name(Fault fault);

/// A fault as somebody chose it for one message.
struct Chosen {
    Fault fault = Fault::duplicate;
    std::int64_t number = 0;  ///< ms or messages, as its entry says
    std::string field = {};   ///< wrong_amount: which; empty: the first of a settlement's

    friend bool operator==(const Chosen&, const Chosen&) = default;
};

/// "delay", "delay=50", "wrong-amount=acct_pay", "maintenance=3".
/// Errors    usage: no such fault, or an argument that it does not take; `where` is empty.
[[nodiscard]] Result<Chosen> parse_fault(std::string_view text);

}  // namespace yidi::line
