#pragma once

#include <string_view>

#include "base/error.h"

namespace yidi::national::internal {

/// In Chinese, of a body that cannot be read: the member and the place, what stands there, what to
/// do. `error` is what the reader of JSON said.
[[nodiscard]] Error broken_body(std::string_view body, Error error);

/// The same of bytes that are neither UTF-8 nor GBK.
[[nodiscard]] Error wrong_encoding(std::string_view body);

}  // namespace yidi::national::internal
