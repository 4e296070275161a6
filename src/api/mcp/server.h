#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "app/payer/context.h"
#include "base/date.h"
#include "base/error.h"
#include "domain/explain/language.h"
#include "domain/policy/policy.h"
#include "ports/store.h"

namespace yidi::codec {
struct JsonNode;
}

/// The Model Context Protocol: what the engine knows, for assistants, one JSON-RPC 2.0 message a
/// line (docs/integrating/mcp.md). Every figure comes from the engine; where no rule is known the
/// result says so as a failure of the tool.
namespace yidi::mcp {

/// A line that is longer is thrown away and refused.
inline constexpr std::size_t kLineBytesMax = std::size_t{1024} * 1024;

struct Options {
    std::string version;          ///< of the program
    std::string case_schema;      ///< schemas/case.schema.json
    std::string case_guide = {};  ///< docs/using/case-file.md; empty: it is not offered
    explain::Language language = explain::Language::zh;  ///< of sentences, where a call names none
    std::function<Date()> today;
};

/// A payer's data, for the tools that tell of persons and institutions. Outlives the server.
struct DataFolder {
    ports::Store& store;
    std::function<payer::Context()> context;
};

/// One session: answers lines in their order. Nothing that a line holds makes it fail.
/// Threads   one at a time.
class Server {
public:
    /// Requires  options.today. `book` outlives the server.
    Server(const policy::Book& book, Options options, std::optional<DataFolder> data = {});

    /// The answer to a line, itself one line of JSON without its end; empty where none is due.
    [[nodiscard]] std::string answer(std::string_view line);

    /// What differs between the protocol's versions, as far as it is said here.
    struct Version {
        std::string_view name;
        bool has_batches = false;
        bool has_hints = false;       ///< annotations of tools
        bool has_structured = false;  ///< titles, structured results and their schemas
    };

private:
    struct Message;
    struct Reply;

    [[nodiscard]] std::string answer_one(const codec::JsonNode& node);
    [[nodiscard]] std::string answer_batch(const codec::JsonNode& list);
    [[nodiscard]] Reply dispatch(const Message& message);
    [[nodiscard]] Reply initialize(const Message& message);
    [[nodiscard]] Reply list_tools(const Message& message) const;
    [[nodiscard]] Reply call_tool(const Message& message) const;
    [[nodiscard]] Reply list_resources(const Message& message) const;
    [[nodiscard]] Reply list_templates(const Message& message) const;
    [[nodiscard]] Reply read_resource(const Message& message) const;
    [[nodiscard]] Reply ping(const Message& message) const;
    [[nodiscard]] explain::Language language_of(const codec::JsonNode* given) const;
    [[nodiscard]] Error worded(const Error& error) const;

    const policy::Book& book_;
    Options options_;
    std::optional<DataFolder> data_;
    const Version* version_ = nullptr;  ///< null until it is agreed on
};

/// Answers what comes until the input ends or the output takes no more.
void serve(std::istream& in, std::ostream& out, Server& server);

}  // namespace yidi::mcp
