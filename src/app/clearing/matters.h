#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/clearing/context.h"
#include "domain/clearing/book.h"
#include "domain/clearing/inquiry.h"
#include "domain/clearing/lines.h"

/// What two parties have between them about single bills: disputes, deductions, inquiries.
namespace yidi::app {

enum class DisputeState : std::uint8_t {
    open,       ///< its bill stands in no table yet
    carried,    ///< taken out of the tables, until it is decided
    withdrawn,  ///< before any table
    stands,     ///< the bill is owed; the next tables put it in
    settled,    ///< put in, or the bill was taken back meanwhile
    upheld,     ///< not owed; the institution bears it
};
inline constexpr std::size_t kDisputeStateCount = 6;
[[nodiscard]] std::string_view name(DisputeState state);

/// A dispute about what one fund owes of a bill.
struct DisputeView {
    clearing::Dispute dispute;
    std::int64_t setl_id = 0;
    std::string fixmedins_code;
    DisputeState state = DisputeState::open;
    std::int64_t seq = 1;
    std::string reason;  ///< of the last step
    Date day;            ///< of the last step
    std::string by;
};
struct DisputeRequest {
    std::int64_t setl_id = 0;
    std::string reason;
};
/// Opens a dispute about each fund of a bill. By the insured party, before the bill is in a table.
/// Errors    bad_value: its book has no such bill; not_allowed: another party; missing_key: no
///           reason; changed_meanwhile: the bill is in a table or disputed already, or nothing
///           of it is left.
[[nodiscard]] Result<std::vector<DisputeView>> open_dispute(ports::Session& session,
                                                            const ClearingContext& context,
                                                            const clearing::Actor& actor,
                                                            const DisputeRequest& request);
/// Withdrawn by the insured party; conceded (upheld) by the treating party; or the centre decides
/// that the bill stands or not. Errors    as above.
struct DisputeDecision {
    std::int64_t id = 0;
    DisputeState to = DisputeState::stands;
    std::string reason;
};
[[nodiscard]] Result<DisputeView> decide_dispute(ports::Session& session,
                                                 const ClearingContext& context,
                                                 const clearing::Actor& actor,
                                                 const DisputeDecision& decision);
/// By number; of one party, or of all.
[[nodiscard]] Result<std::vector<DisputeView>> disputes(ports::Session& session,
                                                        std::optional<std::uint32_t> party);

struct DeductionView {
    clearing::Deduction deduction;
    std::int64_t seq = 1;
    Date day;
    std::string by;
};
struct DeductionRequest {
    clearing::DeductionKind kind = clearing::DeductionKind::review;
    std::int64_t setl_id = 0;
    std::string fund;
    Money decided;
    std::string reason;
    /// As the treating party's own book has the bill where that lies in another store; empty: it
    /// lies in this one.
    std::optional<clearing::BookedBill> bill = {};
};
/// The treating party decides to keep back a part of a bill; the next tables net it.
/// Errors    bad_value: its book has no such bill, or the bill no such fund; bad_amount: nothing,
/// or
///           more than the fund still owes after disputes, earlier deductions, reversals and
///           corrections; not_allowed; missing_key.
[[nodiscard]] Result<DeductionView> decide_deduction(ports::Session& session,
                                                     const ClearingContext& context,
                                                     const clearing::Actor& actor,
                                                     const DeductionRequest& request);
[[nodiscard]] Result<std::vector<DeductionView>> deductions(ports::Session& session,
                                                            std::optional<std::uint32_t> party);

struct InquiryView {
    clearing::Inquiry inquiry;
    std::string fixmedins_code;
    Date day;  ///< of the last step
    std::string by;
    bool is_overdue = false;
};
/// Errors    bad_value: the insured party's book has no such bill; changed_meanwhile: another
///           inquiry about it is open; those of clearing::ask.
[[nodiscard]] Result<InquiryView> ask_inquiry(ports::Session& session,
                                              const ClearingContext& context,
                                              const clearing::Actor& actor, std::int64_t setl_id,
                                              const std::string& reason);
struct InquiryStepRequest {
    std::int64_t id = 0;
    clearing::InquiryState to = clearing::InquiryState::accepted;
    std::string reason;
    clearing::Finding finding = clearing::Finding::none;
    Money not_owed = {};
    std::optional<clearing::BookedBill> bill = {};  ///< as DeductionRequest::bill
};
/// What an answer finds not to be owed becomes deductions of the funds, in their order.
/// Errors    bad_value: no such inquiry; bad_amount: more than the funds owe; those of
///           clearing::advance_inquiry.
[[nodiscard]] Result<InquiryView> step_inquiry(ports::Session& session,
                                               const ClearingContext& context,
                                               const clearing::Actor& actor,
                                               const InquiryStepRequest& request);
[[nodiscard]] Result<std::vector<InquiryView>> inquiries(ports::Session& session,
                                                         const ClearingContext& context,
                                                         std::optional<std::uint32_t> party);

}  // namespace yidi::app
