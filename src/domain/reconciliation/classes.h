#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace yidi::reconciliation {

/// How two books differ in one settlement.
enum class Class : std::uint8_t {
    only_a,             ///< book A has it, book B does not
    only_b,             ///< the reverse
    amount,             ///< both have it with another total
    fund_split,         ///< the same total, split otherwise between funds, account and cash
    period,             ///< the same amounts in another clearing month, or on another day
    reversed_one_side,  ///< both have it, and one has taken it back
    duplicate,          ///< a book has it more often than once
};
inline constexpr std::array kClasses{Class::only_a,     Class::only_b, Class::amount,
                                     Class::fund_split, Class::period, Class::reversed_one_side,
                                     Class::duplicate};
[[nodiscard]] std::string_view name(Class one);
/// The class as it is for whoever calls the books the other way round.
[[nodiscard]] Class mirrored(Class one);

/// What makes two books agree again.
enum class Repair : std::uint8_t {
    adopt,          ///< the side that is wrong takes over what the other has
    reverse,        ///< the settlement is taken back where it should not be
    resend,         ///< the message that was lost is sent again
    correct_later,  ///< a correcting entry in a period that is still open
};
[[nodiscard]] std::string_view name(Repair repair);

enum class Period : std::uint8_t {
    open,
    closed,  ///< its clearing has been signed: nothing in it is edited any more
};

/// The repairs that a class of difference may have, the usual one first.
[[nodiscard]] std::span<const Repair> repairs(Class one, Period period);

}  // namespace yidi::reconciliation
