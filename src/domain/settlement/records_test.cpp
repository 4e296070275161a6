#include "domain/settlement/records.h"

#include <gtest/gtest.h>

namespace yidi::settlement {
namespace {

using adjudication::Accumulators;
using policy::Business;

Money fen(std::int64_t count) {
    return Money::from_fen(count);
}

Accumulators sample() {
    Accumulators cum;
    cum.ipt_cnt = 2;
    cum.of(Business::inpatient) = {fen(50000), fen(120000), fen(63000)};
    cum.of(Business::maternity) = {fen(0), fen(1), fen(0)};
    cum.layer_base[1] = fen(700);
    cum.layer_paid[7] = fen(800);
    cum.by_hosp.push_back({"H0001", Business::inpatient, fen(50000), fen(63000)});
    cum.by_month.push_back({"2025-03", Business::outpatient, fen(1), fen(2)});
    cum.by_dise.push_back({"M 0,1=", Business::chronic, fen(3), fen(4)});
    cum.by_layer.push_back({"own:one", fen(5), fen(6)});
    return cum;
}

TEST(AccumulatorsText, TellsEveryCounterAndComesBackTheSame) {
    const std::string text = to_text(sample());
    EXPECT_EQ(text,
              "2 y0=50000,120000,63000 y5=0,1,0 l1=700,0 l7=0,800 o=7:own:one,5,6 "
              "h0=5:H0001,50000,63000 m1=7:2025-03,1,2 d2=6:M 0,1=,3,4");
    const Result<Accumulators> again = parse_accumulators(text);
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(to_text(*again), text);
    EXPECT_EQ(again->of(Business::inpatient), sample().of(Business::inpatient));
    EXPECT_EQ(again->by_dise[0].key, "M 0,1=");
    EXPECT_EQ(to_text(*parse_accumulators(to_text({}))), "0");
}

TEST(AccumulatorsText, IsRefusedWhereItIsDamaged) {
    for (const char* text :
         {"", "x", "1 ", "1 z0=1,2", "1 y6=1,2,3", "1 y0=1,2", "1 y0=1,2,3x", "1 l8=1,2",
          "1 h0=9:H0001,1,2", "1 h0=-1:H,1,2", "1 y0=99999999999999999,2,3"}) {
        EXPECT_FALSE(parse_accumulators(text).has_value()) << text;
    }
}

Settlement one(std::int64_t id, SettlementKind kind, std::int64_t undoes = 0) {
    Settlement result;
    result.setl_id = id;
    result.kind = kind;
    result.undoes = undoes;
    return result;
}

TEST(Settlement, StandsUntilItIsReversedAndAgainWhenThatIsUndone) {
    std::vector<Settlement> all{one(1, SettlementKind::settled)};
    EXPECT_TRUE(stands(all, all[0]));
    all.push_back(one(2, SettlementKind::reversed, 1));
    EXPECT_FALSE(stands(all, all[0]));
    EXPECT_FALSE(stands(all, all[1])) << "a reversal is no settlement";
    all.push_back(one(3, SettlementKind::reversed, 2));
    EXPECT_TRUE(stands(all, all[0]));
    all.push_back(one(4, SettlementKind::recomputed, 1));
    EXPECT_TRUE(stands(all, all[0])) << "a correction undoes nothing";
}

TEST(SettlementNames, ComeBack) {
    EXPECT_EQ(parse_settlement_kind(name(SettlementKind::recomputed)), SettlementKind::recomputed);
    EXPECT_EQ(parse_visit_state(name(VisitState::cancelled)), VisitState::cancelled);
    EXPECT_EQ(parse_visit_state("gone"), std::nullopt);
}

}  // namespace
}  // namespace yidi::settlement
