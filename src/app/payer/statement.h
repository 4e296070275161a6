#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/payer/fees.h"
#include "app/payer/settle.h"
#include "domain/adjudication/case.h"

/// One settlement with everything that its printed statement says.
namespace yidi::payer {

struct StatementRequest {
    /// The institution that asks, which must have made the settlement; empty: whichever has.
    std::string fixmedins_code;
    std::string psn_no;
    std::string setl_id;
};

struct StatementReply {
    /// As 5203 answers it.
    settlement::Settlement settlement;
    settlement::Visit visit;
    /// What messages said of the visit that no rule reads, as JSON; the last first.
    std::vector<std::string> told;
    registry::Person person;
    registry::Institution institution;
    std::string opter;  ///< of the message that made it; empty where that is not known
    /// Under which filing it was computed; empty: without one, or that is not known.
    std::optional<policy::FilingKind> filing;
    /// What it covers. Of a settlement that has been taken back nothing: its lines may be settled
    /// again, or withdrawn.
    std::vector<LineReply> lines;
    /// Of a settlement that has been taken back, its reversal; 0: it stands, or is a reversal
    /// itself.
    std::int64_t reversed_by = 0;
    /// What has been changed in it since, because an earlier settlement of the year was taken back.
    std::vector<settlement::Settlement> corrections;
    /// What the benefit year held right after it; empty where nothing was counted.
    std::optional<adjudication::Accumulators> cum;
};

/// Reads only: whoever shows it notes the access.
/// Errors    bad_value: the institution has made no such settlement of this person, or its message
///           was undone (2601), or it is a correction and no settlement of its own.
[[nodiscard]] Result<StatementReply> statement(ports::Session& session, const Context& context,
                                               const StatementRequest& request);

}  // namespace yidi::payer
