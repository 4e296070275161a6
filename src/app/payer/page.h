#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "base/error.h"

/// Long answers, a page at a time.
namespace yidi::payer {

inline constexpr std::int64_t kPageSizeMax = 1'000;

struct PageRequest {
    std::int64_t page_num = 1;  ///< the first is 1
    std::int64_t page_size = 100;
};

template <class T>
struct Page {
    PageRequest request;
    std::int64_t count = 0;  ///< of all pages
    std::vector<T> rows;     ///< of this one; none behind the last

    [[nodiscard]] std::int64_t pages() const {
        return (count + request.page_size - 1) / request.page_size;
    }
    /// How many rows stand before this page.
    [[nodiscard]] std::int64_t before() const { return (request.page_num - 1) * request.page_size; }
    /// Takes the next row, which is kept if it is of this page.
    void add(T row) {
        if (count >= before() && count < before() + request.page_size) {
            rows.push_back(std::move(row));
        }
        ++count;
    }
};

/// Errors    bad_value: no page has this number, or so many rows.
[[nodiscard]] Result<void> check(const PageRequest& page);

}  // namespace yidi::payer
