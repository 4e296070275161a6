#include "domain/explain/rule_words.h"

#include <gtest/gtest.h>

namespace yidi::explain {
namespace {

policy::Finding finding(std::string rule) {
    return {.line = 7,
            .where = "310 inpatient layer large ratio",
            .rule = std::move(rule),
            .remedy = "narrow the conditions or the dates of one of them"};
}

TEST(RuleWords, AGapNamesTheCellAndItsDays) {
    const policy::Finding gap = finding(
        "no row applies to person active, level tertiary, not attr primary_care, nth 2, "
        "age 45 from 2024-01-01 until 2025-01-01");
    EXPECT_EQ(kind_of(gap), FindingKind::gap);
    const policy::Finding said = finding_in(Language::zh, gap);
    // The first day after is 2025-01-01.
    EXPECT_EQ(said.rule,
              "没有规则：在职职工、三级医院、机构不是基层医疗机构、第 2 次住院、45 周岁，"
              "2024-01-01 至 2024-12-31");
    EXPECT_EQ(said.where, "职工医保 · 住院 · 支付层 large · 支付比例");
    EXPECT_EQ(finding_in(Language::en, gap), gap);
}

TEST(RuleWords, AnOverlapNamesTheOtherRow) {
    const policy::Finding overlap =
        finding("two rows apply to from 2024-01-01 (the other stands in line 12)");
    EXPECT_EQ(kind_of(overlap), FindingKind::overlap);
    const policy::Finding said = finding_in(Language::zh, overlap);
    EXPECT_EQ(said.rule, "有两条规则：2024-01-01 起（另一条在第 12 行）");
    EXPECT_EQ(said.remedy, "缩小其中一条的条件或日期");
}

TEST(RuleWords, OtherFindingsHaveTheWordsOfTheTable) {
    const policy::Finding other = finding("the bands' borders ascend");
    EXPECT_EQ(kind_of(other), FindingKind::other);
    EXPECT_EQ(finding_in(Language::zh, other).rule, "各段上限从小到大");
}

TEST(RuleWords, AnIntervalHasBothEnds) {
    policy::Row row;
    row.parameter = policy::Parameter::cap;
    row.interval = true;
    for (const std::int64_t yuan : {400'000, 500'000}) {
        policy::Value value;
        value.form = policy::ValueForm::amount;
        value.money = Money::from_yuan(yuan);
        row.readings.push_back(value);
    }
    EXPECT_EQ(value_in(Language::zh, row), "400,000.00 元 至 500,000.00 元");
    row.interval = false;
    EXPECT_EQ(value_in(Language::en, row), "400,000.00 yuan or 500,000.00 yuan");
}

}  // namespace
}  // namespace yidi::explain
