#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/reconciliation/classes.h"
#include "domain/reconciliation/pair.h"
#include "domain/reconciliation/row.h"

namespace yidi::reconciliation {

/// What one book says of a settlement in which the books differ: rows by their place in it.
struct Told {
    std::optional<std::size_t> row;
    std::optional<std::size_t> reversal;  ///< the row that takes it back
    friend bool operator==(const Told&, const Told&) = default;
};

struct Difference {
    Class what = Class::only_a;
    /// What names the settlement: its setl_id where both have it or one alone tells it, else the
    /// visit, else "PERSON DAY".
    std::string key;
    Told a;
    Told b;
    unsigned confidence = 100;  ///< whole percent
};

struct Outcome {
    std::size_t matched = 0;  ///< settlements in which the books agree
    std::size_t only_a = 0;
    std::size_t only_b = 0;
    std::size_t differs = 0;  ///< of the other five classes
    bool number_alike = false;
    std::vector<Difference> differences;  ///< by class and key, each settlement once
};

/// Holds two books against each other. The order of rows changes nothing; changing the books over
/// mirrors the answer. n log n.
[[nodiscard]] Outcome compare_books(std::span<const Row> a, std::span<const Row> b);

}  // namespace yidi::reconciliation
