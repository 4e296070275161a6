#include "adapters/codec/clearing_columns.h"

#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include <gtest/gtest.h>

namespace yidi::codec {
namespace {

namespace fs = std::filesystem;
using clearing::Cell;

ColumnDictionaries small() {
    return {.institutions = {"H12000000001", "H13010000001"},
            .places = {.institution_areas = {120'000, 130'100},
                       .insured_areas = {130'100, 120'000, 310'000},
                       .kinds = {{.kind = {.insutype = policy::Insutype::employee,
                                           .clr_type = "21",
                                           .fund = "310100"},
                                  .origin = clearing::Origin::settled},
                                 {.kind = {.insutype = policy::Insutype::resident,
                                           .clr_type = "11",
                                           .fund = "390100"},
                                  .origin = clearing::Origin::late}}}};
}

std::vector<Cell> flat(const clearing::CellParts& parts) {
    std::vector<Cell> cells;
    for (const std::vector<Cell>& part : parts) cells.insert(cells.end(), part.begin(), part.end());
    return cells;
}

/// A file of its own for each test.
class Columns : public ::testing::Test {
protected:
    void SetUp() override {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        file_ = fs::path{::testing::TempDir()} / ("yidi-columns-" + std::string{test->name()} +
                                                  "-" + std::to_string(std::random_device{}()));
    }
    void TearDown() override { fs::remove(file_); }

    void write(std::uint32_t rows) {
        auto writer = ColumnsWriter::open(file_, small());
        ASSERT_TRUE(writer.has_value()) << writer.error();
        for (std::uint32_t i = 0; i < rows; ++i) {
            writer->add({.institution = i % 2,
                         .insured_area = static_cast<std::uint16_t>(i % 3),
                         .kind = static_cast<std::uint16_t>(i / 2 % 2),
                         .fen = std::int64_t{i} - 5});
        }
        ASSERT_TRUE(writer->finish());
    }
    /// Turns one bit of a byte.
    void change(std::uint64_t at) {
        std::fstream file{file_, std::ios::in | std::ios::out | std::ios::binary};
        file.seekg(static_cast<std::streamoff>(at));
        const int byte = file.get();
        file.seekp(static_cast<std::streamoff>(at));
        file.put(static_cast<char>(byte ^ 1));
    }

    fs::path file_;
};

TEST_F(Columns, AreAddedUpAsTheyWereWritten) {
    write(3);
    const auto tallied = tally_columns(file_, 1);
    ASSERT_TRUE(tallied.has_value()) << tallied.error();
    EXPECT_EQ(tallied->rows, 3U);
    EXPECT_EQ(tallied->dictionaries.institutions, small().institutions);
    EXPECT_EQ(tallied->dictionaries.places.institution_areas, small().places.institution_areas);
    EXPECT_EQ(tallied->dictionaries.places.insured_areas, small().places.insured_areas);
    EXPECT_EQ(tallied->dictionaries.places.kinds, small().places.kinds);
    EXPECT_EQ(flat(tallied->cells),
              (std::vector<Cell>{
                  {.fen = -5, .rows = 1, .institution = 0, .insured_area = 0, .kind = 0},
                  {.fen = -3, .rows = 1, .institution = 0, .insured_area = 2, .kind = 1},
                  {.fen = -4, .rows = 1, .institution = 1, .insured_area = 1, .kind = 0}}));
}

TEST_F(Columns, OfManyChunksAreTheSameForEveryNumberOfThreads) {
    write(kChunkRows + 7);
    const auto one = tally_columns(file_, 1);
    const auto three = tally_columns(file_, 3);
    ASSERT_TRUE(one.has_value()) << one.error();
    ASSERT_TRUE(three.has_value()) << three.error();
    EXPECT_EQ(one->rows, kChunkRows + 7);
    EXPECT_EQ(one->cells, three->cells);
    EXPECT_EQ(flat(one->cells).size(), 12U);
}

TEST_F(Columns, OfNoRowsAreEmpty) {
    write(0);
    const auto tallied = tally_columns(file_, 2);
    ASSERT_TRUE(tallied.has_value()) << tallied.error();
    EXPECT_TRUE(flat(tallied->cells).empty());
}

TEST_F(Columns, ThatAreCutOffAreRefusedWhereverItIs) {
    write(20);
    const auto size = fs::file_size(file_);
    for (std::uintmax_t left = size; left > 0; --left) {
        fs::resize_file(file_, left - 1);
        ASSERT_FALSE(tally_columns(file_, 1).has_value()) << left - 1 << " of " << size;
    }
}

TEST_F(Columns, ThatAreChangedAreRefused) {
    write(20);
    const auto size = fs::file_size(file_);
    // The last column ends before its sum (8), the empty chunk (4), count and sum of all (16).
    for (std::uint64_t at = size - 28; at < size; ++at) {
        write(20);
        change(at);
        const auto tallied = tally_columns(file_, 1);
        ASSERT_FALSE(tallied.has_value()) << at;
    }
    write(20);
    change(0);
    EXPECT_EQ(tally_columns(file_, 1).error().code, ErrorCode::invariant_violated);
    std::ofstream{file_, std::ios::app} << 'x';
    EXPECT_FALSE(tally_columns(file_, 1).has_value());
}

TEST_F(Columns, ThatAreNotThereAreRefused) {
    EXPECT_EQ(tally_columns(file_, 2).error().code, ErrorCode::unreadable_file);
    EXPECT_EQ(ColumnsWriter::open(file_ / "below", small()).error().code,
              ErrorCode::unreadable_file);
}

}  // namespace
}  // namespace yidi::codec
