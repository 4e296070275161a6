#include "ports/tables.h"

#include <set>

#include <gtest/gtest.h>

namespace yidi::ports {
namespace {

TEST(PayerTables, StandInTheOrderOfTheirNumbers) {
    EXPECT_EQ(payer_tables().size(), kTableCount);
    EXPECT_EQ(spec(Table::message).name, "message");
    EXPECT_EQ(spec(Table::settlement).name, "settlement");
    EXPECT_EQ(spec(Table::audit).name, "audit");
}

TEST(PayerTables, HaveKeysThatAreNeverEmptyAndNamesThatAreOne) {
    std::set<std::string_view> tables;
    for (const TableSpec& table : payer_tables()) {
        EXPECT_TRUE(tables.insert(table.name).second) << table.name;
        ASSERT_GE(table.columns.size(), table.key_size) << table.name;
        std::set<std::string_view> columns;
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            EXPECT_TRUE(columns.insert(table.columns[i].name).second) << table.name;
            EXPECT_FALSE(i < table.key_size && table.columns[i].optional) << table.name;
        }
        for (const Index& index : table.indexes) {
            for (const std::uint8_t column : index.columns) {
                EXPECT_LT(column, table.columns.size()) << table.name;
            }
        }
    }
}

TEST(PayerTables, OfAPersonBeginWithThePerson) {
    for (const Table table : {Table::insurance, Table::filing, Table::visit, Table::fee,
                              Table::hold, Table::settlement, Table::journal, Table::cum_event,
                              Table::cum, Table::account, Table::record, Table::document}) {
        EXPECT_EQ(spec(table).columns.front().name, "pid");
    }
}

TEST(PayerTables, IndexTheColumnsTheyName) {
    const TableSpec& table = spec(Table::settlement);
    EXPECT_EQ(table.columns[table.indexes[0].columns[1]].name, "mdtrt_id");
    EXPECT_EQ(table.columns[table.indexes[1].columns[0]].name, "fixmedins_code");
    EXPECT_EQ(table.columns[table.indexes[1].columns[1]].name, "setl_time");
}

}  // namespace
}  // namespace yidi::ports
