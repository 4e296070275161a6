#include "api/pages/internal/encodings.h"

#include <algorithm>

namespace yidi::pages::internal {
namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlank = " \t";
    const std::size_t begin = std::min(text.find_first_not_of(kBlank), text.size());
    const std::size_t end = text.find_last_not_of(kBlank);
    return end == std::string_view::npos ? std::string_view{} : text.substr(begin, end + 1 - begin);
}

/// "q=0", "q=0.0", "q=0.000".
bool is_refused(std::string_view weight) {
    return weight.starts_with("q=0") && weight.find_first_of("123456789") == std::string_view::npos;
}

}  // namespace

Encodings encodings(std::string_view accept) {
    Encodings taken;
    while (!accept.empty()) {
        const std::size_t end = std::min(accept.find(','), accept.size());
        const std::string_view entry = accept.substr(0, end);
        accept.remove_prefix(std::min(end + 1, accept.size()));
        const std::size_t gap = std::min(entry.find(';'), entry.size());
        const std::string_view name = trimmed(entry.substr(0, gap));
        if (is_refused(trimmed(entry.substr(std::min(gap + 1, entry.size()))))) continue;
        if (name == "br") taken.brotli = true;
        if (name == "gzip") taken.gzip = true;
    }
    return taken;
}

}  // namespace yidi::pages::internal
