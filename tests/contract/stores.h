#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/storage/memory/memory_store.h"
#include "adapters/storage/sqlite/sqlite_store.h"
#include "tests/contract/sample_tables.h"
#include "tests/contract/temporary_folder.h"

/// The stores that the contract suite runs over: each opens one that is empty.
namespace yidi::contract {

struct Limits {
    std::size_t batch_max = 64;
    std::size_t waiting_max = 4096;
};

struct InMemory {
    [[nodiscard]] std::unique_ptr<Store> open(Limits limits) const {
        return std::make_unique<storage::MemoryStore>(
            tables(), storage::MemoryOptions{.batch_max = limits.batch_max,
                                             .waiting_max = limits.waiting_max});
    }
};

struct InSqlite {
    TemporaryFolder folder;

    [[nodiscard]] std::unique_ptr<Store> open(Limits limits) const {
        auto store = storage::SqliteStore::open(tables(), {.file = folder.file("store.db"),
                                                           .batch_max = limits.batch_max,
                                                           .waiting_max = limits.waiting_max});
        EXPECT_TRUE(store) << to_string(store.error());
        return store ? *std::move(store) : nullptr;
    }
};

template <class Kind>
class StoreContract : public testing::Test {
protected:
    /// Instead of the one that is open.
    void open(Limits limits) {
        store_.reset();
        kind_ = std::make_unique<Kind>();
        store_ = kind_->open(limits);
    }
    void SetUp() override { open({}); }

    [[nodiscard]] Store& store() { return *store_; }

private:
    std::unique_ptr<Kind> kind_;
    std::unique_ptr<Store> store_;
};

using Kinds = testing::Types<InMemory, InSqlite>;

}  // namespace yidi::contract
