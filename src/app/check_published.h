#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/case_file.h"
#include "app/estimate.h"
#include "base/error.h"
#include "domain/explain/language.h"

namespace yidi::app {

/// What is to be said of one published figure.
struct Verdict {
    std::string name;
    std::string stated;                   ///< yuan with two decimals; a ratio as a decimal
    std::optional<std::string> computed;  ///< empty where the answer has no amount
    bool right = false;
    std::string step;  ///< name of the step where it goes wrong; empty where it is right
    std::string why;   ///< a sentence or two; empty where it is right
};

/// Holds each published figure against the answer. For a wrong one it names the step that the
/// figure contradicts, and looks for the slip that gives it: the case is computed again with one
/// thing wrong at a time (no deductible, the whole bill as base, another banding, a layer left out,
/// …), and the figure's digits are compared. What is found is a guess about how the figure came
/// about; that it is wrong is not. Requires  `estimate` to be the answer to `file`, with its trace.
/// Errors    unknown_key: a name that the answer does not have; those of estimate().
[[nodiscard]] Result<std::vector<Verdict>> check_published(const policy::Book& packs,
                                                           const CaseFile& file,
                                                           const Estimate& estimate,
                                                           explain::Language language);

}  // namespace yidi::app
