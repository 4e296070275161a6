#include "adapters/storage/sqlite/internal/scan_sql.h"

#include <array>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/storage/sqlite/internal/connection.h"
#include "adapters/storage/sqlite/internal/schema.h"

namespace yidi::storage {
namespace {

using ports::Column;
using ports::TableKind;
using ports::TableSpec;

constexpr std::array<Column, 5> kColumns{{{.name = "pid"},
                                          {.name = "year"},
                                          {.name = "seq"},
                                          {.name = "place", .optional = true},
                                          {.name = "amount"}}};
constexpr std::array<std::uint8_t, 2> kPlaceAndYear{3, 1};
constexpr std::array<std::uint8_t, 1> kAmount{4};
constexpr std::array<ports::Index, 2> kIndexes{
    {{.name = "by_place", .columns = kPlaceAndYear}, {.name = "by_amount", .columns = kAmount}}};

TableSpec table(TableKind kind) {
    return {.name = kind == TableKind::append ? "event" : "total",
            .kind = kind,
            .key_size = 3,
            .columns = kColumns,
            .indexes = kIndexes};
}

/// How SQLite goes about it, a line for each step.
std::string plan(const Connection& connection, const std::string& sql) {
    auto statement = connection.prepare("EXPLAIN QUERY PLAN " + sql);
    if (!statement) return to_string(statement.error());
    std::string steps;
    while (statement->step() == SQLITE_ROW) steps += statement->text(3) + "\n";
    return steps;
}

class ScanSql : public testing::TestWithParam<TableKind> {};

TEST_P(ScanSql, NeverSortsAndSeeksWhereItCan) {
    const auto connection = Connection::open({.file = ":memory:"});
    ASSERT_TRUE(connection);
    const TableSpec spec = table(GetParam());
    ASSERT_TRUE(migrate(*connection, std::vector{spec}));
    for (std::uint32_t index = 0; index <= kIndexes.size(); ++index) {
        for (std::uint32_t prefix = 0; prefix <= 3; ++prefix) {
            for (unsigned flags = 0; flags < 8; ++flags) {
                const ScanShape shape{.index = index,
                                      .prefix = prefix,
                                      .has_from = prefix < 3 && (flags & 1U) != 0,
                                      .has_to = prefix < 3 && (flags & 2U) != 0,
                                      .descending = (flags & 4U) != 0};
                const std::string sql = scan_sql(spec, shape);
                const std::string steps = plan(*connection, sql);
                EXPECT_EQ(steps.find("TEMP B-TREE"), std::string::npos) << sql << '\n' << steps;
                const bool may_seek = prefix > 0 || shape.has_from || shape.has_to;
                EXPECT_EQ(steps.rfind(may_seek ? "SEARCH" : "SCAN", 0), 0U) << sql << '\n' << steps;
            }
        }
    }
}
INSTANTIATE_TEST_SUITE_P(Kinds, ScanSql, testing::Values(TableKind::append, TableKind::current));

TEST(ScanNumber, TellsEveryShapeFromEveryOther) {
    std::vector<bool> seen(1U << 20U);
    for (std::uint32_t index = 0; index < 8; ++index) {
        for (std::uint32_t prefix = 0; prefix < 8; ++prefix) {
            for (unsigned flags = 0; flags < 8; ++flags) {
                const std::uint32_t number = number_of({.index = index,
                                                        .prefix = prefix,
                                                        .has_from = (flags & 1U) != 0,
                                                        .has_to = (flags & 2U) != 0,
                                                        .descending = (flags & 4U) != 0});
                EXPECT_FALSE(seen.at(number));
                seen.at(number) = true;
            }
        }
    }
}

}  // namespace
}  // namespace yidi::storage
