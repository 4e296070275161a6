#include "adapters/codec/internal/case_keys.h"

#include <gtest/gtest.h>

namespace yidi::codec::internal {
namespace {

constexpr KeyTable<4> kKeys{{"age", "ega", "hosp_lv", "x"}};

TEST(KeyTable, FindsEachNameAndNoOther) {
    for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(kKeys.find(kKeys.names()[i]), i);
    for (const std::string_view other : {"", "ag", "agee", "gae", "hosp_lw", "y"}) {
        EXPECT_EQ(kKeys.find(other), 4U) << other;
    }
}

TEST(Suggestion, NamesTheNearestNameAndOnlyANearOne) {
    EXPECT_EQ(suggestion("hosplv", kKeys.names()), "did you mean \"hosp_lv\"?");
    EXPECT_EQ(suggestion("aeg", kKeys.names()), "did you mean \"age\"?");
    EXPECT_EQ(suggestion("hosp_level", kKeys.names()), "did you mean \"hosp_lv\"?");
    EXPECT_EQ(suggestion("something", kKeys.names()).find("did you mean"), std::string::npos);
    EXPECT_EQ(suggestion(std::string(100'000, 'a'), kKeys.names()).find("did you mean"),
              std::string::npos);
}

TEST(Suggestion, TakesAWordForTheOneNameThatBeginsWithIt) {
    constexpr KeyTable<4> kSome{{"insuplc_admdvs", "insutype", "insured_months", "age"}};
    EXPECT_EQ(suggestion("insuplc", kSome.names()), "did you mean \"insuplc_admdvs\"?");
    EXPECT_EQ(suggestion("insu", kSome.names()).find("did you mean"), std::string::npos);
}

}  // namespace
}  // namespace yidi::codec::internal
