#include <set>
#include <string>

#include <gtest/gtest.h>

#include "domain/adjudication/answer.h"
#include "domain/adjudication/case.h"

namespace yidi::adjudication {
namespace {

TEST(KeyOf, EachFactHasItsKeyOfTheCaseFile) {
    std::set<std::string_view> keys;
    for (std::size_t i = 0; i < kFactCount; ++i) {
        EXPECT_TRUE(keys.insert(key_of(static_cast<Fact>(i))).second) << i;
    }
    EXPECT_EQ(key_of(Fact::insutype), "insutype");
    EXPECT_EQ(key_of(Fact::hosp_lv), "hosp_lv");
    EXPECT_EQ(key_of(Fact::mdtrtarea_admvs), "mdtrtarea_admvs");
    EXPECT_EQ(key_of(Fact::ipt_cnt), "ipt_cnt");
    EXPECT_EQ(key_of(Fact::retire_date), "retire_date");
    EXPECT_EQ(key_of(Fact::dise_codg), "dise_codg");
    EXPECT_EQ(key_of(Fact::date), "setl_date");
    EXPECT_EQ(key_of(Fact::prev_hosp_lv), "prev/hosp_lv");
    EXPECT_EQ(key_of(Fact::prev_dedc), "prev/dedc");
    EXPECT_EQ(key_of(Fact::med_type), "med_type");
}

TEST(NamedLayer, EightIdsHaveAccumulatorsOfTheirOwn) {
    EXPECT_EQ(named_layer("large"), 0U);
    EXPECT_EQ(named_layer("serious"), 1U);
    EXPECT_EQ(named_layer("civil"), 2U);
    EXPECT_EQ(named_layer("enterprise"), 3U);
    EXPECT_EQ(named_layer("aid"), 4U);
    EXPECT_EQ(named_layer("tilt"), 5U);
    EXPECT_EQ(named_layer("disabled"), 6U);
    EXPECT_EQ(named_layer("other"), 7U);
    EXPECT_FALSE(named_layer("top_up"));
    EXPECT_FALSE(named_layer(""));
}

TEST(StatusName, IsSpeltAsInAnswers) {
    EXPECT_EQ(name(Status::computed), "computed");
    EXPECT_EQ(name(Status::range), "range");
    EXPECT_EQ(name(Status::unknown), "unknown");
    EXPECT_EQ(name(Status::rejected), "rejected");
}

}  // namespace
}  // namespace yidi::adjudication
