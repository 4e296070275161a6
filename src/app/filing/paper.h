#pragma once

#include <string>
#include <vector>

#include "app/filing/attachments.h"
#include "app/filing/read.h"
#include "domain/policy/filing_rules.h"
#include "domain/registry/records.h"

/// A filing with everything that its printed form (备案登记表) and promise letter (个人承诺书) say.
namespace yidi::app {

struct FilingPaper {
    FilingView view;
    registry::Person person;
    std::vector<registry::Insurance> insurances;  ///< as of today
    std::uint32_t area = 0;                       ///< pooling area of the insured region
    Date today;
    Date rules_day;          ///< day_applied
    policy::KindView rules;  ///< of that day; valid as long as the book
    std::vector<std::string> region_notes;
    PaperList papers;
    std::string transfer_from_name;  ///< of the institution, where the register has it
    std::string transfer_to_name;
};

/// Errors    bad_value: the person has no such filing.
[[nodiscard]] Result<FilingPaper> filing_paper(ports::Session& session,
                                               const payer::Context& context, registry::Pid pid,
                                               std::int64_t filing);

/// Errors    those of filing_paper; filing_refused: nothing was ever promised in it.
[[nodiscard]] Result<FilingPaper> promise_paper(ports::Session& session,
                                                const payer::Context& context, registry::Pid pid,
                                                std::int64_t filing);

}  // namespace yidi::app
