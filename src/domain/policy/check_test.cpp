#include "domain/policy/check.h"

#include <functional>

#include <gtest/gtest.h>

#include "domain/policy/pack_test_support.h"

namespace yidi::policy::testing {
namespace {

std::vector<Finding> values_of(const Pack& pack) {
    std::vector<Finding> findings;
    check_values(pack, findings);
    return findings;
}

Rules with_layer() {
    return Rules{}
        .layer(layer_of("serious", counting({Bucket::coinsurance})))
        .add(Parameter::layer_ratio, pays("0.60"));
}

TEST(CheckValues, ASoundPackHasNoFinding) {
    EXPECT_TRUE(values_of(pack_of({with_layer()})).empty());
    EXPECT_TRUE(check(pack_of({with_layer()}), nullptr).empty());
}

/// One thing wrong in a pack, and the one sentence that says so.
struct Wrong {
    std::function<Pack()> pack;
    std::uint32_t line;
    std::string where;
    std::string rule;
};

void says(const std::vector<Wrong>& all) {
    for (const Wrong& wrong : all) {
        const std::vector<Finding> findings = values_of(wrong.pack());
        ASSERT_EQ(findings.size(), 1U) << wrong.rule;
        EXPECT_EQ(findings.front().line, wrong.line) << wrong.rule;
        EXPECT_EQ(findings.front().where, wrong.where) << wrong.rule;
        EXPECT_EQ(findings.front().rule, wrong.rule);
        EXPECT_FALSE(findings.front().remedy.empty()) << wrong.rule;
    }
}

/// A sound scheme with one more row, in line 105, for a parameter that it left to its default.
Wrong row(Parameter parameter, const Value& value, std::string rule) {
    return {[=] { return pack_of({Rules{}.add(parameter, value)}); }, 105,
            "310 inpatient " + std::string{spec(parameter).name}, std::move(rule)};
}

Wrong changed(const std::function<void(Row&)>& change, std::string rule) {
    return {[=] {
                Rules rules = Rules{}.add(Parameter::floor, pays("0.40"));
                change(rules.last());
                return pack_of({rules});
            },
            105, "310 inpatient floor", std::move(rule)};
}

TEST(CheckValues, SaysWhatIsWrongWithAValue) {
    Value no_bands;
    no_bands.form = ValueForm::bands;
    const Value rate_above_one = pays("1.000001");
    const Value step_above_one = of_age("0.5", "1.5");
    says({
        row(Parameter::floor, rate_above_one, "a share is at most 1"),
        row(Parameter::ratio_adjust, points("1.5"), "a share is at most 1"),
        row(Parameter::first_pay, step_above_one, "a share is at most 1"),
        row(Parameter::cap_visit, amount(-1), "an amount is not negative"),
        row(Parameter::deductible_nth, minus(100, -1), "an amount is not negative"),
        row(Parameter::deductible_nth, minus(-100, 1), "an amount is not negative"),
        row(Parameter::merge_within_days, count(0), "a count of days is at least 1"),
        row(Parameter::deductible_again_days, count(-3), "a count of days is at least 1"),
    });
    const auto ratio = [](const Value& value) {
        return [=] { return pack_of({Rules{}.set(Parameter::ratio, value)}); };
    };
    const std::string where = "310 inpatient ratio";
    says({
        {ratio(no_bands), 104, where, "there is no band"},
        {ratio(bands({{10000, "0.8"}, {20000, "0.9"}})), 104, where,
         "the last band, and only it, has no end"},
        {ratio(bands({{20000, "0.8"}, {10000, "0.9"}, {0, "0.9"}})), 104, where,
         "the bands' borders ascend"},
        {ratio(bands({{10000, "0.8"}, {10000, "0.9"}, {0, "0.9"}})), 104, where,
         "the bands' borders ascend"},
        {ratio(bands({{10000, "1.8"}, {0, "0.9"}})), 104, where, "a share is at most 1"},
        {[] {
             return pack_of(
                 {Rules{}.set(Parameter::deductible, percent_of_bill("0.2", {2000, 1000}))});
         },
         104, "310 inpatient deductible", "`max` lies below `min`"},
    });
}

TEST(CheckValues, TwoOpenBandsAreTwoFaults) {
    const std::vector<Finding> findings = values_of(
        pack_of({Rules{}.set(Parameter::ratio, bands({{0, "0.8"}, {10000, "0.9"}, {0, "0.9"}}))}));
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings.front().rule, "the last band, and only it, has no end");
}

TEST(CheckValues, AllowsWhatIsAllowed) {
    const Pack pack = pack_of({Rules{}
                                   .set(Parameter::deductible, percent_of_bill("0.2", {2000, 2000}))
                                   .add(Parameter::deductible_factor, pays("2"))
                                   .add(Parameter::merge_within_days, count(1))
                                   .add(Parameter::deductible_again_days, nothing())
                                   .add(Parameter::floor, pays("1"))});
    EXPECT_TRUE(values_of(pack).empty());
}

TEST(CheckValues, SaysWhatIsWrongWithARow) {
    says({
        changed([](Row& one) { one.source.document = "lost"; },
                "its document \"lost\" is not in `documents`"),
        changed([](Row& one) { one.source.article.clear(); }, "it has no article"),
        changed([](Row& one) { one.source.to = one.source.from; },
                "its `to` is not after its `from`"),
        changed([](Row& one) { one.unknown = "and a value"; },
                "a row has a value, or `unknown` with a reason"),
        changed([](Row& one) { one.readings.clear(); },
                "a row has a value, or `unknown` with a reason"),
        changed([](Row& one) { one.interval = true; }, "low/high are two values"),
    });
    const auto date_of = [](const std::function<void(Row&)>& change) {
        return [=] {
            Rules rules = Rules{}.add(Parameter::policy_date, word(PolicyDate::admission));
            change(rules.last());
            return pack_of({rules});
        };
    };
    const std::string plain = "it takes one value, for all days and without conditions";
    says({
        {date_of([](Row& one) { one.when.person = 1; }), 105, "310 inpatient policy_date", plain},
        {date_of([](Row& one) { one.readings.push_back(one.readings.front()); }), 105,
         "310 inpatient policy_date", plain},
        {date_of([](Row& one) {
             one.readings.clear();
             one.unknown = "nobody says";
         }),
         105, "310 inpatient policy_date", "it cannot be unknown"},
    });
}

TEST(CheckValues, NothingIsGradedBetterThanItsDocumentWasSeen) {
    const auto graded = [](Grade row, Grade seen) {
        return [=] {
            Rules rules = Rules{}.add(Parameter::floor, pays("0.40"));
            rules.last().source.grade = row;
            Pack pack = pack_of({rules});
            pack.documents["doc"].seen = seen;
            return pack;
        };
    };
    const std::string where = "310 inpatient floor";
    says({{graded(Grade::P, Grade::D), 105, where,
           "its grade P is better than that of its document: \"doc\" was seen as D"},
          {graded(Grade::O, Grade::P), 105, where,
           "its grade O is better than that of its document: \"doc\" was seen as P"},
          {graded(Grade::D, Grade::I), 105, where,
           "its grade D is better than that of its document: \"doc\" was seen as I"}});
    // As good, worse, and the two grades that rest on no document.
    EXPECT_TRUE(values_of(graded(Grade::D, Grade::D)()).empty());
    EXPECT_TRUE(values_of(graded(Grade::I, Grade::O)()).empty());
    EXPECT_TRUE(values_of(graded(Grade::K, Grade::I)()).empty());
    EXPECT_TRUE(values_of(graded(Grade::I, Grade::K)()).empty());
}

TEST(CheckValues, AGradeIsComparedOnlyWithADocumentThatIsNamed) {
    Rules rules = Rules{}.add(Parameter::floor, pays("0.40"));
    rules.last().source.document = "unknown";
    rules.last().source.grade = Grade::O;
    EXPECT_TRUE(values_of(pack_of({rules})).empty());
}

TEST(CheckValues, LayersAndCorridorsAreGradedLikeRows) {
    const auto better = [] {
        Source source = source_from(kFirstDay);
        source.grade = Grade::D;
        return source;
    };
    const std::string rule =
        "its grade D is better than that of its document: \"doc\" was seen as K";
    says({{[=] {
               Rules rules = with_layer();
               rules.last_layer().source = better();
               return pack_of({rules});
           },
           51, "310 inpatient layer serious", rule},
          {[=] {
               Pack pack = pack_of({Rules{}});
               Corridor corridor;
               corridor.id = "c";
               corridor.source = better();
               pack.corridors.push_back(corridor);
               return pack;
           },
           1, "corridor c", rule}});
}

TEST(CheckValues, ValuesHaveAtMostSixteenBandsAndSixtyFourReadings) {
    Value many = bands({{1, "0.5"}});
    for (std::int64_t i = 2; i < 16; ++i) {
        many.bands.push_back({yuan(i), rate("0.5")});
    }
    many.bands.push_back({std::nullopt, rate("0.5")});
    EXPECT_TRUE(values_of(pack_of({Rules{}.set(Parameter::ratio, many)})).empty());
    many.bands.insert(many.bands.end() - 1, {yuan(16), rate("0.5")});
    const std::vector<Value> readings(kReadingsMax, pays("0.5"));
    EXPECT_TRUE(
        values_of(pack_of({Rules{}.clear(Parameter::ratio).add_either(Parameter::ratio, readings)}))
            .empty());
    std::vector<Value> more = readings;
    more.push_back(pays("0.5"));
    says({{[&] { return pack_of({Rules{}.set(Parameter::ratio, many)}); }, 104,
           "310 inpatient ratio", "a value has at most 16 bands"},
          {[&] {
               return pack_of({Rules{}.clear(Parameter::ratio).add_either(Parameter::ratio, more)});
           },
           104, "310 inpatient ratio", "a value has at most 64 readings"}});
}

TEST(CheckValues, RatiosThatAreMultipliedHaveTwelveDecimalPlacesTogether) {
    // Six, four and two places together.
    const auto pooled = [](std::string_view off) {
        return [=] {
            return pack_of({Rules{}
                                .set(Parameter::ratio, pays("0.123456"))
                                .add(Parameter::ratio_adjust, share("0.1234"))
                                .set(Parameter::remote_ratio, factor(off))});
        };
    };
    EXPECT_TRUE(values_of(pooled("0.95")()).empty());
    says({{pooled("0.955"), 10, "310 inpatient",
           "ratio, ratio_adjust and remote_ratio together have more than 12 decimal places"}});
}

TEST(CheckValues, AFixedParameterThatStandsTwiceIsNamedInBothLines) {
    const std::vector<Finding> findings =
        values_of(pack_of({Rules{}
                               .add(Parameter::undo_rule, word(UndoRule::block))
                               .add(Parameter::undo_rule, word(UndoRule::recompute))}));
    ASSERT_EQ(findings.size(), 2U);
    EXPECT_EQ(findings[0].line, 105U);
    EXPECT_EQ(findings[1].line, 106U);
}

TEST(CheckValues, SaysWhatIsWrongWithALayer) {
    const auto layered = [](const std::function<void(Rules&)>& change) {
        return [=] {
            Rules rules = with_layer();
            change(rules);
            return pack_of({rules});
        };
    };
    says({
        {layered([](Rules& rules) { rules.last_layer().counts = 0; }), 51,
         "310 inpatient layer serious",
         "`counts` is either [in_scope] alone or a set of what the person bears"},
        {layered([](Rules& rules) { rules.last_layer().in_scope = true; }), 51,
         "310 inpatient layer serious",
         "`counts` is either [in_scope] alone or a set of what the person bears"},
        {layered([](Rules& rules) { rules.last_layer().source.document = "lost"; }), 51,
         "310 inpatient layer serious", "its document \"lost\" is not in `documents`"},
        {layered([](Rules& rules) { rules.add(Parameter::layer_limit, amount(-1)); }), 106,
         "310 inpatient layer serious limit", "an amount is not negative"},
        // Bit 2 is the first layer itself.
        {layered([](Rules& rules) { rules.add(Parameter::layer_limit_includes, set_of(0b100)); }),
         106, "310 inpatient layer serious limit_includes",
         "a limit can include earlier layers only"},
    });
    const std::vector<Finding> twins = values_of(pack_of(
        {with_layer()
             .layer(layer_of("serious", counting({Bucket::deductible})))
             .add(Parameter::layer_ratio, nothing())
             .add(Parameter::layer_limit_includes, set_of(0b111))}));  // The first, and both pools.
    ASSERT_EQ(twins.size(), 2U);
    EXPECT_EQ(twins[0].line, 51U);
    EXPECT_EQ(twins[1].line, 52U);
    EXPECT_EQ(twins[0].rule, "its id stands twice in the chain");
}

TEST(CheckValues, AChainHasAtMostEightLayers) {
    Rules rules;
    for (std::size_t i = 0; i < kLayerMax; ++i) {
        rules.layer(layer_of("l" + std::to_string(i), 1)).add(Parameter::layer_ratio, nothing());
    }
    EXPECT_TRUE(values_of(pack_of({rules})).empty());
    rules.layer(layer_of("ninth", 1)).add(Parameter::layer_ratio, nothing());
    const std::vector<Finding> findings = values_of(pack_of({rules}));
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings.front().rule, "a chain has at most eight layers");
    EXPECT_EQ(findings.front().line, 10U);
}

TEST(CheckValues, SaysWhatIsWrongWithTheSchemes) {
    says({
        {[] {
             Pack pack = pack_of({Rules{}});
             std::erase_if(pack.schemes, [](const Scheme& scheme) {
                 return scheme.insutype == Insutype::resident &&
                        scheme.business == Business::pharmacy;
             });
             return pack;
         },
         1, "390 pharmacy", "the pack says nothing about it"},
        {[] {
             return pack_of({Rules{}, Rules{}});
         },
         10, "310 inpatient", "this insurance type and business stands twice"},
        {[] {
             Rules rules;
             rules.scheme().unknown = "and yet it has rules";
             return pack_of({rules});
         },
         10, "310 inpatient", "it is declared unknown and has rules"},
        {[] {
             Pack pack = pack_of({Rules{}});
             Corridor corridor;
             corridor.id = "c";
             corridor.source = source_from(kFirstDay);
             corridor.source.document = "lost";
             pack.corridors.push_back(corridor);
             return pack;
         },
         1, "corridor c", "its document \"lost\" is not in `documents`"},
    });
}

TEST(Check, APackStandsForAPoolingAreaOfTheList) {
    const Regions regions = some_regions();
    EXPECT_TRUE(check(pack_of({Rules{}}), &regions).empty());
    const std::vector<Finding> missing = check(pack_of({Rules{}}, 440100), &regions);
    ASSERT_EQ(missing.size(), 1U);
    EXPECT_EQ(missing.front().rule, "this code is not in the region list");
    EXPECT_EQ(missing.front().where, "id");
    const std::vector<Finding> district = check(pack_of({Rules{}}, 130102), &regions);
    ASSERT_EQ(district.size(), 1U);
    EXPECT_EQ(district.front().rule, "this code belongs to the pooling area 130100");
}

TEST(CheckValues, TheFrameTellsOnlyWhatEveryPackTells) {
    const auto frame = [](const When& when) {
        return [=] {
            return pack_of({Rules{}
                                .set(Parameter::remote_ratio, nothing())
                                .add(Parameter::floor, pays("0.1"), when)},
                           kNationalFrame);
        };
    };
    EXPECT_TRUE(values_of(frame(When{}
                                    .person({Person::active})
                                    .level({Level::primary})
                                    .filing({FilingState::referral})
                                    .distance(Distance::in_province))())
                    .empty());
    const std::string rule =
        "the national frame tells only person, level, filing and distance apart";
    for (const When& when :
         {When{}.age({60, {}}), When{}.identity("poor"), When{}.not_attr("owned"),
          When{}.nth({1, 1}), When{}.recognised(true)}) {
        says({{frame(when), 105, "310 inpatient floor", rule}});
    }
}

TEST(Check, TheFrameIsNoRegion) {
    const Regions regions = some_regions();
    EXPECT_TRUE(check(pack_of({}, kNationalFrame), &regions).empty());
}

TEST(Check, FindingsStandInTheOrderOfTheirLines) {
    const std::vector<Finding> findings =
        check(pack_of({Rules{}
                           .add(Parameter::cap_visit, amount(-1))  // Line 105.
                           .set(Parameter::ratio, pays("0.8"))
                           .add(Parameter::ratio, pays("0.8"))},  // Overlaps, line 106.
                      440100),
              nullptr);
    ASSERT_EQ(findings.size(), 2U);
    EXPECT_EQ(findings[0].where, "310 inpatient cap_visit");
    EXPECT_EQ(findings[0].line, 105U);
    EXPECT_EQ(findings[1].where, "310 inpatient ratio");
    EXPECT_EQ(findings[1].line, 106U);
}

TEST(Check, CountsTheCombinationsThatItProved) {
    std::size_t plain = 0;
    std::size_t split = 0;
    EXPECT_TRUE(check(pack_of({Rules{}}), nullptr, &plain).empty());
    EXPECT_EQ(plain, kSchemeParameterCount);  // One combination a parameter, one period.
    const Rules rules = Rules{}
                            .clear(Parameter::ratio)
                            .add(Parameter::ratio, pays("0.8"), When{}.person({Person::active}))
                            .add(Parameter::ratio, pays("0.9"), When{}.person({Person::retired}));
    EXPECT_TRUE(check(pack_of({rules}), nullptr, &split).empty());
    EXPECT_EQ(split, plain + 1);
}

}  // namespace
}  // namespace yidi::policy::testing
