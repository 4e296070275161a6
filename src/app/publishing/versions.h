#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/publishing/publishing.h"

/// The versions of an area's pack: what came with the program, what was published, what is drafted.
namespace yidi::publishing {

/// The pack that came with the program, where a change's number is asked for.
inline constexpr std::int64_t kOfProgram = 0;

struct Version {
    std::int64_t change = kOfProgram;
    policy::Pack pack;
    std::string text;          ///< empty: the program's file is no longer there as it was
    bool is_published = true;  ///< approved, or the program's own
};
/// The text of a change; of the pack that came with the program; empty: of what is computed with
/// today. Empty where the area has no such version.
[[nodiscard]] Result<std::optional<Version>> version_of(ports::Session& session,
                                                        const payer::Context& context,
                                                        const Tools& tools, std::uint32_t area,
                                                        std::optional<std::int64_t> change);

/// The text of a version under the next number, to begin a draft with. Everything else in it stays,
/// comments too.
/// Errors    unreadable_file: the version has no text; inconsistent: it has no line `version:`.
[[nodiscard]] Result<Text> next_text(ports::Session& session, const Tools& tools,
                                     const Version& version);

/// The highest version that an area was ever computed with or will be; 0: it has no pack.
[[nodiscard]] Result<std::uint32_t> highest_version(ports::Session& session, const Tools& tools,
                                                    std::uint32_t area);

}  // namespace yidi::publishing
