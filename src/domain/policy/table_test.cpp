#include "domain/policy/table.h"

#include <gtest/gtest.h>

namespace yidi::policy {
namespace {

Axis over(Dimension dimension) {
    Axis axis;
    axis.dimension = dimension;
    return axis;
}

Axis cut_at(Dimension dimension, std::vector<std::int64_t> cuts) {
    Axis axis = over(dimension);
    axis.cuts = std::move(cuts);
    return axis;
}

Axis named(Dimension dimension, std::vector<std::string> names) {
    Axis axis = over(dimension);
    axis.names = std::move(names);
    return axis;
}

TEST(Axis, MasksTakeTheEnumerator) {
    Coordinates at;
    at.person = 4;
    at.level = 3;
    at.filing = 6;
    at.distance = 1;
    at.recognised = true;
    EXPECT_EQ(over(Dimension::person).atom(at), 4U);
    EXPECT_EQ(over(Dimension::level).atom(at), 3U);
    EXPECT_EQ(over(Dimension::filing).atom(at), 6U);
    EXPECT_EQ(over(Dimension::distance).atom(at), 1U);
    EXPECT_EQ(over(Dimension::recognised).atom(at), 1U);
    at.recognised = false;
    EXPECT_EQ(over(Dimension::recognised).atom(at), 0U);
}

TEST(Axis, ACutIsTheFirstValueOfTheNextAtom) {
    const Axis age = cut_at(Dimension::age, {7, 70});
    Coordinates at;
    for (const auto& [value, atom] : std::vector<std::pair<std::int64_t, std::uint32_t>>{
             {0, 0}, {6, 0}, {7, 1}, {69, 1}, {70, 2}, {150, 2}}) {
        at.age = value;
        EXPECT_EQ(age.atom(at), atom) << value;
    }
}

TEST(Axis, EachRangeReadsItsOwnValue) {
    Coordinates at;
    at.nth = 1;
    at.age = 10;
    at.months = 100;
    at.retire_date = 1000;
    const std::vector<std::int64_t> cuts{5, 50, 500};
    EXPECT_EQ(cut_at(Dimension::nth, cuts).atom(at), 0U);
    EXPECT_EQ(cut_at(Dimension::age, cuts).atom(at), 1U);
    EXPECT_EQ(cut_at(Dimension::months, cuts).atom(at), 2U);
    EXPECT_EQ(cut_at(Dimension::retire_date, cuts).atom(at), 3U);
}

TEST(Axis, EachNameReadsItsOwnValueAndTheLastAtomIsEveryOther) {
    Coordinates at;
    at.tier = "b";
    at.disease = "c";
    at.rank = "d";
    at.hospital = "e";
    at.med_type = "x";
    const std::vector<std::string> names{"b", "c", "d", "e"};
    EXPECT_EQ(named(Dimension::tier, names).atom(at), 0U);
    EXPECT_EQ(named(Dimension::disease, names).atom(at), 1U);
    EXPECT_EQ(named(Dimension::rank, names).atom(at), 2U);
    EXPECT_EQ(named(Dimension::hospital, names).atom(at), 3U);
    EXPECT_EQ(named(Dimension::med_type, names).atom(at), 4U);
}

TEST(Axis, ADiseaseIsItsCodeFirstAndThenItsGroup) {
    const Axis axis = named(Dimension::disease, {"M03900", "diabetes", "hypertension"});
    Coordinates at;
    at.disease_group = "hypertension";
    at.disease = "M03900";
    EXPECT_EQ(axis.atom(at), 0U);
    at.disease = "M03901";
    EXPECT_EQ(axis.atom(at), 2U);
    at.disease_group = "";
    EXPECT_EQ(axis.atom(at), 3U);
}

TEST(Axis, IdentitiesAndAttributesReadTheirBit) {
    Coordinates at;
    at.identities = 0b1000;
    at.attributes = 0b0001;
    Axis axis = over(Dimension::identity);
    axis.index = 3;
    EXPECT_EQ(axis.atom(at), 1U);
    axis.dimension = Dimension::attr;
    EXPECT_EQ(axis.atom(at), 0U);
    axis.index = 0;
    EXPECT_EQ(axis.atom(at), 1U);
    axis.index = 31;
    at.attributes = 0x8000'0000U;
    EXPECT_EQ(axis.atom(at), 1U);
}

TEST(Table, WithoutRowsFindsNothing) {
    const Table table;
    EXPECT_EQ(table.find({}), nullptr);
    EXPECT_EQ(table.uses(), 0U);
}

}  // namespace
}  // namespace yidi::policy
