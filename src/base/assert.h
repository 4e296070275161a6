#pragma once

/// For our own bugs only, never for input: prints file, line and the expression, then aborts. Stays
/// on in every build, because a wrong amount is worse than a stopped process. May be used in
/// constexpr functions, where a failure is a compile error.
#define YIDI_ASSERT(condition)          \
    ((condition) ? static_cast<void>(0) \
                 : ::yidi::internal::assertion_failed(#condition, __FILE__, __LINE__))

namespace yidi::internal {

[[noreturn]] void assertion_failed(const char* expression, const char* file, int line) noexcept;

}  // namespace yidi::internal
