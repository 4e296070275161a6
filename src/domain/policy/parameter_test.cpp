#include "domain/policy/parameter.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace yidi::policy {
namespace {

TEST(Specs, StandInTheOrderOfTheEnumeration) {
    ASSERT_EQ(specs().size(), kParameterCount);
    for (std::size_t i = 0; i < specs().size(); ++i) {
        EXPECT_EQ(static_cast<std::size_t>(specs()[i].parameter), i);
        EXPECT_EQ(&spec(static_cast<Parameter>(i)), &specs()[i]);
        EXPECT_EQ(specs()[i].of_layer, i >= kSchemeParameterCount) << specs()[i].name;
    }
}

TEST(Specs, NamesAreUniqueWithinTheirGroup) {
    std::set<std::pair<bool, std::string_view>> seen;
    for (const ParameterSpec& entry : specs()) {
        EXPECT_TRUE(seen.emplace(entry.of_layer, entry.name).second) << entry.name;
        EXPECT_FALSE(entry.says_en.empty()) << entry.name;
        EXPECT_FALSE(entry.says_zh.empty()) << entry.name;
    }
}

TEST(Specs, WordsAndSetsListWhatTheyTake) {
    for (const ParameterSpec& entry : specs()) {
        const bool listed = entry.type == ValueType::word || entry.type == ValueType::account_set;
        EXPECT_EQ(!entry.words.empty(), listed) << entry.name;
        EXPECT_EQ(std::set(entry.words.begin(), entry.words.end()).size(), entry.words.size())
            << entry.name;
    }
}

TEST(Specs, ADefaultWordIsOneOfTheWords) {
    for (const ParameterSpec& entry : specs()) {
        if (entry.type == ValueType::word && !entry.default_text.empty()) {
            EXPECT_NE(std::ranges::find(entry.words, entry.default_text), entry.words.end())
                << entry.name;
        }
    }
}

TEST(Specs, WordsStandInTheOrderOfTheirEnumerations) {
    const auto at = [](Parameter parameter, auto word) {
        return spec(parameter).words[static_cast<std::size_t>(word)];
    };
    EXPECT_EQ(at(Parameter::policy_date, PolicyDate::settlement), "settlement");
    EXPECT_EQ(at(Parameter::year_crossing, YearCrossing::settle_at_year_end), "settle_at_year_end");
    EXPECT_EQ(at(Parameter::catalogue_direct, CatalogueOwner::insured), "insured");
    EXPECT_EQ(at(Parameter::top_level, TopLevel::province_owned), "province_owned");
    EXPECT_EQ(at(Parameter::gate, Gate::reject), "reject");
    EXPECT_EQ(at(Parameter::unfiled_direct, UnfiledDirect::pay), "pay");
    EXPECT_EQ(at(Parameter::unrecognised, Unrecognised::ordinary_outpatient),
              "ordinary_outpatient");
    EXPECT_EQ(at(Parameter::first_pay_order, FirstPayOrder::after_deductible), "after_deductible");
    EXPECT_EQ(at(Parameter::deductible_way, DeductibleWay::per_hospital_year), "per_hospital_year");
    EXPECT_EQ(at(Parameter::deductible_way, DeductibleWay::yearly_sum_limit), "yearly_sum_limit");
    EXPECT_EQ(at(Parameter::merge_interim, Merge::fresh), "new");
    EXPECT_EQ(at(Parameter::merge_transfer_up, Merge::difference), "difference");
    EXPECT_EQ(at(Parameter::band_basis, BandBasis::gross), "gross");
    EXPECT_EQ(at(Parameter::band_count, BandCount::per_year), "per_year");
    EXPECT_EQ(at(Parameter::rounding_place, RoundingPlace::on_sum), "on_sum");
    EXPECT_EQ(at(Parameter::floor_base, FloorBase::in_scope), "in_scope");
    EXPECT_EQ(at(Parameter::cap_basis, CapBasis::in_scope), "in_scope");
    EXPECT_EQ(at(Parameter::cap_counts, CapCounts::joint), "joint");
    EXPECT_EQ(at(Parameter::account_covers, AccountCover::ownpay), "ownpay");
    EXPECT_EQ(at(Parameter::account_remote, AccountRemote::refused), "refused");
    EXPECT_EQ(at(Parameter::undo_rule, UndoRule::recompute), "recompute");
}

TEST(Specs, FiveParametersMustBeGiven) {
    std::set<std::string_view> required;
    for (const ParameterSpec& entry : specs()) {
        if (must_be_given(entry.parameter)) {
            required.insert(entry.name);
            EXPECT_TRUE(entry.default_text.empty()) << entry.name;
        }
    }
    EXPECT_TRUE(must_be_given(Parameter::layer_ratio));
    EXPECT_EQ(required,
              (std::set<std::string_view>{"cap", "deductible", "deductible_way", "ratio"}));
}

TEST(Specs, SixParametersTakeNoConditions) {
    std::set<std::string_view> fixed;
    for (const ParameterSpec& entry : specs()) {
        if (!entry.conditions_allowed) {
            fixed.insert(entry.name);
        }
    }
    EXPECT_EQ(fixed, (std::set<std::string_view>{"benefit_year_start", "policy_date", "top_level",
                                                 "undo_rule", "year_counter", "year_crossing"}));
}

TEST(Specs, EachVariationSwitchHasAParameter) {
    std::set<std::string_view> named;
    for (const ParameterSpec& entry : specs()) {
        named.insert(entry.variation);
    }
    // V13 and V15 are keys of a layer, not parameters: what it counts, and its place in the chain.
    for (const std::string_view variation : {"V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "V9",
                                             "V10", "V11", "V12", "V14", "V16", "V17"}) {
        EXPECT_TRUE(named.contains(variation)) << variation;
    }
}

TEST(ParseParameter, TellsTheTwoGroupsApart) {
    EXPECT_EQ(parse_parameter("ratio", false), Parameter::ratio);
    EXPECT_EQ(parse_parameter("ratio", true), Parameter::layer_ratio);
    EXPECT_EQ(parse_parameter("limit_includes", true), Parameter::layer_limit_includes);
    EXPECT_FALSE(parse_parameter("limit_includes", false));
    EXPECT_FALSE(parse_parameter("cap", true));
    EXPECT_FALSE(parse_parameter("layer_ratio", true));
    EXPECT_FALSE(parse_parameter("Ratio", false));
    EXPECT_FALSE(parse_parameter("", false));
}

}  // namespace
}  // namespace yidi::policy
