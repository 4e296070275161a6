#pragma once

#include <string_view>

namespace yidi::pages::internal {

/// Which compressed forms somebody takes.
struct Encodings {
    bool brotli = false;
    bool gzip = false;
    bool operator==(const Encodings&) const = default;
};

/// From the header Accept-Encoding. A form with weight 0 is refused; of other weights none is
/// preferred, as browsers send none.
[[nodiscard]] Encodings encodings(std::string_view accept);

}  // namespace yidi::pages::internal
