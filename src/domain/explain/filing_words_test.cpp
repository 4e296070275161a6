#include "domain/explain/filing_words.h"

#include <gtest/gtest.h>

namespace yidi::explain {
namespace {

using policy::Span;

TEST(FilingWords, NameEveryRuleInBothLanguages) {
    policy::for_each_rule([](std::string_view name, auto /*member*/) {
        EXPECT_NE(label_of_filing_rule(name).zh, name);
        EXPECT_NE(label_of_filing_rule(name).en, name);
    });
    EXPECT_EQ(label_of_filing_rule("a_rule_nobody_knows").zh, "a_rule_nobody_knows");
}

TEST(FilingWords, SayPapersAsGroupsOfWhichAnyOneDoes) {
    const std::vector<policy::AnyOf> papers{{"household_register"}, {"residence_permit", "lease"}};
    EXPECT_EQ(filing_value("materials", papers, Language::en),
              "household register with the person's own page; residence permit or lease");
    EXPECT_EQ(filing_value("materials", papers, Language::zh),
              "户口簿首页和本人常住人口登记卡；居住证或租赁合同");
    EXPECT_EQ(filing_value("materials", std::vector<policy::AnyOf>{}, Language::en), "none");
}

TEST(FilingWords, SaySpansByWhatTheirRuleMeans) {
    EXPECT_EQ(filing_value("lock", Span{}, Language::en), "none");
    EXPECT_EQ(filing_value("validity", Span{}, Language::en), "without end");
    EXPECT_EQ(filing_value("lock", Span{.months = 1, .days = 15}, Language::en),
              "1 month and 15 days");
    EXPECT_EQ(filing_value("lock", Span{.months = 0, .days = 60}, Language::zh), "60 天");
    EXPECT_EQ(filing_value("lock", Span{.months = 1, .days = 15}, Language::zh), "1 个月零 15 天");
}

TEST(FilingWords, SayMasksByTheirMembers) {
    EXPECT_EQ(filing_value("lock_exceptions", std::uint8_t{0b101}, Language::zh), "死亡、参保终止");
    EXPECT_EQ(filing_value("lock_exceptions", std::uint8_t{0}, Language::en), "none");
    EXPECT_EQ(filing_value("businesses", std::uint8_t{0b1}, Language::zh), "住院");
}

TEST(FilingWords, SayNumbersAndWords) {
    EXPECT_EQ(filing_value("extensions", 2, Language::en), "2");
    EXPECT_EQ(filing_value("promise_days", 30, Language::zh), "30 天");
    EXPECT_EQ(filing_value("backdate_days", 1, Language::en), "1 day");
    EXPECT_EQ(filing_value("after_lapse", policy::AfterLapse::ends, Language::en),
              "the filing ends");
    EXPECT_EQ(filing_value("after_lapse", policy::AfterLapse::other_temporary, Language::zh),
              "转为其他临时外出");
    EXPECT_EQ(filing_value("decision", policy::Decision::review, Language::zh), "经办机构审核");
    EXPECT_EQ(filing_value("place_level", policy::PlaceLevel::province, Language::zh), "全省");
    EXPECT_EQ(
        filing_value("whole_places", std::vector<std::uint32_t>{460000, 540000}, Language::en),
        "460000, 540000");
    EXPECT_EQ(filing_value("automatic", std::vector<std::string>{"posting", "x"}, Language::zh),
              "驻外工作信息、x");
    EXPECT_EQ(filing_value("open", false, Language::zh), "否");
}

}  // namespace
}  // namespace yidi::explain
