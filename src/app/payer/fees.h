#pragma once

#include <string>
#include <vector>

#include "app/payer/line_texts.h"
#include "app/payer/visits.h"
#include "domain/adjudication/answer.h"

/// Lines of a visit, until they are settled.
namespace yidi::payer {

/// 2204 and 2301: lines of one visit.
struct UploadRequest {
    VisitRequest visit;
    std::vector<settlement::FeeLine> lines;
    std::vector<LineTexts> texts = {};  ///< of each line; none: nothing is said
};
/// BLK-FEERES: a line as the catalogue reads it, with its parts.
struct LineReply {
    settlement::PricedLine priced;
    adjudication::FeedetailResult parts;
};
/// All of the lines or none.
/// Errors    inconsistent: a serial that is there already, an amount that is not price times count,
///           a return of more than there is or of what is settled, a batch that is settled;
///           limit_exceeded: more than 10,000 lines.
[[nodiscard]] Result<std::vector<LineReply>> upload_fees(ports::Session& session,
                                                         const Context& context,
                                                         const UploadRequest& request);

/// 2205 by batch, 2302 by serial. "0000": all that are not settled.
struct WithdrawRequest {
    VisitRequest visit;
    std::string chrg_bchno;               ///< of a visit
    std::vector<std::string> feedetl_sn;  ///< of a stay
};
inline constexpr std::string_view kAllLines = "0000";
/// Withdrawing what has been withdrawn does nothing more.
/// Errors    inconsistent: settled lines, or a line that a return still takes back from.
[[nodiscard]] Result<void> withdraw_fees(ports::Session& session, const Context& context,
                                         const WithdrawRequest& request);

/// 5204: the lines of a visit, settled or not; of one settlement where its number is given.
struct FeeQuery {
    VisitRequest visit;
    std::string setl_id;
};
/// A line with everything that was said of it.
struct LineView {
    LineReply line;
    LineTexts texts;
    std::int64_t setl_id = 0;  ///< 0: not settled
    Instant uploaded;
    std::string opter;  ///< who uploaded it
    std::string opter_name;
};
[[nodiscard]] Result<std::vector<LineView>> query_fees(ports::Session& session,
                                                       const Context& context,
                                                       const FeeQuery& request);

}  // namespace yidi::payer
