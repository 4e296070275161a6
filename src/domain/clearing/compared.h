#pragma once

#include <vector>

#include "domain/clearing/book.h"
#include "domain/reconciliation/row.h"

namespace yidi::clearing {

/// A bill as reconciliation compares it: number, day, amounts, each fund by its national name.
[[nodiscard]] reconciliation::Row row_of(const BookedBill& bill);
[[nodiscard]] std::vector<reconciliation::Row> rows_of(const std::vector<BookedBill>& bills);

}  // namespace yidi::clearing
