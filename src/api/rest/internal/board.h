#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "api/rest/internal/call.h"
#include "api/rest/internal/clearing_call.h"

/// What the two halves of the reconciliation board share: days and differences.
namespace yidi::rest::internal {

inline constexpr std::array kBoardTroubles{Trouble::refused, Trouble::conflict, Trouble::not_found};
inline constexpr access::Rule kReadsBoard{
    .roles = access::roles(access::Role::clearing_officer, access::Role::auditor),
    .about = access::About::place};
inline constexpr access::Rule kWritesBoard{.roles = kClears, .about = access::About::place};

/// How many rows the parameter `limit` asks for.
[[nodiscard]] inline std::size_t rows_wanted(const Call& call) {
    constexpr std::int64_t kUsual = 200;
    const Input& asked = call.parameters();
    return static_cast<std::size_t>(asked.has("limit") ? asked.whole("limit") : kUsual);
}

}  // namespace yidi::rest::internal
