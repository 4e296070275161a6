#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "domain/reconciliation/row.h"

namespace yidi::reconciliation::internal {

/// Finds in a book what its reversals take back. Each settlement is taken back once.
class Originals {
public:
    struct Found {
        std::size_t place = 0;
        unsigned confidence = 100;  ///< 80: not named, found by visit or person and total
    };

    /// The rows outlive this.
    explicit Originals(std::span<const Row> rows);

    /// The settlement that a reversal names, else the latest one of the same visit, or person where
    /// it tells no visit, with the opposite total. Empty: the book does not have it.
    [[nodiscard]] std::optional<Found> take(const Row& reversal);

private:
    struct Entry {
        std::string_view text;
        const Row* row = nullptr;
        std::size_t place = 0;
        [[nodiscard]] bool is_before(const Entry& other) const;
        friend bool operator<(const Entry& one, const Entry& other) { return one.is_before(other); }
    };
    using Index = std::set<Entry>;
    std::optional<Found> take_named(std::string_view setl_id);
    std::optional<Found> take_latest(Index& from, std::string_view text, const Row& reversal);
    [[nodiscard]] bool is_free(std::size_t place) const { return !taken_[place]; }

    std::span<const Row> rows_;
    std::vector<bool> taken_;
    std::vector<std::size_t> by_number_;
    Index by_visit_;
    Index by_person_;
};

/// Who a row is about, as far as it tells.
[[nodiscard]] inline std::string_view person_of(const Row& row) {
    return row.psn_no.empty() ? row.certno : row.psn_no;
}

}  // namespace yidi::reconciliation::internal
