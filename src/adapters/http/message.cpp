#include "adapters/http/message.h"

#include <algorithm>

namespace yidi::http {
namespace {

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool same_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

const std::string* Headers::find(std::string_view name) const {
    const auto found = std::find_if(fields_.begin(), fields_.end(), [name](const Header& field) {
        return same_name(field.name, name);
    });
    return found == fields_.end() ? nullptr : &found->value;
}

}  // namespace yidi::http
