#pragma once

#include <vector>

#include "base/error.h"
#include "domain/adjudication/adjudicate.h"

/// The bills of one person and benefit year in order, each computed from the accumulators that the
/// one before left.
namespace yidi::adjudication {

/// What undoing or inserting a bill changes for a later one. Amounts fen, after minus before.
struct Difference {
    std::size_t index = 0;  ///< position of the bill in the sequence as it was
    Setlinfo before;
    Setlinfo after;
};

struct Undone {
    Setlinfo negative;  ///< the record that takes the bill back: every amount of the bill, negated
    Accumulators cum;   ///< the year's accumulators afterwards
    std::vector<Difference> differences;  ///< later bills that were computed again and changed
};

/// Adjudicates bills in order. Each case's `cum` is replaced by what the bill before left; the
/// first keeps its own. `ipt_cnt` of a case is left out where the accumulators tell it. A rejected
/// or unknown bill leaves the accumulators as they were. Errors    invariant_violated.
[[nodiscard]] Result<std::vector<Answer>> adjudicate_sequence(const policy::Book& book,
                                                              const std::vector<Case>& bills);

/// Takes back bill `index`: calculation.md step 15 (V17).
/// Requires  answers = adjudicate_sequence(book, bills) (asserted: same length), index in range.
/// Returns   the exact negative and the accumulators without the bill. With the last bill they are
/// what they were before it. Errors    must_undo_later_first (2009) where the pack's rule is
/// `block` and computed bills follow; bad_value if the bill itself was
///           not computed; invariant_violated.
[[nodiscard]] Result<Undone> undo(const policy::Book& book, const std::vector<Case>& bills,
                                  const std::vector<Answer>& answers, std::size_t index);

/// Every amount negated: a reversal's record.
[[nodiscard]] Setlinfo negated(const Setlinfo& info);

}  // namespace yidi::adjudication
