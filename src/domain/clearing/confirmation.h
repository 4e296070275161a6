#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/instant.h"
#include "domain/clearing/month.h"

/// What an institution says of its bills of a clearing month, message by message (3261, 3262).
namespace yidi::clearing {

/// What is said of one bill (cnfm_flag).
struct SaidBill {
    std::int64_t setl_id = 0;
    bool is_in = true;  ///< to be cleared this month; false: to be left out of it
    bool operator==(const SaidBill&) const = default;
};
/// "17=1 18=0": in the order given.
[[nodiscard]] std::string to_text(const std::vector<SaidBill>& bills);
/// Errors    invariant_violated: not such a text.
[[nodiscard]] Result<std::vector<SaidBill>> parse_said_bills(std::string_view text);

enum class ConfirmationKind : std::uint8_t {
    said,    ///< of some bills
    undone,  ///< what the message of this otransid said
};
inline constexpr std::size_t kConfirmationKindCount = 2;
[[nodiscard]] std::string_view name(ConfirmationKind kind);

/// The otransid that takes back all that was said before.
inline constexpr std::string_view kUndoAll = "0";

struct Confirmation {
    Month month;
    std::string fixmedins_code;
    std::int64_t seq = 0;  ///< from 1, without gaps
    ConfirmationKind kind = ConfirmationKind::said;
    std::string otransid;         ///< of the message that says it, or of the one that is undone
    std::vector<SaidBill> bills;  ///< none of what is undone
    Instant at;
    std::string by;
};

/// What stands after all messages: of each bill what was said last and is not undone.
struct Said {
    std::map<std::int64_t, bool> bills;  ///< is_in by setl_id
    std::vector<std::string> otransids;  ///< of messages that stand, in their order
    std::optional<Instant> at;           ///< of the last message of any kind
};
/// Requires  the messages of one institution and month, by seq.
[[nodiscard]] Said standing(std::span<const Confirmation> messages);

}  // namespace yidi::clearing
