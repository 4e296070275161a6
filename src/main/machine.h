#pragma once

#include "cli/machine.h"

namespace yidi::main {

/// This machine: files, SQLite, sockets.
class Machine final : public cli::Machine {
public:
    [[nodiscard]] Instant now() const override;
    [[nodiscard]] Result<std::unique_ptr<cli::Installation>> open(
        const cli::DataPlace& place) override;
    [[nodiscard]] Result<void> serve(
        const cli::Service& service, const cli::ServeOptions& options,
        const std::function<void(const std::string& url)>& started) override;
    [[nodiscard]] Result<void> back_up(const cli::DataPlace& place,
                                       const std::filesystem::path& to) override;
    [[nodiscard]] Result<void> restore(const std::filesystem::path& from,
                                       const cli::DataPlace& place) override;
    [[nodiscard]] Result<void> check_storage(const cli::DataPlace& place) override;
    [[nodiscard]] Result<void> check_key(const cli::DataPlace& place) override;
    [[nodiscard]] Result<std::uint32_t> rotate_key(const cli::DataPlace& place) override;
    [[nodiscard]] bool has_store(const cli::DataPlace& place) const override;
    [[nodiscard]] Result<void> erase(const cli::DataPlace& place) override;
};

}  // namespace yidi::main
