#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "app/clearing/context.h"
#include "base/money.h"
#include "domain/clearing/lines.h"
#include "domain/clearing/month.h"

/// What a month's tables are made of, institution by institution (清分).
namespace yidi::app {

/// One fund's part of a bill that the tables of a month have taken.
struct AllocatedRow {
    std::string fixmedins_code;
    std::uint32_t treating_area = 0;  ///< areas, not provinces
    std::uint32_t insured_area = 0;
    clearing::RowKind kind;
    Money amount;
};
using VisitAllocated = std::function<Result<void>(const AllocatedRow&)>;

/// Calls `visit` with each part of the bills that are placed in a month, from the books of the
/// insured parties in this store. Nothing more comes once the tables are made. What is carried,
/// disputed or deducted is of no institution's bills and not among them.
/// Errors    those of `visit`, which end it.
[[nodiscard]] Result<void> each_allocated(ports::Session& session, const ClearingContext& context,
                                          clearing::Month month, const VisitAllocated& visit);

}  // namespace yidi::app
