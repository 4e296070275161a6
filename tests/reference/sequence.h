#pragma once

#include <string>
#include <vector>

#include "tests/reference/reference.h"

/// The bills of one person's year in order, and taking one back (docs/domain/calculation.md, step
/// 15).
namespace reference {

/// Thrown where a bill's total is computed and yet open facts leave different accumulators: which
/// of them counts on is not said.
struct Unclear {};

/// Adjudicates bills in order; from the second on, `cum` is what the bills before have left and
/// `ipt_cnt` is what it tells. Only computed bills count.
std::vector<Answer> adjudicate_sequence(const Book& book, const std::vector<Json>& bills);

struct Undone {
    std::string code;           ///< why it is refused; empty: done
    Amounts cum;                ///< the year's accumulators afterwards
    std::vector<Answer> again;  ///< the later bills, computed again
};

/// Takes back the computed bill `index` of a sequence, `answers` being those of its bills.
Undone undo(const Book& book, const std::vector<Json>& bills, const std::vector<Answer>& answers,
            std::size_t index);

}  // namespace reference
