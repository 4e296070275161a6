#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "adapters/crypto/vault.h"
#include "adapters/storage/sqlite/sqlite_store.h"
#include "adapters/system/clock.h"
#include "adapters/system/folder_lock.h"
#include "adapters/system/id_mark.h"
#include "adapters/system/ids.h"
#include "cli/machine.h"

namespace yidi::main {

/// Names in a data folder.
[[nodiscard]] std::string store_file(const cli::DataPlace& place);
[[nodiscard]] std::string mark_file(const cli::DataPlace& place);

/// A data folder on this machine: locked, with its store, its ids and the vault of its key file.
class DataFolder final : public cli::Installation {
public:
    [[nodiscard]] static Result<std::unique_ptr<DataFolder>> open(const cli::DataPlace& place);

    [[nodiscard]] cli::OpenPorts open_ports() override {
        return {.store = *store_, .vault = vault_, .ids = *ids_, .clock = clock_};
    }
    [[nodiscard]] Result<void> check_room() const override;

private:
    DataFolder(const cli::DataPlace& place, system::FolderLock lock, crypto::KeyRing ring);

    std::filesystem::path folder_;
    // In the order in which each needs the ones before it.
    system::FolderLock lock_;
    system::ShiftedClock clock_;
    system::IdMarkFile mark_;
    crypto::KeyVault vault_;
    std::unique_ptr<system::TimeOrderedIds> ids_;
    std::unique_ptr<storage::SqliteStore> store_;
};

}  // namespace yidi::main
