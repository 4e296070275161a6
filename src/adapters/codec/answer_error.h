#pragma once

#include <string>

#include "base/error.h"

namespace yidi::codec {

/// {"code", "pointer" or "line", "rule", "remedy", "message"}: the object below "error" of a failed
/// command. A place written "file:12" becomes "file" and "line"; anything else stands under
/// "pointer".
[[nodiscard]] std::string encode_error(const Error& error);

}  // namespace yidi::codec
