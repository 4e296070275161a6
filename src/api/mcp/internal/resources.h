#pragma once

#include <string>
#include <string_view>

#include "api/mcp/server.h"

/// What can be read beside the tools: the packs, the schema of a case and its description.
namespace yidi::mcp::internal {

/// {"resources": […]}.
[[nodiscard]] std::string list_of_resources(const policy::Book& book, const Options& options,
                                            const Server::Version& version);
/// {"resourceTemplates": […]}.
[[nodiscard]] std::string list_of_templates(const Server::Version& version);

/// {"contents": […]}.
/// Errors    bad_value: there is nothing of this name.
[[nodiscard]] Result<std::string> read_resource(const policy::Book& book, const Options& options,
                                                std::string_view uri);

}  // namespace yidi::mcp::internal
