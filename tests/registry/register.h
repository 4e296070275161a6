#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/codec/payer_texts.h"
#include "adapters/storage/memory/memory_store.h"
#include "app/registry/import.h"
#include "ports/tables.h"

/// A register in memory that files are imported into.
namespace yidi::registry_test {

/// Files as pairs of a kind and its text.
using Files = std::vector<std::pair<app::RegistryKind, std::string>>;

/// Seals that can be read in a test, but not mistaken for what they hold.
class OpenVault final : public ports::Vault {
public:
    std::string seal(std::string_view plain, std::string_view bound_to) override;
    [[nodiscard]] Result<std::string> open(std::string_view sealed,
                                           std::string_view bound_to) const override;
    [[nodiscard]] std::string look_up_hash(std::string_view text) const override;

private:
    int seals_ = 0;  // Two seals of one text differ, as those of a real vault do.
};

class Counter final : public ports::Ids {
public:
    std::int64_t next() override { return ++last_; }

private:
    std::int64_t last_ = 0;
};

class Register {
public:
    Register();

    /// Imports as one work. The report is there whether or not it succeeds.
    Result<void> import(const Files& files, app::ImportReport& report);
    /// Runs a use case and expects it to succeed.
    void run(const std::function<Result<void>(ports::Session&, const payer::Context&)>& work);
    /// Every row, by key.
    [[nodiscard]] std::vector<ports::Row> rows(ports::Table table);
    /// Everything that is stored, as bytes.
    [[nodiscard]] std::string state();

private:
    storage::MemoryStore store_;
    policy::Book book_;
    OpenVault vault_;
    Counter ids_;
    codec::PayerTexts texts_;
    std::unique_ptr<ports::Readings> readings_;
};

[[nodiscard]] const policy::Regions& regions();
/// Reads files into a feed.
[[nodiscard]] app::RegistryFeed feed_of(const Files& files);

}  // namespace yidi::registry_test
