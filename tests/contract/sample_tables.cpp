#include "tests/contract/sample_tables.h"

#include <gtest/gtest.h>

namespace yidi::contract {
namespace {

using ports::Column;
using ports::ColumnType;
using ports::Index;
using ports::TableKind;

constexpr std::array<Column, 5> kVisitColumns{
    {{.name = "pid"},
     {.name = "seq"},
     {.name = "place", .type = ColumnType::text, .optional = true},
     {.name = "seal", .type = ColumnType::bytes},
     {.name = "amount"}}};
constexpr std::array<std::uint8_t, 2> kByPlace{2, 4};
constexpr std::array<std::uint8_t, 1> kByAmount{4};
constexpr std::array<Index, 2> kVisitIndexes{
    {{.name = "by_place", .columns = kByPlace}, {.name = "by_amount", .columns = kByAmount}}};

constexpr std::array<Column, 4> kTotalColumns{
    {{.name = "pid"},
     {.name = "year"},
     {.name = "amount"},
     {.name = "note", .type = ColumnType::text, .optional = true}}};

constexpr std::array<std::uint8_t, 1> kByTotalAmount{2};
constexpr std::array<Index, 1> kTotalIndexes{{{.name = "by_amount", .columns = kByTotalAmount}}};

constexpr std::array<Column, 2> kSealColumns{
    {{.name = "name", .type = ColumnType::bytes}, {.name = "seal", .type = ColumnType::bytes}}};

constexpr std::array<Column, 3> kMessageColumns{{{.name = "sender", .type = ColumnType::text},
                                                 {.name = "number", .type = ColumnType::text},
                                                 {.name = "answer", .type = ColumnType::bytes}}};

}  // namespace

const TableSpec& visits() {
    return tables()[0];
}

const TableSpec& totals() {
    return tables()[1];
}

const TableSpec& seals() {
    return tables()[2];
}

const TableSpec& messages() {
    return tables()[3];
}

const std::vector<TableSpec>& tables() {
    static const std::vector<TableSpec> kTables{
        {.name = "visit",
         .kind = TableKind::append,
         .key_size = 2,
         .columns = kVisitColumns,
         .indexes = kVisitIndexes},
        {.name = "total",
         .kind = TableKind::current,
         .key_size = 2,
         .columns = kTotalColumns,
         .indexes = kTotalIndexes},
        {.name = "seal", .kind = TableKind::record, .key_size = 1, .columns = kSealColumns},
        {.name = "message",
         .kind = TableKind::append,
         .key_size = 2,
         .columns = kMessageColumns,
         .is_log = true}};
    return kTables;
}

Row row(const Visit& visit) {
    const Value place = visit.place ? Value{*visit.place} : Value{};
    return {visit.pid, visit.seq, place, visit.seal, visit.amount};
}

Row total(std::int64_t pid, std::int64_t year, std::int64_t amount) {
    return {pid, year, amount, Value{}};
}

std::vector<Row> rows(Store& store, const TableSpec& table, const Range& range,
                      std::string_view index) {
    std::vector<Row> found;
    const Result<void> read = store.read([&](Session& session) {
        return session.scan(table, index, range, [&](const Row& row) {
            found.push_back(row);
            return true;
        });
    });
    EXPECT_TRUE(read) << to_string(read.error());
    return found;
}

std::vector<std::int64_t> seqs(Store& store, const Range& range, std::string_view index) {
    std::vector<std::int64_t> found;
    for (const Row& row : rows(store, visits(), range, index)) {
        found.push_back(std::get<std::int64_t>(row.at(1)));
    }
    return found;
}

std::optional<Row> get(Store& store, const TableSpec& table, const std::vector<Value>& key) {
    std::optional<Row> found;
    const Result<void> read = store.read([&](Session& session) -> Result<void> {
        YIDI_TRY(found, session.get(table, key));
        return {};
    });
    EXPECT_TRUE(read) << to_string(read.error());
    return found;
}

Result<void> insert(Store& store, const TableSpec& table, const Row& row) {
    return write(store, [&](Session& session) { return session.insert(table, row); });
}

Result<void> insert_all(Session& session, const TableSpec& table, const std::vector<Row>& rows) {
    for (const Row& row : rows) YIDI_TRY_VOID(session.insert(table, row));
    return {};
}

}  // namespace yidi::contract
