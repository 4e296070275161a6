#include "app/clearing/internal/matter_rows.h"

#include <algorithm>
#include <utility>

#include "app/clearing/internal/taken_out.h"
#include "app/payer/internal/refusal.h"

namespace yidi::app::internal {
namespace {

namespace rows = payer::internal;
using rows::Matter;
using rows::MatterKind;

/// The value that a word of a row names.
template <class Enum>
Result<Enum> named(const std::string& word, std::size_t count) {
    const auto found = rows::parse_named<Enum>(word, count);
    if (!found) return rows::violated("a matter is in a state that there is");
    return *found;
}

}  // namespace

Result<DisputeView> dispute_of(const Matter& row) {
    YIDI_TRY(const auto state, named<DisputeState>(row.state, kDisputeStateCount));
    return DisputeView{.dispute = {.id = row.id,
                                   .direction = row.direction,
                                   .kind = row.money,
                                   .rows = 1,
                                   .amount = row.amount},
                       .setl_id = row.setl_id,
                       .fixmedins_code = row.fixmedins_code,
                       .state = state,
                       .seq = row.seq,
                       .reason = row.reason,
                       .day = row.day,
                       .by = row.by};
}

Result<DeductionView> deduction_of(const Matter& row) {
    YIDI_TRY(const auto kind,
             named<clearing::DeductionKind>(row.sort, clearing::kDeductionKindCount));
    return DeductionView{.deduction = {.id = row.id,
                                       .kind = kind,
                                       .direction = row.direction,
                                       .money = row.money,
                                       .fixmedins_code = row.fixmedins_code,
                                       .setl_id = row.setl_id,
                                       .decided = row.amount,
                                       .deducted = row.done,
                                       .reason = row.reason},
                         .seq = row.seq,
                         .day = row.day,
                         .by = row.by};
}

Result<InquiryView> inquiry_of(const Matter& row, Date today) {
    YIDI_TRY(const auto state,
             named<clearing::InquiryState>(row.state, clearing::kInquiryStateCount));
    YIDI_TRY(const auto finding, named<clearing::Finding>(row.finding, clearing::kFindingCount));
    InquiryView view{.inquiry = {.id = row.id,
                                 .direction = row.direction,
                                 .setl_id = row.setl_id,
                                 .medfee = row.amount,
                                 .state = state,
                                 .seq = row.seq,
                                 .due = row.due.value_or(row.day),
                                 .is_provisional = row.is_provisional,
                                 .finding = finding,
                                 .not_owed = row.done,
                                 .reason = row.reason},
                     .fixmedins_code = row.fixmedins_code,
                     .day = row.day,
                     .by = row.by,
                     .is_overdue = false};
    view.is_overdue = clearing::is_overdue(view.inquiry, today);
    return view;
}

Result<Matter> last_step(ports::Session& session, MatterKind kind, std::int64_t id) {
    YIDI_TRY(auto steps, rows::steps_of(session, kind, id));
    if (steps.empty()) {
        return rows::refuse(ErrorCode::bad_value, "id", "已登记的编号", "请核对编号",
                            "没有这一事项");
    }
    return std::move(steps.back());
}

Matter next_step(const Matter& before, const ClearingContext& context, const std::string& by) {
    Matter after = before;
    ++after.seq;
    after.day = context.today();
    after.at = context.now();
    after.by = by;
    after.bank_date.reset();
    return after;
}

bool is_of(const Matter& row, std::optional<std::uint32_t> party) {
    return !party || row.direction.insured == *party || row.direction.treating == *party;
}

Result<Matter> deduct(ports::Session& session, const ClearingContext& context,
                      const DeductionRequest& request, const clearing::BookedBill& bill,
                      const std::string& by) {
    const auto part = std::ranges::find(bill.funds, request.fund, &clearing::FundPart::fund);
    if (part == bill.funds.end()) {
        return rows::refuse(ErrorCode::bad_value, "fund", "这笔结算中有支付的基金", "请核对基金",
                            "这笔结算没有这项基金支付");
    }
    YIDI_TRY(const FundLeft part_left, left_of(session, bill, request.fund));
    const Money left = std::max(part_left.left() - part_left.kept, Money{});
    if (request.decided <= Money{} || request.decided > left) {
        return rows::refuse(ErrorCode::bad_amount, "decided", "大于零、不超过该基金支付额的金额",
                            "请核对扣款金额", "最多还能扣 " + to_yuan(left) + " 元");
    }
    Matter row{
        .kind = MatterKind::deduction,
        .id = context.payer.ids.next(),
        .seq = 1,
        .direction = clearing::direction_of(bill),
        .setl_id = bill.setl_id,
        .fixmedins_code = bill.fixmedins_code,
        .money = {.insutype = bill.insutype, .clr_type = bill.clr_type, .fund = request.fund},
        .sort = std::string{clearing::name(request.kind)},
        .state = "open",
        .amount = request.decided,
        .done = {},
        .day = context.today(),
        .due = {},
        .is_provisional = false,
        .finding = {},
        .reason = request.reason,
        .at = context.now(),
        .by = by,
        .bank_date = {}};
    YIDI_TRY_VOID(rows::insert(session, row));
    return row;
}

}  // namespace yidi::app::internal
