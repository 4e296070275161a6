#include "domain/registry/institution_page.h"

#include <gtest/gtest.h>

namespace yidi::registry {
namespace {

std::vector<std::string> codes_in(std::string_view page, std::size_t most, bool& whole) {
    std::vector<std::string> codes;
    whole = read_page(page, [&](const PageEntry& entry) {
        codes.emplace_back(entry.fixmedins_code);
        return codes.size() < most;
    });
    return codes;
}

std::string two_entries() {
    std::string page;
    append(page, {.fixmedins_code = "H1",
                  .remote_open = 5,
                  .hosp_lv = 2,
                  .type = '1',
                  .name = {.characters = "协和", .initials = "xh", .syllables = "xie he"}});
    append(page, {.fixmedins_code = "P2", .remote_open = 0, .hosp_lv = 0, .type = '2', .name = {}});
    return page;
}

TEST(InstitutionPage, GivesBackWhatWasWritten) {
    int count = 0;
    EXPECT_TRUE(read_page(two_entries(), [&](const PageEntry& entry) {
        if (count++ == 0) {
            EXPECT_EQ(entry.remote_open, 5);
            EXPECT_EQ(entry.hosp_lv, 2);
            EXPECT_EQ(entry.type, '1');
            EXPECT_EQ(entry.name.characters, "协和");
            EXPECT_EQ(entry.name.initials, "xh");
            EXPECT_EQ(entry.name.syllables, "xie he");
        }
        return true;
    }));
    EXPECT_EQ(count, 2);
}

TEST(InstitutionPage, StopsWhereItIsTold) {
    bool whole = false;
    EXPECT_EQ(codes_in(two_entries(), 1, whole), std::vector<std::string>{"H1"});
    EXPECT_TRUE(whole);
}

TEST(InstitutionPage, SaysWhereverItIsCutThatItIsDamaged) {
    const std::string page = two_entries();
    bool whole = false;
    const std::size_t second = page.size() - (3 + 2 + 2 + 2 + 2 + 2);
    for (std::size_t size = 1; size < page.size(); ++size) {
        codes_in(std::string_view{page}.substr(0, size), 9, whole);
        EXPECT_EQ(whole, size == second) << size;
    }
}

TEST(InstitutionPage, LevelsAreNumberedInTheDictionarysOrder) {
    EXPECT_EQ(level_number("01"), 1);
    EXPECT_EQ(level_number("11"), 11);
    EXPECT_EQ(level_number(""), 0);
    EXPECT_EQ(level_number("12"), 0);
}

}  // namespace
}  // namespace yidi::registry
