#pragma once

#include <string>

namespace yidi::registry {

/// A name as relatives are shown it, without its first character: "*小明". Whoever knows the person
/// recognises it, and nobody else learns who it is.
[[nodiscard]] std::string shown_name(const std::string& name);

}  // namespace yidi::registry
