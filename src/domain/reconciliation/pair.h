#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "domain/reconciliation/row.h"

namespace yidi::reconciliation {

/// By what two rows were found to be one settlement, in the order in which it is tried.
enum class PairedBy : std::uint8_t {
    setl_id,
    mdtrt_id,
    psn_no_day,
    certno_day,
    psn_no_amount,  ///< on another day, or on one that is not told
    certno_amount,
};

/// Rows are named by their place in their book.
struct Pair {
    std::size_t a = 0;
    std::size_t b = 0;
    PairedBy by = PairedBy::setl_id;
    unsigned confidence = 100;  ///< whole percent, by the table of docs/design/reconciliation.md
    bool is_repeat = false;     ///< both books have the number again: not the first pair of it
};

struct Pairing {
    std::vector<Pair> pairs;
    /// The books give settlements the same numbers, so that one that is missing is missing.
    bool number_alike = false;
    std::vector<std::size_t> rest_a;  ///< found no partner, ascending
    std::vector<std::size_t> rest_b;
    std::vector<std::size_t> repeats_a;  ///< no partner, and the book has the number already
    std::vector<std::size_t> repeats_b;
};

/// Which rows of two books are the same settlement. What it gives depends on what rows say, not on
/// their order; changing the books over mirrors it. n log n.
[[nodiscard]] Pairing pair_rows(std::span<const Row> a, std::span<const Row> b);

}  // namespace yidi::reconciliation
