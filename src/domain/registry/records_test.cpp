#include "domain/registry/records.h"

#include <gtest/gtest.h>

namespace yidi::registry {
namespace {

Date day(int year, unsigned month, unsigned of_month) {
    return Date::from_ymd({year, month, of_month});
}

TEST(PsnNo, HoldsTheRegionAndThePid) {
    EXPECT_EQ(psn_no_of(130100, 42), "13010000000000000042");
    EXPECT_EQ(pid_of("13010000000000000042"), 42);
    EXPECT_EQ(pid_of(psn_no_of(990101, 99'999'999'999'999)), 99'999'999'999'999);
}

TEST(PsnNo, IsRefusedWhereItIsNotOurs) {
    for (const char* text : {"", "42", "13010000000000000000", "1301000000000000004x",
                             "130100000000000000042", "03010000000000000042"}) {
        EXPECT_EQ(pid_of(text), std::nullopt) << text;
    }
}

TEST(Age, CountsFullYears) {
    Personal person;
    EXPECT_EQ(age_on(person, day(2025, 1, 1)), std::nullopt);
    person.brdy = day(2000, 2, 29);
    EXPECT_EQ(age_on(person, day(2025, 2, 28)), 24);
    EXPECT_EQ(age_on(person, day(2025, 3, 1)), 25);
    EXPECT_EQ(age_on(person, day(2000, 2, 29)), 0);
    EXPECT_EQ(age_on(person, day(1999, 1, 1)), std::nullopt);
}

Insurance insured(Date from, std::optional<Date> paused = {}) {
    Insurance one;
    one.psn_insu_date = from;
    one.paus_insu_date = paused;
    return one;
}

TEST(Insurance, TheOneThatHoldsIsPreferredToALaterPausedOne) {
    const std::vector<Insurance> all{insured(day(2020, 1, 1)),
                                     insured(day(2024, 1, 1), day(2025, 6, 1))};
    EXPECT_EQ(in_force(all, policy::Insutype::employee, day(2025, 5, 31)), &all.back());
    EXPECT_EQ(in_force(all, policy::Insutype::employee, day(2025, 6, 1)), &all.front());
    EXPECT_EQ(in_force(all, policy::Insutype::employee, day(2019, 12, 31)), nullptr);
    EXPECT_EQ(in_force(all, policy::Insutype::resident, day(2025, 5, 31)), nullptr);
}

TEST(Insurance, APausedOneIsFoundSoThatTheRefusalCanNameIt) {
    const std::vector<Insurance> all{insured(day(2020, 1, 1), day(2024, 1, 1))};
    EXPECT_EQ(in_force(all, policy::Insutype::employee, day(2025, 1, 1)), all.data());
}

TEST(Insurance, IsToldAsItStoodOnADay) {
    Insurance resident = insured(day(2024, 1, 1));
    resident.insutype = policy::Insutype::resident;
    Insurance ended = insured(day(2020, 1, 1), day(2024, 1, 1));
    ended.psn_insu_stas = 4;
    const std::vector<Insurance> all{resident, ended, insured(day(2025, 3, 1))};
    const auto states = [&](Date on) {
        std::string text;
        for (const Insurance& one : as_of(all, on)) {
            text += std::string{policy::code(one.insutype)} + " since " +
                    std::to_string(one.psn_insu_date.year()) + ": " +
                    std::to_string(one.psn_insu_stas) + "; ";
        }
        return text;
    };
    EXPECT_EQ(states(day(2019, 12, 31)), "");
    EXPECT_EQ(states(day(2023, 12, 31)), "310 since 2020: 1; ");
    EXPECT_EQ(states(day(2024, 6, 1)), "310 since 2020: 4; 390 since 2024: 1; ");
    EXPECT_EQ(states(day(2025, 3, 1)), "310 since 2025: 1; 390 since 2024: 1; ");
}

TEST(Identity, CountsFromItsFirstToItsLastDay) {
    const std::vector<Identity> all{{.seq = 1,
                                     .psn_idet_type = "low_income",
                                     .psn_type_lv = {},
                                     .begndate = day(2025, 1, 1),
                                     .enddate = day(2025, 6, 30)},
                                    {.seq = 2,
                                     .psn_idet_type = "disabled",
                                     .psn_type_lv = {},
                                     .begndate = day(2025, 6, 30),
                                     .enddate = {}}};
    EXPECT_EQ(names_on(all, day(2025, 6, 30)),
              (std::vector<std::string>{"low_income", "disabled"}));
    EXPECT_EQ(names_on(all, day(2025, 7, 1)), std::vector<std::string>{"disabled"});
    EXPECT_TRUE(names_on(all, day(2024, 12, 31)).empty());
}

}  // namespace
}  // namespace yidi::registry
