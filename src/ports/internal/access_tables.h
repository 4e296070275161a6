#pragma once

#include <array>
#include <cstdint>

#include "ports/store.h"

/// The columns of accounts, sessions and keys (docs/design/rest.md).
namespace yidi::ports::internal {

// Who may sign in, and as what (src/app/access).
inline constexpr std::array kAccountUser{
    Column{"account_id"},
    Column{"login", ColumnType::text},
    Column{"provider", ColumnType::text},
    Column{"grants", ColumnType::text},
    Column{"pid", ColumnType::integer, true},
    Column{"state", ColumnType::text},
    Column{"password", ColumnType::bytes, true},
    Column{"must_change"},
    Column{"reset", ColumnType::bytes, true},
    Column{"reset_until", ColumnType::integer, true},
    Column{"sessions_from"},
    Column{"at"},
};
inline constexpr std::array<std::uint8_t, 1> kByLogin{1};
inline constexpr std::array kAccountUserIndexes{
    Index{"by_login", kByLogin},
};
inline constexpr std::array kUserSession{
    Column{"hash", ColumnType::text},
    Column{"account_id"},
    Column{"kind", ColumnType::text},
    Column{"at"},
    Column{"until"},
};
inline constexpr std::array<std::uint8_t, 1> kByEnd{4};
inline constexpr std::array kUserSessionIndexes{
    Index{"by_time", kByEnd},
};
inline constexpr std::array kApiKey{
    Column{"key_id"},
    Column{"hash", ColumnType::text},
    Column{"name", ColumnType::text},
    Column{"grants", ColumnType::text},
    Column{"state", ColumnType::text},
    Column{"until", ColumnType::integer, true},
    Column{"by", ColumnType::text},
    Column{"at"},
};
inline constexpr std::array<std::uint8_t, 1> kByHash{1};
inline constexpr std::array kApiKeyIndexes{
    Index{"by_hash", kByHash},
};
inline constexpr std::array kLoginFailure{
    Column{"hash", ColumnType::text},
    Column{"count"},
    Column{"last"},
};
inline constexpr std::array<std::uint8_t, 1> kByLast{2};
inline constexpr std::array kLoginFailureIndexes{
    Index{"by_time", kByLast},
};
// What was answered to a write on the REST interface, under the caller's own key.
inline constexpr std::array kIdempotency{
    Column{"principal", ColumnType::text},
    Column{"key", ColumnType::text},
    Column{"operation", ColumnType::text},
    Column{"hash", ColumnType::text},
    Column{"at"},
    Column{"status"},
    Column{"answer", ColumnType::bytes},
};

}  // namespace yidi::ports::internal
