#include "sim/simulation.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

namespace yidi::sim {
namespace {

std::string events_of(std::uint64_t seed) {
    std::string all;
    const Result<Report> report = run({.first_seed = seed, .events = [&](std::string_view line) {
                                           all.append(line).append("\n");
                                       }});
    EXPECT_TRUE(report.has_value());
    return all;
}

TEST(Simulation, ASeedReplaysOneHistoryEventByEvent) {
    const std::string first = events_of(7);
    EXPECT_GT(first.size(), 10'000U);
    EXPECT_EQ(events_of(7), first);
    EXPECT_NE(events_of(8), first);
}

TEST(Simulation, EveryInvariantIsKeptUnderEveryFault) {
    const Result<Report> report = run({.first_seed = 100, .seeds = 6, .days = 2});
    ASSERT_TRUE(report.has_value()) << report.error();
    for (const Failure& one : report->failed) {
        ADD_FAILURE() << "seed " << one.seed << " step " << one.step << ": " << one.invariant;
    }
    EXPECT_EQ(report->seeds, 6);
    EXPECT_GT(report->settlements, 300);
    EXPECT_GT(std::ranges::min(report->faults_fired), 5);
}

TEST(Simulation, EverythingThatCanHappenToAFilingHappens) {
    const Result<Report> report = run({.seeds = 20, .days = 3});
    ASSERT_TRUE(report.has_value()) << report.error();
    EXPECT_TRUE(report->failed.empty());
    for (std::size_t i = 0; i < kSituationCount; ++i) {
        EXPECT_GT(report->situations[i], 0) << name(static_cast<Situation>(i));
    }
}

TEST(Simulation, WithoutFaultsFilingsLiveAsWell) {
    const Result<Report> report = run({.seeds = 4, .days = 3, .faults = {}});
    ASSERT_TRUE(report.has_value()) << report.error();
    EXPECT_TRUE(report->failed.empty());
    EXPECT_GT(report->situations[static_cast<std::size_t>(Situation::lapsed)], 0);
    EXPECT_GT(report->situations[static_cast<std::size_t>(Situation::refused)], 0);
}

TEST(Simulation, OnlyTheFaultsThatAreAskedForStrike) {
    FaultSet crashes;
    crashes.add(Fault::crash);
    const Result<Report> report = run({.seeds = 4, .days = 2, .faults = crashes});
    ASSERT_TRUE(report.has_value()) << report.error();
    EXPECT_TRUE(report->failed.empty());
    for (std::size_t i = 0; i < kFaultCount; ++i) {
        const bool is_crash = static_cast<Fault>(i) == Fault::crash;
        EXPECT_EQ(report->faults_fired[i] > 0, is_crash) << name(static_cast<Fault>(i));
    }
}

TEST(Simulation, AFaultIsKnownByItsName) {
    for (std::size_t i = 0; i < kFaultCount; ++i) {
        const auto fault = static_cast<Fault>(i);
        EXPECT_EQ(parse_fault(name(fault)), fault);
    }
    EXPECT_FALSE(parse_fault("fire"));
}

}  // namespace
}  // namespace yidi::sim
