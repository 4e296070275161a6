#pragma once

#include "app/aid/aid.h"
#include "app/filing/notices.h"

namespace yidi::aid::internal {

struct Told {
    Pid to = 0;
    Pid of = 0;  ///< the relative whom the message names
};
/// Writes a message about a relative, once.
[[nodiscard]] Result<void> tell(ports::Session& session, const Context& context, const Told& told,
                                app::NoticeKind kind, const std::string& code);
/// What the transfer's last event means for the one who has not done it.
[[nodiscard]] Result<void> tell(ports::Session& session, const Context& context,
                                const Transfer& transfer);

}  // namespace yidi::aid::internal
