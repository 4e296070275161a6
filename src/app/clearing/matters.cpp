#include "app/clearing/matters.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/clearing/internal/matter_rows.h"
#include "app/clearing/internal/taken_out.h"
#include "app/payer/internal/refusal.h"

namespace yidi::app {
namespace {

namespace rows = payer::internal;
using clearing::Actor;
using clearing::BookedBill;
using ports::Session;
using rows::Matter;
using rows::MatterKind;

constexpr std::array<std::string_view, kDisputeStateCount> kStates{"open",   "carried", "withdrawn",
                                                                   "stands", "settled", "upheld"};

bool is_agency_of(const Actor& actor, std::uint32_t party) {
    return actor.role == clearing::Role::agency && actor.party == party;
}

tl::unexpected<Error> not_theirs(std::string_view rule) {
    return rows::refuse(ErrorCode::not_allowed, "actor", rule, "请由应办的一方办理",
                        "办理人不是应办的一方");
}

Result<void> check_reason(const std::string& reason) {
    if (!reason.empty()) return {};
    return rows::refuse(ErrorCode::missing_key, "reason", "写明理由", "请写明", "没有写明理由");
}

/// A bill in the book of whoever acts.
Result<BookedBill> own_bill(Session& session, const Actor& actor, std::int64_t setl_id) {
    YIDI_TRY(auto bill, rows::find_bill(session, actor.party, setl_id));
    if (!bill) {
        return rows::refuse(ErrorCode::bad_value, "setl_id", "本地区账册中的结算", "请核对结算号",
                            "本地区账册没有这笔结算");
    }
    return *std::move(bill);
}

/// The same, or as the party has told it of a bill that it is the treating side of.
Result<BookedBill> told_bill(Session& session, const Actor& actor, std::int64_t setl_id,
                             const std::optional<BookedBill>& told) {
    const bool is_theirs =
        told && told->setl_id == setl_id && clearing::direction_of(*told).treating == actor.party;
    if (is_theirs) return *told;
    return own_bill(session, actor, setl_id);
}

Matter matter_about(MatterKind kind, const ClearingContext& context, const BookedBill& bill,
                    const Actor& actor) {
    Matter row;
    row.kind = kind;
    row.id = context.payer.ids.next();
    row.direction = clearing::direction_of(bill);
    row.setl_id = bill.setl_id;
    row.fixmedins_code = bill.fixmedins_code;
    row.money = {.insutype = bill.insutype, .clr_type = bill.clr_type, .fund = {}};
    row.day = context.today();
    row.at = context.now();
    row.by = actor.by;
    return row;
}

Result<void> check_disputable(Session& session, const BookedBill& bill, std::uint32_t party) {
    YIDI_TRY(const auto place,
             rows::find_place(session, {.holder = party, .setl_id = bill.setl_id}));
    YIDI_TRY(const auto earlier, rows::matters(session, MatterKind::dispute));
    const bool is_disputed = std::ranges::any_of(earlier, [&bill](const Matter& one) {
        return one.setl_id == bill.setl_id && one.state != name(DisputeState::withdrawn);
    });
    if (!place && !is_disputed) return {};
    return rows::refuse(ErrorCode::changed_meanwhile, "setl_id", "尚未制表、未提出过争议的结算",
                        "已制表的请用协查或扣款处理",
                        is_disputed ? "这笔结算已有争议" : "这笔结算已经制表");
}

/// Which decisions there are in a state, and whose they are.
Result<void> check_decision(const DisputeView& before, const Actor& actor, DisputeState to) {
    const clearing::Direction& direction = before.dispute.direction;
    const bool is_centre = actor.role == clearing::Role::centre;
    const bool is_open = before.state == DisputeState::open;
    const bool is_carried = before.state == DisputeState::carried;
    const bool takes = (to == DisputeState::withdrawn && is_open) ||
                       ((to == DisputeState::stands || to == DisputeState::upheld) && is_carried);
    if (!takes) {
        return rows::refuse(ErrorCode::changed_meanwhile, "to",
                            "制表前撤回，制表取出后认定应付或不应付", "请重新读取后再办理",
                            "这一争议现在不能这样办");
    }
    const bool is_theirs =
        to == DisputeState::upheld
            ? is_centre || is_agency_of(actor, direction.treating)
            : (is_centre && is_carried) || is_agency_of(actor, direction.insured);
    if (is_theirs) return {};
    return not_theirs("参保地撤回或认可、就医地承认不应付，或由清算中心裁定");
}

/// What is not owed after all: the institution bears it, and the insured area does not owe it.
Result<void> post_upheld(Session& session, const Matter& row) {
    return internal::post_borne(session, {.about = "dispute:" + std::to_string(row.id),
                                          .direction = row.direction,
                                          .fund = row.money.fund,
                                          .fixmedins_code = row.fixmedins_code,
                                          .amount = row.amount,
                                          .at = row.at});
}

Matter matter_of(const clearing::Inquiry& inquiry, Matter row) {
    row.seq = inquiry.seq;
    row.state = clearing::name(inquiry.state);
    row.amount = inquiry.medfee;
    row.done = inquiry.not_owed;
    row.due = inquiry.due;
    row.is_provisional = inquiry.is_provisional;
    row.finding = clearing::name(inquiry.finding);
    row.reason = inquiry.reason;
    return row;
}

/// A stay is looked into once at a time; another question about it is asked after the answer.
Result<void> check_only_inquiry(Session& session, std::int64_t setl_id, std::int64_t id) {
    YIDI_TRY(const auto all, rows::matters(session, MatterKind::inquiry));
    const auto other = std::ranges::find_if(all, [setl_id, id](const Matter& one) {
        const bool is_open = one.state != clearing::name(clearing::InquiryState::refused) &&
                             one.state != clearing::name(clearing::InquiryState::closed);
        return one.setl_id == setl_id && one.id != id && is_open;
    });
    if (other == all.end()) return {};
    return rows::refuse(ErrorCode::changed_meanwhile, "setl_id", "没有未办结协查的结算",
                        "请先办结已有的协查",
                        "这笔结算已有未办结的协查 " + std::to_string(other->id));
}

/// What was found, from the funds in their order.
Result<void> deduct_found(Session& session, const ClearingContext& context,
                          const clearing::Inquiry& inquiry, const BookedBill& bill,
                          const Actor& actor) {
    Money left = inquiry.not_owed;
    for (const clearing::FundPart& part : bill.funds) {
        YIDI_TRY(const internal::FundLeft fund, internal::left_of(session, bill, part.fund));
        const Money taken = std::min(left, fund.left() - fund.kept);
        if (taken <= Money{}) continue;
        YIDI_TRY(const Matter made, internal::deduct(session, context,
                                                     {.kind = clearing::DeductionKind::review,
                                                      .setl_id = bill.setl_id,
                                                      .fund = part.fund,
                                                      .decided = taken,
                                                      .reason = inquiry.reason},
                                                     bill, actor.by));
        left -= made.amount;
    }
    if (left == Money{}) return {};
    return rows::refuse(ErrorCode::bad_amount, "not_owed",
                        "不超过各基金未扣、无争议支付额之和的金额", "请核对金额",
                        "超出 " + to_yuan(left) + " 元");
}

}  // namespace

std::string_view name(DisputeState state) {
    return kStates[static_cast<std::size_t>(state)];
}

Result<std::vector<DisputeView>> open_dispute(Session& session, const ClearingContext& context,
                                              const Actor& actor, const DisputeRequest& request) {
    YIDI_TRY_VOID(check_reason(request.reason));
    YIDI_TRY(const BookedBill bill, own_bill(session, actor, request.setl_id));
    if (!is_agency_of(actor, clearing::direction_of(bill).insured)) {
        return not_theirs("参保地经办机构提出争议");
    }
    YIDI_TRY_VOID(check_disputable(session, bill, actor.party));
    std::vector<DisputeView> opened;
    for (const clearing::FundPart& part : bill.funds) {
        YIDI_TRY(const internal::FundLeft fund, internal::left_of(session, bill, part.fund));
        // What a deduction or a reversal has taken out cannot be taken out again.
        const bool is_left = part.amount < Money{} || fund.left() > Money{};
        if (!is_left) continue;
        Matter row = matter_about(MatterKind::dispute, context, bill, actor);
        row.money.fund = part.fund;
        row.state = name(DisputeState::open);
        row.amount = std::min(part.amount, fund.left());
        row.reason = request.reason;
        YIDI_TRY_VOID(rows::insert(session, row));
        YIDI_TRY(DisputeView view, internal::dispute_of(row));
        opened.push_back(std::move(view));
    }
    if (opened.empty()) {
        return rows::refuse(ErrorCode::changed_meanwhile, "setl_id", "还有应付金额的结算",
                            "请核对扣款和撤销", "这笔结算已没有可争议的金额");
    }
    return opened;
}

Result<DisputeView> decide_dispute(Session& session, const ClearingContext& context,
                                   const Actor& actor, const DisputeDecision& decision) {
    YIDI_TRY_VOID(check_reason(decision.reason));
    YIDI_TRY(const Matter before, internal::last_step(session, MatterKind::dispute, decision.id));
    YIDI_TRY(const DisputeView view, internal::dispute_of(before));
    YIDI_TRY_VOID(check_decision(view, actor, decision.to));
    Matter after = internal::next_step(before, context, actor.by);
    after.state = name(decision.to);
    after.reason = decision.reason;
    YIDI_TRY_VOID(rows::insert(session, after));
    if (decision.to == DisputeState::upheld) YIDI_TRY_VOID(post_upheld(session, after));
    return internal::dispute_of(after);
}

Result<std::vector<DisputeView>> disputes(Session& session, std::optional<std::uint32_t> party) {
    YIDI_TRY(const auto all, rows::matters(session, MatterKind::dispute));
    std::vector<DisputeView> views;
    for (const Matter& row : all) {
        if (!internal::is_of(row, party)) continue;
        YIDI_TRY(DisputeView view, internal::dispute_of(row));
        views.push_back(std::move(view));
    }
    return views;
}

Result<DeductionView> decide_deduction(Session& session, const ClearingContext& context,
                                       const Actor& actor, const DeductionRequest& request) {
    YIDI_TRY_VOID(check_reason(request.reason));
    YIDI_TRY(const BookedBill bill, told_bill(session, actor, request.setl_id, request.bill));
    if (!is_agency_of(actor, clearing::direction_of(bill).treating)) {
        return not_theirs("就医地经办机构决定扣款");
    }
    YIDI_TRY(const Matter row, internal::deduct(session, context, request, bill, actor.by));
    return internal::deduction_of(row);
}

Result<std::vector<DeductionView>> deductions(Session& session,
                                              std::optional<std::uint32_t> party) {
    YIDI_TRY(const auto all, rows::matters(session, MatterKind::deduction));
    std::vector<DeductionView> views;
    for (const Matter& row : all) {
        if (!internal::is_of(row, party)) continue;
        YIDI_TRY(DeductionView view, internal::deduction_of(row));
        views.push_back(std::move(view));
    }
    return views;
}

Result<InquiryView> ask_inquiry(Session& session, const ClearingContext& context,
                                const Actor& actor, std::int64_t setl_id,
                                const std::string& reason) {
    YIDI_TRY(const clearing::Terms terms, context.terms());
    YIDI_TRY(const BookedBill bill, own_bill(session, actor, setl_id));
    Matter row = matter_about(MatterKind::inquiry, context, bill, actor);
    YIDI_TRY_VOID(check_only_inquiry(session, setl_id, row.id));
    YIDI_TRY(const clearing::Inquiry inquiry, clearing::ask({.id = row.id,
                                                             .direction = row.direction,
                                                             .setl_id = setl_id,
                                                             .medfee = bill.medfee_sumamt,
                                                             .today = context.today(),
                                                             .reason = reason},
                                                            actor, terms, context.days));
    row = matter_of(inquiry, std::move(row));
    YIDI_TRY_VOID(rows::insert(session, row));
    return internal::inquiry_of(row, context.today());
}

Result<InquiryView> step_inquiry(Session& session, const ClearingContext& context,
                                 const Actor& actor, const InquiryStepRequest& request) {
    YIDI_TRY(const clearing::Terms terms, context.terms());
    YIDI_TRY(const Matter before, internal::last_step(session, MatterKind::inquiry, request.id));
    YIDI_TRY(const InquiryView view, internal::inquiry_of(before, context.today()));
    YIDI_TRY(const clearing::Inquiry after,
             clearing::advance_inquiry(view.inquiry, actor,
                                       {.to = request.to,
                                        .today = context.today(),
                                        .reason = request.reason,
                                        .finding = request.finding,
                                        .not_owed = request.not_owed},
                                       terms, context.days));
    if (request.to == clearing::InquiryState::asked) {
        YIDI_TRY_VOID(check_only_inquiry(session, before.setl_id, before.id));
    }
    const Matter row = matter_of(after, internal::next_step(before, context, actor.by));
    YIDI_TRY_VOID(rows::insert(session, row));
    if (request.to == clearing::InquiryState::answered && request.not_owed > Money{}) {
        YIDI_TRY(const BookedBill bill, told_bill(session, actor, row.setl_id, request.bill));
        YIDI_TRY_VOID(deduct_found(session, context, after, bill, actor));
    }
    return internal::inquiry_of(row, context.today());
}

Result<std::vector<InquiryView>> inquiries(Session& session, const ClearingContext& context,
                                           std::optional<std::uint32_t> party) {
    YIDI_TRY(const auto all, rows::matters(session, MatterKind::inquiry));
    std::vector<InquiryView> views;
    for (const Matter& row : all) {
        if (!internal::is_of(row, party)) continue;
        YIDI_TRY(InquiryView view, internal::inquiry_of(row, context.today()));
        views.push_back(std::move(view));
    }
    return views;
}

}  // namespace yidi::app
