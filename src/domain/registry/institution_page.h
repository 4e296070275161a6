#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/registry/records.h"
#include "domain/registry/searched_name.h"

/// Several institutions of one place in one column, by code: what a look-up compares, close
/// together, so that thousands are passed over in a millisecond.
namespace yidi::registry {

struct PageEntry {
    std::string_view fixmedins_code;
    std::uint8_t remote_open = 0;  ///< mask of policy::Business
    std::uint8_t hosp_lv = 0;      ///< 1 to 11; 0: none is stated
    char type = ' ';               ///< first character of fixmedins_type
    NameView name;
};

/// Entries of a page stay small enough that a change writes a few disk pages.
inline constexpr std::size_t kPageEntriesMax = 64;

/// Texts longer than 65,535 bytes are cut.
void append(std::string& page, const PageEntry& entry);

/// Calls `visit` for each entry until it returns false. The entry's views are valid as long as the
/// page. Returns  false if the page is damaged.
[[nodiscard]] bool read_page(std::string_view page,
                             const std::function<bool(const PageEntry&)>& visit);

/// `hosp_lv` as a number; 0 where it is empty or none.
[[nodiscard]] std::uint8_t level_number(std::string_view hosp_lv);

}  // namespace yidi::registry
