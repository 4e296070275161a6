#pragma once

#include <string>

namespace yidi::rest::internal {

/// The description as a page to read: no script, nothing loaded.
[[nodiscard]] std::string docs_page();

}  // namespace yidi::rest::internal
