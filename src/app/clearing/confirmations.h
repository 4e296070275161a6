#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/clearing/book.h"
#include "domain/clearing/month.h"

/// What institutions are asked to confirm of a clearing month, and what they say (3260 to 3262).
namespace yidi::app {

/// What one call of 3260 or 3261 holds at most.
inline constexpr std::size_t kDetailsMax = 100;

/// A bill with what only its settlement tells.
struct ClearingDetail {
    std::int64_t seqno = 0;  ///< from 1, over all pages
    clearing::BookedBill bill;
    std::int64_t mdtrt_id = 0;
    Instant setl_time;
    std::string certno;
    std::string fulamt_advpay_flag;
};
struct DetailsQuery {
    std::string fixmedins_code;
    clearing::Month month;
    std::int64_t startrow = 1;  ///< the first is 1; 0 is taken for it
};
/// The institution's bills in the book of its own province that count in the month: those of the
/// month, and earlier ones that no table has taken. By day, at most kDetailsMax from a row on.
/// Errors    bad_value: an institution that is none.
[[nodiscard]] Result<std::vector<ClearingDetail>> clearing_details(ports::Session& session,
                                                                   const payer::Context& context,
                                                                   const DetailsQuery& query);

/// What an institution says of a row of 3260.
struct DetailWord {
    std::string certno;
    std::string mdtrt_id;
    Instant mdtrt_setl_time;
    std::string setl_sn;
    Money medfee_sumamt;
    Money optins_pay_sumamt;
    bool is_in = true;  ///< cnfm_flag
};
struct ConfirmRequest {
    payer::Caller caller;
    clearing::Month month;
    std::string otransid;  ///< inf_refmsgid of the answer, by which it is taken back
    std::vector<DetailWord> rows;
};
struct ConfirmReply {
    std::int64_t confirmed = 0;
    std::int64_t left_out = 0;
    std::int64_t again = 0;  ///< rows of these of which a message said the same before
};
/// Errors    not_allowed: before the month is over, or after its tables are made, with the day;
///           limit_exceeded: more than kDetailsMax rows; bad_value: a row that 3260 does not have;
///           inconsistent: a row otherwise than 3260 has it, with both amounts, or twice. `where`
///           names the row.
[[nodiscard]] Result<ConfirmReply> confirm_details(ports::Session& session,
                                                   const payer::Context& context,
                                                   const ConfirmRequest& request);

struct UndoConfirmationRequest {
    payer::Caller caller;
    clearing::Month month;
    std::string otransid;  ///< "0": all that the institution has said of the month
};
struct UndoneConfirmation {
    std::int64_t messages = 0;  ///< that stood, and no longer do
    bool before = false;        ///< it had been undone already
};
/// Errors    bad_value: no message of the institution about this month has this otransid;
///           not_allowed: the tables of the month are made, with their day.
[[nodiscard]] Result<UndoneConfirmation> undo_confirmation(ports::Session& session,
                                                           const payer::Context& context,
                                                           const UndoConfirmationRequest& request);

/// How far an institution is with a month.
struct InstitutionConfirmation {
    std::string fixmedins_code;
    std::int64_t bills = 0;
    std::int64_t confirmed = 0;
    std::int64_t left_out = 0;
    std::int64_t open = 0;      ///< bills of which it has said nothing
    Money fund;                 ///< what the insured areas owe of all these bills
    std::optional<Instant> at;  ///< of its last message

    [[nodiscard]] bool is_done() const { return open == 0; }
};
/// Every institution of a treating party that has bills of the month, by code. A bill and what
/// takes it back in the same month come to nothing: unsaid they are not counted.
[[nodiscard]] Result<std::vector<InstitutionConfirmation>> institution_confirmations(
    ports::Session& session, std::uint32_t party, clearing::Month month);

}  // namespace yidi::app
