#include "domain/clearing/lines.h"

#include <gtest/gtest.h>

#include "domain/clearing/clearing_test_support.h"

namespace yidi::clearing {
namespace {

const Kind kStay{.insutype = policy::Insutype::employee, .clr_type = "21", .fund = "310100"};
const Kind kVisit{.insutype = policy::Insutype::resident, .clr_type = "11", .fund = "390100"};
/// 石家庄 owes 天津, 天津 owes 石家庄.
const Direction kThere{.insured = 130'100, .treating = 120'000};
const Direction kBack{.insured = 120'000, .treating = 130'100};

Line line(const Direction& direction, const Kind& kind, std::string_view amount,
          Origin origin = Origin::settled) {
    return {.direction = direction,
            .kind = kind,
            .origin = origin,
            .about = 0,
            .rows = 1,
            .amount = yuan(amount)};
}

Places three_places() {
    return {.institution_areas = {120'000, 130'100, 120'000},
            .insured_areas = {130'100, 120'000},
            .kinds = {{.kind = kStay}, {.kind = kVisit}, {.kind = kStay, .origin = Origin::late}}};
}

TEST(Lines, AreTheCellsByArea) {
    const auto lines = lines_of(
        CellParts{{{.fen = 1'000, .rows = 2, .institution = 0, .insured_area = 0, .kind = 0},
                   {.fen = 30, .rows = 1, .institution = 0, .insured_area = 0, .kind = 2},
                   {.fen = 400, .rows = 1, .institution = 1, .insured_area = 1, .kind = 1},
                   {.fen = 77, .rows = 1, .institution = 1, .insured_area = 0, .kind = 1},
                   {.fen = -300, .rows = 1, .institution = 2, .insured_area = 0, .kind = 0}}},
        three_places());
    ASSERT_TRUE(lines.has_value()) << lines.error();
    // Two institutions of 天津: 10.00 - 3.00; the 0.77 within 石家庄 are nobody's debt.
    ASSERT_EQ(lines->size(), 3U);
    EXPECT_EQ((*lines)[0], line(kBack, kVisit, "4"));
    EXPECT_EQ((*lines)[1].amount, yuan("7"));
    EXPECT_EQ((*lines)[1].rows, 3);
    EXPECT_EQ((*lines)[2].origin, Origin::late);
}

TEST(Lines, RefuseIdsThatNobodyKnows) {
    for (const Cell& cell : {Cell{.rows = 1, .institution = 3}, Cell{.rows = 1, .insured_area = 2},
                             Cell{.rows = 1, .kind = 3}}) {
        EXPECT_FALSE(lines_of({{cell}}, three_places()).has_value());
    }
}

TEST(Lines, RefuseSumsThatAreNoAmounts) {
    const Cell half{.fen = Money::kFenMax, .rows = 1, .institution = 0};
    Cell other = half;
    other.institution = 2;
    const auto lines = lines_of({{half}, {other}}, three_places());
    ASSERT_FALSE(lines.has_value());
    EXPECT_EQ(lines.error().code, ErrorCode::limit_exceeded);
}

TEST(Positions, OfAllPartiesSumToZero) {
    const std::vector<Line> lines{line(kThere, kStay, "100"), line(kThere, kVisit, "20"),
                                  line(kBack, kStay, "50")};
    EXPECT_EQ(positions_of(lines),
              (std::vector<Position>{
                  {.party = 120'000, .receivable = yuan("120"), .payable = yuan("50")},
                  {.party = 130'100, .receivable = yuan("50"), .payable = yuan("120")}}));
}

TEST(Lines, OfProvincesLeaveOutWhatStaysWithin) {
    Places places = three_places();
    places.insured_areas = {130'100, 130'200};
    const auto lines =
        lines_of({{{.fen = 100, .rows = 1, .institution = 0, .insured_area = 0, .kind = 0},
                   {.fen = 1, .rows = 1, .institution = 0, .insured_area = 1, .kind = 0},
                   {.fen = 7, .rows = 1, .institution = 1, .insured_area = 1, .kind = 0}}},
                 in_provinces(std::move(places)));
    ASSERT_TRUE(lines.has_value());
    // 石家庄 and 唐山 in 天津 together; 唐山 in 石家庄 is 河北's own.
    ASSERT_EQ(lines->size(), 1U);
    EXPECT_EQ((*lines)[0].direction, (Direction{.insured = 130'000, .treating = 120'000}));
    EXPECT_EQ((*lines)[0].amount, yuan("1.01"));
    EXPECT_EQ((*lines)[0].rows, 2);
}

TEST(TwoBooks, AreHeldAgainstEachOther) {
    const std::vector<Due> treating{{kThere, yuan("100")}, {kBack, yuan("5")}};
    const std::vector<Due> insured{{kThere, yuan("99.99")}};
    EXPECT_EQ(
        disagreements(treating, insured),
        (std::vector<Disagreement>{{.direction = kBack, .a = yuan("5"), .b = {}},
                                   {.direction = kThere, .a = yuan("100"), .b = yuan("99.99")}}));
    EXPECT_TRUE(disagreements(treating, treating).empty());
}

TEST(ADirectionBelowZero, IsCarriedWholeToTheNextMonth) {
    // Stays -30, visits +10: 20 below zero. The other direction is left alone.
    Carried carried = carry_negatives({line(kThere, kStay, "-30", Origin::reversed),
                                       line(kThere, kVisit, "10"), line(kBack, kStay, "5")});
    EXPECT_EQ(dues_of(carried.month), (std::vector<Due>{{kBack, yuan("5")}, {kThere, Money{}}}));
    EXPECT_EQ(dues_of(carried.next), (std::vector<Due>{{kThere, yuan("-20")}}));
    ASSERT_EQ(carried.next.size(), 2U);
    EXPECT_EQ(carried.next[0], (Line{.direction = kThere,
                                     .kind = kStay,
                                     .origin = Origin::carried,
                                     .about = 0,
                                     .rows = 0,
                                     .amount = yuan("-30")}));
    EXPECT_TRUE(carry_negatives({line(kBack, kStay, "5")}).next.empty());
}

TEST(ADirectionAtZero, CarriesWhatItsKindsOweEachOther) {
    const Carried carried =
        carry_negatives({line(kThere, kStay, "-30", Origin::reversed), line(kThere, kVisit, "30"),
                         line(kBack, kStay, "5"), line(kBack, kStay, "-5", Origin::reversed)});
    ASSERT_EQ(carried.next.size(), 2U) << "of one kind nothing is left to carry";
    EXPECT_EQ(dues_of(carried.next), (std::vector<Due>{{kThere, Money{}}}));
    EXPECT_EQ(carried.next[0].amount + carried.next[1].amount, Money{});
    EXPECT_NE(carried.next[0].amount, Money{});
}

TEST(ADispute, LeavesItsMonthAndComesBackWhenTheBillStands) {
    const Dispute dispute{
        .id = 9, .direction = kThere, .kind = kStay, .rows = 1, .amount = yuan("40")};
    std::vector<Line> march{line(kThere, kStay, "100"), taken_out(dispute)};
    EXPECT_EQ(dues_of(march), (std::vector<Due>{{kThere, yuan("60")}}));
    const std::vector<Line> april{put_in(dispute)};
    EXPECT_EQ(april[0].origin, Origin::dispute_settled);
    EXPECT_EQ(april[0].about, 9);
    EXPECT_EQ(dues_of(april), (std::vector<Due>{{kThere, yuan("40")}}));
    EXPECT_EQ(compacted(march)->size(), 2U) << "what a dispute takes out stays visible";
}

}  // namespace
}  // namespace yidi::clearing
