#include "adapters/codec/calendar.h"

#include <map>
#include <string>

#include <gtest/gtest.h>

namespace yidi::codec {
namespace {

constexpr std::string_view kHead = "from,to,working,name,document,issued,grade\n";

Date day(std::string_view text) {
    return *parse_date(text);
}

TEST(Calendar, OfTheProgramCoversItsYearsByTheirNotices) {
    const auto days = load_calendar("data/calendar/cn.csv");
    ASSERT_TRUE(days.has_value()) << days.error();
    std::map<int, int> working;
    for (Date one = day("2023-01-01"); one <= day("2026-12-31"); one = one.next_day()) {
        ASSERT_FALSE(days->is_working(one).is_provisional) << one;
        if (days->is_working(one).is_working) ++working[one.year()];
    }
    // Monday to Friday, less those made free, with the weekends made worked: 260 - 18 + 7,
    // 262 - 19 + 8, 261 - 18 + 5, 261 - 19 + 6.
    EXPECT_EQ(working, (std::map<int, int>{{2023, 249}, {2024, 251}, {2025, 248}, {2026, 248}}));
    EXPECT_TRUE(days->is_working(day("2027-01-04")).is_provisional);
}

TEST(Calendar, IsReadWithFileLineAndColumn) {
    struct Row {
        std::string_view line;
        std::string_view where;
    };
    for (const Row& row : {
             Row{"2026-01-0,2026-01-03,no,元旦,通知,2025-11-04,P", "cn.csv:2:from"},
             Row{"2026-01-01,2026-02-30,no,元旦,通知,2025-11-04,P", "cn.csv:2:to"},
             Row{"2026-01-01,2026-01-03,free,元旦,通知,2025-11-04,P", "cn.csv:2:working"},
             Row{"2026-01-01,2026-01-03,no,元旦,,2025-11-04,P", "cn.csv:2:document"},
             Row{"2026-01-01,2026-01-03,no,元旦,通知,,P", "cn.csv:2:issued"},
             Row{"2026-01-01,2026-01-03,no,元旦,通知,2025-11-04,Z", "cn.csv:2:grade"},
             Row{"2026-01-01,2026-01-03,no", "cn.csv:2:grade"},
         }) {
        const auto read = read_calendar(std::string{kHead} + std::string{row.line}, "cn.csv");
        ASSERT_FALSE(read.has_value()) << row.line;
        EXPECT_EQ(read.error().where, row.where);
    }
    EXPECT_FALSE(read_calendar("a,b\n", "cn.csv").has_value());
    EXPECT_FALSE(load_calendar("data/calendar/none.csv").has_value());
}

}  // namespace
}  // namespace yidi::codec
