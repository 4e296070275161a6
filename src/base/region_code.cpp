#include "base/region_code.h"

#include <algorithm>
#include <ostream>

namespace yidi {

Result<RegionCode> parse_region_code(std::string_view text) {
    const bool is_numeric =
        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (text.size() != 6 || !is_numeric || text.front() == '0') {
        const std::string found =
            is_numeric ? std::to_string(text.size()) + " digits" : "other characters";
        return fail(
            {.code = ErrorCode::bad_region,
             .rule = "a region code is six digits, the first of them not 0",
             .remedy = "use the six-digit code of the region, such as 130100",
             .detail = "not a region code: it has " +
                       (text.size() == 6 && is_numeric ? std::string{"a leading 0"} : found)});
    }
    std::uint32_t number = 0;
    for (const char digit : text) number = number * 10 + static_cast<std::uint32_t>(digit - '0');
    return RegionCode::from_number(number);
}

std::string to_string(RegionCode code) {
    return std::to_string(code.number());
}

std::ostream& operator<<(std::ostream& out, RegionCode code) {
    return out << to_string(code);
}

}  // namespace yidi
