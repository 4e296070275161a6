#include "adapters/codec/month_columns.h"

#include <filesystem>
#include <vector>

#include <gtest/gtest.h>

namespace yidi::codec {
namespace {

namespace fs = std::filesystem;
using app::AllocatedRow;

class MonthColumns : public ::testing::Test {
public:
    MonthColumns(const MonthColumns&) = delete;
    MonthColumns& operator=(const MonthColumns&) = delete;

protected:
    // Of its own for each: tests run side by side.
    MonthColumns()
        : folder_{fs::path{testing::TempDir()} /
                  (std::string{"month_columns_"} +
                   testing::UnitTest::GetInstance()->current_test_info()->name())} {
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    ~MonthColumns() override { fs::remove_all(folder_); }

    void add(std::string_view institution, std::uint32_t treating, std::uint32_t insured,
             std::int64_t yuan, clearing::Origin origin = clearing::Origin::settled) {
        rows_.push_back({.fixmedins_code = std::string{institution},
                         .treating_area = treating,
                         .insured_area = insured,
                         .kind = {.kind = {.insutype = policy::Insutype::employee,
                                           .clr_type = "21",
                                           .fund = "310100"},
                                  .origin = origin},
                         .amount = Money::from_yuan(yuan)});
    }
    Result<void> write() {
        return write_month_columns(file_, [this](const app::VisitAllocated& visit) -> Result<void> {
            for (const AllocatedRow& row : rows_) YIDI_TRY_VOID(visit(row));
            return {};
        });
    }
    [[nodiscard]] TalliedColumns tallied() const {
        auto read = tally_columns(file_, 2);
        EXPECT_TRUE(read) << read.error();
        return *std::move(read);
    }
    [[nodiscard]] std::size_t files() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator{folder_}, fs::directory_iterator{}));
    }

    fs::path folder_;
    fs::path file_ = folder_ / "2026-03.columns";
    std::vector<AllocatedRow> rows_;
};

TEST_F(MonthColumns, HaveEachInstitutionsSumByAreaAndKind) {
    add("H44010000001", 440100, 130100, 700);
    add("H42010000001", 420100, 130200, 50);
    add("H44010000001", 440100, 130100, 300);
    add("H44010000001", 440100, 130100, -700, clearing::Origin::reversed);
    ASSERT_TRUE(write());
    const TalliedColumns all = tallied();
    EXPECT_EQ(all.rows, 4U);
    EXPECT_EQ(all.dictionaries.institutions,
              (std::vector<std::string>{"H42010000001", "H44010000001"}));
    const auto lines = clearing::lines_of(all.cells, all.dictionaries.places);
    ASSERT_TRUE(lines);
    ASSERT_EQ(lines->size(), 3U);
    EXPECT_EQ(lines->at(0).direction, (clearing::Direction{.insured = 130100, .treating = 440100}));
    EXPECT_EQ(lines->at(0).amount, Money::from_yuan(1'000));
    EXPECT_EQ(lines->at(0).rows, 2);
    EXPECT_EQ(lines->at(1).amount, -Money::from_yuan(700));
    EXPECT_EQ(lines->at(2).direction, (clearing::Direction{.insured = 130200, .treating = 420100}));
    EXPECT_EQ(files(), 1U) << "what was unfinished has gone";
}

TEST_F(MonthColumns, OfAMonthWithoutBillsHaveNoSums) {
    ASSERT_TRUE(write());
    EXPECT_EQ(tallied().rows, 0U);
}

TEST_F(MonthColumns, LeaveNoFileWhereTheBooksCannotBeRead) {
    add("H44010000001", 440100, 130100, 700);
    add("H44010000001", 440300, 130100, 700);
    const Result<void> refused = write();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::invariant_violated);
    EXPECT_EQ(refused.error().where, "H44010000001");
    EXPECT_EQ(files(), 0U);
}

}  // namespace
}  // namespace yidi::codec
