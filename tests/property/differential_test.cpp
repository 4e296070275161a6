#include "tests/property/differential.h"

#include <gtest/gtest.h>

namespace yidi::property {
namespace {

TEST(Differential, BothExecutorsGiveTheSameAnswers) {
    const DifferentialReport report = run_differential({.seed = 20261121, .cases = 2000});
    for (const std::string& difference : report.differences) ADD_FAILURE() << difference;
    EXPECT_EQ(report.cases, 2000U);
}

TEST(Differential, TheTableMarksAVariationThatAStatusLacks) {
    const Coverage coverage{{"V5 deductible_way per_year", {3, 2, 1, 1}},
                            {"V17 undo_rule block", {3, 0, 1, 1}}};
    EXPECT_EQ(too_few(coverage, 1), std::vector<std::string>{"V17 undo_rule block"});
    EXPECT_NE(table_of(coverage, 1).find("too few"), std::string::npos);
}

}  // namespace
}  // namespace yidi::property
