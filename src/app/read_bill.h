#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/case_file.h"
#include "app/check_published.h"
#include "app/estimate.h"
#include "base/error.h"
#include "domain/explain/language.h"

/// Reads a printed statement: do its own lines add up, and does each agree with the rules.
namespace yidi::app {

/// One of the sums that hold on every statement.
struct BillSum {
    std::string_view total;
    std::span<const std::string_view> parts;
    Money stated;
    Money sum;              ///< of the parts that were stated
    bool is_whole = false;  ///< all parts were stated: then `sum` has to be `stated`
    [[nodiscard]] Money off() const { return stated - sum; }
    [[nodiscard]] bool is_wrong() const { return is_whole ? off() != Money{} : sum > stated; }
};

struct BillLine {
    Verdict verdict;
    std::string label;
    std::string
        step;  ///< id in the trace of the answer: where it goes wrong, else where it is made
    std::string formula;  ///< of that step
    std::string clause;
};

struct BillRead {
    Estimate estimate;
    CaseFile file;                ///< as it was computed
    std::vector<BillSum> sums;    ///< those of which the total and a part were stated
    std::vector<BillLine> lines;  ///< in the order of the calculation
    /// The first line that is wrong, from which later ones may follow; empty if none is.
    std::optional<std::size_t> first_wrong;
};

/// `file.published` are the statement's lines. Those that part the bill (in scope, first-pay, over
/// limit, own expense) are taken as the bill's own where they fit into the total; what the accounts
/// are said to have paid is taken as what they hold.
/// Errors    unknown_key: a line of a name that no answer has; those of estimate().
[[nodiscard]] Result<BillRead> read_bill(const policy::Book& packs, const CaseFile& file,
                                         explain::Language language);

}  // namespace yidi::app
