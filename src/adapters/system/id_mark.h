#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "base/error.h"

namespace yidi::system {

/// Remembers over restarts a number below which every given id lies.
class IdMark {
public:
    IdMark() = default;
    IdMark(const IdMark&) = delete;
    IdMark& operator=(const IdMark&) = delete;
    virtual ~IdMark() = default;

    /// The last mark that was raised; 0 where there is none.
    /// Errors    unreadable_file: what is kept cannot be read or is no mark.
    [[nodiscard]] virtual Result<std::int64_t> load() = 0;
    /// Durable when it returns.
    /// Errors    busy, unreadable_file: it could not be kept.
    [[nodiscard]] virtual Result<void> raise(std::int64_t mark) = 0;
};

/// A mark in a file of its own, in the data folder. One process at a time.
class IdMarkFile final : public IdMark {
public:
    explicit IdMarkFile(std::string path) : path_{std::move(path)} {}
    [[nodiscard]] Result<std::int64_t> load() override;
    [[nodiscard]] Result<void> raise(std::int64_t mark) override;

private:
    std::string path_;
};

}  // namespace yidi::system
