#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "domain/adjudication/answer.h"
#include "domain/adjudication/case.h"

namespace yidi::ports {

/// How one payer of an outcome is written on the national interface.
struct PayerText {
    std::string fund_pay_type;
    std::string fund_pay_type_name;
    std::string setl_proc_info;  ///< how its amount came about, at most 4,000 characters
};

/// Texts of the calculation that are kept and answered.
/// Threads   one for each thread.
class Texts {
public:
    Texts() = default;
    Texts(const Texts&) = delete;
    Texts& operator=(const Texts&) = delete;
    virtual ~Texts() = default;

    /// The case in the form of a case file (docs/using/case-file.md), on one line: the same case
    /// gives the same text, and what reads it back gives the same amounts.
    /// Requires  no stated terms, and a case with lines or totals.
    [[nodiscard]] virtual std::string case_text(const adjudication::Case& facts) = 0;
    /// Errors    1xxx: not the text of a case.
    [[nodiscard]] virtual Result<adjudication::Case> read_case(std::string_view text) = 0;
    /// One for each row of `setldetail`, in its order. With a trace in the answer they tell the
    /// steps.
    [[nodiscard]] virtual std::vector<PayerText> payer_texts(
        const adjudication::Answer& answer) = 0;
};

}  // namespace yidi::ports
