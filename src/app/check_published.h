#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/case_file.h"
#include "app/estimate.h"
#include "base/error.h"
#include "domain/explain/language.h"

namespace yidi::app {

/// What came of holding a figure against the answer.
enum class Judgement : std::uint8_t {
    right,
    wrong,
    open,  ///< cannot be decided: there is no amount, or the answer is a range that allows the
           ///< figure
};

/// What is to be said of one published figure.
struct Verdict {
    std::string name;
    std::string stated;                   ///< yuan with two decimals; a ratio as a decimal
    std::optional<std::string> computed;  ///< empty where the answer has no one figure
    Judgement judgement = Judgement::open;
    std::string step;  ///< name of the step where it goes wrong; empty where it does not
    std::string why;   ///< a sentence or two; empty where it is right whatever is open
};

/// Whether the figure of this name is a ratio and not an amount: "pool_prop_selfpay",
/// "band_ratio.1".
[[nodiscard]] bool states_a_ratio(std::string_view name);

/// Holds each published figure against the answer. For a wrong one it names the step that the
/// figure contradicts, and looks for the slip that gives it: the case is computed again with one
/// thing wrong at a time (no deductible, the whole bill as base, another banding, a layer left out,
/// …), and the figure's digits are compared. What is found is a guess about how the figure came
/// about; that it is wrong is not. Where the answer is a range the case is computed again for each
/// way to settle what is open: a figure is right that one of them gives, and wrong that none can
/// give. Requires  `estimate` to be the answer to `file`, with its trace.
/// Errors    unknown_key: a name that the answer does not have; those of estimate().
[[nodiscard]] Result<std::vector<Verdict>> check_published(const policy::Book& packs,
                                                           const CaseFile& file,
                                                           const Estimate& estimate,
                                                           explain::Language language);

}  // namespace yidi::app
