#include "domain/registry/institution_page.h"

#include <algorithm>

#include "domain/registry/hospital_level.h"

namespace yidi::registry {
namespace {

using std::string_view;

constexpr std::size_t kLengthMax = 0xFFFF;
constexpr unsigned kByteBits = 8;
constexpr std::size_t kFixedBytes = 3;

void append_text(std::string& page, string_view text) {
    const std::size_t size = std::min(text.size(), kLengthMax);
    page += static_cast<char>(size >> kByteBits);
    page += static_cast<char>(size & 0xFFU);
    page += text.substr(0, size);
}

/// Takes a text off the page; false if it is not whole.
bool take_text(string_view& page, string_view& text) {
    if (page.size() < 2) {
        return false;
    }
    const std::size_t size = static_cast<std::size_t>(static_cast<unsigned char>(page[0]))
                                 << kByteBits |
                             static_cast<unsigned char>(page[1]);
    if (page.size() - 2 < size) {
        return false;
    }
    text = page.substr(2, size);
    page.remove_prefix(2 + size);
    return true;
}

}  // namespace

void append(std::string& page, const PageEntry& entry) {
    page += static_cast<char>(entry.remote_open);
    page += static_cast<char>(entry.hosp_lv);
    page += entry.type;
    append_text(page, entry.fixmedins_code);
    append_text(page, entry.name.characters);
    append_text(page, entry.name.initials);
    append_text(page, entry.name.syllables);
}

bool read_page(string_view page, const std::function<bool(const PageEntry&)>& visit) {
    while (!page.empty()) {
        if (page.size() < kFixedBytes) {
            return false;
        }
        PageEntry entry;
        entry.remote_open = static_cast<std::uint8_t>(page[0]);
        entry.hosp_lv = static_cast<std::uint8_t>(page[1]);
        entry.type = page[2];
        page.remove_prefix(kFixedBytes);
        if (!take_text(page, entry.fixmedins_code) || !take_text(page, entry.name.characters) ||
            !take_text(page, entry.name.initials) || !take_text(page, entry.name.syllables)) {
            return false;
        }
        if (!visit(entry)) {
            return true;
        }
    }
    return true;
}

std::uint8_t level_number(string_view hosp_lv) {
    const auto* const found = std::ranges::find(kHospitalLevels, hosp_lv, &HospitalLevel::code);
    return static_cast<std::uint8_t>(
        found == kHospitalLevels.end() ? 0 : found - kHospitalLevels.begin() + 1);
}

}  // namespace yidi::registry
