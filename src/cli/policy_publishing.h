#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/publishing/effect.h"
#include "cli/payer_commands.h"

namespace CLI {
class App;
}

/// What the commands on changes of policies share.
namespace yidi::cli {

/// `policy draft, submit, approve, reject, withdraw, rollback`.
void add_publishing_steps(CLI::App& policy, Context& context);
/// `policy changes, effect, timeline`.
void add_publishing_views(CLI::App& policy, Context& context);

/// Errors    bad_value: not a number.
[[nodiscard]] Result<std::int64_t> read_change(const std::string& text);
/// Errors    bad_value: there is no such change.
[[nodiscard]] Result<publishing::Shown> find_change(ports::Session& session, std::int64_t change);

/// The examples that came with the program; what is no case is left out.
[[nodiscard]] std::vector<publishing::NamedCase> example_cases(const Context& context,
                                                               const policy::Regions& regions);

}  // namespace yidi::cli
