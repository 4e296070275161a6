#include "domain/settlement/year_shift.h"

#include <gtest/gtest.h>

#include "domain/settlement/records.h"

namespace yidi::settlement {
namespace {

using policy::Business;

/// A year of one stay more, in a hospital.
Accumulators with_stay(Accumulators year, const std::string& hospital, std::int64_t dedc,
                       std::int64_t pool) {
    ++year.ipt_cnt;
    year.of(Business::inpatient).dedc += Money::from_yuan(dedc);
    year.of(Business::inpatient).pool += Money::from_yuan(pool);
    year.layer_base[0] += Money::from_yuan(dedc);
    year.by_hosp.push_back({.key = hospital,
                            .business = Business::inpatient,
                            .dedc = Money::from_yuan(dedc),
                            .pool = Money::from_yuan(pool)});
    return year;
}

TEST(YearShift, TakesASettlementOutAsIfItHadNotBeen) {
    const Accumulators before = with_stay({}, "H1", 1'000, 800);
    const Accumulators after = with_stay(before, "H2", 500, 400);
    const Accumulators last = with_stay(after, "H3", 300, 200);
    EXPECT_EQ(to_text(shifted(last, {.from = after, .to = before})),
              to_text(with_stay(before, "H3", 300, 200)));
    EXPECT_EQ(to_text(shifted(after, {.from = after, .to = before})), to_text(before));
}

TEST(YearShift, FindsThePlacesDeductibleAndWhatTheOthersHaveLeftOfTheLimits) {
    const Accumulators place;
    const Accumulators rest = with_stay({}, "H3", 500, 19'000);
    const Accumulators found = in_place(place, rest);
    EXPECT_EQ(found.ipt_cnt, 0);
    EXPECT_EQ(found.of(Business::inpatient).dedc, Money{});
    EXPECT_EQ(found.of(Business::inpatient).pool, Money::from_yuan(19'000));
    ASSERT_EQ(found.by_hosp.size(), 1U);
    EXPECT_EQ(found.by_hosp.front().pool, Money::from_yuan(19'000));
    EXPECT_EQ(found.by_hosp.front().dedc, Money{});
}

}  // namespace
}  // namespace yidi::settlement
