#include "tests/property/differential.h"

#include <gtest/gtest.h>

#include "tests/property/random.h"

namespace yidi::property {
namespace {

TEST(Differential, BothExecutorsGiveTheSameAnswers) {
    const std::uint64_t cases = 2000 * property_factor();
    const DifferentialReport report = run_differential({.seed = 20261121, .cases = cases});
    for (const std::string& difference : report.differences) ADD_FAILURE() << difference;
    EXPECT_EQ(report.cases, cases);
}

TEST(PropertyFactor, IsTheNumberInTheEnvironmentAndElseOne) {
    const char* before = std::getenv("YIDI_PROPERTY_FACTOR");
    const std::string kept = before == nullptr ? "" : before;
    setenv("YIDI_PROPERTY_FACTOR", "20", 1);
    EXPECT_EQ(property_factor(), 20U);
    setenv("YIDI_PROPERTY_FACTOR", "many", 1);
    EXPECT_EQ(property_factor(), 1U);
    unsetenv("YIDI_PROPERTY_FACTOR");
    EXPECT_EQ(property_factor(), 1U);
    if (before != nullptr) setenv("YIDI_PROPERTY_FACTOR", kept.c_str(), 1);
}

TEST(Differential, TheTableMarksAVariationThatAStatusLacks) {
    const Coverage coverage{{"V5 deductible_way per_year", {3, 2, 1, 1}},
                            {"V17 undo_rule block", {3, 0, 1, 1}}};
    EXPECT_EQ(too_few(coverage, 1), std::vector<std::string>{"V17 undo_rule block"});
    EXPECT_NE(table_of(coverage, 1).find("too few"), std::string::npos);
}

}  // namespace
}  // namespace yidi::property
