#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "app/payer/context.h"
#include "domain/registry/records.h"

namespace yidi::payer {

/// A message as the log knows it.
struct Message {
    Caller caller;
    std::optional<registry::Pid> pid;  ///< whose data it is about
    std::string hash;                  ///< of its content: the same content, the same hash
    std::string input = {};            ///< JSON as it came; beyond kKeptInputBytes it is cut off
};
/// What is kept of an input, for whoever looks at the message later.
inline constexpr std::size_t kKeptInputBytes = 8'192;

/// What a use case made of a message.
struct Made {
    std::string answer;   ///< the bytes to answer, also to every repeat
    std::int64_t id = 0;  ///< the visit or settlement that it made, for 2601; 0: none
};

struct Once {
    std::string answer;
    bool repeated = false;  ///< the message had been done before: `answer` is the first one's
};

/// Runs a use case once for each (fixmedins_code, msgid). The same content again gets the stored
/// answer; an error stores nothing, so that the message may come again, corrected or later.
/// Also the log of who asked about whom.
/// Errors    those of `run`; inconsistent: the msgid has been used for other content, or 2601 has
///           undone the message.
[[nodiscard]] Result<Once> once(ports::Session& session, const Context& context,
                                const Message& message, const std::function<Result<Made>()>& run);

}  // namespace yidi::payer
