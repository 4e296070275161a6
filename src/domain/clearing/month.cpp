#include "domain/clearing/month.h"

#include <ostream>

namespace yidi::clearing {

Result<Month> parse_month(std::string_view text) {
    const Result<Date> first = parse_date(std::string{text} + "-01");
    if (!first) {
        return fail(Error{.code = ErrorCode::bad_date,
                          .where = {},
                          .rule = "a month YYYY-MM",
                          .remedy = "write it like 2026-01",
                          .detail = "this is no month"});
    }
    return Month::of(*first);
}

std::string to_string(Month month) {
    return to_string(month.first()).substr(0, 7);
}

std::ostream& operator<<(std::ostream& out, Month month) {
    return out << to_string(month);
}

}  // namespace yidi::clearing
