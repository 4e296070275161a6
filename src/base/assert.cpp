#include "base/assert.h"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace yidi::internal {

void assertion_failed(const char* expression, const char* file, int line) noexcept {
    const std::string message =
        std::string{file} + ":" + std::to_string(line) + ": assertion failed: " + expression + "\n";
    static_cast<void>(std::fputs(message.c_str(), stderr));
    std::abort();
}

}  // namespace yidi::internal
