#pragma once

#include <cstdint>
#include <filesystem>

#include "base/error.h"

/// A made-up clearing month of the whole country, for measuring.
namespace yidi::clearing_bench {

struct MonthSize {
    std::uint64_t settlements = 26'000'000;
    std::uint32_t institutions = 30'000;
    std::uint16_t areas = 400;
};

/// Writes the columnar side file and the same rows as tab-separated text (institution, insured
/// area, kind, fen) for another's COPY. A settlement gives a row for each fund that pays: three in
/// ten have a second. Few institutions have most of the visitors, and most visitors of one come
/// from few areas. The same size gives the same rows. Returns   the number of rows.
[[nodiscard]] Result<std::uint64_t> make_month(const MonthSize& size,
                                               const std::filesystem::path& columns,
                                               const std::filesystem::path& text);

}  // namespace yidi::clearing_bench
