#pragma once

#include <string>

#include "app/payer/context.h"

namespace yidi::payer {

/// 2601: the caller does not know whether a call has succeeded, and wants it undone.
struct UndoRequest {
    Caller caller;
    std::string psn_no;
    std::string omsgid;
    std::string oinfno;  ///< 2102, 2207, 2207A, 2208, 2304, 2305, 2401
};
enum class Undone : std::uint8_t {
    taken_back,  ///< it had been done, and now counts as never done
    never_came,  ///< it had not; if it comes late, it will be refused
    before,      ///< an earlier 2601 has done this already
};
/// What the message made is undone by a hidden negative, which totals and queries leave out.
/// Repeatable.
/// Errors    inconsistent: the message is another person's or another transaction's;
///           must_undo_later_first, changed_meanwhile: what it made is in use.
[[nodiscard]] Result<Undone> undo_message(ports::Session& session, const Context& context,
                                          const UndoRequest& request);

}  // namespace yidi::payer
