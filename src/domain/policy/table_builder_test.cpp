#include "domain/policy/internal/table_builder.h"

#include <gtest/gtest.h>

#include "domain/policy/pack_test_support.h"

namespace yidi::policy::testing {
namespace {

constexpr std::uint32_t kNoTop = 0b0111;
constexpr std::uint32_t kWithTop = 0b1111;

/// The table of `ratio` over the rows of a scheme, with what the proof found.
struct Built {
    Scheme scheme;
    Distinctions distinctions;
    std::vector<Finding> findings;
    Table table;
    std::size_t cells = 0;

    explicit Built(const Rules& rules, std::uint32_t levels = kNoTop, bool complete = true)
        : scheme{rules.scheme()}, distinctions{distinctions_of(scheme)} {
        const TableContext context{.insutype = scheme.insutype,
                                   .levels = levels,
                                   .distinctions = &distinctions,
                                   .valid = {date("2024-01-01"), date("2025-01-01")},
                                   .where = "310 inpatient ratio",
                                   .complete = complete,
                                   .line = scheme.line};
        std::vector<const Row*> rows;
        for (const Row& row : scheme.rows) {
            if (row.parameter == Parameter::ratio) {
                rows.push_back(&row);
            }
        }
        TableBuilder builder{context, findings};
        table = builder.build(rows);
        cells = builder.cells();
    }

    /// Rate of the row that applies, in percent; −1 without one.
    [[nodiscard]] std::int64_t percent(const Coordinates& at) const {
        const Row* row = table.find(at);
        return row == nullptr ? -1 : row->readings.front().rate.ppm() / 10'000;
    }
    [[nodiscard]] std::string only_rule() const {
        return findings.size() == 1 ? findings.front().rule
                                    : std::to_string(findings.size()) + " findings";
    }
};

Rules ratios(Insutype insutype = Insutype::employee) {
    return Rules{Business::inpatient, insutype}.clear(Parameter::ratio);
}

Coordinates at_level(Level level) {
    Coordinates at;
    at.level = static_cast<std::uint8_t>(level);
    return at;
}

TEST(TableBuilder, OneRowWithoutConditionsNeedsNoAxis) {
    const Built built{ratios().add(Parameter::ratio, pays("0.80"))};
    EXPECT_TRUE(built.findings.empty());
    EXPECT_TRUE(built.table.axes().empty());
    EXPECT_EQ(built.table.uses(), 0U);
    EXPECT_EQ(built.cells, 1U);
    EXPECT_EQ(built.percent({}), 80);
}

TEST(TableBuilder, LevelsSplitTheTable) {
    const Built built{
        ratios()
            .add(Parameter::ratio, pays("0.90"), When{}.level({Level::primary, Level::secondary}))
            .add(Parameter::ratio, pays("0.80"), When{}.level({Level::tertiary}))};
    EXPECT_TRUE(built.findings.empty());
    EXPECT_EQ(built.table.uses(), bit(Dimension::level));
    EXPECT_EQ(built.cells, 3U);  // Nobody is of the top level here.
    EXPECT_EQ(built.percent(at_level(Level::primary)), 90);
    EXPECT_EQ(built.percent(at_level(Level::secondary)), 90);
    EXPECT_EQ(built.percent(at_level(Level::tertiary)), 80);
}

TEST(TableBuilder, ATopLevelThatCanOccurNeedsARow) {
    const Built built{
        ratios()
            .add(Parameter::ratio, pays("0.90"), When{}.level({Level::primary, Level::secondary}))
            .add(Parameter::ratio, pays("0.80"), When{}.level({Level::tertiary})),
        kWithTop};
    EXPECT_EQ(built.only_rule(), "no row applies to level top from 2024-01-01 until 2025-01-01");
}

TEST(TableBuilder, OnlyThePersonsOfTheInsuranceCanOccur) {
    const Built built{
        ratios(Insutype::resident)
            .add(Parameter::ratio, pays("0.60"), When{}.person({Person::child, Person::old}))
            .add(Parameter::ratio, pays("0.50"), When{}.person({Person::adult}))};
    EXPECT_TRUE(built.findings.empty());
    EXPECT_EQ(built.cells, 3U);
    Coordinates at;
    at.person = static_cast<std::uint8_t>(Person::old);
    EXPECT_EQ(built.percent(at), 60);
}

TEST(TableBuilder, AGapIsReportedOnceAtTheFirstRow) {
    const Built built{
        ratios().add(Parameter::ratio, pays("0.90"), When{}.level({Level::tertiary}))};
    ASSERT_EQ(built.findings.size(), 1U);
    EXPECT_EQ(built.findings.front().line, 104U);  // The fifth row of the scheme.
    EXPECT_EQ(built.findings.front().where, "310 inpatient ratio");
    EXPECT_EQ(built.findings.front().rule,
              "no row applies to level primary from 2024-01-01 until 2025-01-01");
    EXPECT_EQ(built.findings.front().remedy, "add a row, or one with `unknown` and the reason");
}

TEST(TableBuilder, WithoutAnyRowTheGapStandsAtTheScheme) {
    const Built built{ratios()};
    ASSERT_EQ(built.findings.size(), 1U);
    EXPECT_EQ(built.findings.front().line, 10U);
    EXPECT_EQ(built.findings.front().rule, "no row applies to from 2024-01-01 until 2025-01-01");
}

TEST(TableBuilder, AParameterWithADefaultMayLeaveGaps) {
    const Built built{ratios().add(Parameter::ratio, pays("0.90"), When{}.level({Level::tertiary})),
                      kNoTop,
                      /*complete=*/false};
    EXPECT_TRUE(built.findings.empty());
    EXPECT_EQ(built.percent(at_level(Level::tertiary)), 90);
    EXPECT_EQ(built.percent(at_level(Level::primary)), -1);
}

TEST(TableBuilder, TwoRowsForOneCombinationOverlap) {
    const Built built{ratios()
                          .add(Parameter::ratio, pays("0.90"))
                          .add(Parameter::ratio, pays("0.80"), When{}.level({Level::tertiary}))};
    ASSERT_EQ(built.findings.size(), 1U);
    EXPECT_EQ(built.findings.front().line, 105U);
    EXPECT_EQ(built.findings.front().rule,
              "two rows apply to level tertiary from 2024-01-01 until 2025-01-01 (the other "
              "stands in line 104)");
}

TEST(TableBuilder, CareAtHomeIsNeverInAnotherProvince) {
    const Built built{
        ratios()
            .add(Parameter::ratio, pays("0.90"),
                 When{}.filing({FilingState::local, FilingState::home}))
            .add(Parameter::ratio, pays("0.80"),
                 When{}
                     .filing({FilingState::long_term, FilingState::referral, FilingState::emergency,
                              FilingState::other_temporary, FilingState::unfiled})
                     .distance(Distance::in_province))
            .add(Parameter::ratio, pays("0.70"), When{}.distance(Distance::out_province))};
    EXPECT_TRUE(built.findings.empty()) << built.only_rule();
    EXPECT_EQ(built.cells, 12U);  // 7 × 2 without the two that cannot be.
    Coordinates at;
    at.filing = static_cast<std::uint8_t>(FilingState::unfiled);
    at.distance = static_cast<std::uint8_t>(Distance::out_province);
    EXPECT_EQ(built.percent(at), 70);
    at.distance = static_cast<std::uint8_t>(Distance::in_province);
    EXPECT_EQ(built.percent(at), 80);
    at.filing = static_cast<std::uint8_t>(FilingState::home);
    EXPECT_EQ(built.percent(at), 90);
}

TEST(TableBuilder, AgesIncludeBothEnds) {
    const Built built{ratios()
                          .add(Parameter::ratio, pays("0.60"), When{}.age({{}, 6}))
                          .add(Parameter::ratio, pays("0.70"), When{}.age({7, 69}))
                          .add(Parameter::ratio, pays("0.80"), When{}.age({70, {}}))};
    EXPECT_TRUE(built.findings.empty()) << built.only_rule();
    Coordinates at;
    for (const auto& [age, percent] : std::vector<std::pair<std::int64_t, std::int64_t>>{
             {0, 60}, {6, 60}, {7, 70}, {69, 70}, {70, 80}, {120, 80}}) {
        at.age = age;
        EXPECT_EQ(built.percent(at), percent) << age;
    }
}

TEST(TableBuilder, AGapBetweenTwoAgesNamesIt) {
    const Built built{ratios()
                          .add(Parameter::ratio, pays("0.60"), When{}.age({{}, 6}))
                          .add(Parameter::ratio, pays("0.80"), When{}.age({8, {}}))};
    EXPECT_EQ(built.only_rule(), "no row applies to age 7 from 2024-01-01 until 2025-01-01");
}

TEST(TableBuilder, TheThirdAdmissionAndLaterAreOne) {
    const Built built{ratios()
                          .add(Parameter::ratio, pays("0.60"), When{}.nth({1, 1}))
                          .add(Parameter::ratio, pays("0.70"), When{}.nth({2, 2}))
                          .add(Parameter::ratio, pays("0.80"), When{}.nth({3, {}}))};
    EXPECT_TRUE(built.findings.empty()) << built.only_rule();
    EXPECT_EQ(built.cells, 3U);  // There is no admission before the first.
    Coordinates at;
    at.nth = 1;
    EXPECT_EQ(built.percent(at), 60);
    at.nth = 2;
    EXPECT_EQ(built.percent(at), 70);
    at.nth = 9;
    EXPECT_EQ(built.percent(at), 80);
}

TEST(TableBuilder, MonthsAndRetirementSplitIndependently) {
    const Built built{ratios()
                          .add(Parameter::ratio, pays("0.50"),
                               When{}.months({{}, 5}).retired_before("2001-01-01"))
                          .add(Parameter::ratio, pays("0.60"),
                               When{}.months({6, {}}).retired_before("2001-01-01"))
                          .add(Parameter::ratio, pays("0.70"), When{}.retired_from("2001-01-01"))};
    EXPECT_TRUE(built.findings.empty()) << built.only_rule();
    Coordinates at;
    at.months = 5;
    at.retire_date = date("2000-12-31").days();
    EXPECT_EQ(built.percent(at), 50);
    at.months = 6;
    EXPECT_EQ(built.percent(at), 60);
    at.retire_date = date("2001-01-01").days();
    EXPECT_EQ(built.percent(at), 70);
}

TEST(TableBuilder, AnyIdentityMatchesAndNoneExcludes) {
    const Built built{
        ratios()
            .add(Parameter::ratio, pays("0.90"), When{}.identity("a").identity("b"))
            .add(Parameter::ratio, pays("0.80"), When{}.not_identity("a").not_identity("b"))};
    EXPECT_TRUE(built.findings.empty()) << built.only_rule();
    EXPECT_EQ(built.table.identities(), 0b11U);
    EXPECT_EQ(built.table.attributes(), 0U);
    EXPECT_EQ(built.cells, 4U);
    Coordinates at;
    EXPECT_EQ(built.percent(at), 80);
    for (const std::uint32_t has : {0b01U, 0b10U, 0b11U}) {
        at.identities = has;
        EXPECT_EQ(built.percent(at), 90) << has;
    }
}

TEST(TableBuilder, AnIdentityLeftOutOfBothRowsIsAGap) {
    const Built built{ratios()
                          .add(Parameter::ratio, pays("0.90"), When{}.identity("a").identity("b"))
                          .add(Parameter::ratio, pays("0.80"), When{}.not_identity("a"))};
    EXPECT_EQ(built.only_rule(),
              "two rows apply to not identity a, identity b from 2024-01-01 until 2025-01-01 "
              "(the other stands in line 104)");
}

TEST(TableBuilder, AttributesHaveAxesOfTheirOwn) {
    const Built built{ratios()
                          .add(Parameter::ratio, pays("0.90"), When{}.attr("owned"))
                          .add(Parameter::ratio, pays("0.80"), When{}.not_attr("owned"))};
    EXPECT_TRUE(built.findings.empty()) << built.only_rule();
    EXPECT_EQ(built.table.attributes(), 0b1U);
    EXPECT_EQ(built.table.identities(), 0U);
    Coordinates at;
    EXPECT_EQ(built.percent(at), 80);
    at.attributes = 1;
    EXPECT_EQ(built.percent(at), 90);
}

struct NamedCondition {
    std::string_view word;
    When& (When::*condition)(std::string);
    std::string_view Coordinates::*member;
};

TEST(TableBuilder, EachNamedConditionHasAnOther) {
    for (const NamedCondition& one : {NamedCondition{"tier", &When::tier, &Coordinates::tier},
                                      {"disease", &When::disease, &Coordinates::disease},
                                      {"rank", &When::rank, &Coordinates::rank},
                                      {"hospital", &When::hospital, &Coordinates::hospital},
                                      {"med_type", &When::med_type, &Coordinates::med_type}}) {
        const auto row = [&](std::string name) { return (When{}.*one.condition)(std::move(name)); };
        const Built built{ratios()
                              .add(Parameter::ratio, pays("0.90"), row("x"))
                              .add(Parameter::ratio, pays("0.80"), row("other"))};
        EXPECT_TRUE(built.findings.empty()) << built.only_rule();
        // NOLINTNEXTLINE(misc-const-correctness): it is written through a pointer to its member.
        Coordinates at;
        at.*one.member = "x";
        EXPECT_EQ(built.percent(at), 90) << one.word;
        at.*one.member = "y";
        EXPECT_EQ(built.percent(at), 80) << one.word;

        const Built gap{ratios().add(Parameter::ratio, pays("0.90"), row("x"))};
        EXPECT_EQ(gap.only_rule(), "no row applies to " + std::string{one.word} +
                                       " other from 2024-01-01 until 2025-01-01");
    }
}

TEST(TableBuilder, RecognitionSplitsInTwo) {
    const Built built{ratios()
                          .add(Parameter::ratio, pays("0.90"), When{}.recognised(true))
                          .add(Parameter::ratio, pays("0.50"), When{}.recognised(false))};
    EXPECT_TRUE(built.findings.empty());
    Coordinates at;
    at.recognised = true;
    EXPECT_EQ(built.percent(at), 90);
    at.recognised = false;
    EXPECT_EQ(built.percent(at), 50);
}

TEST(TableBuilder, MoreThanTwoHundredThousandCombinationsAreRefused) {
    Rules rules = ratios();
    When when;
    for (int i = 0; i < 18; ++i) {
        when.identity(std::to_string(100 + i));  // 2^18 = 262144.
    }
    const Built built{rules.add(Parameter::ratio, pays("0.90"), when), kNoTop, /*complete=*/false};
    ASSERT_EQ(built.findings.size(), 1U);
    EXPECT_EQ(built.findings.front().rule, "its conditions have more than 200,000 combinations");
    EXPECT_EQ(built.findings.front().line, 104U);
    EXPECT_TRUE(built.table.cells().empty());
}

TEST(TableBuilder, ExactlyTwoHundredThousandAreProved) {
    Rules rules = ratios();
    // 200 ages × 1000 months.
    for (std::int64_t i = 0; i < 200; ++i) {
        rules.add(Parameter::ratio, pays("0.90"),
                  When{}.age({i == 0 ? std::nullopt : std::optional{i},
                              i == 199 ? std::nullopt : std::optional{i}}));
    }
    std::vector<WholeRange>& months = rules.last().when.months;
    months.push_back({{}, 0});
    for (std::int64_t i = 1; i < 999; ++i) {
        months.push_back({i, i});
    }
    months.push_back({999, {}});
    const Built built{rules};
    EXPECT_EQ(built.table.cells().size(), 200'000U) << built.only_rule();
    EXPECT_TRUE(built.findings.empty());
}

TEST(Distinctions, NameEveryBorderAndName) {
    const Rules rules = ratios()
                            .add(Parameter::ratio, pays("0.90"),
                                 When{}.age({7, 69}).months({6, {}}).identity("poor").attr("owned"))
                            .add(Parameter::ratio, pays("0.80"),
                                 When{}.not_identity("allowance").tier("2").rank("other").rank("1"))
                            .add(Parameter::ratio, pays("0.80"), When{}.nth({3, {}}).disease("d"));
    const Distinctions all = distinctions_of(rules.scheme());
    EXPECT_EQ(all.ages, (std::vector<std::int64_t>{0, 7, 70}));
    EXPECT_EQ(all.months, (std::vector<std::int64_t>{0, 6}));
    EXPECT_EQ(all.identities, (std::vector<std::string>{"allowance", "poor"}));
    EXPECT_EQ(all.attributes, (std::vector<std::string>{"owned"}));
    EXPECT_EQ(all.tiers, (std::vector<std::string>{"2", "other"}));
    EXPECT_EQ(all.ranks, (std::vector<std::string>{"1", "other"}));
    EXPECT_EQ(all.diseases, (std::vector<std::string>{"d", "other"}));
    EXPECT_EQ(all.hospitals, (std::vector<std::string>{"other"}));
    EXPECT_EQ(all.retire_dates, (std::vector<std::int64_t>{0}));
    EXPECT_EQ(all.nth_highest, 3);
    EXPECT_FALSE(all.age_itself);
}

TEST(Distinctions, ARetirementDateHasADayBeforeEveryBorder) {
    const Rules rules =
        ratios().add(Parameter::ratio, pays("0.90"), When{}.retired_from("2001-01-01"));
    const std::int64_t border = date("2001-01-01").days();
    EXPECT_EQ(distinctions_of(rules.scheme()).retire_dates,
              (std::vector<std::int64_t>{border - 1, border}));
}

TEST(Distinctions, AdmissionsAreToldApartAsFarAsADeductibleCanFall) {
    Rules rules = ratios().add(Parameter::ratio, pays("0.90"), When{}.nth({2, 2}));
    EXPECT_EQ(distinctions_of(rules.scheme()).nth_highest, 3);  // 2 alone leaves 1, 2, and 3 on.
    rules.add(Parameter::deductible_nth, nothing());
    EXPECT_EQ(distinctions_of(rules.scheme()).nth_highest, 3);
    rules.add(Parameter::deductible_nth, factor("0.5"), When{}.level({Level::top}));
    EXPECT_EQ(distinctions_of(rules.scheme()).nth_highest, 3);
    // 1000 falls by 300 each time: 1000, 700, 400, 100, 0 - the fifth cannot fall any further.
    rules.add(Parameter::deductible_nth, minus(300, 0), When{}.level({Level::tertiary}));
    EXPECT_EQ(distinctions_of(rules.scheme()).nth_highest, 5);
    // By a sixth of the first value: seven.
    rules.add(Parameter::deductible_nth, minus_share("0.17", 0), When{}.level({Level::primary}));
    EXPECT_EQ(distinctions_of(rules.scheme()).nth_highest, 7);
    rules.add(Parameter::deductible_nth, minus(1, 0), When{}.level({Level::secondary}));
    EXPECT_EQ(distinctions_of(rules.scheme()).nth_highest, 60);
}

TEST(Distinctions, AFormulaOfTheAgeAddsTheOtherEnds) {
    const Rules rules = ratios()
                            .add(Parameter::ratio, of_age("0.75", "0.002"), When{}.age({{}, 59}))
                            .add(Parameter::ratio, pays("0.90"), When{}.age({60, {}}));
    const Distinctions all = distinctions_of(rules.scheme());
    EXPECT_TRUE(all.age_itself);
    EXPECT_EQ(all.ages, (std::vector<std::int64_t>{0, 59, 60, 120}));
}

}  // namespace
}  // namespace yidi::policy::testing
