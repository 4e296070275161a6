#include "domain/explain/clause.h"

#include <gtest/gtest.h>

#include "domain/policy/terms.h"

namespace yidi::explain {
namespace {

policy::Pack pack_with(policy::Document document) {
    policy::Pack pack;
    pack.version = 1;
    pack.documents.emplace("sjz-2023-18", std::move(document));
    return pack;
}

policy::Source source() {
    policy::Source made;
    made.document = "sjz-2023-18";
    made.article = "9";
    made.from = Date::from_ymd({.year = 2023, .month = 11, .day = 1});
    made.grade = policy::Grade::D;
    return made;
}

TEST(Clause, TakesTheDocumentsNumberThenItsTitleThenThePacksId) {
    const policy::Document both{
        .number = "石政办发〔2023〕18号", .title = "职工医保办法", .note = {}};
    EXPECT_EQ(clause_of(source(), pack_with(both)).doc, "石政办发〔2023〕18号");
    EXPECT_EQ(clause_of(source(), pack_with(both)).title, "职工医保办法");
    const policy::Document titled{.number = "unknown", .title = "职工医保办法", .note = {}};
    EXPECT_EQ(clause_of(source(), pack_with(titled)).doc, "职工医保办法");
    const policy::Document neither{.number = "unknown", .title = "unknown", .note = {}};
    EXPECT_EQ(clause_of(source(), pack_with(neither)).doc, "sjz-2023-18");
}

TEST(Clause, ShowsTheLastDayIncluded) {
    policy::Source ended = source();
    ended.to = Date::from_ymd({.year = 2026, .month = 1, .day = 1});
    EXPECT_EQ(to_string(*clause_of(ended, {}).to), "2025-12-31");
    EXPECT_FALSE(clause_of(source(), {}).to.has_value());
}

TEST(Clause, SaysWhereTheArticleIsNotKnown) {
    policy::Source unknown = source();
    unknown.article = "unknown";
    const Clause clause = clause_of(
        unknown, pack_with({.number = "石政办发〔2023〕18号", .title = "unknown", .note = {}}));
    EXPECT_EQ(short_text(clause, Language::zh), "石政办发〔2023〕18号，条款未知");
    EXPECT_EQ(short_text(clause, Language::en), "石政办发〔2023〕18号, article unknown");
}

TEST(Clause, SaysThatAStartDateIsAssumed) {
    policy::Source assumed = source();
    assumed.assumed_from = true;
    const policy::Document document{
        .number = "石政办发〔2023〕18号", .title = "职工医保办法", .note = {}};
    const Clause clause = clause_of(assumed, pack_with(document));
    EXPECT_EQ(to_text(clause, Language::zh),
              "《职工医保办法》（石政办发〔2023〕18号），第 9 条，2023-11-01 "
              "起（起始日期为推定），等级 D（数据集）");
    EXPECT_EQ(to_text(clause, Language::en),
              "石政办发〔2023〕18号, article 9, from 2023-11-01 (start date assumed), grade D "
              "(data set)");
}

TEST(Clause, OfAStatedTermHasNeitherDayNorGrade) {
    policy::Terms terms;
    terms.bands = {{.up_to = {}, .rate = Rate::from_ppm(900'000)}};
    const policy::Pack pack = policy::pack_of_terms(terms, 130100);
    const Clause clause = clause_of(pack.schemes.front().rows.front().source, pack);
    EXPECT_TRUE(clause.stated);
    EXPECT_EQ(to_text(clause, Language::en), short_text(clause, Language::en));
    EXPECT_EQ(to_text(clause, Language::en).find("1900"), std::string::npos);
}

TEST(Clause, ShowsAnArticleThatNamesItsPlaceAsItIs) {
    policy::Source named = source();
    named.article = "通知二（五）";
    EXPECT_EQ(short_text(clause_of(named, {}), Language::en), "sjz-2023-18, 通知二（五）");
}

TEST(Clause, StandsBehindARefusalThatThePackDoesNotWrite) {
    const std::optional<Clause> clause = national_clause(ErrorCode::not_connected);
    ASSERT_TRUE(clause.has_value());
    EXPECT_EQ(short_text(*clause, Language::zh),
              "《关于进一步做好基本医疗保险跨省异地就医直接结算工作的通知及附件经办规程》（医保发〔"
              "2022〕22"
              "号），规程第十四条");
    EXPECT_EQ(national_clause(ErrorCode::not_insured), std::nullopt);
}

TEST(RuleId, NamesADefaultThatNoPackWrote) {
    policy::Row row;
    row.parameter = policy::Parameter::cap_basis;
    EXPECT_EQ(rule_id(row, policy::Book{}), "default/cap_basis");
    EXPECT_FALSE(clause_of(row, policy::Book{}).has_value());
}

}  // namespace
}  // namespace yidi::explain
