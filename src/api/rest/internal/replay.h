#pragma once

#include <optional>
#include <string>

#include "api/rest/internal/call.h"

namespace yidi::rest::internal {

/// A write under the caller's own key.
struct KeyedWrite {
    std::string principal;
    std::string key;
    std::string operation;
    std::string hash;  ///< of what was asked
};

struct KeptAnswer {
    int status = 200;
    std::string body;
};

/// What was answered under this key before; empty: nothing yet.
/// Errors    inconsistent: it was another request (told as key_reused).
[[nodiscard]] Result<std::optional<KeptAnswer>> kept_answer(ports::Session& session,
                                                            const payer::Context& context,
                                                            const KeyedWrite& write);
/// Keeps it, sealed: an answer may hold personal data or a key.
[[nodiscard]] Result<void> keep_answer(ports::Session& session, const payer::Context& context,
                                       const KeyedWrite& write, const KeptAnswer& answer);

}  // namespace yidi::rest::internal
