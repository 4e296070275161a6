#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "domain/clearing/lines.h"
#include "domain/clearing/placing.h"
#include "domain/clearing/tally.h"
#include "tests/property/random.h"

/// What holds for every month of clearing, whatever the bills.
namespace yidi::property {
namespace {

using clearing::Bill;
using clearing::Cell;
using clearing::Line;
using clearing::Month;
using clearing::Origin;
using clearing::Placing;

constexpr std::uint64_t kSeed = 11;
const std::uint64_t kWorlds = 40 * property_factor();

clearing::Terms terms() {
    clearing::Terms terms;
    terms.late_months = 2;
    terms.year_end_month = 3;
    return terms;
}

/// One settlement as both sides know it.
struct Settled {
    Bill bill;
    std::uint32_t institution = 0;
    std::uint16_t insured_area = 0;
    std::uint16_t kind = 0;
    std::int64_t fen = 0;
    Month known;  ///< in which it arrives
    Placing placing;
};

clearing::Places random_places(Random& random) {
    clearing::Places places;
    for (std::int64_t i = random.between(2, 12); i > 0; --i) {
        places.insured_areas.push_back(static_cast<std::uint32_t>(random.between(11, 65) * 10'000 +
                                                                  random.between(1, 3) * 100));
    }
    std::ranges::sort(places.insured_areas);
    const auto twice = std::ranges::unique(places.insured_areas);
    places.insured_areas.erase(twice.begin(), twice.end());
    for (std::int64_t i = random.between(1, 30); i > 0; --i) {
        places.institution_areas.push_back(random.pick(places.insured_areas));
    }
    for (const char* fund : {"310100", "390100"}) {
        for (const Origin origin : {Origin::settled, Origin::late, Origin::reversed}) {
            places.kinds.push_back(
                {.kind = {.insutype = policy::Insutype::employee, .clr_type = "21", .fund = fund},
                 .origin = origin});
        }
    }
    return places;
}

/// Bills of a year, some late, some reversed in a later month.
std::vector<Settled> random_bills(Random& random, const clearing::Places& places) {
    const Month january = Month::of(Date::from_ymd({.year = 2025, .month = 1, .day = 1}));
    std::vector<Settled> bills;
    for (std::int64_t i = random.between(1, 400); i > 0; --i) {
        Settled one;
        one.bill.service_month = january.plus(static_cast<std::int32_t>(random.between(0, 11)));
        one.institution = static_cast<std::uint32_t>(random.below(places.institution_areas.size()));
        one.insured_area = static_cast<std::uint16_t>(random.below(places.insured_areas.size()));
        one.kind = static_cast<std::uint16_t>(random.below(2) * 3);
        one.fen = random.between(1, 5'000'000);
        one.known = one.bill.service_month.plus(
            random.percent(85) ? 0 : static_cast<std::int32_t>(random.between(1, 4)));
        bills.push_back(one);
        if (!random.percent(10)) continue;
        Settled back = one;
        back.bill.original = static_cast<std::int64_t>(bills.size());
        back.known = one.known.plus(static_cast<std::int32_t>(random.between(0, 5)));
        back.bill.service_month = back.known;
        back.fen = -one.fen;
        bills.push_back(back);
    }
    return bills;
}

/// Places every bill; the month in which it arrives is the first that is open.
void place_all(std::vector<Settled>& bills) {
    for (Settled& one : bills) {
        const Placing* original =
            one.bill.original == 0
                ? nullptr
                : &bills[static_cast<std::size_t>(one.bill.original) - 1].placing;
        one.placing = clearing::place(one.bill, one.known, terms(), original);
        if (one.bill.original != 0) {
            one.kind += 2;
        } else if (one.placing.months_late > 0) {
            one.kind += 1;
        }
    }
}

clearing::CellParts tallied(const std::vector<Settled>& bills, Month period,
                            const clearing::Places& places, std::uint32_t shares) {
    std::vector<std::uint32_t> institution;
    std::vector<std::uint16_t> insured_area;
    std::vector<std::uint16_t> kind;
    std::vector<std::int64_t> fen;
    for (const Settled& one : bills) {
        if (one.placing.period != period) continue;
        institution.push_back(one.institution);
        insured_area.push_back(one.insured_area);
        kind.push_back(one.kind);
        fen.push_back(one.fen);
    }
    std::vector<clearing::CellParts> parts;
    for (std::uint32_t number = 0; number < shares; ++number) {
        clearing::Tally tally{
            {.institutions = static_cast<std::uint32_t>(places.institution_areas.size()),
             .insured_areas = static_cast<std::uint32_t>(places.insured_areas.size()),
             .kinds = static_cast<std::uint32_t>(places.kinds.size())},
            {.number = number, .of = shares}};
        EXPECT_TRUE(tally.add({institution, insured_area, kind, fen}));
        auto cells = tally.take_cells();
        EXPECT_TRUE(cells.has_value());
        if (cells) parts.push_back(*std::move(cells));
    }
    return clearing::joined(std::move(parts));
}

/// The same sums, the slow way.
std::map<std::tuple<std::uint32_t, std::uint16_t, std::uint16_t>, std::int64_t> slow(
    const std::vector<Settled>& bills, Month period) {
    std::map<std::tuple<std::uint32_t, std::uint16_t, std::uint16_t>, std::int64_t> sums;
    for (const Settled& one : bills) {
        if (one.placing.period == period) {
            sums[{one.institution, one.insured_area, one.kind}] += one.fen;
        }
    }
    return sums;
}

std::int64_t balance_of_all(const std::vector<Line>& lines) {
    Money sum;
    for (const clearing::Position& one : clearing::positions_of(lines)) sum += one.balance();
    return sum.fen();
}

/// What a side that keeps only its own rows has of each direction.
std::vector<clearing::Due> book(const std::vector<Settled>& bills, Month period,
                                const clearing::Places& places) {
    std::map<clearing::Direction, Money> sums;
    for (const Settled& one : bills) {
        const clearing::Direction direction{.insured = places.insured_areas[one.insured_area],
                                            .treating = places.institution_areas[one.institution]};
        if (one.placing.period != period || direction.insured == direction.treating) continue;
        sums[direction] += Money::from_fen(one.fen);
    }
    std::vector<clearing::Due> dues;
    dues.reserve(sums.size());
    for (const auto& [direction, amount] : sums) dues.push_back({direction, amount});
    return dues;
}

/// The cells of a month are the slow sums.
void expect_sums(const clearing::CellParts& cells, const std::vector<Settled>& bills,
                 Month period) {
    const auto expected = slow(bills, period);
    std::size_t count = 0;
    for (const std::vector<Cell>& part : cells) {
        count += part.size();
        for (const Cell& cell : part) {
            ASSERT_EQ(cell.fen, expected.at({cell.institution, cell.insured_area, cell.kind}));
        }
    }
    ASSERT_EQ(count, expected.size());
}

/// What all directions of a month ask for; none is below zero.
Money asked_for(const std::vector<Line>& lines) {
    Money sum;
    for (const clearing::Due& due : clearing::dues_of(lines)) {
        EXPECT_GE(due.amount, Money{});
        sum += due.amount;
    }
    return sum;
}

/// What was placed in any month and is owed between areas.
Money placed_between_areas(const std::vector<Settled>& bills, const clearing::Places& places) {
    Money sum;
    for (const Settled& one : bills) {
        const bool is_remote =
            places.insured_areas[one.insured_area] != places.institution_areas[one.institution];
        if (one.placing.period && is_remote) sum += Money::from_fen(one.fen);
    }
    return sum;
}

TEST(EveryClearingYear, KeepsItsLaws) {
    const Month january = Month::of(Date::from_ymd({.year = 2025, .month = 1, .day = 1}));
    for (std::uint64_t world = 0; world < kWorlds; ++world) {
        SCOPED_TRACE(world);
        Random random{kSeed, world};
        const clearing::Places places = random_places(random);
        std::vector<Settled> bills = random_bills(random, places);
        place_all(bills);
        std::vector<Line> next;
        Money asked;
        for (Month period = january; period <= january.plus(30); period = period.plus(1)) {
            const clearing::CellParts cells = tallied(bills, period, places, 1);
            ASSERT_EQ(cells, tallied(bills, period, places, 2)) << "in two shares";
            expect_sums(cells, bills, period);
            auto lines = clearing::lines_of(cells, places);
            ASSERT_TRUE(lines.has_value());
            ASSERT_EQ(balance_of_all(*lines), 0) << period;
            ASSERT_EQ(
                clearing::disagreements(clearing::dues_of(*lines), book(bills, period, places)),
                std::vector<clearing::Disagreement>{})
                << "one side's receivable is the other's payable";
            lines->insert(lines->end(), next.begin(), next.end());
            clearing::Carried carried = clearing::carry_negatives(std::move(*lines));
            ASSERT_EQ(balance_of_all(carried.month), 0);
            asked += asked_for(carried.month);
            next = std::move(carried.next);
        }
        for (const Line& line : next) asked += line.amount;
        ASSERT_EQ(asked, placed_between_areas(bills, places)) << "none lost or counted twice";
    }
}

TEST(EveryBill, IsInOneMonthOrRefusedWithItsReason) {
    for (std::uint64_t world = 0; world < kWorlds; ++world) {
        Random random{kSeed + 1, world};
        const clearing::Places places = random_places(random);
        std::vector<Settled> bills = random_bills(random, places);
        place_all(bills);
        for (const Settled& one : bills) {
            const Placing& placing = one.placing;
            if (placing.period) {
                ASSERT_GE(*placing.period, one.known) << "never in a month that is closed";
                ASSERT_GE(*placing.period, one.bill.service_month);
                const bool in_time = placing.months_late <= 2;
                ASSERT_TRUE(in_time || one.bill.original != 0);
            } else {
                ASSERT_GT(static_cast<int>(placing.reason),
                          static_cast<int>(clearing::PlacingReason::late));
            }
        }
    }
}

}  // namespace
}  // namespace yidi::property
