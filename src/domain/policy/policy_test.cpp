#include "domain/policy/policy.h"

#include <gtest/gtest.h>

#include "domain/policy/pack_test_support.h"

namespace yidi::policy::testing {
namespace {

constexpr auto kRatio = static_cast<std::size_t>(Parameter::ratio);

/// A pack of one scheme, compiled, with what the proof found.
struct Compiled {
    std::vector<Finding> findings;
    std::unique_ptr<const Policy> policy;
    explicit Compiled(const Rules& rules, std::uint32_t id = kHome)
        : policy{compile(pack_of({rules}, id), findings)} {}
    [[nodiscard]] const CompiledScheme& scheme() const {
        return policy->scheme(Insutype::employee, Business::inpatient);
    }
    [[nodiscard]] std::vector<std::string> periods() const {
        std::vector<std::string> result;
        for (const Epoch& epoch : scheme().epochs) {
            result.push_back(to_string(epoch.valid));
        }
        return result;
    }
    [[nodiscard]] std::string only_rule() const {
        return findings.size() == 1 ? findings.front().rule
                                    : std::to_string(findings.size()) + " findings";
    }
};

using Texts = std::vector<std::string>;

TEST(Compile, OneSetOfRulesIsOnePeriodWithoutEnd) {
    const Compiled compiled{Rules{}};
    EXPECT_TRUE(compiled.findings.empty());
    EXPECT_EQ(compiled.periods(), (Texts{"[2020-01-01, )"}));
    EXPECT_TRUE(compiled.scheme().known());
    EXPECT_EQ(compiled.scheme().at(date("2019-12-31")), nullptr);
    EXPECT_NE(compiled.scheme().at(date("2020-01-01")), nullptr);
}

TEST(Compile, PeriodsAreCutWhereRowsBeginAndEnd) {
    const Compiled compiled{Rules{}
                                .clear(Parameter::ratio)
                                .add(Parameter::ratio, pays("0.80"))
                                .from("2020-01-01", "2024-07-01")
                                .add(Parameter::ratio, pays("0.85"))
                                .from("2024-07-01")
                                .add(Parameter::floor, pays("0.40"))
                                .from("2025-01-01", "2026-01-01")};
    EXPECT_TRUE(compiled.findings.empty()) << compiled.only_rule();
    EXPECT_EQ(compiled.periods(), (Texts{"[2020-01-01, 2024-07-01)", "[2024-07-01, 2025-01-01)",
                                         "[2025-01-01, 2026-01-01)", "[2026-01-01, )"}));
    const auto percent = [&](std::string_view day) {
        const Epoch* epoch = compiled.scheme().at(date(day));
        return epoch->scheme[kRatio].find({})->readings.front().rate.ppm() / 10'000;
    };
    EXPECT_EQ(percent("2024-06-30"), 80);  // `to` is the first day after.
    EXPECT_EQ(percent("2024-07-01"), 85);
    const auto floored = [&](std::string_view day) {
        return compiled.scheme()
                   .at(date(day))
                   ->scheme[static_cast<std::size_t>(Parameter::floor)]
                   .find({}) != nullptr;
    };
    EXPECT_FALSE(floored("2024-12-31"));
    EXPECT_TRUE(floored("2025-01-01"));
    EXPECT_TRUE(floored("2025-12-31"));
    EXPECT_FALSE(floored("2026-01-01"));
}

TEST(Compile, TheFirstDayIsTheLatestFirstDayOfWhatMustBeGiven) {
    const Compiled compiled{Rules{}
                                .clear(Parameter::cap)
                                .add(Parameter::cap, nothing())
                                .from("2022-05-01")
                                .add(Parameter::floor, pays("0.40"))  // May be left out.
                                .from("2023-01-01")};
    EXPECT_TRUE(compiled.findings.empty());
    EXPECT_EQ(compiled.periods(), (Texts{"[2022-05-01, 2023-01-01)", "[2023-01-01, )"}));
}

TEST(Compile, AParameterBeginsWithItsEarliestRow) {
    const Compiled compiled{
        Rules{}
            .clear(Parameter::ratio)
            .add(Parameter::ratio, pays("0.80"), When{}.person({Person::active}))
            .from("2022-01-01")
            .add(Parameter::ratio, pays("0.90"), When{}.person({Person::retired}))
            .from("2021-01-01")};
    EXPECT_EQ(compiled.only_rule(),
              "no row applies to person active from 2021-01-01 until 2022-01-01");
}

TEST(Compile, TheLastDayEndsTheScheme) {
    Rules rules;
    for (Row& row : rules.scheme().rows) {
        row.source.to = date("2025-01-01");
    }
    const Compiled compiled{rules};
    EXPECT_TRUE(compiled.findings.empty());
    EXPECT_EQ(compiled.periods(), (Texts{"[2020-01-01, 2025-01-01)"}));
    EXPECT_EQ(compiled.scheme().at(date("2025-01-01")), nullptr);
}

TEST(Compile, ADayWithoutRowsBetweenTwoPeriodsIsAGap) {
    const Compiled compiled{Rules{}
                                .clear(Parameter::ratio)
                                .add(Parameter::ratio, pays("0.80"))
                                .from("2020-01-01", "2024-06-30")
                                .add(Parameter::ratio, pays("0.85"))
                                .from("2024-07-01")};
    EXPECT_EQ(compiled.only_rule(), "no row applies to from 2024-06-30 until 2024-07-01");
}

TEST(Compile, ATimeInWhichNothingIsInForceIsAGapToo) {
    Rules rules;
    const std::vector<Row> early = rules.scheme().rows;
    for (Row& row : rules.scheme().rows) {
        row.source.to = date("2022-01-01");
    }
    for (Row row : early) {
        row.source.from = date("2023-01-01");
        rules.scheme().rows.push_back(row);
    }
    const Compiled compiled{rules};
    EXPECT_FALSE(compiled.findings.empty());
    EXPECT_EQ(compiled.periods(),
              (Texts{"[2020-01-01, 2022-01-01)", "[2022-01-01, 2023-01-01)", "[2023-01-01, )"}));
}

TEST(Compile, TwoRowsThatShareADayOverlap) {
    const Compiled compiled{Rules{}
                                .clear(Parameter::ratio)
                                .add(Parameter::ratio, pays("0.80"))
                                .from("2020-01-01", "2024-07-02")
                                .add(Parameter::ratio, pays("0.85"))
                                .from("2024-07-01")};
    EXPECT_EQ(compiled.only_rule(),
              "two rows apply to from 2024-07-01 until 2024-07-02 (the other stands in line 104)");
}

TEST(Compile, TheDeductibleIsNeededUnlessThereIsNone) {
    EXPECT_EQ(Compiled{Rules{}.clear(Parameter::deductible)}.only_rule(),
              "no row applies to from 2020-01-01");
    EXPECT_TRUE(Compiled{Rules{}
                             .clear(Parameter::deductible)
                             .set(Parameter::deductible_way, word(DeductibleWay::none))}
                    .findings.empty());
    EXPECT_FALSE(Compiled{Rules{}
                              .clear(Parameter::deductible)
                              .clear(Parameter::deductible_way)
                              .add_unknown(Parameter::deductible_way, "nobody says")}
                     .findings.empty());
}

TEST(Compile, ASchemeWithoutAnyDayIsReported) {
    const Compiled compiled{Rules{}
                                .clear(Parameter::ratio)
                                .clear(Parameter::cap)
                                .clear(Parameter::deductible)
                                .clear(Parameter::deductible_way)};
    EXPECT_EQ(compiled.only_rule(), "it has no day on which it could apply");
}

TEST(Compile, ATopLevelOccursWhereThePackMakesOne) {
    const auto levels = [](Rules rules) {
        return rules.clear(Parameter::ratio)
            .add(Parameter::ratio, pays("0.80"),
                 When{}.level({Level::primary, Level::secondary, Level::tertiary}));
    };
    EXPECT_TRUE(Compiled{levels(Rules{})}.findings.empty());
    const std::string gap = "no row applies to level top from 2020-01-01";
    EXPECT_EQ(
        Compiled{levels(Rules{}.add(Parameter::top_level, word(TopLevel::hosp_lv_01)))}.only_rule(),
        gap);
    EXPECT_EQ(Compiled{levels(Rules{}.add(Parameter::level_map, level(Level::top),
                                          When{}.level({Level::tertiary})))}
                  .only_rule(),
              gap);
}

TEST(Compile, FixedParametersBecomeMembers) {
    const Compiled usual{Rules{}};
    EXPECT_EQ(usual.scheme().policy_date, PolicyDate::discharge);
    EXPECT_EQ(usual.scheme().year_crossing, YearCrossing::by_discharge);
    EXPECT_EQ(usual.scheme().top_level, TopLevel::none);
    EXPECT_EQ(usual.scheme().undo_rule, UndoRule::block);
    EXPECT_EQ(usual.scheme().benefit_year_start, 101);
    const Compiled other{Rules{}
                             .add(Parameter::policy_date, word(PolicyDate::settlement))
                             .add(Parameter::year_crossing, word(YearCrossing::settle_at_year_end))
                             .add(Parameter::top_level, word(TopLevel::province_owned))
                             .add(Parameter::undo_rule, word(UndoRule::recompute))
                             .add(Parameter::benefit_year_start, day_of_year(701))};
    EXPECT_EQ(other.scheme().policy_date, PolicyDate::settlement);
    EXPECT_EQ(other.scheme().year_crossing, YearCrossing::settle_at_year_end);
    EXPECT_EQ(other.scheme().top_level, TopLevel::province_owned);
    EXPECT_EQ(other.scheme().undo_rule, UndoRule::recompute);
    EXPECT_EQ(other.scheme().benefit_year_start, 701);
}

TEST(Compile, MoreThanThirtyTwoIdentitiesAreRefused) {
    Rules rules;
    for (int i = 0; i < 33; ++i) {
        rules.add(Parameter::floor, nothing(), When{}.identity("i" + std::to_string(100 + i)));
    }
    EXPECT_EQ(Compiled{rules}.only_rule(), "its rows name more than 32 identities or attributes");
}

TEST(Compile, EachLayerHasItsOwnTables) {
    const Compiled compiled{Rules{}
                                .layer(layer_of("serious", 2))
                                .add(Parameter::layer_ratio, pays("0.60"))
                                .layer(layer_of("aid", 2))
                                .add(Parameter::layer_ratio, pays("0.70"))};
    EXPECT_TRUE(compiled.findings.empty());
    const Epoch& epoch = compiled.scheme().epochs.front();
    ASSERT_EQ(epoch.layers.size(), 2U);
    const std::size_t ratio =
        static_cast<std::size_t>(Parameter::layer_ratio) - kSchemeParameterCount;
    EXPECT_EQ(epoch.layers[0][ratio].find({})->readings.front().rate, rate("0.60"));
    EXPECT_EQ(epoch.layers[1][ratio].find({})->readings.front().rate, rate("0.70"));
    EXPECT_EQ(Compiled{Rules{}.layer(layer_of("serious", 2))}.findings.front().where,
              "310 inpatient layer serious ratio");
}

TEST(Compile, TheFrameHoldsPartsOnly) {
    const Rules frame =
        Rules{}
            .clear(Parameter::ratio)
            .clear(Parameter::cap)
            .clear(Parameter::deductible)
            .clear(Parameter::deductible_way)
            .clear(Parameter::remote_ratio)
            .add(Parameter::remote_ratio, points("0.10"), When{}.filing({FilingState::referral}));
    const Compiled compiled{frame, kNationalFrame};
    EXPECT_TRUE(compiled.findings.empty());
    EXPECT_EQ(compiled.periods(), (Texts{"[2020-01-01, )"}));
}

// --- the book

Pack frame_with(std::vector<Corridor> corridors, std::vector<DiseaseGroup> groups = {}) {
    Pack pack = pack_of({}, kNationalFrame);
    pack.corridors = std::move(corridors);
    pack.disease_groups = std::move(groups);
    return pack;
}

constexpr std::uint8_t kInpatientOnly = 1U << static_cast<unsigned>(Business::inpatient);

Corridor corridor_of(std::vector<std::uint32_t> regions, std::string_view to = {}) {
    Corridor corridor;
    corridor.id = "c";
    corridor.regions = std::move(regions);
    corridor.business = kInpatientOnly;
    corridor.source = source_from("2023-04-01", to);
    return corridor;
}

TEST(Book, FindsItsPacksWhateverTheirOrder) {
    const Book book = book_of(
        {pack_of({Rules{}}, 310000), pack_of({}, kNationalFrame), pack_of({Rules{}}, 110000)});
    EXPECT_EQ(book.find(110000)->pack.id, 110000U);
    EXPECT_EQ(book.find(310000)->pack.id, 310000U);
    EXPECT_EQ(book.find(120000), nullptr);
    EXPECT_EQ(book.frame()->pack.id, kNationalFrame);
    EXPECT_EQ(book.policies().size(), 3U);
    EXPECT_EQ(book_of({pack_of({Rules{}})}).frame(), nullptr);
    EXPECT_TRUE(book.regions().contains(130100));
}

TEST(Book, RefusesAPackThatIsNotSound) {
    const Result<Book> book =
        Book::from({pack_of({Rules{}.clear(Parameter::cap)})}, some_regions());
    ASSERT_FALSE(book);
    EXPECT_EQ(book.error().code, ErrorCode::bad_pack);
    EXPECT_EQ(book.error().where, "pack.yaml:10");
    EXPECT_EQ(book.error().detail,
              "pack.yaml:10: 310 inpatient cap: no row applies to from 2020-01-01; add a row, or "
              "one with `unknown` and the reason");
}

TEST(Book, RefusesTwoPacksForOneRegion) {
    const Result<Book> book = Book::from({pack_of({Rules{}}), pack_of({Rules{}})}, some_regions());
    ASSERT_FALSE(book);
    EXPECT_EQ(book.error().code, ErrorCode::duplicate_key);
}

TEST(Book, ACorridorHoldsBothAreasInItsTimeAndBusiness) {
    const Book book = book_of({frame_with({corridor_of({110000, 120000, 130000}, "2025-04-01")})});
    const auto found = [&](std::uint32_t from, std::uint32_t to, std::string_view day,
                           Business business = Business::inpatient) {
        return book.corridor(from, to, business, date(day)) != nullptr;
    };
    EXPECT_TRUE(found(130100, 120000, "2024-01-01"));  // 130000 covers its whole province.
    EXPECT_TRUE(found(120000, 130200, "2024-01-01"));
    EXPECT_FALSE(found(130100, 310000, "2024-01-01"));
    EXPECT_FALSE(found(310000, 130100, "2024-01-01"));
    EXPECT_FALSE(found(130100, 120000, "2023-03-31"));
    EXPECT_TRUE(found(130100, 120000, "2023-04-01"));
    EXPECT_TRUE(found(130100, 120000, "2025-03-31"));
    EXPECT_FALSE(found(130100, 120000, "2025-04-01"));
    EXPECT_FALSE(found(130100, 120000, "2024-01-01", Business::outpatient));
}

TEST(Book, WithoutAFrameThereIsNoCorridorAndNoDiseaseGroup) {
    const Book book = book_of({pack_of({Rules{}})});
    EXPECT_EQ(book.corridor(130100, 120000, Business::inpatient, date("2024-01-01")), nullptr);
    EXPECT_EQ(book.disease_group("M03900"), "");
}

TEST(Book, ADiseaseBelongsToTheGroupThatListsIt) {
    DiseaseGroup pressure;
    pressure.id = "hypertension";
    pressure.codes = {"M03900", "M03901"};
    DiseaseGroup sugar;
    sugar.id = "diabetes";
    sugar.codes = {"M01600"};
    const Book book = book_of({frame_with({}, {pressure, sugar})});
    EXPECT_EQ(book.disease_group("M03901"), "hypertension");
    EXPECT_EQ(book.disease_group("M01600"), "diabetes");
    EXPECT_EQ(book.disease_group("diabetes"), "diabetes");
    EXPECT_EQ(book.disease_group("M99999"), "");
    EXPECT_EQ(book.disease_group(""), "");
}

TEST(Book, LocatesARowByItsPlaceAmongTheRowsOfItsParameter) {
    const Rules rules = Rules{}
                            .add(Parameter::floor, pays("0.40"), When{}.person({Person::active}))
                            .layer(layer_of("a", 2))
                            .add(Parameter::layer_ratio, pays("0.50"))
                            .layer(layer_of("b", 2))
                            .add(Parameter::layer_ratio, pays("0.60"))
                            .add(Parameter::floor, pays("0.50"), When{}.person({Person::retired}));
    const Book book = book_of({pack_of({Rules{}}, 110000), pack_of({rules})});
    const Policy* policy = book.find(kHome);
    const Scheme& scheme = policy->pack.schemes.front();
    const RowPlace last = book.locate(scheme.rows.back());
    EXPECT_EQ(last.pack, &policy->pack);
    EXPECT_EQ(last.scheme, &scheme);
    EXPECT_EQ(last.index, 2U);
    EXPECT_EQ(book.locate(scheme.rows[scheme.rows.size() - 2]).index, 1U);  // First of its layer.
    EXPECT_EQ(book.locate(scheme.rows.front()).index, 1U);
    const Row stranger;
    EXPECT_EQ(book.locate(stranger).pack, nullptr);
}

}  // namespace
}  // namespace yidi::policy::testing
