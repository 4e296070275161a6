#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/int128.h"
#include "base/money.h"
#include "domain/adjudication/answer.h"

/// Figures of an answer by the names under which a page may have published them.
namespace yidi::app::internal {

/// A figure, and the last trace entry that made it (−1: no entry). A ratio is `num` / `den`.
struct Figure {
    bool is_ratio = false;
    Money amount;
    Int128 num = 0;
    Int128 den = 1;
    std::int64_t entry = -1;
};

/// Yuan with two decimals; a ratio as a decimal.
[[nodiscard]] std::string text_of(const Figure& figure);

/// `name` is a field of setlinfo; a layer's id or "pool" for what it paid; or a step, "band_pay.2",
/// "serious.net". Empty where the answer has no such figure although another answer might. Errors
/// unknown_key: no answer has a figure of this name.
[[nodiscard]] Result<std::optional<Figure>> find_figure(const adjudication::Answer& answer,
                                                        std::string_view name);

/// The entry in which the value of `entry` came up first: passing it on unchanged is not where it
/// arose.
[[nodiscard]] std::int64_t origin(const adjudication::Trace& trace, std::int64_t entry);

}  // namespace yidi::app::internal
