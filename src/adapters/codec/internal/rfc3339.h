#pragma once

#include <string>

#include "base/instant.h"

namespace yidi::codec::internal {

/// "2026-03-01T12:00:00+08:00".
[[nodiscard]] inline std::string rfc3339(Instant instant) {
    std::string text = to_string(instant);
    text[text.find(' ')] = 'T';
    return text + "+08:00";
}

}  // namespace yidi::codec::internal
