#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/error.h"
#include "cli/payer_commands.h"
#include "domain/registry/route.h"

/// What the look-ups of institutions, routes and drugs share.
namespace yidi::cli {

/// Empty for an empty word. Errors    usage.
[[nodiscard]] Result<std::optional<policy::Business>> read_business(std::string_view word);
/// Errors    bad_region.
[[nodiscard]] Result<std::uint32_t> read_region(std::string_view text, std::string_view option);

/// 0 open, 3 not known, 4 not open.
[[nodiscard]] int exit_of(registry::OpeningState state);
[[nodiscard]] int exit_of(registry::RouteState state);

/// Makes the index of institutions where a store comes from a version without one.
[[nodiscard]] Result<void> ensure_institution_index(Payer& payer);

/// Adds find, show and index.
void add_institution_lookup(CLI::App& group, Context& context);

}  // namespace yidi::cli
