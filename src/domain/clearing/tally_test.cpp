#include "domain/clearing/tally.h"

#include <algorithm>
#include <tuple>

#include <gtest/gtest.h>

#include "base/money.h"

namespace yidi::clearing {
namespace {

/// A chunk that keeps its columns.
struct Columns {
    std::vector<std::uint32_t> institution;
    std::vector<std::uint16_t> insured_area;
    std::vector<std::uint16_t> kind;
    std::vector<std::int64_t> fen;

    void row(const Cell& cell) {
        institution.push_back(cell.institution);
        insured_area.push_back(cell.insured_area);
        kind.push_back(cell.kind);
        fen.push_back(cell.fen);
    }
    [[nodiscard]] Chunk chunk() const { return {institution, insured_area, kind, fen}; }
};

constexpr Dictionaries kSmall{.institutions = 3, .insured_areas = 400, .kinds = 48};

Columns three_rows() {
    Columns columns;
    columns.row({.fen = 500, .institution = 2, .insured_area = 7, .kind = 1});
    columns.row({.fen = 100, .institution = 0, .insured_area = 399, .kind = 0});
    columns.row({.fen = -200, .institution = 2, .insured_area = 7, .kind = 1});
    return columns;
}

std::vector<Cell> flat(const CellParts& parts) {
    std::vector<Cell> cells;
    for (const std::vector<Cell>& part : parts) cells.insert(cells.end(), part.begin(), part.end());
    return cells;
}

std::vector<Cell> cells_of(Tally& tally) {
    auto parts = tally.take_cells();
    EXPECT_TRUE(parts.has_value());
    return parts ? flat(*parts) : std::vector<Cell>{};
}

TEST(ATally, SumsByInstitutionAreaAndKind) {
    Tally tally{kSmall};
    ASSERT_TRUE(tally.add(three_rows().chunk()));
    ASSERT_TRUE(tally.add(three_rows().chunk()));
    EXPECT_EQ(tally.rows(), 6U);
    // Two chunks of 500 - 200, and 100.
    EXPECT_EQ(cells_of(tally),
              (std::vector<Cell>{
                  {.fen = 200, .rows = 2, .institution = 0, .insured_area = 399, .kind = 0},
                  {.fen = 600, .rows = 4, .institution = 2, .insured_area = 7, .kind = 1}}));
}

TEST(ATally, KeepsACellThatSumsToZero) {
    Columns columns;
    columns.row({.fen = 500, .institution = 1, .insured_area = 7, .kind = 1});
    columns.row({.fen = -500, .institution = 1, .insured_area = 7, .kind = 1});
    Tally tally{kSmall};
    ASSERT_TRUE(tally.add(columns.chunk()));
    const std::vector<Cell> cells = cells_of(tally);
    ASSERT_EQ(cells.size(), 1U);
    EXPECT_EQ(cells[0].fen, 0);
    EXPECT_EQ(cells[0].rows, 2U);
}

TEST(ATally, TakesEveryInstitutionOnce) {
    for (const std::uint32_t institutions : {1U, 2U, 255U, 256U, 257U, 1'000U}) {
        Columns columns;
        for (std::uint32_t i = 0; i < institutions; ++i) columns.row({.fen = i, .institution = i});
        Tally tally{{.institutions = institutions, .insured_areas = 1, .kinds = 1}};
        ASSERT_TRUE(tally.add(columns.chunk()));
        const std::vector<Cell> cells = cells_of(tally);
        ASSERT_EQ(cells.size(), institutions);
        for (std::uint32_t i = 0; i < institutions; ++i) ASSERT_EQ(cells[i].fen, i);
    }
}

TEST(ATally, OfNothingIsEmpty) {
    Tally tally{{}};
    ASSERT_TRUE(tally.add({}));
    EXPECT_TRUE(cells_of(tally).empty());
}

TEST(ATally, InSharesIsTheSame) {
    Columns columns;
    const Dictionaries large{.institutions = 20'000, .insured_areas = 400, .kinds = 48};
    for (std::uint32_t i = 0; i < 50'000; ++i) {
        columns.row({.fen = std::int64_t{i} * 37 - 400'000,
                     .institution = i * 7'919 % 20'000,
                     .insured_area = static_cast<std::uint16_t>(i * 31 % 400),
                     .kind = static_cast<std::uint16_t>(i % 48)});
    }
    Tally whole{large};
    ASSERT_TRUE(whole.add(columns.chunk()));
    const std::vector<Cell> expected = cells_of(whole);
    EXPECT_EQ(cells_of(whole), std::vector<Cell>{}) << "taken";
    std::vector<CellParts> shares;
    std::uint64_t rows = 0;
    for (std::uint32_t number = 0; number < 3; ++number) {
        Tally share{large, {.number = number, .of = 3}};
        ASSERT_TRUE(share.add(columns.chunk()));
        rows += share.rows();
        shares.push_back(*share.take_cells());
    }
    EXPECT_EQ(rows, 50'000U);
    EXPECT_EQ(flat(joined(std::move(shares))), expected);
    EXPECT_TRUE(std::ranges::is_sorted(expected, {}, [](const Cell& cell) {
        return std::tuple{cell.institution, cell.insured_area, cell.kind};
    }));
}

TEST(ATally, RefusesIdsAndLengthsThatCannotBe) {
    const auto add = [](const Cell& row) {
        Columns columns;
        columns.row(row);
        return Tally{kSmall}.add(columns.chunk());
    };
    EXPECT_TRUE(add({.fen = 1, .institution = 2, .insured_area = 399, .kind = 47}));
    for (const Cell& row : {Cell{.institution = 3}, Cell{.insured_area = 400}, Cell{.kind = 48}}) {
        const auto refused = add(row);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::invariant_violated);
    }
    Columns uneven = three_rows();
    uneven.fen.pop_back();
    EXPECT_FALSE(Tally{kSmall}.add(uneven.chunk()));
}

TEST(ATally, RefusesSumsThatAreNoAmounts) {
    Columns columns;
    columns.row({.fen = Money::kFenMax, .institution = 1, .insured_area = 7, .kind = 1});
    Tally tally{kSmall};
    ASSERT_TRUE(tally.add(columns.chunk()));
    ASSERT_TRUE(tally.add(columns.chunk()));
    const auto over = tally.take_cells();
    ASSERT_FALSE(over);
    EXPECT_EQ(over.error().code, ErrorCode::limit_exceeded);
    columns.fen[0] = INT64_MIN;
    EXPECT_FALSE(Tally{kSmall}.add(columns.chunk()));
}

}  // namespace
}  // namespace yidi::clearing
