#include "adapters/storage/sqlite/sqlite_store.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <future>
#include <latch>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/storage/sqlite/internal/connection.h"
#include "adapters/storage/sqlite/sqlite_files.h"

namespace yidi::storage {
namespace {

namespace fs = std::filesystem;
using ports::Column;
using ports::ColumnType;
using ports::Row;
using ports::Session;
using ports::TableSpec;
using ports::Value;

constexpr std::array<Column, 4> kColumns{
    {{.name = "id"},
     {.name = "amount"},
     {.name = "note", .type = ColumnType::text, .optional = true},
     {.name = "must", .type = ColumnType::text}}};
constexpr std::array<std::uint8_t, 1> kAmount{1};
constexpr std::array<std::uint8_t, 2> kAmountAndNote{1, 2};
constexpr std::array<ports::Index, 1> kByAmount{{{.name = "by_amount", .columns = kAmount}}};
constexpr std::array<ports::Index, 1> kByBoth{{{.name = "by_amount", .columns = kAmountAndNote}}};

/// The first `columns` columns of a table.
TableSpec table(std::string_view name, std::size_t columns,
                std::span<const ports::Index> indexes = {}) {
    return {.name = name,
            .kind = ports::TableKind::current,
            .key_size = 1,
            .columns = std::span{kColumns}.first(columns),
            .indexes = indexes};
}

class Sqlite : public testing::Test {
protected:
    void SetUp() override {
        const auto* info = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = fs::path{testing::TempDir()} / (std::string{"sqlite_store_"} + info->name());
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    [[nodiscard]] std::string file(const std::string& name = "store.db") const {
        return folder_ / name;
    }
    [[nodiscard]] Result<std::unique_ptr<SqliteStore>> open(const std::vector<TableSpec>& tables) {
        return SqliteStore::open(tables, {.file = file()});
    }
    /// What is wrong with opening it, as the code's name and the place; empty if nothing is.
    [[nodiscard]] std::string refusal(const std::vector<TableSpec>& tables) {
        const auto store = open(tables);
        if (store) return {};
        return std::string{name(store.error().code)} + " at " + store.error().where;
    }

private:
    fs::path folder_;
};

[[nodiscard]] Result<void> insert(ports::Store& store, const TableSpec& table, const Row& row) {
    return write(store, [&](Session& session) { return session.insert(table, row); });
}

[[nodiscard]] std::vector<Row> rows(ports::Store& store, const TableSpec& table,
                                    std::string_view index = {}) {
    std::vector<Row> found;
    EXPECT_TRUE(store.read([&](Session& session) {
        return session.scan(table, index, {}, [&](const Row& row) {
            found.push_back(row);
            return true;
        });
    }));
    return found;
}

Value number(std::int64_t value) {
    return value;
}

TEST_F(Sqlite, IsThereWhenItIsOpenedAgain) {
    const std::vector<TableSpec> tables{table("total", 2)};
    {
        const auto store = open(tables);
        ASSERT_TRUE(store) << to_string(store.error());
        ASSERT_TRUE(insert(**store, tables[0], {number(1), number(2)}));
    }
    EXPECT_FALSE(fs::exists(file("store.db-wal")));  // Carried over at the end.
    const auto store = open(tables);
    ASSERT_TRUE(store);
    EXPECT_EQ(rows(**store, tables[0]), (std::vector<Row>{{number(1), number(2)}}));
}

TEST_F(Sqlite, IsForItsOwnerOnly) {
    const auto store = open({table("total", 2)});
    ASSERT_TRUE(store);
    for (const char* name : {"store.db", "store.db-wal", "store.db-shm"}) {
        EXPECT_EQ(fs::status(file(name)).permissions(),
                  fs::perms::owner_read | fs::perms::owner_write)
            << name;
    }
}

TEST_F(Sqlite, CommitsWhatWaitsTogether) {
    const std::vector<TableSpec> tables{table("total", 2)};
    // These outlive the store, whose writer may still be leaving one when the test goes on.
    std::latch begun{1};
    std::latch held{1};
    std::latch ended{11};
    auto store = SqliteStore::open(tables, {.file = file(), .batch_max = 4});
    ASSERT_TRUE(store);
    const auto note = [&](const Result<void>& end) {
        EXPECT_TRUE(end);
        ended.count_down();
    };
    (*store)->submit(
        [&](Session&) -> Result<void> {
            begun.count_down();
            held.wait();
            return {};
        },
        note);
    begun.wait();
    for (std::int64_t id = 0; id < 10; ++id) {
        (*store)->submit(
            [&, id](Session& session) {
                return session.insert(tables[0], {number(id), number(0)});
            },
            note);
    }
    EXPECT_EQ((*store)->figures().waiting, 10U);
    held.count_down();
    ended.wait();
    EXPECT_EQ((*store)->figures().works, 11U);
    EXPECT_EQ((*store)->figures().commits, 3U);  // 4 + 4 + 3
    EXPECT_EQ((*store)->figures().waiting, 0U);
}

TEST_F(Sqlite, KeepsItsLogShortUnderLoad) {
    const std::vector<TableSpec> tables{table("total", 3)};
    auto store = SqliteStore::open(tables, {.file = file(), .checkpoint_pages = 50});
    ASSERT_TRUE(store);
    std::size_t longest = 0;
    for (std::int64_t id = 0; id < 300; ++id) {
        ASSERT_TRUE(insert(**store, tables[0], {number(id), number(0), std::string(20'000, 'x')}));
        longest = std::max(longest, (*store)->figures().log_pages);
    }
    // More than 1,500 pages were written; the log is begun anew again and again.
    EXPECT_GT((*store)->figures().checkpoints, 3U);
    EXPECT_LT(longest, 500U);
    EXPECT_GE(longest, 50U);
}

TEST_F(Sqlite, AddsTablesColumnsAndIndexesToAnOlderStore) {
    {
        const std::vector<TableSpec> old{table("total", 2)};
        const auto store = open(old);
        ASSERT_TRUE(store);
        ASSERT_TRUE(insert(**store, old[0], {number(1), number(20)}));
        ASSERT_TRUE(insert(**store, old[0], {number(2), number(10)}));
    }
    const std::vector<TableSpec> tables{table("total", 3, kByAmount), table("second", 2)};
    for (int time = 0; time < 2; ++time) {
        const auto store = open(tables);
        ASSERT_TRUE(store) << to_string(store.error());
        EXPECT_EQ(
            rows(**store, tables[0], "by_amount"),
            (std::vector<Row>{{number(2), number(10), Value{}}, {number(1), number(20), Value{}}}));
        EXPECT_TRUE(rows(**store, tables[1]).empty());
    }
    const auto connection = Connection::open({.file = file()});
    ASSERT_TRUE(connection);
    // The first table; then a column, an index and a table, once.
    EXPECT_EQ(connection->ask("SELECT count(*) FROM yidi_schema"), "4");
    EXPECT_EQ(connection->ask("SELECT change FROM yidi_schema WHERE version=2"),
              R"(ALTER TABLE "total" ADD COLUMN "note" TEXT)");
}

TEST_F(Sqlite, RefusesTablesThatDifferInAnotherWay) {
    ASSERT_EQ(refusal({table("total", 3, kByAmount), table("second", 2)}), "");
    const TableSpec second = table("second", 2);
    EXPECT_EQ(refusal({table("total", 3, kByAmount)}), "inconsistent at store: second");
    EXPECT_EQ(refusal({table("total", 2, kByAmount), second}), "inconsistent at store: total");
    EXPECT_EQ(refusal({table("total", 4, kByAmount), second}), "inconsistent at store: total.must");
    EXPECT_EQ(refusal({table("total", 3), second}), "inconsistent at store: total.by_amount");
    EXPECT_EQ(refusal({table("total", 3, kByBoth), second}),
              "inconsistent at store: total.by_amount");
    TableSpec other_key = table("total", 3, kByAmount);
    other_key.key_size = 2;
    EXPECT_EQ(refusal({other_key, second}), "inconsistent at store: total.amount");
    TableSpec other_column = table("total", 3, kByAmount);
    constexpr std::array<Column, 3> kOther{
        {kColumns[0], {.name = "amount", .type = ColumnType::text}, kColumns[2]}};
    other_column.columns = kOther;
    EXPECT_EQ(refusal({other_column, second}), "inconsistent at store: total.amount");
    EXPECT_EQ(refusal({table("total", 3, kByAmount), second}), "");
}

TEST_F(Sqlite, LeavesAnOlderStoreAsItWasWhenItRefuses) {
    ASSERT_EQ(refusal({table("total", 2)}), "");
    EXPECT_EQ(refusal({table("new", 2), table("total", 4)}), "inconsistent at store: total.must");
    EXPECT_EQ(refusal({table("total", 2)}), "");  // Without `new`, which would be unknown to it.
}

TEST_F(Sqlite, RefusesTheFilesOfOthers) {
    std::ofstream{file()} << std::string(5000, 'x');
    EXPECT_EQ(refusal({table("total", 2)}), "unreadable_file at store");
    fs::remove(file());
    {
        const auto connection = Connection::open({.file = file(), .may_create = true});
        ASSERT_TRUE(connection);
        ASSERT_TRUE(connection->run("CREATE TABLE total (id INTEGER)"));
    }
    EXPECT_EQ(refusal({table("total", 2)}), "unreadable_file at store");
    const auto nowhere = SqliteStore::open(std::vector{table("total", 2)},
                                           {.file = file("no/such/folder/store.db")});
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().code, ErrorCode::unreadable_file);
}

TEST_F(Sqlite, RefusesALayoutThatItDoesNotKnow) {
    ASSERT_EQ(refusal({table("total", 2)}), "");
    ASSERT_TRUE(Connection::open({.file = file()})->run("PRAGMA user_version=2"));
    EXPECT_EQ(refusal({table("total", 2)}), "inconsistent at store");
}

TEST_F(Sqlite, IsCopiedAsOfOneMomentWhileItIsWritten) {
    const std::vector<TableSpec> tables{table("total", 2), table("second", 2)};
    const auto store = open(tables);
    ASSERT_TRUE(store);
    std::atomic<bool> is_enough = false;
    std::thread writer{[&] {
        for (std::int64_t id = 0; !is_enough; ++id) {
            EXPECT_TRUE(write(**store, [&](Session& session) -> Result<void> {
                const Row row{number(id), number(id)};
                YIDI_TRY_VOID(session.insert(tables[0], row));
                return session.insert(tables[1], row);
            }));
        }
    }};
    while ((*store)->figures().commits < 50) std::this_thread::yield();
    const Result<void> copied = copy_store(file(), file("copy.db"));
    is_enough = true;
    writer.join();
    ASSERT_TRUE(copied) << to_string(copied.error());
    EXPECT_EQ(fs::status(file("copy.db")).permissions(),
              fs::perms::owner_read | fs::perms::owner_write);
    const auto copy = SqliteStore::open(tables, {.file = file("copy.db")});
    ASSERT_TRUE(copy);
    const std::vector<Row> found = rows(**copy, tables[0]);
    EXPECT_GE(found.size(), 50U);
    EXPECT_LE(found.size(), rows(**store, tables[0]).size());
    EXPECT_EQ(rows(**copy, tables[1]), found);
}

TEST_F(Sqlite, IsNotCopiedOverAnythingNorFromNothing) {
    ASSERT_EQ(refusal({table("total", 2)}), "");
    std::ofstream{file("other")} << "precious";
    const Result<void> over = copy_store(file(), file("other"));
    ASSERT_FALSE(over);
    EXPECT_EQ(over.error().code, ErrorCode::unreadable_file);
    EXPECT_EQ(fs::file_size(file("other")), 8U);
    const Result<void> from_nothing = copy_store(file("nothing"), file("copy.db"));
    ASSERT_FALSE(from_nothing);
    EXPECT_EQ(from_nothing.error().code, ErrorCode::unreadable_file);
    EXPECT_FALSE(fs::exists(file("copy.db")));
    EXPECT_FALSE(fs::exists(file("nothing")));
}

TEST_F(Sqlite, ThatIsDamagedIsFoundToBe) {
    const std::vector<TableSpec> tables{table("total", 3, kByAmount)};
    {
        const auto store = open(tables);
        ASSERT_TRUE(store);
        for (std::int64_t id = 0; id < 200; ++id) {
            ASSERT_TRUE(insert(**store, tables[0], {number(id), number(id), std::string(50, 'x')}));
        }
    }
    EXPECT_TRUE(check_store(file()));
    {
        // Behind the first page, which says what the file is.
        std::fstream damage{file(), std::ios::in | std::ios::out | std::ios::binary};
        damage.seekp(3 * 4096 + 100);
        damage << std::string(2000, '\xFF');
    }
    const Result<void> checked = check_store(file());
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, ErrorCode::internal);
    const Result<void> copied = copy_store(file(), file("copy.db"));
    EXPECT_FALSE(copied);
    EXPECT_FALSE(fs::exists(file("copy.db")));
}

}  // namespace
}  // namespace yidi::storage
