#include "domain/registry/shown_name.h"

namespace yidi::registry {

std::string shown_name(const std::string& name) {
    // In UTF-8 what follows the first byte of a character has these two bits.
    constexpr unsigned kMask = 0xC0;
    constexpr unsigned kFollows = 0x80;
    std::size_t first = name.empty() ? 0 : 1;
    while (first < name.size() && (static_cast<unsigned char>(name[first]) & kMask) == kFollows) {
        ++first;
    }
    return "*" + name.substr(first);
}

}  // namespace yidi::registry
