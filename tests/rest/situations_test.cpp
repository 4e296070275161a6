#include <map>
#include <set>

#include "tests/rest/situation.h"

/// That the table and the tests are whole.
namespace yidi::tests {
namespace {

/// How many tests there are of each number.
std::map<int, int> tests_by_number() {
    std::map<int, int> counts;
    const testing::UnitTest& all = *testing::UnitTest::GetInstance();
    for (int i = 0; i < all.total_test_suite_count(); ++i) {
        const testing::TestSuite& suite = *all.GetTestSuite(i);
        if (std::string_view{suite.name()} != "Situation") continue;
        for (int j = 0; j < suite.total_test_count(); ++j) {
            if (const auto number = number_of(suite.GetTestInfo(j)->name())) ++counts[*number];
        }
    }
    return counts;
}

TEST(Situations, EachNumberHasOneRow) {
    std::set<int> wanted{42, 43, 45, 46, 47, 48, 49, 50, 53, 56};
    for (int number = 1; number <= 36; ++number) wanted.insert(number);
    std::set<int> there;
    for (const Row& row : situations()) {
        EXPECT_TRUE(there.insert(row.number).second) << row.number;
        EXPECT_FALSE(row.situation.empty()) << row.number;
        EXPECT_FALSE(row.expected.empty()) << row.number;
    }
    EXPECT_EQ(there, wanted);
}

TEST(Situations, ManualClaimsComeLaterForFourOfThem) {
    std::set<int> later;
    for (const Row& row : situations()) {
        if (row.outcome == Outcome::manual_claim) later.insert(row.number);
    }
    EXPECT_EQ(later, (std::set<int>{5, 7, 29, 32}));
}

TEST(Situations, EachRowHasATest) {
    const std::map<int, int> tests = tests_by_number();
    for (const Row& row : situations()) {
        EXPECT_TRUE(tests.contains(row.number)) << row.number << " " << row.situation;
    }
}

}  // namespace
}  // namespace yidi::tests
