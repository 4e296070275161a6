#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace yidi::codec {

/// Where a text stops being JSON, for people who mend it by hand.
struct JsonFault {
    std::size_t offset = 0;
    std::string_view what;  ///< a sentence without its end
    std::string path = {};  ///< the member that it is in: "input.data[0].cnt"; empty: in none
};

/// The first fault of a text that ought to be one JSON value in UTF-8 (RFC 8259); empty if it has
/// none. A bracket or quote that is not closed is told at the place where it opens. Slower than the
/// parser, which does not say where: call it once that one has failed.
[[nodiscard]] std::optional<JsonFault> find_json_fault(std::string_view text);

}  // namespace yidi::codec
