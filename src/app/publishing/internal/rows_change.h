#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/publication/change.h"
#include "ports/store.h"

/// Rows of `policy_change`.
namespace yidi::publishing::internal {

using ports::Session;
using publication::Change;
using publication::Event;

/// An event with the text that it brought, if it brought one.
struct ChangeRow {
    Event event;
    std::optional<std::string> text;
};
[[nodiscard]] Result<void> insert(Session& session, const ChangeRow& one);
/// By seq; empty: no such change.
[[nodiscard]] Result<std::vector<ChangeRow>> history_of(Session& session, std::int64_t change);
/// Every change as its events leave it, by id.
[[nodiscard]] Result<std::vector<Change>> all_changes(Session& session);
/// The text that a change's last event is about.
/// Errors    internal: it has none.
[[nodiscard]] Result<std::string> text_of(Session& session, std::int64_t change);

}  // namespace yidi::publishing::internal
