#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "api/mcp/internal/arguments.h"
#include "api/mcp/server.h"

/// What is offered, as data: the list, its schemas and the checks of arguments come from it.
namespace yidi::mcp::internal {

/// What a tool answers: JSON, an object.
struct Told {
    std::string json;
    /// No rule is known, so there is no figure: told as a failure, that nobody takes it for one.
    bool is_unknown = false;
};

struct Call {
    const policy::Book& book;
    const Options& options;
    const DataFolder* data;  ///< not null for tools that need it
    const Arguments& arguments;
    explain::Language language;
};

/// Errors    told as a failure of the tool, {"error": …}.
using Handler = Result<Told> (*)(const Call& call);

/// A member of what a tool answers.
struct Member {
    std::string_view name;
    std::string_view about;
};

struct Tool {
    std::string_view name;
    std::string_view title;
    std::string_view description;
    std::span<const Argument> arguments;
    std::span<const Member> answer;
    bool needs_data = false;  ///< offered with a data folder only
    /// Writes nothing at all; else a line that says whose data were shown.
    bool is_read_only = true;
    Handler handle = nullptr;
};

[[nodiscard]] std::span<const Tool> case_tools();
[[nodiscard]] std::span<const Tool> guidance_tools();
[[nodiscard]] std::span<const Tool> policy_tools();
[[nodiscard]] std::span<const Tool> data_tools();

/// Null: there is none of this name, or it needs a data folder and there is none.
[[nodiscard]] const Tool* find_tool(std::string_view name, bool has_data);

/// {"tools": […]}, in the form of a version.
[[nodiscard]] std::string list_of_tools(const Options& options, const Server::Version& version,
                                        bool has_data);

}  // namespace yidi::mcp::internal
