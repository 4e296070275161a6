#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/registry/records.h"

/// What came under a message's number, and what became of it.
namespace yidi::payer {

/// A message that could not be done. Nothing of it is kept but this, in the log.
struct RefusedMessage {
    Caller caller;
    Error error;
    std::string body;  ///< as it came; what is beyond kRefusedBodyBytes is cut off
};
inline constexpr std::size_t kRefusedBodyBytes = 8'192;
/// Sealed, for a hospital's developer to find out what was wrong.
[[nodiscard]] Result<void> note_refusal(ports::Session& session, const Context& context,
                                        const RefusedMessage& message);

struct DoneMessage {
    std::string infno;
    std::string opter;
    Instant at;
    std::optional<registry::Pid> pid;  ///< whose data it was about
    std::int64_t made = 0;             ///< visit or settlement; 0: none
    std::string input;                 ///< JSON as it came, or its beginning; empty: not kept
    std::string answer;                ///< JSON: what a repeat gets again
};
struct UndoneMessage {
    std::string infno;
    Instant at;
    std::string by_msgid;
    bool came = false;  ///< false: a mark for one that never came
};
struct NotedRefusal {
    std::string infno;
    std::string opter;
    Instant at;
    std::string code;   ///< name(ErrorCode)
    std::string where;  ///< the field
    std::string rule;
    std::string detail;
    std::string body;
};
struct MessageTale {
    std::optional<DoneMessage> done;
    std::optional<UndoneMessage> undone;
    std::vector<NotedRefusal> refusals;  ///< in the order in which they came
};
/// Everything under (fixmedins_code, msgid); all empty if it never came.
/// Errors    internal: a seal cannot be opened.
[[nodiscard]] Result<MessageTale> tell_message(ports::Session& session, const Context& context,
                                               const Caller& message);
/// Notes in `audit` that somebody looks at it: it tells what was answered about a person.
[[nodiscard]] Result<void> note_look(ports::Session& session, const Context& context,
                                     const MessageTale& tale, const std::string& msgid);

}  // namespace yidi::payer
