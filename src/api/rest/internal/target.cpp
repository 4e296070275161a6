#include "api/rest/internal/target.h"

#include <algorithm>

namespace yidi::rest::internal {

Result<Target> read_target(std::string_view target) {
    const std::size_t end = std::min(target.find('?'), target.size());
    YIDI_TRY(codec::FormFields query,
             codec::read_form(target.substr(std::min(end + 1, target.size())), "query"));
    return Target{.path = target.substr(0, end), .query = std::move(query)};
}

std::optional<std::string_view> between(std::string_view path, std::string_view head,
                                        std::string_view tail) {
    if (path.size() <= head.size() + tail.size() || !path.starts_with(head) ||
        !path.ends_with(tail)) {
        return std::nullopt;
    }
    path.remove_prefix(head.size());
    path.remove_suffix(tail.size());
    return path.find('/') == std::string_view::npos ? std::optional{path} : std::nullopt;
}

}  // namespace yidi::rest::internal
